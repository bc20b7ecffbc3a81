"""Puts points and lines on axes; knows no screen."""

from collections.abc import Sequence
from datetime import date

from equilibre.growth.trend import DAYS_PER_YEAR, Growth, growth_between, line
from equilibre.texts import _
from equilibre.ui.growth.models.axis import DATE, Axis, date_axis, value_axis
from equilibre.ui.growth.models.drawing import Drawing
from equilibre.ui.growth.models.measuring import Measured, pace
from equilibre.ui.growth.models.state import Line, Plot, Point

MOORE_MONTHS = 24.0
KOOMEY_MONTHS = 18.8
_STEP_DAYS = 30
_EMPTY_VALUES = (1.0, 10.0)


def plot(
    points: tuple[Point, ...],
    lines: tuple[Line, ...],
    across: str,
    upward: str,
    logarithmic: bool,
    drawing: Drawing | None,
    course_day: int,
) -> Plot:
    """Return the plot: axes that hold the points, and their linear twins where they are not so."""
    crosses = any(point.y is None for point in points)

    def axes(on_decades: bool) -> tuple[Axis, Axis]:
        return (
            _across(points, across, on_decades, drawing),
            value_axis(upward, _heights(points, drawing, course_day, on_decades), on_decades),
        )

    x, y = axes(logarithmic)
    return Plot(
        x,
        y,
        points,
        lines,
        axes(False) if logarithmic else None,
        _("never published") if crosses else "",
    )


def _across(
    points: Sequence[Point], across: str, logarithmic: bool, drawing: Drawing | None
) -> Axis:
    if across != DATE:
        return value_axis(across, [point.x for point in points] or _EMPTY_VALUES, logarithmic)
    days = [point.day for point in points] or [date(2012, 1, 1).toordinal()]
    if drawing is not None:
        days.append(drawing.last_day)
    return date_axis(date.fromordinal(min(days)), date.fromordinal(max(days)))


def _heights(
    points: Sequence[Point], drawing: Drawing | None, course_day: int, logarithmic: bool
) -> list[float]:
    heights = [
        value
        for point in points
        for value in (point.y, point.low, point.high)
        if value is not None and value > 0
    ] or list(_EMPTY_VALUES)
    if drawing is not None and logarithmic:
        # Room for whoever carries on at the pace of the course: a lower top would betray the end.
        first = next(
            (p.y for p in points if p.day == course_day and p.mark.accent and p.y is not None), None
        )
        if first is not None:
            growth = growth_between(course_day, first, drawing.origin_day, drawing.origin_value)
            years = (drawing.last_day - drawing.origin_day) / DAYS_PER_YEAR
            heights.append(drawing.origin_value * growth.factor_over(years))
        heights += [value for _day, value in drawing.points]
    return heights


def fit_lines(
    measured: Measured, days: tuple[int, int], last: int, upward: str, logarithmic: bool
) -> tuple[Line, ...]:
    """Return the line measured, and Moore's and Koomey's from the same origin."""
    first, until = days
    origin = measured.value_at(first)
    lines = [
        Line(
            "fit",
            tuple((day, measured.value_at(day)) for day in _days(first, until)),
            pace(measured.growth) if logarithmic else "",
        )
    ]
    for key, months, name in _references(upward):
        lines.append(
            Line(
                key,
                tuple((day, line(first, origin, months, day)) for day in _days(first, last)),
                name,
            )
        )
    return tuple(lines)


def _references(upward: str) -> list[tuple[str, float, str]]:
    """Return the laws that a quantity can be set against: months to double, and a name."""
    if upward == "energy_per_operation":  # Koomey's is of operations per joule
        return [("koomey", -KOOMEY_MONTHS, _("Koomey"))]
    return [("moore", MOORE_MONTHS, _("Moore")), ("koomey", KOOMEY_MONTHS, _("Koomey"))]


def _days(first: int, last: int) -> list[int]:
    return [*range(first, last, _STEP_DAYS), last]


def drawn_line(drawing: Drawing, logarithmic: bool) -> Line:
    """Return the curve that the student drew."""
    growth: Growth | None = drawing.growth
    told = growth is not None and logarithmic
    label = _("you: {pace}").format(pace=pace(growth)) if told and growth else _("you")
    return Line("drawn", drawing.points, label)
