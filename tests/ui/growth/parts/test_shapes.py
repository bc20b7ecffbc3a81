"""Areas are the numbers, whatever the numbers are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.growth import catalogue
from equilibre.ui.growth.parts.shapes import WIDEST, area, iceberg, rectangles
from equilibre.ui.growth.parts.state import Family

amounts = st.floats(1e-2, 1e4)
lengths = st.floats(100, 2000)


def families() -> list[Family]:
    return [
        Family(each.key, str(each.name), each.group, "", each.parameters, "", "")
        for each in catalogue.anatomy()
    ]


def test_each_rectangle_has_the_area_of_its_count() -> None:
    counts = {each.key: each.parameters for each in families()}
    whole = sum(counts.values())
    cut = rectangles(families())
    assert set(cut) == set(counts)
    for key, rectangle in cut.items():
        assert rectangle.area == pytest.approx(counts[key] / whole)


def test_rectangles_fill_the_square_and_stay_in_it() -> None:
    cut = rectangles(families()).values()
    assert sum(each.area for each in cut) == pytest.approx(1)
    for each in cut:
        assert each.left >= 0
        assert each.top >= 0
        assert each.left + each.width <= 1 + 1e-9
        assert each.top + each.height <= 1 + 1e-9


def test_no_two_rectangles_share_a_point() -> None:
    cut = list(rectangles(families()).values())
    for index, one in enumerate(cut):
        for other in cut[index + 1 :]:
            across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
            down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
            assert min(across, down) < 1e-9


@given(amounts, amounts, lengths, lengths)
def test_an_iceberg_has_honest_areas_and_fits(
    above: float, below: float, width: float, height: float
) -> None:
    shape = iceberg(above, below, width, height)
    assert area(shape.tip) / area(shape.mass) == pytest.approx(above / below, rel=1e-6)
    assert shape.tip_height + shape.mass_height <= height * (1 + 1e-9)
    xs = [x for x, _y in (*shape.tip, *shape.mass)]
    assert max(xs) - min(xs) <= width * (1 + 1e-9)
    assert all(y <= 1e-9 for _x, y in shape.tip)
    assert all(y >= -1e-9 for _x, y in shape.mass)


def test_a_tip_one_two_thousandth_is_still_seen() -> None:
    shape = iceberg(1, 1999, 500, 350)
    tip = [x for x, _y in shape.tip]
    assert max(tip) - min(tip) > 8
    assert shape.tip_height > 4


def test_the_mass_is_no_wider_than_said() -> None:
    shape = iceberg(1, 1, 500, 350)
    xs = [x for x, _y in shape.mass]
    line = shape.half_width * 2 / WIDEST
    assert max(xs) - min(xs) == pytest.approx(line * WIDEST)


@given(amounts, amounts, st.floats(-200, 0), st.floats(-200, 2000))
def test_an_iceberg_without_room_is_nothing(
    above: float, below: float, narrow: float, other: float
) -> None:
    for width, height in ((narrow, other), (other, narrow)):
        shape = iceberg(above, below, width, height)
        assert shape.tip == shape.mass == ()
        assert (shape.tip_height, shape.mass_height, shape.half_width) == (0, 0, 0)
