"""Room for a view whose texts are larger than the window: it scrolls rather than cut."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from equilibre.ui.growth.view import GrowthView


class Room(QScrollArea):
    """Gives a view the size of the window, or the least that it needs, with scroll bars then."""

    def __init__(self, view: GrowthView) -> None:
        super().__init__()
        self._view = view
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(view)
        self.setWidget(view)
        self.viewport().setAutoFillBackground(False)
        view.setAutoFillBackground(False)
        view.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)  # the window may be as small as it likes

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    @Slot(QWidget, QWidget)
    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Bring what has the keyboard into sight."""
        if now is not None and self._view.isAncestorOf(now):
            self.ensureWidgetVisible(now)

    def _fit(self) -> None:
        room = self.maximumViewportSize()
        needed = self._view.minimumSizeHint().width()
        width = max(room.width(), needed)
        below = self.horizontalScrollBar().sizeHint().height() if width > room.width() else 0
        height = max(room.height() - below, self._view.least_height(width))
        if height > room.height() - below:
            width = max(room.width() - self.verticalScrollBar().sizeHint().width(), needed)
        self._view.resize(width, height)
