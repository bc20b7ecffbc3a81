"""A curve of hours is kept with fewer samples, and tells the same energy."""

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
