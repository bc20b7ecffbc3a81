"""What models and kept runs are drawn as."""

import pytest

from equilibre.growth import catalogue
from equilibre.growth.figure import Kind
from equilibre.ui.growth.marking import Fill
from equilibre.ui.growth.models.axis import DATE
from equilibre.ui.growth.models.points import (
    points_of,
    subject_of_model,
    subject_of_run,
    tally,
)
from equilibre.ui.growth.models.state import Point
from tests.sessions.records import run
from tests.ui.growth.models.desk import from_memory

SUBJECTS = [subject_of_model(model) for model in catalogue.models().values()]


def point(name: str, upward: str, unverified: bool = False) -> Point:
    """Return a point by the name of its model, above its date."""
    (found,) = [one for one in points_of(SUBJECTS, DATE, upward, unverified) if one.name == name]
    return found


def test_what_gpt_2_took_is_a_hole_with_bounds_and_no_centre() -> None:
    energy = point("GPT-2", "energy")
    assert energy.y is None
    assert energy.mark.fill is Fill.CROSS
    assert energy.empty
    assert (energy.low, energy.high) == (pytest.approx(1.7 * 3.6e9), pytest.approx(4.1 * 3.6e9))


def test_what_bert_took_is_published_and_a_range() -> None:
    energy = point("BERT", "energy")
    assert energy.y == pytest.approx(1.507 * 3.6e9)
    assert energy.low == pytest.approx(0.46 * 3.6e9)
    assert not energy.empty


def test_a_mark_is_filled_by_how_its_figure_came_to_be() -> None:
    assert point("GPT-3", "energy").mark.fill is Fill.FULL
    assert point("BERT", "energy").mark.fill is Fill.HALF
    assert point("Grok-3", "energy").mark.fill is Fill.HOLLOW
    assert point("GPT-4.5", "energy").mark.fill is Fill.CROSS
    assert point("GPT-2", "operations").mark.fill is Fill.HALF


def test_only_the_three_of_the_course_bear_the_accent() -> None:
    points = points_of(SUBJECTS, DATE, "parameters", False)
    assert [one.name for one in points if one.mark.accent] == ["BERT", "GPT-2", "GPT-3"]


def test_what_is_from_memory_is_drawn_only_when_asked_for() -> None:
    subject = from_memory(SUBJECTS[0], "carbon")
    assert points_of([subject], DATE, "carbon", False) == ()
    (drawn,) = points_of([subject], DATE, "carbon", True)
    assert drawn.mark.unverified
    assert tally([subject], "carbon", False).absent == 1
    assert tally([subject], "carbon", True).published == 1


def test_a_point_needs_a_place_on_both_axes() -> None:
    both = points_of(SUBJECTS, "operations", "parameters", False)
    assert 0 < len(both) < len(points_of(SUBJECTS, DATE, "parameters", False))


def test_the_largest_of_their_time_are_named_before_others() -> None:
    points = points_of(SUBJECTS, DATE, "parameters", False)
    records = [one for one in points if one.rank == 1]
    assert [one.y for one in records] == sorted(one.y or 0.0 for one in records)
    assert "Llama 4 Behemoth" in {one.name for one in records}


def test_the_count_adds_up_and_says_how_many_vanish() -> None:
    for key in ("parameters", "operations", "energy", "carbon"):
        count = tally(SUBJECTS, key, False)
        assert count.models == 87
        assert count.valued + count.undisclosed + count.absent == 87
    assert tally(SUBJECTS, "operations", False).valued == 77


def test_a_kept_run_is_a_point_of_its_own() -> None:
    subject = subject_of_run(run())
    assert subject is not None
    parameters, operations, energy, carbon = (
        subject.figure(key, False) for key in ("parameters", "operations", "energy", "carbon")
    )
    assert parameters is not None
    assert parameters.value == 650
    assert operations is not None
    assert operations.kind is Kind.DERIVED
    assert energy is not None
    assert (energy.value, energy.low, energy.high) == (183.0, 175.0, 191.0)
    assert carbon is not None
    assert carbon.value == pytest.approx(183.0 * 44.18 / 3.6e9, rel=0.01)
    (drawn,) = points_of([subject], DATE, "energy", False)
    assert drawn.own
    assert drawn.mark.shape == "star"


def test_a_run_without_energy_has_no_place_among_energies() -> None:
    subject = subject_of_run(run(energy=None))
    assert subject is not None
    assert points_of([subject], DATE, "energy", False) == ()
    assert len(points_of([subject], DATE, "parameters", False)) == 1


def test_a_run_whose_day_cannot_be_read_is_left_out() -> None:
    assert subject_of_run(run(created="yesterday")) is None
