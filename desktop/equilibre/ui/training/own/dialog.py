"""A table of one's own: the file, its columns, what is to be predicted, and “Use these data”."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFont, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from equilibre.learning.own.description import LONGEST_NAME
from equilibre.learning.own.text import SUFFIXES
from equilibre.meter.reading import Sample
from equilibre.texts import _
from equilibre.ui.dialogs.room import take_room
from equilibre.ui.equipment import Equipment
from equilibre.ui.icons import icon
from equilibre.ui.theme import theme
from equilibre.ui.training.own.columns import ColumnsView
from equilibre.ui.training.own.presenter import TablePresenter
from equilibre.ui.training.own.state import Offer, Phase, TableState
from equilibre.ui.widgets.elided import ElidedLabel
from equilibre.ui.widgets.message_bar import MessageBar
from equilibre.ui.widgets.segmented import Segmented
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
        self._targets: tuple[Offer, ...] = ()
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
        self._pages.addWidget(self._make_table())
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

    def _make_table(self) -> QWidget:
        px = theme().px
        self.target = QComboBox()
        self.target.setMinimumWidth(px(180))
        self.target.setMaximumWidth(px(300))
        self.task = Segmented(
            [("classification", _("a class")), ("regression", _("a number"))], _("Predict as")
        )
        self.task.setFixedHeight(self.target.sizeHint().height())
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setMinimumWidth(px(160))
        self.all = QPushButton(_("All columns"))
        self.none = QPushButton(_("No column"))
        for button in (self.all, self.none):
            button.setAutoDefault(False)
        choices = QHBoxLayout()
        choices.setSpacing(px(12))
        choices.addLayout(_under(_("Predict the column"), self.target), 2)
        choices.addLayout(_under(_("Predict as"), self.task))
        choices.addLayout(_under(_("Name of the data"), self.name), 2)
        choices.addStretch(1)
        choices.addWidget(self.all, 0, Qt.AlignmentFlag.AlignBottom)
        choices.addWidget(self.none, 0, Qt.AlignmentFlag.AlignBottom)
        self.columns = ColumnsView()
        self._detail = QLabel()
        self._detail.setProperty("role", "secondary")
        self._detail.setWordWrap(True)
        self._detail.setTextFormat(Qt.TextFormat.PlainText)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(choices)
        column.addWidget(self.columns, 1)
        column.addWidget(self._detail)
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
        self.target.activated.connect(self._target_activated)
        self.task.chosen.connect(presenter.choose_task)
        self.name.textEdited.connect(presenter.rename)
        self.all.clicked.connect(self._use_all)
        self.none.clicked.connect(self._use_none)
        self.columns.ticked.connect(presenter.use_column)
        self.columns.looked_at.connect(self._detail.setText)
        self.use.clicked.connect(presenter.keep)
        self.cancel.clicked.connect(self.reject)
        self.messages.closed.connect(presenter.dismiss)
        self.finished.connect(presenter.close)
        order = (self.choose, self.target, self.task, self.name, self.all, self.none)
        for first, second in pairwise((*order, self.columns, self.cancel, self.use)):
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
        if state.targets != self._targets:
            self._targets = state.targets
            _fill(self.target, state.targets)
        self.target.setCurrentIndex(self.target.findData(state.target))
        self.target.setToolTip(state.target)
        if state.task:
            self.task.choose(state.task)
        for offer in state.tasks:
            button = self.task.button(offer.key)
            button.setEnabled(not offer.why_not)
            button.setToolTip(offer.why_not)
        chosen = bool(state.target)
        for widget in (self.target, self.task, self.name, self.all, self.none):
            widget.setEnabled(chosen)
        if self.name.text() != state.name:
            self.name.setText(state.name)
        self.columns.show_lines(state.lines)
        self._sentence.setText(state.problem or state.sentence or _staying())
        colours = theme().colours
        ink = colours.warning_text if state.problem else colours.text
        self._sentence.setStyleSheet(f"color: {ink};")
        self.use.setEnabled(state.can_keep)
        if came:
            (self.target if chosen else self.columns).setFocus()

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

    def _target_activated(self, place: int) -> None:
        self.presenter.choose_target(self.target.itemData(place))

    def _use_all(self) -> None:
        self.presenter.use_all(True)

    def _use_none(self) -> None:
        self.presenter.use_all(False)

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


def _fill(box: QComboBox, offers: Sequence[Offer]) -> None:
    """Put *offers* into *box*; what cannot be chosen says why."""
    box.clear()
    for offer in offers:
        box.addItem(offer.text, offer.key)
        box.setItemData(box.count() - 1, offer.why_not or None, Qt.ItemDataRole.ToolTipRole)
        model = box.model()
        if offer.why_not and isinstance(model, QStandardItemModel):
            model.item(box.count() - 1).setEnabled(False)


def _under(text: str, widget: QWidget) -> QVBoxLayout:
    """Return *widget* with its name above it."""
    label = QLabel(text)
    label.setProperty("role", "secondary")
    label.setBuddy(widget)
    widget.setAccessibleName(text)
    column = QVBoxLayout()
    column.setSpacing(theme().px(3))
    column.addWidget(label)
    column.addWidget(widget)
    return column
