"""The curve that is drawn on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.ui.growth.models.drawing import Drawing

ORIGIN, LAST = 737573, 739616


def drawing() -> Drawing:
    return Drawing(ORIGIN, 1e11, LAST)


def test_nothing_is_drawn_at_first() -> None:
    fresh = drawing()
    assert not fresh.drawn
    assert fresh.growth is None
    assert fresh.points == ((ORIGIN, pytest.approx(1e11)),)


def test_keys_move_the_end_of_a_straight_line() -> None:
    one = drawing()
    for _press in range(10):
        one.move_end(0.1)
    assert one.points[-1] == (LAST, pytest.approx(1e12))
    assert one.growth is not None
    years = (LAST - ORIGIN) / 365.25
    assert one.growth.factor_over(years) == pytest.approx(10.0)


def test_a_stroke_is_followed_and_what_it_jumps_over_is_filled() -> None:
    one = drawing()
    one.through([(ORIGIN + 365, 1e12)])
    days = [day for day, _value in one.points]
    assert days[0] == ORIGIN
    assert days[-1] == pytest.approx(ORIGIN + 365, abs=16)
    values = [value for _day, value in one.points]
    assert values == sorted(values)
    assert values[-1] == pytest.approx(1e12)


def test_drawing_back_corrects_the_curve() -> None:
    one = drawing()
    one.through([(ORIGIN + 900, 1e13), (ORIGIN + 300, 2e11)])
    assert one.points[-1][1] == pytest.approx(2e11)
    assert one.points[-1][0] < ORIGIN + 330


def test_rubbing_out_leaves_the_origin() -> None:
    one = drawing()
    one.move_end(1.0)
    one.rub_out()
    assert not one.drawn


@given(
    st.lists(st.tuples(st.floats(ORIGIN - 4000, LAST + 4000), st.floats(0.0, 1e40)), max_size=30)
)
def test_any_scribble_leaves_a_curve_within_its_days(strokes: list[tuple[float, float]]) -> None:
    one = drawing()
    one.through(strokes)
    days = [day for day, _value in one.points]
    assert days == sorted(days)
    assert days[0] == ORIGIN
    assert days[-1] <= LAST
    assert one.points[0][1] == pytest.approx(1e11)
    assert one.drawn == bool(strokes)
