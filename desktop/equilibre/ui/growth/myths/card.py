"""A claim that can be turned over: what is known stands on the other side."""

from PySide6.QtCore import QRect, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from equilibre.texts import _
from equilibre.ui.growth.myths.picture import MythPicture
from equilibre.ui.growth.myths.state import MythCard
from equilibre.ui.icons import icon
from equilibre.ui.theme import theme

_TURN_MILLISECONDS = 260
_HALFWAY = 0.5
_BORDER = 2  # pixels, of the card that has the focus
_TURNING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ClaimCard(QFrame):
    """Shows one side of a MythCard; ``turned`` and ``asked`` carry its key."""

    turned = Signal(str)
    asked = Signal(str)

    def __init__(self, card: MythCard) -> None:
        super().__init__()
        self.card = card
        self.setObjectName("claim")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        colours, px = theme().colours, theme().px
        self.setStyleSheet(
            f"#claim {{ background: {colours.background}; border: 1px solid {colours.grid};"
            f" border-radius: {px(8)}px; }}"
            f"#claim:hover {{ border-color: {colours.border}; }}"
            f"#claim:focus {{ border: 2px solid {colours.focus}; }}"
        )
        self._front, self._back = _Front(card), _Back(card)
        self._back.source.clicked.connect(lambda: self.asked.emit(self.card.key))
        self._sides = QStackedLayout(self)
        self._sides.addWidget(self._front)
        self._sides.addWidget(self._back)
        self._flip = _Flip(self)
        self._show_side(card)

    def show_card(self, card: MythCard, motion: bool) -> None:
        """Show the side that is up; it glides over where things may move."""
        if card == self.card:
            return
        turning = card.turned != self.card.turned
        before = self.grab() if motion and turning and self.isVisible() else None
        self.card = card
        self._show_side(card)
        if before is not None:
            self._flip.start(before)

    def _show_side(self, card: MythCard) -> None:
        self._front.show_card(card)
        self._back.show_card(card)
        self._sides.setCurrentWidget(self._back if card.turned else self._front)
        self.setAccessibleName(card.spoken)
        self.setAccessibleDescription(_("Enter turns the card over."))

    @property
    def turning(self) -> bool:
        """Whether the card is on its way from one side to the other."""
        return self._flip.isVisible()

    def enlarge(self, large: bool) -> None:
        """Write larger where there is room."""
        self._front.claim.setFont(theme().font(26 if large else 19, QFont.Weight.DemiBold))
        self._back.claim.setFont(theme().font(14 if large else 12))
        self._back.correction.setFont(theme().font(17 if large else 13))
        if self._back.picture is not None:
            self._back.picture.enlarge(large)

    def height_at(self, width: int) -> int:
        """Return the height that the taller side needs: a card that turns does not grow."""
        inside = width - 2 * _BORDER
        return max(self._front.height_at(inside), self._back.height_at(inside)) + 2 * _BORDER

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TURNING_KEYS:
            self.turned.emit(self.card.key)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.turned.emit(self.card.key)


class _Front(QWidget):
    """The claim, large."""

    def __init__(self, card: MythCard) -> None:
        super().__init__()
        px = theme().px
        self.claim = QLabel(card.claim)
        self.claim.setWordWrap(True)
        self.claim.setFont(theme().font(19, QFont.Weight.DemiBold))
        hint = QLabel(_("Turn over"))
        hint.setProperty("role", "secondary")
        turn = QLabel()
        turn.setPixmap(icon("rotate-ccw", theme().colours.secondary).pixmap(QSize(px(15), px(15))))
        below = QHBoxLayout()
        below.setSpacing(px(6))
        below.addWidget(turn)
        below.addWidget(hint)
        below.addStretch(1)
        self._layout = _column(self)
        self._layout.addStretch(1)
        self._layout.addWidget(self.claim)
        self._layout.addStretch(1)
        self._layout.addLayout(below)

    def show_card(self, card: MythCard) -> None:
        self.claim.setText(card.claim)

    def height_at(self, width: int) -> int:
        return _needed(self._layout, width)


class _Back(QWidget):
    """What is known, with its figures and its source."""

    def __init__(self, card: MythCard) -> None:
        super().__init__()
        self.claim = QLabel(card.claim)
        self.claim.setWordWrap(True)
        self.claim.setProperty("role", "secondary")
        self.claim.setFont(theme().font(12))
        self.correction = QLabel(card.correction)
        self.correction.setWordWrap(True)
        self.source = QPushButton(card.source)
        self.source.setProperty("link", True)
        self.source.setToolTip(_("Where this comes from"))
        self._layout = _column(self)
        self._layout.addWidget(self.claim)
        self._layout.addWidget(self.correction)
        self.picture = MythPicture(card.panels) if card.panels else None
        if self.picture is not None:
            self._layout.addWidget(self.picture)
        self._layout.addStretch(1)
        self._layout.addWidget(self.source, 0, Qt.AlignmentFlag.AlignLeft)

    def show_card(self, card: MythCard) -> None:
        self.claim.setText(card.claim)
        self.correction.setText(card.correction)
        self.source.setText(card.source)

    def height_at(self, width: int) -> int:
        return _needed(self._layout, width)


class _Flip(QWidget):
    """Lies over a card while it turns: the old side narrows, the new one widens."""

    def __init__(self, card: ClaimCard) -> None:
        super().__init__(card)
        self._card = card
        self._before, self._after = QPixmap(), QPixmap()
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(_TURN_MILLISECONDS)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.valueChanged.connect(lambda _value: self.update())
        self._animation.finished.connect(self.hide)
        self.hide()

    def start(self, before: QPixmap) -> None:
        self._animation.stop()
        self.hide()
        self._before, self._after = before, self._card.grab()
        self.setGeometry(self._card.rect())
        self.show()
        self.raise_()
        self._animation.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        share = float(self._animation.currentValue() or 0.0)
        side = self._before if share < _HALFWAY else self._after
        width = round(abs(1 - 2 * share) * self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme().colour("panel"))
        painter.drawPixmap(QRect((self.width() - width) // 2, 0, width, self.height()), side)
        painter.end()


def _column(parent: QWidget) -> QVBoxLayout:
    px = theme().px
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(px(16), px(12), px(16), px(10))
    layout.setSpacing(px(8))
    return layout


def _needed(layout: QVBoxLayout, width: int) -> int:
    return max(layout.minimumSize().height(), layout.totalHeightForWidth(width))
