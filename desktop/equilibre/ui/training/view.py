"""The training tab: settings at the left, curves in the middle, figures at the right."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from equilibre import numbers
from equilibre.texts import _
from equilibre.ui.plots.curves import Curves
from equilibre.ui.theme import theme
from equilibre.ui.training.charts import Charts
from equilibre.ui.training.controls import Controls
from equilibre.ui.training.room import Panes
from equilibre.ui.training.state import TrainingState
from equilibre.ui.training.summary import Summary
from equilibre.ui.widgets.message_bar import MessageBar
from equilibre.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from equilibre.ui.training.comparison import Comparison

_WIDE = 1700  # pixels at 100 %: wider windows give the side columns more room


class TrainingView(QWidget):
    """Shows a TrainingState and Curves; asks for nothing itself."""

    page_asked = Signal(str)
    comparison_made = Signal(object)
    room_entered = Signal(str)

    def __init__(
        self,
        charts: Charts | None = None,
        rooms: Mapping[str, str] | None = None,
        build_room: Callable[[str], Panes] | None = None,
    ) -> None:
        """Make the three columns; *charts* may have been made before: they take long.

        *rooms* are the names of the rooms by their keys; *build_room* makes the panes of one.
        """
        super().__init__()
        px = theme().px
        self.setAccessibleName(_("Train a model live"))
        self.controls = Controls()
        self.charts = Charts() if charts is None else charts
        self._comparison: Comparison | None = None
        self.summary = Summary()
        self.messages = MessageBar()
        self.pages = Segmented(
            [
                ("run", _("Live run")),
                ("compare", _("Compare")),
                *((key, _(name)) for key, name in (rooms or {}).items()),
            ],
            _("What the middle shows"),
            wraps=True,
        )
        self.pages.chosen.connect(self.page_asked)
        self._build_room = build_room
        self._panes = {"run": Panes(self.charts)}
        self._page = ""
        self._left, self._centre, self._right = (QStackedWidget() for _column in range(3))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.pages)
        head.addStretch(1)
        centre = QVBoxLayout()
        centre.setContentsMargins(0, px(8), 0, px(12))
        centre.setSpacing(px(6))
        centre.addWidget(self.messages)
        centre.addLayout(head)
        centre.addWidget(self._centre, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        # Tab order follows the play area: settings and start, then the charts, then the figures.
        layout.addWidget(self._left)
        layout.addLayout(centre, 1)
        layout.addWidget(self._right)
        self._fit()
        self._shortcuts()

    @property
    def comparison(self) -> "Comparison":
        """The page of the kept runs, made when it is first looked at."""
        if self._comparison is None:
            from equilibre.ui.training.comparison import Comparison

            self._comparison = Comparison()
            self.comparison_made.emit(self._comparison)
        return self._comparison

    def _shortcuts(self) -> None:
        for keys, act in (
            ("Ctrl+Return", self._start),
            ("Ctrl+Enter", self._start),
            ("Escape", self._stop),
            ("Ctrl+K", self.summary.keep.click),
            ("F6", self.controls.step.click),
            ("F7", self.controls.pause.click),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(act)

    def _start(self) -> None:
        (self._panes[self._page].start or self.controls.start).click()

    def _stop(self) -> None:
        (self._panes[self._page].stop or self.controls.stop).click()

    def show_state(self, state: TrainingState) -> None:
        self.controls.show_state(state)
        self.charts.show_state(state)
        self.summary.show_state(state)
        self.pages.choose(state.page)
        count = len(state.kept)
        self.pages.rename(
            "compare",
            _("Compare ({count})").format(count=numbers.count(count)) if count else _("Compare"),
        )
        if state.comparing:
            self.comparison.show_state(state)
        self._enter(state.page)
        notice = state.notice
        if notice is None:
            self.messages.say("")
        else:
            self.messages.say(notice.text, notice.level, notice.action_text)

    def _enter(self, page: str) -> None:
        """Bring the three columns of *page* to the front."""
        if page == self._page:
            return
        self.make(page)
        self._page = page
        for stack, widget in self._columns(self._panes[page]):
            stack.setCurrentWidget(widget)
        if page not in ("run", "compare"):
            self.room_entered.emit(page)

    def make(self, page: str) -> None:
        """Make the three columns of *page*, if nobody looked at them yet, and put them in place."""
        if page not in self._panes:
            build = None if page == "compare" else self._build_room
            self._panes[page] = build(page) if build else Panes(self.comparison)
        for stack, widget in self._columns(self._panes[page]):
            if stack.indexOf(widget) < 0:
                stack.addWidget(widget)

    def _columns(self, panes: Panes) -> tuple[tuple[QStackedWidget, QWidget], ...]:
        return (
            (self._left, panes.left or self.controls),
            (self._centre, panes.centre),
            (self._right, panes.right or self.summary),
        )

    def draw(self, curves: Curves) -> None:
        self.charts.draw(curves)

    def show_by_epochs(self, epochs: bool) -> None:
        self.charts.learning.by_epochs(epochs)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        px = theme().px
        wide = self.width() >= px(_WIDE)
        self._left.setFixedWidth(px(336 if wide else 300))
        self._right.setFixedWidth(px(316 if wide else 252))
