"""The centre of the tab: what happens, how well the model learns, and the power under it."""

from PySide6.QtCore import QSize, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from equilibre.texts import _
from equilibre.ui.plots.curves import Curves
from equilibre.ui.plots.learning_chart import LearningChart
from equilibre.ui.plots.power_chart import PowerChart
from equilibre.ui.theme import theme
from equilibre.ui.training.state import TrainingState
from equilibre.ui.widgets.elided import ElidedLabel

_AGAIN_MILLISECONDS = 30
# Of the drawings of a run under way, ten a second:
_LEARNING_EVERY = 2  # it moves less than the power, which each reading changes
_WORDS_EVERY = 6  # nobody reads faster


class Charts(QWidget):
    """Two charts under one time axis, and one line that says what is going on."""

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self.learning = LearningChart()
        self.power = PowerChart()
        self._drawings = 0
        self._status = ElidedLabel()
        self._progress = QProgressBar()
        self._progress.setRange(0, 1000)
        self._progress.setTextVisible(False)
        self._progress.setMaximumWidth(px(180))
        self._progress.setAccessibleName(_("Progress of the run"))
        line = QHBoxLayout()
        line.setContentsMargins(px(12), 0, px(12), 0)
        line.setSpacing(px(12))
        line.addWidget(self._status, 1)
        line.addWidget(self._progress)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addLayout(line)
        layout.addWidget(self.learning, 4)
        layout.addWidget(self.power, 5)
        # One width for both vertical axes, so that the same second stands on the same line.
        for chart in (self.learning, self.power):
            chart.plot.getAxis("left").setWidth(px(52))
        self._curves: Curves | None = None
        # Names are kept apart by their height in pixels: another height places them anew.
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MILLISECONDS)
        self._again.timeout.connect(self._draw_again)
        for chart in (self.learning, self.power):
            chart.plot.getViewBox().sigResized.connect(self._resized)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(560), theme().px(420))

    def show_state(self, state: TrainingState) -> None:
        if self._status.text() != state.status:
            self._status.setText(state.status)
            self._status.setAccessibleName(state.status)
        self._progress.setVisible(state.phase.busy)
        self._show_progress(round(1000 * state.progress))

    def _show_progress(self, value: int) -> None:
        """Have the bar painted with all else: by itself Qt would paint it at once."""
        if self._progress.value() != value:
            self._progress.setUpdatesEnabled(False)
            self._progress.setValue(value)
            self._progress.setUpdatesEnabled(True)

    def draw(self, curves: Curves) -> None:
        self._curves = curves
        self._drawings += 1
        words = not curves.running or self._drawings % _WORDS_EVERY == 0
        if words or self._drawings % _LEARNING_EVERY == 0:
            self.learning.draw(curves, words)
        self.power.draw(curves, words)

    @Slot(object)
    def _resized(self, _box: object) -> None:
        self._again.start()

    @Slot()
    def _draw_again(self) -> None:
        if self._curves is not None:
            self.learning.draw(self._curves)
            self.power.draw(self._curves)
