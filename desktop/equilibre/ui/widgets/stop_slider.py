"""A slider over a few given values: every stop is a sensible one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from equilibre.ui.theme import theme


class StopSlider(QWidget):
    """A name, a slider and the value it stands on; ``moved`` carries its key and the stop."""

    moved = Signal(str, int)

    def __init__(self, key: str, name: str, explanation: str, name_width: int) -> None:
        super().__init__()
        self.key = key
        px = theme().px
        self._texts: list[str] = []
        self._name = QLabel(name)
        self._name.setFixedWidth(name_width)
        self._name.setWordWrap(True)  # a longer name takes two lines
        self._name.setToolTip(explanation)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setPageStep(1)
        self.slider.setAccessibleName(name)
        self.slider.setAccessibleDescription(explanation)
        self.slider.setToolTip(explanation)
        self._value = QLabel()
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._value.setFont(theme().font(13))
        self._value.setMinimumWidth(px(44))
        self._name.setBuddy(self.slider)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addWidget(self._name)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self._value)
        self.slider.valueChanged.connect(self._changed)

    def set_stops(self, texts: list[str], index: int) -> None:
        """Offer stops written as *texts* and stand on *index*, telling no one."""
        self._texts = texts
        self.slider.blockSignals(True)
        self.slider.setRange(0, len(texts) - 1)
        self.slider.setValue(index)
        self.slider.blockSignals(False)
        self._value.setText(texts[index])
        self.setEnabled(len(texts) > 1)

    def _changed(self, index: int) -> None:
        self._value.setText(self._texts[index])
        self.moved.emit(self.key, index)
