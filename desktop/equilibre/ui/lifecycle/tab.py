"""Ties the life-cycle tab together: what the view asks goes to the presenter."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtWidgets import QWidget

from equilibre.lifecycle import catalogue
from equilibre.meter.reading import Sample
from equilibre.sessions.studies import SUFFIXES, OwnStudies
from equilibre.texts import _
from equilibre.ui.board import NoScreen
from equilibre.ui.dialogs.ask import ask_what_to_open, ask_where_to_save
from equilibre.ui.equipment import Equipment
from equilibre.ui.lifecycle import cards
from equilibre.ui.lifecycle.presenter import LifecyclePresenter
from equilibre.ui.lifecycle.view import LifecycleView
from equilibre.ui.menus import SEPARATOR, Action, Keys, TabMenus
from equilibre.ui.meter.instruments import Instruments
from equilibre.ui.photographer import Photographer
from equilibre.ui.tab import Trial, Until
from equilibre.ui.turns import take_turns
from equilibre.worker.messages import Reply

if TYPE_CHECKING:
    from equilibre.ui.dialogs.tour import Stop
    from equilibre.ui.lifecycle.editor.draft import Draft
    from equilibre.ui.lifecycle.editor.page import EditorPage
    from equilibre.ui.lifecycle.paper_grade import PaperGrade

EXPORTS = ("equilibre-study", "json", "csv", "xlsx", "zip", "pdf")


class LifecycleTab(QObject):
    """The tab: its presenter, and a view made anew for each language and theme."""

    opens = SUFFIXES

    def __init__(self, equipment: Equipment, _instruments: Instruments) -> None:
        super().__init__()
        self._equipment = equipment
        self._presenter: LifecyclePresenter | None = None
        self.view: LifecycleView | None = None
        self._paper: PaperGrade | None = None  # graded by the class
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._save)
        self._draft: Draft | None = None  # what is typed in the editor, taken or not yet

    @property
    def presenter(self) -> LifecyclePresenter:
        """The presenter, made when it is first needed: ten thousand draws take a moment."""
        if self._presenter is None:
            self._presenter = LifecyclePresenter(
                NoScreen(), OwnStudies(self._equipment.studies_folder)
            )
        return self._presenter

    @Slot()
    def _save(self) -> None:
        if self._presenter is not None:
            self._presenter.save()

    def hear(self, samples: Sequence[Sample], replies: Sequence[Reply]) -> None:
        if self._presenter is not None:
            self._presenter.tick()

    def draw(self) -> None:
        pass

    def busy(self) -> bool:
        return self._presenter is not None and self._presenter.busy()

    def prepare(self) -> None:
        self.presenter  # noqa: B018 - made now

    def build(self) -> QWidget:
        """Return a new view; what is asked on it goes to the presenter."""
        presenter = self.presenter
        self.part()
        view = LifecycleView()
        self.view = view
        controls = view.controls
        view.page_made.connect(self._connect_page)
        view.page_chosen.connect(self._choose_page)
        view.unit_card_asked.connect(self.show_study_card)
        controls.study_chosen.connect(presenter.choose_study)
        controls.first_chosen.connect(lambda key: presenter.choose("first", key))
        controls.second_chosen.connect(lambda key: presenter.choose("second", key))
        controls.swap_asked.connect(presenter.swap)
        controls.zone_chosen.connect(presenter.choose_zone)
        controls.zone_card_asked.connect(self.show_zone_card)
        controls.lever_moved.connect(presenter.move_lever)
        controls.lever_asked.connect(self.show_parameter_card)
        controls.reset_asked.connect(presenter.reset_levers)
        controls.joules_asked.connect(self.bring_joules)
        view.messages.acted.connect(self._answer)
        view.messages.closed.connect(presenter.dismiss)
        return view

    def attach(self) -> None:
        if self.view is not None:
            self.presenter.attach(self.view)

    @Slot(str)
    def _choose_page(self, key: str) -> None:
        self._once_made(key, lambda: self.presenter.choose_page(key))

    def _once_made(self, key: str, act: Callable[[], None]) -> None:
        """Do *act*, which brings the page *key* to the front, in a turn after the page is made."""
        presenter, view = self.presenter, self.view
        assert view is not None
        take_turns(view, lambda: view.page(key, presenter.state), act)

    @Slot(str, QWidget)
    def _connect_page(self, key: str, page: QWidget) -> None:
        from equilibre.ui.lifecycle.beyond_page import BeyondPage
        from equilibre.ui.lifecycle.details_page import DetailsPage
        from equilibre.ui.lifecycle.editor.page import EditorPage
        from equilibre.ui.lifecycle.grade_page import GradePage
        from equilibre.ui.lifecycle.signs_page import SignsPage

        presenter = self.presenter
        match page:
            case SignsPage():
                page.indicator_chosen.connect(presenter.choose_indicator)
                page.strip.set_motion(self._equipment.store.settings.motion)
            case DetailsPage():
                page.indicator_chosen.connect(presenter.choose_indicator)
                page.shown_chosen.connect(presenter.choose_shown)
                page.factor_asked.connect(self.show_factor_card)
                page.parameter_asked.connect(self.show_parameter_card)
            case BeyondPage():
                page.growth_moved.connect(presenter.grow)
                page.deployments_moved.connect(presenter.deploy)
            case EditorPage():
                if self._draft is not None:
                    page.work_on(self._draft)
                page.changed.connect(presenter.edit)
                page.copy_asked.connect(presenter.copy_study)
                page.new_asked.connect(presenter.new_study)
                page.delete_asked.connect(presenter.delete_study)
                page.open_asked.connect(self.open_study)
                page.save_asked.connect(self.save_study)
                page.undo_asked.connect(presenter.undo)
                page.redo_asked.connect(presenter.redo)
            case GradePage():
                if self._paper is not None:
                    page.show_paper(self._paper)
                page.answered.connect(self._keep_paper)

    def part(self) -> None:
        if self.view is None:
            return
        editor = self.view.made("edit")
        if editor is not None:
            self._draft = cast("EditorPage", editor).draft
        self.view = None
        self.presenter.detach()

    @Slot(object)
    def _keep_paper(self, paper: "PaperGrade") -> None:
        """Remember what was answered about a paper: views come and go."""
        self._paper = paper

    # -- asked by the window ---------------------------------------------------------------

    def menus(self) -> TabMenus:
        presenter = self.presenter
        return TabMenus(
            file=(
                Action(
                    _("New study"),
                    lambda: self._once_made("edit", presenter.new_study),
                    Keys.New,
                    "file-plus",
                ),
                Action(_("Open a study…"), self.open_study, Keys.Open, "folder-open"),
                Action(_("Save or export the study…"), self.save_study, Keys.Save, "save"),
            ),
            edit=(
                Action(_("Undo"), presenter.undo, Keys.Undo, "undo-2"),
                Action(_("Redo"), presenter.redo, Keys.Redo, "redo-2"),
                SEPARATOR,
                Action(_("Put the study back"), presenter.reset_levers, icon="rotate-ccw"),
            ),
            own=(
                Action(
                    _("Copy this study to change it"),
                    lambda: self._once_made("edit", presenter.copy_study),
                    icon="copy-plus",
                ),
                Action(_("Delete this study"), presenter.delete_study, icon="trash-2"),
                SEPARATOR,
                Action(_("Exchange A and B"), presenter.swap, icon="arrow-up-down"),
                Action(_("Bring my own joules…"), self.bring_joules, icon="zap"),
            ),
        )

    def open_file(self, path: Path) -> None:
        self.presenter.open_file(path)

    def warn(self, text: str) -> None:
        self.presenter.warn(text)

    @Slot()
    def open_study(self) -> None:
        path = ask_what_to_open(self._window(), SUFFIXES)
        if path is not None:
            self.presenter.open_file(path)

    @Slot()
    def save_study(self) -> None:
        name = self.presenter.study.key + SUFFIXES[0]
        path = ask_where_to_save(self._window(), name, EXPORTS)
        if path is None:
            return
        if path.suffix.lower() == ".pdf":
            from equilibre.ui.lifecycle.page_of_study import write_page

            self.presenter.saving(path, lambda: write_page(path, self.presenter))
        else:
            self.presenter.export(path)

    def tour(self) -> "Sequence[Stop]":
        from equilibre.ui.lifecycle.tour import tour_stops

        view = self.view
        if view is None:
            return ()
        self.presenter.choose_page("signs")
        return tour_stops(view, view.page("signs", self.presenter.state))

    # -- cards -----------------------------------------------------------------------------

    @Slot()
    def show_study_card(self) -> None:
        cards.show_study_card(self.presenter.state, self._window())

    @Slot()
    def show_zone_card(self) -> None:
        self.show_factor_card(catalogue.zones()[self.presenter.state.zone].factor)

    @Slot(str)
    def show_factor_card(self, key: str) -> None:
        cards.show_factor_card(self.presenter, key, self._window())

    @Slot(str)
    def show_parameter_card(self, key: str) -> None:
        cards.show_parameter_card(self.presenter, key, self._window())

    @Slot()
    def bring_joules(self) -> None:
        """Ask for a kept run, and put its energy into the study."""
        presenter = self.presenter
        runs = [run for run in self._equipment.kept.runs if run.energy is not None]
        if not runs:
            presenter.warn(
                _(
                    "Keep a run in the training tab first: its energy can then become that of "
                    "this service."
                )
            )
            return
        way = presenter.joules_side()
        if way is None:
            presenter.warn(_("Choose a way with AI as A or B first: joules go there."))
            return
        from equilibre.ui.lifecycle.joules_dialog import JoulesDialog

        dialog = JoulesDialog(runs, str(way.title), self._window())
        by_key = {run.key: run for run in runs}
        dialog.brought.connect(
            lambda key, role, count: presenter.bring_joules(by_key[key], role, count)
        )
        dialog.open()

    @Slot()
    def _answer(self) -> None:
        notice = self.presenter.state.notice
        if notice is not None:
            self.presenter.answer(notice.action)

    def _window(self) -> QWidget:
        assert self.view is not None
        return self.view.window()

    # -- proofs ----------------------------------------------------------------------------

    def photograph(self, photographer: Photographer) -> None:
        from equilibre.ui.lifecycle.album import photograph

        photograph(self, photographer)

    def trials(self, until: Until) -> Sequence[Trial]:
        def levers_settle() -> None:
            until(lambda: bool(self.presenter.state.levers) and not self.presenter.busy())

        return (Trial("lifecycle", _("life cycle"), levers_settle),)
