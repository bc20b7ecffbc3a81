"""The right column: power, energy, CO₂e, the same at another scale, and what to do with a run."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from equilibre import numbers
from equilibre.facts.electricity import by_name, countries
from equilibre.texts import _
from equilibre.ui.icons import icon
from equilibre.ui.locked import lock
from equilibre.ui.theme import theme
from equilibre.ui.training.figures import SCALES
from equilibre.ui.training.kept_list import KeptList
from equilibre.ui.training.state import Card, TrainingState
from equilibre.ui.widgets.column import scrolling
from equilibre.ui.widgets.eliding_list import ElidingList
from equilibre.ui.widgets.figure_card import FigureCard
from equilibre.ui.widgets.plain import plain_label
from equilibre.ui.widgets.stop_slider import StopSlider

_ROOMY = 590  # pixels of height at 100 %


class Summary(QWidget):
    """Three cards, a lever, a button, and the runs kept so far."""

    country_chosen = Signal(str)
    scale_chosen = Signal(int)
    power_asked = Signal()
    energy_asked = Signal()
    carbon_asked = Signal()
    equivalent_asked = Signal()
    other_equivalent_asked = Signal()
    keep_asked = Signal()
    run_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._has_equivalent = False
        self._fitted: tuple[bool, ...] = ()
        inner = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._area = scrolling(inner)
        self._area.verticalScrollBar().rangeChanged.connect(self._stand_scroll_bar)
        whole.addWidget(self._area)
        self._heading = plain_label()
        self._heading.setWordWrap(True)
        self._heading.setFont(theme().font(13, QFont.Weight.DemiBold))
        self.power = FigureCard(_("Power is a speed: joules per second. Click: which sensor?"))
        self.energy = FigureCard(_("Energy is the area under the power. Click: how it is obtained"))
        self.carbon = FigureCard(_("Computed from the energy and a yearly average. Click: source"))
        self.power.asked.connect(self.power_asked)
        self.energy.asked.connect(self.energy_asked)
        self.carbon.asked.connect(self.carbon_asked)
        name = _("Electricity of which country")
        self.country = ElidingList(name)
        self.country.setToolTip(name)
        for country in by_name(countries().values()):
            self.country.addItem(country.name, country.key)
        self.country.activated.connect(self._country_activated)
        self.keep = QPushButton(icon("bookmark-plus"), _("Keep this run"))
        self.keep.clicked.connect(self.keep_asked)
        self.kept = KeptList()
        self.kept.run_chosen.connect(self.run_chosen)
        layout = QVBoxLayout(inner)
        self._column = layout
        self._stand_scroll_bar()
        layout.addWidget(self._heading)
        layout.addWidget(self.power)
        layout.addWidget(self.energy)
        layout.addWidget(self.carbon)
        layout.addWidget(self.country)
        layout.addWidget(self._scale_card())
        layout.addWidget(self.keep)
        layout.addWidget(self.kept, 1)

    def _scale_card(self) -> QFrame:
        px = theme().px
        frame = QFrame()
        frame.setProperty("card", True)
        self.scale = StopSlider(
            "scale",
            _("× trainings"),
            _("A search makes thousands of trainings, a service serves millions of people."),
            self.fontMetrics().horizontalAdvance(_("× trainings")) + 2,
        )
        self.scale.moved.connect(self._scale_moved)
        self._scale_text = QLabel()
        self._scale_text.setFont(theme().font(13, QFont.Weight.DemiBold))
        self._scale_text.setWordWrap(True)
        self._equivalent = QLabel()
        self._equivalent.setProperty("role", "secondary")
        self._equivalent.setFont(theme().font(12))
        self._equivalent.setWordWrap(True)
        self._source = QPushButton(_("Source"))
        self._other = QPushButton(_("Another comparison"))
        for button in (self._source, self._other):
            button.setProperty("link", True)
            button.setFont(theme().font(12))
        self._source.clicked.connect(self.equivalent_asked)
        self._other.clicked.connect(self.other_equivalent_asked)
        links = QHBoxLayout()
        links.setSpacing(px(12))
        links.addWidget(self._source)
        links.addWidget(self._other)
        links.addStretch()
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(px(12), px(6), px(10), px(4))
        layout.setSpacing(px(2))
        layout.addWidget(self.scale)
        layout.addWidget(self._scale_text)
        layout.addWidget(self._equivalent)
        layout.addLayout(links)
        return frame

    def lock_country(self, reason: str) -> None:
        """Have the list of countries say *reason* instead of opening, where there is one."""
        lock(self.country, reason)
        for index in range(self.country.count() if reason else 0):
            self.country.setItemIcon(index, icon("lock"))

    def show_state(self, state: TrainingState) -> None:
        if self._heading.text() != state.heading:
            self._heading.setText(state.heading)
        for widget, card in (
            (self.power, state.power),
            (self.energy, state.energy),
            (self.carbon, state.carbon),
        ):
            _fill(widget, card, self._is_roomy)
        if self.country.currentData() != state.country:
            self.country.setCurrentIndex(self.country.findData(state.country))
        if state.scale in SCALES:
            self.scale.set_stops([_short(scale) for scale in SCALES], SCALES.index(state.scale))
        if self._scale_text.text() != state.scale_text:
            self._scale_text.setText(state.scale_text)
        if self._equivalent.text() != state.equivalent:
            self._equivalent.setText(state.equivalent)
            self._scale_text.setToolTip(state.equivalent)
        self._has_equivalent = bool(state.equivalent)
        self._fit()
        self.kept.show_runs(state.kept, state.chosen)
        self.keep.setEnabled(state.can_keep)
        text = _("Kept") if state.run_kept else _("Keep this run")
        if self.keep.text() != text:
            self.keep.setText(text)
            self.keep.setIcon(icon("check" if state.run_kept else "bookmark-plus"))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _stand_scroll_bar(self, _least: int = 0, most: int = 0) -> None:
        """Let the scroll bar, where there is one, stand in the margin."""
        px = theme().px
        bar = self._area.verticalScrollBar().sizeHint().width() if most else 0
        self._column.setContentsMargins(0, px(8), max(0, px(16) - bar), px(12))

    @property
    def _is_roomy(self) -> bool:
        return self.height() >= theme().px(_ROOMY)

    def _fit(self) -> None:
        """Leave out what a low window has no room for; the tooltip still says it."""
        roomy = self._is_roomy
        if self._fitted == (roomy, self._has_equivalent, bool(self._heading.text())):
            return
        self._fitted = (roomy, self._has_equivalent, bool(self._heading.text()))
        self._column.setSpacing(theme().px(8 if roomy else 4))
        self._heading.setVisible(roomy and bool(self._heading.text()))
        for widget in (self._equivalent, self._source, self._other):
            widget.setVisible(roomy and self._has_equivalent)

    def _country_activated(self, index: int) -> None:
        self.country_chosen.emit(self.country.itemData(index))

    def _scale_moved(self, _key: str, index: int) -> None:
        self.scale_chosen.emit(SCALES[index])


def _fill(widget: FigureCard, card: Card | None, roomy: bool) -> None:
    if card is not None:
        note = card.note if roomy else ""
        widget.show_figure(
            card.title, card.value, card.interval, card.detail, card.kind, note, card.obtained
        )


def _short(scale: int) -> str:
    if scale >= 10**9:
        return _("1 billion")
    if scale >= 10**6:
        return _("1 million")
    return numbers.count(scale)
