"""The chart of models in its frame: the keyboard walks from point to point."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from equilibre.ui.growth.models.picture import ModelsPicture
from equilibre.ui.growth.models.state import ModelsState
from equilibre.ui.plots.frame import ChartData, ChartFrame
from equilibre.ui.theme import theme

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_LEAST = 180  # pixels at 100 %, high
_NUDGES = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}


class ModelsChart(ChartFrame):
    """Shows a ModelsState; *tabulate* returns the table twin of what is shown."""

    stepped = Signal(int)
    ended = Signal(bool)
    opened = Signal(str)
    nudged = Signal(int)

    def __init__(self, state: ModelsState, tabulate: Callable[[], ChartData]) -> None:
        self.points = ModelsPicture()
        self._tabulate = tabulate
        self._state = state
        super().__init__("models", state.title, self.points)
        self.points.setMinimumHeight(theme().px(_LEAST))
        self.points.opened.connect(self.opened)

    def show_state(self, state: ModelsState) -> None:
        self._state = state
        self.set_titles(state.title, state.finding)
        self.points.show_state(state)
        if state.card is None:
            self.tell()
        else:
            self.setAccessibleDescription(". ".join((state.card.title, *state.card.lines)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        drawing = self._state.tool == "draw" and not self._state.continuation.revealed
        if drawing and key in _NUDGES:
            self.nudged.emit(_NUDGES[key])
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.ended.emit(key == Qt.Key.Key_End)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._state.pointed:
            self.opened.emit(self._state.pointed)
        elif key == Qt.Key.Key_Escape and self._state.pointed:
            self.points.pointed.emit("")
        else:
            super().keyPressEvent(event)

    def paint_picture(self, painter: QPainter, target: QRectF) -> None:
        self.points.arrive()
        super().paint_picture(painter, target)

    def data(self) -> ChartData:
        return self._tabulate()

    def summary(self) -> str:
        return self._state.summary
