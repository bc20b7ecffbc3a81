"""The line under the editor: what keeps a text from being taken, or what is worth looking at."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
)

from equilibre.lifecycle.checks import Problem
from equilibre.texts import _, ngettext
from equilibre.ui.icons import icon
from equilibre.ui.lifecycle.editor.draft import Draft
from equilibre.ui.theme import theme

_MOST_ROWS = 4


class Strip(QFrame):
    """One sentence, and a list of the others that opens; ``went`` carries the place chosen."""

    went = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._found: tuple[Problem, ...] = ()
        self._icon = QLabel()
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.more = QPushButton()
        self.more.setCheckable(True)
        self.more.setStyleSheet("font-weight: 400;")
        self.more.toggled.connect(self._fit)
        self.show_me = QPushButton(_("Show"))
        self.show_me.setToolTip(_("Go to the field"))
        self.show_me.clicked.connect(lambda: self._go(0))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Worth looking at"))
        self.list.setWordWrap(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFont(theme().font(12))
        self.list.setStyleSheet("QListWidget { background: transparent; border: none; }")
        self.list.itemActivated.connect(self._picked)
        self.list.itemClicked.connect(self._picked)
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self._icon)
        line.addWidget(self.sentence, 1)
        line.addWidget(self.show_me)
        line.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(2))
        layout.addLayout(line)
        layout.addWidget(self.list)
        self._fit()

    def show_draft(self, draft: Draft) -> None:
        """Say the refusal, else the first problem, else how much there is to look at."""
        wrong = draft.problems()
        self._found = wrong or draft.advice()
        now = draft.looking.sentence or draft.refusal
        if now:
            self._say("circle-alert", now, theme().colours.error_text)
        elif wrong:
            text = ngettext("To mend: {sentence}", "To mend ({count}): {sentence}", len(wrong))
            self._say(
                "circle-alert",
                text.format(count=len(wrong), sentence=wrong[0].sentence),
                theme().colours.error_text,
            )
        elif self._found and draft.own:
            self._say("info", self._found[0].sentence, theme().colours.secondary)
        else:
            text = _("Nothing is missing: the study is computed as you type.") if draft.own else ""
            self._say("check" if draft.own else "", text, theme().colours.secondary)
        self.show_me.setVisible(bool(self._found) and draft.own and not now)
        self.more.setVisible(len(self._found) > 1 and draft.own)
        self.more.setText(
            _("All ({count})").format(count=len(wrong))
            if wrong
            else _("Worth looking at ({count})").format(count=len(self._found))
        )
        room = self.more.fontMetrics().horizontalAdvance(self.more.text())
        self.more.setMinimumWidth(room + theme().px(24))  # the border is thicker when it is down
        texts = [problem.sentence for problem in self._found]
        if [self.list.item(index).text() for index in range(self.list.count())] != texts:
            self.list.clear()
            for text in texts:
                item = QListWidgetItem(text)
                item.setToolTip(text)
                self.list.addItem(item)
        self._fit()

    def _say(self, icon_name: str, text: str, ink: str) -> None:
        size = theme().px(16)
        self._icon.setVisible(bool(icon_name))
        if icon_name:
            self._icon.setPixmap(icon(icon_name, ink).pixmap(QSize(size, size)))
        self.sentence.setText(text)
        self.sentence.setStyleSheet(f"color: {ink};")

    def _fit(self) -> None:
        shown = self.more.isChecked() and len(self._found) > 1
        self.list.setVisible(shown)
        rows = min(_MOST_ROWS, len(self._found))
        self.list.setFixedHeight(rows * max(0, self.list.sizeHintForRow(0)) + theme().px(2))

    def _picked(self, item: QListWidgetItem) -> None:
        self._go(self.list.row(item))

    def _go(self, index: int) -> None:
        if index < len(self._found):
            self.went.emit(self._found[index].place)
