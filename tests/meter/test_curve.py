"""Energy and idle level over a time."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.curve import Window, gaps_in, length, metered_times, without
from equilibre.meter.energy import energy_between, idle_level, minimum_seconds
from equilibre.meter.reading import Kind, Sample
from tests.meter.fakes import curve, route


@st.composite
def samples_with_gaps(draw: st.DrawFn) -> list[Sample]:
    samples: list[Sample] = []
    time_seconds = energy_joules = 0.0
    for _number in range(draw(st.integers(2, 30))):
        time_seconds += draw(st.floats(0.01, 1.0))
        gap = draw(st.booleans())
        energy_joules += 0.0 if gap else draw(st.floats(0.0, 50.0))
        samples.append(
            Sample("powercap", "cpu", Kind.MEASURED, time_seconds, energy_joules, None, gap)
        )
    return samples


@given(samples_with_gaps(), st.tuples(*[st.floats(-1.0, 31.0)] * 3))
def test_energy_adds_up_over_neighbouring_times(
    samples: list[Sample], borders: tuple[float, float, float]
) -> None:
    start, middle, end = sorted(borders)
    parts = [energy_between(samples, start, middle), energy_between(samples, middle, end)]
    whole = energy_between(samples, start, end)
    joules = sum(part.energy_joules for part in parts if part)
    seconds = sum(part.seconds for part in parts if part)
    assert joules == pytest.approx(whole.energy_joules if whole else 0.0, abs=1e-9)
    assert seconds == pytest.approx(whole.seconds if whole else 0.0, abs=1e-9)
    assert joules >= 0.0
    assert seconds <= end - start + 1e-9


def test_borders_between_samples_are_interpolated() -> None:
    metered = energy_between(curve(20.0, 2.0), 0.33, 1.57)
    assert metered is not None
    assert metered.energy_joules == pytest.approx(20.0 * 1.24)
    assert metered.power_watts == pytest.approx(20.0)


def test_a_gap_is_left_out() -> None:
    samples = curve(20.0, 1.0)
    after = [
        replace(
            sample,
            time_seconds=sample.time_seconds + 3.0,
            energy_joules=sample.energy_joules + 20.0,
            gap=place == 0,
        )
        for place, sample in enumerate(curve(20.0, 1.0))
    ]
    metered = energy_between([*samples, *after], 0.0, 4.0)
    assert metered is not None
    assert metered.seconds == pytest.approx(2.0)
    assert metered.energy_joules == pytest.approx(40.0)


def test_a_gap_that_the_counter_went_on_over_is_metered() -> None:
    first, second = curve(20.0, 0.1)
    bridged = replace(second, time_seconds=2.0, energy_joules=40.0, gap=True)
    metered = energy_between([first, bridged], 0.0, 2.0)
    assert metered is not None
    assert metered.energy_joules == pytest.approx(40.0)
    assert metered.seconds == pytest.approx(2.0)


@pytest.mark.parametrize("samples", [[], curve(20.0, 0.0), curve(20.0, 1.0, start=50.0)])
def test_without_samples_there_is_no_energy_rather_than_zero(samples: list[Sample]) -> None:
    assert energy_between(samples, 0.0, 10.0) is None


def test_the_idle_level_is_the_mean_with_its_spread() -> None:
    samples = curve(10.0, 10.0)
    idle = idle_level(samples, 0.0, 10.0)
    assert idle is not None
    assert idle.power_watts == pytest.approx(10.0)
    assert idle.standard_deviation_watts == pytest.approx(0.0, abs=1e-6)
    assert idle.slices == 10


def test_an_idle_level_that_wanders_says_how_much() -> None:
    samples = curve(10.0, 10.0)
    busier = [
        replace(sample, energy_joules=sample.energy_joules + 5.0 * max(0.0, n / 10.0 - 5.0))
        for n, sample in enumerate(samples)
    ]
    idle = idle_level(busier, 0.0, 10.0)
    assert idle is not None
    assert idle.power_watts == pytest.approx(12.5)
    assert idle.standard_deviation_watts == pytest.approx(2.635, abs=0.01)
    assert idle.uncertainty_watts == pytest.approx(1.667, abs=0.01)


def test_less_than_a_second_is_no_idle_level() -> None:
    assert idle_level(curve(10.0, 0.9), 0.0, 10.0) is None


def test_a_reading_needs_twenty_values_of_the_slowest_sensor_and_four_seconds() -> None:
    assert minimum_seconds([route()]) == 4.0
    assert minimum_seconds([route(), route("nvml", "gpu", refresh=0.1)]) == 4.0
    assert minimum_seconds([route(refresh=0.5)]) == 10.0
    assert minimum_seconds([]) == 4.0


# -- what is metered, and what is not ----------------------------------------------------------


def broken() -> list[Sample]:
    """Return 30 W for 2 s, a gap of 2 s, then 30 W for 2 s."""
    before, after = curve(30.0, 2.0), curve(30.0, 2.0, start=4.0)
    first = replace(after[0], energy_joules=60.0, gap=True, power_watts=None)
    rest = [replace(one, energy_joules=60.0 + one.energy_joules) for one in after[1:]]
    return [*before, first, *rest]


def test_times_that_were_metered_leave_the_gaps_out() -> None:
    assert metered_times(broken(), [Window(-1.0, 9.0)]) == (Window(0.0, 2.0), Window(4.0, 6.0))
    assert metered_times(broken(), [Window(2.5, 3.5)]) == ()
    assert metered_times([], [Window(0.0, 1.0)]) == ()


@given(st.floats(-1.0, 7.0), st.floats(-1.0, 7.0))
def test_over_any_time_the_mean_power_is_that_of_what_was_metered(one: float, other: float) -> None:
    start, end = sorted((one, other))
    metered = energy_between(broken(), start, end)
    seconds = length(metered_times(broken(), [Window(start, end)]))
    if metered is None:
        assert seconds == 0.0
    else:
        assert metered.seconds == pytest.approx(seconds)
        assert metered.energy_joules == pytest.approx(30.0 * seconds, abs=1e-6)


@given(st.lists(st.floats(0.0, 10.0), min_size=4, max_size=4))
def test_what_is_left_and_what_is_taken_make_the_whole(borders: list[float]) -> None:
    a, b = sorted(borders[:2])
    c, d = sorted(borders[2:])
    left = without([Window(a, b)], [Window(c, d)])
    common = max(0.0, min(b, d) - max(a, c))
    assert length(left) + common == pytest.approx(b - a)


def test_gaps_are_counted_where_they_break_the_window() -> None:
    assert gaps_in(broken(), [Window(0.0, 6.0)]) == 1
    assert gaps_in(broken(), [Window(0.0, 3.0), Window(3.0, 6.0)]) == 1
    assert gaps_in(broken(), [Window(0.0, 1.0)]) == 0


def test_a_slice_of_which_little_was_metered_says_nothing_of_the_spread() -> None:
    late = [replace(sample, time_seconds=sample.time_seconds + 0.7) for sample in curve(20.0, 3.3)]
    burst = [
        replace(sample, energy_joules=sample.energy_joules - (2.0 if number < 3 else 0.0))
        for number, sample in enumerate(late)
    ]
    level = idle_level(burst, 0.0, 4.0)
    assert level is not None
    assert level.slices == 3
    assert level.standard_deviation_watts == pytest.approx(0.0, abs=1e-9)
