"""The points of an experiment become curves, bars and an icicle that say what they are."""

from dataclasses import replace

import pytest

from equilibre.learning.experiments.experiment import Axis, Findings, Picture, Point, Series
from equilibre.ui.training.experiments.composing import compose
from equilibre.ui.training.experiments.drawing import Bars, Curves, Icicle
from tests.learning.experiments.made_up import MADE_UP, points

SCORE, COST, FITS = MADE_UP.pictures


def found(*some: Point, joules: float | None = 100.0) -> Findings:
    return Findings({}, some or points(), True, joules)


def test_curves_stand_on_both_axes_with_their_bounds_and_are_read_in_words() -> None:
    drawing = compose(SCORE, found(), lens=0.0, kind="measured")
    curves = drawing.body
    assert isinstance(curves, Curves)
    (line,) = curves.lines
    assert [mark.x for mark in line.marks] == sorted(mark.x for mark in line.marks)
    assert line.marks[1].x - line.marks[0].x == pytest.approx(line.marks[2].x - line.marks[1].x)
    assert all(
        mark.low is not None and mark.high is not None and mark.low < mark.high
        for mark in line.marks
    )
    assert line.marks[0].reading == "Test rows · Size 1 · Score 50.0% (40.0% – 95.0%)"
    assert curves.x_title == "Size (logarithmic)"
    assert curves.y_title == "Score (%)"
    assert drawing.summary.count("\n") == 4


def test_a_lens_leaves_out_the_points_of_its_other_stops() -> None:
    first, second = (compose(SCORE, found(), lens) for lens in (0.0, 1.0))
    assert len(first.rows) == len(second.rows) == 4
    assert first.rows != second.rows


def test_a_linear_view_can_be_asked_for() -> None:
    drawing = compose(SCORE, found(), 0.0, linear=True)
    assert isinstance(drawing.body, Curves)
    (line,) = drawing.body.lines
    assert line.marks[1].x - line.marks[0].x < 0.02
    assert "logarithmic" not in drawing.body.x_title
    assert drawing.can_be_linear


def test_bars_carry_joules_in_one_unit_from_zero() -> None:
    drawing = compose(COST, found(), None, kind="measured")
    bars = drawing.body
    assert isinstance(bars, Bars)
    small, large = bars.bars
    assert large.end == pytest.approx(10 * small.end)
    assert small.text.endswith("\u202fJ")
    assert large.kept
    assert bars.title == "Energy (J)"
    assert drawing.header[2] == "Energy (J)"


def test_without_energy_bars_carry_processor_time_and_say_so() -> None:
    drawing = compose(COST, found(joules=None), None)
    assert isinstance(drawing.body, Bars)
    assert [bar.text for bar in drawing.body.bars] == ["400\u202fms", "4.0\u202fs"]
    assert drawing.body.title == "Processor time (s)"
    assert "no energy was metered" in drawing.subtitle


def test_an_icicle_shares_out_the_whole_and_outlines_what_is_kept() -> None:
    drawing = compose(FITS, found(), None, kind="estimated")
    icicle = drawing.body
    assert isinstance(icicle, Icicle)
    for level in range(3):
        widths = [block.width for block in icicle.blocks if block.level == level]
        assert sum(widths) == pytest.approx(1.0)
    assert [len([block for block in icicle.blocks if block.level == level]) for level in range(3)] \
        == [1, 2, 4]  # fmt: skip
    assert sum(block.kept for block in icicle.blocks if block.level == 2) == 1
    assert "≈" in icicle.blocks[0].name
    assert "Kept: " in drawing.summary
    assert len(drawing.rows) == 4


def test_the_front_goes_through_what_nothing_beats() -> None:
    picture = Picture(
        "front", "Front", "curves", Axis("Energy", logarithmic=True, energy=True), Axis("Score"),
        (Series("all", "All", joined=False),), pareto=True,
    )  # fmt: skip
    some = [
        Point("front", "all", 0, score, seconds, name=name)
        for name, score, seconds in (("a", 0.5, 1.0), ("b", 0.4, 2.0), ("c", 0.9, 4.0))
    ]
    higher = compose(picture, found(*some), None)
    assert isinstance(higher.body, Curves)
    assert len(higher.body.front) == 3  # a, the corner, c
    errors = replace(picture, y=Axis("Error", less_is_better=True))
    lower = compose(errors, found(*some), None)
    assert isinstance(lower.body, Curves)
    assert len(lower.body.front) == 3  # a, the corner, b


def test_bounds_of_a_score_do_not_stand_on_an_axis_of_energy() -> None:
    again = Picture(
        "again", "Again", "curves", Axis("Size"), Axis("Energy", energy=True),
        (Series("test", "Test rows"),), again="score",
    )  # fmt: skip
    drawing = compose(again, found(), 0.0)
    assert isinstance(drawing.body, Curves)
    assert all(mark.low is None for line in drawing.body.lines for mark in line.marks)


def test_a_picture_without_points_says_what_will_appear() -> None:
    for picture in MADE_UP.pictures:
        drawing = compose(picture, Findings({}, (), False), 0.0, empty="Soon.")
        assert drawing.empty == "Soon."
        assert drawing.rows == ()


def test_what_is_not_a_number_is_left_out() -> None:
    some = (*points()[:2], Point("score", "test", 5, float("nan"), lens=0.0))
    assert len(compose(SCORE, found(*some), 0.0).rows) == 2


def test_the_energy_of_other_computers_is_not_told() -> None:
    some = [replace(point, elsewhere=True) for point in points() if point.picture == "fits"]
    drawing = compose(FITS, found(*some), None, kind="measured")
    assert all("on other computers" in reading for reading in drawing.body.readings)
    assert not any("\u202fJ" in reading for reading in drawing.body.readings)
    here = [point for point in points() if point.picture == "fits"]
    mixed = compose(FITS, found(some[0], *here[1:]), None, kind="measured")
    assert mixed.body.readings[0].count(" + ") == 1  # joules of here and seconds of the others
