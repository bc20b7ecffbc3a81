"""Rectangles whose areas are the counts of parameters, under a running tally."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPen

from equilibre import numbers
from equilibre.texts import _
from equilibre.ui.growth.parts.shapes import rectangles
from equilibre.ui.growth.parts.state import Anatomy, Family
from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme

_HEAD = 34  # pixels at 100 %
_FLAT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter)


class AnatomyPicture(Picture):
    """Paints the tally, the families, and other models at the same scale."""

    pointed = Signal(str)  # key of a family, "" for none
    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.shown = Anatomy()
        self.current = ""
        self.reading = ""
        self.progress = 1.0  # of the tally
        self.setMouseTracking(True)

    def show_anatomy(self, shown: Anatomy, current: str, reading: str) -> None:
        if (shown, current, reading) != (self.shown, self.current, self.reading):
            self.shown, self.current, self.reading = shown, current, reading
            self.update()

    def show_progress(self, progress: float) -> None:
        """Show the first *progress* of the count."""
        self.progress = progress
        self.update()

    def paint(self, painter: QPainter, target: QRectF) -> None:
        if not self.shown.families:
            return
        square, strip = self._places(target)
        if square.isEmpty():  # large letters in a small window
            return
        self._head(painter, QRectF(target.left(), target.top(), target.width(), theme().px(_HEAD)))
        counted = self.progress * self.shown.total
        for key, box in self._boxes(square).items():
            family = next(each for each in self.shown.families if each.key == key)
            self._family(painter, family, box, square, counted)
        self._strip(painter, strip, square)

    def _places(self, target: QRectF) -> tuple[QRectF, QRectF]:
        """Return where the families stand, and the strip under them for the other models."""
        px = theme().px
        names = [each for each in self.shown.families if each.group == "embedding"]
        room = max((_width(each.name, 11.5) for each in names), default=0.0) + px(20)
        body = target.adjusted(0, px(_HEAD), -room, 0)
        side = float(px(16))
        for _again in range(3):  # the strip holds the largest of its squares, drawn to scale
            square = body.adjusted(0, 0, 0, -side - px(12))
            side = max(
                [float(px(18))]
                + [_side(each.parameters, self.shown, square) for each in self.shown.neighbours]
            )
        strip = QRectF(body.left(), square.bottom() + px(8), target.width(), side)
        return square, strip

    def _boxes(self, square: QRectF) -> dict[str, QRectF]:
        return {
            key: QRectF(
                square.left() + one.left * square.width(),
                square.top() + one.top * square.height(),
                one.width * square.width(),
                one.height * square.height(),
            )
            for key, one in rectangles(self.shown.families).items()
        }

    def _head(self, painter: QPainter, place: QRectF) -> None:
        px = theme().px
        count = round(self.progress * self.shown.total)
        font = theme().font(20, QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme().colour("text"))
        painter.drawText(place, _FLAT, numbers.count(count))
        # The room of the whole count is kept, so that nothing beside it moves while it runs.
        x = QFontMetricsF(font).horizontalAdvance(numbers.count(self.shown.total)) + px(16)
        rest = place.adjusted(x, px(2), -px(6), 0)
        painter.setFont(theme().font(13))
        painter.setPen(theme().colour("text" if self.current else "secondary"))
        text = self.reading or self.shown.groups
        painter.drawText(
            rest,
            _FLAT,
            QFontMetricsF(painter.font()).elidedText(
                text, Qt.TextElideMode.ElideRight, rest.width()
            ),
        )

    def _family(
        self, painter: QPainter, family: Family, box: QRectF, square: QRectF, counted: float
    ) -> None:
        before = 0
        for each in self.shown.families:
            if each.key == family.key:
                break
            before += each.parameters
        filled = min(1.0, max(0.0, (counted - before) / family.parameters))
        ground, ink = _dress(family.group)
        painter.setPen(QPen(theme().colour("background"), 1.5 if box.width() > 12 else 0.6))  # noqa: PLR2004
        painter.setBrush(theme().colour("grid"))
        painter.drawRect(box)
        if filled:
            counted_box = QRectF(box.left(), box.top(), box.width() * filled, box.height())
            painter.setBrush(theme().colour("background"))  # the grounds are translucent
            painter.drawRect(counted_box)
            painter.setBrush(ground)
            painter.drawRect(counted_box)
        if family.key == self.current:
            painter.setPen(QPen(theme().colour("focus"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        self._name(painter, family, box, square, ink if filled >= 1 else theme().colour("text"))

    def _name(
        self, painter: QPainter, family: Family, box: QRectF, square: QRectF, ink: QColor
    ) -> None:
        """Write the family's name inside its box, or beside the picture where it is thin."""
        px = theme().px
        if box.width() < px(60):
            painter.setPen(theme().colour("text"))
            painter.setFont(theme().font(11.5))
            beside = QRectF(square.right() + px(10), box.center().y() - px(16), px(300), px(16))
            painter.drawText(beside, _FLAT, family.name)
            painter.setPen(theme().colour("secondary"))
            painter.drawText(beside.translated(0, px(16)), _FLAT, family.share)
            painter.setPen(QPen(theme().colour("axis"), 1))
            painter.drawLine(
                QPointF(square.right() + px(1), box.center().y()),
                QPointF(square.right() + px(7), box.center().y()),
            )
            return
        names = _two_lines(family.name, box.width() - px(8))
        lines = [(name, 14.0, QFont.Weight.DemiBold) for name in names]
        lines.append((family.share, 13.0, QFont.Weight.Normal))
        if box.height() > px(20 * (len(lines) + 2)) and _width(family.count, 12) < box.width() - px(
            12
        ):
            lines.append((family.count, 12.0, QFont.Weight.Normal))
        height = px(19)
        y = box.center().y() - height * len(lines) / 2
        painter.setPen(ink)
        for text, size, weight in lines:
            painter.setFont(theme().font(size, weight))
            painter.drawText(QRectF(box.left(), y, box.width(), height), _MIDDLE, text)
            y += height

    def _strip(self, painter: QPainter, strip: QRectF, square: QRectF) -> None:
        """Paint whole models at the scale of the picture."""
        px = theme().px
        if not self.shown.neighbours:
            return
        painter.setFont(theme().font(12))
        metrics = QFontMetricsF(painter.font())
        x = strip.left()
        lead = _("At the same scale, whole:")
        middle = strip.center().y()
        line = QRectF(x, middle - px(9), strip.width(), px(18))
        painter.setPen(theme().colour("secondary"))
        painter.drawText(line, _FLAT, lead)
        x += metrics.horizontalAdvance(lead) + px(12)
        for each in self.shown.neighbours:
            side = _side(each.parameters, self.shown, square)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("text"))
            painter.drawRect(QRectF(x, middle - side / 2, side, side))
            x += side + px(6)
            painter.setPen(theme().colour("text"))
            painter.drawText(QRectF(x, line.top(), strip.width(), px(18)), _FLAT, each.text)
            x += metrics.horizontalAdvance(each.text) + px(18)

    # -- pointing --------------------------------------------------------------------------

    def _at(self, place: QPointF) -> str:
        if not self.shown.families:
            return ""
        square, _strip = self._places(QRectF(self.rect()))
        if square.isEmpty():
            return ""
        room = theme().px(120)
        for key, box in self._boxes(square).items():
            # What is thin is also caught on the name beside it.
            wide = box if box.width() > theme().px(60) else box.adjusted(0, 0, room, 0)
            if wide.contains(place):
                return key
        return ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointed.emit(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit("")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if key := self._at(event.position()):
            self.picked.emit(key)


def _side(parameters: float, shown: Anatomy, square: QRectF) -> float:
    """Return the side of the square of as many *parameters* at the scale of *square*, 0 if none."""
    if square.isEmpty():
        return 0.0
    return float((square.width() * square.height() * parameters / shown.total) ** 0.5)


def _dress(group: str) -> tuple[QColor, QColor]:
    """Return the colours of a group: filling and text."""
    if group == "mlp":
        return theme().colour("accent", 125), theme().colour("text")
    if group == "attention":
        return theme().colour("accent", 55), theme().colour("text")
    return theme().colour("text"), theme().colour("text")


def _two_lines(text: str, room: float) -> list[str]:
    """Return *text* whole where it holds in *room*, else cut between two words near its middle."""
    words = text.split(" ")
    if len(words) == 1 or _width(text, 14) * 1.08 <= room:
        return [text]
    cuts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return list(min(cuts, key=lambda cut: max(map(len, cut))))


def _width(text: str, size: float) -> float:
    return QFontMetricsF(theme().font(size)).horizontalAdvance(text)
