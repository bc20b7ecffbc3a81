"""Paints a decision map: territories of the answers, and test rows upon them."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPen

from equilibre import numbers
from equilibre.learning.card import DatasetCard
from equilibre.learning.looking.decision_map import DecisionMap
from equilibre.texts import _
from equilibre.ui.plots.axes import round_spacing, write_plain
from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme
from equilibre.ui.training.learned import words
from equilibre.ui.training.learned.class_colours import class_colour, draw_mark, write_haloed
from equilibre.ui.training.learned.greys import coloured_image
from equilibre.ui.training.learned.map_colours import (
    classes_image,
    ramp,
    value_colour,
    value_range,
    values_image,
)

_LEFT = 52  # pixels at 100 %: numbers of the vertical axis
_BOTTOM = 24
_TOP = 6
_LEGEND_LINE = 19
_POINT = 4.2
_LEAST_TERRITORY = 0.02  # of the map: smaller ones bear no name
_TICKS = 5
_MOST_IN_LEGEND = 12


class MapPicture(Picture):
    """The map, its axes, and a legend of the classes under it."""

    def __init__(self) -> None:
        super().__init__()
        self.map: DecisionMap | None = None
        self.card: DatasetCard | None = None
        self.names_axes = True  # False: the choice of the columns names them already
        self._territories = QImage()

    def show_map(self, decision_map: DecisionMap, card: DatasetCard) -> None:
        if decision_map is not self.map:
            self.map, self.card = decision_map, card
            self._territories = (
                values_image(decision_map)
                if card.task == "regression"
                else classes_image(decision_map, len(card.classes))
            )
            self.update()

    def paint(self, painter: QPainter, target: QRectF) -> None:
        shown, card = self.map, self.card
        if shown is None or card is None:
            return
        px = theme().px
        legend = self._legend_height(painter, target.width() - px(_LEFT))
        place = target.adjusted(px(_LEFT), px(_TOP), -px(8), -px(_BOTTOM) - legend)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
        painter.drawImage(place, self._territories)
        self._paint_axes(painter, target, place)
        painter.save()
        painter.setClipRect(place)
        self._paint_points(painter, place)
        if card.task == "classification":
            self._paint_names(painter, place)
        painter.restore()
        if self.names_axes:
            self._paint_axis_names(painter, place)
        under = QRectF(place.left(), target.bottom() - legend, place.width(), legend)
        if card.task == "classification":
            self._paint_legend(painter, under)
        else:
            self._paint_scale(painter, under)

    # -- axes ------------------------------------------------------------------------------

    def axis_names(self) -> tuple[str, str]:
        """Return what stands along the map and up it."""
        shown, card = self.map, self.card
        assert shown is not None
        assert card is not None
        if shown.columns is not None:
            across, up = shown.columns
            return words.column_name(card, across), words.column_name(card, up)
        first, second = shown.spread
        text = _("direction {number} ({share} of the spread)")
        return (
            text.format(number=1, share=numbers.percent(first, 0)),
            text.format(number=2, share=numbers.percent(second, 0)),
        )

    def _paint_axes(self, painter: QPainter, target: QRectF, place: QRectF) -> None:
        assert self.map is not None
        px, shown = theme().px, self.map
        painter.setFont(theme().font(12))
        painter.setPen(theme().colour("secondary"))
        wanted = max(2, int(place.width() // px(90)))
        for value, spacing in _ticks(shown.left, shown.right, min(wanted, _TICKS + 2)):
            x = place.left() + (value - shown.left) / (shown.right - shown.left) * place.width()
            box = QRectF(x - px(40), place.bottom() + px(2), px(80), px(16))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignHCenter), write_plain(value, spacing))
        for value, spacing in _ticks(shown.bottom, shown.top, _TICKS):
            y = place.bottom() - (value - shown.bottom) / (shown.top - shown.bottom) * (
                place.height()
            )
            box = QRectF(target.left(), y - px(8), px(_LEFT) - px(6), px(16))
            painter.drawText(
                box,
                int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
                write_plain(value, spacing),
            )

    def _paint_axis_names(self, painter: QPainter, place: QRectF) -> None:
        """Write them into the corners of the map, which keeps the room around it."""
        px = theme().px
        across, up = self.axis_names()
        painter.setFont(theme().font(11.5, QFont.Weight.Medium))
        metrics = painter.fontMetrics()
        height, room = px(18), place.width() - px(12)
        for text, x_share, y in (
            (f"↑ {up}", 0.0, place.top() + px(2)),
            (f"{across} →", 1.0, place.bottom() - px(2) - height),
        ):
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room))
            width = metrics.horizontalAdvance(shown)
            x = place.left() + px(6) + x_share * (room - width)
            write_haloed(painter, QRectF(x, y, width, height), shown, theme().colour("secondary"))

    # -- rows and territories --------------------------------------------------------------

    def _paint_points(self, painter: QPainter, place: QRectF) -> None:
        shown, card = self.map, self.card
        assert shown is not None
        assert card is not None
        px = theme().px
        radius = px(_POINT) if len(shown.x) < 250 else px(_POINT) * 0.85  # noqa: PLR2004
        xs = place.left() + (shown.x - shown.left) / (shown.right - shown.left) * place.width()
        ys = place.bottom() - (shown.y - shown.bottom) / (shown.top - shown.bottom) * (
            place.height()
        )
        quiet = QPen(theme().colour("background"), 1)
        wrong = QPen(theme().colour("text"), px(1.8))
        low, high = value_range(shown)
        # Errors last: they lie above.
        classification = card.task == "classification"
        errors = shown.point_truths != shown.point_answers
        order = np.argsort(errors, kind="stable") if classification else np.arange(len(xs))
        for index in order:
            centre = QPointF(float(xs[index]), float(ys[index]))
            truth = float(shown.point_truths[index])
            if classification:
                ring = wrong if errors[index] else quiet
                grown = 1.25 if errors[index] else 1.0
                draw_mark(painter, int(truth), centre, radius * grown, ring)
            else:
                painter.setPen(QPen(theme().colour("background"), 1))
                painter.setBrush(value_colour((truth - low) / (high - low)))
                painter.drawEllipse(centre, radius, radius)

    def _paint_names(self, painter: QPainter, place: QRectF) -> None:
        """Write the name of each class on its territory."""
        shown, card = self.map, self.card
        assert shown is not None
        assert card is not None
        px = theme().px
        painter.setFont(theme().font(16, QFont.Weight.Bold))
        up, across = shown.answers.shape
        for number, name in enumerate(card.classes):
            mine = shown.answers == number
            if mine.mean() < _LEAST_TERRITORY:
                continue
            row, column = _heart(mine)
            centre = QPointF(
                place.left() + (column + 0.5) / across * place.width(),
                place.bottom() - (row + 0.5) / up * place.height(),
            )
            width = painter.fontMetrics().horizontalAdvance(str(name)) + px(8)
            x = min(max(centre.x() - width / 2, place.left()), place.right() - width)
            y = min(max(centre.y() - px(12), place.top()), place.bottom() - px(24))
            ink = class_colour(number)
            ink = ink.darker(150) if theme().name == "light" else ink.lighter(120)
            write_haloed(painter, QRectF(x, y, width, px(24)), str(name), ink)

    # -- legend ----------------------------------------------------------------------------

    def _entries(self) -> tuple[str, ...]:
        assert self.card is not None
        return (*(str(self.card.classes[one]) for one in self._known()), _("ringed: wrong"))

    def _known(self) -> list[int]:
        """Return the classes of the legend: of very many, those with most rows on the map."""
        assert self.map is not None
        assert self.card is not None
        count = len(self.card.classes)
        if count <= _MOST_IN_LEGEND:
            return list(range(count))
        rows = np.bincount(self.map.point_truths.astype(int), minlength=count)
        return sorted(int(one) for one in np.argsort(-rows, kind="stable")[:_MOST_IN_LEGEND])

    def _layout(self, painter: QPainter, width: float) -> list[tuple[float, int]]:
        """Return where each entry of the legend begins: x and line."""
        px = theme().px
        painter.setFont(theme().font(12))
        x, line, places = 0.0, 0, []
        for text in self._entries():
            needed = px(18) + painter.fontMetrics().horizontalAdvance(text)
            if x > 0 and x + needed > width:
                x, line = 0.0, line + 1
            places.append((x, line))
            x += needed + px(14)
        return places

    def _legend_height(self, painter: QPainter, width: float) -> float:
        assert self.card is not None
        px = theme().px
        if self.card.task == "regression":
            return px(_LEGEND_LINE + 4)
        return px(_LEGEND_LINE) * (1 + self._layout(painter, width)[-1][1])

    def _paint_legend(self, painter: QPainter, place: QRectF) -> None:
        px = theme().px
        places, known = self._layout(painter, place.width()), self._known()
        for index, (text, (x, line)) in enumerate(zip(self._entries(), places, strict=True)):
            box = QRectF(
                place.left() + x, place.top() + line * px(_LEGEND_LINE), place.width(), px(18)
            )
            centre = QPointF(box.left() + px(7), box.center().y())
            if index < len(known):
                ring = QPen(theme().colour("background"), 1)
                draw_mark(painter, known[index], centre, px(5), ring)
            else:
                painter.setPen(QPen(theme().colour("text"), px(1.8)))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(centre, px(4.5), px(4.5))
            painter.setPen(theme().colour("text"))
            painter.setFont(theme().font(12))
            painter.drawText(
                box.adjusted(px(17), 0, 0, 0),
                int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
                text,
            )

    def _paint_scale(self, painter: QPainter, place: QRectF) -> None:
        shown, card = self.map, self.card
        assert shown is not None
        assert card is not None
        px = theme().px
        low, high = value_range(shown)
        painter.setFont(theme().font(12))
        painter.setPen(theme().colour("text"))
        texts = (words.value(low), f"{words.value(high)}  {words.target_name(card)}")
        first = painter.fontMetrics().horizontalAdvance(texts[0]) + px(8)
        side = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(place, side, texts[0])
        bar = QRectF(place.left() + first, place.center().y() - px(5), px(120), px(10))
        painter.drawImage(bar, coloured_image(ramp(np.linspace(0, 1, 60)[np.newaxis])))
        painter.drawText(place.adjusted(first + px(128), 0, 0, 0), side, texts[1])


def _heart(mine: NDArray[np.bool_]) -> tuple[int, int]:
    """Return the cell farthest from the border of the territory: (row, column)."""
    depth = np.zeros(mine.shape, dtype=int)
    left = np.pad(mine, 1)
    while left.any():
        depth += left[1:-1, 1:-1]
        left[1:-1, 1:-1] &= left[:-2, 1:-1] & left[2:, 1:-1] & left[1:-1, :-2] & left[1:-1, 2:]
    row, column = np.unravel_index(int(depth.argmax()), depth.shape)
    return int(row), int(column)


def _ticks(low: float, high: float, wanted: int) -> list[tuple[float, float]]:
    """Return a few round values between *low* and *high*, each with their spacing."""
    spacing = round_spacing((high - low) / wanted)
    first, last = int(np.ceil(low / spacing)), int(np.floor(high / spacing))
    return [(index * spacing, spacing) for index in range(first, last + 1)]
