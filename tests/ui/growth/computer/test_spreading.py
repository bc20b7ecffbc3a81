"""Names are put apart without leaving the picture or changing their order."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from equilibre.ui.growth.computer.spreading import spread

places = st.lists(st.floats(0.0, 100.0), max_size=8).map(sorted)


def test_what_is_far_enough_apart_stays_where_it_wished() -> None:
    assert spread([10.0, 30.0, 80.0], 15.0, 0.0, 100.0) == [10.0, 30.0, 80.0]


def test_two_that_meet_give_way_alike() -> None:
    assert spread([50.0, 50.0], 10.0, 0.0, 100.0) == [45.0, 55.0]


@given(places, st.floats(0.0, 30.0))
def test_neighbours_are_a_gap_apart_inside_the_bounds(wished: list[float], gap: float) -> None:
    found = spread(wished, gap, 0.0, 100.0)
    fair = min(gap, 100.0 / max(len(wished) - 1, 1))
    assert len(found) == len(wished)
    assert all(-1e-6 <= place <= 100.0 + 1e-6 for place in found)
    assert all(after - before >= fair - 1e-6 for before, after in pairwise(found))
