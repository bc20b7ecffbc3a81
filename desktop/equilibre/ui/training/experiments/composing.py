"""Makes the drawing of a picture from the points found so far; knows no screen."""

import math
from collections.abc import Sequence

from equilibre import numbers
from equilibre.learning.experiments.experiment import Findings, Picture, Point
from equilibre.texts import _
from equilibre.ui.plots.scale import Scale
from equilibre.ui.training.experiments.drawing import Bar, Bars, Cell, Curves, Drawing, Line, Mark
from equilibre.ui.training.experiments.icicle_parts import icicle
from equilibre.ui.training.experiments.measure import Measure

FAMILIES = ("linear", "polynomial", "kernel", "network")


def compose(
    picture: Picture,
    findings: Findings,
    lens: float | None,
    kind: str = "",
    linear: bool = False,
    empty: str = "",
) -> Drawing:
    """Return *picture* of the points that belong to the stop *lens*.

    *kind* says how the energy was obtained. *linear*: no logarithmic axis. *empty* says what will
    appear, where there is nothing yet.
    """
    every = findings.of(picture.again or picture.key)
    points = [point for point in every if point.lens is None or lens is None or point.lens == lens]
    across = Measure(picture.x, findings, points, kind)
    up = Measure(picture.y, findings, points, kind)
    shown = [point for point in points if _has_place(point, across, up)]
    # The axes reach over all stops of the lens: what it changes moves, and they do not.
    reach = [point for point in every if _has_place(point, across, up)]
    figures = sorted({key for point in shown for key in point.figures})
    body: Curves | Bars
    if picture.kind == "icicle":
        return icicle(picture, findings, points, across, up, kind, empty)
    if picture.kind == "bars":
        body = _bars(picture, shown, reach, up, linear)
    else:
        body = _curves(picture, shown, reach, across, up, linear)
    return Drawing(
        key=picture.key,
        kind=picture.kind,
        title=_(picture.name),
        subtitle=_subtitle(shown, across, up, kind),
        body=body,
        summary="\n".join([_(picture.name), *body.readings]) if shown else empty or _(picture.name),
        empty="" if shown else empty,
        header=_header(picture, across, up, figures),
        rows=tuple(_row(picture, point, across, up, figures) for point in shown),
        can_be_linear=up.axis.logarithmic or (picture.kind == "curves" and across.axis.logarithmic),
        linear=linear,
    )


def _has_place(point: Point, across: Measure, up: Measure) -> bool:
    values = (across.value(point, point.x), up.value(point, point.y))
    return all(value is not None and math.isfinite(value) for value in values)


def _x(measure: Measure, point: Point) -> float:
    return measure.value(point, point.x) or 0.0


def _y(measure: Measure, point: Point) -> float:
    return measure.value(point, point.y) or 0.0


# -- curves ------------------------------------------------------------------------------------


def _curves(
    picture: Picture,
    points: Sequence[Point],
    reach: Sequence[Point],
    across: Measure,
    up: Measure,
    linear: bool,
) -> Curves:
    bounds = _all_bounds(reach, up)
    x_scale = across.scale([_x(across, point) for point in reach], linear, across=True)
    y_scale = up.scale([*(_y(up, point) for point in reach), *bounds], linear)
    lines = []
    for index, series in enumerate(picture.series):
        look = FAMILIES.index(series.family) if series.family in FAMILIES else index
        mine = sorted(
            (point for point in points if point.series == series.key),
            key=lambda point: _x(across, point),
        )
        marks = [_mark(_(series.name), point, across, up, x_scale, y_scale) for point in mine]
        found = tuple(mark for mark in marks if mark is not None)
        if found:
            lines.append(Line(_(series.name), look, found, series.joined))
    front = _front(points, across, up, x_scale, y_scale) if picture.pareto else ()
    return Curves(
        x_title=across.title(linear),
        y_title=up.title(linear),
        x_ticks=x_scale.ticks,
        y_ticks=y_scale.ticks,
        lines=tuple(lines),
        front=front,
        front_name=_("Pareto front: nothing tried is better for less") if front else "",
    )


def _mark(
    name: str, point: Point, across: Measure, up: Measure, x_scale: Scale, y_scale: Scale
) -> Mark | None:
    x, y = x_scale.place(_x(across, point)), y_scale.place(_y(up, point))
    if x is None or y is None:
        return None
    low, high = _bound_places(point, up, y_scale)
    return Mark(x, y, _reading(name, point, across, up), low, high, point.kept)


def _limits(point: Point, up: Measure) -> tuple[float, float] | None:
    """Return the bounds of y; None where there are none, or where the energy stands upward."""
    if up.axis.energy or point.low is None or point.high is None:
        return None
    return point.low, point.high


def _all_bounds(points: Sequence[Point], up: Measure) -> list[float]:
    limits = [_limits(point, up) for point in points]
    return [bound for pair in limits if pair for bound in pair]


