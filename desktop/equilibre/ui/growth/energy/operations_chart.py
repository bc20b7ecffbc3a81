"""The trainings of a table as dots: operations printed and recomputed, and one written out."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen

from equilibre import numbers
from equilibre.texts import _, labelled
from equilibre.ui.growth.energy.chain import paint_chain
from equilibre.ui.growth.energy.decades import DecadeAxis
from equilibre.ui.growth.energy.state import CountedRow, Operations
from equilibre.ui.plots.frame import ChartData, ChartFrame
from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme

_TALLEST_ROW = 40  # pixels at 100 %
_HEAD = 18
_SENTENCE = 24
_CHAIN = 76
_ABOVE = 14  # between the rows and the sentence, where there is room
_RADIUS = 3.0
_RING = 6.0
_TIGHT = 17
_FLAT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class OperationsPicture(Picture):
    """Paints a row for each training: a full dot in a ring, and both figures."""

    chosen = Signal(str)  # key of a row

    def __init__(self) -> None:
        super().__init__()
        self.shown = Operations()
        self.under_mouse = -1  # the row below the mouse; -1: none
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_operations(self, shown: Operations) -> None:
        if shown != self.shown:
            self.shown = shown
            self.update()

    def paint(self, painter: QPainter, target: QRectF) -> None:
        rows = self.shown.rows
        if not rows:
            return
        px = theme().px
        place, body, row = self._places(target)
        size = 12.5 if row >= px(_TIGHT) else 11.5
        factors = _widest(11.5, [each.factor for each in rows]) + px(12)
        names = _widest(size, [each.name for each in rows]) + px(10) + factors
        figures = _widest(11.5, [*self._heads(), *_figures(rows)]) + px(14)
        axis = DecadeAxis.around(
            [value for each in rows for value in (each.printed, each.recomputed)],
            QRectF(
                place.left() + names,
                body.top(),
                place.width() - names - 2 * figures,
                row * len(rows),
            ),
        )
        self._ground(painter, place, body.top(), row)
        head = QRectF(axis.place.right(), place.top(), figures, px(_HEAD))
        axis.paint(painter, head, numbers.power_of_ten)
        painter.setFont(theme().font(11.5, QFont.Weight.DemiBold))
        for index, (text, colour) in enumerate(zip(self._heads(), ("text", "accent"), strict=True)):
            painter.setPen(theme().colour(colour))
            painter.drawText(head.translated(index * figures, 0), _RIGHT, text)
        for index, each in enumerate(rows):
            line = QRectF(place.left(), body.top() + index * row, names - factors, row)
            _paint_row(painter, each, line, axis, (factors, figures, size))
        bottom = axis.place.bottom()
        room = place.bottom() - bottom - px(_SENTENCE + _CHAIN)
        self._written_out(painter, place, bottom + min(px(_ABOVE), max(0.0, room)))

    def _places(self, target: QRectF) -> tuple[QRectF, QRectF, float]:
        """Return the place of everything, that of the rows, and the height of a row."""
        px = theme().px
        place = target.adjusted(0, px(2), -px(8), -px(2))
        body = place.adjusted(0, px(_HEAD), 0, -px(_SENTENCE + _CHAIN))
        return place, body, min(px(_TALLEST_ROW), body.height() / max(1, len(self.shown.rows)))

    def _ground(self, painter: QPainter, place: QRectF, top: float, row: float) -> None:
        """Mark the row under the mouse, and the chosen one."""
        painter.setPen(Qt.PenStyle.NoPen)
        radius = theme().px(4)
        for index, each in enumerate(self.shown.rows):
            if each.key == self.shown.chosen:
                painter.setBrush(theme().colour("info_background"))
            elif index == self.under_mouse:
                painter.setBrush(theme().colour("grid", 110))
            else:
                continue
            painter.drawRoundedRect(
                QRectF(place.left(), top + index * row, place.width(), row), radius, radius
            )

    def _written_out(self, painter: QPainter, place: QRectF, top: float) -> None:
        """Write the gap of the chosen row, then its multiplication."""
        px = theme().px
        name = next((one.name for one in self.shown.rows if one.key == self.shown.chosen), "")
        line = QRectF(place.left(), top, place.width(), px(_SENTENCE))
        painter.setFont(theme().font(12.5, QFont.Weight.DemiBold))
        painter.setPen(theme().colour("text"))
        painter.drawText(line, _FLAT, name)
        used = QFontMetricsF(painter.font()).horizontalAdvance(name) + px(12)
        painter.setFont(theme().font(12.5))
        painter.drawText(line.adjusted(used, 0, 0, 0), _FLAT, self.shown.gap)
        chain = QRectF(place.left(), line.bottom(), place.width(), px(_CHAIN))
        paint_chain(painter, self.shown.factors, self.shown.result, chain)

    @staticmethod
    def _heads() -> tuple[str, str]:
        return _("printed"), _("recomputed")

    # -- pointing --------------------------------------------------------------------------

    def row_at(self, place: QPointF) -> int:
        """Return the row at *place*, -1 where there is none."""
        _place, body, row = self._places(QRectF(self.rect()))
        index = int((place.y() - body.top()) // row)
        return index if 0 <= index < len(self.shown.rows) else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self.row_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.row_at(event.position())
        if index >= 0:
            self.chosen.emit(self.shown.rows[index].key)

    def _point(self, index: int) -> None:
        if index != self.under_mouse:
            self.under_mouse = index
            rows = self.shown.rows
            self.setToolTip(labelled(rows[index].name, rows[index].gap) if index >= 0 else "")
            self.update()


def _paint_row(
    painter: QPainter,
    row: CountedRow,
    line: QRectF,
    axis: DecadeAxis,
    measures: tuple[float, float, float],
) -> None:
    px = theme().px
    factors, figures, size = measures
    weight = QFont.Weight.DemiBold if row.course else QFont.Weight.Normal
    painter.setFont(theme().font(size, weight))
    painter.setPen(theme().colour("text"))
    painter.drawText(line.adjusted(0, 0, -px(10), 0), _RIGHT, row.name)
    painter.setFont(theme().font(11.5))
    painter.setPen(theme().colour("secondary"))
    painter.drawText(QRectF(line.right(), line.top(), factors, line.height()), _FLAT, row.factor)
    y, scale = line.center().y(), theme().scale_percent / 100
    painter.setPen(QPen(theme().colour("accent"), 1.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(axis.at(row.recomputed), y), _RING * scale, _RING * scale)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour("text"))
    painter.drawEllipse(QPointF(axis.at(row.printed), y), _RADIUS * scale, _RADIUS * scale)
    column = QRectF(axis.place.right(), line.top(), figures, line.height())
    painter.setPen(theme().colour("text"))
    painter.drawText(column, _RIGHT, row.printed_text)
    painter.setPen(theme().colour("accent"))
    painter.drawText(column.translated(figures, 0), _RIGHT, row.recomputed_text)


def _figures(rows: tuple[CountedRow, ...]) -> list[str]:
    return [text for row in rows for text in (row.printed_text, row.recomputed_text)]


def _widest(size: float, texts: list[str]) -> float:
    metrics = QFontMetricsF(theme().font(size, QFont.Weight.DemiBold))
    return max(metrics.horizontalAdvance(text) for text in texts)


class OperationsChart(ChartFrame):
    """Arrows go from row to row, Enter opens the source of the one chosen."""

    chosen = Signal(str)
    picked = Signal(str)

    def __init__(self) -> None:
        self.rows = OperationsPicture()
        super().__init__("operations-counted", _("How operations are counted"), self.rows)
        self.rows.chosen.connect(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.rows.shown.rows) - 1
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Right:
                self._go(min(self._place() + 1, last))
            case Qt.Key.Key_Up | Qt.Key.Key_Left:
                self._go(max(self._place() - 1, 0))
            case Qt.Key.Key_Home:
                self._go(0)
            case Qt.Key.Key_End:
                self._go(last)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.picked.emit(self.rows.shown.chosen)
            case _:
                super().keyPressEvent(event)

    def _place(self) -> int:
        shown = self.rows.shown
        return [row.key for row in shown.rows].index(shown.chosen)

    def _go(self, index: int) -> None:
        self.chosen.emit(self.rows.shown.rows[index].key)

    def show_operations(self, shown: Operations) -> None:
        self.set_titles(shown.title, shown.subtitle)
        self.rows.show_operations(shown)
        self.tell()

    def data(self) -> ChartData:
        return ChartData(
            (
                _("training"),
                _("parameters"),
                _("tokens"),
                _("operations per parameter and token"),
                _("operations, printed"),
                _("operations, recomputed"),
            ),
            tuple(
                (
                    row.name,
                    row.parameters,
                    row.tokens,
                    row.operations_per_parameter_and_token,
                    row.printed,
                    row.recomputed,
                )
                for row in self.rows.shown.rows
            ),
        )

    def summary(self) -> str:
        """Read the chosen row first: it is what the arrows change."""
        shown = self.rows.shown
        chosen = [row for row in shown.rows if row.key == shown.chosen]
        factors = " × ".join(f"{factor.value} ({factor.name})" for factor in shown.factors)
        return "\n".join(
            [
                *(labelled(row.name, row.gap) for row in chosen),
                *([f"{factors} = {shown.result.value}"] if shown.result else []),
                self._title_text,
                *(labelled(row.name, row.gap) for row in shown.rows if row not in chosen),
            ]
        )
