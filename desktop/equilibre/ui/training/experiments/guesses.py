"""What the student predicts: one of some answers, or a number on a slider."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from equilibre.texts import _
from equilibre.ui.theme import theme
from equilibre.ui.training.experiments.state import Guess
from equilibre.ui.widgets.wrapped_choice import WrappedChoice


class _Answering(QSlider):
    """A slider that answers when it is touched, even where it stands already."""

    touched = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.touched.emit()


class GuessForm(QWidget):
    """One question; ``answered`` carries its place among the questions and the answer's."""

    answered = Signal(int, int)

    def __init__(self, index: int, guess: Guess) -> None:
        super().__init__()
        self._index = index
        px = theme().px
        question = QLabel(guess.question)
        question.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, px(4))
        layout.setSpacing(px(4))
        layout.addWidget(question)
        self.buttons: list[WrappedChoice] = []
        self.slider: _Answering | None = None
        if guess.is_number:
            self._build_slider(layout, guess)
        else:
            self._build_choices(layout, guess)

    def _build_choices(self, layout: QVBoxLayout, guess: Guess) -> None:
        self._group = QButtonGroup(self)
        for place, text in enumerate(guess.choices):
            button = WrappedChoice(text)
            button.setAccessibleDescription(guess.question)
            self.buttons.append(button)
            self._group.addButton(button, place)
            layout.addWidget(button)
        self._group.idClicked.connect(self._chosen)

    def _build_slider(self, layout: QVBoxLayout, guess: Guess) -> None:
        self._texts = guess.choices
        self.slider = _Answering(Qt.Orientation.Horizontal)
        self.slider.setRange(0, len(guess.choices) - 1)
        self.slider.setValue((len(guess.choices) - 1) // 2)
        self.slider.setPageStep(1)
        self.slider.setAccessibleName(guess.question)
        self._value = QLabel("—")
        self._value.setFont(theme().font(13, QFont.Weight.DemiBold))
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        widest = max(self._value.fontMetrics().horizontalAdvance(text) for text in guess.choices)
        self._value.setMinimumWidth(widest + 4)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addWidget(self.slider, 1)
        row.addWidget(self._value)
        layout.addLayout(row)
        ends = QHBoxLayout()
        for text in (guess.choices[0], guess.choices[-1]):
            label = QLabel(text)
            label.setProperty("role", "secondary")
            label.setFont(theme().font(11.5))
            ends.addWidget(label)
            if ends.count() == 1:
                ends.addStretch()
        room = QHBoxLayout()
        room.addLayout(ends, 1)
        room.addSpacing(widest + theme().px(12))
        layout.addLayout(room)
        self.slider.valueChanged.connect(self._moved)
        self.slider.touched.connect(self._touched)

    def show_answer(self, guess: Guess) -> None:
        """Show what was answered so far, telling no one."""
        if self.slider is None:
            for place, button in enumerate(self.buttons):
                self._group.setExclusive(guess.answer is not None)
                button.setChecked(place == guess.answer)
            self._group.setExclusive(True)
            return
        if guess.answer is not None and not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(guess.answer)
            self.slider.blockSignals(False)
        text = "—" if guess.answer is None else self._texts[guess.answer]
        self._value.setText(text)
        said = _("nothing predicted yet") if guess.answer is None else text
        self.slider.setAccessibleDescription(said)

    def _chosen(self, place: int) -> None:
        self.answered.emit(self._index, place)

    def _moved(self, place: int) -> None:
        self.answered.emit(self._index, place)

    def _touched(self) -> None:
        if self.slider is not None:
            self.answered.emit(self._index, self.slider.value())
