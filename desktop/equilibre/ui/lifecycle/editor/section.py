"""A section of the editor, and the pieces that all are laid out with."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from equilibre.ui.icons import icon
from equilibre.ui.lifecycle.editor.draft import Draft
from equilibre.ui.lifecycle.editor.entries import Place
from equilibre.ui.lifecycle.editor.fields import Field, fields_of
from equilibre.ui.theme import theme


class Section(QWidget):
    """Shows one part of the draft, and tells the draft what the author does."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft
        self._editing: list[QAbstractButton] = []  # of no use where nothing may be changed

    def show_draft(self) -> None:
        """Show the draft as it stands."""
        for button in self._editing:
            button.setEnabled(self.draft.own)

    def take_focus(self, place: Place) -> None:
        """Put the cursor into the first field of *place*."""
        for one in fields_of(self):
            if one.place[: len(place)] == place and one.isEnabled():
                one.setFocus(Qt.FocusReason.OtherFocusReason)
                if isinstance(one, Field):
                    one.selectAll()
                return

    def tab_through(self, *widgets: QWidget) -> None:
        """Let Tab go from one of *widgets* to the next."""
        for first, second in pairwise(widgets):
            QWidget.setTabOrder(first, second)

    def button(
        self, icon_name: str, text: str, act: Callable[[], object], help_text: str = ""
    ) -> QPushButton:
        """Return a button with a text that changes the study."""
        button = QPushButton(text)
        if icon_name:
            button.setIcon(icon(icon_name))
        button.setToolTip(help_text)
        button.clicked.connect(lambda: act())
        self._editing.append(button)
        return button

    def tool(self, icon_name: str, name: str, act: Callable[[], object]) -> QToolButton:
        """Return a button without text that changes the study; its name is in its tooltip."""
        button = self.sign("", name, act)
        button.setIcon(icon(icon_name))
        return button

    def sign(self, text: str, name: str, act: Callable[[], object]) -> QToolButton:
        """Return such a button that shows a sign."""
        button = QToolButton()
        button.setText(text)
        button.setProperty("flat", True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: act())
        self._editing.append(button)
        return button


def row(*pieces: QWidget | tuple[QWidget, int] | None, spacing: int = 6) -> QHBoxLayout:
    """Return a line of widgets; a pair carries its stretch, None is a stretch without widget."""
    layout = QHBoxLayout()
    layout.setSpacing(theme().px(spacing))
    for piece in pieces:
        if piece is None:
            layout.addStretch(1)
        elif isinstance(piece, tuple):
            layout.addWidget(*piece)
        else:
            layout.addWidget(piece)
    return layout


def label(text: str, field: QWidget | None = None) -> QLabel:
    """Return the label of a field."""
    one = QLabel(text)
    one.setProperty("role", "secondary")
    one.setFont(theme().font(12))
    if field is not None:
        one.setBuddy(field)
    return one


def heading(text: str) -> QLabel:
    one = QLabel(text)
    one.setFont(theme().font(13, QFont.Weight.DemiBold))
    return one


def note(text: str) -> QLabel:
    """Return a sentence that explains, in small letters."""
    one = QLabel(text)
    one.setProperty("role", "secondary")
    one.setFont(theme().font(11.5))
    one.setWordWrap(True)
    return one


def same_width(labels: Sequence[QLabel]) -> None:
    """Give *labels* the width of the widest."""
    width = max(one.sizeHint().width() for one in labels)
    for one in labels:
        one.setFixedWidth(width)
