"""The marks of a sign: its bar and interval, its draws, and the glyph beside its verdict."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from equilibre.records import dataclass
from equilibre.ui.lifecycle.state import SignRow
from equilibre.ui.theme import theme

_LARGEST_SHARE = 1.5  # of A's total: what lies beyond is an arrow at the edge
_STEPS = (0.05, 0.1, 0.25, 0.5, 1.0, 1.5)
_DOTS = 20  # quantiles drawn in the still twin of the draws


@dataclass(frozen=True, slots=True)
class Axis:
    """Where shares of A's total stand, from minus the reach at the left to the reach."""

    left: float
    right: float
    reach: float

    def x(self, share: float) -> float:
        share = max(-self.reach, min(self.reach, share))
        return (self.left + self.right) / 2 + share / self.reach * (self.right - self.left) / 2


def reach(rows: Iterable[SignRow]) -> float:
    """Return the share of A's total at the ends of an axis that holds *rows*."""
    bounds = [
        abs(bound) for row in rows for bound in (row.low, row.value, row.high) if bound is not None
    ]
    most = min(max(bounds, default=1.0), _LARGEST_SHARE)
    return next((step for step in _STEPS if step >= most - 1e-9), _LARGEST_SHARE)


def settled(row: SignRow) -> bool:
    """Whether one of the two does better."""
    return row.verdict in ("less", "more")


def colour_of(row: SignRow) -> QColor:
    return QColor(theme().colours.signs[row.verdict if settled(row) else "undetermined"])


def paint_value(
    painter: QPainter, row: SignRow, place: QRectF, axis: Axis, draw: int | None
) -> None:
    """Paint what is known of a row; *draw*: None for the interval, −1 for the draws, or one."""
    if row.value is None or row.low is None or row.high is None:
        _paint_nothing(painter, row, place, axis)
    elif draw is not None and row.draws:
        _paint_draws(painter, row, place, axis)
        if draw >= 0:
            _paint_draw(painter, row.draws[draw % len(row.draws)], place, axis)
    else:
        _paint_bar(painter, row, row.value, place, axis)
        _paint_bounds(painter, (row.low, row.high), place, axis)
        painter.setBrush(theme().colour("text"))
        painter.setPen(QPen(theme().colour("background"), 1.2))
        size = theme().px(4)
        painter.drawEllipse(QPointF(axis.x(row.value), place.center().y()), size, size)


def _paint_bar(painter: QPainter, row: SignRow, value: float, place: QRectF, axis: Axis) -> None:
    colour = colour_of(row)
    middle, half = place.center().y(), min(theme().px(9), place.height() / 3.2)
    left, right = sorted((axis.x(0), axis.x(value)))
    bar = QRectF(QPointF(left, middle - half), QPointF(right, middle + half))
    fill = QColor(colour)
    fill.setAlpha(150 if settled(row) else 90)
    painter.setPen(Qt.PenStyle.NoPen)
    # Hatched: some of it has no data, the sign could turn.
    painter.setBrush(QBrush(fill, Qt.BrushStyle.BDiagPattern) if row.unknown else fill)
    painter.drawRect(bar)
    if row.unknown:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1))
        painter.drawRect(bar)


def _paint_bounds(
    painter: QPainter, bounds: tuple[float, float], place: QRectF, axis: Axis
) -> None:
    """Paint a line between two bounds: an arrow where it goes on beyond the axis."""
    middle, cap = place.center().y(), theme().px(4)
    painter.setPen(QPen(theme().colour("text"), 1.6))
    painter.setBrush(theme().colour("text"))
    ends = [axis.x(share) for share in bounds]
    painter.drawLine(QPointF(ends[0], middle), QPointF(ends[1], middle))
    for share, x, way in zip(bounds, ends, (-1, 1), strict=True):
        top, bottom = QPointF(x, middle - cap), QPointF(x, middle + cap)
        if abs(share) > axis.reach:
            painter.drawPolygon(QPolygonF([top, QPointF(x + way * cap * 1.4, middle), bottom]))
        else:
            painter.drawLine(top, bottom)


def _paint_nothing(painter: QPainter, row: SignRow, place: QRectF, axis: Axis) -> None:
    px = theme().px
    box = QRectF(axis.left, place.center().y() - px(9), axis.right - axis.left, px(18))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(theme().colour("idle", 130), Qt.BrushStyle.BDiagPattern))
    painter.drawRect(box)
    font = theme().font(12)
    width = QFontMetricsF(font).horizontalAdvance(row.interval) + px(16)
    label = QRectF(box.center().x() - width / 2, box.top(), width, box.height())
    painter.setBrush(theme().colour("background"))
    painter.drawRect(label)
    painter.setFont(font)
    painter.setPen(theme().colour("secondary"))
    painter.drawText(label, int(Qt.AlignmentFlag.AlignCenter), row.interval)


def _paint_draws(painter: QPainter, row: SignRow, place: QRectF, axis: Axis) -> None:
    """Paint twenty of the draws, stacked where they meet."""
    ordered = sorted(row.draws)
    radius = min(theme().px(5), place.height() / 9)
    stacks: dict[int, int] = {}
    painter.setPen(Qt.PenStyle.NoPen)
    for index in range(_DOTS):
        share = ordered[int((index + 0.5) / _DOTS * len(ordered))]
        column = round(axis.x(share) / (2 * radius))
        level = stacks.get(column, 0)
        stacks[column] = level + 1
        y = place.bottom() - theme().px(4) - radius - level * 2 * radius
        colour = _side(share)
        colour.setAlpha(120)
        painter.setBrush(colour)
        centre = QPointF(column * 2 * radius, max(y, place.top() + radius))
        painter.drawEllipse(centre, radius * 0.9, radius * 0.9)


def _paint_draw(painter: QPainter, share: float, place: QRectF, axis: Axis) -> None:
    """Light one of the draws."""
    painter.setPen(QPen(theme().colour("background"), 1.5))
    painter.setBrush(_side(share))
    size = theme().px(9)
    painter.drawEllipse(QPointF(axis.x(share), place.center().y()), size, size)


def _side(share: float) -> QColor:
    return QColor(theme().colours.signs["less" if share < 0 else "more"])


def paint_glyph(painter: QPainter, row: SignRow, centre: QPointF) -> None:
    """Paint an arrow to the one that does better, "=" or "?": no verdict rests on colour alone."""
    size, colour = theme().px(9), colour_of(row)
    if settled(row):
        way = -1 if row.verdict == "less" else 1
        corners = ((way, 0.0), (-way * 0.7, -1.0), (-way * 0.7, 1.0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([centre + QPointF(x, y) * size for x, y in corners]))
    if not settled(row) or row.unknown:
        painter.setPen(theme().colour("background") if settled(row) else colour)
        painter.setFont(theme().font(10 if settled(row) else 20, QFont.Weight.Bold))
        box = QRectF(centre.x() - size, centre.y() - size, 2 * size, 2 * size)
        text = "=" if row.verdict == "same" else "?"
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
