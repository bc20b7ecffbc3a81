"""The full published sets: which there are, what to know of each, and how to bring it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from equilibre.learning.archives.archive import Archive
from equilibre.learning.archives.catalogue import ARCHIVES
from equilibre.meter.reading import Sample
from equilibre.texts import _
from equilibre.ui.dialogs.room import take_room
from equilibre.ui.equipment import Equipment
from equilibre.ui.icons import icon
from equilibre.ui.theme import theme
from equilibre.ui.training.archives.page import PageView
from equilibre.ui.training.archives.presenter import ArchivesPresenter
from equilibre.ui.training.archives.state import ArchivesState
from equilibre.ui.widgets.message_bar import MessageBar
from equilibre.ui.widgets.paragraph import Paragraph
from equilibre.ui.widgets.themed import ThemedStyle
from equilibre.worker.messages import Reply

_WIDTH, _HEIGHT = 920, 520
_BUTTON, _FOCUS = 92, 6
_PERMILLE = 1000


class ArchivesDialog(QDialog):
    """Shows an ArchivesState; ``used`` asks to train on a set, and the dialogue closes."""

    used = Signal(str)

    def __init__(
        self,
        equipment: Equipment,
        parent: QWidget | None,
        archives: Sequence[Archive] = ARCHIVES,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Full published sets"))
        px = theme().px
        heading = QLabel(_("Full published sets"))
        heading.setFont(theme().font(18, QFont.Weight.DemiBold))
        explanation = Paragraph(
            _(
                "Too large for the program: each is one file, imported from a folder or a USB "
                "stick, or downloaded if you ask. Only the file that was published is taken."
            )
        )
        explanation.setProperty("role", "secondary")
        self.messages = MessageBar()
        self.page = PageView()
        row = QHBoxLayout()
        row.setSpacing(px(16))
        row.addWidget(self._make_list())
        row.addWidget(self.page, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(16), px(24), px(14))
        layout.setSpacing(px(10))
        layout.addWidget(heading)
        layout.addWidget(explanation)
        layout.addWidget(self.messages)
        layout.addLayout(row, 1)
        layout.addWidget(self._make_foot())
        take_room(self, px(_WIDTH), px(_HEIGHT), parent)
        self.presenter = ArchivesPresenter(
            self, equipment.host.send, lambda: equipment.host.busy, archives
        )
        self._connect()
        self.presenter.show()
        self.list.setFocus()

    def hear(self, samples: Sequence[Sample], replies: Sequence[Reply]) -> None:
        """Take what the training process said."""
        self.presenter.hear(replies)

    # -- building --------------------------------------------------------------------------

    def _make_list(self) -> QListWidget:
        self.list = QListWidget()
        self.list.setAccessibleName(_("Full published sets"))
        self.list.setFixedWidth(theme().px(230))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ThemedStyle(self.list, _sheet_of_list)
        return self.list

    def _make_foot(self) -> QWidget:
        """The buttons; the question, or the progress, in their place."""
        px = theme().px
        self.folder = QPushButton(icon("folder-open"), _("Import from a folder…"))
        self.download = QPushButton(icon("file-down"), "")
        self.remove = QPushButton(icon("trash-2"), _("Remove…"))
        self.use = QPushButton(_("Use these data"))
        self.use.setProperty("primary", True)
        self.close_button = QPushButton(_("Close"))
        buttons = _row(self.folder, self.download, self.remove, None, self.use, self.close_button)
        self._question = Paragraph("")
        self.yes, self.no = QPushButton(), QPushButton(_("Not now"))
        self.yes.setProperty("primary", True)
        question = _row(self._question, self.yes, self.no)
        question_layout = question.layout()
        if isinstance(question_layout, QHBoxLayout):
            question_layout.setStretch(0, 1)
        self._stage = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(px(6))
        self.stop = QPushButton(icon("square"), _("Stop"))
        told = QWidget()
        lines = QVBoxLayout(told)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(px(4))
        lines.addWidget(self._stage)
        lines.addWidget(self._bar)
        course = _row(told, self.stop)
        foot = QWidget()
        foot_layout = QVBoxLayout(foot)
        foot_layout.setContentsMargins(0, 0, 0, 0)
        self._feet = {"buttons": buttons, "question": question, "course": course}
        for each in self._feet.values():
            foot_layout.addWidget(each)
            each.hide()
        for button in foot.findChildren(QPushButton):
            button.setAutoDefault(False)
            _widen(button)
        return foot

    def _connect(self) -> None:
        presenter = self.presenter
        self.list.currentItemChanged.connect(self._item_changed)
        self.folder.clicked.connect(self._ask_folder)
        self.download.clicked.connect(presenter.ask_download)
        self.remove.clicked.connect(presenter.ask_removal)
        self.use.clicked.connect(self._use)
        self.close_button.clicked.connect(self.reject)
        self.yes.clicked.connect(lambda: presenter.answer(True))
        self.no.clicked.connect(lambda: presenter.answer(False))
        self.stop.clicked.connect(presenter.stop)
        self.messages.closed.connect(presenter.dismiss)

    # -- showing ---------------------------------------------------------------------------

    def show_state(self, state: ArchivesState) -> None:
        """Show *state*."""
        self._show_list(state)
        self.page.show_page(state.page)
        notice = state.notice
        self.messages.say(notice.text if notice else "", notice.level if notice else "info")
        self.download.setText(state.page.download)
        _widen(self.download)
        for button in (self.use, self.remove):
            button.setVisible(state.is_here)
        for button in (self.folder, self.download):
            button.setVisible(not state.is_here)
        if state.question is not None:
            self._question.setText(state.question.text)
            self.yes.setText(state.question.yes)
            _widen(self.yes)
        self._stage.setText(state.progress)
        self._bar.setRange(0, 0 if state.share is None else _PERMILLE)
        if state.share is not None:
            self._bar.setValue(round(_PERMILLE * state.share))
        self._bar.setAccessibleName(state.progress)
        self._turn_to(
            "course" if state.running else "question" if state.question else "buttons", state
        )

    def _show_list(self, state: ArchivesState) -> None:
        self.list.blockSignals(True)
        if self.list.count() != len(state.entries):
            self.list.clear()
            self.list.addItems(["" for _entry in state.entries])
        for place, entry in enumerate(state.entries):
            item = self.list.item(place)
            item.setData(Qt.ItemDataRole.UserRole, entry.key)
            where = _("on this computer") if entry.is_here else _("not here yet")
            item.setText(f"{entry.name}\n{where}")
            if entry.key == state.chosen:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)

    def _turn_to(self, name: str, state: ArchivesState) -> None:
        """Put another foot in front, and the keyboard where the next key is expected."""
        if not self._feet[name].isHidden():
            return
        for key, foot in self._feet.items():
            foot.setVisible(key == name)
        if name == "question":  # Enter must not throw anything away
            removes = state.question is not None and state.question.action == "remove"
            (self.no if removes else self.yes).setFocus()
        elif name == "course":
            self.stop.setFocus()
        else:
            (self.use if state.is_here else self.list).setFocus()

    # -- asked by the user -----------------------------------------------------------------

    def _item_changed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.presenter.choose(item.data(Qt.ItemDataRole.UserRole))

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, _("The folder that holds the file"), str(Path.home())
        )
        if chosen:
            self.presenter.bring(Path(chosen))

    def _use(self) -> None:
        self.used.emit(self.presenter.state.chosen)
        self.accept()

    def reject(self) -> None:
        """Stop what is under way, answer no, or close."""
        state = self.presenter.state
        if state.running:
            self.presenter.stop()
        elif state.question is not None:
            self.presenter.answer(False)
        else:
            super().reject()

    def done(self, result: int) -> None:
        self.presenter.close()
        super().done(result)


def _row(*widgets: QWidget | None) -> QWidget:
    """Return *widgets* side by side; None is room between them."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme().px(8))
    for widget in widgets:
        if widget is None:
            layout.addStretch()
        else:
            layout.addWidget(widget)
    return row


def _widen(button: QPushButton) -> None:
    """Leave room for the text with the thicker border of the focus, which no size hint knows."""
    button.ensurePolished()
    wanted = button.sizeHint().width() + theme().px(_FOCUS)
    button.setMinimumWidth(max(theme().px(_BUTTON), wanted))


def _sheet_of_list() -> str:
    # The chosen set must be told from the others without focus too, and in high contrast.
    colours, px = theme().colours, theme().px
    return (
        f"QListWidget::item {{ padding: {px(6)}px {px(8)}px; }}"
        f"QListWidget::item:selected {{ background: {colours.accent};"
        f" color: {colours.on_accent}; border-radius: {px(4)}px; }}"
    )
