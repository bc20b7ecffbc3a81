"""Equal trainings differ a little: by how much, and when two runs can be told apart."""

import math
import random
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.account import RunEnergy, Spread
from equilibre.meter.curve import Window
from equilibre.meter.reading import Interval, Kind, Sample
from equilibre.meter.repeats import (
    LEAST_GROUPS,
    Mark,
    compared,
    repeatable,
    spread,
    spread_of_run,
)
from tests.meter.fakes import curve, route

RAPL = route()


def test_equal_energies_have_their_mean_and_no_width() -> None:
    assert spread([5.0, 5.0, 5.0]) == Spread(3, 5.0, 0.0)


def test_the_interval_is_that_of_student() -> None:
    energies = [9.0, 10.0, 11.0, 12.0]
    found = spread(energies)
    assert found is not None
    assert found.mean == pytest.approx(10.5)
    error = statistics.stdev(energies) / math.sqrt(4)
    assert found.half_width == pytest.approx(3.182 * error, rel=1e-3)
    assert spread(energies, [7, 7, 7, 7]) == pytest.approx(found)


def test_groups_weigh_by_the_trainings_in_them() -> None:
    found = spread([1.0, 1.0, 4.0], [10, 10, 1])
    assert found is not None
    assert found.mean == pytest.approx((10 + 10 + 4) / 21)


@pytest.mark.parametrize("count", range(LEAST_GROUPS))
def test_too_few_groups_have_no_interval(count: int) -> None:
    assert spread([5.0] * count) is None


def test_the_interval_holds_the_truth_in_nineteen_runs_of_twenty() -> None:
    chance = random.Random(7)
    inside = 0
    for _index in range(1000):
        found = spread([chance.gauss(10.0, 1.0) for _group in range(5)])
        assert found is not None
        inside += abs(found.mean - 10.0) <= found.half_width
    assert 930 <= inside <= 970


def marks(every: float, until: float) -> list[Mark]:
    return [Mark(every * n, n) for n in range(1, round(until / every) + 1)]


def test_constant_power_gives_the_same_energy_in_every_group() -> None:
    samples = {"powercap": curve(40.0, 6.0)}
    found = spread_of_run(samples, [RAPL], [Window(0, 5)], marks(0.05, 5.0))
    assert found is not None
    assert found.groups == 10  # of half a second
    assert found.mean == pytest.approx(2.0)
    assert found.half_width == pytest.approx(0.0, abs=1e-9)


def test_a_group_is_long_enough_for_the_slowest_sensor() -> None:
    slow = route("nvml", "gpu", refresh=0.1)  # twenty values: 2 s
    samples = {"powercap": curve(40.0, 9.0), "nvml": curve(100.0, 9.0)}
    found = spread_of_run(samples, [RAPL, slow], [Window(0, 8)], marks(0.05, 8.0))
    assert found is not None
    assert found.groups == 4
    assert found.mean == pytest.approx(140.0 * 0.05)


def test_pauses_are_no_part_of_a_group() -> None:
    windows = [Window(0, 1), Window(4, 6)]
    samples = {"powercap": curve(40.0, 7.0)}
    whole = [Mark(0.5, 1), Mark(1.0, 2), Mark(4.5, 3), Mark(5.0, 4), Mark(6.0, 6)]
    found = spread_of_run(samples, [RAPL], windows, whole)
    assert found is not None
    assert found.mean == pytest.approx(20.0)


def test_a_group_that_was_not_metered_is_left_out() -> None:
    before, after = curve(40.0, 1.0), curve(40.0, 3.0, start=2.0)
    joules = before[-1].energy_joules
    first = Sample("powercap", "cpu", Kind.MEASURED, 2.0, joules, None, gap=True)
    later = [
        Sample("powercap", "cpu", Kind.MEASURED, one.time_seconds, joules + one.energy_joules, 40.0)
        for one in after[1:]
    ]
    samples = {"powercap": [*before, first, *later]}
    found = spread_of_run(samples, [RAPL], [Window(0, 5)], marks(0.5, 5.0))
    assert found is not None
    assert found.groups == 8
    assert found.mean == pytest.approx(20.0)


@pytest.mark.parametrize("known", [{}, {"powercap": curve(40.0, 6.0)}])
def test_without_samples_or_marks_there_is_no_spread(known: dict[str, list[Sample]]) -> None:
    assert spread_of_run(known, [RAPL], [Window(0, 5)], []) is None
    assert spread_of_run(known, [RAPL], [], marks(0.5, 5.0)) is None


# -- two runs ----------------------------------------------------------------------------------


def test_intervals_apart_give_a_ratio_that_leaves_one_out() -> None:
    found = compared(Interval(230.0, 220.0, 240.0), Interval(100.0, 95.0, 105.0))
    assert found is not None
    assert found.conclusive
    assert found.ratio.value == pytest.approx(2.3)
    assert 1.0 < found.ratio.low < 2.3 < found.ratio.high


def test_intervals_that_overlap_are_not_conclusive() -> None:
    found = compared(Interval(110.0, 100.0, 120.0), Interval(100.0, 90.0, 110.0))
    assert found is not None
    assert not found.conclusive


def test_nothing_is_a_number_of_times_what_may_be_nothing() -> None:
    assert compared(Interval(1.0, 0.5, 2.0), Interval(0.1, 0.0, 0.2)) is None


intervals = st.lists(st.floats(0.1, 1e6), min_size=3, max_size=3, unique=True).map(
    lambda three: Interval(sorted(three)[1], min(three), max(three))
)


@given(intervals, intervals)
def test_a_comparison_is_conclusive_exactly_where_the_ratio_leaves_one_out(
    one: Interval, other: Interval
) -> None:
    found, turned = compared(one, other), compared(other, one)
    assert found is not None
    assert turned is not None
    assert found.conclusive == turned.conclusive
    assert found.ratio.low <= found.ratio.value <= found.ratio.high
    if found.conclusive:
        assert found.ratio.low > 1.0 - 1e-9 or found.ratio.high < 1.0 + 1e-9


def test_the_spread_between_repeats_is_in_what_another_run_may_differ_by() -> None:
    gross = Interval(100.0, 97.0, 103.0)
    account = RunEnergy(gross, None, Kind.MEASURED, "RAPL", 1.0)
    assert repeatable(account) == gross
    wider = RunEnergy(gross, None, Kind.MEASURED, "RAPL", 1.0, spread=Spread(5, 100.0, 4.0))
    assert repeatable(wider) == Interval(100.0, 95.0, 105.0)
