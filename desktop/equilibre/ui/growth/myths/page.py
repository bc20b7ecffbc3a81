"""The page on what is often heard: cards that turn over."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from equilibre.texts import _
from equilibre.ui.dialogs.card import CardDialog
from equilibre.ui.growth.cards import origin_lines
from equilibre.ui.growth.myths.card import ClaimCard
from equilibre.ui.growth.myths.presenter import MythsPresenter, quoted
from equilibre.ui.growth.myths.state import MythsState
from equilibre.ui.theme import theme
from equilibre.ui.widgets.column import scrolling

_NARROWEST = 330  # pixels at 100 %, of a card
_WIDEST = 620
_ROOMY = 1700  # pixels at 100 %, of a window where texts are larger
_STRETCH = 1.5


class MythsPage(QWidget):
    """Shows a MythsState; as many cards side by side as can be read."""

    def __init__(self, presenter: MythsPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.setAccessibleName(_("Often heard"))
        px = theme().px
        self._lead = QLabel()
        self._lead.setProperty("role", "secondary")
        self._lead.setWordWrap(True)
        self.turn_all = QPushButton()
        words = self.turn_all.fontMetrics()
        self.turn_all.setMinimumWidth(  # of both its texts, within the thicker border of the focus
            max(map(words.horizontalAdvance, (_("Turn all over"), _("Turn all back")))) + px(28)
        )
        self.cards: dict[str, ClaimCard] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(px(10))
        self._board = QWidget()
        outer = QVBoxLayout(self._board)
        outer.setContentsMargins(px(16), 0, px(16), px(12))
        outer.addLayout(self._grid)
        outer.addStretch(1)
        self._scroll = scrolling(self._board)
        head = QHBoxLayout()
        head.setContentsMargins(px(16), 0, px(16), 0)
        head.setSpacing(px(16))
        head.addWidget(self._lead, 1)
        head.addWidget(self.turn_all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(4), 0, 0)
        layout.setSpacing(px(8))
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)
        self.turn_all.clicked.connect(presenter.turn_all)
        presenter.attach(self)

    def show_state(self, state: MythsState) -> None:
        self._lead.setText(state.lead)
        self.turn_all.setText(_("Turn all back") if state.all_turned else _("Turn all over"))
        new = [shown for shown in state.cards if shown.key not in self.cards]
        for shown in state.cards:
            if shown.key in self.cards:
                self.cards[shown.key].show_card(shown, self._presenter.motion)
        for shown in new:
            self._add(ClaimCard(shown))
        if new and self.isVisible():  # else it is arranged once it has its size
            self._arrange()

    def _add(self, card: ClaimCard) -> None:
        card.setParent(self._board)
        self.cards[card.card.key] = card
        card.turned.connect(self._presenter.turn)
        card.asked.connect(self._show_source)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the cards into columns, each row as high as its tallest card."""
        px = theme().px
        room = self.width() - px(32) - px(12)  # margins and a scroll bar
        gap = self._grid.spacing()
        columns = max(1, min(3, (room + gap) // (px(_NARROWEST) + gap)))
        if room / columns > px(_WIDEST):
            columns += 1
        width = (room - gap * (columns - 1)) // columns
        cards = list(self.cards.values())
        for card in cards:
            card.enlarge(self.width() >= px(_ROOMY))
        rows = -(-len(cards) // columns)
        share = (self._scroll.height() - px(12) - gap * (rows - 1)) // rows if rows else 0
        for start in range(0, len(cards), columns):
            row = cards[start : start + columns]
            needed = max(card.height_at(width) for card in row)
            height = max(needed, min(share, round(needed * _STRETCH)))  # what is left is shared
            for column, card in enumerate(row):
                card.setFixedHeight(height)
                self._grid.addWidget(card, start // columns, column)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _show_source(self, key: str) -> None:
        myth = self._presenter.myth(key)
        paragraphs = [
            "\n".join([str(evidence.sentence), *origin_lines(evidence.origin)])
            for evidence in myth.evidence
        ]
        CardDialog(quoted(str(myth.claim)), paragraphs, self.window()).open()
