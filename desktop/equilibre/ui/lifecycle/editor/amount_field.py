"""The field of an amount: it completes names, and shows a mistake, its place and the worth."""

import re
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QStandardItem,
    QStandardItemModel,
    QTextCharFormat,
)
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from equilibre.texts import _, labelled
from equilibre.ui.lifecycle.editor import changes, entries
from equilibre.ui.lifecycle.editor.draft import Draft, Held
from equilibre.ui.lifecycle.editor.entries import Place
from equilibre.ui.lifecycle.editor.fields import Field
from equilibre.ui.theme import theme

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*$")
_KEYS_OF_THE_LIST = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab)


def language_help() -> str:
    """Return what teaches how amounts are written."""
    return _(
        "A calculation: numbers, names of parameters, + − × ÷ (or * and /) and brackets.\n"
        "For example: people*days*minutes/60\n"
        "Begin to type a name to see the parameters that there are."
    )


class _ExpressionField(Field):
    """A field that completes the names of parameters and underlines the place of a mistake."""

    def __init__(self, draft: Draft, name: str, example: str) -> None:
        super().__init__(draft, name, example, language_help())
        self._names = QStandardItemModel(self)
        self.list = QCompleter(self._names, self)
        self.list.setWidget(self)
        self.list.setCompletionRole(Qt.ItemDataRole.UserRole)
        self.list.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list.activated.connect(self._complete)
        popup = self.list.popup()
        assert popup is not None
        self._popup = popup
        self.textEdited.connect(self._offer)

    def show_place(self, place: Place) -> None:
        super().show_place(place)
        keys = [self._names.item(row).data() for row in range(self._names.rowCount())]
        parameters = self._draft.study.parameters
        if keys != [*parameters]:
            self._names.clear()
            for key, one in parameters.items():
                item = QStandardItem(labelled(key, one.name))
                item.setData(key, Qt.ItemDataRole.UserRole)
                self._names.appendRow(item)

    def mark(self, held: Held | None) -> None:
        super().mark(held)
        position = held.position if held else None
        formats = []
        if position is not None and position < len(self.text()):
            ink = QTextCharFormat()
            ink.setForeground(theme().colour("error_text"))
            ink.setBackground(theme().colour("error_background"))
            ink.setFontUnderline(True)
            formats.append(
                QInputMethodEvent.Attribute(
                    QInputMethodEvent.AttributeType.TextFormat,
                    position - self.cursorPosition(),
                    _length_of_word(self.text(), position),
                    ink,
                )
            )
        # The only way that Qt has to dress a part of such a field.
        QCoreApplication.sendEvent(self, QInputMethodEvent("", formats))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._popup.isVisible() and event.key() in _KEYS_OF_THE_LIST:
            event.ignore()  # the list takes it
            return
        super().keyPressEvent(event)

    def _beginning(self) -> str:
        """Return what is typed of a name that a parameter may complete, "" where none may."""
        word = _WORD.search(self.text()[: self.cursorPosition()])
        names = self._draft.study.parameters
        if word is None or word[0] in names:
            return ""
        begun = word[0].lower()
        return word[0] if any(name.lower().startswith(begun) for name in names) else ""

    def _unfinished(self) -> bool:
        return bool(self._beginning())

    def _offer(self) -> None:
        """Show the parameters whose names begin as the word being typed does."""
        beginning = self._beginning()
        if not beginning:
            self._popup.hide()
            return
        self.list.setCompletionPrefix(beginning)
        rectangle = self.cursorRect()
        rectangle.setWidth(theme().px(320))
        self.list.complete(rectangle)

    def _complete(self, key: str) -> None:
        before, after = self.text()[: self.cursorPosition()], self.text()[self.cursorPosition() :]
        before = _WORD.sub("", before) + key
        self.setText(before + after)
        self.setCursorPosition(len(before))
        self._edited(self.text())


def _length_of_word(text: str, position: int) -> int:
    word = re.match(r"\w+", text[position:])
    return len(word[0]) if word else 1


class AmountField(QWidget):
    """An amount, what it is worth beside it, and below what is wrong with it."""

    def __init__(self, draft: Draft, name: str, example: str, worth: Callable[[str], str]) -> None:
        super().__init__()
        px = theme().px
        self._draft, self._worth = draft, worth
        self.field = _ExpressionField(draft, name, example)
        self.field.looked.connect(self._say)
        self.value = QLabel()
        self.value.setToolTip(_("What it is worth at the central values of the parameters"))
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setStyleSheet(f"color: {theme().colours.error_text};")
        self.add = QPushButton()
        self.add.setProperty("link", True)
        self.add.clicked.connect(self._add)
        self._missing = ""
        first = QHBoxLayout()
        first.setSpacing(px(8))
        first.addWidget(self.field, 1)
        first.addWidget(self.value)
        second = QHBoxLayout()
        second.setSpacing(px(8))
        second.addWidget(self.sentence, 1)
        second.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(2))
        layout.addLayout(first)
        layout.addLayout(second)

    def show_place(self, place: Place) -> None:
        self.field.show_place(place)
        self._say(self._draft.held(place) or Held(self.field.text()))

    def _say(self, held: Held) -> None:
        worth = "" if held.sentence else self._worth(self.field.text())
        self.value.setText(f"= {worth}" if worth else "")
        self.sentence.setText(held.sentence)
        self.sentence.setVisible(bool(held.sentence))
        missing = entries.unknown_names(self._draft.study, self.field.text())
        self._missing = missing[0] if missing and held.sentence else ""
        self.add.setText(_("Add “{name}” as a parameter").format(name=self._missing))
        self.add.setVisible(bool(self._missing) and self._draft.own)

    def _add(self) -> None:
        name = self._missing
        self.field.finish()
        changes.add_parameter(self._draft, name)
