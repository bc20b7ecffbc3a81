"""A curve of hours is kept with fewer samples, and tells the same energy."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.curve import Window, energy_between
from equilibre.meter.reading import Kind, Sample
from equilibre.sessions.thinning import around, thinned


def curve(gaps: frozenset[int] = frozenset(), count: int = 400) -> list[Sample]:
    joules = 0.0
    samples = []
    for index in range(count):
        gap = index in gaps
        joules += 0.0 if gap else 1.0 + index % 7
        samples.append(Sample("rapl", "cpu", Kind.MEASURED, index * 0.1, joules, None, gap))
    return samples


@given(st.frozensets(st.integers(1, 398)), st.floats(2.0, 18.0), st.floats(22.0, 38.0))
def test_the_energy_of_a_time_is_the_same(gaps: frozenset[int], start: float, end: float) -> None:
    samples = curve(gaps)
    before = energy_between(samples, start, end)
    after = energy_between(thinned(samples, [start, end]), start, end)
    assert (before is None) == (after is None)
    if before and after:
        assert after.energy_joules == pytest.approx(before.energy_joules)
        assert after.seconds == pytest.approx(before.seconds)


def test_about_half_of_a_long_curve_goes() -> None:
    assert len(thinned(curve(), [0.0])) < 0.6 * len(curve())


def test_all_stays_where_something_began_or_ended() -> None:
    kept = [sample.time_seconds for sample in thinned(curve(), [20.0])]
    assert sum(19.0 <= time <= 21.0 for time in kept) == 21


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_the_ends_of_a_curve_stay(count: int) -> None:
    samples = curve(count=count)
    kept = thinned(samples, [])
    assert kept[:1] == samples[:1]
    assert kept[-1:] == samples[-1:]


def test_the_samples_around_a_time_tell_its_energy() -> None:
    samples, window = curve(), Window(10.03, 11.57)
    near = around(samples, window)
    assert len(near) < 20
    assert energy_between(near, 10.03, 11.57) == energy_between(samples, 10.03, 11.57)


def test_a_curve_thinned_again_and_again_stays_even() -> None:
    kept = curve(count=100)
    for more in range(1, 9):
        later = [
            replace(one, time_seconds=one.time_seconds + 10.0 * more) for one in curve(count=100)
        ]
        kept = thinned([*kept, *later], [])
    times = [sample.time_seconds for sample in kept]
    apart = [after - before for before, after in pairwise(times)]
    assert max(apart) < 4 * min(apart[:-1])


def test_the_power_of_a_sample_that_stays_is_the_mean_since_the_one_before() -> None:
    watts = [20.0 + index % 5 for index in range(100)]
    samples = [
        Sample("rapl", "cpu", Kind.MEASURED, float(index), sum(watts[: index + 1]), watts[index])
        for index in range(100)
    ]
    joules = sum(
        after.power_watts * (after.time_seconds - before.time_seconds)
        for before, after in pairwise(thinned(samples, []))
        if after.power_watts is not None
    )
    assert joules == pytest.approx(sum(watts[1:]))
