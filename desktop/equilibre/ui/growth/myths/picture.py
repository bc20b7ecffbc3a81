"""A small picture to scale: squares whose areas compare, or bars from zero."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from equilibre.texts import joined, labelled
from equilibre.ui.growth.marks import paint_interval
from equilibre.ui.growth.myths.state import Panel
from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme

_SQUARE = 84  # pixels at 100 %: the side of the largest square
_LINE = 16
_BAR = 10
_LARGE = 1.25
_MARK = 11
_MARK_ROWS = 3
_VISIBLE = 0.4  # pixels: a smaller square would be drawn larger than it is
_ROW = 2 * _LINE + 4  # the name of a bar above it
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class MythPicture(Picture):
    """Paints panels side by side."""

    def __init__(self, panels: tuple[Panel, ...]) -> None:
        super().__init__()
        self.panels = panels
        self._enlarged = 1.0
        self.setAccessibleName(joined(_spoken(panel) for panel in panels))
        self.enlarge(False)

    def enlarge(self, large: bool) -> None:
        """Draw larger where there is room."""
        self._enlarged = _LARGE if large else 1.0
        self.setFixedHeight(round(max(map(_height, self.panels)) * self._enlarged))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(160), self.height())

    def paint(self, painter: QPainter, target: QRectF) -> None:
        painter.scale(self._enlarged, self._enlarged)
        room = target.width() / self._enlarged
        gap = theme().px(20)
        width = (room - gap * (len(self.panels) - 1)) / len(self.panels)
        for index, panel in enumerate(self.panels):
            left = target.left() / self._enlarged + index * (width + gap)
            place = QRectF(left, target.top(), width, target.height() / self._enlarged)
            {"areas": _paint_areas, "marks": _paint_marks}.get(panel.style, _paint_bars)(
                painter, panel, place
            )


def _spoken(panel: Panel) -> str:
    amounts = joined(labelled(amount.name, amount.text) for amount in panel.amounts)
    return labelled(panel.title, amounts) if panel.title else amounts


def _height(panel: Panel) -> int:
    px = theme().px
    title = px(_LINE + 2) if panel.title else 0
    if panel.style == "areas":
        return title + px(_SQUARE) + px(4)
    if panel.style == "marks":
        return title + px(_MARK) * _MARK_ROWS + px(_LINE + 6)
    return title + len(panel.amounts) * px(_ROW) + px(4)


def _title(painter: QPainter, panel: Panel, place: QRectF) -> QRectF:
    if not panel.title:
        return place
    px = theme().px
    painter.setFont(theme().font(11.5))
    painter.setPen(theme().colour("secondary"))
    line = QRectF(place.left(), place.top(), place.width(), px(_LINE))
    painter.drawText(line, _LEFT, panel.title)
    return place.adjusted(0, px(_LINE + 2), 0, 0)


def _paint_bars(painter: QPainter, panel: Panel, place: QRectF) -> None:
    """Draw a name above each bar, and its figure after it."""
    px = theme().px
    place = _title(painter, panel, place)
    bold = QFontMetricsF(_bold())
    figures = max(bold.horizontalAdvance(amount.text) for amount in panel.amounts) + px(8)
    for index, amount in enumerate(panel.amounts):
        top = place.top() + index * px(_ROW)
        _name(painter, amount.name, QRectF(place.left(), top, place.width(), px(_LINE)))
        line = QRectF(place.left(), top + px(_LINE), place.width(), px(_LINE))
        scale = place.width() - figures
        bar = QRectF(0, 0, max(1.0, amount.share * scale), px(_BAR))
        bar.moveTopLeft(QPointF(line.left(), line.center().y() - bar.height() / 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("accent" if index else "secondary"))
        painter.drawRect(bar)
        end = bar.right()
        if amount.low is not None and amount.high is not None:
            low, high = line.left() + amount.low * scale, line.left() + amount.high * scale
            paint_interval(
                painter,
                QPointF(low, bar.center().y()),
                QPointF(high, bar.center().y()),
                theme().colour("text"),
            )
            end = max(end, high)
        painter.setFont(_bold())
        painter.setPen(theme().colour("text"))
        painter.drawText(
            QRectF(end + px(8), line.top(), figures, line.height()), _LEFT, amount.text
        )


def _bold() -> QFont:
    return theme().font(12, QFont.Weight.DemiBold)


def _name(painter: QPainter, text: str, line: QRectF) -> None:
    font = theme().font(12)
    painter.setFont(font)
    painter.setPen(theme().colour("text"))
    elided = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, _LEFT, elided)


def _paint_areas(painter: QPainter, panel: Panel, place: QRectF) -> None:
    """Draw the largest square at the left; beside it, one row for each: its square, its words."""
    px = theme().px
    place = _title(painter, panel, place)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour("secondary"))
    painter.drawRect(QRectF(place.left(), place.top(), px(_SQUARE), px(_SQUARE)))
    row = px(_SQUARE) / len(panel.amounts)
    left = place.left() + px(_SQUARE + 12)
    second = px(_SQUARE) * panel.amounts[1].share ** 0.5
    words = left + max(px(12), second) + px(8)
    for index, amount in enumerate(panel.amounts):
        line = QRectF(words, place.top() + index * row, place.right() - words, row)
        side = px(_SQUARE) * amount.share**0.5
        if not index:
            line.setLeft(left)
        elif side > _VISIBLE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("accent"))
            painter.drawRect(QRectF(left, line.center().y() - side / 2, side, side))
        painter.setFont(_bold())
        painter.setPen(theme().colour("text"))
        painter.drawText(line, _LEFT, amount.text)
        width = QFontMetricsF(_bold()).horizontalAdvance(amount.text)
        _name(painter, amount.name, line.adjusted(width + px(8), 0, 0, 0))


def _paint_marks(painter: QPainter, panel: Panel, place: QRectF) -> None:
    """Draw a square for each model, full where there is a figure; its words below."""
    px = theme().px
    place = _title(painter, panel, place)
    full, whole = panel.marks
    columns = -(-whole // _MARK_ROWS)
    step = min(px(_MARK), place.width() / columns)
    side = step - px(2)
    for index in range(whole):
        x = place.left() + (index // _MARK_ROWS) * step
        y = place.top() + (index % _MARK_ROWS) * px(_MARK)
        painter.setPen(QPen(theme().colour("accent" if index < full else "border"), 1))
        painter.setBrush(theme().colour("accent") if index < full else Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(x + 0.5, y + 0.5, side, side))
    top = place.top() + px(_MARK) * _MARK_ROWS + px(2)
    line = QRectF(place.left(), top, place.width(), px(_LINE))
    amount = panel.amounts[0]
    painter.setFont(_bold())
    painter.setPen(theme().colour("text"))
    painter.drawText(line, _LEFT, amount.text)
    width = QFontMetricsF(_bold()).horizontalAdvance(amount.text)
    _name(painter, amount.name, line.adjusted(width + px(8), 0, 0, 0))
