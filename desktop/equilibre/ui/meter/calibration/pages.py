"""The three pages of the calibration: the choice, the course, the result."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from equilibre.numbers import kind_name
from equilibre.texts import _
from equilibre.ui.meter.calibration.sketch import CourseSketch
from equilibre.ui.meter.calibration.state import (
    BATTERY,
    PLUG,
    CalibrationState,
    Course,
    Found,
    Outcome,
    Typing,
)
from equilibre.ui.meter.calibration.trace_view import TraceView
from equilibre.ui.theme import theme
from equilibre.ui.widgets.elided import ElidedLabel
from equilibre.ui.widgets.figure_card import KindMark
from equilibre.ui.widgets.paragraph import Paragraph
from equilibre.ui.widgets.themed import ThemedStyle

_PROGRESS = 1000


def _column(page: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme().px(8))
    return layout


def _quiet(text: str = "") -> QLabel:
    label = Paragraph(text)
    label.setProperty("role", "secondary")
    return label


class ChoicePage(QWidget):
    """What will happen, against what, and what is kept already."""

    way_chosen = Signal(str)
    forget_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        layout = _column(self)
        for text in (
            _("The computer is watched at rest for a minute, then at full load for a minute."),
            _("Nothing else should run meanwhile: close the other programs, touch nothing."),
            _(
                "Leave the brightness of the screen as it is. For the battery, unplug the charger;"
                " for a plug meter, leave it plugged in."
            ),
        ):
            layout.addWidget(Paragraph(text))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        self._reasons: dict[str, QLabel] = {}
        for key in (BATTERY, PLUG):
            layout.addSpacing(theme().px(4))
            button, reason = WayButton(), _quiet()
            reason.setContentsMargins(theme().px(24), 0, 0, 0)
            self._buttons[key], self._reasons[key] = button, reason
            self._group.addButton(button)
            layout.addWidget(button)
            layout.addWidget(reason)
        self._group.buttonClicked.connect(self._clicked)
        layout.addSpacing(theme().px(4))
        self._sketch = CourseSketch()
        layout.addWidget(self._sketch, 1)
        layout.addStretch()
        self._existing = QFrame()
        self._existing.setProperty("card", True)
        self._account = Paragraph("")
        self.forget = QPushButton(_("Forget"))
        self.forget.setAccessibleName(_("Forget the calibration that is kept"))
        self.forget.clicked.connect(self.forget_asked)
        row = QHBoxLayout(self._existing)
        row.setContentsMargins(*[theme().px(10)] * 4)
        row.addWidget(self._account, 1)
        row.addWidget(self.forget)
        layout.addWidget(self._existing)

    def show_state(self, state: CalibrationState) -> None:
        """Write the choices and what is kept."""
        for way in state.ways:
            button = self._buttons[way.key]
            button.setText(way.text)
            button.setEnabled(way.possible)
            button.setAccessibleDescription(way.reason)
            button.setChecked(way.key == state.way)
            self._reasons[way.key].setText(way.reason)
            self._reasons[way.key].setVisible(bool(way.reason))
        self._sketch.show_stages(state.stages)
        self._account.setText(state.existing)
        self._existing.setVisible(bool(state.existing))

    def _clicked(self) -> None:
        chosen = self._group.checkedButton()
        self.way_chosen.emit(next(key for key, one in self._buttons.items() if one is chosen))


class WayButton(QRadioButton):
    """One of a few choices, with an outline that is seen in every theme."""

    def __init__(self) -> None:
        super().__init__()
        palette = self.palette()  # the style draws the outline a shade darker than the window
        palette.setColor(QPalette.ColorRole.Window, theme().colour("border").lighter(140))
        self.setPalette(palette)


class CoursePage(QWidget):
    """How far it has come, the power now, and the reading to type."""

    watts_typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        layout = _column(self)
        self._steps = QLabel()
        self._steps.setTextFormat(Qt.TextFormat.RichText)  # also before the first is marked
        self._instruction = Paragraph("")
        self._instruction.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self._instruction.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._progress = QProgressBar()
        self._progress.setRange(0, _PROGRESS)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(_("Progress of the calibration"))
        self._left = ElidedLabel()
        self._power = ElidedLabel()
        self._power.setFont(theme().font(26, QFont.Weight.DemiBold))
        self._source = ElidedLabel()
        for label in (self._left, self._source):
            label.setFont(theme().font(12))
        self._mark = KindMark()
        self._mark.show_kind("measured")
        origin = QHBoxLayout()
        origin.setSpacing(theme().px(4))
        origin.addWidget(self._mark)
        origin.addWidget(self._source, 1)
        self._trace = TraceView()
        for widget in (self._steps, self._instruction, self._progress, self._left):
            layout.addWidget(widget)
        layout.addWidget(self._build_typing())
        layout.addWidget(self._power)
        layout.addLayout(origin)
        layout.addWidget(self._trace, 1)
        layout.addStretch()

    def _build_typing(self) -> QWidget:
        self._typing = QWidget()
        self.field = QLineEdit()
        self.field.setMaxLength(40)
        self.field.setFixedWidth(theme().px(110))
        self.field.setAccessibleName(_("Watts that the plug meter shows"))
        self.take = QPushButton(_("Go on"))
        name = QLabel(_("The plug meter shows"))
        name.setBuddy(self.field)
        self._problem = Paragraph("")
        # Room for two lines: a sentence that comes moves nothing.
        self._problem.setMinimumHeight(2 * self.fontMetrics().lineSpacing() + 2)
        self._problem.setAlignment(Qt.AlignmentFlag.AlignTop)
        ThemedStyle(self._problem, lambda: f"color: {theme().colours.error_text};")
        row = QHBoxLayout()
        for widget in (name, self.field, QLabel("W"), self.take):
            row.addWidget(widget)
        row.addStretch()
        column = _column(self._typing)
        column.setSpacing(theme().px(4))
        column.addLayout(row)
        column.addWidget(self._problem)
        self.field.returnPressed.connect(self._type)
        self.take.clicked.connect(self._type)
        self._awaited = Typing.NOTHING
        return self._typing

    def show_course(self, course: Course, problem: str) -> None:
        """Write how it goes, and what was wrong with what was typed."""
        parts = [
            f"<b>▸ {text}</b>" if index == course.step else text
            for index, text in enumerate(course.steps)
        ]
        self._steps.setText("&nbsp;&nbsp;·&nbsp;&nbsp;".join(parts))
        if self._instruction.text() != course.instruction:
            self._instruction.setText(course.instruction)
        self._progress.setValue(round(_PROGRESS * course.progress))
        self._left.setText(course.left)
        self._left.setAccessibleName(course.left)
        self._power.setAccessibleName(f"{course.power} {course.power_source}")
        self._power.setText(course.power)
        self._source.setText(course.power_source)
        self._trace.show_trace(course.trace)
        self._typing.setVisible(course.takes_typing)
        self._problem.setText(problem)
        self.field.setAccessibleDescription(problem)
        for widget in (self._power, self._mark, self._source, self._trace):
            widget.setVisible(course.metered)
        waits = course.typing is not Typing.NOTHING
        self._typing.setEnabled(waits)
        if course.typing is not self._awaited:
            self._awaited = course.typing
            self.field.clear()
            if waits:
                self.field.setFocus()

    def _type(self) -> None:
        self.watts_typed.emit(self.field.text())


class ResultPage(QWidget):
    """The two powers, and how much narrower the estimate becomes."""

    def __init__(self) -> None:
        super().__init__()
        layout = _column(self)
        title = QLabel(_("This computer draws"))
        title.setFont(theme().font(15, QFont.Weight.DemiBold))
        self._cards = (FoundCard(), FoundCard())
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        for card in self._cards:
            row.addWidget(card)
        self._narrowed = Paragraph("")
        self._account = _quiet()
        layout.addWidget(title)
        layout.addLayout(row)
        layout.addWidget(self._narrowed)
        layout.addWidget(self._account)
        self._trace = TraceView()
        layout.addWidget(self._trace, 1)
        layout.addStretch()

    def show_outcome(self, outcome: Outcome) -> None:
        """Write what was found."""
        for card, found in zip(self._cards, outcome.found, strict=True):
            card.show_found(found)
        self._narrowed.setText(outcome.narrowed)
        self._account.setText(outcome.account)
        self._trace.show_trace(outcome.trace)
        self._trace.setVisible(bool(outcome.trace.points))


class FoundCard(QFrame):
    """A power and its interval."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._title, self._value, self._interval = QLabel(), QLabel(), QLabel()
        self._title.setProperty("role", "secondary")
        self._value.setFont(theme().font(26, QFont.Weight.DemiBold))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme().px(12)] * 4)
        layout.setSpacing(theme().px(2))
        head = QHBoxLayout()
        head.setSpacing(theme().px(4))
        head.addWidget(self._title, 1)
        for widget in _measured():
            head.addWidget(widget)
        layout.addLayout(head)
        for label in (self._value, self._interval):
            layout.addWidget(label)

    def show_found(self, found: Found) -> None:
        """Write *found*."""
        self._title.setText(found.title)
        self._value.setText(found.value)
        self._interval.setText(found.interval)
        parts = (found.value, found.interval, kind_name("measured"))
        self.setAccessibleName(f"{found.title}: {', '.join(parts)}")


def _measured() -> tuple[KindMark, QLabel]:
    """Return the shape and the word of what was measured."""
    mark, word = KindMark(), _quiet(kind_name("measured"))
    mark.show_kind("measured")
    word.setWordWrap(False)
    return mark, word
