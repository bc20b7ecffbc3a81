"""The scale of what a text or a study says of the environment."""

from dataclasses import replace
from itertools import combinations

import pytest

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.editing import new_study, with_factor, with_variant
from equilibre.lifecycle.errors import UnknownName
from equilibre.lifecycle.grade import (
    answers_of_study,
    grade_of_answers,
    grade_of_study,
    scale,
)
from equilibre.texts import Words

NEW = new_study()
KEYS = [question.key for question in scale().questions]
NEEDED = {
    grade.key: {each.key for each in scale().questions if each.needed_for == grade.key}
    for grade in scale().grades
}


def test_the_scale_goes_from_a_to_e_and_every_step_is_asked_for() -> None:
    assert [grade.key for grade in scale().grades] == ["a", "b", "c", "d", "e"]
    assert not NEEDED["a"]
    assert all(NEEDED[key] for key in "bcde")
    assert {each.needed_for for each in scale().questions} <= {*"bcde", ""}


def test_the_scale_speaks_both_languages_and_names_its_source() -> None:
    texts = [scale().source]
    for each in (*scale().grades, *scale().questions):
        texts.append(each.text)
    texts += [grade.name for grade in scale().grades]
    texts += [question.missing for question in scale().questions]
    assert all(text.en and text.fr and text.en != text.fr for text in texts)
    assert "14:5172" in scale().source.en


def test_a_text_that_says_nothing_is_graded_a() -> None:
    result = grade_of_answers({})
    assert result.grade.key == "a"
    assert [str(reason) for reason in result.reasons] == ["Mention the effect on the environment."]


@pytest.mark.parametrize("key", list("bcde"))
def test_each_grade_needs_every_yes_of_its_own_and_of_those_before(key: str) -> None:
    needed = {each for grade, own in NEEDED.items() if grade <= key for each in own}
    assert grade_of_answers(dict.fromkeys(needed, True)).grade.key == key
    for one in needed:
        answers = dict.fromkeys(needed, True) | {one: False}
        assert grade_of_answers(answers).grade.key < key


def test_a_yes_never_lowers_a_grade() -> None:
    for size in range(3):
        for chosen in combinations(KEYS, size):
            answers = {key: key not in chosen for key in KEYS}
            before = grade_of_answers(answers).grade.key
            for key in chosen:
                assert grade_of_answers(answers | {key: True}).grade.key >= before


def test_what_a_gain_without_the_ai_part_misses_is_named() -> None:
    answers = dict.fromkeys(("mentioned", "specific", "quantified", "direct", "training"), True)
    result = grade_of_answers(answers)
    assert result.grade.key == "d"
    assert [str(reason) for reason in result.reasons] == [
        "Count the production of the equipment that the AI uses.",
        "Count the use of the AI (inference).",
        "Count the end of life of the equipment.",
    ]


def test_the_highest_grade_may_still_be_made_stronger() -> None:
    answers = dict.fromkeys(KEYS, True)
    assert grade_of_answers(answers).reasons == ()
    assert [str(each) for each in grade_of_answers(answers | {"indicators": False}).reasons] == [
        "Give more than one indicator."
    ]


def test_a_question_that_nobody_asks_is_refused() -> None:
    with pytest.raises(UnknownName, match="karma"):
        grade_of_answers({"karma": True})


def test_a_new_study_includes_the_life_of_the_ai() -> None:
    result = grade_of_study(NEW, "R0", "A1")
    assert (result.grade.key, result.reasons) == ("e", ())


@pytest.mark.parametrize(
    ("phase", "reason"),
    [
        ("production", "Count the production of the equipment that the AI uses."),
        ("use: training", "Count the training of the AI."),
        ("use: inference", "Count the use of the AI (inference)."),
        ("end of life", "Count the end of life of the equipment."),
    ],
)
def test_a_study_that_leaves_a_part_of_the_ai_out_is_graded_d(phase: str, reason: str) -> None:
    ai = NEW.variant("A1")
    lines = tuple(line for line in ai.lines if line.phase != phase)
    result = grade_of_study(with_variant(NEW, replace(ai, lines=lines)), "R0", "A1")
    assert (result.grade.key, [str(each) for each in result.reasons]) == ("d", [reason])


def test_a_line_that_weighs_nothing_or_has_no_data_fills_nothing() -> None:
    ai = NEW.variant("A1")
    idle = tuple(
        replace(line, amount="0") if line.phase == "use: training" else line for line in ai.lines
    )
    assert grade_of_study(with_variant(NEW, replace(ai, lines=idle)), "R0", "A1").grade.key == "d"
    unknown = NEW
    for key in ("laptop_eol", "server_eol", "gpu_l4_eol"):
        factor = catalogue.factors()[key]
        unknown = with_factor(
            unknown, replace(factor, impacts=dict.fromkeys(catalogue.indicators()))
        )
    assert grade_of_study(unknown, "R0", "A1").grade.key == "d"


def test_a_study_without_reference_quantifies_no_gain() -> None:
    empty = with_variant(NEW, replace(NEW.variant("R0"), lines=()))
    assert grade_of_study(empty, "R0", "A1").grade.key == "c"


def test_an_empty_study_says_nothing() -> None:
    empty = replace(NEW, variants=tuple(replace(each, lines=()) for each in NEW.variants))
    assert grade_of_study(empty, "R0", "A1").grade.key == "a"


@pytest.mark.parametrize("key", catalogue.study_keys())
def test_the_studies_of_the_program_quantify_their_gain(key: str) -> None:
    study = catalogue.study(key)
    assert grade_of_study(study, *study.compare).grade.key in "de"


def test_the_whole_life_of_an_answer_counts_for_every_part() -> None:
    study = catalogue.study("class_assistant")
    assert grade_of_study(study, "R0", "A1m").grade.key == "e"


def test_a_job_without_words_or_without_lines_is_not_specific() -> None:
    study = catalogue.study("forest_fire")
    reference, ai = study.compare
    unsaid = replace(study, functional_unit=Words(" ", " "))
    assert answers_of_study(study, reference, ai)["specific"]
    assert not answers_of_study(unsaid, reference, ai)["specific"]
    idle = with_variant(study, replace(study.variant(ai), lines=()))
    assert not answers_of_study(idle, reference, ai)["specific"]
