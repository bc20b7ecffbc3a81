"""Two minutes that narrow the estimate: choose, watch, keep or not."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QFont
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from equilibre.meter.reading import Sample
from equilibre.texts import _
from equilibre.ui.dialogs.room import take_room
from equilibre.ui.equipment import Equipment
from equilibre.ui.meter.calibration.laboratory import Laboratory
from equilibre.ui.meter.calibration.pages import ChoicePage, CoursePage, ResultPage
from equilibre.ui.meter.calibration.presenter import CalibrationPresenter
from equilibre.ui.meter.calibration.state import CalibrationState, Page
from equilibre.ui.theme import theme
from equilibre.ui.widgets.message_bar import MessageBar
from equilibre.worker.messages import Reply

_WIDTH, _HEIGHT = 620, 440
_BUTTON = 92  # the default one has a thicker border


class CalibrationDialog(QDialog):
    """Shows a CalibrationState; Escape cancels what is under way, then closes."""

    def __init__(self, laboratory: Laboratory, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        px = theme().px
        title = _("Calibrate this computer")
        self.setWindowTitle(title)
        heading = QLabel(title)
        heading.setFont(theme().font(18, QFont.Weight.DemiBold))
        self.messages = MessageBar()
        self.choice, self.course, self.outcome = ChoicePage(), CoursePage(), ResultPage()
        self._pages = QStackedWidget()
        for page in (self.choice, self.course, self.outcome):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(16), px(24), px(14))
        layout.setSpacing(px(10))
        layout.addWidget(heading)
        layout.addWidget(self.messages)
        layout.addWidget(self._pages, 1)
        layout.addLayout(self._build_buttons())
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        take_room(self, px(_WIDTH), px(_HEIGHT), parent)
        self._page: Page | None = None
        self.presenter = CalibrationPresenter(self, laboratory)
        self._connect()

    def _build_buttons(self) -> QHBoxLayout:
        self.start = QPushButton(_("Calibrate"))
        self.close_button = QPushButton(_("Close"))
        self.cancel = QPushButton(_("Cancel"))
        self.keep = QPushButton(_("Keep"))
        self.discard = QPushButton(_("Discard"))
        self._of_page = {
            Page.CHOICE: (self.start, self.close_button),
            Page.COURSE: (self.cancel,),
            Page.RESULT: (self.keep, self.discard),
        }
        row = QHBoxLayout()
        row.addStretch()
        for buttons in self._of_page.values():
            for button in buttons:
                button.setMinimumWidth(theme().px(_BUTTON))
                row.addWidget(button)
        return row

    def _connect(self) -> None:
        presenter = self.presenter
        self.choice.way_chosen.connect(presenter.choose)
        self.choice.forget_asked.connect(presenter.forget)
        self.course.watts_typed.connect(presenter.type_watts)
        self.start.clicked.connect(presenter.start)
        self.cancel.clicked.connect(presenter.cancel)
        self.keep.clicked.connect(presenter.keep)
        self.discard.clicked.connect(presenter.discard)
        self.close_button.clicked.connect(self.reject)
        self.messages.closed.connect(presenter.dismiss)

    # -- shown -----------------------------------------------------------------------------

    def show_state(self, state: CalibrationState) -> None:
        """Show the page of *state*, and on it what it says."""
        under_way = state.page is Page.COURSE  # its problems stand beside what is typed
        text = "" if under_way else state.problem
        self.messages.say(text, "info" if state.good else "warning")
        match state.page:
            case Page.CHOICE:
                self.choice.show_state(state)
                self.start.setEnabled(state.can_start)
            case Page.COURSE if state.course is not None:
                self.course.show_course(state.course, state.problem)
            case Page.RESULT if state.outcome is not None:
                self.outcome.show_outcome(state.outcome)
        if state.page is not self._page:
            self._turn_to(state)

    def _turn_to(self, state: CalibrationState) -> None:
        self._page = state.page
        pages: dict[Page, QWidget] = {
            Page.CHOICE: self.choice,
            Page.COURSE: self.course,
            Page.RESULT: self.outcome,
        }
        self._pages.setCurrentWidget(pages[state.page])
        for page, buttons in self._of_page.items():
            for button in buttons:
                button.setVisible(page is state.page)
        first = self._of_page[state.page][0]
        usable = first if first.isEnabled() else self.close_button
        # Return types a reading in while the computer is calibrated, and must not cancel it.
        usable.setDefault(state.page is not Page.COURSE)
        usable.setFocus()

    # -- heard from the window -------------------------------------------------------------

    @property
    def measures(self) -> bool:
        """Whether it counts what the computer uses."""
        return self.presenter.under_way

    def hear(self, samples: Sequence[Sample], replies: Sequence[Reply]) -> None:
        """Take what was measured and what the training process said."""
        self.presenter.hear(samples, replies)

    def reject(self) -> None:
        if self.presenter.under_way:
            self.presenter.cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.presenter.cancel()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        self.presenter.cancel()  # whoever closes it: no load goes on behind
        super().done(result)


def make_dialog(
    equipment: Equipment, occupied: Callable[[], bool], parent: QWidget | None
) -> CalibrationDialog:
    """Return the dialogue for *equipment*; *occupied* says whether a tab measures something."""
    host = equipment.host
    laboratory = Laboratory(
        meter=equipment.sampler,
        computer=equipment.surroundings.computer,
        send=host.send,
        occupied=lambda: host.busy or occupied(),
        loading=lambda: host.loading,
        disturbed=lambda: equipment.neighbours.sentence(),
        kept=lambda: equipment.surroundings.calibration,
        keep=equipment.keep_calibration,
    )
    return CalibrationDialog(laboratory, parent)
