"""The course of a calibration, and what it finds."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from equilibre.meter.calibration.record import Against, Calibration, shape_factor
from equilibre.meter.calibration.trial import QUICK, CalibrationTrial, Lengths, Phase, references
from equilibre.meter.figures import figures
from equilibre.meter.reading import Boundary, Kind, Route, Sample, Status
from equilibre.meter.sampler import Sampler
from equilibre.meter.selection import chosen
from equilibre.meter.sensors.battery import Battery
from tests.meter.fakes import DESKTOP, LAPTOP, Clock, route

COMPUTER = replace(LAPTOP, processor_name="Emulated 8000U")
BATTERY = Route(
    "battery",
    "Battery",
    "computer",
    Kind.MEASURED,
    Status.AVAILABLE,
    "scope",
    relative_uncertainty=0.02,
    refresh_seconds=1.0,
    boundary=Boundary.COMPUTER,
    around=True,
)
PACKAGE = route("powercap")
CARD = route("nvml", "gpu")
GUESS = route("estimate", kind=Kind.ESTIMATED, factor=2.0)
TODAY = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


@dataclass
class Machine:
    """A computer of known power: the whole follows its load, and so do its metered parts."""

    idle_watts: float = 6.0
    full_watts: float = 30.0
    exponent: float = 0.5
    idle_load: float = 0.0
    full_load: float = 1.0
    parts: dict[str, tuple[float, float]] = field(default_factory=dict)  # key: idle, full
    wave: Callable[[float], float] = lambda _seconds: 0.0  # watts added at a time
    refresh_seconds: float = 1.0
    now: float = 50.0
    busy_seconds: float = 0.0
    energies: dict[str, float] = field(default_factory=dict)
    spoken_seconds: float = -math.inf

    def power(self, load: float) -> float:
        rise = self.full_watts - self.idle_watts
        return self.idle_watts + rise * math.pow(load, self.exponent)

    def step(self, trial: CalibrationTrial, seconds: float = 0.5) -> None:
        """Let the time pass, as whoever leads the trial does."""
        load = self.full_load if trial.needs_load else self.idle_load
        self.now += seconds
        self.busy_seconds += load * seconds * COMPUTER.logical_processors
        powers = {"battery": self.power(load) + self.wave(self.now)}
        powers |= {key: idle + (full - idle) * load for key, (idle, full) in self.parts.items()}
        samples = []
        speaks = self.now - self.spoken_seconds >= self.refresh_seconds - 1e-9
        for key, watts in powers.items():
            self.energies[key] = self.energies.get(key, 0.0) + watts * seconds
            if key != "battery" or speaks:
                samples.append(Sample(key, "x", Kind.MEASURED, self.now, self.energies[key], watts))
        if speaks:
            self.spoken_seconds = self.now
        trial.hear_load(self.busy_seconds, self.now)
        trial.hear_samples(samples)
        trial.tick(self.now)

    def follow(self, trial: CalibrationTrial, until: Phase | None = None) -> None:
        """Lead *trial* to its end, or to the phase *until*; a reading ends it too."""
        for _step in range(4000):
            if trial.phase.is_over or trial.phase is until:
                return
            if until is None and trial.phase in (Phase.IDLE_READING, Phase.FULL_READING):
                return
            self.step(trial)
        raise AssertionError("the trial does not end")


def trial_of(
    reference: Route | None = BATTERY, parts: tuple[Route, ...] = (), lengths: Lengths = QUICK
) -> CalibrationTrial:
    return CalibrationTrial(COMPUTER, reference, parts, lengths, lambda: TODAY)


def against_battery(machine: Machine, *parts: Route, battery: Route = BATTERY) -> CalibrationTrial:
    trial = trial_of(battery, parts)
    trial.start(machine.now)
    machine.follow(trial)
    return trial


def against_plug(
    machine: Machine, *parts: Route, readings: tuple[float, float]
) -> CalibrationTrial:
    trial = trial_of(None, parts)
    trial.start(machine.now)
    machine.follow(trial, Phase.IDLE_READING)
    trial.type_idle(readings[0])
    machine.follow(trial, Phase.FULL_READING)
    trial.type_full(readings[1])
    return trial


def found(trial: CalibrationTrial) -> Calibration:
    assert trial.phase is Phase.DONE, trial.problem
    assert trial.result is not None
    return trial.result


def test_a_steady_machine_is_found_as_it_is() -> None:
    calibration = found(against_battery(Machine()))
    assert calibration.idle_watts.value == pytest.approx(6.0)
    assert calibration.full_watts.value == pytest.approx(30.0)
    assert calibration.idle_watts.low < 6.0 < calibration.idle_watts.high
    assert (calibration.idle_load, calibration.full_load) == (0.0, pytest.approx(1.0))
    assert calibration.factor == figures("estimate")["calibration_least_factor"].value
    assert calibration.against is Against.BATTERY
    assert calibration.boundary is Boundary.COMPUTER
    assert calibration.source == "Battery"
    assert calibration.created == "2026-11-23T10:30:00+00:00"
    assert calibration.is_of(COMPUTER)
    assert not calibration.is_of(DESKTOP)


def test_the_phases_follow_each_other_and_the_load_runs_in_the_middle() -> None:
    machine, trial = Machine(), trial_of()
    trial.tick(machine.now)
    assert trial.phase is Phase.READY
    assert trial.progress == 0.0
    trial.start(machine.now)
    seen, progress, loaded = [trial.phase], [trial.progress], {}
    while not trial.phase.is_over:
        machine.step(trial)
        progress.append(trial.progress)
        if trial.phase is not seen[-1]:
            seen.append(trial.phase)
        loaded[trial.phase] = trial.needs_load
    assert seen == [Phase.IDLE, Phase.LOADING, Phase.CHECKING, Phase.DONE]
    assert [phase for phase, needed in loaded.items() if needed] == [Phase.LOADING]
    assert progress == sorted(progress)
    assert progress[-1] == 1.0
    assert trial.seconds_left == 0.0


def test_the_time_left_falls_with_the_time_and_the_latest_power_is_shown() -> None:
    machine, trial = Machine(), trial_of()
    assert trial.watts_now is None
    trial.start(machine.now)
    before = trial.seconds_left
    machine.step(trial, 1.0)
    assert trial.seconds_left == pytest.approx(before - 1.0)
    assert trial.watts_now == pytest.approx(6.0)
    assert trial.load_seconds > trial.seconds_left


def test_two_typed_readings_make_a_calibration_against_the_plug() -> None:
    machine = Machine(parts={"powercap": (2.0, 20.0)})
    calibration = found(against_plug(machine, PACKAGE, GUESS, readings=(9.0, 41.0)))
    assert calibration.against is Against.PLUG
    assert calibration.boundary is Boundary.PLUG
    assert calibration.source == ""
    assert calibration.idle_watts.value == 9.0
    assert calibration.full_watts.value == 41.0
    assert calibration.idle_watts.high - 9.0 > 0.5
    (part,) = calibration.parts  # an estimate is not recorded
    assert (part.route, part.covers) == ("powercap", ("cpu",))
    assert (part.idle_watts, part.full_watts) == (pytest.approx(2.0), pytest.approx(20.0))


def test_the_load_goes_on_until_the_reading_at_full_load_is_typed() -> None:
    machine, trial = Machine(), trial_of(None)
    trial.start(machine.now)
    machine.follow(trial, Phase.IDLE_READING)
    assert not trial.needs_load
    trial.type_full(41.0)
    assert trial.phase is Phase.IDLE_READING
    trial.type_idle(9.0)
    machine.follow(trial, Phase.FULL_READING)
    for _second in range(60):
        machine.step(trial, 1.0)
        assert trial.needs_load
    trial.type_full(41.0)
    assert trial.phase is Phase.DONE
    assert not trial.needs_load


@pytest.mark.parametrize("watts", [math.nan, math.inf, -math.inf, 0.0, -9.0, 1e9])
def test_a_typed_reading_that_is_none_is_refused_and_can_be_typed_again(watts: float) -> None:
    machine, trial = Machine(), trial_of(None)
    trial.start(machine.now)
    machine.follow(trial, Phase.IDLE_READING)
    trial.type_idle(watts)
    assert trial.phase is Phase.IDLE_READING
    assert "plug meter" in trial.problem
    trial.type_idle(9.0)
    assert trial.phase is Phase.LOADING
    assert trial.problem == ""


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(), min_size=2, max_size=6))
def test_whatever_is_typed_ends_in_an_ordered_result_or_in_a_sentence(typed: list[float]) -> None:
    machine, trial = Machine(parts={"powercap": (2.0, 20.0)}), trial_of(None, (PACKAGE,))
    trial.start(machine.now)
    machine.follow(trial, Phase.IDLE_READING)
    for watts in typed:
        trial.type_idle(watts)
        machine.follow(trial)
        trial.type_full(watts)
    if trial.result is None:
        assert trial.problem or trial.phase is Phase.FULL_READING
    else:
        assert 2.0 < trial.result.idle_watts.value < trial.result.full_watts.value <= 4000.0


def test_typed_readings_in_the_wrong_order_are_refused() -> None:
    trial = against_plug(Machine(), readings=(41.0, 9.0))
    assert trial.phase is Phase.FULL_READING
    assert "cannot draw less" in trial.problem
    assert trial.result is None


def test_a_plug_that_shows_less_than_the_processor_alone_is_refused() -> None:
    machine, trial = Machine(parts={"powercap": (10.0, 20.0)}), trial_of(None, (PACKAGE,))
    trial.start(machine.now)
    machine.follow(trial, Phase.IDLE_READING)
    trial.type_idle(9.0)
    assert trial.phase is Phase.IDLE_READING
    assert "metered parts" in trial.problem


def test_a_reading_that_is_never_typed_ends_the_trial() -> None:
    machine, trial = Machine(), trial_of(None)
    trial.start(machine.now)
    machine.follow(trial, Phase.IDLE_READING)
    machine.follow(trial, Phase.DONE)
    assert trial.phase is Phase.FAILED
    assert "typed" in trial.problem


@pytest.mark.parametrize(
    ("machine", "words"),
    [
        (Machine(idle_load=0.4), "Other programs"),
        (Machine(full_load=0.5), "busy for 50%"),
        (Machine(full_watts=5.0), "cannot draw less"),
        (Machine(parts={"powercap": (7.0, 20.0)}), "metered parts"),
        (Machine(parts={"powercap": (1.0, 31.0)}), "metered parts"),
        (Machine(idle_watts=-3.0), "whole computer"),
        (Machine(wave=lambda now: 5.0 * math.sin(now)), "changed too much"),
        (Machine(idle_watts=math.nan), "too seldom"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(machine: Machine, words: str) -> None:
    trial = against_battery(machine, PACKAGE)
    assert trial.phase is Phase.FAILED
    assert words in trial.problem
    assert trial.result is None


def test_a_charger_that_is_plugged_in_ends_the_trial() -> None:
    machine, trial = Machine(), trial_of()
    trial.start(machine.now)
    machine.step(trial)
    trial.hear_routes([PACKAGE, BATTERY])
    assert trial.phase is Phase.IDLE
    trial.hear_routes([PACKAGE, replace(BATTERY, status=Status.WAITING)])
    assert trial.phase is Phase.FAILED
    assert "charger" in trial.problem


def test_a_sensor_that_is_lost_ends_the_trial_with_its_reason() -> None:
    machine, trial = Machine(), trial_of()
    trial.start(machine.now)
    trial.hear_routes([replace(BATTERY, status=Status.LOST, reason="It went away.")])
    assert trial.phase is Phase.FAILED
    assert "It went away." in trial.problem


def test_a_slow_battery_lengthens_the_phases() -> None:
    machine, slow = Machine(refresh_seconds=20.0), replace(BATTERY, refresh_seconds=20.0)
    began = machine.now
    calibration = found(against_battery(machine, battery=slow))
    assert machine.now - began > 3 * 4 * 20.0
    assert calibration.full_watts.value == pytest.approx(30.0, rel=0.01)


@pytest.mark.parametrize("lengths", [QUICK, Lengths()])
def test_a_battery_that_says_a_mean_over_two_minutes_is_waited_for(lengths: Lengths) -> None:
    machine = Machine()
    changes = [(-math.inf, 6.0)]  # since when which power

    def true_power(now: float) -> float:
        return next(watts for since, watts in reversed(changes) if since <= now)

    def mean_less_true(now: float) -> float:
        watts = 30.0 if trial.needs_load else 6.0
        if watts != changes[-1][1]:
            changes.append((now, watts))
        return sum(true_power(now - back) for back in range(120)) / 120.0 - watts

    machine.wave = mean_less_true
    trial = trial_of(lengths=lengths)
    trial.start(machine.now)
    machine.follow(trial)
    calibration = found(trial)
    assert calibration.full_watts.value == pytest.approx(30.0, rel=0.06)
    assert calibration.full_watts.value * calibration.factor >= 30.0
    assert machine.now - 50.0 > 120.0
    assert trial.progress == 1.0


def test_the_first_half_minute_of_full_load_is_not_taken_for_its_level() -> None:
    machine = Machine()
    began = 50.0 + Lengths().idle_seconds
    machine.wave = lambda now: 15.0 if trial.needs_load and now < began + 28.0 else 0.0
    trial = trial_of(lengths=Lengths())
    trial.start(machine.now)
    machine.follow(trial)
    assert found(trial).full_watts.value == pytest.approx(30.0, rel=0.05)


def test_a_battery_found_slower_than_it_was_thought_goes_on_until_it_has_said_enough() -> None:
    machine, trial = Machine(refresh_seconds=20.0), trial_of()
    trial.start(machine.now)
    began = machine.now
    machine.step(trial)
    trial.hear_routes([replace(BATTERY, refresh_seconds=20.0)])
    machine.follow(trial, Phase.LOADING)
    assert machine.now - began >= 20.0 + 3 * 20.0  # the first value is not looked at
    assert trial.phase is Phase.LOADING


def test_a_battery_that_says_nothing_ends_the_trial_with_a_sentence() -> None:
    machine = Machine(refresh_seconds=1e6)
    trial = against_battery(machine)
    assert trial.phase is Phase.FAILED
    assert "too seldom" in trial.problem
    assert machine.now < 50.0 + 310.0


def test_without_a_load_nothing_is_calibrated() -> None:
    machine, trial = Machine(), trial_of()
    trial.hear_load = lambda busy_seconds, now: None  # type: ignore[method-assign]
    trial.start(machine.now)
    machine.follow(trial)
    assert trial.phase is Phase.FAILED
    assert "how busy" in trial.problem


def test_a_cancelled_trial_leaves_nothing_and_hears_nothing() -> None:
    machine, trial = Machine(), trial_of()
    trial.start(machine.now)
    machine.follow(trial, Phase.LOADING)
    trial.cancel()
    assert trial.phase is Phase.CANCELLED
    assert not trial.needs_load
    machine.step(trial)
    trial.start(machine.now)
    trial.hear_routes([replace(BATTERY, status=Status.LOST)])
    assert trial.phase is Phase.CANCELLED
    assert trial.result is None


def test_an_idle_level_that_changed_meanwhile_widens_the_band() -> None:
    steady = found(against_battery(Machine()))
    drifting = found(against_battery(Machine(wave=lambda now: 1.5 if now > 91.0 else 0.0)))
    assert drifting.factor > steady.factor
    assert drifting.factor >= 7.5 / 6.0


def test_a_power_that_wanders_widens_the_band() -> None:
    wandering = found(against_battery(Machine(wave=lambda now: 0.6 * math.sin(now))))
    assert 1.1 < wandering.factor < 1.5


def test_only_the_whole_computer_that_speaks_now_can_be_calibrated_against() -> None:
    waiting = replace(BATTERY, key="other", status=Status.WAITING)
    assert references([PACKAGE, GUESS, waiting, BATTERY]) == (BATTERY,)


def test_what_a_card_drew_is_taken_off_its_ends() -> None:
    machine = Machine(idle_watts=30.0, full_watts=90.0, parts={"nvml": (20.0, 22.0)})
    calibration = found(against_battery(machine, CARD))
    curve = calibration.without(calibration.parts)
    assert curve.idle_watts == pytest.approx(10.0)
    assert curve.full_watts == pytest.approx(68.0)
    exact = replace(calibration, factor=1.0)
    assert exact.without(()).factor == pytest.approx(shape_factor(3.0), rel=1e-3)
    ends = 1.0 / (1.0 - 0.05 * 20.0 / 10.0)  # 5 % of the card's 20 W, on the 10 W left
    assert exact.without(calibration.parts).factor == pytest.approx(
        ends * shape_factor(6.8), rel=1e-3
    )
    assert curve.factor > exact.without(calibration.parts).factor
    assert calibration.without(()).factor == pytest.approx(
        calibration.factor * shape_factor(3.0), rel=1e-6
    )


def test_nothing_left_is_an_infinite_band() -> None:
    calibration = found(against_battery(Machine(parts={"powercap": (5.9, 29.9)}), PACKAGE))
    assert calibration.without(calibration.parts).factor == math.inf


@pytest.mark.parametrize("renewal_seconds", [2.0, 10.0])
def test_the_battery_that_linux_shows_is_calibrated_against(
    tmp_path: Path, clock: Clock, renewal_seconds: float
) -> None:
    def show(watts: float) -> None:
        folder = tmp_path / "BAT0"
        folder.mkdir(exist_ok=True)
        values = {"type": "Battery", "status": "Discharging", "present": 1}
        for file, value in {**values, "power_now": round(watts * 1e6)}.items():
            (folder / file).write_text(f"{value}\n")

    show(6.0)
    sampler = Sampler(chosen((Battery(tmp_path, COMPUTER, clock),)), 0.1, clock, lambda: None)
    (battery,) = references(sampler.around_routes())
    trial = CalibrationTrial(COMPUTER, battery, sampler.active_routes(), Lengths(), lambda: TODAY)
    trial.start(clock())
    began, shown_seconds, busy, renewals = clock(), clock(), 0.0, 0
    while not trial.phase.is_over:
        clock.advance(0.5)
        busy += 0.5 * COMPUTER.logical_processors * trial.needs_load
        if clock() - shown_seconds >= renewal_seconds:
            shown_seconds, renewals = clock(), renewals + 1
            show((30.0 if trial.needs_load else 6.0) + 0.05 * (-1) ** renewals)
        sampler.tick()
        trial.hear_load(busy, clock())
        trial.hear_samples(sampler.drain())
        trial.hear_routes(sampler.around_routes())
        trial.tick(clock())
    calibration = found(trial)
    assert calibration.idle_watts.value == pytest.approx(6.0, rel=0.02)
    assert calibration.full_watts.value == pytest.approx(30.0, rel=0.02)
    assert calibration.factor < 1.15
    assert clock() - began < 200.0


def test_the_shape_is_surer_where_idle_and_full_load_are_closer() -> None:
    factors = [shape_factor(ratio) for ratio in (1.0, 1.5, 2.0, 4.0, 8.0)]
    assert factors[0] == pytest.approx(1.0)
    assert factors == sorted(factors)
    assert shape_factor(4.0) < 1.35
    assert shape_factor(0.5) > 1.0


@settings(max_examples=60, deadline=None)
@given(
    idle_watts=st.floats(1.0, 80.0),
    ratio=st.floats(1.05, 12.0),
    exponent=st.floats(0.4, 1.0),
    idle_load=st.floats(0.0, 0.2),
    full_load=st.floats(0.85, 1.0),
)
@example(5.0, 8.0, 0.4, 0.0, 1.0)
@example(5.0, 8.0, 1.0, 0.0, 1.0)
def test_the_band_contains_every_curve_between_the_loads_that_were_seen(
    idle_watts: float, ratio: float, exponent: float, idle_load: float, full_load: float
) -> None:
    machine = Machine(idle_watts, idle_watts * ratio, exponent, idle_load, full_load)
    calibration = found(against_battery(machine))
    curve = replace(calibration, factor=1.0).without(())  # no margin but that of the shape
    for place in range(101):
        load = idle_load + (full_load - idle_load) * place / 100.0
        shown = curve.power_at(calibration.position(load))
        true = machine.power(load)
        assert shown / curve.factor <= true * (1 + 1e-4)
        assert true <= shown * curve.factor * (1 + 1e-4)


@settings(max_examples=40, deadline=None)
@given(
    idle=st.floats(3.0, 60.0),
    rise=st.floats(5.0, 100.0),
    share=st.floats(0.1, 0.7),
    exponent=st.floats(0.4, 1.0),
)
def test_the_band_of_the_rest_contains_it_when_it_follows_such_a_curve(
    idle: float, rise: float, share: float, exponent: float
) -> None:
    machine = Machine(
        idle, idle + rise, exponent, parts={"powercap": (idle * share, (idle + rise) * share)}
    )
    calibration = found(against_battery(machine, PACKAGE))
    curve = calibration.without(calibration.parts)
    for place in range(51):
        true = machine.power(place / 50.0) * (1.0 - share)
        shown = curve.power_at(calibration.position(place / 50.0))
        assert shown / curve.factor <= true * (1 + 1e-9) <= shown * curve.factor * (1 + 1e-6)


@settings(max_examples=40, deadline=None)
@given(st.floats(0.0, 1.0), st.integers(0, 1000))
def test_a_noisy_battery_still_has_the_truth_in_its_band(noise: float, seed: int) -> None:
    def wave(now: float) -> float:
        return noise * math.sin(now * (1.0 + seed % 7) + seed)

    calibration = found(against_battery(Machine(wave=wave)))
    for interval, true in ((calibration.idle_watts, 6.0), (calibration.full_watts, 30.0)):
        assert interval.value / calibration.factor <= true <= interval.value * calibration.factor
        assert interval.low <= interval.value <= interval.high