def _bound_places(point: Point, up: Measure, scale: Scale) -> tuple[float | None, float | None]:
    limits = _limits(point, up)
    if limits is None:
        return None, None
    low, high = map(scale.place, limits)
    # A bound at zero lies below every logarithmic axis.
    return (0.0 if low is None else low), (0.0 if high is None else high)


def _reading(name: str, point: Point, across: Measure, up: Measure) -> str:
    parts = [
        " · ".join(part for part in (name, _(point.name)) if part),
        f"{_(across.axis.name)} {across.write(_x(across, point))}",
        f"{_(up.axis.name)} {up.write(_y(up, point))}" + _bounds(point, up),
    ]
    return " · ".join(part for part in parts if part)


def _bounds(point: Point, up: Measure) -> str:
    limits = _limits(point, up)
    return f" ({up.write(limits[0])} – {up.write(limits[1])})" if limits else ""


def _front(
    points: Sequence[Point], across: Measure, up: Measure, x_scale: Scale, y_scale: Scale
) -> tuple[tuple[float, float], ...]:
    """Return the corners of the steps through the points that none beats on both axes.

    Better is less energy along x, and upward a higher score or, where y is an error, a lower one.
    """
    sign = -1.0 if up.axis.less_is_better else 1.0
    ordered = sorted(points, key=lambda point: (_x(across, point), -sign * _y(up, point)))
    best: list[Point] = []
    for point in ordered:
        if not best or sign * _y(up, point) > sign * _y(up, best[-1]):
            best.append(point)
    corners: list[tuple[float, float]] = []
    for point in best:
        x, y = x_scale.place(_x(across, point)), y_scale.place(_y(up, point))
        if x is None or y is None:
            continue
        if corners:
            corners.append((x, corners[-1][1]))
        corners.append((x, y))
    return tuple(corners) if len(best) > 1 else ()


# -- bars --------------------------------------------------------------------------------------


def _bars(
    picture: Picture, points: Sequence[Point], reach: Sequence[Point], up: Measure, linear: bool
) -> Bars:
    looks = {
        series.key: FAMILIES.index(series.family) if series.family in FAMILIES else index
        for index, series in enumerate(picture.series)
    }
    names = {series.key: _(series.name) for series in picture.series}
    bounds = _all_bounds(reach, up)
    scale = up.scale([*(_y(up, point) for point in reach), *bounds], linear, from_zero=True)
    bars = []
    for point in points:
        value = _y(up, point)
        name = _(point.name) or names.get(point.series, point.series)
        end = scale.place(value)
        low, high = _bound_places(point, up, scale)
        bars.append(
            Bar(
                name=name,
                text=up.write(value),
                look=looks.get(point.series, 0),
                end=0.0 if end is None else end,
                reading=f"{name} · {up.write(value)}{_bounds(point, up)}",
                low=low,
                high=high,
                kept=point.kept,
            )
        )
    return Bars(up.title(linear), scale.ticks, tuple(bars), scale.logarithmic)


# -- words and the table -----------------------------------------------------------------------


def _subtitle(points: Sequence[Point], across: Measure, up: Measure, kind: str) -> str:
    most = max((point.trials for point in points), default=1)
    parts = []
    if most > 1:
        parts.append(
            _("up to {count} trials each, with the bounds that they set").format(
                count=numbers.count(most)
            )
        )
    if points and (across.metered or up.metered):
        parts.append(
            _("energy of the whole run, shared out by processor time, {kind}").format(
                kind=numbers.kind_name(kind)
            )
        )
    elif points and (across.axis.energy or up.axis.energy):
        parts.append(_("no energy was metered: processor time instead"))
    return " · ".join(parts)


def _header(
    picture: Picture, across: Measure, up: Measure, figures: Sequence[str]
) -> tuple[str, ...]:
    first = [_("series"), _("name")]
    axes = [_column(measure) for measure in ((up,) if picture.kind == "bars" else (across, up))]
    return (*first, *axes, _("low"), _("high"), _("repeats"), "processor_seconds", *figures)


def _column(measure: Measure) -> str:
    """Return the heading of a column in SI: the table is for spreadsheets."""
    unit = _(measure.axis.unit)
    if measure.axis.energy:
        unit = "J" if measure.metered else "s"
    name = _(measure.axis.name)
    if measure.axis.energy and not measure.metered:
        name = _("Processor time")
    return f"{name} ({unit})" if unit and unit != "%" else name


def _row(
    picture: Picture, point: Point, across: Measure, up: Measure, figures: Sequence[str]
) -> tuple[Cell, ...]:
    name = next((_(one.name) for one in picture.series if one.key == point.series), point.series)
    values = (_x(across, point), _y(up, point))
    return (
        name,
        _(point.name),
        *(values[1:] if picture.kind == "bars" else values),
        "" if point.low is None else point.low,
        "" if point.high is None else point.high,
        point.trials,
        point.trial_seconds or "",  # another point counts it
        *(point.figures.get(key, "") for key in figures),
    )
