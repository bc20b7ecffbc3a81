"""A card: one number, its unit, its interval and its kind, always in this order."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from equilibre.numbers import kind_name
from equilibre.ui.theme import theme
from equilibre.ui.widgets.elided import ElidedLabel


class KindMark(QWidget):
    """A disc: full for measured, mostly in part, half for estimated, a ring for computed."""

    def __init__(self) -> None:
        super().__init__()
        self._kind = ""
        side = theme().px(12)
        self.setFixedSize(side, side)

    def show_kind(self, kind: str) -> None:
        self._kind = kind
        self.setVisible(bool(kind))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(theme().colours.secondary)
        painter.setPen(QPen(ink, 1.5))
        disc = self.rect().adjusted(1, 1, -2, -2)
        painter.drawEllipse(disc)
        painter.setBrush(ink)
        if self._kind == "measured":
            painter.drawEllipse(disc)
        elif self._kind == "mixed":
            painter.drawPie(disc, 90 * 16, 270 * 16)
        elif self._kind == "estimated":
            painter.drawPie(disc, 90 * 16, 180 * 16)
        painter.end()


class FigureCard(QFrame):
    """Shows a title, a large number, its interval, a detail and how it was obtained."""

    asked = Signal()  # where does this come from?

    def __init__(self, explanation: str) -> None:
        super().__init__()
        px = theme().px
        self.setProperty("card", True)
        self.setToolTip(explanation)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._title = ElidedLabel()
        self._title.setProperty("role", "secondary")
        self._figure: tuple[str, ...] = ()
        self._mark = KindMark()
        self._kind = QLabel()
        self._kind.setProperty("role", "secondary")
        self._kind.setFont(theme().font(12))
        self._value = ElidedLabel()
        self._value.setFont(theme().font(22, QFont.Weight.DemiBold))
        self._interval = ElidedLabel()
        self._detail = ElidedLabel()
        self._detail.setProperty("role", "secondary")
        self._detail.setFont(theme().font(12))
        self._note = ElidedLabel()
        self._note.setProperty("role", "secondary")
        self._note.setFont(theme().font(12))
        self._note.hide()
        head = QHBoxLayout()
        head.setSpacing(px(4))
        head.addWidget(self._value, 1)
        head.addWidget(self._mark)
        head.addWidget(self._kind)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(5), px(10), px(5))
        layout.setSpacing(0)
        layout.addWidget(self._title)
        layout.addLayout(head)
        layout.addWidget(self._interval)
        layout.addWidget(self._detail)
        layout.addWidget(self._note)

    def show_figure(
        self,
        title: str,
        value: str,
        interval: str,
        detail: str,
        kind: str,
        note: str = "",
        obtained: str = "",
    ) -> None:
        """Show the figure; *obtained* says how in other words than the name of its *kind*."""
        obtained = obtained or kind_name(kind)
        figure = (title, value, interval, detail, kind, note, obtained)
        if figure == self._figure:
            return
        self._figure = figure
        self._title.setText(title)
        self._value.setText(value)
        self._interval.setText(interval)
        self._detail.setText(detail)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        if self._kind.text() != obtained:
            self._kind.setText(obtained)
        self._mark.show_kind(kind)
        said = (title, value, interval, obtained, detail, note)
        self.setAccessibleName(", ".join(part for part in said if part))

    def mouseReleaseEvent(self, event: object) -> None:
        self.asked.emit()

    def keyPressEvent(self, event: object) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):  # type: ignore[attr-defined]
            self.asked.emit()
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]
