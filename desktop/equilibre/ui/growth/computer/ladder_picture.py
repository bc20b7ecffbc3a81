"""Paints the ladder of operations: all powers of ten at the left, one of them at the right."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen

from equilibre import numbers
from equilibre.growth.ladder import rung_of
from equilibre.texts import _
from equilibre.ui.growth.computer.provenance import COLUMNS
from equilibre.ui.growth.computer.spreading import spread
from equilibre.ui.growth.computer.state import Ladder, Rung
from equilibre.ui.growth.marks import RADIUS, paint_mark
from equilibre.ui.plots.frame import ChartData, ChartFrame
from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_SPLIT = 0.57  # share of the width that the whole ladder takes
_LINE = 17.0  # pixels at 100 % between two names
_STEPS = range(1, 11)  # of one power of ten


class LadderPicture(Picture):
    """Paints the rungs; ``picked`` carries a power of ten clicked, ``asked`` a thing beside it."""

    picked = Signal(int)
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.ladder: Ladder | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_ladder(self, ladder: Ladder) -> None:
        if ladder != self.ladder:
            self.ladder = ladder
            self.update()

    # -- where things stand ----------------------------------------------------------------

    def _ruler(self, target: QRectF) -> QRectF:
        """Return the line of all powers of ten: no width, the height that it takes."""
        px = theme().px
        return QRectF(target.left() + px(138), target.top() + px(10), 0, target.height() - px(20))

    def _lens(self, target: QRectF) -> QRectF:
        """Return the line of the power of ten looked at, with room for what is said below it."""
        px = theme().px
        left = target.left() + target.width() * _SPLIT + px(56)
        bottom = px(16) + sum(place.height() + px(6) for place in self._line_places(target))
        return QRectF(
            left, target.top() + px(34), 0, max(target.height() - px(34) - bottom, px(90))
        )

    def _height(self, ladder: Ladder, exponent: float, ruler: QRectF) -> float:
        share = (exponent - ladder.first) / (ladder.last - ladder.first)
        return ruler.bottom() - share * ruler.height()

    # -- painting --------------------------------------------------------------------------

    def paint(self, painter: QPainter, target: QRectF) -> None:
        ladder = self.ladder
        if ladder is None:
            return
        ruler, lens = self._ruler(target), self._lens(target)
        self._paint_link(painter, ladder, ruler, lens)
        self._paint_ruler(painter, ladder, ruler, target)
        self._paint_rungs(painter, ladder, ruler, lens)
        self._paint_lens(painter, ladder, lens, target)

    def _paint_link(self, painter: QPainter, ladder: Ladder, ruler: QRectF, lens: QRectF) -> None:
        """Paint the ground from the power of ten on the ruler to its enlargement."""
        top = self._height(ladder, ladder.decade + 1, ruler)
        bottom = self._height(ladder, ladder.decade, ruler)
        px = theme().px
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("info_background"))
        painter.drawRect(QRectF(ruler.left() - px(5), top, px(10), bottom - top))
        painter.drawRect(QRectF(lens.left() - px(5), lens.top(), px(10), lens.height()))

    def _paint_ruler(
        self, painter: QPainter, ladder: Ladder, ruler: QRectF, target: QRectF
    ) -> None:
        px = theme().px
        painter.setPen(QPen(theme().colour("axis"), 1.5))
        painter.drawLine(ruler.topLeft(), ruler.bottomLeft())
        words = dict(ladder.words)
        decades = range(ladder.first, ladder.last + 1)
        every = 1 if ruler.height() / len(decades) >= px(15) else 2
        for decade in decades:
            y = self._height(ladder, decade, ruler)
            painter.setPen(QPen(theme().colour("axis"), 1))
            painter.drawLine(QPointF(ruler.left() - px(4), y), QPointF(ruler.left(), y))
            if decade % every and decade not in words:
                continue
            chosen = decade == ladder.decade
            weight = QFont.Weight.DemiBold if chosen or decade in words else QFont.Weight.Normal
            painter.setFont(theme().font(12, weight))
            painter.setPen(theme().colour("text" if chosen else "secondary"))
            box = QRectF(target.left(), y - px(9), ruler.left() - target.left() - px(12), px(18))
            text = words.get(decade, "")
            power = numbers.power_of_ten(decade)
            painter.drawText(box, int(_RIGHT), power)
            painter.setFont(theme().font(11.5))
            painter.setPen(theme().colour("secondary"))
            painter.drawText(box.adjusted(0, 0, -px(36), 0), int(_RIGHT), text)

    def _paint_rungs(self, painter: QPainter, ladder: Ladder, ruler: QRectF, lens: QRectF) -> None:
        px = theme().px
        rungs = sorted(ladder.rungs, key=lambda rung: -rung.operations)
        wished = [self._height(ladder, math.log10(rung.operations), ruler) for rung in rungs]
        places = spread(wished, px(_LINE), ruler.top(), ruler.bottom())
        right = lens.left() - px(54)
        for rung, at, y in zip(rungs, wished, places, strict=True):
            x = ruler.left() + px(34)
            painter.setPen(QPen(theme().colour("grid"), 1.2))
            painter.drawLine(QPointF(ruler.left() + px(8), at), QPointF(x - px(4), y))
            self._paint_name(painter, rung, QRectF(x, y - px(9), right - x, px(18)))
        for rung, at in sorted(zip(rungs, wished, strict=True), key=lambda pair: pair[0].chosen):
            self._paint_mark(painter, rung, QPointF(ruler.left(), at))

    @staticmethod
    def _paint_mark(painter: QPainter, rung: Rung, where: QPointF) -> None:
        """Paint a mark; one's own are larger and in the colour of texts."""
        colour = theme().colour("text") if rung.own else None
        paint_mark(painter, where, rung.mark, RADIUS * (1.3 if rung.own else 1.0), colour)

    def _paint_name(self, painter: QPainter, rung: Rung, place: QRectF) -> None:
        px = theme().px
        weight = QFont.Weight.DemiBold if rung.chosen or rung.mark.accent else QFont.Weight.Normal
        bold, small = theme().font(13, weight), theme().font(12)
        amount = QFontMetricsF(small).horizontalAdvance(rung.text)
        room = place.width() - amount - px(8)
        name = QFontMetricsF(bold).elidedText(rung.name, Qt.TextElideMode.ElideRight, room)
        painter.setFont(bold)
        painter.setPen(theme().colour("accent" if rung.mark.accent else "text"))
        painter.drawText(place, int(_LEFT), name)
        painter.setFont(small)
        painter.setPen(theme().colour("secondary"))
        x = place.left() + QFontMetricsF(bold).horizontalAdvance(name) + px(8)
        painter.drawText(
            QRectF(x, place.top(), place.right() - x, place.height()), int(_LEFT), rung.text
        )

    def _paint_lens(self, painter: QPainter, ladder: Ladder, lens: QRectF, target: QRectF) -> None:
        px = theme().px
        left = lens.left() - px(40)
        width = target.right() - left
        painter.setFont(theme().font(13, QFont.Weight.DemiBold))
        painter.setPen(theme().colour("text"))
        painter.drawText(QRectF(left, target.top(), width, px(20)), int(_LEFT), ladder.lens_title)
        painter.setPen(QPen(theme().colour("axis"), 1.5))
        painter.drawLine(lens.topLeft(), lens.bottomLeft())
        painter.setFont(theme().font(12))
        for step in _STEPS:
            y = _step_height(step, lens)
            painter.setPen(QPen(theme().colour("axis"), 1))
            painter.drawLine(QPointF(lens.left() - px(4), y), QPointF(lens.left(), y))
            painter.setPen(theme().colour("secondary"))
            box = QRectF(left - px(10), y - px(9), lens.left() - left + px(2), px(18))
            painter.drawText(box, int(_RIGHT), numbers.count(step))
        for rung, at, y in self._enlarged(ladder, lens):
            x = lens.left() + px(26)
            painter.setPen(QPen(theme().colour("grid"), 1.2))
            painter.drawLine(QPointF(lens.left() + px(8), at), QPointF(x - px(4), y))
            self._paint_mark(painter, rung, QPointF(lens.left(), at))
            self._paint_name(painter, rung, QRectF(x, y - px(9), target.right() - x, px(18)))
        self._paint_lines(painter, ladder, target)

    def _line_places(self, target: QRectF) -> list[QRectF]:
        """Return where what is said of the power of ten stands, from the bottom up."""
        px = theme().px
        left = target.left() + target.width() * _SPLIT + px(16)
        lines = self.ladder.lens_lines if self.ladder else ()
        places: list[QRectF] = []
        bottom = target.bottom()
        for index in reversed(range(len(lines))):
            metrics = QFontMetricsF(_line_font(index))
            room = QRectF(left, 0, target.right() - left, target.height())
            height = metrics.boundingRect(room, int(_WRAPPED), lines[index]).height() + 1
            places.insert(0, QRectF(left, bottom - height, room.width(), height))
            bottom -= height + px(6)
        return places

    def _paint_lines(self, painter: QPainter, ladder: Ladder, target: QRectF) -> None:
        for index, place in enumerate(self._line_places(target)):
            painter.setFont(_line_font(index))
            painter.setPen(theme().colour("secondary" if index else "text"))
            painter.drawText(place, int(_WRAPPED), ladder.lens_lines[index])

    @staticmethod
    def _enlarged(ladder: Ladder, lens: QRectF) -> list[tuple[Rung, float, float]]:
        """Return what stands on the enlarged power of ten, where, and where its name stands."""
        here = [rung for rung in ladder.rungs if rung_of(rung.operations) == ladder.decade]
        here.sort(key=lambda rung: -rung.operations)
        wished = [_step_height(rung.operations / 10.0**ladder.decade, lens) for rung in here]
        places = spread(wished, theme().px(_LINE), lens.top(), lens.bottom())
        return list(zip(here, wished, places, strict=True))

    # -- picking ---------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        ladder = self.ladder
        if ladder is None:
            return
        target = QRectF(self.rect())
        ruler, lens = self._ruler(target), self._lens(target)
        if event.position().x() >= lens.left() - theme().px(50):
            self._ask(ladder, lens, event.position().y())
            return
        share = (ruler.bottom() - event.position().y()) / ruler.height()
        exponent = ladder.first + share * (ladder.last - ladder.first)
        self.picked.emit(min(max(math.floor(exponent), ladder.first), ladder.last - 1))

    def _ask(self, ladder: Ladder, lens: QRectF, y: float) -> None:
        """Ask for the card of the name clicked."""
        near = [(abs(at - y), rung) for rung, _mark, at in self._enlarged(ladder, lens)]
        if near and min(near, key=lambda pair: pair[0])[0] <= theme().px(_LINE) / 2:
            self.asked.emit(min(near, key=lambda pair: pair[0])[1].key)

    def ask_first(self) -> None:
        """Ask for the card of what is told of."""
        if self.ladder is not None and self.ladder.told:
            self.asked.emit(self.ladder.told)


