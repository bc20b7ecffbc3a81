"""A run of one's own in the place of an assumption."""

from dataclasses import replace

import pytest

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.checks import problems
from equilibre.lifecycle.editing import new_study, with_line
from equilibre.lifecycle.errors import StudyRefused, UnknownName
from equilibre.lifecycle.expression import parse
from equilibre.lifecycle.factor import Range
from equilibre.lifecycle.inventory import central, impacts
from equilibre.lifecycle.measured import (
    OWN_COMPUTER,
    OWN_INFERENCE,
    OWN_TRAINING,
    OWN_TRAININGS,
    with_measured_inference,
    with_measured_training,
)
from equilibre.lifecycle.study import Line, Study
from equilibre.texts import Words

NEW = new_study()
SOURCE = Words("run of 3 May", "essai du 3 mai")
KILOWATT_HOUR = 3.6e6  # J


def electricity(study: Study, variant: str, phase: str) -> list[Line]:
    lines = study.variant(variant).lines
    return [line for line in lines if line.phase == phase and line.factor.startswith("elec_")]


def kilowatt_hours(study: Study, variant: str, phase: str) -> float:
    return sum(
        float(parse(line.amount).value(central(study)))
        for line in electricity(study, variant, phase)
    )


def test_a_training_is_counted_as_often_as_said_and_shared_as_the_study_says() -> None:
    joules = (1 * KILOWATT_HOUR, 2 * KILOWATT_HOUR, 4 * KILOWATT_HOUR)
    study = with_measured_training(NEW, "A1", *joules, 50, SOURCE)
    served = parse(NEW.training_shared_by).value(central(NEW))
    assert kilowatt_hours(study, "A1", "use: training") == pytest.approx(2 * 50 / served)
    assert problems(study) == ()


def test_the_interval_and_the_source_of_a_run_are_kept() -> None:
    joules = (1 * KILOWATT_HOUR, 2 * KILOWATT_HOUR, 4 * KILOWATT_HOUR)
    study = with_measured_training(NEW, "A1", *joules, 6, SOURCE, "derived")
    energy, trainings = study.parameters[OWN_TRAINING], study.parameters[OWN_TRAININGS]
    assert (energy.range, energy.unit) == (Range(1, 2, 4), "kWh")
    assert (energy.kind, energy.source) == ("derived", SOURCE)
    assert (trainings.range, trainings.kind) == (Range(2, 6, 18), "assumption")


def test_an_answer_is_counted_for_each_answer_of_the_functional_unit() -> None:
    study = with_measured_inference(NEW, "A1", 100, 360, 720, SOURCE)
    assert kilowatt_hours(study, "A1", "use: inference") == pytest.approx(100_000 * 1e-4)
    assert study.parameters[OWN_INFERENCE].kind == "measured"
    assert problems(study) == ()


def test_a_second_run_takes_the_place_of_the_first() -> None:
    first = with_measured_training(NEW, "A1", 1, 2, 3, 5, SOURCE)
    again = with_measured_training(first, "A1", 4, 5, 6, 5, SOURCE)
    assert again == with_measured_training(NEW, "A1", 4, 5, 6, 5, SOURCE)


def test_all_electricity_of_the_phase_is_replaced_and_nothing_else() -> None:
    more = with_line(NEW, "A1", Line("use: inference", "laptop", "elec_SWE", "days"))
    more = with_line(more, "A1", Line("use: inference", "server", "mobile_GB", "days"))
    study = with_measured_inference(more, "A1", 1, 2, 3, SOURCE)
    (line,) = electricity(study, "A1", "use: inference")
    assert line.device == "server"
    kept = [each for each in study.variant("A1").lines if each != line]
    ai = more.variant("A1").lines
    assert kept == [each for each in ai if each not in electricity(more, "A1", "use: inference")]
    assert study.variant("R0") == more.variant("R0")


def test_a_run_of_this_computer_uses_the_electricity_of_the_zone() -> None:
    study = catalogue.study("class_assistant")
    measured = with_measured_inference(study, "A1", 1, 2, 3, SOURCE)
    assert [line.factor for line in electricity(measured, "A1", "use: inference")] == ["elec_{z}"]


def test_a_variant_without_training_gets_one_on_ones_own_computer() -> None:
    study = with_measured_training(NEW, "R0", 1, 2, 3, 1, SOURCE)
    (line,) = electricity(study, "R0", "use: training")
    assert line.device == OWN_COMPUTER
    assert OWN_COMPUTER in study.devices
    assert problems(study) == ()


def test_a_training_that_nobody_shares_is_counted_whole() -> None:
    study = with_measured_training(
        replace(NEW, training_shared_by=""), "A1", *[KILOWATT_HOUR] * 3, 7, SOURCE
    )
    assert kilowatt_hours(study, "A1", "use: training") == pytest.approx(7)


@pytest.mark.parametrize("key", catalogue.study_keys())
def test_a_run_fits_in_every_study_of_the_program(key: str) -> None:
    study = catalogue.study(key)
    variant = next(each.key for each in study.variants if each.role == "ai")
    measured = with_measured_training(study, variant, 100, 200, 300, 10, SOURCE)
    assert problems(measured) == ()
    assert impacts(measured, variant, study.zone).total()["GWP"] is not None
    if study.inferences:
        measured = with_measured_inference(study, variant, 0.1, 0.2, 0.3, SOURCE)
        assert problems(measured) == ()


def test_an_answer_needs_a_study_that_counts_its_answers() -> None:
    with pytest.raises(StudyRefused, match="how many answers"):
        with_measured_inference(replace(NEW, inferences=""), "A1", 1, 2, 3, SOURCE)


@pytest.mark.parametrize(
    "joules",
    [(3, 2, 4), (1, 5, 4), (-1, 2, 3), (0, 0, 0), (1, 2, float("inf")), (float("nan"), 1, 2)],
)
def test_energies_that_cannot_be_are_refused(joules: tuple[float, float, float]) -> None:
    with pytest.raises(StudyRefused, match="no energy that can be used"):
        with_measured_training(NEW, "A1", *joules, 1, SOURCE)


@pytest.mark.parametrize("trainings", [0, -1, float("nan"), float("inf")])
def test_a_number_of_trainings_is_above_zero(trainings: float) -> None:
    with pytest.raises(StudyRefused, match="how many trainings"):
        with_measured_training(NEW, "A1", 1, 2, 3, trainings, SOURCE)


def test_a_variant_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownName, match="A9"):
        with_measured_training(NEW, "A9", 1, 2, 3, 1, SOURCE)


def test_what_is_brought_becomes_the_first_lever() -> None:
    study = catalogue.study("forest_fire")
    once = with_measured_training(study, "A1", 90, 100, 110, 50, Words("run", "essai"))
    twice = with_measured_training(once, "A1", 90, 100, 110, 60, Words("run", "essai"))
    assert once.levers == ("own_trainings", *study.levers)
    assert twice.levers == once.levers
    answers = with_measured_inference(study, "A1", 90, 100, 110, Words("run", "essai"))
    assert answers.levers[0] == "own_inference_kWh"
