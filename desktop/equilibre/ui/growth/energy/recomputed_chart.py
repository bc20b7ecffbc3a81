"""The printed energy above the recomputed one, and the multiplication that gives it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from equilibre.texts import _, labelled
from equilibre.ui.growth.energy.bars import paint_bars
from equilibre.ui.growth.energy.state import Factor, Recomputed
from equilibre.ui.plots.frame import ChartData, ChartFrame
from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme

_TALLEST_BAR = 62  # pixels at 100 %
_CHAIN = 78
_LOWEST_BAR = 23
_FRAME = 60
_SIGN = 20
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
_WRAPPED = int(Qt.TextFlag.TextWordWrap)


class RecomputedPicture(Picture):
    """Paints two or three aligned bars, then the factors."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = Recomputed()

    def show_recomputed(self, shown: Recomputed) -> None:
        if shown != self.shown:
            self.shown = shown
            self.update()

    def paint(self, painter: QPainter, target: QRectF) -> None:
        px = theme().px
        shown = self.shown
        chain = px(_CHAIN) if shown.factors else 0.0
        room = target.adjusted(0, px(4), -px(8), -chain - px(6))
        if shown.missing:
            _paint_hole(painter, room, shown.missing)
        else:
            paint_bars(painter, shown.bars, room, px(_TALLEST_BAR))
            used = min(px(_TALLEST_BAR) * len(shown.bars), room.height())
            below = min(px(24), (room.height() - used) / 2)
            self._chain(
                painter,
                QRectF(target.left(), room.top() + used + below, target.width() - px(8), chain),
            )

    def _chain(self, painter: QPainter, place: QRectF) -> None:
        """Paint the factors side by side, each as wide as the others, then the product."""
        parts = [*self.shown.factors, *([self.shown.result] if self.shown.result else [])]
        if not parts:
            return
        sign = theme().px(_SIGN)
        width = min((place.width() - sign * (len(parts) - 1)) / len(parts), theme().px(260))
        for index, factor in enumerate(parts):
            box = QRectF(place.left() + index * (width + sign), place.top(), width, place.height())
            _paint_factor(painter, factor, box)
            if index:
                painter.setFont(theme().font(15))
                painter.setPen(theme().colour("secondary"))
                mark = "=" if factor is self.shown.result else "×"
                painter.drawText(
                    QRectF(box.left() - sign, box.top(), sign, theme().px(24)), _CENTRE, mark
                )


def _paint_hole(painter: QPainter, room: QRectF, sentence: str) -> None:
    """Paint an empty place where the bars would stand, and say why."""
    px = theme().px
    hole = QRectF(room.left() + px(4), room.top() + px(6), room.width() - px(8), px(52))
    painter.setPen(QPen(theme().colour("axis"), 1.4, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(hole)
    painter.setFont(theme().font(18, QFont.Weight.DemiBold))
    painter.setPen(theme().colour("secondary"))
    painter.drawText(hole, int(Qt.AlignmentFlag.AlignCenter), _("never published"))
    painter.setFont(theme().font(14))
    painter.setPen(theme().colour("text"))
    below = room.adjusted(px(4), px(6 + 52 + 16), -px(8), 0)
    painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft) | _WRAPPED, sentence)


def _paint_factor(painter: QPainter, factor: Factor, box: QRectF) -> None:
    px = theme().px
    size = 20.0 if box.width() > px(200) else 17.0
    while size > 12 and (  # noqa: PLR2004 - the smallest that still reads as a figure
        QFontMetricsF(theme().font(size, QFont.Weight.DemiBold)).horizontalAdvance(factor.value)
        > box.width()
    ):
        size -= 1
    painter.setFont(theme().font(size, QFont.Weight.DemiBold))
    painter.setPen(theme().colour("accent" if factor.moved else "text"))
    painter.drawText(QRectF(box.left(), box.top(), box.width(), px(24)), _CENTRE, factor.value)
    line = Qt.PenStyle.DashLine if factor.assumed else Qt.PenStyle.SolidLine
    painter.setPen(QPen(theme().colour("axis"), 1.2, line))
    middle, half = box.center().x(), min(box.width() * 0.4, px(60))
    y = box.top() + px(26)
    painter.drawLine(QPointF(middle - half, y), QPointF(middle + half, y))
    painter.setFont(theme().font(11.5))
    painter.setPen(theme().colour("text"))
    painter.drawText(
        QRectF(box.left(), y + px(3), box.width(), px(16)),
        _CENTRE,
        QFontMetricsF(painter.font()).elidedText(
            factor.name, Qt.TextElideMode.ElideRight, box.width()
        ),
    )
    painter.setPen(theme().colour("secondary"))
    painter.drawText(
        QRectF(box.left(), y + px(19), box.width(), px(32)), _CENTRE | _WRAPPED, factor.kind
    )


class RecomputedChart(ChartFrame):
    """The hero of the page."""

    def __init__(self) -> None:
        self.bars = RecomputedPicture()
        super().__init__("energy-recomputed", _("Printed and recomputed"), self.bars)

    def show_recomputed(self, shown: Recomputed) -> None:
        self.set_titles(shown.title, shown.subtitle)
        self.bars.show_recomputed(shown)
        px = theme().px
        self.setMinimumHeight(px(_FRAME + _CHAIN) + px(_LOWEST_BAR) * max(2, len(shown.bars)))
        self.tell()

    def data(self) -> ChartData:
        shown = self.bars.shown
        return ChartData(
            (_("figure"), _("value"), _("unit"), _("how it is known")),
            (
                *((bar.name, bar.value, shown.unit, "") for bar in shown.bars),
                *((factor.name, factor.value, "", factor.kind) for factor in shown.factors),
            ),
        )

    def summary(self) -> str:
        shown = self.bars.shown
        if shown.missing:
            return shown.missing
        factors = " × ".join(f"{factor.value} ({factor.name})" for factor in shown.factors)
        return "\n".join(
            [
                self._title_text,
                *(labelled(bar.name, bar.text) for bar in shown.bars),
                *([f"{factors} = {shown.result.value}"] if shown.result else []),
            ]
        )
