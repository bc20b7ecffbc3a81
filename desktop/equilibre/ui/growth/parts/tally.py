"""Counts from nothing to the whole in a moment, or jumps where nothing may glide."""

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal

_MILLISECONDS = 800


class Tally(QObject):
    """``advanced`` carries how much is counted, from 0 to 1."""

    advanced = Signal(float)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(_MILLISECONDS)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._animation.valueChanged.connect(self._advance)

    @property
    def running(self) -> bool:
        """Whether it is counting now."""
        return self._animation.state() == QVariantAnimation.State.Running

    def run(self, motion: bool) -> None:
        """Count again; without *motion* the whole is there at once."""
        self._animation.stop()
        if motion:
            self._animation.start()
        else:
            self.advanced.emit(1.0)

    def finish(self) -> None:
        """Show the whole now."""
        self._animation.stop()
        self.advanced.emit(1.0)

    def _advance(self, value: object) -> None:
        self.advanced.emit(float(str(value)))
