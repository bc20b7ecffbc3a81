"""What typed texts make of a study, and what is held back."""

import pytest

from equilibre.lifecycle import catalogue, editing
from equilibre.lifecycle.checks import problems
from equilibre.lifecycle.factor import Range
from equilibre.lifecycle.inventory import impacts
from equilibre.lifecycle.study import Study
from equilibre.texts import Words
from equilibre.ui.lifecycle.editor import changes, entries, rows
from equilibre.ui.lifecycle.editor.draft import Draft
from equilibre.ui.lifecycle.editor.entries import NO_DATA, OFF, ON

FIRST_AMOUNT = ("variants", "A1", "lines", 0, "amount")
LOW, VALUE, HIGH = (("parameters", "minutes_with", bound) for bound in entries.BOUNDS)


@pytest.fixture
def draft() -> Draft:
    return Draft(editing.new_study())


def gwp(study: Study, variant: str = "A1") -> float:
    total = impacts(study, variant, study.zone).total()["GWP"]
    assert total is not None
    return total


def test_a_good_text_is_taken_and_told(draft: Draft) -> None:
    told: list[Study] = []
    draft.told = lambda: told.append(draft.study)
    draft.type(VALUE, "2,5")
    assert told[-1].parameters["minutes_with"].range == Range(1, 2.5, 6)
    assert not draft.problems()


def test_a_value_out_of_its_bounds_waits_for_them(draft: Draft) -> None:
    before = draft.study
    draft.type(VALUE, "10")
    held = draft.held(VALUE)
    assert held is not None
    assert "highest" in held.sentence
    assert draft.study is before
    assert draft.text(VALUE) == "10"
    draft.type(HIGH, "12")
    assert draft.study.parameters["minutes_with"].range == Range(1, 10, 12)
    assert not draft.problems()


def test_three_bounds_may_be_typed_in_any_order(draft: Draft) -> None:
    for place, text in ((LOW, "20"), (VALUE, "30"), (HIGH, "40")):
        draft.type(place, text)
    assert draft.study.parameters["minutes_with"].range == Range(20, 30, 40)


def test_the_value_of_a_parameter_without_range_carries_its_bounds(draft: Draft) -> None:
    draft.type(("parameters", "people", "value"), "250")
    assert draft.study.parameters["people"].range == Range(250, 250, 250)


def test_a_text_that_is_no_number_is_kept_and_said(draft: Draft) -> None:
    before = draft.study
    draft.type(VALUE, "three")
    assert draft.study is before
    assert draft.text(VALUE) == "three"
    assert "“three” is not a number" in draft.problems()[0].sentence


def test_typing_the_old_text_again_ends_a_problem(draft: Draft) -> None:
    old = draft.text(VALUE)
    draft.type(VALUE, "three")
    draft.type(VALUE, old)
    assert not draft.problems()


def test_another_field_is_taken_while_one_is_held_back(draft: Draft) -> None:
    draft.type(VALUE, "three")
    draft.type(("title",), "Correcting copies")
    assert str(draft.study.title) == "Correcting copies"
    assert draft.text(VALUE) == "three"


@pytest.mark.parametrize(
    ("text", "position"),
    [("people*(2", 7), ("people**2", 7), ("people*pages", 7), ("people ? 2", 7)],
)
def test_a_wrong_amount_says_where(draft: Draft, text: str, position: int) -> None:
    draft.type(FIRST_AMOUNT, text)
    held = draft.held(FIRST_AMOUNT)
    assert held is not None
    assert held.position == position
    assert held.sentence


def test_a_name_almost_right_is_guessed(draft: Draft) -> None:
    assert "did you mean “people”" in draft.look(FIRST_AMOUNT, "2*peopl").sentence
    assert draft.study.variant("A1").lines[0].amount != "2*peopl"


def test_an_amount_takes_the_signs_of_the_keyboard(draft: Draft) -> None:
    draft.type(FIRST_AMOUNT, "people × 0,5 ÷ laptop_h")
    assert draft.study.variant("A1").lines[0].amount == "people * 0.5 / laptop_h"


def test_a_division_by_zero_is_refused_at_its_field(draft: Draft) -> None:
    draft.type(FIRST_AMOUNT, "1/(people-100)")
    held = draft.held(FIRST_AMOUNT)
    assert held is not None
    assert "divides by zero" in held.sentence


def test_an_amount_that_waited_for_a_parameter_is_taken_with_it(draft: Draft) -> None:
    draft.type(FIRST_AMOUNT, "pages*2")
    assert entries.unknown_names(draft.study, "pages*2") == ("pages",)
    changes.add_parameter(draft, "pages")
    assert draft.study.variant("A1").lines[0].amount == "pages*2"
    assert not draft.problems()
    assert (draft.section, draft.key("parameters")) == ("parameters", "pages")


def test_a_used_parameter_stays_and_the_places_are_named(draft: Draft) -> None:
    before = draft.study
    draft.choose("parameters", [*before.parameters].index("minutes_without"))
    assert not changes.remove_parameter(draft)
    assert draft.study is before
    assert "“without AI”, lines 1, 2, 3" in draft.refusal


