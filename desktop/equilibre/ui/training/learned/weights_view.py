"""The weights of the first layer: images of what counts for and against, or a table of columns."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from equilibre import numbers
from equilibre.learning.card import DatasetCard
from equilibre.learning.looking.weights import Weights
from equilibre.texts import _, ngettext
from equilibre.ui.plots.frame import ChartData, ChartFrame
from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme
from equilibre.ui.training.learned import words
from equilibre.ui.training.learned.greys import (
    draw_pixels,
    ink_on,
    signed_colours,
    signed_image,
)
from equilibre.ui.training.learned.state import LearnedState
from equilibre.ui.widgets.segmented import Segmented

_GAP = 10  # pixels at 100 %
_LINE = 17
_MOST_IN_A_ROW = 8
_ROW = 24
_NAMES_SHARE = 0.34  # of the width of a table
_NAMES_SHARE_OF_BARS = 0.48


class WeightsPicture(Picture):
    """Paints images where rows are images, else a table."""

    def __init__(self) -> None:
        super().__init__()
        self.weights: Weights | None = None
        self.card: DatasetCard | None = None
        self.learned_part = True  # of an image: without what chance drew before the training

    def show_weights(self, weights: Weights, card: DatasetCard) -> None:
        self.weights, self.card = weights, card
        self.update()

    def unit_names(self) -> tuple[str, ...]:
        """Return what each output is for; neurons have no names."""
        weights, card = self.weights, self.card
        if weights is None or card is None or weights.units == "neurons":
            return ()
        if card.task == "regression":
            return (words.target_name(card),)
        if len(weights.values) == 1:
            return (str(card.classes[1]),)
        return tuple(str(card.classes[unit]) for unit in weights.unit_numbers)

    def paint(self, painter: QPainter, target: QRectF) -> None:
        if self.weights is None or self.card is None:
            return
        if self.card.image:
            self._paint_images(painter, target, self.weights, self.card.image)
        else:
            self._paint_table(painter, target, self.weights, self.card)

    def _paint_images(
        self, painter: QPainter, target: QRectF, weights: Weights, image: tuple[int, ...]
    ) -> None:
        px, names = theme().px, self.unit_names()
        height, width = image
        count, line = len(weights.values), px(_LINE) if names else 0
        columns, side = _best_grid(target, count, px(_GAP), line)
        shown = weights.values - weights.at_first if self.learned_part else weights.values
        strongest = float(np.abs(shown).max()) or 1.0
        painter.setFont(theme().font(12, QFont.Weight.DemiBold))
        for index, values in enumerate(shown):
            row, column = divmod(index, columns)
            place = QRectF(
                target.left() + column * (side + px(_GAP)),
                target.top() + row * (side + px(_GAP) + line),
                side * min(1.0, width / height),
                side * min(1.0, height / width),
            )
            # Neurons are of different strengths: each is seen on its own scale.
            scale = strongest if names else float(np.abs(values).max()) or 1.0
            draw_pixels(painter, place, signed_image(values.reshape(height, width) / scale))
            painter.setPen(theme().colour("grid"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place)
            if names:
                painter.setPen(theme().colour("text"))
                under = QRectF(place.left(), place.bottom() + 1, side, line)
                text = painter.fontMetrics().elidedText(
                    names[index], Qt.TextElideMode.ElideRight, int(side)
                )
                painter.drawText(under, int(Qt.AlignmentFlag.AlignLeft), text)

    def _paint_table(
        self, painter: QPainter, target: QRectF, weights: Weights, card: DatasetCard
    ) -> None:
        px, names = theme().px, self.unit_names()
        left = min(
            (_NAMES_SHARE if len(names) > 1 else _NAMES_SHARE_OF_BARS) * target.width(),
            px(10) + max(self._width(words.column_name(card, int(one))) for one in weights.columns),
        )
        left = max(left, 0.22 * target.width())
        width = (target.width() - left) / len(names)
        if len(names) > 1:
            width = min(width, px(150))
        rows = max(1, min(len(weights.columns), int((target.height() - px(_ROW)) // px(_ROW))))
        height = min((target.height() - px(_ROW)) / rows, px(32))
        strongest = float(np.abs(weights.values).max()) or 1.0
        for unit, name in enumerate(names):
            place = QRectF(target.left() + left + unit * width, target.top(), width, px(_ROW))
            self._write(painter, place, name, Qt.AlignmentFlag.AlignHCenter, strong=True)
        for row in range(rows):
            y = target.top() + px(_ROW) + row * height
            name = words.column_name(card, int(weights.columns[row]))
            self._write(
                painter,
                QRectF(target.left(), y, left - px(10), height),
                name,
                Qt.AlignmentFlag.AlignRight,
            )
            for unit in range(len(names)):
                share = float(weights.values[unit, row]) / strongest
                box = QRectF(target.left() + left + unit * width, y, width, height)
                box = box.adjusted(1, 1, -1, -1)
                if len(names) == 1:
                    self._paint_bar(painter, box, share, strongest)
                else:
                    self._paint_cell(painter, box, share, strongest)

    def _paint_bar(self, painter: QPainter, box: QRectF, share: float, strongest: float) -> None:
        """Draw one weight from the middle: to the right for, to the left against."""
        px, middle = theme().px, box.center().x()
        reach = box.width() / 2 - px(48)
        end = middle + share * reach
        thick = min(box.height() - px(4), px(16))
        bar = QRectF(min(middle, end), box.center().y() - thick / 2, abs(end - middle), thick)
        painter.fillRect(bar, QColor(theme().colours.signs["less" if share >= 0 else "more"]))
        painter.setPen(theme().colour("axis"))
        painter.drawLine(QPointF(middle, box.top() - 1), QPointF(middle, box.bottom() + 1))
        painter.setPen(theme().colour("text"))
        painter.setFont(theme().font(12))
        text = numbers.decimal(share * strongest, 2)
        side = Qt.AlignmentFlag.AlignLeft if share >= 0 else Qt.AlignmentFlag.AlignRight
        beside = QRectF(end + px(5), box.top(), px(46), box.height())
        if share < 0:
            beside.moveRight(end - px(5))
        painter.drawText(beside, int(side | Qt.AlignmentFlag.AlignVCenter), text)

    def _paint_cell(self, painter: QPainter, box: QRectF, share: float, strongest: float) -> None:
        red, green, blue = (int(one) for one in signed_colours(np.array(share)))
        colour = theme().colour("background")
        colour.setRgb(red, green, blue)
        painter.fillRect(box, colour)
        painter.setPen(ink_on(colour))
        painter.setFont(theme().font(12))
        text = numbers.decimal(share * strongest, 2)
        if painter.fontMetrics().horizontalAdvance(text) < box.width():
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)

    def _write(
        self,
        painter: QPainter,
        place: QRectF,
        text: str,
        side: Qt.AlignmentFlag,
        strong: bool = False,
    ) -> None:
        weight = QFont.Weight.DemiBold if strong else QFont.Weight.Normal
        painter.setFont(theme().font(12, weight))
        painter.setPen(theme().colour("text"))
        elided = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(place.width())
        )
        painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter), elided)

    def _width(self, text: str) -> float:
        return QFontMetricsF(theme().font(12)).horizontalAdvance(text)


def _best_grid(target: QRectF, count: int, gap: float, line: float) -> tuple[int, float]:
    """Return how many images in a row make them largest, and their side."""
    best = (1, 1.0)
    for columns in range(1, count + 1):
        rows = -(-count // columns)
        side = min(
            (target.width() + gap) / columns - gap, (target.height() + gap) / rows - gap - line
        )
        if side > best[1]:
            best = (columns, side)
    return best


class WeightsChart(ChartFrame):
    """The weights in their frame."""

    def __init__(self) -> None:
        self.weights = WeightsPicture()
        super().__init__("weights", _("Weights"), self.weights)
        self.part = Segmented(
            [("learned", _("Learned part")), ("whole", _("Whole"))], _("Which part of the weights")
        )
        self.part.button("learned").setToolTip(
            _("How far the training moved each weight from where chance had put it")
        )
        self.part.chosen.connect(self._part_chosen)
        self.add_to_head(self.part)

    def show_state(self, state: LearnedState) -> None:
        weights, card = state.weights, state.card
        if weights is None or card is None:
            return
        self.part.setVisible(bool(card.image))
        self.weights.show_weights(weights, card)
        self.set_titles(self._said(weights, card), f"{state.title} · {self._unit(weights, card)}")
        self.tell()

    def _part_chosen(self, key: str) -> None:
        self.weights.learned_part = key == "learned"
        self.weights.update()

    def _said(self, weights: Weights, card: DatasetCard) -> str:
        if weights.units == "neurons":
            return ngettext(
                "What one neuron looks for",
                "What {count} neurons look for",
                len(weights.values),
            ).format(count=numbers.count(len(weights.values)))
        if card.image and len(weights.values) == 1:
            return _("What counts for “{name}”").format(name=self.weights.unit_names()[0])
        if card.image:
            return _("What counts for each class")
        if len(weights.columns) < card.columns:
            return _("The {count} heaviest columns of {all}").format(
                count=numbers.count(len(weights.columns)), all=numbers.count(card.columns)
            )
        return _("What each column counts for, the heaviest first")

    def _unit(self, weights: Weights, card: DatasetCard) -> str:
        """Return what the colours or the numbers say."""
        if card.image:
            return _("blue: for; orange: against")
        if card.task == "regression":
            return _("per deviation, in deviations of the target")
        return _("per deviation of the column")

    def summary(self) -> str:
        weights = self.weights.weights
        if weights is None or weights.units == "outputs":
            return super().summary()
        return _(
            "The weights of the first layer, as images: the neurons that training changed most "
            "come first, {count} of {all}, each on a scale of its own."
        ).format(count=numbers.count(len(weights.values)), all=numbers.count(weights.of_units))

    def data(self) -> ChartData:
        weights, card = self.weights.weights, self.weights.card
        if weights is None or card is None:
            return ChartData()
        names = self.weights.unit_names() or tuple(
            _("neuron {number}").format(number=unit + 1) for unit in weights.unit_numbers
        )
        return ChartData(
            (_("column"), *names),
            tuple(
                (
                    words.column_name(card, int(column)),
                    *(float(value) for value in weights.values[:, index]),
                )
                for index, column in enumerate(weights.columns)
            ),
        )
