"""Play with an input: draw it, move its columns or hear it, and see the answer at once."""

import numpy as np
from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from equilibre.errors import EquilibreError
from equilibre.sessions.files import write_whole
from equilibre.texts import _
from equilibre.ui.dialogs.ask import ask_where_to_save
from equilibre.ui.icons import icon
from equilibre.ui.theme import theme
from equilibre.ui.training.learned.answer_bars import AnswerChart
from equilibre.ui.training.learned.pad import Pad
from equilibre.ui.training.learned.player import NoSound, Player, wav
from equilibre.ui.training.learned.sliders import Sliders
from equilibre.ui.training.learned.state import LearnedState
from equilibre.ui.widgets.wrapping import WrappingRow

_ANSWER_WIDTH = 236  # pixels at 100 %, at least


class PlayPage(QWidget):
    """The input at the left, the answer at the right."""

    changed = Signal(object)  # the values of every column
    another_asked = Signal()
    blank_asked = Signal()
    put_back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._state: LearnedState | None = None
        self._shown: object = None  # the values that the input stands on
        self._player = Player()
        self.pad, self.sliders, self.answer = Pad(), Sliders(), AnswerChart()
        self._input = QStackedWidget()
        self._input.addWidget(self.pad)
        self._input.addWidget(self.sliders)
        self.another = self._button("dices", _("Another one"), _("Take another row never seen"))
        self.blank = self._button("square", _("Blank"), _("Begin with an empty image"))
        self.put_back = self._button("undo-2", "", _("Put the row back as it was in the data"))
        self.put_back.setAccessibleName(_("Put back"))
        self.play = self._button("play", _("Listen"), _("Play this chord"))
        self.keep = self._button("save", "", _("Save the sound…"))
        self.keep.setAccessibleName(_("Save the sound…"))
        self.another.clicked.connect(self.another_asked)
        self.blank.clicked.connect(self.blank_asked)
        self.put_back.clicked.connect(self.put_back_asked)
        self.play.clicked.connect(self._play)
        self.keep.clicked.connect(self._keep)
        self._problem = QLabel()
        self._problem.setWordWrap(True)
        self._problem.setProperty("role", "secondary")
        self._problem.hide()
        buttons = WrappingRow()
        buttons.setSpacing(px(5))
        for button in (self.another, self.blank, self.put_back, self.play, self.keep):
            buttons.addWidget(button)
        buttons.addStretch(1)
        left = QVBoxLayout()
        left.setContentsMargins(px(12), px(4), 0, px(4))
        left.setSpacing(px(6))
        left.addWidget(self._input, 1)
        left.addWidget(self._problem)
        left.addLayout(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addLayout(left, 1)
        layout.addWidget(self.answer, 1)
        self.answer.setMinimumWidth(px(_ANSWER_WIDTH))
        self.pad.drawn.connect(self._drawn)
        self.sliders.moved.connect(self._moved)

    def _button(self, name: str, text: str, explanation: str) -> QPushButton:
        button = QPushButton(icon(name), text)
        button.setIconSize(QSize(theme().px(13), theme().px(13)))
        button.setToolTip(explanation)
        button.setStyleSheet(f"padding: 0 {theme().px(5)}px;")
        return button

    def show_state(self, state: LearnedState) -> None:
        self._state = state
        card, example, values = state.card, state.example, state.values
        if card is None:
            return
        self.blank.setVisible(bool(card.image))
        self.put_back.setVisible(not card.audible)
        self.play.setVisible(card.audible)
        self.keep.setVisible(card.audible)
        for button in (self.another, self.blank, self.put_back, self.play, self.keep):
            button.setEnabled(example is not None)
        self._input.setCurrentWidget(self.pad if card.image else self.sliders)
        if example is None or values is None:
            return
        if values is not self._shown:
            self._shown = values
            if card.image:
                black, white = _reach(state)
                pixels = (values - black) / ((white - black) or 1.0)
                self.pad.show_pixels(np.clip(pixels, 0, 1).reshape(card.image))
            else:
                self.sliders.show_row(example, values, card)
        self.answer.show_state(state)

    # -- asking ----------------------------------------------------------------------------

    def _drawn(self) -> None:
        if self._state is not None and self._state.example is not None:
            black, white = _reach(self._state)
            self._shown = black + self.pad.pixels.ravel() * (white - black)
            self.changed.emit(self._shown)

    def _moved(self) -> None:
        self._shown = self.sliders.values
        self.changed.emit(self._shown)

    # -- sound -----------------------------------------------------------------------------

    def _samples(self) -> np.ndarray:
        from equilibre.learning.sources.chords import sound

        assert self._state is not None
        assert self._state.values is not None
        return sound(self._state.values)

    def _play(self) -> None:
        try:
            self._player.play(self._samples())
        except NoSound as problem:
            self._say(str(problem))
        else:
            self._say("")

    def _keep(self) -> None:
        path = ask_where_to_save(self, _("chord") + ".wav", ("wav",))
        if path is None:
            return
        try:
            write_whole(path, wav(self._samples()))
        except EquilibreError as problem:
            self._say(str(problem))

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))


def _reach(state: LearnedState) -> tuple[float, float]:
    """Return the values of black and of white."""
    assert state.example is not None
    return float(state.example.low[0]), float(state.example.high[0])
