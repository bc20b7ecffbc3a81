"""Does a long change in steps, one in each turn of the event loop: the window never freezes."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

Step = Callable[[], object]

_PAUSE_MILLISECONDS = 1  # what is done so far is painted meanwhile
_INPUT = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,  # comes before any key acts
        QEvent.Type.TouchBegin,
        QEvent.Type.DragEnter,
        QEvent.Type.Drop,
    }
)


class Turns(QObject):
    """The steps that are still to be done in a window.

    Whoever clicks or types in the meantime finds them all done: nothing is met half built.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._steps: deque[Step] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE_MILLISECONDS)
        self._timer.timeout.connect(self._next)

    @property
    def pending(self) -> bool:
        """Whether something is still to be done."""
        return bool(self._steps)

    def take(self, *steps: Step) -> None:
        """Do *steps* after those that wait, one in each turn to come."""
        self._steps.extend(steps)
        if self._steps and not self._timer.isActive():
            self._timer.start()
            native = self._window.windowHandle()
            if native is not None:  # a window that was never shown gets no input
                native.installEventFilter(self)

    def finish(self) -> None:
        """Do at once what is still to be done, and give every widget its place."""
        if self._steps:
            while self._steps:
                self._next()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def forget(self) -> None:
        """Do nothing of what is still to be done: the window goes."""
        self._steps.clear()
        self._rest()

    @Slot()
    def _next(self) -> None:
        step = self._steps.popleft()
        if not self._steps:  # whatever becomes of the last step
            self._rest()
        step()

    def _rest(self) -> None:
        self._timer.stop()
        native = self._window.windowHandle()
        if native is not None:
            native.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self.finish()
        return False


def take_turns(widget: QWidget, *steps: Step) -> None:
    """Do *steps* in the turns of the window in which *widget* is seen; at once where it is not."""
    turns = widget.window().findChild(Turns) if widget.isVisible() else None
    if turns is not None:
        turns.take(*steps)
    else:
        for step in steps:
            step()
