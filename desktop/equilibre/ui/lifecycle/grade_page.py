"""The fourth page: how far a published paper goes on the scale, and the study in hand beside it."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from equilibre.lifecycle.errors import LifecycleError
from equilibre.lifecycle.grade import (
    answers_of_study,
    scale,
)
from equilibre.texts import _
from equilibre.ui.icons import icon
from equilibre.ui.lifecycle.grade_form import QuestionForm, heading
from equilibre.ui.lifecycle.paper_grade import (
    PaperGrade,
    missing_text,
    next_after,
    result_text,
    source_text,
)
from equilibre.ui.lifecycle.state import LifecycleState
from equilibre.ui.theme import theme
from equilibre.ui.widgets.column import reading
from equilibre.ui.widgets.layouts import empty

_LONGEST_TITLE = 300


class GradePage(QWidget):
    """A form for a paper at the left, the grade of the study at the right.

    ``answered`` carries the PaperGrade at every change.
    """

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self.paper = PaperGrade()
        self._graded: tuple[object, ...] = ()
        self.form = QuestionForm()
        self.form.changed.connect(self._answer)
        self.title = QLineEdit()
        self.title.setMaxLength(_LONGEST_TITLE)
        self.title.setPlaceholderText(_("Title of the paper"))
        self.title.setAccessibleName(_("Title of the paper"))
        self.title.textEdited.connect(self._entitle)
        self.copy = _button("copy", _("Copy the result as text"))
        self.copy.clicked.connect(self.copy_result)
        self.again = _button("rotate-ccw", _("Start again"))
        self.again.clicked.connect(self.start_again)
        self.paper_grade = GradeCard()
        self.study_grade = GradeCard()
        self._study = QVBoxLayout()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        # Each part is filled in its place: what was measured is dressed again wherever it moves.
        paper, study = _card(_("A published paper")), _card(_("The study in hand"))
        layout.addWidget(paper, 4)
        layout.addWidget(study, 3)
        self._fill_paper_card(paper)
        self._fill_study_card(study)
        self._show_grade()

    def _fill_paper_card(self, card: QFrame) -> None:
        px = theme().px
        head = QHBoxLayout()
        head.setSpacing(px(6))
        head.addWidget(self.title, 1)
        head.addWidget(self.copy)
        head.addWidget(self.again)
        inner = QVBoxLayout()
        inner.setContentsMargins(0, 0, px(8), 0)
        inner.setSpacing(px(4))
        _fill(card, [head, self.paper_grade], inner)
        inner.addWidget(self.form)
        inner.addSpacing(px(8))
        inner.addWidget(_small(source_text()))
        inner.addStretch(1)

    def _fill_study_card(self, card: QFrame) -> None:
        self._study.setContentsMargins(0, 0, theme().px(8), 0)
        self._study.setSpacing(theme().px(4))
        _fill(card, [self.study_grade], self._study)

    # -- the paper -------------------------------------------------------------------------

    def show_paper(self, paper: PaperGrade) -> None:
        """Fill the form with what was answered before."""
        self.paper = paper
        if self.title.text() != paper.title:
            self.title.setText(paper.title)
        self.form.fill(paper.answers)
        self._show_grade()

    def start_again(self) -> None:
        """Empty the form: another paper."""
        self.show_paper(PaperGrade())
        self.answered.emit(self.paper)
        self.title.setFocus()

    def copy_result(self) -> None:
        QApplication.clipboard().setText(result_text(self.paper))

    def _answer(self, answers: object) -> None:
        assert isinstance(answers, Mapping)
        self._take(replace(self.paper, answers=answers))

    def _entitle(self, title: str) -> None:
        self._take(replace(self.paper, title=title))

    def _take(self, paper: PaperGrade) -> None:
        self.paper = paper
        self._show_grade()
        self.answered.emit(paper)

    def _show_grade(self) -> None:
        result = self.paper.result
        self.paper_grade.show_grade(result.grade.key, missing_text(result))

    # -- the study -------------------------------------------------------------------------

    def show_state(self, state: LifecycleState) -> None:
        graded = (state.study, state.first, state.second, state.zone, state.grade)
        if not state.grade or graded == self._graded:
            return
        self._graded = graded
        ways = _("A: {first}. B: {second}.").format(
            first=state.first_title, second=state.second_title
        )
        self.study_grade.show_grade(state.grade, ways)
        empty(self._study)
        above = next_after(state.grade)
        missing = _("Missing for {grade}").format(grade=above) if above else _("To go further")
        for name, texts in (
            (missing, state.grade_reasons),
            (_("Filled in"), _filled(state)),
        ):
            if texts:
                self._study.addWidget(heading(name))
                for text in texts:
                    self._study.addWidget(_entry(text))
                self._study.addSpacing(theme().px(6))
        self._study.addStretch(1)


def _filled(state: LifecycleState) -> tuple[str, ...]:
    """Return what the study does of what the scale asks."""
    try:
        answers = answers_of_study(state.study, state.first, state.second, state.zone)
    except LifecycleError:  # said above the page
        return ()
    return tuple(str(each.missing) for each in scale().questions if answers.get(each.key))


class GradeCard(QWidget):
    """A letter, large, among the five of the scale; its name, its text, and what is missing."""

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self.letter = QLabel()
        self.letter.setFont(theme().font(34, QFont.Weight.DemiBold))
        self.letter.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.letter.setFixedSize(px(52), px(52))
        colours = theme().colours
        self.letter.setStyleSheet(
            f"color: {colours.accent}; border: 2px solid {colours.accent};"
            f" border-radius: {px(8)}px;"
        )
        self._letters = {one.key: QLabel(one.key) for one in scale().grades}
        letters = QHBoxLayout()
        letters.setSpacing(0)
        for one in scale().grades:
            label = self._letters[one.key]
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setToolTip(_("Grade {letter}: {name}").format(letter=one.key, name=one.name))
            letters.addWidget(label)
        self.name = QLabel()
        self.name.setWordWrap(True)
        self.name.setFont(theme().font(15, QFont.Weight.DemiBold))
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.missing = QLabel()
        self.missing.setWordWrap(True)
        self.missing.setProperty("role", "secondary")
        side = QVBoxLayout()
        side.setSpacing(px(2))
        side.addWidget(self.letter)
        side.addLayout(letters)
        side.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(px(2))
        for label in (self.name, self.text, self.missing):
            words.addWidget(label)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addLayout(side)
        layout.addLayout(words, 1)

    def show_grade(self, letter: str, missing: str) -> None:
        grade = next(one for one in scale().grades if one.key == letter)
        self.letter.setText(letter)
        for key, label in self._letters.items():
            reached = key == letter
            label.setFont(theme().font(12, QFont.Weight.Bold if reached else QFont.Weight.Normal))
            label.setEnabled(reached)
        self.name.setText(str(grade.name))
        self.text.setText(str(grade.text))
        self.missing.setText(missing)
        self.missing.setVisible(bool(missing))
        self.setAccessibleName(_("Grade {letter}: {name}").format(letter=letter, name=grade.name))
        self.setAccessibleDescription(f"{grade.text} {missing}".strip())


# -- pieces --------------------------------------------------------------------------------------


def _card(title: str) -> QFrame:
    px = theme().px
    card = QFrame()
    card.setProperty("chart", True)
    layout = QVBoxLayout(card)
    layout.setContentsMargins(px(12), px(8), px(6), px(8))
    layout.setSpacing(px(8))
    layout.addWidget(heading(title))
    return card


def _fill(card: QFrame, parts: list[QWidget | QHBoxLayout], content: QVBoxLayout) -> None:
    """Put *parts* on *card*, and below them *content*, which scrolls."""
    layout = card.layout()
    assert isinstance(layout, QVBoxLayout)
    for part in parts:
        if isinstance(part, QHBoxLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)
    inner = QWidget()
    area = reading(inner)
    area.setMinimumHeight(theme().px(24))  # what does not scroll is to be whole
    inner.setLayout(content)
    layout.addWidget(area, 1)


def _button(name: str, text: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setToolTip(text)
    button.setAccessibleName(text)
    return button


def _small(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("role", "secondary")
    label.setFont(theme().font(11.5))
    return label


def _entry(text: str) -> QWidget:
    """Return a line of a list, whose text hangs beside its bullet."""
    label = QLabel(text)
    label.setWordWrap(True)
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme().px(8))
    layout.addWidget(QLabel("•"), 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(label, 1)
    return row
