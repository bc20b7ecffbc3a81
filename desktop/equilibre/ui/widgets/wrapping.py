"""A row of controls that goes on in the next line where there is too little width."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem


class WrappingRow(QHBoxLayout):
    """One line as long as everything fits in it; then several, each from the left."""

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def minimumHeightForWidth(self, width: int) -> int:
        return self.heightForWidth(width)

    def minimumSize(self) -> QSize:
        least = super().minimumSize()
        margins = self.contentsMargins()
        widest = max((item.minimumSize().width() for item in self._items()), default=0)
        return QSize(widest + margins.left() + margins.right(), least.height())

    def setGeometry(self, rectangle: QRect) -> None:
        if self._fits(rectangle.width()):
            super().setGeometry(rectangle)
        else:
            QLayout.setGeometry(self, rectangle)
            self._place(rectangle, move=True)

    def _fits(self, width: int) -> bool:
        return super().minimumSize().width() <= width

    def _items(self) -> list[QLayoutItem]:
        """Return what is shown; the room between the controls of one line is not."""
        items = (self.itemAt(index) for index in range(self.count()))
        return [item for item in items if item is not None and not item.isEmpty()]

    def _place(self, rectangle: QRect, move: bool) -> int:
        """Return the height of the lines in *rectangle*; *move* the controls there if asked."""
        if self._fits(rectangle.width()):
            return super().sizeHint().height()
        inner = rectangle.marginsRemoved(self.contentsMargins())
        # Buttons that share their borders do so in a line only.
        below = self.spacing() or 2
        left, top, line = inner.left(), inner.top(), 0
        for item in self._items():
            size = item.sizeHint().expandedTo(item.minimumSize())
            width = min(size.width(), inner.width())
            if left > inner.left() and left + width > inner.right() + 1:
                left, top, line = inner.left(), top + line + below, 0
            if move:
                item.setGeometry(QRect(left, top, width, size.height()))
            left, line = left + width + self.spacing(), max(line, size.height())
        return top + line + self.contentsMargins().bottom() - rectangle.top()
