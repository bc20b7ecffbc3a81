"""What is told of one published set."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFormLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from equilibre.ui.theme import theme
from equilibre.ui.training.archives.state import Page
from equilibre.ui.widgets.paragraph import Paragraph
from equilibre.ui.widgets.themed import ThemedStyle


class PageView(QScrollArea):
    """Its name, its question, a note, then facts; it scrolls where there is too little height."""

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._page: Page | None = None
        self._name = Paragraph("")
        self._name.setFont(theme().font(15, QFont.Weight.DemiBold))
        self._question = Paragraph("")
        self._question.setProperty("role", "secondary")
        self._note = Paragraph("")
        ThemedStyle(self._note, _sheet_of_note)
        self._facts = QFormLayout()
        self._facts.setContentsMargins(0, 0, 0, 0)
        self._facts.setHorizontalSpacing(px(14))
        self._facts.setVerticalSpacing(px(8))
        self._facts.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, px(8), 0)
        layout.setSpacing(px(8))
        for widget in (self._name, self._question, self._note):
            layout.addWidget(widget)
        layout.addLayout(self._facts)
        layout.addStretch()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)

    def show_page(self, page: Page) -> None:
        """Show *page*."""
        if page == self._page:
            return
        self._page = page
        self._name.setText(page.name)
        self._question.setText(page.question)
        self._note.setText(page.note)
        self._note.setVisible(bool(page.note))
        self.setAccessibleName(page.name)
        while self._facts.rowCount():
            self._facts.removeRow(0)
        for label, text in page.facts:
            name = QLabel(label)
            name.setProperty("role", "secondary")
            self._facts.addRow(name, Paragraph(text))
        self.verticalScrollBar().setValue(0)


def _sheet_of_note() -> str:
    colours, px = theme().colours, theme().px
    return (
        f"color: {colours.warning_text}; background: {colours.warning_background};"
        f" border: 1px solid {colours.warning_text}; border-radius: {px(6)}px;"
        f" padding: {px(6)}px {px(10)}px;"
    )
