"""How far a reading may be from the truth, against simulated counters whose truth is known."""

import bisect
import math
import random
from dataclasses import replace
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.meter.curve import Window
from equilibre.meter.energy import run_energy
from equilibre.meter.reading import Interval, Sample
from equilibre.meter.uncertainty import border_joules, sampling_joules
from tests.meter.fakes import curve, route

RAPL = route(uncertainty=0.0)


def many(
    rng: random.Random, windows: list[Window], inside_watts: float, outside_watts: float
) -> tuple[Interval, float]:
    """Return what is told of *windows* by a counter of 1 ms that is read at their borders."""
    starts = [one.start_seconds for one in windows]
    spent = [0.0, *accumulate(one.end_seconds - one.start_seconds for one in windows)]

    def true_joules(time: float) -> float:
        place = bisect.bisect_right(starts, time)
        last = min(time, windows[place - 1].end_seconds) if place else 0.0
        busy = spent[place - 1] + last - starts[place - 1] if place else 0.0
        return inside_watts * busy + outside_watts * (time - busy)

    late, end = 0.0003, windows[-1].end_seconds + 1.0
    times = [one.start_seconds - late * rng.random() for one in windows]
    times += [one.end_seconds + late * rng.random() for one in windows]
    times += [step / 10 for step in range(math.ceil(end * 10) + 1)]
    phase, samples = 0.001 * rng.random(), []
    for time in sorted(times):
        renewed = max(0.0, math.floor((time - phase) / 0.001) * 0.001 + phase)
        joules = true_joules(renewed)
        before = next((one for one in reversed(samples) if time - one.time_seconds >= 0.05), None)
        watts = None
        if before is not None:
            watts = (joules - before.energy_joules) / (time - before.time_seconds)
        samples.append(Sample("powercap", "cpu", RAPL.kind, time, joules, watts))
    told = run_energy({"powercap": samples}, [RAPL], windows, {}, 0)
    assert told is not None
    return told.gross, inside_watts * spent[-1]


@pytest.mark.parametrize(("inside", "outside"), [(35.0, 35.0), (35.0, 10.0), (60.0, 30.0)])
def test_the_errors_of_many_short_executions_do_not_all_average_out(
    inside: float, outside: float
) -> None:
    rng = random.Random(5)
    found = 0
    for _turn in range(20):
        windows, now = [], 1.0
        for _execution in range(200):
            end = now + rng.uniform(0.0016, 0.0024)
            windows.append(Window(now, end))
            now = end + rng.uniform(0.0014, 0.0018)
        told, truth = many(rng, windows, inside, outside)
        found += told.low <= truth <= told.high
    assert found >= 19


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(0.2, 3.0), min_size=1, max_size=8))
def test_where_windows_meet_there_is_no_border(lengths: list[float]) -> None:
    borders = [1.0, *(1.0 + total for total in accumulate(lengths))]
    samples = curve(35.0, 30.0)
    pieces = [Window(*pair) for pair in zip(borders, borders[1:], strict=False)]
    whole = [Window(borders[0], borders[-1])]
    assert border_joules(samples, RAPL, pieces, 35.0) == pytest.approx(
        border_joules(samples, RAPL, whole, 35.0)
    )


def test_the_borders_of_one_window_add_up_in_quadrature() -> None:
    one = border_joules(curve(35.0, 20.0), RAPL, [Window(5.0, 15.0)], 35.0)
    assert one == pytest.approx(math.hypot(0.035, 0.035))
    assert border_joules(curve(35.0, 20.0), RAPL, [], 35.0) == 0.0


def test_executions_that_hardly_have_a_break_are_as_sure_as_one_long_one() -> None:
    slow = route(uncertainty=0.0, refresh=30.0)
    windows = [Window(1.0 + 3.0 * number, 3.997 + 3.0 * number) for number in range(100)]
    samples = curve(22.0, 310.0, period=1.0)
    one = border_joules(samples, slow, [Window(1.0, 300.997)], 22.0)
    many_joules = border_joules(samples, slow, windows, 22.0)
    assert one < many_joules < one + 0.003 * 99 * 22.0 * 1.5


def test_of_two_executions_the_worst_border_tells_and_half_a_refresh_is_lost_each_time() -> None:
    windows = [Window(1.0, 2.0), Window(3.0, 4.03)]  # 0.03 s from the nearest reading at the end
    common = 0.25 * math.sqrt(2.0) * (0.035 + 0.035)  # does not average out
    told = border_joules(curve(35.0, 20.0), RAPL, windows, 35.0)
    assert told == pytest.approx(math.hypot(0.035, 0.031 * 35.0, math.hypot(0.035, 0.035, common)))


def test_what_lies_on_the_wrong_side_of_a_break_is_at_most_what_it_can_hold() -> None:
    windows = [Window(1.0, 2.0), Window(2.0 + 1e-5, 3.0)]
    told = border_joules(curve(35.0, 20.0), RAPL, windows, 35.0)
    held = math.sqrt(2.0) * 35.0 * 1e-5
    assert told == pytest.approx(math.hypot(0.035, 0.035, held), rel=1e-9)


def test_of_a_power_that_was_seen_once_the_whole_energy_is_in_doubt() -> None:
    power_meter = replace(RAPL, unit="mW")
    samples, window = curve(35.0, 10.0, period=1.0), Window(4.6, 5.4)
    assert sampling_joules(samples, power_meter, [window]) == pytest.approx(35.0 * 0.8)
    assert sampling_joules(samples, RAPL, [window]) == 0.0
