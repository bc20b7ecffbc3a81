"""A slider between two bounds, with marks where something turns."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QVBoxLayout, QWidget

from equilibre.ui.theme import theme
from equilibre.ui.widgets.elided import ElidedLabel
from equilibre.ui.widgets.plain import plain_tip

STEPS = 400


class _Marks(QWidget):
    """A thin strip under the slider: a triangle for each mark."""

    def __init__(self) -> None:
        super().__init__()
        self.positions: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(60), theme().px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().colours.text))
        inset, size = theme().px(8), theme().px(4)  # the handle's middle stops short of the ends
        width = self.width() - 2 * inset
        for position in self.positions:
            x = inset + position * width
            painter.drawPolygon(
                QPolygonF(
                    [QPointF(x, 0), QPointF(x - size, size * 1.8), QPointF(x + size, size * 1.8)]
                )
            )
        painter.end()


class _Name(ElidedLabel):
    """A name that can be clicked."""

    clicked = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()


class LeverSlider(QWidget):
    """Name and value, slider, marks, and what the marks mean; ``moved`` carries 0 to 1.

    ``explained`` asks for the card of the lever: its name was clicked, or "?" pressed.
    """

    moved = Signal(str, float)
    explained = Signal(str)

    def __init__(self, key: str, name: str, explanation: str) -> None:
        super().__init__()
        self.key = key
        px = theme().px
        self._name = _Name(name)
        self._name.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name.clicked.connect(lambda: self.explained.emit(self.key))
        self._value = QLabel()
        self._value.setFont(theme().font(13, QFont.Weight.DemiBold))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, STEPS)
        self.slider.setPageStep(STEPS // 10)
        self.slider.setAccessibleName(name)
        self.slider.setToolTip(plain_tip(explanation))
        self._marks = _Marks()
        self._switch = QLabel()
        self._switch.setWordWrap(True)
        self._switch.setProperty("role", "secondary")
        self._switch.setFont(theme().font(11.5))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self._name, 1)
        row.addWidget(self._value)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, px(4))
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self.slider)
        layout.addWidget(self._marks)
        layout.addWidget(self._switch)
        self.slider.valueChanged.connect(self._changed)

    def show_lever(
        self, value: str, position: float, marks: tuple[float, ...], switch: str
    ) -> None:
        """Stand at *position* with *value* beside the name, telling no one."""
        self._value.setText(value)
        if not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(round(position * STEPS))
            self.slider.blockSignals(False)
        if marks != self._marks.positions:
            self._marks.positions = marks
            self._marks.update()
        # A lever that turns nothing takes no room for it.
        self._marks.setVisible(bool(marks))
        self._switch.setVisible(bool(switch))
        self._switch.setText(switch)
        self.slider.setAccessibleDescription(f"{value}. {switch}")

    def _changed(self, step: int) -> None:
        self.moved.emit(self.key, step / STEPS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "?":
            self.explained.emit(self.key)
        else:
            super().keyPressEvent(event)
