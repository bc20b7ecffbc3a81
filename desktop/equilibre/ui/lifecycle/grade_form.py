"""The questions of the scale, to be ticked where a paper says yes."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from equilibre.lifecycle.grade import Question, scale
from equilibre.texts import _
from equilibre.ui.theme import theme
from equilibre.ui.widgets.check_box import CheckBox

_EDGE_PERCENT = 140  # how much darker than the ground the style draws the edge of a box


class QuestionForm(QWidget):
    """The questions of the scale, to be ticked where the paper says yes."""

    changed = Signal(object)  # the answers by question

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, CheckBox] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(6))
        for title, questions in _groups():
            layout.addWidget(heading(title))
            for question in questions:
                layout.addWidget(self._row(question))
            layout.addSpacing(theme().px(4))

    def _row(self, question: Question) -> QWidget:
        """Return a box with its question, which wraps as the text of a box cannot."""
        box = CheckBox()
        box.setPalette(_outlined(box.palette()))
        box.setAccessibleName(str(question.text))
        box.toggled.connect(lambda _on: self.changed.emit(self.answers()))
        self.boxes[question.key] = box
        text = QLabel(str(question.text))
        text.setWordWrap(True)
        text.setBuddy(box)
        text.installEventFilter(self)
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(6))
        layout.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(text, 1)
        return row

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tick the box of a question that is clicked."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(watched, QLabel):
            box = watched.buddy()
            if isinstance(box, CheckBox):
                box.setFocus()
                box.toggle()
        return super().eventFilter(watched, event)

    def answers(self) -> dict[str, bool]:
        return {key: box.isChecked() for key, box in self.boxes.items()}

    def fill(self, answers: Mapping[str, bool]) -> None:
        """Tick what was answered before, without telling anyone."""
        for key, box in self.boxes.items():
            blocked = box.blockSignals(True)
            box.setChecked(answers.get(key, False))
            box.blockSignals(blocked)


def _groups() -> list[tuple[str, list[Question]]]:
    """Return the questions under readable headings, in the order of the scale."""
    headings = {
        "b": _("What the paper says"),
        "c": _("What the paper says"),
        "d": _("The gain"),
        "e": _("What the AI itself costs"),
        "": _("What makes it stronger, asked for no grade"),
    }
    found: dict[str, list[Question]] = {}
    for question in scale().questions:
        found.setdefault(headings[question.needed_for], []).append(question)
    return list(found.items())


def _outlined(palette: QPalette) -> QPalette:
    """Return a palette in which an empty box can be seen: its edge is a darker ground."""
    edge = theme().colour("border")
    palette.setColor(QPalette.ColorRole.Window, edge.lighter(_EDGE_PERCENT))
    return palette


def heading(text: str) -> QLabel:
    """Return a heading that wraps."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setFont(theme().font(13, QFont.Weight.DemiBold))
    return label
