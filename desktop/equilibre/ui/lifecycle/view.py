"""The life-cycle tab: choices and levers at the left, the comparison at the right."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from equilibre.texts import _
from equilibre.ui.lifecycle.beyond_page import BeyondPage
from equilibre.ui.lifecycle.controls import Controls
from equilibre.ui.lifecycle.details_page import DetailsPage
from equilibre.ui.lifecycle.signs_page import SignsPage
from equilibre.ui.lifecycle.state import PAGES, LifecycleState
from equilibre.ui.theme import theme
from equilibre.ui.widgets.info_button import InfoButton
from equilibre.ui.widgets.message_bar import MessageBar
from equilibre.ui.widgets.plain import plain_label
from equilibre.ui.widgets.segmented import Segmented

_NARROW = 1200
_WIDE = 1700  # pixels at 100 %: wider windows give the left column more room


class LifecycleView(QWidget):
    """Shows a LifecycleState; each page is made when it is first looked at."""

    page_chosen = Signal(str)
    unit_card_asked = Signal()
    page_made = Signal(str, QWidget)

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self.setAccessibleName(_("Life cycle"))
        self.controls = Controls()
        self.messages = MessageBar()
        self.pages = Segmented(
            [
                ("signs", _("Signs")),
                ("details", _("Where it is")),
                ("beyond", _("Beyond the vector")),
                ("grade", _("Grade a paper")),
                ("edit", _("Edit")),
            ],
            _("What the middle shows"),
        )
        self.pages.chosen.connect(self.page_chosen)
        self._stack = QStackedWidget()
        self._made: dict[str, QWidget] = {}
        centre = QVBoxLayout()
        centre.setContentsMargins(0, px(8), px(16), px(12))
        centre.setSpacing(px(6))
        centre.addLayout(self._unit_row())
        centre.addWidget(self.messages)
        head = QHBoxLayout()
        head.addWidget(self.pages)
        head.addStretch(1)
        centre.addLayout(head)
        centre.addWidget(self._stack, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addWidget(self.controls)
        layout.addLayout(centre, 1)
        self._fit()

    def _unit_row(self) -> QHBoxLayout:
        """The functional unit, pinned above everything."""
        label = QLabel(_("Functional unit"))
        label.setProperty("role", "secondary")
        self.unit = plain_label()
        self.unit.setWordWrap(True)
        self.unit.setFont(theme().font(14, QFont.Weight.DemiBold))
        self.unit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        about = InfoButton(_("What is compared, and what is taken for granted"))
        about.clicked.connect(self.unit_card_asked)
        row = QHBoxLayout()
        row.setSpacing(theme().px(10))
        row.addWidget(label)
        row.addWidget(self.unit, 1)
        row.addWidget(about)
        return row

    def made(self, key: str) -> QWidget | None:
        """Return the page named *key* if it was looked at."""
        return self._made.get(key)

    def page(self, key: str, state: LifecycleState) -> QWidget:
        """Return the page named *key*, made now if it was not yet."""
        if key not in self._made:
            page = _MAKERS[key](state)
            self._made[key] = page
            self._stack.addWidget(page)
            self.page_made.emit(key, page)
        return self._made[key]

    def show_state(self, state: LifecycleState) -> None:
        self.controls.show_state(state)
        self.unit.setText(state.functional_unit)
        self.pages.choose(state.page)
        page = self.page(state.page, state)
        page.show_state(state)  # type: ignore[attr-defined]
        self._stack.setCurrentWidget(page)
        notice = state.notice
        if notice is None:
            self.messages.say("")
        else:
            self.messages.say(notice.text, notice.level, notice.action_text)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        px = theme().px
        narrow, wide = self.width() < px(_NARROW), self.width() >= px(_WIDE)
        self.controls.setFixedWidth(px(344 if wide else 276 if narrow else 300))


def _grade_page(_state: LifecycleState) -> QWidget:
    from equilibre.ui.lifecycle.grade_page import GradePage

    return GradePage()


def _edit_page(_state: LifecycleState) -> QWidget:
    from equilibre.ui.lifecycle.editor.page import EditorPage

    return EditorPage()


_MAKERS: dict[str, Callable[[LifecycleState], QWidget]] = {
    "signs": lambda _state: SignsPage(),
    "details": DetailsPage,
    "beyond": lambda _state: BeyondPage(),
    "grade": _grade_page,
    "edit": _edit_page,
}
assert tuple(_MAKERS) == PAGES
