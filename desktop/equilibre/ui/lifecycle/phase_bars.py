"""Small multiples: for each indicator, what every phase of life adds to A and to B."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from equilibre.texts import _
from equilibre.ui.board import Choice
from equilibre.ui.lifecycle.state import Bar, LifecycleState, Panel
from equilibre.ui.plots.frame import ChartData, ChartFrame
from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme

_THICKEST = 26  # pixels at 100 %
_COLUMNS = 2


class PhasePicture(Picture):
    """Paints the panels, two in a row."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.panels: tuple[Panel, ...] = ()
        self.chosen = ""

    def show_panels(self, panels: tuple[Panel, ...], chosen: str) -> None:
        if (panels, chosen) != (self.panels, self.chosen):
            self.panels, self.chosen = panels, chosen
            self.update()

    def paint(self, painter: QPainter, target: QRectF) -> None:
        if not self.panels:
            return
        for panel, place in zip(self.panels, self._places(target), strict=True):
            self._paint_panel(painter, panel, place)

    def _places(self, target: QRectF) -> list[QRectF]:
        px = theme().px
        gap = px(20)
        rows = -(-len(self.panels) // _COLUMNS)
        height = target.height() / rows
        width = (target.width() - gap) / _COLUMNS
        return [
            QRectF(
                target.left() + (index % _COLUMNS) * (width + gap),
                target.top() + (index // _COLUMNS) * height,
                width,
                height,
            )
            for index in range(len(self.panels))
        ]

    def _paint_panel(self, painter: QPainter, panel: Panel, place: QRectF) -> None:
        px = theme().px
        weight = QFont.Weight.DemiBold if panel.indicator == self.chosen else QFont.Weight.Medium
        painter.setFont(theme().font(12, weight))
        painter.setPen(theme().colour("text" if panel.indicator == self.chosen else "secondary"))
        title = QRectF(place.left() + px(22), place.top(), place.width() - px(22), px(17))
        painter.drawText(title, int(Qt.AlignmentFlag.AlignVCenter), panel.title)
        room = place.height() - px(17) - px(6)
        row = room / max(1, len(panel.bars))
        room_for_text = px(136)
        width = place.width() - px(22) - room_for_text
        for index, bar in enumerate(panel.bars):
            y = place.top() + px(17) + index * row
            self._paint_bar(
                painter,
                panel,
                bar,
                QRectF(place.left() + px(22), y, width, row),
                room_for_text,
            )

    def _paint_bar(
        self, painter: QPainter, panel: Panel, bar: Bar, place: QRectF, room: float
    ) -> None:
        px = theme().px
        thick = min(px(_THICKEST), place.height() * 0.58)
        box = QRectF(place.left(), place.center().y() - thick / 2, place.width(), thick)
        painter.setFont(theme().font(12, QFont.Weight.DemiBold))
        painter.setPen(theme().colour("text"))
        painter.drawText(
            QRectF(place.left() - px(22), place.top(), px(18), place.height()),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
            bar.name,
        )
        scale = place.width() / panel.top if panel.top > 0 else 0.0
        x = box.left()
        painter.setPen(QPen(theme().colour("background"), 1))
        for segment in bar.segments:
            width = segment.value * scale
            painter.setBrush(_brush(segment.group))
            painter.setPen(QPen(theme().colour("background"), 1 if width > px(3) else 0.4))
            piece = QRectF(x, box.top(), width, thick)
            painter.drawRect(piece)
            self._label(painter, piece, segment.name, segment.group)
            x += width
        if bar.missing:
            stub = QRectF(x, box.top(), px(18), thick)
            painter.setPen(QPen(theme().colour("axis"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(_missing_brush())
            painter.drawRect(stub)
        if bar.total is not None and bar.high > bar.low:
            self._whisker(painter, bar, place, box, scale)
        self._totals(painter, bar, QRectF(place.right() + px(8), place.top(), room, place.height()))

    def _whisker(
        self, painter: QPainter, bar: Bar, place: QRectF, box: QRectF, scale: float
    ) -> None:
        px = theme().px
        low, high = place.left() + bar.low * scale, place.left() + bar.high * scale
        high = min(high, place.right())
        y = box.bottom() + px(4)
        painter.setPen(QPen(theme().colour("text"), 1.2))
        painter.drawLine(QPointF(low, y), QPointF(high, y))
        for end in (low, high):
            painter.drawLine(QPointF(end, y - px(2)), QPointF(end, y + px(2)))

    def _totals(self, painter: QPainter, bar: Bar, place: QRectF) -> None:
        px = theme().px
        big, small = theme().font(13, QFont.Weight.DemiBold), theme().font(11)
        line, small_line = QFontMetricsF(big).height(), QFontMetricsF(small).height()
        two = place.height() > line + small_line + px(4)
        y = place.center().y() - (line + (small_line if two else 0)) / 2
        painter.setFont(big)
        painter.setPen(theme().colour("text"))
        where = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(place.left(), y, place.width(), line), where, bar.total_text)
        painter.setFont(small)
        painter.setPen(theme().colour("secondary"))
        if two:
            below = QRectF(place.left(), y + line, place.width(), small_line)
            painter.drawText(below, where, bar.interval_text)
        else:
            x = QFontMetricsF(big).horizontalAdvance(bar.total_text) + px(6)
            rest = QRectF(place.left() + x, y, place.width() - x, line)
            painter.drawText(
                rest,
                where,
                QFontMetricsF(small).elidedText(
                    bar.interval_text, Qt.TextElideMode.ElideRight, rest.width()
                ),
            )

    def _label(self, painter: QPainter, piece: QRectF, text: str, group: str) -> None:
        """Write the name of a phase inside its piece where it fits."""
        font = theme().font(11)
        if QFontMetricsF(font).horizontalAdvance(text) + theme().px(10) > piece.width():
            return
        if QFontMetricsF(font).height() > piece.height() + 1:
            return
        painter.setFont(font)
        painter.setPen(_ink(QColor(theme().colours.phases[group])))
        painter.drawText(piece, int(Qt.AlignmentFlag.AlignCenter), text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panels:
            return
        for panel, place in zip(self.panels, self._places(QRectF(self.rect())), strict=True):
            if place.contains(event.position()):
                self.picked.emit(panel.indicator)


class Legend(QWidget):
    """The colours of the phases, on one line."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def show_groups(self, groups: tuple[Choice, ...], missing: bool) -> None:
        entries = [(choice.text, choice.key) for choice in groups]
        if missing:
            entries.append((_("no data"), ""))
        if tuple(entries) != self._entries:
            self._entries = tuple(entries)
            self.setAccessibleName(", ".join(text for text, _key in entries))
            self.updateGeometry()
            self.update()

    def _font(self) -> QFont:
        return theme().font(11.5)

    def sizeHint(self) -> QSize:
        metrics, px = QFontMetricsF(self._font()), theme().px
        width = sum(metrics.horizontalAdvance(text) + px(29) for text, _key in self._entries)
        return QSize(round(width), round(metrics.height()) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        px = theme().px
        painter.setFont(self._font())
        metrics = QFontMetricsF(self._font())
        x, middle = 0.0, self.height() / 2
        for text, key in self._entries:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_brush(key) if key else _missing_brush())
            painter.drawRect(QRectF(x, middle - px(5), px(11), px(11)))
            painter.setPen(theme().colour("secondary"))
            width = metrics.horizontalAdvance(text)
            painter.drawText(
                QRectF(x + px(15), 0, width + px(4), self.height()),
                int(Qt.AlignmentFlag.AlignVCenter),
                text,
            )
            x += px(15) + width + px(14)
        painter.end()


class PhaseBars(ChartFrame):
    """The totals of A and B, cut by phase, one small chart for each indicator."""

    picked = Signal(str)

    def __init__(self) -> None:
        self.bars = PhasePicture()
        super().__init__("phases", _("Impacts by phase of life"), self.bars)
        self.bars.picked.connect(self.picked)
        self._legend = Legend()
        self.add_to_head(self._legend)

    def show_state(self, state: LifecycleState) -> None:
        self.set_titles(
            _("Impacts by phase of life"),
            _("each indicator has its own scale · line and brackets: 90% of the draws"),
        )
        self.bars.show_panels(state.panels, state.indicator)
        missing = any(bar.missing for panel in state.panels for bar in panel.bars)
        self._legend.show_groups(state.groups, missing)
        self.tell()

    def data(self) -> ChartData:
        return ChartData(
            ("indicator", "variant", "phases", "value"),
            tuple(
                (panel.title, bar.name, segment.name, segment.value)
                for panel in self.bars.panels
                for bar in panel.bars
                for segment in bar.segments
            ),
        )

    def summary(self) -> str:
        return "\n".join(
            _("{indicator}, {variant}: {total}, {interval}. {missing}").format(
                indicator=panel.title,
                variant=bar.name,
                total=bar.total_text,
                interval=bar.interval_text,
                missing=bar.missing,
            )
            for panel in self.bars.panels
            for bar in panel.bars
        )


def _brush(group: str) -> QBrush:
    return QBrush(QColor(theme().colours.phases[group]))


def _missing_brush() -> QBrush:
    return QBrush(theme().colour("idle", 160), Qt.BrushStyle.BDiagPattern)


def _ink(ground: QColor) -> QColor:
    """Return black or white, whichever reads better on *ground*."""
    dark = ground.lightnessF() < 0.5  # noqa: PLR2004
    return QColor("#FFFFFF" if dark else "#10151A")
