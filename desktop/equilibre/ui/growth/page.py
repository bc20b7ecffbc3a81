"""The frame of the pages: what one can choose at the left, the picture at the right."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from equilibre.ui.theme import theme
from equilibre.ui.widgets.column import scrolling

_NARROW = 1200
_WIDE = 1700  # pixels at 100 %: wider windows give the left column more room


class TwoColumns(QWidget):
    """Put the choices into ``side`` and the pictures into ``centre``."""

    def __init__(self, name: str) -> None:
        super().__init__()
        px = theme().px
        self.setAccessibleName(name)
        steps = QWidget()
        self.side = QVBoxLayout(steps)
        self.side.setContentsMargins(px(16), px(6), px(10), px(12))
        self.side.setSpacing(px(8))
        self._column = scrolling(steps)
        self.centre = QVBoxLayout()
        self.centre.setContentsMargins(0, 0, px(16), px(12))
        self.centre.setSpacing(px(8))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addWidget(self._column)
        layout.addLayout(self.centre, 1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = theme().px
        narrow, wide = self.width() < px(_NARROW), self.width() >= px(_WIDE)
        self._column.setFixedWidth(px(344 if wide else 276 if narrow else 300))
