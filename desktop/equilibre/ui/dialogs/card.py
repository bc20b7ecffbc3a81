"""A card: a title, some paragraphs, one button. Sources, explanations, descriptions."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QScrollArea, QVBoxLayout, QWidget

from equilibre.texts import _
from equilibre.ui.theme import theme
from equilibre.ui.widgets.paragraph import Paragraph
from equilibre.ui.widgets.plain import plain_label

_AT_ONCE = 10  # what is seen before one scrolls; Qt measures each text several times


class CardDialog(QDialog):
    """Paragraphs and other widgets to read; Escape or the button closes it."""

    def __init__(
        self, title: str, contents: Sequence[str | QWidget], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        px = theme().px
        heading = plain_label(title)
        heading.setWordWrap(True)
        heading.setFont(theme().font(18, QFont.Weight.DemiBold))
        inner = QWidget()
        inner.setAutoFillBackground(False)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(title)  # the keyboard begins here
        scroll.setWidget(inner)
        scroll.viewport().setAutoFillBackground(False)
        self.buttons = QDialogButtonBox()
        close = self.buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(16))
        layout.setSpacing(px(12))
        layout.addWidget(heading)
        layout.addWidget(scroll, 1)
        layout.addWidget(self.buttons)
        # The paragraphs come last, each into its place: a text that moves is dressed again.
        self._paragraphs = QVBoxLayout(inner)
        self._paragraphs.setContentsMargins(0, 0, px(8), 0)
        self._paragraphs.setSpacing(px(10))
        self._paragraphs.addStretch()
        self._add(contents[:_AT_ONCE])
        if len(contents) > _AT_ONCE:
            QTimer.singleShot(0, self, lambda: self._add(contents[_AT_ONCE:]))
        self.resize(px(520), min(px(480), px(170) + px(62) * max(1, len(contents))))

    def _add(self, contents: Sequence[str | QWidget]) -> None:
        for content in contents:
            widget = Paragraph(content) if isinstance(content, str) else content
            self._paragraphs.insertWidget(self._paragraphs.count() - 1, widget)
