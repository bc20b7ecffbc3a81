"""The first page: the strip of signs above the phases of life."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from equilibre.ui.lifecycle.phase_bars import PhaseBars
from equilibre.ui.lifecycle.sign_strip import SignStrip
from equilibre.ui.lifecycle.state import LifecycleState
from equilibre.ui.theme import theme

_TALL = 420  # pixels at 100 %: with less height, the subtitles give way
_SHORT = 330  # and below this, the sentence


class SignsPage(QWidget):
    """Which way each indicator points, in a picture and in a sentence, and why."""

    indicator_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self.strip = SignStrip()
        self.strip.picked.connect(self.indicator_chosen)
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setContentsMargins(px(12), 0, px(12), 0)
        self.phases = PhaseBars()
        self.phases.picked.connect(self.indicator_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        layout.addWidget(self.strip, 13)
        layout.addWidget(self._sentence)
        layout.addWidget(self.phases, 10)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tall = self.height() >= theme().px(_TALL)
        self.strip.show_subtitle(tall)
        self.phases.show_subtitle(tall)
        # What the sentence says stands in the strip too: beside a message, it gives way.
        self._sentence.setVisible(self.height() >= theme().px(_SHORT))

    def show_state(self, state: LifecycleState) -> None:
        self.strip.show_state(state)
        self._sentence.setText(state.sentence)
        self.phases.show_state(state)
