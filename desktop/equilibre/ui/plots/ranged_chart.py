"""A chart along time on which one drags a range, and reads in words what lies in it."""

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QToolButton, QVBoxLayout

from equilibre.texts import _
from equilibre.ui.plots.chart import Chart
from equilibre.ui.plots.curves import Window
from equilibre.ui.plots.range_label import RangeLabel
from equilibre.ui.plots.range_marker import RangeSelection

_UNDER_THE_SUBTITLE = 2  # place in the layout of a chart


class RangedChart(Chart):
    """Holds the range; subclasses say where the training is, and what a range holds."""

    def __init__(self, name: str, title: str, axes: dict[str, pg.AxisItem]) -> None:
        super().__init__(name, title, axes)
        self.selection = RangeSelection(self.plot)
        self.selection.changed.connect(self.read)
        self.selection.touched.connect(self._take_focus)
        self.range_button = QToolButton()
        self.range_button.setText(_("Read a range"))
        self.range_button.setCheckable(True)
        self.range_button.setToolTip(
            _(
                "Drag across the curve: mean power, energy and CO₂e of that time. "
                "R: the whole training; arrows: move it, with Shift its end; "
                "double click or Escape: no range."
            )
        )
        self.range_button.clicked.connect(self._toggle)
        self.add_to_head(self.range_button)
        self.reading = RangeLabel()
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(_UNDER_THE_SUBTITLE, self.reading)

    def training(self) -> Window:
        """Return the times that the key R chooses."""
        raise NotImplementedError

    def range_text(self, chosen: Window) -> str:
        """Return what lies in a range, in one line."""
        raise NotImplementedError

    def limit_range(self, known: Window | None) -> None:
        """Let ranges lie within the times that are *known*; None: there are none."""
        self.selection.limit(known)
        self.range_button.setEnabled(known is not None)

    def read(self) -> None:
        """Write the reading of the range in the place of the subtitle."""
        chosen = self.selection.range
        self.range_button.setChecked(chosen is not None)
        self._subtitle.setVisible(chosen is None)
        self.reading.say("" if chosen is None else self.range_text(chosen))
        self.tell()

    def read_training(self) -> None:
        """Put the range on the training."""
        self.selection.choose(*self.training())

    def with_range(self, summary: str) -> str:
        """Return *summary* after the reading of the range, if there is one."""
        return f"{self.reading.text()}. {summary}" if self.selection.range else summary

    def paint_picture(self, painter: QPainter, target: QRectF) -> None:
        if self.selection.range is not None:
            target = self.reading.paint_above(painter, target)
        super().paint_picture(painter, target)

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _toggle(self, shown: bool) -> None:
        if shown:
            self.read_training()
        else:
            self.selection.clear()
        self.range_button.setChecked(self.selection.range is not None)

    # -- keys ------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # Escape belongs to the range while there is one, and to the run after it.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.selection.range is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self.selection.range is not None
        stretching = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        change = self.selection.stretch if stretching else self.selection.move
        match event.key():
            case Qt.Key.Key_R:
                self.read_training()
            case Qt.Key.Key_Left if chosen:
                change(-1)
            case Qt.Key.Key_Right if chosen:
                change(1)
            case Qt.Key.Key_Escape if chosen:
                self.selection.clear()
            case _:
                super().keyPressEvent(event)
