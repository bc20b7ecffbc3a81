"""The centre of the experiments: the question, the picture that answers it, and its lens."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from equilibre.texts import _
from equilibre.ui.theme import theme
from equilibre.ui.training.experiments.chart import ExperimentChart
from equilibre.ui.training.experiments.state import ExperimentsState
from equilibre.ui.widgets.eliding_list import ElidingList
from equilibre.ui.widgets.info_button import InfoButton
from equilibre.ui.widgets.layouts import empty
from equilibre.ui.widgets.message_bar import MessageBar
from equilibre.ui.widgets.segmented import Segmented
from equilibre.ui.widgets.stop_slider import StopSlider

_TALL = 470  # pixels at 100 %: lower windows tell how it is done behind the button only


class Stage(QWidget):
    """Shows one picture at a time; asks for nothing itself."""

    picture_chosen = Signal(str)
    lens_moved = Signal(int)
    linear_chosen = Signal(bool)
    explanation_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._state: ExperimentsState | None = None
        self.messages = MessageBar()
        self._question = QLabel()
        self._question.setWordWrap(True)
        self._question.setFont(theme().font(15, QFont.Weight.DemiBold))
        about = InfoButton(_("How this experiment is done, and whose it is"))
        about.clicked.connect(self.explanation_asked)
        self._explanation = QLabel()
        self._explanation.setWordWrap(True)
        self._explanation.setProperty("role", "secondary")
        self._explanation.setFont(theme().font(12))
        self.pictures: Segmented | None = None
        self._pictures = QHBoxLayout()
        self.linear = QToolButton()
        self.linear.setText(_("Linear"))
        self.linear.setCheckable(True)
        self.linear.setStyleSheet(f"min-height: {px(22)}px; padding: 0 {px(6)}px;")
        self.linear.setToolTip(
            _("The same distance is the same amount, instead of the same number of times")
        )
        self.linear.clicked.connect(self.linear_chosen)
        self.chart = ExperimentChart()
        self.lens: StopSlider | None = None
        self._lens = QVBoxLayout()
        self._lens.setContentsMargins(px(12), 0, px(12), 0)
        top = QHBoxLayout()
        top.setContentsMargins(px(12), 0, px(6), 0)
        top.addWidget(self._question, 1)
        top.addWidget(about, 0, Qt.AlignmentFlag.AlignTop)
        below = QHBoxLayout()
        below.setContentsMargins(px(12), 0, px(12), 0)
        below.addWidget(self._explanation)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        layout.addWidget(self.messages)
        layout.addLayout(top)
        layout.addLayout(below)
        choice = QHBoxLayout()
        choice.setContentsMargins(px(12), 0, px(6), 0)
        choice.setSpacing(px(8))
        choice.addLayout(self._pictures, 1)
        choice.addWidget(self.linear)
        layout.addLayout(choice)
        layout.addWidget(self.chart, 1)
        layout.addLayout(self._lens)
        for label in (self._question, self._explanation):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def show_state(self, state: ExperimentsState) -> None:
        before, self._state = self._state, state
        self._question.setText(state.question)
        self._explanation.setText(state.explanation)
        if before is None or (before.key, before.pictures) != (state.key, state.pictures):
            self._build_pictures(state)
        if before is None or before.key != state.key:
            self._build_lens(state)
        if self.pictures is not None:
            self.pictures.choose(state.picture)
            self._list.setCurrentIndex(self._list.findData(state.picture))
        if self.lens is not None and state.lens is not None:
            self.lens.set_stops(list(state.lens.texts), state.lens.index)
        drawing = state.drawing
        self.linear.setVisible(drawing is not None and drawing.can_be_linear)
        self.linear.setChecked(drawing is not None and drawing.linear)
        self.chart.show_drawing(drawing)
        notice = state.notice
        if notice is None:
            self.messages.say("")
        else:
            self.messages.say(notice.text, notice.level, notice.action_text)

    def _build_pictures(self, state: ExperimentsState) -> None:
        empty(self._pictures)
        self.pictures = None
        if len(state.pictures) < 2:  # noqa: PLR2004
            return
        texts = [(choice.key, choice.text) for choice in state.pictures]
        self.pictures = Segmented(texts, _("Picture"))
        self.pictures.chosen.connect(self.picture_chosen)
        self._list = ElidingList(_("Picture"))
        for (key, _text), name in zip(texts, state.picture_names, strict=True):
            self._list.addItem(name, key)
            self.pictures.button(key).setToolTip(name)
        self._list.activated.connect(self._listed)
        self._pictures.addWidget(self.pictures)
        self._pictures.addWidget(self._list, 1)
        self._pictures.addStretch()
        self._fit()

    def _fit(self) -> None:
        """Leave out what a small window has no room for; names that do not fit become a list."""
        self._explanation.setVisible(self.height() >= theme().px(_TALL))
        if self.pictures is not None:
            room = self.width() - theme().px(26) - self.linear.sizeHint().width()
            fits = self.pictures.sizeHint().width() <= room
            self.pictures.setVisible(fits)
            self._list.setVisible(not fits)

    def _listed(self, index: int) -> None:
        self.picture_chosen.emit(self._list.itemData(index))

    def _build_lens(self, state: ExperimentsState) -> None:
        empty(self._lens)
        self.lens = None
        if state.lens is not None:
            width = self.fontMetrics().horizontalAdvance(state.lens.name) + 4
            self.lens = StopSlider(state.lens.key, state.lens.name, state.lens.explanation, width)
            self.lens.moved.connect(self._lens_moved)
            self._lens.addWidget(self.lens)

    def _lens_moved(self, _key: str, index: int) -> None:
        self.lens_moved.emit(index)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()
