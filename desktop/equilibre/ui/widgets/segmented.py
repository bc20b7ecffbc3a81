"""Some choices side by side, one of them chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from equilibre.ui.theme import theme
from equilibre.ui.widgets.wrapping import WrappingRow


class Segmented(QWidget):
    """Buttons of which exactly one is down; ``chosen`` carries its key."""

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str]], name: str, *, wraps: bool = False
    ) -> None:
        """Call the buttons of *choices* together *name*; one that *wraps* may take several lines.

        Not in the head of a chart: Qt then takes the height that the chart would like for the
        least that it can do with.
        """
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        layout = WrappingRow(self) if wraps else QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for key, text in choices:
            button = QPushButton(text)
            button.setCheckable(True)
            button.setProperty("segment", True)
            button.setAccessibleName(f"{name}: {text}")
            self._buttons[key] = button
            _widen(button)
            self._group.addButton(button)
            layout.addWidget(button)
        self._choice = choices[0][0]
        self._buttons[self._choice].setChecked(True)
        self._group.buttonClicked.connect(self._clicked)

    @property
    def choice(self) -> str:
        """The key of the button that is down."""
        return self._choice

    def choose(self, key: str) -> None:
        """Press a button without telling anyone."""
        self._choice = key
        self._buttons[key].setChecked(True)

    def rename(self, key: str, text: str) -> None:
        if self._buttons[key].text() != text:
            self._buttons[key].setText(text)
            _widen(self._buttons[key])

    def button(self, key: str) -> QPushButton:
        return self._buttons[key]

    def _clicked(self) -> None:
        for key, button in self._buttons.items():
            if button.isChecked() and key != self._choice:
                self._choice = key
                self.chosen.emit(key)


def _widen(button: QPushButton) -> None:
    """Leave room for the thicker border of the button that is down."""
    text = button.fontMetrics().horizontalAdvance(button.text())
    button.setMinimumWidth(text + theme().px(17))
