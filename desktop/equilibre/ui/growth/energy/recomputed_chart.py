"""The printed energy above the recomputed one, and the multiplication that gives it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from equilibre.texts import _, labelled
from equilibre.ui.growth.energy.bars import paint_bars
from equilibre.ui.growth.energy.chain import paint_chain
from equilibre.ui.growth.energy.state import Recomputed
from equilibre.ui.plots.frame import ChartData, ChartFrame
from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme

_TALLEST_BAR = 62  # pixels at 100 %
_CHAIN = 78
_LOWEST_BAR = 23
_FRAME = 60
_COLUMNS = {
    "energy": "energy_joules",
    "power": "power_watts",
    "devices": "devices",
    "hours": "duration_seconds",
    "pue": "PUE",
}
"""The column of the table where each factor stands alone."""
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
            paint_chain(
                painter,
                shown.factors,
                shown.result,
                QRectF(target.left(), room.top() + used + below, target.width() - px(8), chain),
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


def _row(name: str, key: str, amount: float | None, kind: str) -> tuple[object, ...]:
    return (name, *(amount if column == key else None for column in _COLUMNS), kind)


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
            (_("account"), *_COLUMNS.values(), _("how it is known")),
            (
                *(_row(bar.name, "energy", bar.amount, bar.kind) for bar in shown.bars),
                *(_row(each.name, each.key, each.amount, each.kind) for each in shown.factors),
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
