"""What an author changes in a study, and what stays true of it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.lifecycle import catalogue, editing
from equilibre.lifecycle.checks import problems
from equilibre.lifecycle.errors import StudyRefused, UnknownName
from equilibre.lifecycle.expression import parse
from equilibre.lifecycle.factor import Range
from equilibre.lifecycle.files import read_study, study_bytes
from equilibre.lifecycle.inventory import central, impacts
from equilibre.lifecycle.study import Line, Study, Variant
from equilibre.texts import Words

STUDIES = {key: catalogue.study(key) for key in catalogue.study_keys()} | {
    "new": editing.new_study()
}
NEW = editing.new_study()
WORDS = Words("words", "mots")

every_study = pytest.mark.parametrize("study", STUDIES.values(), ids=STUDIES)


def totals(study: Study) -> list[dict[str, float | None]]:
    return [impacts(study, variant.key, study.zone).total() for variant in study.variants]


def approximately(vectors: list[dict[str, float | None]], factor: float = 1) -> object:
    return [
        {key: None if each is None else pytest.approx(each * factor) for key, each in one.items()}
        for one in vectors
    ]


# -- whole studies -------------------------------------------------------------------------------


def test_a_new_study_computes_at_once() -> None:
    without, with_ai = totals(NEW)
    assert None not in without.values()
    assert None not in with_ai.values()
    assert read_study(study_bytes(NEW)) == NEW


def test_a_new_study_speaks_both_languages() -> None:
    texts = [NEW.title, NEW.functional_unit, *NEW.assumptions, *NEW.devices.values()]
    texts += [parameter.name for parameter in NEW.parameters.values()]
    assert all(text.en and text.fr for text in texts)
    assert any(text.en != text.fr for text in texts)


def test_a_copy_has_its_own_name_and_the_same_impacts() -> None:
    copied = editing.copy(NEW, "mine", WORDS)
    assert (copied.key, copied.title) == ("mine", WORDS)
    assert totals(copied) == totals(NEW)
    with pytest.raises(StudyRefused, match="short name"):
        editing.copy(NEW, "à moi", WORDS)


def test_a_free_key_is_free_and_can_be_a_name() -> None:
    assert editing.free_key("days", ["nights"]) == "days"
    assert editing.free_key("days", ["days", "days_2"]) == "days_3"
    long = "d" * 40
    key = editing.free_key(long, [long])
    assert key != long
    assert len(key) <= 40


def test_what_an_author_types_is_said_in_both_languages() -> None:
    study = editing.with_text(editing.with_text(NEW, "title", "Tri"), "functional_unit", "Trier")
    assert (study.title, study.functional_unit) == (Words("Tri", "Tri"), Words("Trier", "Trier"))


# -- functional unit -----------------------------------------------------------------------------


@every_study
def test_a_larger_functional_unit_rescales_every_variant(study: Study) -> None:
    rescaled = editing.rescaled(study, 2.5, WORDS)
    assert rescaled.functional_unit == WORDS
    assert totals(rescaled) == approximately(totals(study), 2.5)
    assert problems(rescaled) == ()


def test_a_larger_functional_unit_has_more_answers_and_shares_a_training_less() -> None:
    rescaled = editing.rescaled(NEW, 10, WORDS)
    values = central(NEW)
    answers, served = parse(NEW.inferences), parse(NEW.training_shared_by)
    assert parse(rescaled.inferences).value(values) == pytest.approx(10 * answers.value(values))
    assert parse(rescaled.training_shared_by).value(values) == pytest.approx(
        served.value(values) / 10
    )


@given(st.floats(1e-6, 1e6), st.integers(1, 20))
@settings(max_examples=40, deadline=None)
def test_changing_the_functional_unit_often_does_not_pile_up(factor: float, times: int) -> None:
    study = NEW
    for _round in range(times):
        study = editing.rescaled(study, factor, NEW.functional_unit)
        study = editing.rescaled(study, 1 / factor, NEW.functional_unit)
    assert study == NEW


def test_only_brackets_that_hold_the_whole_amount_are_a_factor() -> None:
    line = replace(NEW.variants[0].lines[0], amount="(days+1)*(people)*2")
    study = editing.rescaled(editing.with_line(NEW, "R0", line, 0), 3, WORDS)
    amount = parse(study.variants[0].lines[0].amount)
    assert amount.value({"days": 1, "people": 5}) == 60


@pytest.mark.parametrize("factor", [0, -1, float("nan"), float("inf")])
def test_a_functional_unit_of_nothing_is_refused(factor: float) -> None:
    with pytest.raises(StudyRefused):
        editing.rescaled(NEW, factor, WORDS)


# -- parameters ----------------------------------------------------------------------------------


@every_study
def test_renaming_every_parameter_changes_no_impact(study: Study) -> None:
    renamed = study
    for name in study.parameters:
        renamed = editing.rename_parameter(renamed, name, f"new_{name}")
    assert totals(renamed) == totals(study)
    assert problems(renamed) == ()
    assert list(renamed.parameters) == [f"new_{name}" for name in study.parameters]
    back = renamed
    for name in study.parameters:
        back = editing.rename_parameter(back, f"new_{name}", name)
    assert back == study


def test_renaming_touches_neither_longer_names_nor_numbers() -> None:
    e5 = replace(NEW.parameters["days"], key="e5")
    study = editing.with_parameter(editing.with_parameter(NEW, e5), replace(e5, key="e5_more"))
    amount = "2e5*e5+2.e5+e5_more+(e5)"
    study = editing.with_line(study, "R0", replace(NEW.variants[0].lines[0], amount=amount), 0)
    renamed = editing.rename_parameter(study, "e5", "x")
    assert renamed.variants[0].lines[0].amount == "2e5*x+2.e5+e5_more+(x)"


def test_a_parameter_takes_no_name_that_is_taken_or_cannot_be() -> None:
    with pytest.raises(StudyRefused, match="already a parameter “people”"):
        editing.rename_parameter(NEW, "days", "people")
    with pytest.raises(StudyRefused, match="short name"):
        editing.rename_parameter(NEW, "days", "my days")
    with pytest.raises(UnknownName):
        editing.rename_parameter(NEW, "nights", "days")
    assert editing.rename_parameter(NEW, "days", "days") == NEW


def test_a_parameter_in_use_is_not_removed_and_its_users_are_named() -> None:
    with pytest.raises(StudyRefused, match=r"variant A1, line 6; training_shared_by"):
        editing.without_parameter(NEW, "training_answers")
    with pytest.raises(StudyRefused, match="…"):
        editing.without_parameter(NEW, "people")


def test_a_parameter_that_nothing_uses_is_removed_with_its_lever() -> None:
    nights = replace(NEW.parameters["days"], key="nights")
    study = editing.with_parameter(replace(NEW, levers=("nights",)), nights)
    removed = editing.without_parameter(study, "nights")
    assert removed == replace(NEW, levers=())


def test_a_fixed_parameter_has_one_value() -> None:
    study = editing.fixed(NEW, {"answer_s": 3, "pue": 1})
    assert study.parameters["answer_s"].range == Range(3, 3, 3)
    assert study.parameters["days"] == NEW.parameters["days"]
    with pytest.raises(UnknownName, match="“nights”"):
        editing.fixed(NEW, {"nights": 3})


@given(st.floats(1e-9, 1e9))
def test_a_moved_parameter_is_as_uncertain_as_it_was(value: float) -> None:
    old = NEW.parameters["answer_kWh"].range
    new = editing.moved(NEW, "answer_kWh", value).parameters["answer_kWh"].range
    assert new.low <= new.value == value <= new.high
    assert new.high / new.low == pytest.approx(old.high / old.low)


@pytest.mark.parametrize("value", [-0.3, 0.0, 0.5])
def test_a_range_across_zero_moves_with_its_value(value: float) -> None:
    study = catalogue.study("smart_thermostat")
    old = study.parameters["gas_rct"].range
    new = editing.moved(study, "gas_rct", value).parameters["gas_rct"].range
    assert new.low <= new.value == value <= new.high
    assert new.high - new.low == pytest.approx(old.high - old.low)


# -- variants, lines, devices --------------------------------------------------------------------


def test_a_line_is_added_changed_and_removed() -> None:
    line = Line("use: other", "laptop", "elec_{z}", "1")
    added = editing.with_line(NEW, "R0", line)
    assert added.variants[0].lines == (*NEW.variants[0].lines, line)
    changed = editing.with_line(NEW, "R0", line, 1)
    assert changed.variants[0].lines[1] == line
    assert len(changed.variants[0].lines) == len(NEW.variants[0].lines)
    assert editing.without_line(added, "R0", 3) == NEW
    with pytest.raises(UnknownName):
        editing.with_line(NEW, "R9", line)


def test_a_copied_variant_weighs_the_same() -> None:
    study = editing.copy_variant(NEW, "A1", "A2", WORDS)
    assert study.variant("A2").title == WORDS
    assert totals(study)[1] == totals(study)[2]
    with pytest.raises(StudyRefused, match="already"):
        editing.copy_variant(study, "A1", "A2", WORDS)


def test_the_comparison_goes_on_when_a_variant_is_removed() -> None:
    study = editing.copy_variant(NEW, "A1", "A2", WORDS)
    assert editing.without_variant(study, "A1").compare == ("R0", "A2")
    assert editing.without_variant(study, "R0").compare == ("A2", "A1")
    assert editing.without_variant(study, "A2") == NEW
    with pytest.raises(StudyRefused, match="two variants"):
        editing.without_variant(NEW, "A1")


def test_a_variant_is_added_under_a_name_that_can_be_one() -> None:
    study = editing.with_variant(NEW, Variant("R1", WORDS, "reference", ()))
    assert [variant.key for variant in study.variants] == ["R0", "A1", "R1"]
    with pytest.raises(StudyRefused):
        editing.with_variant(NEW, Variant("R 1", WORDS, "reference", ()))


def test_renaming_a_device_changes_no_impact() -> None:
    study = editing.rename_device(NEW, "laptop", "tablet", WORDS)
    assert problems(study) == ()
    assert totals(study) == totals(NEW)
    assert list(study.devices)[0] == "tablet"
    assert study.devices == {"tablet": WORDS} | {
        key: name for key, name in NEW.devices.items() if key != "laptop"
    }
    with pytest.raises(StudyRefused, match="already"):
        editing.rename_device(NEW, "laptop", "server", WORDS)
    with pytest.raises(UnknownName):
        editing.rename_device(NEW, "toaster", "tablet", WORDS)


def test_a_device_in_use_is_not_removed() -> None:
    with pytest.raises(StudyRefused, match="variant R0, line 1"):
        editing.without_device(NEW, "laptop")
    study = editing.with_device(NEW, "phone", WORDS)
    assert editing.without_device(study, "phone") == NEW


# -- factors -------------------------------------------------------------------------------------


def test_a_factor_of_the_study_goes_before_that_of_the_tables() -> None:
    laptop = catalogue.factors()["laptop_prod"]
    mine = replace(laptop, impacts=laptop.impacts | {"GWP": Range(0, 0, 0)})
    study = editing.with_factor(NEW, mine)
    assert totals(study)[0]["GWP"] < totals(NEW)[0]["GWP"]  # type: ignore[operator]
    assert editing.without_factor(study, "laptop_prod") == NEW


def test_a_published_figure_becomes_the_central_value_within_the_spread_of_all() -> None:
    study = catalogue.study("class_assistant")
    figures = editing.choices(study, "gpu_h100_prod", "GWP")
    assert len(figures) > 2
    for figure in figures:
        chosen = editing.with_published_value(study, "gpu_h100_prod", "GWP", figure)
        factor = chosen.factors["gpu_h100_prod"]
        bounds = factor.impacts["GWP"]
        assert bounds is not None
        assert bounds.value == figure.value
        assert all(bounds.low <= other.value <= bounds.high for other in figures)
        assert factor.kind == figure.kind
        assert figure.source in factor.source.en
        assert problems(chosen) == ()


def test_choosing_again_names_one_source_by_indicator() -> None:
    study = catalogue.study("class_assistant")
    before = catalogue.factors()["gpu_h100_prod"]
    first, *_others, last = editing.choices(study, "gpu_h100_prod", "GWP")
    study = editing.with_published_value(study, "gpu_h100_prod", "GWP", first)
    study = editing.with_published_value(study, "gpu_h100_prod", "GWP", last)
    source = study.factors["gpu_h100_prod"].source.en
    assert source == f"GWP: {last.source}\n{before.source.en}"


def test_a_factor_of_one_indicator_has_the_source_of_its_figure_and_no_other_name() -> None:
    study = catalogue.study("class_assistant")
    factor = catalogue.factors()["gpu_h100_prod"]
    alone = replace(factor, impacts=dict.fromkeys(factor.impacts) | {"GWP": factor.impacts["GWP"]})
    study = editing.with_factor(study, alone)
    figure = editing.choices(study, "gpu_h100_prod", "GWP")[0]
    study = editing.with_published_value(study, "gpu_h100_prod", "GWP", figure)
    assert study.factors["gpu_h100_prod"].source.en == figure.source
    assert study.factors["gpu_h100_prod"].year == figure.year


def test_a_factor_has_a_name_that_lines_can_use() -> None:
    laptop = catalogue.factors()["laptop_prod"]
    with pytest.raises(StudyRefused, match="my laptop"):
        editing.with_factor(NEW, replace(laptop, key="my laptop"))


def test_every_choice_of_the_tables_can_be_taken() -> None:
    for key in catalogue.factors():
        for indicator in catalogue.indicators():
            for figure in editing.choices(NEW, key, indicator):
                study = editing.with_published_value(NEW, key, indicator, figure)
                assert problems(study) == (), figure.key


def test_a_figure_of_something_else_is_refused() -> None:
    figure = editing.choices(NEW, "laptop_prod", "GWP")[0]
    with pytest.raises(StudyRefused, match="is not a figure of"):
        editing.with_published_value(NEW, "server_prod", "GWP", figure)
    with pytest.raises(UnknownName):
        editing.choices(NEW, "laptop_prod", "KARMA")


@every_study
def test_no_change_alters_the_study_it_began_with(study: Study) -> None:
    before = study_bytes(study)
    name = next(iter(study.parameters))
    editing.rename_parameter(study, name, "renamed")
    editing.moved(study, name, 3)
    editing.rescaled(study, 3, WORDS)
    editing.copy_variant(study, study.variants[0].key, "copied", WORDS)
    assert study_bytes(study) == before


def test_what_could_not_be_below_zero_still_cannot_when_it_is_moved() -> None:
    share = replace(NEW.parameters["answer_kWh"], range=Range(0.0, 0.3, 1.0))
    study = editing.with_parameter(NEW, share)
    assert editing.moved(study, "answer_kWh", 0.05).parameters["answer_kWh"].range.low == 0.0
