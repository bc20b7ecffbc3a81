"""A known power played into the meter."""

import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from equilibre.meter import truth as truth_module
from equilibre.meter.truth import (
    INCIDENTS,
    TruthRecord,
    TruthTrial,
    TruthUnplayable,
    naive_reading,
    truth_of,
)
from tests.meter.fakes import Clock, curve

on_linux = pytest.mark.skipif(sys.platform == "win32", reason="the clocks of Windows are coarse")


def played(trial: TruthTrial, clock: Clock, seconds: float = 11.0) -> TruthRecord:
    """Play without threads: the counters and the meter move with the clock."""
    record = trial.follow()
    for tick in range(round(seconds * 100)):
        clock.advance(0.01)
        if tick % 10 == 0:
            trial.sampler.tick()
        record = trial.follow()
    trial.stop()
    return record


def test_the_naive_reader_sees_only_the_peaks_of_a_wave_of_its_own_period() -> None:
    wave = truth_of("square_2_s", "amd")
    naive = naive_reading(wave, 2.0)
    assert [watts for _seconds, watts in naive.looks] == [60.0] * 5
    assert naive.joules == pytest.approx(600.0)
    assert naive.error == pytest.approx(0.5)


def test_the_naive_reader_misses_bursts() -> None:
    error = naive_reading(truth_of("sleeps", "amd"), 2.0).error
    assert error is not None
    assert error < -0.5


@pytest.mark.parametrize("period_seconds", [0.5, 1.0, 2.0, 5.0])
def test_a_constant_power_hides_nothing(period_seconds: float) -> None:
    naive = naive_reading(truth_of("constant", "desktop"), period_seconds)
    assert naive.error == pytest.approx(0.0)


def test_the_last_look_counts_no_longer_than_the_play() -> None:
    naive = naive_reading(truth_of("constant", "amd"), 2.0, seconds=5.0)
    assert len(naive.looks) == 3
    assert naive.joules == pytest.approx(175.0)


@pytest.mark.parametrize(
    ("layout", "watts"), [("desktop", 38.75), ("laptop", 35.0), ("server2", 42.5), ("amd", 35.0)]
)
def test_the_truth_is_what_a_right_reader_of_the_layout_counts(layout: str, watts: float) -> None:
    assert truth_of("constant", layout).power(3.0) == pytest.approx(watts)


@pytest.mark.parametrize("incident", INCIDENTS)
@pytest.mark.parametrize("layout", ["desktop", "laptop", "server2", "amd"])
def test_the_meter_finds_the_truth_whatever_happens(
    layout: str, incident: str, clock: Clock
) -> None:
    record = played(TruthTrial("square_2_s", layout, incident, clock=clock), clock)
    assert record.finished
    assert record.true_joules == pytest.approx(10.0 * truth_of("square_2_s", layout).mean_watts)
    assert record.error == pytest.approx(0.0, abs=0.006)
    assert record.interval is not None
    assert record.interval.low <= record.true_joules <= record.interval.high
    gaps = [step for step in record.steps if step.gap]
    assert len(gaps) == (1 if incident in ("restart", "errors") else 0)


def test_a_new_start_of_the_counter_is_a_gap_without_power(clock: Clock) -> None:
    record = played(TruthTrial("constant", "amd", "restart", clock=clock), clock)
    (gap,) = [step for step in record.steps if step.gap]
    assert gap.power_watts is None
    assert gap.start_seconds <= 5.0 <= gap.end_seconds


def test_read_errors_are_a_gap_over_which_the_counter_goes_on(clock: Clock) -> None:
    record = played(TruthTrial("constant", "amd", "errors", clock=clock), clock)
    (gap,) = [step for step in record.steps if step.gap]
    assert gap.power_watts == pytest.approx(35.0, rel=0.01)
    assert gap.end_seconds - gap.start_seconds == pytest.approx(2.0, abs=0.2)


def test_half_way_truth_and_meter_speak_of_the_same_time(clock: Clock) -> None:
    trial = TruthTrial("ramp", "amd", clock=clock)
    record = played(trial, clock, seconds=3.47)
    assert not record.finished
    assert record.interval is None
    assert record.error == pytest.approx(0.0, abs=0.02)


def test_before_the_first_reading_there_is_no_energy_rather_than_zero(clock: Clock) -> None:
    trial = TruthTrial("ramp", "amd", clock=clock)
    record = trial.follow()
    trial.stop()
    assert record.metered_joules is None
    assert record.error is None
    assert record.steps == ()


def test_a_meter_that_reads_nothing_ends_without_a_figure(clock: Clock) -> None:
    trial = TruthTrial("constant", "amd", clock=clock)
    clock.advance(13.0)
    record = trial.follow()
    trial.stop()
    assert record.finished
    assert record.metered_joules is None
    assert record.interval is None


def test_a_folder_that_cannot_be_written_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(truth_module, "temporary_folder", full)
    with pytest.raises(TruthUnplayable, match="No space left on device"):
        TruthTrial()


@on_linux
def test_a_thread_plays_and_ends_and_leaves_nothing_behind() -> None:
    before = set(threading.enumerate())
    trial = TruthTrial("square_100_ms", seconds=0.3)
    folder: Path = trial.computer.folder
    trial.start()
    limit = time.monotonic() + 10.0
    while not (record := trial.follow()).finished and time.monotonic() < limit:
        threading.Event().wait(0.02)
    trial.stop()
    assert record.finished
    assert record.metered_joules is not None
    assert set(threading.enumerate()) <= before
    assert not folder.exists()


def test_two_readings_at_one_moment_of_a_coarse_clock_make_no_step(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = TruthTrial("constant", "amd", clock=clock)
    read = curve(35.0, 1.0, start=trial.computer.start_seconds)
    read.insert(5, replace(read[5], energy_joules=read[5].energy_joules - 0.01))
    monkeypatch.setattr(trial.sampler, "drain", lambda: read)
    clock.advance(1.0)
    record = trial.follow()
    trial.stop()
    assert len(record.steps) > 5
    assert all(step.end_seconds > step.start_seconds for step in record.steps)


def test_a_small_energy_has_an_error_too() -> None:
    record = TruthRecord(0.1, 0.5, 0.6, None, (), finished=False)
    assert record.error == pytest.approx(0.2)
