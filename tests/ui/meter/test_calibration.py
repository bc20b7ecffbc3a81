"""What the calibration decides, shown without any screen."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.calibration.trial import Phase
from equilibre.meter.computer import Computer
from equilibre.meter.reading import Status
from equilibre.texts import use_language
from equilibre.ui.meter.calibration.presenter import CalibrationPresenter
from equilibre.ui.meter.calibration.state import BATTERY, PLUG, Page, Typing
from equilibre.ui.meter.calibration.typed import NotWatts, typed_watts
from equilibre.worker.messages import Died, Failed, Multiplied, Multiply, Reply, Stop
from tests.ui.meter.laboratory import FakeLaboratory, FakeScreen, battery


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


@pytest.fixture
def laboratory() -> FakeLaboratory:
    return FakeLaboratory()


def presenter_in(laboratory: FakeLaboratory) -> CalibrationPresenter:
    return CalibrationPresenter(FakeScreen(), laboratory.made())


def calibrated(laboratory: FakeLaboratory) -> CalibrationPresenter:
    presenter = presenter_in(laboratory)
    presenter.start()
    laboratory.until(presenter, Phase.DONE)
    return presenter


# -- against the battery -----------------------------------------------------------------------


def test_against_the_battery_it_finds_both_powers_and_narrows_the_estimate(
    laboratory: FakeLaboratory,
) -> None:
    presenter = calibrated(laboratory)
    assert presenter.state.page is Page.RESULT
    outcome = presenter.state.outcome
    assert outcome is not None
    assert [one.value for one in outcome.found] == ["6.0\u202fW", "24\u202fW"]
    assert all("–" in one.interval for one in outcome.found)
    assert "×/÷ 2." in outcome.narrowed
    assert laboratory.shelf.kept is None  # nothing is kept before one says so


def test_the_load_is_ordered_for_the_full_phase_only_and_stopped_before_the_check(
    laboratory: FakeLaboratory,
) -> None:
    presenter = presenter_in(laboratory)
    presenter.start()
    laboratory.live(presenter, 5.0)
    assert laboratory.sent == []
    laboratory.until(presenter, Phase.LOADING)
    (order,) = laboratory.sent
    assert isinstance(order, Multiply)
    assert order.threads is not None
    laboratory.until(presenter, Phase.CHECKING)
    assert laboratory.sent == [order, Stop()]


def test_progress_and_the_time_left_never_run_backwards(laboratory: FakeLaboratory) -> None:
    screen = FakeScreen()
    presenter = CalibrationPresenter(screen, laboratory.made())
    presenter.start()
    laboratory.until(presenter, Phase.DONE)
    courses = [one.course for one in screen.states if one.course is not None]
    progress = [one.progress for one in courses]
    assert progress == sorted(progress)
    assert len(progress) > 50
    assert [one.step for one in courses] == sorted(one.step for one in courses)
    assert courses[-1].trace.points[-1][1] == pytest.approx(6.0)
    assert "Battery" in courses[-1].power_source


def test_what_is_kept_is_said_with_its_date_and_can_be_forgotten(
    laboratory: FakeLaboratory,
) -> None:
    presenter = calibrated(laboratory)
    presenter.keep()
    kept = laboratory.shelf.kept
    assert kept is not None
    assert presenter.state.page is Page.CHOICE
    assert kept.day in presenter.state.existing
    assert presenter.state.good
    again = presenter_in(laboratory)
    assert kept.day in again.state.existing
    again.forget()
    assert laboratory.shelf.kept is None
    assert again.state.existing == ""


def test_a_result_that_is_discarded_changes_nothing(laboratory: FakeLaboratory) -> None:
    presenter = calibrated(laboratory)
    presenter.discard()
    assert laboratory.shelf.kept is None
    assert presenter.state.page is Page.CHOICE
    presenter.keep()
    assert laboratory.shelf.kept is None


def test_a_file_that_cannot_be_written_is_said_and_the_result_stays(
    laboratory: FakeLaboratory,
) -> None:
    presenter = calibrated(laboratory)
    laboratory.shelf.problem = "The disk is full."
    presenter.keep()
    assert presenter.state.problem == "The disk is full."
    assert presenter.state.page is Page.RESULT
    laboratory.shelf.problem = ""
    presenter.keep()
    assert laboratory.shelf.kept is not None


def test_the_calibration_of_another_computer_is_said_to_be_one(
    laboratory: FakeLaboratory,
) -> None:
    presenter = calibrated(laboratory)
    presenter.keep()
    other = FakeLaboratory(Computer("Linux", False, "", True, 8, processor_name="Other 1"))
    other.shelf = laboratory.shelf
    existing = presenter_in(other).state.existing
    assert "another processor (Processor 3000)" in existing


# -- what ends it ------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", [Phase.IDLE, Phase.LOADING, Phase.CHECKING])
def test_it_can_be_left_at_any_time_and_the_load_ends_at_once(
    laboratory: FakeLaboratory, phase: Phase
) -> None:
    presenter = presenter_in(laboratory)
    presenter.start()
    laboratory.until(presenter, phase)
    presenter.cancel()
    assert not laboratory.loaded
    assert laboratory.stops == (0 if phase is Phase.IDLE else 1)
    assert presenter.state.page is Page.CHOICE
    assert laboratory.shelf.kept is None
    laboratory.live(presenter, 2.0)
    assert not presenter.under_way


def test_the_charger_plugged_in_ends_it_with_a_sentence_and_without_load(
    laboratory: FakeLaboratory,
) -> None:
    presenter = presenter_in(laboratory)
    presenter.start()
    laboratory.until(presenter, Phase.LOADING)
    laboratory.battery = battery(Status.WAITING)
    laboratory.live(presenter, 1.0)
    assert "charger" in presenter.state.problem
    assert presenter.state.page is Page.CHOICE
    assert not laboratory.loaded


def replies(run: int) -> list[Reply]:
    return [
        Multiplied(run, 0.0, 1.0, 1.0, 4, 1.0, stopped=True),
        Failed(run, "It cannot multiply.", ""),
        Died(run, "The process is gone."),
    ]


@pytest.mark.parametrize("kind", range(3))
def test_a_load_that_ends_by_itself_ends_the_calibration_with_a_sentence(
    laboratory: FakeLaboratory, kind: int
) -> None:
    presenter = presenter_in(laboratory)
    presenter.start()
    laboratory.until(presenter, Phase.LOADING)
    (order,) = laboratory.sent
    assert isinstance(order, Multiply)
    laboratory.replies = [replies(order.run)[kind]]
    laboratory.live(presenter, 0.5)
    assert presenter.state.page is Page.CHOICE
    assert presenter.state.problem.endswith(".")
    assert laboratory.stops == 0  # there is nothing left to stop


def test_replies_to_other_runs_are_passed_over(laboratory: FakeLaboratory) -> None:
    presenter = presenter_in(laboratory)
    presenter.start()
    laboratory.until(presenter, Phase.LOADING)
    laboratory.replies = replies(-1)
    laboratory.live(presenter, 0.5)
    assert presenter.phase is Phase.LOADING


def test_another_program_that_measures_meanwhile_ends_the_calibration_with_its_sentence(
    laboratory: FakeLaboratory,
) -> None:
    presenter = presenter_in(laboratory)
    presenter.start()
    laboratory.until(presenter, Phase.LOADING)
    laboratory.disturbed = "Another Équilibre is measuring."
    laboratory.live(presenter, 0.25)
    assert presenter.state.page is Page.CHOICE
    assert presenter.state.problem == "Another Équilibre is measuring."
    assert not laboratory.loaded


# -- what keeps it from beginning --------------------------------------------------------------


def test_it_is_refused_while_something_else_is_measured(laboratory: FakeLaboratory) -> None:
    laboratory.occupied = True
    presenter = presenter_in(laboratory)
    presenter.start()
    assert not presenter.under_way
    assert "training is under way" in presenter.state.problem
    laboratory.occupied = False
    presenter.start()
    assert presenter.under_way
    assert presenter.state.problem == ""


def test_rest_is_watched_only_once_every_process_has_started(laboratory: FakeLaboratory) -> None:
    laboratory.loading = True
    presenter = presenter_in(laboratory)
    presenter.start()
    laboratory.live(presenter, 3.0)
    assert presenter.phase is Phase.READY
    laboratory.loading = False
    laboratory.live(presenter, 0.5)
    assert presenter.phase is Phase.IDLE


def test_on_mains_the_battery_is_shown_with_its_reason_until_the_charger_is_unplugged() -> None:
    laboratory = FakeLaboratory(on_mains=True)
    presenter = presenter_in(laboratory)
    ways = {way.key: way for way in presenter.state.ways}
    assert "mains" in ways[BATTERY].reason
    assert "Unplug" in ways[BATTERY].reason
    assert presenter.state.way == PLUG
    presenter.choose(BATTERY)
    assert not presenter.state.can_start
    presenter.start()
    assert not presenter.under_way
    laboratory.battery = battery()
    laboratory.live(presenter, 1.0)
    assert presenter.state.can_start


def test_without_any_battery_the_way_says_so_and_the_plug_meter_is_left() -> None:
    laboratory = FakeLaboratory(Computer("Linux", False, "", False, 4, processor_name="Desk 1"))
    laboratory.battery = battery(Status.ABSENT)
    presenter = presenter_in(laboratory)
    assert "no battery" in presenter.state.ways[0].reason
    assert presenter.state.way == PLUG
    assert presenter.state.can_start


def test_a_virtual_machine_cannot_be_calibrated_and_says_why() -> None:
    virtual = Computer("Linux", True, "QEMU", False, 2, processor_name="Virtual")
    laboratory = FakeLaboratory(virtual, on_mains=True)
    presenter = presenter_in(laboratory)
    assert all(way.reason for way in presenter.state.ways)
    assert not presenter.state.can_start


# -- against a plug meter ----------------------------------------------------------------------


def typing(laboratory: FakeLaboratory) -> CalibrationPresenter:
    laboratory.battery = battery(Status.WAITING)
    presenter = presenter_in(laboratory)
    presenter.start()
    laboratory.until(presenter, Phase.IDLE_READING)
    return presenter


def test_against_a_plug_meter_both_readings_are_typed_in_with_a_comma_or_a_point(
    laboratory: FakeLaboratory,
) -> None:
    presenter = typing(laboratory)
    course = presenter.state.course
    assert course is not None
    assert course.typing is Typing.IDLE
    assert not course.metered  # no sensor reads anything: nothing is shown for zero
    presenter.type_watts("12,5")
    laboratory.until(presenter, Phase.FULL_READING)
    assert laboratory.loaded  # while it is typed
    presenter.type_watts("31.5 W")
    assert not laboratory.loaded
    outcome = presenter.state.outcome
    assert outcome is not None
    kept = presenter.result
    assert kept is not None
    assert (kept.idle_watts.value, kept.full_watts.value) == (12.5, 31.5)
    assert "plug" in outcome.account


@pytest.mark.parametrize("text", ["", "W", "twelve", "1,2,3", "-4", "0", "1e3", "50000", "1,200"])
def test_each_reading_that_cannot_be_is_refused_with_a_sentence(
    laboratory: FakeLaboratory, text: str
) -> None:
    presenter = typing(laboratory)
    presenter.type_watts(text)
    assert presenter.phase is Phase.IDLE_READING
    assert presenter.state.problem.endswith(".")
    presenter.type_watts("12")
    assert presenter.phase is Phase.LOADING
    assert presenter.state.problem == ""


def test_full_load_below_rest_is_refused(laboratory: FakeLaboratory) -> None:
    presenter = typing(laboratory)
    presenter.type_watts("12")
    laboratory.until(presenter, Phase.FULL_READING)
    presenter.type_watts("11")
    assert presenter.state.problem
    assert laboratory.loaded


def test_a_reading_that_nobody_waits_for_is_passed_over(laboratory: FakeLaboratory) -> None:
    presenter = presenter_in(laboratory)
    presenter.type_watts("12")
    presenter.start()
    presenter.type_watts("12")
    assert presenter.state.problem == ""


# -- numbers that are typed --------------------------------------------------------------------


@given(st.floats(0.1, 3999.0).map(lambda watts: round(watts, 1)))
def test_both_decimal_signs_and_a_unit_mean_the_same(watts: float) -> None:
    text = f"{watts:.1f}"
    assert typed_watts(text) == watts
    assert typed_watts(text.replace(".", ",")) == watts
    assert typed_watts(f" {text}\u202fW ") == watts


@given(st.text(max_size=12))
def test_whatever_is_typed_gives_a_number_or_a_sentence(text: str) -> None:
    try:
        watts = typed_watts(text)
    except NotWatts as refused:
        said = str(refused)
    else:
        said = f"{watts + 0.0:f}."
        assert math.isfinite(watts)
    assert said.endswith(".")


def test_a_sensor_of_slow_renewal_shows_its_power_at_once(laboratory: FakeLaboratory) -> None:
    presenter = presenter_in(laboratory)
    laboratory.said_watts = False
    presenter.start()
    laboratory.live(presenter, 1.0)
    course = presenter.state.course
    assert course is not None
    assert course.power == "6.00\u202fW"
    laboratory.until(presenter, Phase.LOADING)
    laboratory.live(presenter, 4.0)
    assert presenter.state.course is not None
    assert presenter.state.course.power == "24.0\u202fW"


def test_the_power_seen_stays_in_view_with_the_result(laboratory: FakeLaboratory) -> None:
    presenter = calibrated(laboratory)
    assert presenter.state.outcome is not None
    trace = presenter.state.outcome.trace
    assert len(trace.borders) == 2
    assert max(watts for _seconds, watts in trace.points) == pytest.approx(24.0)
    assert trace.points[-1][0] <= trace.seconds


def test_the_course_to_come_is_that_of_the_way_chosen(laboratory: FakeLaboratory) -> None:
    presenter = presenter_in(laboratory)
    assert [stage.seconds for stage in presenter.state.stages] == pytest.approx([20, 20, 20 / 3])
    presenter.choose("plug")
    assert [stage.loaded for stage in presenter.state.stages] == [False, True]
