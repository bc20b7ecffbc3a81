"""The room of the trained model: small buttons, and one picture at a time."""

from typing import Protocol, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from equilibre.texts import _
from equilibre.ui.theme import theme
from equilibre.ui.training.learned import words
from equilibre.ui.training.learned.confusion import ConfusionChart
from equilibre.ui.training.learned.gallery import Gallery
from equilibre.ui.training.learned.ghost import Ghost
from equilibre.ui.training.learned.map_chart import MapChart
from equilibre.ui.training.learned.play_page import PlayPage
from equilibre.ui.training.learned.state import LearnedState, View
from equilibre.ui.training.learned.truth_chart import TruthChart
from equilibre.ui.training.learned.weights_view import WeightsChart
from equilibre.ui.widgets.segmented import Segmented


class _Page(Protocol):
    """One picture, or a picture with its controls."""

    def show_state(self, state: LearnedState) -> None: ...


class LearnedView(QWidget):
    """Shows a LearnedState; asks for nothing itself."""

    view_chosen = Signal(str)
    in_front = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self.setAccessibleName(_("What the model learned"))
        self._views: tuple[View, ...] = ()
        self.buttons: Segmented | None = None
        self._head = QHBoxLayout()
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.addStretch(1)
        self._message = Ghost()
        self.confusion, self.truth, self.gallery = ConfusionChart(), TruthChart(), Gallery()
        self.weights, self.map, self.play = WeightsChart(), MapChart(), PlayPage()
        self._pages: dict[View, _Page] = {
            View.CONFUSION: self.confusion,
            View.TRUTH: self.truth,
            View.IMAGES: self.gallery,
            View.WEIGHTS: self.weights,
            View.MAP: self.map,
            View.PLAY: self.play,
        }
        self._stack = QStackedWidget()
        self._stack.addWidget(self._message)
        for page in self._pages.values():
            self._stack.addWidget(cast("QWidget", page))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        layout.addLayout(self._head)
        layout.addWidget(self._stack, 1)

    def show_state(self, state: LearnedState) -> None:
        if state.views != self._views:
            self._build_buttons(state.views)
        message = state.message
        if self.buttons is not None:
            self.buttons.setVisible(not message)
            if state.views:
                self.buttons.choose(state.view)
        self._message.say(message)
        ready = not message and state.judged is not None
        page = self._pages[state.view]
        if ready:
            page.show_state(state)
        self._stack.setCurrentWidget(cast("QWidget", page) if ready else self._message)

    def _build_buttons(self, views: tuple[View, ...]) -> None:
        self._views = views
        if self.buttons is not None:
            self._head.removeWidget(self.buttons)
            self.buttons.deleteLater()
        self.buttons = Segmented(
            [(view, words.view_name(view)) for view in views], _("How to look at the model")
        )
        self.buttons.chosen.connect(self.view_chosen)
        self._head.insertWidget(0, self.buttons)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.in_front.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.in_front.emit(False)
