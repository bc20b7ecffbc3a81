"""Where points stand while the axes travel, and where names find room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.ui.growth.models.axis import Tick
from equilibre.ui.growth.models.labels import Box, Wish, arranged
from equilibre.ui.growth.models.stage import Area, Placed, Stage, thinned
from tests.ui.growth.models.desk import make_presenter

AREA = Area(50.0, 10.0, 600.0, 300.0, 325.0)


def test_points_travel_from_one_scale_to_the_other() -> None:
    presenter = make_presenter()
    linear = presenter.state.plot
    presenter.toggle_scale()
    decades = presenter.state.plot
    bert = decades.point("bert")
    assert bert is not None
    heights = [
        Stage(decades, linear, progress, AREA).spot(bert)[1] for progress in (0.0, 0.25, 0.5, 1.0)
    ]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] == pytest.approx(Stage(linear, None, 1.0, AREA).spot(bert)[1])
    assert heights[-1] == pytest.approx(Stage(decades, None, 1.0, AREA).spot(bert)[1])


def test_ticks_of_both_scales_are_seen_half_way() -> None:
    presenter = make_presenter()
    linear = presenter.state.plot
    presenter.toggle_scale()
    half = Stage(presenter.state.plot, linear, 0.5, AREA)
    assert {placed.opacity for placed in half.upward()} == {0.5}
    texts = {placed.tick.text for placed in half.upward()}
    assert "10⁹ = 1\u202fbillion" in texts
    assert "100\u202fbillion" in texts


def test_what_was_never_published_stands_in_the_row_under_the_axis() -> None:
    presenter = make_presenter()
    presenter.choose_upward("energy")
    gpt_2 = presenter.state.plot.point("gpt-2")
    assert gpt_2 is not None
    assert Stage(presenter.state.plot, None, 1.0, AREA).spot(gpt_2)[1] == AREA.row > AREA.bottom


def test_crowded_ticks_are_thinned_evenly() -> None:
    placed = [Placed(index * 10.0, Tick(0.0, "", index), 1.0) for index in range(13)]
    kept = thinned(placed, 25.0, (1, 3, 6))
    assert [one.tick.index for one in kept] == [0, 3, 6, 9, 12]


wishes = st.lists(
    st.builds(
        Wish,
        st.uuids().map(str),
        st.floats(0, 600),
        st.floats(0, 300),
        st.floats(10, 90),
        st.just(14.0),
        st.booleans(),
        st.just(300.0),
        st.just(5.0),
    ),
    max_size=12,
)


@given(wishes)
def test_names_stay_inside_and_never_lie_on_each_other(wished: list[Wish]) -> None:
    bounds = Box(0, 0, 600, 300)
    marks = [Box(wish.x - 5, wish.y - 5, 10, 10) for wish in wished]
    taken = Box(10, 10, 150, 80)
    found = arranged(wished, marks, [taken], bounds)
    boxes = list(found.values())
    assert all(bounds.holds(box) and not box.meets(taken) for box in boxes)
    assert not any(
        first.meets(second) for index, first in enumerate(boxes) for second in boxes[index + 1 :]
    )
    shy = [found[wish.key] for wish in wished if wish.key in found and not wish.must]
    assert not any(box.meets(mark) for box in shy for mark in marks)
