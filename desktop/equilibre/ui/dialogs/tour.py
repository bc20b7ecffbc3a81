"""A tour of a few steps over the real window: a frame around a place and a sentence beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from equilibre.records import dataclass
from equilibre.texts import _
from equilibre.ui.theme import theme


@dataclass(frozen=True, slots=True)
class Stop:
    """One step: where to look and what it is."""

    place: QWidget
    title: str
    text: str


class Tour(QWidget):
    """Covers the window it is given; Escape or a button leaves it."""

    ended = Signal()

    def __init__(self, stops: Sequence[Stop], window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self._stops = stops
        self._index = 0
        px = theme().px
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._bubble = QFrame(self)
        self._bubble.setProperty("card", True)
        self._title = QLabel()
        self._title.setFont(theme().font(15, QFont.Weight.DemiBold))
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._count = QLabel()
        self._count.setProperty("role", "secondary")
        self._skip = QPushButton(_("Leave the tour"))
        self._skip.setProperty("link", True)
        self._skip.clicked.connect(self.leave)
        self._next = QPushButton()
        self._next.setProperty("primary", True)
        self._next.setMinimumWidth(px(110))
        self._next.clicked.connect(self.forward)
        row = QHBoxLayout()
        row.addWidget(self._count)
        row.addStretch()
        row.addWidget(self._skip)
        row.addSpacing(px(12))
        row.addWidget(self._next)
        layout = QVBoxLayout(self._bubble)
        layout.setContentsMargins(px(20), px(16), px(20), px(14))
        layout.setSpacing(px(8))
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addLayout(row)
        self._bubble.setFixedWidth(px(380))
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self._show()
        self.show()
        self.raise_()
        self._next.setFocus()

    def forward(self) -> None:
        """Go to the next step, or end after the last."""
        if self._index + 1 >= len(self._stops):
            self.leave()
        else:
            self._index += 1
            self._show()

    def _show(self) -> None:
        stop = self._stops[self._index]
        self._title.setText(stop.title)
        self._text.setText(stop.text)
        self._count.setText(f"{self._index + 1} / {len(self._stops)}")
        last = self._index + 1 == len(self._stops)
        self._next.setText(_("Let's go") if last else _("Next"))
        self._bubble.setAccessibleName(f"{stop.title}. {stop.text}")
        self._place_bubble()
        self.update()

    def _hole(self) -> QRect:
        place = self._stops[self._index].place
        corner = place.mapTo(self._over, QPoint(0, 0))
        around = theme().px(4)
        return QRect(corner, place.size()).adjusted(-around, -around, around, around)

    def _place_bubble(self) -> None:
        self._bubble.adjustSize()
        hole, size, gap = self._hole(), self._bubble.size(), theme().px(14)
        room = self.rect()
        if hole.right() + gap + size.width() < room.width():
            x = hole.right() + gap
        elif hole.left() - gap - size.width() > 0:
            x = hole.left() - gap - size.width()
        else:
            x = hole.center().x() - size.width() // 2
        y = hole.center().y() - size.height() // 2
        x = min(max(x, gap), room.width() - size.width() - gap)
        y = min(max(y, gap), room.height() - size.height() - gap)
        self._bubble.move(x, y)

    def leave(self) -> None:
        """End the tour where it is."""
        self._over.removeEventFilter(self)
        self.hide()
        self.ended.emit()
        self.deleteLater()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            # While the tour is on, Escape leaves it and stops no run.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Space):
            self.forward()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._over:
            self.setGeometry(self._over.rect())
            self._place_bubble()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = QPainterPath()
        shade.addRect(QRectF(self.rect()))
        hole = QPainterPath()
        hole.addRoundedRect(QRectF(self._hole()), theme().px(8), theme().px(8))
        painter.fillPath(shade.subtracted(hole), QColor(0, 0, 0, 130))
        painter.setPen(QPen(theme().colour("focus"), 3))
        painter.drawPath(hole)
        painter.end()
