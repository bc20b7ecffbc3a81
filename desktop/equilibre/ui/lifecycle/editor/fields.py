"""The fields of the editor: each shows one place of the draft, and says what is typed there."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from equilibre.ui.board import Choice
from equilibre.ui.lifecycle.controls import fill
from equilibre.ui.lifecycle.editor.draft import Draft, Held
from equilibre.ui.lifecycle.editor.entries import NO_DATA, OFF, ON, Place
from equilibre.ui.theme import theme
from equilibre.ui.widgets.check_box import CheckBox
from equilibre.ui.widgets.eliding_list import ElidingList

_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)


class Field(QLineEdit):
    """One line of text; it is checked at each key, and taken when the author leaves it."""

    looked = Signal(object)  # Held: what would be said of the text as it stands

    def __init__(self, draft: Draft, name: str, example: str = "", help_text: str = "") -> None:
        super().__init__()
        self.place: Place = ()
        self._draft = draft
        self._typing = False
        self._help = help_text
        self.setAccessibleName(name)
        self.setPlaceholderText(example)
        self.setToolTip(help_text)
        self.textEdited.connect(self._edited)
        self.returnPressed.connect(self.finish)

    def show_place(self, place: Place) -> None:
        """Show *place* of the draft; what is being typed there stays."""
        if place != self.place:
            self._typing = False
        self.place = place
        there = bool(place) and self._draft.has(place)
        self.setReadOnly(not self._draft.own)
        self.setEnabled(there)
        if self._typing:
            return
        text = self._draft.text(place) if there else ""
        text = "" if text == NO_DATA else text
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)
        self.mark(self._draft.held(place))

    def show_text(self, text: str) -> None:
        """Show a text that is not the study's: it can be read and copied."""
        self.place, self._typing = (), False
        self.setEnabled(True)
        self.setReadOnly(True)
        self.setText(text)
        self.setCursorPosition(0)
        self.mark(None)

    def mark(self, held: Held | None) -> None:
        """Draw the border of a text that cannot be taken, and say why."""
        sentence = held.sentence if held else ""
        self.setToolTip(sentence or self._help)
        self.setAccessibleDescription(sentence or self._help)
        ink = theme().colours.error_text
        sheet = f"QLineEdit {{ border: 2px solid {ink}; }}" if sentence else ""
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
        self.looked.emit(held or Held(self.text()))

    def finish(self) -> None:
        """Give the draft what was typed."""
        if self._typing:
            self._typing = False
            cursor = self.cursorPosition()
            self.setText(self.text())  # what is taken is undone with the study, not here
            self.setCursorPosition(cursor)
            self._draft.type(self.place, self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self._typing or self._draft.held(self.place)):
            self._typing = False
            self._draft.forget(self.place)
            return
        super().keyPressEvent(event)

    def _edited(self, text: str) -> None:
        self._typing = True
        self.mark(Held(text) if self._unfinished() else self._draft.look(self.place, text))

    def _unfinished(self) -> bool:
        """Return whether it is too early to say anything of the text."""
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:  # a dialog of the window takes what was typed along
            self.finish()

    def event(self, event: QEvent) -> bool:
        if _is_of_study(event, self.isUndoAvailable(), self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)


