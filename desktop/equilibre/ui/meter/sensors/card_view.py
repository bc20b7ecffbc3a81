"""The card of one sensor, changed in place each second: nothing flickers, nothing jumps."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from equilibre.texts import _
from equilibre.ui.icons import icon
from equilibre.ui.meter.sensors.reach_drawing import ReachDrawing
from equilibre.ui.meter.sensors.state import Help, Passage, SensorCard
from equilibre.ui.meter.sensors.state_mark import StateMark
from equilibre.ui.theme import theme
from equilibre.ui.widgets.elided import ElidedLabel
from equilibre.ui.widgets.layouts import empty
from equilibre.ui.widgets.paragraph import Paragraph
from equilibre.ui.widgets.themed import ThemedStyle

_POWER_WIDTH = 130
_SAID_MILLISECONDS = 2000


class SensorCardView(QFrame):
    """Shows one SensorCard."""

    calibrate_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._card: SensorCard | None = None
        self.setProperty("card", "focusable")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._name = QLabel()
        self._name.setFont(theme().font(14, QFont.Weight.DemiBold))
        self._name.setWordWrap(True)
        self._mark = StateMark()
        self._state = QLabel()
        self._state.setProperty("role", "secondary")
        head = QHBoxLayout()
        head.setSpacing(px(6))
        head.addWidget(self._name, 1)
        head.addWidget(self._mark)
        head.addWidget(self._state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(14), px(9), px(14), px(10))
        layout.setSpacing(px(5))
        layout.addLayout(head)
        layout.addLayout(self._build_body())
        # The button stands below the commands that it copies, above what comes after them.
        self._remedy, self._after = QVBoxLayout(), QVBoxLayout()
        for passages in (self._remedy, self._after):
            passages.setSpacing(px(5))
        layout.addLayout(self._remedy)
        layout.addLayout(self._build_button())
        layout.addLayout(self._after)

    def _line(self, layout: QVBoxLayout, role: str) -> QLabel:
        label = Paragraph("")
        label.setProperty("role", role)
        layout.addWidget(label)
        return label

    def _build_body(self) -> QHBoxLayout:
        """Return the drawing of what is covered, what there is to say, and the power now."""
        px = theme().px
        self._reach = ReachDrawing()
        texts = QVBoxLayout()
        texts.setSpacing(px(3))
        self._use = self._line(texts, "")
        self._reach_text = self._line(texts, "")
        self._scope = self._line(texts, "secondary")
        self._reason = self._line(texts, "")
        self._facts = self._line(texts, "secondary")
        texts.addStretch()
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self._reach, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        row.addWidget(self._build_figures())
        return row

    def _build_figures(self) -> QWidget:
        px = theme().px
        self._power = ElidedLabel()
        self._power.setFont(theme().font(18, QFont.Weight.DemiBold))
        self._interval = ElidedLabel()
        self._interval.setFont(theme().font(12))
        for label in (self._power, self._interval):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._figures = QWidget()
        self._figures.setFixedWidth(px(_POWER_WIDTH))
        figures = QVBoxLayout(self._figures)
        figures.setContentsMargins(0, 0, 0, 0)
        figures.setSpacing(0)
        figures.addWidget(self._power)
        figures.addWidget(self._interval)
        figures.addStretch()
        return self._figures

    def _build_button(self) -> QHBoxLayout:
        self._button = QPushButton()
        self._button.clicked.connect(self._act)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addStretch()
        return row

    def show_card(self, card: SensorCard) -> None:
        """Write what changed in *card*; texts that did not change keep their selection."""
        before, self._card = self._card, card
        if card == before:
            return
        self.setAccessibleName(card.spoken)
        _write(self._name, card.name)
        _write(self._state, card.state)
        self._mark.show_mark(card.mark)
        self._reach.show_reach(card.reach)
        self._reach.setVisible(not card.brief)
        _write(self._reach_text, "" if card.brief else card.reach.text)
        _write(self._scope, card.scope)
        self._power.setText(card.power)
        self._interval.setText(card.interval)
        self._figures.setVisible(card.read)
        for label, text in (
            (self._reason, card.reason),
            (self._use, card.use),
            (self._facts, card.facts),
        ):
            _write(label, text)
        if before is None or before.remedy != card.remedy:
            self._show_remedy(card.remedy)
        if before is None or before.help != card.help:
            self._show_help(card.help)

    def _show_remedy(self, remedy: tuple[Passage, ...]) -> None:
        empty(self._remedy)
        empty(self._after)
        place = self._remedy
        for index, passage in enumerate(remedy):
            text = passage.text
            if index == 0 and not passage.commands:
                text = _("What to do: {remedy}").format(remedy=text)
            place.addWidget(_commands(text) if passage.commands else Paragraph(text))
            if passage.commands:
                place = self._after

    def _show_help(self, help_: Help) -> None:
        self._button.setVisible(help_ is not Help.NONE)
        if help_ is Help.COPY:
            self._say(_("Copy the commands"), "copy")
            widest = max(map(self._button.fontMetrics().horizontalAdvance, _copy_texts()))
            self._button.setMinimumWidth(widest + theme().px(52))
        elif help_ is Help.CALIBRATE:
            self._say(_("Calibrate…"), "gauge")

    def _say(self, text: str, picture: str) -> None:
        self._button.setText(text)
        self._button.setIcon(icon(picture))
        if self._card is not None:
            self._button.setAccessibleName(f"{text}: {self._card.name}")

    def _act(self) -> None:
        if self._card is None:
            return
        if self._card.help is Help.CALIBRATE:
            self.calibrate_asked.emit()
            return
        QApplication.clipboard().setText(self._card.commands)
        self._say(_("Copied"), "check")
        QTimer.singleShot(_SAID_MILLISECONDS, self, self._copied)

    def _copied(self) -> None:
        self._say(_("Copy the commands"), "copy")


def _copy_texts() -> tuple[str, str]:
    return _("Copy the commands"), _("Copied")


def _write(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)
    label.setVisible(bool(text))


def _commands(text: str) -> QLabel:
    """Return commands to type, as a terminal writes them."""
    label = Paragraph(text)
    ThemedStyle(label, _sheet_of_commands)
    return label


def _sheet_of_commands() -> str:
    px, colours = theme().px, theme().colours
    return (
        f'font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: {px(12)}px;'
        f" background: {colours.panel}; border-radius: {px(4)}px; padding: {px(6)}px;"
    )