def test_an_unused_parameter_goes_with_what_was_typed_of_it(draft: Draft) -> None:
    changes.add_parameter(draft, "pages")
    draft.type(("parameters", "pages", "value"), "many")
    assert changes.remove_parameter(draft)
    assert "pages" not in draft.study.parameters
    assert not draft.problems()


def test_a_new_name_goes_into_every_amount_and_what_is_typed_follows(draft: Draft) -> None:
    before = gwp(draft.study)
    draft.type(VALUE, "three")
    draft.type(("parameters", "minutes_with", "key"), "reading_min")
    assert "reading_min" in draft.study.variant("A1").lines[0].amount
    assert gwp(draft.study) == pytest.approx(before, rel=1e-12)
    assert draft.text(("parameters", "reading_min", "value")) == "three"


def test_a_name_that_no_amount_can_hold_is_refused(draft: Draft) -> None:
    draft.type(("parameters", "people", "key"), "élèves")
    assert "short name" in draft.problems()[0].sentence


def test_a_lever_is_ticked_and_unticked(draft: Draft) -> None:
    place = ("parameters", "pue", "lever")
    draft.type(place, ON)
    assert draft.study.levers[-1] == "pue"
    draft.type(place, OFF)
    assert "pue" not in draft.study.levers


def test_the_same_way_is_never_compared_with_itself(draft: Draft) -> None:
    draft.type(("compare", 0), "A1")
    assert draft.study.compare == ("A1", "R0")


def test_the_functional_unit_multiplies_both_ways(draft: Draft) -> None:
    before = gwp(draft.study, "R0"), gwp(draft.study, "A1")
    assert changes.rescale(draft, "2,5")
    assert gwp(draft.study, "R0") == pytest.approx(2.5 * before[0], rel=1e-12)
    assert gwp(draft.study, "A1") == pytest.approx(2.5 * before[1], rel=1e-12)
    assert not changes.rescale(draft, "0")
    assert "above zero" in draft.refusal


# -- lines ---------------------------------------------------------------------------------------


def test_lines_are_added_moved_and_removed_with_what_is_typed_in_them(draft: Draft) -> None:
    draft.go(FIRST_AMOUNT)
    draft.type(FIRST_AMOUNT, "2*(")
    lines = draft.study.variant("A1").lines
    changes.move_line(draft, 1)
    assert draft.study.variant("A1").lines[:2] == (lines[1], lines[0])
    assert draft.text(("variants", "A1", "lines", 1, "amount")) == "2*("
    changes.copy_line(draft)
    assert draft.study.variant("A1").lines[1:3] == (lines[0], lines[0])
    assert draft.row("lines") == 2
    draft.choose("lines", 0)
    changes.remove_line(draft)
    assert draft.text(FIRST_AMOUNT) == "2*("
    draft.choose("lines", 0)
    changes.remove_line(draft)
    assert not draft.problems()
    assert len(draft.study.variant("A1").lines) == len(lines) - 1


def test_a_way_without_lines_takes_its_first_line(draft: Draft) -> None:
    changes.add_variant(draft)
    key = draft.variant.key
    assert draft.row("lines") == -1
    changes.add_line(draft)
    assert draft.study.variant(key).lines[0].factor == catalogue.ELECTRICITY
    assert not problems(draft.study)


def test_two_ways_at_least_are_left(draft: Draft) -> None:
    draft.choose_variant("A1")
    assert not changes.remove_variant(draft)
    assert "two" in draft.refusal
    changes.copy_variant(draft)
    assert changes.remove_variant(draft)
    assert [one.key for one in draft.study.variants] == ["R0", "A1"]


# -- devices and figures -------------------------------------------------------------------------


def test_a_device_is_added_once_renamed_and_kept_while_lines_use_it(draft: Draft) -> None:
    assert changes.add_device(draft, " drone ")
    assert draft.key("devices") == "drone"
    assert not changes.add_device(draft, "drone")
    assert not changes.add_device(draft, " ")
    draft.type(("devices", "drone"), "small drone")
    assert str(draft.study.devices["drone"]) == "small drone"
    assert changes.remove_device(draft)
    draft.choose("devices", 0)
    assert not changes.remove_device(draft)
    assert "still used" in draft.refusal


def test_a_figure_of_the_tables_is_copied_changed_and_put_back(draft: Draft) -> None:
    before = gwp(draft.study)
    key = "laptop_prod"
    draft.go(("factors", key))
    changes.copy_factor(draft)
    draft.type(("factors", key, "impacts", "GWP", "high"), "2000")
    draft.type(("factors", key, "impacts", "GWP", "value"), "1000")
    assert gwp(draft.study) > before
    draft.go(("factors", key))
    assert changes.remove_factor(draft)
    assert gwp(draft.study) == before