def _is_of_study(event: QEvent, can_undo: bool, can_redo: bool) -> bool:
    """Return whether a key undoes a change of the study: a field has nothing of its own to undo."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    keys = QKeySequence.StandardKey
    return (event.matches(keys.Undo) and not can_undo) or (
        event.matches(keys.Redo) and not can_redo
    )


class Paragraph(QPlainTextEdit):
    """A few lines of text, taken when the author leaves it; Tab goes on to the next field."""

    def __init__(
        self, draft: Draft, name: str, example: str, rows: int, help_text: str = ""
    ) -> None:
        super().__init__()
        self.place: Place = ()
        self._draft, self._rows = draft, rows
        self._typing = False
        self.setAccessibleName(name)
        self.setPlaceholderText(example)
        self.setToolTip(help_text)
        self.setTabChangesFocus(True)
        colours, px = theme().colours, theme().px
        self.setStyleSheet(
            f"QPlainTextEdit {{ background: {colours.background}; color: {colours.text};"
            f" border: 1px solid {colours.border}; border-radius: {px(6)}px;"
            f" padding: {px(2)}px {px(4)}px; }}"
            f"QPlainTextEdit:focus {{ border: 2px solid {colours.focus}; }}"
        )
        self._showing = False
        self.textChanged.connect(self._changed)

    def sizeHint(self) -> QSize:
        height = self.fontMetrics().lineSpacing() * self._rows + theme().px(16)
        return QSize(theme().px(200), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), self.sizeHint().height())

    def show_place(self, place: Place) -> None:
        """Show *place* of the draft; what is being typed there stays."""
        if place != self.place:
            self._typing = False
        self.place = place
        self.setReadOnly(not self._draft.own)
        if not self._typing:
            self._write(self._draft.text(place))

    def show_text(self, text: str) -> None:
        """Show a text that is not the study's: it can be read and copied."""
        self.place, self._typing = (), False
        self.setReadOnly(True)
        self._write(text)

    def _write(self, text: str) -> None:
        if text != self.toPlainText():
            self._showing = True
            self.setPlainText(text)
            self._showing = False

    def finish(self) -> None:
        """Give the draft what was typed."""
        if self._typing:
            self._typing = False
            self.document().clearUndoRedoStacks()
            self._draft.type(self.place, self.toPlainText())

    def event(self, event: QEvent) -> bool:
        document = self.document()
        if _is_of_study(event, document.isUndoAvailable(), document.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def _changed(self) -> None:
        self._typing = not self._showing

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.finish()


class ChoiceBox(ElidingList):
    """A list of which one entry is taken; the wheel turns the page, not the choice."""

    def __init__(self, draft: Draft, name: str, help_text: str = "", letters: int = 8) -> None:
        super().__init__(name, letters)
        self.place: Place = ()
        self._draft = draft
        self._choices: tuple[Choice, ...] = ()
        self.setAccessibleDescription(help_text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(self._chosen)

    def offer(self, choices: tuple[Choice, ...]) -> None:
        """Set what can be chosen."""
        self._choices = choices

    def show_place(self, place: Place) -> None:
        """Show what is chosen at *place* of the draft."""
        self.place = place
        there = bool(place) and self._draft.has(place)
        chosen = self._draft.text(place) if there else ""
        choices = self._choices
        if there and chosen not in {choice.key for choice in choices}:
            choices = (*choices, Choice(chosen, chosen))  # nothing is hidden
        fill(self, choices, chosen)
        self.setEnabled(there and self._draft.own)

    def show_only(self, text: str) -> None:
        """Show a choice that is not the study's."""
        self.place = ()
        fill(self, (Choice("", text),), "")
        self.setEnabled(False)

    def choose(self, key: str) -> None:
        """Choose as the author does."""
        self.setCurrentIndex(self.findData(key))
        self._chosen()

    def _chosen(self) -> None:
        self._draft.type(self.place, self.currentData())

    def wheelEvent(self, event: QEvent) -> None:
        event.ignore()


class Tick(CheckBox):
    """A box that is ticked where the place says *on*."""

    def __init__(self, draft: Draft, text: str, name: str, help_text: str = "") -> None:
        super().__init__(text)
        self.place: Place = ()
        self._draft = draft
        self.setAccessibleName(name)
        self.setToolTip(help_text)
        self.clicked.connect(self._clicked)

    def show_place(self, place: Place) -> None:
        """Show whether *place* of the draft is on."""
        self.place = place
        there = bool(place) and self._draft.has(place)
        self.setChecked(there and self._draft.text(place) == ON)
        self.setEnabled(there and self._draft.own)

    def _clicked(self, ticked: bool) -> None:
        self._draft.type(self.place, ON if ticked else OFF)


AnyField = Field | Paragraph | ChoiceBox | Tick


def fields_of(widget: QWidget) -> list[AnyField]:
    """Return the fields in *widget*, in the order in which they were made."""
    return [one for one in widget.findChildren(QWidget) if isinstance(one, AnyField)]
