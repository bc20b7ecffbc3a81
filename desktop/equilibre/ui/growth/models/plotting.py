"""Puts points and lines on axes; knows no screen."""

from collections.abc import Sequence
from datetime import date

from equilibre.growth import catalogue
from equilibre.growth.published import Trend
from equilibre.growth.trend import DAYS_PER_YEAR, Growth, growth_between, line
from equilibre.texts import _
from equilibre.ui.growth.models.axis import DATE, Axis, date_axis, value_axis
from equilibre.ui.growth.models.drawing import Drawing
from equilibre.ui.growth.models.measuring import Measured, pace
from equilibre.ui.growth.models.state import Line, Plot, Point

_STEP_DAYS = 30
_EMPTY_VALUES = (1.0, 10.0)
_EMPTY_DAY = date(2020, 1, 1).toordinal()


def plot(
    points: tuple[Point, ...],
    lines: tuple[Line, ...],
    across: str,
    upward: str,
    logarithmic: bool,
    beyond: Sequence[tuple[float, float]],
) -> Plot:
    """Return the plot: axes that hold the points and what lies *beyond* (days and values).

    The values beyond count on logarithmic axes only: linear ones would be of nothing else.
    """

    def axes(on_decades: bool) -> tuple[Axis, Axis]:
        heights = [*_heights(points), *(value for _day, value in beyond if on_decades)]
        return (
            _across(points, across, on_decades, [day for day, _value in beyond]),
            value_axis(upward, heights or _EMPTY_VALUES, on_decades),
        )

    x, y = axes(logarithmic)
    crosses = any(point.y is None for point in points)
    return Plot(
        x,
        y,
        points,
        lines,
        axes(False) if logarithmic else None,
        _("never published") if crosses else "",
    )


def _across(
    points: Sequence[Point], across: str, logarithmic: bool, beyond: Sequence[float]
) -> Axis:
    if across != DATE:
        return value_axis(across, [point.x for point in points] or _EMPTY_VALUES, logarithmic)
    days = [*(point.day for point in points), *map(int, beyond)] or [_EMPTY_DAY]
    return date_axis(date.fromordinal(min(days)), date.fromordinal(max(days)))


def _heights(points: Sequence[Point]) -> list[float]:
    bounds = [value for point in points for value in (point.y, point.low, point.high)]
    return [value for value in bounds if value is not None and value > 0]


def room_to_draw(points: Sequence[Point], drawing: Drawing) -> list[tuple[float, float]]:
    """Return what the axes must hold while the student draws.

    As far as the pace of the course would lead: a lower top would betray how it went on.
    """
    course = [point for point in points if point.mark.accent and point.y is not None]
    room = [*drawing.points, (float(drawing.last_day), drawing.origin_value)]
    if course and course[0].y is not None and course[0].day < drawing.origin_day:
        growth = growth_between(
            course[0].day, course[0].y, drawing.origin_day, drawing.origin_value
        )
        years = (drawing.last_day - drawing.origin_day) / DAYS_PER_YEAR
        room.append((float(drawing.last_day), drawing.origin_value * growth.factor_over(years)))
    return room


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


def references() -> tuple[Trend, Trend]:
    """Return Moore's and Koomey's laws."""
    trends = catalogue.trends()
    return trends["moore"], trends["koomey"]


def _references(upward: str) -> list[tuple[str, float, str]]:
    """Return the laws that a quantity can be set against: months to double, and a name."""
    moore, koomey = references()
    if upward == "energy_per_operation":  # Koomey's is of its inverse, and Moore's of neither
        return [("koomey", -koomey.doubling_months, str(koomey.name))]
    return [(one.key, one.doubling_months, str(one.name)) for one in (moore, koomey)]


def _days(first: int, last: int) -> list[int]:
    return [*range(first, last, _STEP_DAYS), last]


def drawn_line(drawing: Drawing, logarithmic: bool) -> Line:
    """Return the curve that the student drew."""
    growth: Growth | None = drawing.growth
    told = growth is not None and logarithmic
    label = _("you: {pace}").format(pace=pace(growth)) if told and growth else _("you")
    return Line("drawn", drawing.points, label)
