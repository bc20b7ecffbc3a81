"""A curve that grows is read by its new points alone, and as if all had been there at once."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.curve import Window, length
from equilibre.meter.reading import Kind
from equilibre.sessions.run import PowerCurve, PowerPoint
from equilibre.ui.plots.series import KeptSeries, Series

Points = tuple[PowerPoint, ...]


def curve(points: Sequence[PowerPoint]) -> PowerCurve:
    return PowerCurve("cpu", "x", Kind.MEASURED, None, tuple(points))


@st.composite
def runs_of_points(draw: st.DrawFn) -> Points:
    """Return points in ascending times, with gaps, counters that fall and times that repeat."""
    periods = draw(st.lists(st.sampled_from([0.0, 0.05, 0.1, 0.1, 2.0]), min_size=1, max_size=60))
    times = np.cumsum(periods)
    optional = st.none() | st.floats(0.0, 400.0)
    return tuple(PowerPoint(float(time), draw(optional), draw(optional)) for time in times)


def walked(points: Points, window: Window) -> tuple[float, float]:
    """Return the joules and the seconds metered in *window*, by going from point to point."""
    joules = seconds = 0.0
    for before, after in pairwise(points):
        start = max(before.time_seconds, window.start_seconds)
        end = min(after.time_seconds, window.end_seconds)
        if end <= start:
            continue
        watts = after.power_watts
        if before.energy_joules is not None and after.energy_joules is not None:
            risen = after.energy_joules - before.energy_joules
            if risen > 0.0 or (risen == 0.0 and watts is not None):
                watts = risen / (after.time_seconds - before.time_seconds)
        if watts is not None:
            joules += watts * (end - start)
            seconds += end - start
    return joules, seconds


@given(runs_of_points(), st.floats(-1.0, 20.0), st.floats(0.0, 30.0))
def test_a_range_holds_what_one_finds_from_point_to_point(
    points: Points, start: float, seconds: float
) -> None:
    window = Window(start, start + seconds)
    joules, times = Series(curve(points)).metered(window)
    expected = walked(points, window)
    assert joules == pytest.approx(expected[0], rel=1e-9, abs=1e-9)
    assert length(times) == pytest.approx(expected[1], rel=1e-9, abs=1e-9)
    assert all(one.end_seconds < after.start_seconds for one, after in pairwise(times))


@given(runs_of_points(), st.lists(st.integers(1, 60), max_size=6))
def test_a_curve_that_grew_is_to_the_bit_the_curve_that_was_whole(
    points: Points, sizes: list[int]
) -> None:
    kept = KeptSeries()
    for size in sorted(sizes):
        kept.of(curve(points[:size]))
    grown, whole = kept.of(curve(points)), Series(curve(points))
    assert np.array_equal(grown.times, whole.times)
    assert np.array_equal(grown.watts, whole.watts, equal_nan=True)
    assert grown.highest_watts == whole.highest_watts
    window = Window(0.07, 3.33)
    assert grown.metered(window) == whole.metered(window)
    if len(whole.times):
        grid = np.linspace(0.0, 5.0, 40)
        assert np.array_equal(grown.means(grid, 0.3), whole.means(grid, 0.3), equal_nan=True)


def test_only_new_points_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[int] = []
    add = Series._add

    def counting(self: Series, points: Sequence[PowerPoint]) -> None:
        looked_at.append(len(points))
        add(self, points)

    monkeypatch.setattr(Series, "_add", counting)
    points = tuple(PowerPoint(index / 10, 20.0, 2.0 * index) for index in range(5000))
    kept = KeptSeries()
    for size in (4000, 4005, 4005, 5000):
        kept.of(curve(points[:size]))
    assert looked_at == [4000, 5, 0, 995]


def test_another_curve_is_read_afresh() -> None:
    kept = KeptSeries()
    points = tuple(PowerPoint(float(index), 10.0) for index in range(10))
    kept.of(curve(points))
    for other in (
        points[:5],
        (*points[:9], PowerPoint(9.0, 99.0)),
        tuple(PowerPoint(float(index), 30.0) for index in range(12)),
        (*points, PowerPoint(4.5, 50.0)),
    ):
        found, whole = kept.of(curve(other)), Series(curve(other))
        assert np.array_equal(found.times, whole.times)
        assert np.array_equal(found.watts, whole.watts)
        kept.of(curve(points))


def test_no_more_is_kept_than_is_drawn() -> None:
    kept = KeptSeries()
    for start in range(20):
        power = [curve([PowerPoint(float(start), 1.0)]), curve([PowerPoint(start + 0.5, 1.0)])]
        kept.keep(power)
        for one in power:
            kept.of(one)
    assert len(kept._kept) == len(power)


def test_the_period_of_a_long_curve_is_that_of_its_points() -> None:
    points = [PowerPoint(index / 10, 20.0) for index in range(20_000)]
    assert Series(curve(points)).period_seconds == pytest.approx(0.1)
    assert Series(curve(points[:1])).period_seconds == 0.0


def test_a_curve_without_a_point_holds_nothing() -> None:
    assert Series(curve(())).metered(Window(0.0, 1.0)) == (0.0, ())
    assert KeptSeries().of(curve(())).highest_watts == 0.0
