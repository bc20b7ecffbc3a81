"""Does my meter tell the truth? A made-up power is played into it before one's eyes."""

from collections.abc import Mapping
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from equilibre.meter.emulation import CURVES
from equilibre.meter.truth import TruthTrial
from equilibre.texts import _
from equilibre.ui.dialogs.room import take_room
from equilibre.ui.icons import icon
from equilibre.ui.meter.truth import state as offered
from equilibre.ui.meter.truth import words
from equilibre.ui.meter.truth.picture import TruthChart
from equilibre.ui.meter.truth.presenter import MakeTrial, TruthPresenter
from equilibre.ui.meter.truth.state import Choices, Finding, TruthState
from equilibre.ui.theme import theme
from equilibre.ui.widgets.elided import ElidedLabel
from equilibre.ui.widgets.segmented import Segmented
from equilibre.ui.widgets.themed import ThemedStyle

_TICK_MILLISECONDS = 50
_WIDTH, _HEIGHT = 1040, 600


class TruthDialog(QDialog):
    """Choices, one chart, three findings and a conclusion; closing it ends the play."""

    def __init__(self, parent: QWidget | None, make_trial: MakeTrial = TruthTrial) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Does my meter tell the truth?"))
        px = theme().px
        self._curve = _list({key: _(CURVES[key].name) for key in offered.CURVES})
        self._layout = _list({key: _(name) for key, name in offered.LAYOUTS.items()})
        self._incident = _list({key: _(name) for key, name in offered.INCIDENTS.items()})
        self._period = Segmented(
            [(key, words.every(Choices(period=key))) for key in offered.PERIODS],
            _("The naive reader looks every"),
        )
        self._period.choose(Choices().period)
        self._period.setFixedHeight(self._curve.sizeHint().height())  # beside lists, in line
        self.play = QPushButton()
        self.play.setProperty("primary", True)
        self.play.setDefault(True)
        self.play.setMinimumWidth(px(118))  # of Play and Stop alike: they take turns
        self.chart = TruthChart()
        self._cards = (
            FindingCard(_("True energy"), "text"),
            FindingCard(_("Our meter"), "cpu"),
            FindingCard(_("Naive reader"), "gpu"),
        )
        self._verdict = QLabel()
        self._verdict.setWordWrap(True)
        self._verdict.setFont(theme().font(15, QFont.Weight.DemiBold))
        # Room for two lines from the start: the chart must not jump at the conclusion.
        self._verdict.setMinimumHeight(2 * self._verdict.fontMetrics().lineSpacing())
        close = QPushButton(_("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        self._lay_out(close)
        take_room(self, px(_WIDTH), px(_HEIGHT), parent)

        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MILLISECONDS)
        self.presenter = TruthPresenter(self, make_trial)
        self._timer.timeout.connect(self.presenter.tick)
        for name, widget in (
            ("curve", self._curve),
            ("layout", self._layout),
            ("incident", self._incident),
        ):
            widget.activated.connect(
                lambda _place, name=name, widget=widget: self.presenter.choose(
                    **{name: widget.currentData()}
                )
            )
        self._period.chosen.connect(lambda key: self.presenter.choose(period=key))
        self.play.clicked.connect(self._play_or_stop)
        self.finished.connect(self._end)
        self.presenter.show()
        for first, second in pairwise((self._curve, self._layout, self._incident, self._period)):
            self.setTabOrder(first, second)
        self.setTabOrder(self._period, self.play)
        self.play.setFocus()

    def _lay_out(self, close: QPushButton) -> None:
        px = theme().px
        heading = QLabel(_("Does my meter tell the truth?"))
        heading.setFont(theme().font(18, QFont.Weight.DemiBold))
        head = QHBoxLayout()
        head.setSpacing(px(14))
        head.addWidget(heading)
        head.addWidget(_badge(), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch()
        head.addWidget(self.play)  # beside the choices, it would widen large texts too much
        choices = QHBoxLayout()
        choices.setSpacing(px(10))
        for text, widget in (
            (_("Made-up power"), self._curve),
            (_("Emulated computer"), self._layout),
            (_("What happens half-way"), self._incident),
            (_("The naive reader looks every"), self._period),
        ):
            choices.addLayout(_under(text, widget))
        choices.addStretch()
        findings = QHBoxLayout()
        findings.setSpacing(px(10))
        for card in self._cards:
            findings.addWidget(card, 1)
        foot = QHBoxLayout()
        foot.setSpacing(px(16))
        foot.addWidget(self._verdict, 1)
        foot.addWidget(close, 0, Qt.AlignmentFlag.AlignVCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(14), px(16), px(12))
        layout.setSpacing(px(9))
        layout.addLayout(head)
        layout.addLayout(choices)
        layout.addWidget(self.chart, 1)
        layout.addLayout(findings)
        layout.addLayout(foot)

    # -- showing ---------------------------------------------------------------------------

    def show_state(self, state: TruthState) -> None:
        """Show *state*."""
        choices = state.choices
        for widget, key in (
            (self._curve, choices.curve),
            (self._layout, choices.layout),
            (self._incident, choices.incident),
        ):
            widget.setCurrentIndex(widget.findData(key))
            widget.setEnabled(not state.playing)
        self._period.choose(choices.period)
        text = _("Stop") if state.playing else _("Play")
        if self.play.text() != text:
            self.play.setText(text)
            name = "square" if state.playing else "play"
            self.play.setIcon(icon(name, theme().colours.on_accent))
        self.chart.show_state(state)
        findings = (state.true_finding, state.meter_finding, state.naive_finding)
        for card, finding in zip(self._cards, findings, strict=True):
            card.show_finding(finding)
        self._verdict.setText(state.problem or state.verdict)
        if state.playing and not self._timer.isActive():
            self._timer.start()
        elif not state.playing:
            self._timer.stop()

    def _play_or_stop(self) -> None:
        if self.presenter.state.playing:
            self.presenter.stop()
        else:
            self.presenter.play()

    # -- end -------------------------------------------------------------------------------

    def _end(self) -> None:
        self._timer.stop()
        self.presenter.close()


class FindingCard(QFrame):
    """What one reader found, beside a bar in the colour that it has in the chart."""

    def __init__(self, title: str, colour: str) -> None:
        super().__init__()
        px = theme().px
        self._name = title
        self.setProperty("card", True)
        bar = QFrame()
        bar.setFixedWidth(px(4))
        ThemedStyle(bar, partial(_sheet_of_bar, colour))
        name = ElidedLabel(title)
        name.setProperty("role", "secondary")
        self._energy = QLabel()
        self._energy.setFont(theme().font(21, QFont.Weight.DemiBold))
        self._error = QLabel()
        self._error.setFont(theme().font(14, QFont.Weight.DemiBold))
        self._detail = ElidedLabel()
        self._detail.setProperty("role", "secondary")
        self._detail.setFont(theme().font(12))
        figures = QHBoxLayout()
        figures.setSpacing(px(10))
        figures.addWidget(self._energy)
        figures.addWidget(self._error, 0, Qt.AlignmentFlag.AlignBaseline)
        figures.addStretch()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(name)
        column.addLayout(figures)
        column.addWidget(self._detail)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(10), px(5), px(10), px(5))
        layout.setSpacing(px(10))
        layout.addWidget(bar)
        layout.addLayout(column, 1)

    def show_finding(self, finding: Finding) -> None:
        """Show *finding*, or a dash while there is none."""
        self._energy.setText(finding.energy or "–")
        self._error.setText(finding.error)
        colours = theme().colours
        self._error.setStyleSheet(f"color: {colours.error_text if finding.wrong else colours.text}")
        self._detail.setText(finding.detail)
        told = (self._name, finding.energy, finding.error, finding.detail)
        self.setAccessibleName(", ".join(part for part in told if part))


def _badge() -> QLabel:
    """Return the words that keep anyone from taking this for a measurement."""
    badge = QLabel(_("Emulated: a made-up power, played into the meter"))
    badge.setFont(theme().font(13, QFont.Weight.DemiBold))
    ThemedStyle(badge, _sheet_of_badge)
    return badge


def _sheet_of_badge() -> str:
    colours, px = theme().colours, theme().px
    return (
        f"color: {colours.warning_text}; background: {colours.warning_background};"
        f" border: 1px dashed {colours.warning_text}; border-radius: {px(9)}px;"
        f" padding: {px(2)}px {px(10)}px;"
    )


def _sheet_of_bar(reader: str) -> str:
    colours = theme().colours
    ink = colours.devices.get(reader, colours.text)
    return f"background: {ink}; border-radius: {theme().px(2)}px;"


def _list(entries: Mapping[str, str]) -> QComboBox:
    box = QComboBox()
    for key, text in entries.items():
        box.addItem(text, key)
    return box


def _under(text: str, widget: QWidget) -> QVBoxLayout:
    """Return *widget* with its name above it."""
    label = QLabel(text)
    label.setProperty("role", "secondary")
    label.setBuddy(widget)
    widget.setAccessibleName(text)
    column = QVBoxLayout()
    column.setSpacing(theme().px(3))
    column.addWidget(label)
    column.addWidget(widget)
    column.addStretch()
    return column
