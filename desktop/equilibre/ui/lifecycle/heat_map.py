"""Devices × phases: where in the life of which device the impacts are."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from equilibre.texts import _, labelled
from equilibre.ui.lifecycle.state import Cell, HeatMap
from equilibre.ui.plots.frame import ChartData, ChartFrame
from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme

_NAMES = 150  # pixels at 100 % for the names of the devices
_TOTALS = 76
_NARROW, _VERY_NARROW = 560, 420
_LEAST_COLUMN = 40
_TALLEST = 68
_SMALLEST_FONT = 9.0


class HeatMapPicture(Picture):
    """Paints the table; darker is more, blue is less where a difference is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.heat_map = HeatMap()

    def show_map(self, heat_map: HeatMap) -> None:
        if heat_map != self.heat_map:
            self.heat_map = heat_map
            self.update()

    def paint(self, painter: QPainter, target: QRectF) -> None:
        shown = self.heat_map
        if not shown.devices:
            return
        px = theme().px
        names, totals = px(_NAMES), px(_TOTALS)
        if target.width() < px(_NARROW):
            names, totals = px(112), px(56)
        if target.width() < px(_VERY_NARROW):
            names, totals = px(100), px(48)
        head = px(36)
        columns = self._columns(target.left() + names, target.width() - names - totals)
        height = min(px(_TALLEST), (target.height() - head - px(24)) / (len(shown.devices)))
        for (left, width), phase in zip(columns, shown.phases, strict=True):
            self._heading(painter, QRectF(left, target.top(), width, head), phase)
        total = QRectF(target.right() - totals, target.top(), totals, head)
        self._heading(painter, total, _("Total"))
        for index, device in enumerate(shown.devices):
            y = target.top() + head + index * height
            self._name(painter, QRectF(target.left(), y, names - px(8), height), device)
            for (left, width), cell in zip(columns, shown.cells[index], strict=True):
                self._cell(painter, QRectF(left, y, width, height), cell)
            self._total(
                painter,
                QRectF(target.right() - totals, y, totals - px(4), height),
                shown.device_totals[index],
            )
        y = target.top() + head + len(shown.devices) * height
        for (left, width), text in zip(columns, shown.phase_totals, strict=True):
            self._total(painter, QRectF(left, y, width, px(22)), text, centre=True)
        self._total(
            painter, QRectF(target.right() - totals, y, totals - px(4), px(22)), shown.total, True
        )

    def _columns(self, left: float, room: float) -> list[tuple[float, float]]:
        """Return where each phase begins and how wide it is: all alike where the words allow it."""
        metrics = QFontMetricsF(theme().font(_SMALLEST_FONT))
        phases = self.heat_map.phases
        equal = room / max(1, len(phases))
        least, gap = theme().px(_LEAST_COLUMN), theme().px(3)
        needs = [max(least, metrics.horizontalAdvance(_longest(one)) + gap) for one in phases]
        lack = sum(max(0.0, need - equal) for need in needs)
        spare = sum(max(0.0, equal - need) for need in needs)
        widths = [equal] * len(needs)
        if 0 < lack <= spare:  # those that have room to spare give of it
            given = lack / spare
            widths = [need if need > equal else equal - given * (equal - need) for need in needs]
        return [(left + sum(widths[:index]), width) for index, width in enumerate(widths)]

    def _heading(self, painter: QPainter, place: QRectF, text: str) -> None:
        size = 11.0
        longest = _longest(text)
        while size > _SMALLEST_FONT and (
            QFontMetricsF(theme().font(size)).horizontalAdvance(longest) > place.width() - 2
        ):
            size -= 0.5
        painter.setFont(theme().font(size))
        painter.setPen(theme().colour("secondary"))
        flags = int(
            Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
        )
        painter.drawText(place.adjusted(1, 0, -1, -theme().px(3)), flags, text)

    def _name(self, painter: QPainter, place: QRectF, text: str) -> None:
        font = theme().font(12)
        painter.setFont(font)
        painter.setPen(theme().colour("text"))
        elided = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(
            place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), elided
        )

    def _cell(self, painter: QPainter, place: QRectF, cell: Cell) -> None:
        box = place.adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if cell.empty:
            painter.setBrush(theme().colour("grid", 70))
            painter.drawRect(box)
            return
        colour = QColor(theme().colours.signs["less" if cell.share < 0 else "more"])
        colour.setAlphaF(0.08 + 0.92 * min(1.0, abs(cell.share)))
        painter.setBrush(colour)
        painter.drawRect(box)
        if cell.missing:
            painter.setBrush(QBrush(theme().colour("idle", 170), Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(theme().colour("axis"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(box)
        strong = abs(cell.share) > 0.45  # noqa: PLR2004 - the ground is then as dark as its colour
        painter.setPen(theme().colour("background" if strong else "text"))
        font = theme().font(11.5, QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        painter.setFont(font)
        painter.drawText(
            box,
            int(Qt.AlignmentFlag.AlignCenter),
            QFontMetricsF(font).elidedText(cell.text, Qt.TextElideMode.ElideRight, box.width() - 2),
        )

    def _total(
        self,
        painter: QPainter,
        place: QRectF,
        text: str,
        strong: bool = False,
        centre: bool = False,
    ) -> None:
        painter.setFont(theme().font(12, QFont.Weight.DemiBold if strong else QFont.Weight.Medium))
        painter.setPen(theme().colour("text" if not centre else "secondary"))
        side = Qt.AlignmentFlag.AlignHCenter if centre else Qt.AlignmentFlag.AlignRight
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | side), text)


def _longest(text: str) -> str:
    return max(text.split(), key=len)


class HeatMapChart(ChartFrame):
    """The heat map in its frame."""

    def __init__(self) -> None:
        self.table = HeatMapPicture()
        super().__init__("devices-phases", _("Devices × phases"), self.table)

    def show_map(self, heat_map: HeatMap, subtitle: str) -> None:
        self.set_titles(heat_map.title, subtitle)
        self.table.show_map(heat_map)
        self.tell()

    def data(self) -> ChartData:
        shown = self.table.heat_map
        return ChartData(
            (_("device"), *(f"{phase} ({shown.unit})" for phase in shown.phases)),
            tuple(
                (
                    device,
                    *(
                        _("no data")
                        if cell.missing and value is None
                        else value
                        if value is not None
                        else ""
                        for cell, value in zip(shown.cells[index], shown.values[index], strict=True)
                    ),
                )
                for index, device in enumerate(shown.devices)
            ),
        )

    def summary(self) -> str:
        shown = self.table.heat_map
        return "\n".join(
            [
                labelled(shown.title, shown.total),
                *(
                    labelled(device, total)
                    for device, total in zip(shown.devices, shown.device_totals, strict=True)
                ),
            ]
        )
