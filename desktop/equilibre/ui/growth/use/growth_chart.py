"""Efficiency against demand over the years, and the energy that their ratio makes."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from equilibre.texts import _
from equilibre.ui.growth.use.state import Curve, Curves
from equilibre.ui.plots.frame import ChartData, ChartFrame
from equilibre.ui.plots.picture import Picture
from equilibre.ui.plots.ruling import rule_heights, rule_widths, tick_room, write
from equilibre.ui.theme import theme

_POINTS = 160
_GLIDE_MILLISECONDS = 300
_HALFWAY = 0.5


class GrowthPicture(Picture):
    """Paints three exponentials from 1; the vertical axis glides from linear to logarithmic."""

    def __init__(self) -> None:
        super().__init__()
        self.growth: Curves | None = None
        self.bend = 1.0  # 0: linear, 1: logarithmic
        self._glide = QVariantAnimation(self)
        self._glide.setDuration(_GLIDE_MILLISECONDS)
        self._glide.valueChanged.connect(self._bent)

    def show_growth(self, growth: Curves, motion: bool) -> None:
        """Show *growth*; the axis glides to its scale where things may move."""
        if growth == self.growth:
            return
        before, self.growth = self.growth, growth
        wanted = 1.0 if growth.logarithmic else 0.0
        self._glide.stop()
        if motion and before is not None and before.logarithmic != growth.logarithmic:
            self._glide.setStartValue(self.bend)
            self._glide.setEndValue(wanted)
            self._glide.start()
        else:
            self.bend = wanted
        self.update()

    def _bent(self, value: float) -> None:
        self.bend = value
        self.update()

    def paint(self, painter: QPainter, target: QRectF) -> None:
        growth = self.growth
        if growth is None:
            return
        px = theme().px
        ticks = growth.logarithmic_ticks if self.bend > _HALFWAY else growth.linear_ticks
        left = max(tick_room(growth.logarithmic_ticks), tick_room(growth.linear_ticks))
        names = max(_width(curve) for curve in growth.curves)
        plot = target.adjusted(left, px(10), -names - px(14), -px(26))
        rule_heights(painter, ticks, plot, target.left())
        rule_widths(painter, growth.year_ticks, plot)
        for curve in growth.curves:
            self._curve(painter, growth, curve, plot)
        self._names(painter, growth, plot, target)

    def _curve(self, painter: QPainter, growth: Curves, curve: Curve, plot: QRectF) -> None:
        px = theme().px
        pen = QPen(_ink(curve.key), px(4.5 if curve.key == "energy" else 2))
        if curve.key == "efficiency":
            pen.setStyle(Qt.PenStyle.DashLine)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(
            QPolygonF(
                [
                    QPointF(
                        plot.left() + index / _POINTS * plot.width(),
                        self._height(growth, curve, index / _POINTS, plot),
                    )
                    for index in range(_POINTS + 1)
                ]
            )
        )

    def _height(self, growth: Curves, curve: Curve, share: float, plot: QRectF) -> float:
        value: float = curve.factor ** (share * growth.years)
        low, high = growth.decades
        up = (math.log10(value) - low) / (high - low)
        flat = value / growth.linear_top
        return plot.bottom() - (self.bend * up + (1 - self.bend) * flat) * plot.height()

    def _names(self, painter: QPainter, growth: Curves, plot: QRectF, target: QRectF) -> None:
        """Write each name at the end of its curve, pushed apart where they would meet."""
        px = theme().px
        ends = sorted(
            ((self._height(growth, curve, 1.0, plot), curve) for curve in growth.curves),
            key=lambda end: end[0],
        )
        heights = [
            QFontMetricsF(theme().font(12)).height() * (curve.label.count("\n") + 1) + px(4)
            for _y, curve in ends
        ]
        # From the bottom up: a name pushed down would leave the picture.
        floor = plot.bottom() + px(2)
        for (y, curve), height in zip(reversed(ends), reversed(heights), strict=True):
            y = min(y, floor - height / 2)
            floor = y - height / 2
            where = QPointF(plot.right() + px(10), y)
            write(painter, curve.label, where, _ink(curve.key), target)


class GrowthChart(ChartFrame):
    """The curves in their frame."""

    def __init__(self) -> None:
        self.growth = GrowthPicture()
        super().__init__("two-curves", _("Efficiency against demand"), self.growth)

    def show_growth(self, growth: Curves, motion: bool) -> None:
        self.set_titles(growth.title, growth.subtitle)
        self.growth.show_growth(growth, motion)
        self.tell()

    def data(self) -> ChartData:
        header = ("years", "demand", "efficiency", "energy")
        growth = self.growth.growth
        return ChartData(header, growth.rows) if growth else ChartData()

    def summary(self) -> str:
        growth = self.growth.growth
        return growth.summary if growth else ""


def _ink(key: str) -> QColor:
    colours = theme().colours
    return QColor(
        {
            "demand": colours.signs["more"],
            "efficiency": colours.signs["less"],
            "energy": colours.text,
        }[key]
    )


def _width(curve: Curve) -> float:
    metrics = QFontMetricsF(theme().font(12, theme().font().Weight.DemiBold))
    return max(map(metrics.horizontalAdvance, curve.label.split("\n")))
