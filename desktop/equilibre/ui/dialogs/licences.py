"""The licences of all that is inside the program: whose it is, and the text to read."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from equilibre.licences import Notice, notices
from equilibre.texts import _
from equilibre.ui.dialogs.room import take_room
from equilibre.ui.theme import theme
from equilibre.ui.widgets.paragraph import Paragraph


class LicencesDialog(QDialog):
    """A list of the parts, and beside it the licence of the one that is chosen."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Licences"))
        self._notices = notices()
        heading = QLabel(_("Licences"))
        heading.setFont(theme().font(18, QFont.Weight.DemiBold))
        explanation = Paragraph(
            _("What is inside Équilibre, and the texts of its authors in their own language.")
        )
        explanation.setProperty("role", "secondary")
        buttons = QDialogButtonBox()
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        px = theme().px
        row = QHBoxLayout()
        row.setSpacing(px(16))
        row.addWidget(self._make_list())
        row.addLayout(self._make_page(), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(16))
        layout.setSpacing(px(12))
        layout.addWidget(heading)
        layout.addWidget(explanation)
        layout.addLayout(row, 1)
        layout.addWidget(buttons)
        take_room(self, px(960), px(620), parent)
        self.parts.setCurrentRow(0)

    def _make_list(self) -> QListWidget:
        self.parts = QListWidget()
        self.parts.setAccessibleName(_("What is inside Équilibre"))
        self.parts.setFixedWidth(theme().px(240))
        self.parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The chosen part must be told from the others without focus too, and in high contrast.
        colours, px = theme().colours, theme().px
        self.parts.setStyleSheet(
            f"QListWidget::item {{ padding: {px(3)}px {px(6)}px; }}"
            f"QListWidget::item:selected {{ background: {colours.accent};"
            f" color: {colours.on_accent}; border-radius: {px(4)}px; }}"
        )
        self.parts.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.parts.addItems([notice.name for notice in self._notices])
        self.parts.currentRowChanged.connect(self._show)
        return self.parts

    def _make_page(self) -> QVBoxLayout:
        self._name = Paragraph("")
        self._name.setFont(theme().font(15, QFont.Weight.DemiBold))
        self._licence = Paragraph("")
        self._licence.setProperty("role", "secondary")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.text.setFont(theme().font(12))
        self.text.document().setDocumentMargin(theme().px(12))
        # A text that is only read still has a caret: that is how the keyboard moves in it.
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        page = QVBoxLayout()
        page.setSpacing(theme().px(4))
        page.addWidget(self._name)
        page.addWidget(self._licence)
        page.addSpacing(theme().px(4))
        page.addWidget(self.text, 1)
        return page

    @Slot(int)
    def _show(self, row: int) -> None:
        notice: Notice = self._notices[row]
        self._name.setText(f"{notice.name} {notice.version}".rstrip())
        self._licence.setText(notice.licence or _("Its package names no licence."))
        self.text.setPlainText(notice.text() or _("Its package brings no text of its licence."))
        self.text.setAccessibleName(_("Licence of {name}").format(name=notice.name))
