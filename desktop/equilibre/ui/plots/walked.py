"""A framed picture whose rows or points one walks along with the arrow keys."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent

from equilibre.ui.plots.frame import ChartFrame


class Walked(Protocol):
    """What the frame needs of its picture."""

    current: int  # under the keyboard; −1: nothing

    def step(self, by: int) -> None:
        """Go to the next one or back."""

    def pick(self, index: int) -> None:
        """Ask for the card of the one at *index*, if there is one."""

    def update(self) -> None: ...


class WalkedFrame(ChartFrame):
    """Arrows go from one to the next, Enter opens a card; without the keyboard nothing is marked.

    Subclasses set ``walked`` to their picture.
    """

    walked: Walked

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Right:
                self.walked.step(1)
            case Qt.Key.Key_Up | Qt.Key.Key_Left:
                self.walked.step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.walked.pick(self.walked.current)
            case _:
                super().keyPressEvent(event)
                return
        self.tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.walked.current = -1
        self.walked.update()
        super().focusOutEvent(event)
