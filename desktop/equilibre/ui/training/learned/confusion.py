"""The confusion matrix: what each class is taken for."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen

from equilibre import numbers
from equilibre.learning.looking.judged import Classified
from equilibre.texts import _
from equilibre.ui.plots.frame import ChartData
from equilibre.ui.plots.picture import Picture
from equilibre.ui.plots.walked import WalkedFrame
from equilibre.ui.theme import theme
from equilibre.ui.training.learned import words
from equilibre.ui.training.learned.greys import blended, ink_on
from equilibre.ui.training.learned.state import LearnedState

_NAMES = 156  # pixels at 100 %, at most, for the classes at the left
_RIGHTS = 52  # for the share answered rightly at the right
_HEAD = 40
_TALLEST_CELL = 96
_LEAST_CELL = 14
_SMALLEST_FONT = 8.5


class ConfusionPicture(Picture):
    """Rows: what it is; columns: what the model answers."""

    picked = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.judged: Classified | None = None
        self.every_name: tuple[str, ...] = ()
        self.classes: tuple[int, ...] = ()  # those shown
        self.names: tuple[str, ...] = ()  # theirs
        self.current = -1
        self._grid = QRectF()
        self._numbered = False
        self.setMouseTracking(True)

    def show_judged(self, judged: Classified, names: tuple[str, ...]) -> None:
        if judged is not self.judged:
            self.current = -1
        self.judged, self.every_name = judged, names
        self._choose(QRectF(self.rect()))
        self.update()

    def _choose(self, target: QRectF) -> None:
        """Choose the classes that fit: of very many, those that are confused most."""
        assert self.judged is not None
        count, counts = len(self.every_name), self.judged.confusion
        fitting = max(2, int((target.height() - theme().px(_HEAD)) // theme().px(_LEAST_CELL)))
        errors = counts.sum(axis=0) + counts.sum(axis=1) - 2 * np.diagonal(counts)
        most = np.argsort(-errors, kind="stable")[:fitting]
        self.classes = (
            tuple(sorted(int(one) for one in most)) if count > fitting else tuple(range(count))
        )
        self.names = tuple(self.every_name[one] for one in self.classes)
        self.current = min(self.current, len(self.names) ** 2 - 1)

    def paint(self, painter: QPainter, target: QRectF) -> None:
        judged = self.judged
        if judged is None:
            return
        self._choose(target)
        px, count = theme().px, len(self.names)
        metrics = QFontMetricsF(theme().font(12, QFont.Weight.Medium))
        widest = max(metrics.horizontalAdvance(name) for name in self.names)
        left = max(min(widest + px(30), px(_NAMES)), px(64))
        width = (target.width() - left - px(_RIGHTS)) / count
        height = min((target.height() - px(_HEAD) - px(2)) / count, px(_TALLEST_CELL))
        width = min(width, max(2.4 * max(height, px(20)), widest + px(8)))
        # Classes are numbered where their names do not fit above the columns.
        self._numbered = widest > width - px(4)
        self._grid = QRectF(
            target.left() + left, target.top() + px(_HEAD), width * count, height * count
        )
        self._paint_headings(painter, target)
        for row in range(count):
            self._paint_row(painter, target, row)
        self._paint_current(painter)

    def _row_names(self) -> tuple[str, ...]:
        """Return the classes, with their numbers where they have some."""
        if self._numbered:
            return tuple(
                f"{one + 1}  {name}" for one, name in zip(self.classes, self.names, strict=True)
            )
        return self.names

    def _cell(self, row: int, column: int) -> QRectF:
        count = len(self.names)
        width, height = self._grid.width() / count, self._grid.height() / count
        return QRectF(
            self._grid.left() + column * width, self._grid.top() + row * height, width, height
        )

    def _paint_headings(self, painter: QPainter, target: QRectF) -> None:
        px = theme().px
        painter.setFont(theme().font(12))
        painter.setPen(theme().colour("secondary"))
        above = QRectF(self._grid.left(), target.top(), target.right() - self._grid.left(), px(18))
        painter.drawText(above, int(Qt.AlignmentFlag.AlignLeft), _("The model answers →"))
        corner = QRectF(
            target.left(), target.top() + px(20), self._grid.left() - target.left() - px(8), px(18)
        )
        painter.drawText(corner, int(Qt.AlignmentFlag.AlignRight), _("It is ↓"))
        rights = QRectF(self._grid.right(), target.top() + px(20), px(_RIGHTS), px(18))
        painter.drawText(rights, int(Qt.AlignmentFlag.AlignRight), _("right"))
        painter.setFont(theme().font(12, QFont.Weight.Medium))
        painter.setPen(theme().colour("text"))
        for column, name in enumerate(self.names):
            text = str(self.classes[column] + 1) if self._numbered else name
            cell = self._cell(0, column)
            place = QRectF(cell.left(), target.top() + px(20), cell.width(), px(18))
            self._write(painter, place, text, Qt.AlignmentFlag.AlignHCenter)

    def _paint_row(self, painter: QPainter, target: QRectF, row: int) -> None:
        assert self.judged is not None
        px = theme().px
        whole = self.judged.confusion[self.classes[row]]
        counts = whole[list(self.classes)]
        total = int(whole.sum())
        first = self._cell(row, 0)
        painter.setFont(theme().font(12, QFont.Weight.Medium))
        painter.setPen(theme().colour("text"))
        name = QRectF(
            target.left(), first.top(), self._grid.left() - target.left() - px(8), first.height()
        )
        self._write(painter, name, self._row_names()[row], Qt.AlignmentFlag.AlignRight)
        for column in range(len(self.names)):
            self._paint_cell(painter, row, column, int(counts[column]), total)
        painter.setFont(theme().font(12))
        painter.setPen(theme().colour("secondary"))
        rights = QRectF(self._grid.right(), first.top(), px(_RIGHTS), first.height())
        right = int(counts[row])
        share = words.share(right / total, whole=right == total) if total else "—"
        self._write(painter, rights, share, Qt.AlignmentFlag.AlignRight)

    def _paint_cell(self, painter: QPainter, row: int, column: int, count: int, total: int) -> None:
        box = self._cell(row, column).adjusted(1, 1, -1, -1)
        share = count / total if total else 0.0
        right = row == column
        colour = QColor(theme().colours.signs["less" if right else "more"])
        # A single error among hundreds is to be seen; a right answer is the rule.
        strength = share if right else min(1.0, 0.16 + 1.5 * share)
        ground = blended(colour, 0.08 + 0.84 * strength)
        painter.fillRect(box, ground if count else theme().colour("grid", 70))
        size = min(12.5, 0.62 * box.height())
        if size < _SMALLEST_FONT or not count:
            return
        painter.setPen(ink_on(ground))
        painter.setFont(theme().font(size, QFont.Weight.DemiBold if right else QFont.Weight.Medium))
        self._write(painter, box, numbers.count(count), Qt.AlignmentFlag.AlignHCenter)

    def _write(self, painter: QPainter, place: QRectF, text: str, side: Qt.AlignmentFlag) -> None:
        elided = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(place.width())
        )
        painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter), elided)

    def _paint_current(self, painter: QPainter) -> None:
        if self.current >= 0:
            painter.setPen(QPen(theme().colour("focus"), theme().px(2.5)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._cell(*divmod(self.current, len(self.names))))

    # -- pointing --------------------------------------------------------------------------

    def step(self, by: int) -> None:
        last = len(self.names) ** 2 - 1
        self.current = min(max(self.current + by, 0), last)
        self.update()

    def pick(self, index: int) -> None:
        if self.judged is not None and index >= 0:
            truth, answer = self._classes_at(index)
            if self.judged.confusion[truth, answer]:
                self.picked.emit(truth, answer)

    def _classes_at(self, index: int) -> tuple[int, int]:
        """Return the truth and the answer of a cell."""
        row, column = divmod(index, len(self.classes))
        return self.classes[row], self.classes[column]

    def words_of(self, index: int) -> str:
        """Return a cell in words."""
        assert self.judged is not None
        return self.words_of_classes(*self._classes_at(index))

    def words_of_classes(self, truth: int, answer: int) -> str:
        """Return how often *truth* got that *answer*."""
        assert self.judged is not None
        return _("It is “{truth}”, the model answers “{answer}”: {count}").format(
            truth=self.every_name[truth],
            answer=self.every_name[answer],
            count=numbers.count(int(self.judged.confusion[truth, answer])),
        )

    def _at(self, place: QPointF) -> int:
        if self.judged is None or not self._grid.contains(place):
            return -1
        count = len(self.names)
        column = int((place.x() - self._grid.left()) / self._grid.width() * count)
        row = int((place.y() - self._grid.top()) / self._grid.height() * count)
        return min(row, count - 1) * count + min(column, count - 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position())
        self.setToolTip(self.words_of(index) if index >= 0 else "")
        shows = self.judged is not None and bool(self.judged.wrong or self.judged.right)
        hand = shows and index >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pick(self._at(event.position()))


class ConfusionChart(WalkedFrame):
    """The matrix in its frame; arrows walk from cell to cell, Enter shows its images."""

    picked = Signal(int, int)

    def __init__(self) -> None:
        self.walked = self.matrix = ConfusionPicture()
        super().__init__("confusion", _("What is taken for what"), self.matrix)
        self.matrix.picked.connect(self.picked)

    def show_state(self, state: LearnedState) -> None:
        judged, card = state.judged, state.card
        if not isinstance(judged, Classified) or card is None:
            return
        self.matrix.show_judged(judged, tuple(str(each) for each in card.classes))
        subtitle = state.title
        if len(self.matrix.classes) < len(card.classes):
            subtitle = _("{model} · the classes confused most").format(model=state.title)
        self.set_titles(words.judgement(judged, card), subtitle)
        self.tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.matrix.names:
            down = event.key() == Qt.Key.Key_Down
            self.matrix.step(len(self.matrix.names) * (1 if down else -1))
            self.tell()
        else:
            super().keyPressEvent(event)

    def data(self) -> ChartData:
        judged, names = self.matrix.judged, self.matrix.every_name
        if judged is None:
            return ChartData()
        return ChartData(
            (_("truth"), *names),
            tuple(
                (name, *(int(count) for count in row))
                for name, row in zip(names, judged.confusion, strict=True)
            ),
        )

    def summary(self) -> str:
        judged = self.matrix.judged
        if judged is None:
            return super().summary()
        if self.matrix.current >= 0:
            return self.matrix.words_of(self.matrix.current)
        wrong = judged.confusion.copy()
        for index in range(len(wrong)):
            wrong[index, index] = 0
        if not wrong.any():
            return _("No answer is wrong.")
        truth, answer = divmod(int(wrong.argmax()), len(wrong))
        most = self.matrix.words_of_classes(truth, answer)
        return _("{title}. The most frequent confusion: {most}.").format(
            title=self.accessibleName(), most=most
        )
