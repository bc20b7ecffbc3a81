"""Writes the names of the points that matter, where they find room."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from equilibre.ui.growth.marks import RADIUS, ink
from equilibre.ui.growth.models.labels import Box, Wish, arranged
from equilibre.ui.growth.models.painting import NAMED_FROM
from equilibre.ui.growth.models.stage import Stage
from equilibre.ui.growth.models.state import Point
from equilibre.ui.theme import theme

_MIDDLE = int(Qt.AlignmentFlag.AlignCenter)


def places(
    stage: Stage, pointed: str, seen: Sequence[Point], taken: Sequence[QRectF]
) -> dict[str, Box]:
    """Return where names go: of the course, of the student's runs, of the largest of their time."""
    px, area = theme().px, stage.area
    metrics = {course: QFontMetricsF(_font(course)) for course in (True, False)}
    spots = {point.key: stage.spot(point) for point in seen}
    named = sorted(
        (point for point in seen if point.rank >= NAMED_FROM and point.key != pointed),
        key=lambda point: (-point.rank, point.day if point.mark.accent else -(point.y or 0.0)),
    )
    radius = float(px(RADIUS + 1.5))
    wishes = [
        Wish(
            point.key,
            *spots[point.key],
            metrics[point.mark.accent].horizontalAdvance(point.name) + 2,
            metrics[point.mark.accent].height() - 2,
            point.mark.accent,
            area.bottom + (px(24) if point.y is None else 0),
            radius * (1.5 if point.own else 1.0),
        )
        for point in named
    ]
    marks = [Box(x - radius, y - radius, 2 * radius, 2 * radius) for x, y in spots.values()]
    marks += [
        Box(x - 2, stage.y(point.high), 4, stage.y(point.low) - stage.y(point.high))
        for point in seen
        if point.low is not None and point.high is not None
        for x, _y in (spots[point.key],)
    ]
    rooms = [Box(room.x(), room.y(), room.width(), room.height()) for room in taken]
    bounds = Box(area.left, area.top - px(8), area.width + px(12), area.height + px(32))
    return arranged(wishes, [*marks, *_along(stage)], rooms, bounds)


def paint_names(painter: QPainter, seen: Sequence[Point], found: Mapping[str, Box]) -> None:
    """Write the names that found a place."""
    for point in seen:
        box = found.get(point.key)
        if box is not None:
            painter.setFont(_font(point.mark.accent))
            painter.setPen(ink(point.mark))
            painter.drawText(QRectF(box.left, box.top, box.width, box.height), _MIDDLE, point.name)


def _font(course: bool) -> QFont:
    return theme().font(13, QFont.Weight.DemiBold) if course else theme().font(11.5)


def _along(stage: Stage) -> list[Box]:
    """Return small boxes along the lines: names keep off them."""
    spots = [(stage.x(x), stage.y(y)) for line in stage.plot.lines for x, y in _every(line.points)]
    return [Box(x - 3, y - 3, 6, 6) for x, y in spots]


def _every(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the points of a line and some between them."""
    return [
        (first[0] + (last[0] - first[0]) * share, first[1] * (last[1] / first[1]) ** share)
        for first, last in pairwise(points)
        for share in (0.0, 0.25, 0.5, 0.75)
    ]