def test_no_data_is_said_and_never_an_empty_text(draft: Draft) -> None:
    draft.go(("factors", "laptop_prod"))
    changes.copy_factor(draft)
    place = ("factors", "laptop_prod", "impacts", "ADPe", "value")
    draft.type(place, " ")
    assert "not zero" in draft.problems()[0].sentence
    assert draft.study.factors["laptop_prod"].impacts["ADPe"] is not None
    draft.type(place, NO_DATA)
    assert draft.study.factors["laptop_prod"].impacts["ADPe"] is None
    draft.type(place, "0,002")
    assert draft.study.factors["laptop_prod"].impacts["ADPe"] == Range(0.002, 0.002, 0.002)


def test_a_new_figure_has_no_data_and_stays_while_lines_use_it(draft: Draft) -> None:
    changes.add_factor(draft)
    key = draft.key("factors")
    assert not any(draft.study.factors[key].impacts.values())
    draft.type(("variants", "A1", "lines", 0, "factor"), key)
    assert not changes.remove_factor(draft)
    assert "Lines still use" in draft.refusal
    assert key in draft.study.factors


def test_an_electricity_made_from_less_energy_than_it_is_is_refused(draft: Draft) -> None:
    draft.go(("factors", "elec_FRA"))
    changes.copy_factor(draft)
    draft.type(("factors", "elec_FRA", "impacts", "PE", "low"), "1")
    assert "3.6" in draft.problems()[0].sentence


# -- going along with the tab --------------------------------------------------------------------


def test_undoing_elsewhere_keeps_what_is_held_where_it_still_has_a_place(draft: Draft) -> None:
    before = draft.study
    changes.add_parameter(draft, "pages")
    draft.type(("parameters", "pages", "value"), "many")
    draft.type(VALUE, "three")
    draft.follow(before, True, "FRA", "GWP")
    assert [problem.place for problem in draft.problems()] == [VALUE]


def test_another_study_forgets_what_was_held(draft: Draft) -> None:
    draft.type(VALUE, "three")
    draft.follow(catalogue.study("camera_traps"), False, "FRA", "GWP")
    assert not draft.problems()
    assert draft.variant.key == "A1"


def test_a_text_whose_place_is_gone_is_let_go(draft: Draft) -> None:
    before = draft.study
    draft.type(("parameters", "nothing", "value"), "2")
    draft.type(("variants", "A1", "lines", 99, "amount"), "2")
    assert draft.study is before
    assert not draft.problems()


def test_a_study_of_the_program_is_never_changed() -> None:
    study = catalogue.study("forest_fire")
    draft = Draft(study, own=False)
    draft.type(("title",), "Mine")
    changes.add_line(draft)
    changes.add_variant(draft)
    assert draft.study is study


def test_every_field_of_every_study_shows_a_text_that_makes_the_same_study() -> None:
    for key in catalogue.study_keys():
        study = catalogue.study(key)
        for parameter in study.parameters:
            for field in ("key", "name", *entries.BOUNDS, "unit", "kind", "source"):
                place = ("parameters", parameter, field)
                assert entries.written(study, place, entries.read(study, place)) == study, place
        for variant in study.variants:
            for index in range(len(variant.lines)):
                for field in ("phase", "device", "factor", "amount"):
                    place_of_line = ("variants", variant.key, "lines", index, field)
                    text = entries.read(study, place_of_line)
                    assert entries.written(study, place_of_line, text) == study, place_of_line
        for field in ("title", "functional_unit", "inferences", "assumptions", "benefits"):
            assert entries.written(study, (field,), entries.read(study, (field,))) == study


def test_advice_leads_to_its_place(draft: Draft) -> None:
    changes.add_parameter(draft, "pages")
    draft.open("general")
    unused = next(one for one in draft.advice() if one.place == ("parameters", "pages"))
    draft.go(unused.place)
    assert (draft.section, draft.key("parameters")) == ("parameters", "pages")
    draft.go(("variants", "R0", "lines", 2, "amount"))
    assert (draft.section, draft.variant.key, draft.row("lines")) == ("variants", "R0", 2)


def test_a_new_study_becomes_an_own_comparison_step_by_step(draft: Draft) -> None:
    draft.type(("title",), "Correcting copies")
    draft.type(("functional_unit",), "correct the copies of 30 pupils for one year")
    draft.type(("parameters", "people", "value"), "30")
    draft.type(("variants", "R0", "title"), "a teacher and a pen")
    draft.go(("variants", "R0", "lines", 1, "amount"))
    changes.add_device(draft, "paper")
    changes.add_factor(draft)
    paper = draft.key("factors")
    draft.type(("factors", paper, "name"), "sheet of paper")
    draft.type(("factors", paper, "impacts", "GWP", "value"), "0,005")
    draft.go(("variants", "R0", "lines", 0))
    changes.add_line(draft)
    row = draft.row("lines")
    for field, text in (
        ("device", "paper"),
        ("factor", paper),
        ("amount", "people × requests × days × 2"),
    ):
        draft.type(("variants", "R0", "lines", row, field), text)
    assert not draft.problems()
    assert not problems(draft.study)
    assert draft.study.title == Words("Correcting copies", "Correcting copies")
    shown = rows.line_rows(draft.study, draft.variant, "FRA", "GWP")[row]
    assert shown.texts[:3] == ("production", "paper", "sheet of paper")
    assert shown.texts[3].startswith("60,000")
