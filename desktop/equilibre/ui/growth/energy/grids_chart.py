"""What one training would emit on other grids, as bars of one unit."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from equilibre.texts import _, labelled
from equilibre.ui.growth.energy.bars import paint_bars
from equilibre.ui.growth.energy.state import Grids
from equilibre.ui.plots.frame import ChartData, ChartFrame
from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme

_TALLEST_ROW = 52  # pixels at 100 %


class GridsPicture(Picture):
    """Paints a bar for each grid."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = Grids()

    def show_grids(self, shown: Grids) -> None:
        if shown != self.shown:
            self.shown = shown
            self.update()

    def paint(self, painter: QPainter, target: QRectF) -> None:
        px = theme().px
        room = target.adjusted(0, px(4), -px(8), -px(2))
        if self.shown.missing:
            painter.setFont(theme().font(13))
            painter.setPen(theme().colour("text"))
            wrapped = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(room, wrapped, self.shown.missing)
        else:
            paint_bars(painter, self.shown.bars, room, px(_TALLEST_ROW))


class GridsChart(ChartFrame):
    """The same training on another grid."""

    def __init__(self) -> None:
        self.bars = GridsPicture()
        super().__init__("other-grids", _("On another grid"), self.bars)

    def show_grids(self, shown: Grids) -> None:
        self.set_titles(shown.title, shown.subtitle)
        self.bars.show_grids(shown)
        self.tell()

    def data(self) -> ChartData:
        shown = self.bars.shown
        return ChartData(
            (_("electricity"), "CO2e_grams_per_kilowatt_hour", "year", "CO2e_kilograms"),
            tuple(
                (bar.name, bar.grams_per_kilowatt_hour, bar.year, bar.amount) for bar in shown.bars
            ),
        )

    def summary(self) -> str:
        shown = self.bars.shown
        if shown.missing:
            return shown.missing
        return "\n".join([self._title_text, *(labelled(bar.name, bar.text) for bar in shown.bars)])
