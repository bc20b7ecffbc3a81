"""How the energy of this computer is known: one live card for each route."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from equilibre.texts import _
from equilibre.ui.dialogs.room import take_room
from equilibre.ui.meter.sensors.card_view import SensorCardView
from equilibre.ui.meter.sensors.state import Sheet
from equilibre.ui.theme import theme
from equilibre.ui.widgets.column import reading
from equilibre.ui.widgets.paragraph import Paragraph

_RENEWED_MILLISECONDS = 1000
_FIRST_CARDS, _MORE_CARDS = 3, 2  # most of what is seen at first, then some in each turn
_TURN_MILLISECONDS = 10
_WIDTH, _HEIGHT = 740, 640


class SensorsDialog(QDialog):
    """Renewed once a second while it is open."""

    calibrate_asked = Signal()
    truth_asked = Signal()

    def __init__(self, sheet: Callable[[], Sheet], parent: QWidget | None) -> None:
        """Show what *sheet* returns, now and each second."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        px = theme().px
        title = _("How the energy of this computer is known")
        self.setWindowTitle(title)
        self._sheet = sheet
        self._views: dict[str, SensorCardView] = {}
        heading = QLabel(title)
        heading.setWordWrap(True)
        heading.setFont(theme().font(18, QFont.Weight.DemiBold))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(16), px(24), px(12))
        layout.setSpacing(px(10))
        layout.addWidget(heading)
        layout.addWidget(self._build_cards(), 1)
        self._cost = QLabel()
        self._cost.setProperty("role", "secondary")
        layout.addWidget(self._cost)
        layout.addWidget(self._build_buttons())
        take_room(self, px(_WIDTH), px(_HEIGHT), parent)
        self._count: int | None = _FIRST_CARDS
        self._turns = QTimer(self)
        self._turns.timeout.connect(self._show_more)
        self._turns.start(_TURN_MILLISECONDS)
        self.renew()
        timer = QTimer(self)
        timer.timeout.connect(self.renew)
        timer.start(_RENEWED_MILLISECONDS)

    def _build_cards(self) -> QScrollArea:
        inner = QWidget()
        inner_layout = QVBoxLayout(inner)
        inner_layout.setContentsMargins(0, 0, theme().px(8), 0)
        inner_layout.setSpacing(theme().px(8))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(theme().px(8))
        self._elsewhere = QPushButton()
        self._elsewhere.setProperty("link", True)
        self._elsewhere.setCheckable(True)
        self._elsewhere.toggled.connect(self._unfold)
        self._names = Paragraph("")
        self._names.setProperty("role", "secondary")
        self._names.hide()
        inner_layout.addLayout(self._cards)
        inner_layout.addWidget(self._elsewhere)
        inner_layout.addWidget(self._names)
        inner_layout.addStretch()
        return reading(inner)

    def _build_buttons(self) -> QDialogButtonBox:
        role = QDialogButtonBox.ButtonRole
        buttons = QDialogButtonBox()
        calibrate = buttons.addButton(_("Calibrate…"), role.ActionRole)
        truth = buttons.addButton(_("Does my meter tell the truth?"), role.ActionRole)
        close = buttons.addButton(_("Close"), role.RejectRole)
        close.setDefault(True)
        calibrate.clicked.connect(self.calibrate_asked)
        truth.clicked.connect(self.truth_asked)
        buttons.rejected.connect(self.reject)
        return buttons

    def renew(self) -> None:
        """Show how things are now."""
        sheet = self._sheet()
        cards = sheet.cards[: self._count]
        self._arrange([card.key for card in cards])
        for card in cards:
            self._views[card.key].show_card(card)
        arrow = "▾" if self._elsewhere.isChecked() else "▸"
        self._elsewhere.setText(f"{arrow} {sheet.elsewhere}")
        self._elsewhere.setAccessibleName(sheet.elsewhere)
        self._elsewhere.setVisible(bool(sheet.elsewhere))
        if self._names.text() != sheet.elsewhere_names:
            self._names.setText(sheet.elsewhere_names)
        self._cost.setText(sheet.cost)

    def show_all(self) -> None:
        """Add all the cards below the first ones at once."""
        self._turns.stop()
        self._count = None
        self.renew()

    def _show_more(self) -> None:
        """Add some cards below those that are painted."""
        assert self._count is not None
        self._count += _MORE_CARDS
        if self._count >= len(self._sheet().cards):
            self.show_all()
        else:
            self.renew()

    def _arrange(self, keys: list[str]) -> None:
        """Have one view for each of *keys*, in their order; those that stay are not made anew."""
        if keys == list(self._views):
            return
        for key in set(self._views) - set(keys):
            self._views.pop(key).deleteLater()
        kept = self._views
        self._views = {}
        for index, key in enumerate(keys):
            view = kept.get(key) or self._new_view()
            self._views[key] = view
            self._cards.insertWidget(index, view)

    def _new_view(self) -> SensorCardView:
        view = SensorCardView()
        view.calibrate_asked.connect(self.calibrate_asked)
        return view

    def _unfold(self, unfolded: bool) -> None:
        self._names.setVisible(unfolded)
        self.renew()