def _line_font(index: int) -> QFont:
    return theme().font(12 if index else 13)


def _step_height(step: float, lens: QRectF) -> float:
    return lens.bottom() - (step - 1) / (_STEPS[-1] - 1) * lens.height()


class LadderChart(ChartFrame):
    """The decade ladder; arrow keys change the power of ten, Enter asks for a card."""

    picked = Signal(int)
    asked = Signal(str)

    def __init__(self) -> None:
        self.rungs = LadderPicture()
        super().__init__("ladder", _("The ladder of operations"), self.rungs)
        self.rungs.picked.connect(self.picked)
        self.rungs.asked.connect(self.asked)

    def show_ladder(self, ladder: Ladder) -> None:
        self.set_titles(ladder.title, ladder.subtitle)
        self.rungs.show_ladder(ladder)
        self.tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ladder = self.rungs.ladder
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.rungs.ask_first()
            return
        steps = {
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_Left: -1,
        }
        step = steps.get(Qt.Key(event.key()))
        if ladder is None or step is None:
            super().keyPressEvent(event)
            return
        self.picked.emit(min(max(ladder.decade + step, ladder.first), ladder.last - 1))

    def data(self) -> ChartData:
        ladder = self.rungs.ladder
        if ladder is None:
            return ChartData()
        return ChartData(
            ("what", "operations", *COLUMNS),
            tuple((rung.name, rung.operations, *rung.provenance.cells) for rung in ladder.rungs),
        )

    def summary(self) -> str:
        return self.rungs.ladder.summary if self.rungs.ladder else ""
