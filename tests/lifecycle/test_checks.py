"""What is said of a study while its author works on it."""

from dataclasses import replace

import pytest

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.advice import advice, used_names
from equilibre.lifecycle.checks import problems
from equilibre.lifecycle.editing import (
    fixed,
    new_study,
    with_device,
    with_line,
    with_parameter,
    with_text,
    with_variant,
    without_line,
)
from equilibre.lifecycle.factor import Range
from equilibre.lifecycle.study import Line, Study
from equilibre.texts import Words


def places(study: Study) -> list[tuple[str | int, ...]]:
    return [problem.place for problem in problems(study)]


def remarks(study: Study) -> list[str]:
    return [remark.sentence for remark in advice(study)]


@pytest.mark.parametrize("key", catalogue.study_keys())
def test_the_studies_of_the_program_have_no_problem(key: str) -> None:
    assert problems(catalogue.study(key)) == ()


def test_a_new_study_has_neither_problem_nor_advice() -> None:
    assert problems(new_study()) == ()
    assert advice(new_study()) == ()


def test_all_problems_are_said_each_at_its_place() -> None:
    study = replace(new_study(), zone="ATL", levers=("height",), inferences="2*")
    study = with_line(study, "A1", Line("prayer", "toaster", "unicorn", "1/0"), 2)
    assert set(places(study)) == {
        ("zone",),
        ("levers", 0),
        ("inferences",),
        *(("variants", "A1", "lines", 2, part) for part in ("phase", "device", "factor", "amount")),
    }


def test_a_place_is_said_once() -> None:
    days = new_study().parameters["days"]
    study = with_parameter(new_study(), replace(days, range=Range(float("nan"), 2, 1)))
    found = places(study)
    assert len(found) == len(set(found))
    assert ("parameters", "days", "low") in found


def test_a_range_upside_down_is_said_where_it_is_typed() -> None:
    days = new_study().parameters["days"]
    study = with_parameter(new_study(), replace(days, range=Range(3, 2, 1)))
    assert places(study) == [("parameters", "days", "low"), ("parameters", "days", "high")]


def test_a_record_filed_under_another_name_is_said() -> None:
    study = new_study()
    days = replace(study.parameters["days"], key="nights")
    study = replace(study, parameters=study.parameters | {"days": days})
    assert places(study) == [("parameters", "days", "key")]


def test_an_amount_that_divides_by_zero_at_a_bound_is_said() -> None:
    study = new_study()
    hours = study.parameters["laptop_h"]
    study = with_parameter(study, replace(hours, range=Range(0, 6000, 9000)))
    assert ("variants", "R0", "lines", 0, "amount") in places(study)


def test_a_parameter_that_nothing_uses_is_mentioned() -> None:
    days = replace(new_study().parameters["days"], key="nights")
    study = with_parameter(new_study(), days)
    assert remarks(study) == ["No line uses the parameter “nights”."]
    assert "nights" not in used_names(study)


def test_a_parameter_used_only_by_the_count_of_answers_is_used() -> None:
    days = replace(new_study().parameters["days"], key="nights")
    study = replace(with_parameter(new_study(), days), inferences="nights")
    assert remarks(study) == []


def test_an_amount_that_cannot_be_read_hides_no_use_of_the_others() -> None:
    study = new_study()
    broken = replace(study.variant("R0").lines[0], amount="(((")
    assert used_names(with_line(study, "R0", broken, 0)) >= {"people", "days", "laptop_h"}


def test_a_blank_title_and_unit_are_mentioned_and_no_problem() -> None:
    study = with_text(with_text(new_study(), "title", " "), "functional_unit", "")
    assert problems(study) == ()
    assert [remark.place for remark in advice(study)] == [("title",), ("functional_unit",)]


def test_a_value_without_source_is_mentioned() -> None:
    people = replace(new_study().parameters["people"], source=Words("", ""))
    assert [each.place for each in advice(with_parameter(new_study(), people))] == [
        ("parameters", "people", "source")
    ]


def test_an_assumption_without_range_and_a_lever_that_cannot_move_are_mentioned() -> None:
    study = fixed(new_study(), {"laptop_h": 6000})
    assert {each.place for each in advice(study)} == {("parameters", "laptop_h"), ("levers", 2)}


@pytest.mark.parametrize(
    ("phase", "part"),
    [
        ("production", "nobody makes"),
        ("use: training", "says nothing of training"),
        ("use: inference", "says nothing of inference"),
        ("end of life", "does not throw them away: laptop, server, GPU card"),
    ],
)
def test_a_part_of_the_life_of_ai_left_out_is_mentioned(phase: str, part: str) -> None:
    study = new_study()
    ai = study.variant("A1")
    kept = tuple(line for line in ai.lines if line.phase != phase)
    assert any(part in each for each in remarks(with_variant(study, replace(ai, lines=kept))))


def test_the_whole_life_in_one_line_leaves_nothing_out() -> None:
    study = with_device(new_study(), "provider", Words("provider", "fournisseur"))
    whole = Line(
        "whole life cycle of the answer", "provider", "llm_answer_mistral_lca", "people*days"
    )
    ai = replace(study.variant("A1"), lines=(study.variant("A1").lines[0], whole))
    assert not any("A1 " in each and "life" in each for each in remarks(with_variant(study, ai)))


def test_an_empty_variant_is_mentioned() -> None:
    study = new_study()
    for _index in range(3):
        study = without_line(study, "R0", 0)
    assert problems(study) == ()
    assert "Variant R0 has no line yet." in remarks(study)


def test_two_variants_with_nothing_in_common_are_mentioned() -> None:
    study = new_study()
    ai = study.variant("A1")
    study = with_variant(study, replace(ai, lines=ai.lines[3:]))
    assert any("R0 and A1 have nothing in common" in each for each in remarks(study))


def test_two_references_are_mentioned() -> None:
    study = with_variant(new_study(), replace(new_study().variant("A1"), role="reference"))
    assert "Neither of the two variants compared uses AI." in remarks(study)


def test_advice_survives_a_study_with_problems() -> None:
    study = replace(new_study(), compare=("A8", "A9"), inferences="(((")
    study = with_line(study, "A1", Line("prayer", "toaster", "unicorn", "1+"))
    assert problems(study)
    assert isinstance(advice(study), tuple)
