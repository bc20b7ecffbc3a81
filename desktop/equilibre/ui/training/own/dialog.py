"""A table of one's own: the file, its columns, what is to be predicted, and “Use these data”."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFont
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from equilibre.learning.own.text import SUFFIXES
from equilibre.meter.reading import Sample
from equilibre.texts import _
from equilibre.ui.dialogs.room import take_room
from equilibre.ui.equipment import Equipment
from equilibre.ui.icons import icon
from equilibre.ui.theme import theme
from equilibre.ui.training.own.page import TablePage
from equilibre.ui.training.own.presenter import TablePresenter
from equilibre.ui.training.own.state import Phase, TableState
from equilibre.ui.widgets.elided import ElidedLabel
from equilibre.ui.widgets.message_bar import MessageBar
from equilibre.ui.widgets.themed import ThemedStyle
from equilibre.worker.messages import Reply

_WIDTH, _HEIGHT = 960, 520


class TableDialog(QDialog):
    """Shows a TableState; once the data are kept, it closes."""

    def __init__(
        self,
        path: Path | None,
        equipment: Equipment,
        on_kept: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        """Look at the table in the file at *path*, or ask for one; *on_kept* takes the key."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Your own table"))
        self.setAcceptDrops(True)
        self._on_kept = on_kept
        self._folder = path.parent if path is not None else Path.home()
        self._lay_out()
        px = theme().px
        take_room(self, px(_WIDTH), px(_HEIGHT), parent)
        host = equipment.host
        self.presenter = TablePresenter(self, host.send, lambda: host.busy and not host.paused)
        self._connect()
        self.presenter.show()
        self.choose.setFocus()
        if path is not None:
            self.presenter.open(path)

    def hear(self, samples: Sequence[Sample], replies: Sequence[Reply]) -> None:
        """Take what the training process said."""
        self.presenter.hear(replies)

    # -- building --------------------------------------------------------------------------

    def _lay_out(self) -> None:
        px = theme().px
        heading = QLabel(_("Your own table"))
        heading.setFont(theme().font(18, QFont.Weight.DemiBold))
        self._file = ElidedLabel()
        self._file.setFont(theme().font(14, QFont.Weight.DemiBold))
        self.choose = QPushButton(icon("folder-open"), _("Choose a file…"))
        self.choose.setAutoDefault(False)
        # The border grows with the focus.
        self.choose.setMinimumWidth(self.choose.sizeHint().width() + px(6))
        head = QHBoxLayout()
        head.setSpacing(px(16))
        head.addWidget(heading)
        head.addWidget(self._file, 1)
        head.addWidget(self.choose)
        self._about = ElidedLabel()
        self._about.setProperty("role", "secondary")
        self.messages = MessageBar()
        self._pages = QStackedWidget()
        self._pages.addWidget(_invitation())
        self._pages.addWidget(self._make_waiting())
        self.page = TablePage()
        self._pages.addWidget(self.page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(14), px(20), px(12))
        layout.setSpacing(px(8))
        layout.addLayout(head)
        layout.addWidget(self._about)
        layout.addWidget(self.messages)
        layout.addWidget(self._pages, 1)
        layout.addLayout(self._make_foot())

    def _make_waiting(self) -> QWidget:
        self._progress = QLabel()
        self._progress.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedSize(theme().px(320), theme().px(6))
        bar.setAccessibleName(_("Reading the table"))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(theme().px(10))
        column.addStretch()
        column.addWidget(self._progress)
        column.addWidget(bar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        return page

    def _make_foot(self) -> QHBoxLayout:
        px = theme().px
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setMinimumHeight(2 * self._sentence.fontMetrics().lineSpacing())
        self.use = QPushButton(_("Use these data"))
        self.use.setProperty("primary", True)
        self.use.setDefault(True)
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.setSpacing(px(12))
        foot.addWidget(self._sentence, 1)
        foot.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.use, 0, Qt.AlignmentFlag.AlignVCenter)
        return foot

    def _connect(self) -> None:
        presenter = self.presenter
        self.choose.clicked.connect(self._ask_file)
        self.page.target_chosen.connect(presenter.choose_target)
        self.page.task_chosen.connect(presenter.choose_task)
        self.page.renamed.connect(presenter.rename)
        self.page.all_asked.connect(presenter.use_all)
        self.page.ticked.connect(presenter.use_column)
        self.use.clicked.connect(presenter.keep)
        self.cancel.clicked.connect(self.reject)
        self.messages.closed.connect(presenter.dismiss)
        self.finished.connect(presenter.close)
        for first, second in pairwise((self.choose, *self.page.order, self.cancel, self.use)):
            self.setTabOrder(first, second)

    # -- showing ---------------------------------------------------------------------------

    def show_state(self, state: TableState) -> None:
        """Show *state*."""
        self._file.setText(state.file)
        self._about.setText(state.about)
        notice = state.notice
        self.messages.say(notice.text if notice else "", notice.level if notice else "info")
        self._progress.setText(state.progress)
        page = 1 if state.busy else 2 if state.phase is Phase.READY else 0
        came = page == 2 and self._pages.currentIndex() != page  # noqa: PLR2004 - the table
        self._pages.setCurrentIndex(page)
        self.choose.setEnabled(not state.busy)
        self.page.show_state(state)
        self._sentence.setText(state.problem or state.sentence or _staying())
        colours = theme().colours
        ink = colours.warning_text if state.problem else colours.text
        self._sentence.setStyleSheet(f"color: {ink};")
        self.use.setEnabled(state.can_keep)
        if came:
            self.page.take_focus()

    def kept(self, key: str) -> None:
        """Close, as the data set named *key* is on the shelf."""
        self.accept()
        self._on_kept(key)

    # -- asked -------------------------------------------------------------------------------

    def _ask_file(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Your own table"), str(self._folder), patterns
        )
        if chosen:
            self._folder = Path(chosen).parent
            self.presenter.open(Path(chosen))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.presenter.open(files[0])


def _invitation() -> QWidget:
    """Return what is shown before there is a table: what one may bring."""
    title = QLabel(_("Choose a CSV file, or drop it here"))
    title.setFont(theme().font(16, QFont.Weight.DemiBold))
    text = QLabel(
        _(
            "One row for each case, the names of the columns in the first row; columns separated "
            "by semicolons, commas, tabs or vertical bars; numbers as they are written in French "
            "or in English. At most 64 MiB, 200,000 rows and 500 columns. From a spreadsheet "
            "program: save the sheet as CSV."
        )
    )
    text.setWordWrap(True)
    text.setProperty("role", "secondary")
    title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    page = QFrame()
    page.setObjectName("invitation")
    ThemedStyle(page, _sheet_of_invitation)
    column = QVBoxLayout(page)
    column.setContentsMargins(theme().px(120), theme().px(16), theme().px(120), theme().px(16))
    column.setSpacing(theme().px(8))
    column.addStretch()
    column.addWidget(title)
    column.addWidget(text)
    column.addStretch()
    return page


def _sheet_of_invitation() -> str:
    colours, px = theme().colours, theme().px
    return (
        f"QFrame#invitation {{ border: {px(2)}px dashed {colours.border};"
        f" border-radius: {px(10)}px; }}"
    )


def _staying() -> str:
    return _("Your data stay on this computer: nothing is sent anywhere.")
