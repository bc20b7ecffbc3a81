"""Powers of unlike sensors stand on one another at common times, and gaps stay gaps."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.meter.reading import Kind
from equilibre.sessions.run import PowerCurve, PowerPoint
from equilibre.ui.plots.layers import MOST_POINTS, added, factor_of, stacked, stretches


def curve(
    device: str = "cpu",
    watts: float = 20.0,
    times: list[float] | None = None,
    gap: tuple[float, float] = (math.inf, math.inf),
    kind: Kind = Kind.MEASURED,
    **more: object,
) -> PowerCurve:
    points = tuple(
        PowerPoint(time, None if gap[0] <= time <= gap[1] else watts)
        for time in (times or [index / 10 for index in range(101)])
    )
    fields: dict[str, object] = {"idle_watts": 5.0, **more}
    return PowerCurve(device, device, kind, points=points, **fields)  # type: ignore[arg-type]


def at(stack_values: np.ndarray, times: np.ndarray, seconds: float) -> float:
    return float(stack_values[np.argmin(abs(times - seconds))])


def test_layers_stand_in_the_order_of_the_parts_whatever_the_order_of_the_sensors() -> None:
    stack = stacked([curve("rest", 3.0), curve("gpu", 50.0), curve("cpu"), curve("memory", 4.0)])
    assert [layer.device for layer in stack.layers] == ["cpu", "memory", "gpu", "rest"]
    assert at(stack.tops, stack.times, 5.0) == pytest.approx(77.0)
    assert at(stack.layers[2].base, stack.times, 5.0) == pytest.approx(24.0)


def test_sensors_that_speak_at_other_times_meet_on_one_grid() -> None:
    slow = curve("gpu", 50.0, [0.33, 1.37, 4.1, 9.9])
    stack = stacked([curve("cpu"), slow], [(1.234, 8.765)])
    assert not stack.silent[(stack.times > 0.4) & (stack.times < 9.8)].any()
    assert {1.234, 8.765} <= set(stack.times.tolist())


@settings(derandomize=True, deadline=None, max_examples=40)
@given(
    st.integers(2, 3000),
    st.floats(0.01, 1000.0),
    st.lists(st.floats(0, 1000), max_size=80),
)
def test_no_more_points_are_drawn_than_a_screen_shows(
    count: int, seconds: float, borders: list[float]
) -> None:
    times = [seconds * index / count for index in range(count)]
    windows = list(zip(borders, borders[1:], strict=False))
    stack = stacked([curve(times=times), curve("memory", times=times)], windows)
    assert len(stack.times) <= MOST_POINTS
    assert (np.diff(stack.times) > 0).all()


@given(st.integers(0, 2**32 - 1), st.integers(400, 1200))
def test_a_long_curve_is_drawn_with_its_whole_energy(seed: int, count: int) -> None:
    watts = np.random.default_rng(seed).uniform(0.0, 500.0, count)
    points = tuple(PowerPoint(index / 10, float(one)) for index, one in enumerate(watts))
    stack = stacked([PowerCurve("cpu", "x", Kind.MEASURED, None, points)])
    drawn = np.trapezoid(stack.tops, stack.times)
    true = np.trapezoid(watts, dx=0.1)
    # The two halves of a step at the ends are all that may differ.
    step = float(np.diff(stack.times).max())
    assert drawn == pytest.approx(true, abs=2 * step * max(watts) + 1e-6)


def test_a_gap_in_one_layer_breaks_it_and_leaves_the_others() -> None:
    stack = stacked([curve("cpu", gap=(4.0, 5.0)), curve("memory", 4.0)])
    cpu, memory = stack.layers
    assert math.isnan(at(cpu.watts, stack.times, 4.5))
    assert at(memory.tops, stack.times, 4.5) == pytest.approx(4.0)
    ((start, end),) = stack.gaps
    assert start == pytest.approx(3.9, abs=0.06)
    assert end == pytest.approx(5.1, abs=0.06)
    # The words and the strip stand where everything is read.
    assert [
        (round(float(stack.times[piece][0])), round(float(stack.times[piece][-1])))
        for piece in stack.trainings([(0.0, 10.0)])
    ] == [(0, 4), (5, 10)]


@pytest.mark.parametrize("count", [101, 5001])
def test_one_lost_reading_in_a_long_run_is_still_a_gap(count: int) -> None:
    times = [index / 10 for index in range(count)]
    stack = stacked([curve(times=times, gap=(times[50], times[50]))])
    assert len(stack.gaps) == 1


def test_a_sensor_that_speaks_a_little_later_than_another_is_no_gap() -> None:
    late = curve("memory", 4.0, [0.15 + index / 5 for index in range(49)])
    assert stacked([curve("cpu"), late]).gaps == []


def test_the_moment_before_the_first_power_is_no_gap() -> None:
    assert stacked([curve("cpu"), curve("memory", 4.0, gap=(0.0, 0.3))]).gaps == []
    assert len(stacked([curve("cpu"), curve("memory", 4.0, gap=(0.0, 2.0))]).gaps) == 1


def test_a_sensor_that_takes_over_is_neither_a_gap_nor_counted_twice() -> None:
    first = curve("cpu", 20.0, [index / 10 for index in range(51)])
    second = curve(
        "cpu", 30.0, [index / 10 for index in range(30, 101)], kind=Kind.ESTIMATED, idle_watts=None
    )
    stack = stacked([second, first])
    assert stack.gaps == []
    assert at(stack.tops, stack.times, 4.0) == pytest.approx(20.0)
    assert at(stack.tops, stack.times, 8.0) == pytest.approx(30.0)


def test_what_nothing_covers_is_missing() -> None:
    assert stacked([curve("cpu")]).missing == ("memory", "rest")
    assert stacked([curve("cpu", covers=("cpu", "memory"))]).missing == ("rest",)
    assert stacked([curve("cpu"), curve("memory"), curve("rest")]).missing == ()
    assert stacked([]).missing == ()


def test_the_whole_computer_is_around_the_stack_and_not_in_it() -> None:
    battery = curve("computer", 45.0, around=True)
    stack = stacked([curve("cpu"), battery])
    assert [layer.device for layer in stack.layers] == ["cpu"]
    assert stack.missing == ()
    assert added([battery]) == [battery]  # where there is nothing else, it is what there is


def test_an_estimate_is_true_within_its_factor_or_two_in_older_files() -> None:
    assert factor_of(curve()) == 1.0
    assert factor_of(curve(kind=Kind.ESTIMATED, factor=1.15)) == 1.15
    assert factor_of(curve(kind=Kind.ESTIMATED)) == 2.0
    estimate = stacked([curve(kind=Kind.ESTIMATED, factor=1.5)])
    assert estimate.highest == pytest.approx(30.0)


def test_the_idle_level_is_that_of_all_layers_or_of_none() -> None:
    both = stacked([curve("cpu", idle_after_watts=6.0), curve("memory", idle_after_watts=None)])
    assert both.idle_before_watts == 10.0
    assert both.idle_after_watts is None
    assert stacked([curve("cpu"), curve("memory", idle_watts=None)]).idle_before_watts is None


def test_inside_a_training_only_the_idle_part_has_the_idle_tone() -> None:
    stack = stacked([curve("cpu")], [(2.0, 8.0)])
    tones = [
        (round(float(stack.times[piece][0])), inside, float(layer.idle_tops(inside)[piece][1]))
        for layer in stack.layers
        for piece, inside in stack.pieces([(2.0, 8.0)])
    ]
    assert tones == [(0, False, 20.0), (2, True, 5.0), (8, False, 20.0)]


def test_no_curve_is_an_empty_stack() -> None:
    stack = stacked([PowerCurve("cpu", "x", Kind.MEASURED, None, (PowerPoint(0, None),))])
    assert len(stack.times) == 0
    assert stack.highest == 0.0
    assert stack.pieces([(0.0, 1.0)]) == []


@given(st.lists(st.booleans(), max_size=30))
def test_stretches_are_all_that_is_true(mask: list[bool]) -> None:
    found = {
        index for first, beyond in stretches(np.array(mask, bool)) for index in range(first, beyond)
    }
    assert found == {index for index, one in enumerate(mask) if one}
