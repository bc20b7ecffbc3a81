"""What the model says of the row played with: a bar for each class, or one value."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from equilibre.learning.card import DatasetCard
from equilibre.learning.looking.play import Example
from equilibre.texts import _, labelled
from equilibre.ui.plots.frame import ChartData, ChartFrame
from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme
from equilibre.ui.training.learned import words
from equilibre.ui.training.learned.state import LearnedState

_ROW = 27  # pixels at 100 %
_BAR = 14
_SHARE = 60  # for the percentage at the right
_LEAST_ROW = 15


class AnswerPicture(Picture):
    """Bars from 0 to 100 %; a ring marks the class that the row began as."""

    def __init__(self) -> None:
        super().__init__()
        self.outputs: NDArray[np.float64] | None = None
        self.card: DatasetCard | None = None
        self.truth: float | None = None  # of the row in the data
        self.reach = (0.0, 1.0)  # of a regression

    def show_answer(
        self, outputs: NDArray[np.float64] | None, card: DatasetCard, example: Example, own: bool
    ) -> None:
        self.outputs, self.card = outputs, card
        self.truth = None if own else example.truth
        if outputs is not None and card.task == "regression":
            known = (*example.target_reach, example.truth, float(outputs[0]))
            self.reach = min(known), max(known)
        self.update()

    def shown(self, height: float) -> list[int]:
        """Return the classes that fit: all in their order, else the likeliest first."""
        assert self.outputs is not None
        fitting = max(3, int(height // theme().px(_LEAST_ROW)))
        if len(self.outputs) <= fitting:
            return list(range(len(self.outputs)))
        return [int(one) for one in np.argsort(-self.outputs, kind="stable")[:fitting]]

    def paint(self, painter: QPainter, target: QRectF) -> None:
        if self.outputs is None or self.card is None:
            return
        if self.card.task == "regression":
            self._paint_value(painter, target)
            return
        px = theme().px
        classes = self.shown(target.height())
        names = {one: str(self.card.classes[one]) for one in classes}
        metrics = QFontMetricsF(theme().font(12.5, QFont.Weight.DemiBold))
        left = max(metrics.horizontalAdvance(name) for name in names.values()) + px(20)
        left = min(left, 0.5 * target.width())
        row = min(px(_ROW), target.height() / len(classes))
        best = int(self.outputs.argmax())
        for index, one in enumerate(classes):
            place = QRectF(target.left(), target.top() + index * row, target.width(), row)
            self._paint_bar(painter, place, left, one, names[one], one == best)

    def _paint_bar(
        self, painter: QPainter, place: QRectF, left: float, one: int, name: str, best: bool
    ) -> None:
        assert self.outputs is not None
        px = theme().px
        share = float(self.outputs[one])
        font = theme().font(12.5, QFont.Weight.DemiBold if best else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(theme().colour("text"))
        text = place.adjusted(px(14), 0, left - place.width() - px(6), 0)
        centre = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(
            text,
            centre,
            painter.fontMetrics().elidedText(
                name, Qt.TextElideMode.ElideRight, math.ceil(text.width())
            ),
        )
        if one == self.truth:
            painter.setPen(QPen(theme().colour("text"), px(1.6)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(
                QRectF(place.left() + px(1), place.center().y() - px(4), px(8), px(8))
            )
        height = min(px(_BAR), place.height() - px(3))
        whole = QRectF(
            place.left() + left,
            place.center().y() - height / 2,
            place.width() - left - px(_SHARE),
            height,
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("grid"))
        painter.drawRoundedRect(whole, px(3), px(3))
        colour = QColor(theme().colours.accent) if best else theme().colour("idle")
        painter.setBrush(colour)
        painter.drawRoundedRect(
            QRectF(whole.left(), whole.top(), max(share * whole.width(), px(2)), height),
            px(3),
            px(3),
        )
        painter.setPen(theme().colour("text" if best else "secondary"))
        painter.setFont(theme().font(12, font.weight()))
        number = QRectF(whole.right(), place.top(), px(_SHARE), place.height())
        painter.drawText(
            number,
            int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
            words.sure(share),
        )

    def _paint_value(self, painter: QPainter, target: QRectF) -> None:
        assert self.outputs is not None
        assert self.card is not None
        px = theme().px
        value, (low, high) = float(self.outputs[0]), self.reach
        painter.setPen(theme().colour("secondary"))
        painter.setFont(theme().font(12))
        line = QRectF(target.left(), target.top() + px(8), target.width(), px(18))
        painter.drawText(
            line,
            int(Qt.AlignmentFlag.AlignLeft),
            painter.fontMetrics().elidedText(
                words.target_name(self.card), Qt.TextElideMode.ElideRight, int(line.width())
            ),
        )
        painter.setPen(theme().colour("text"))
        painter.setFont(theme().font(28, QFont.Weight.DemiBold))
        painter.drawText(
            QRectF(target.left(), line.bottom(), target.width(), px(40)),
            int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
            words.value(value),
        )
        whole = QRectF(target.left() + px(6), line.bottom() + px(62), target.width() - px(12), 0)
        painter.setPen(QPen(theme().colour("border"), px(2)))
        painter.drawLine(whole.topLeft(), whole.topRight())

        def place(number: float) -> float:
            return whole.left() + (number - low) / ((high - low) or 1.0) * whole.width()

        radius = px(7)
        painter.setBrush(QColor(theme().colours.accent))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(
            QRectF(place(value) - radius, whole.top() - radius, 2 * radius, 2 * radius)
        )
        if self.truth is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().colour("text"), px(1.8)))
            middle = QPointF(place(self.truth), whole.top())
            painter.drawEllipse(middle, px(5), px(5))
        painter.setFont(theme().font(12))
        painter.setPen(theme().colour("secondary"))
        below = QRectF(target.left(), whole.top() + px(12), target.width(), px(18))
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft), words.value(low))
        painter.drawText(below, int(Qt.AlignmentFlag.AlignRight), words.value(high))


class AnswerChart(ChartFrame):
    """The answer in its frame; the title says it in a sentence."""

    def __init__(self) -> None:
        self.bars = AnswerPicture()
        super().__init__("answer", _("What the model answers"), self.bars)

    def show_state(self, state: LearnedState) -> None:
        card, example = state.card, state.example
        if card is None or example is None:
            return
        outputs = state.answer.outputs if state.answer is not None else None
        self.bars.show_answer(outputs, card, example, state.own)
        origin = _("your own") if state.own else _began_as(example, card)
        self.set_titles(_said(outputs, card), origin)
        self.tell()

    def data(self) -> ChartData:
        outputs, card = self.bars.outputs, self.bars.card
        if outputs is None or card is None:
            return ChartData()
        if card.task == "regression":
            return ChartData((words.target_name(card),), ((float(outputs[0]),),))
        return ChartData(
            (_("class"), _("probability that the model gives")),
            tuple(
                (str(name), float(share)) for name, share in zip(card.classes, outputs, strict=True)
            ),
        )


def _said(outputs: NDArray[np.float64] | None, card: DatasetCard) -> str:
    if outputs is None:
        return _("What the model answers")
    if card.task == "regression":
        return labelled(_("Answer"), words.value(float(outputs[0])))
    return labelled(_("Answer"), card.classes[int(outputs.argmax())])


def _began_as(example: Example, card: DatasetCard) -> str:
    """Return what the row is said to be in the data."""
    truth = (
        words.value(example.truth)
        if card.task == "regression"
        else str(card.classes[int(example.truth)])
    )
    return _("○ in the data: {truth}").format(truth=truth)
