"""Ties the training tab together: what the view asks goes to the presenter."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from equilibre.learning.catalogue import FAMILIES
from equilibre.learning.dataset import card
from equilibre.learning.own.text import SUFFIXES as TABLES
from equilibre.meter.reading import Sample
from equilibre.sessions.files import SUFFIX
from equilibre.sessions.recovery import Recovery
from equilibre.texts import _
from equilibre.ui.equipment import Equipment
from equilibre.ui.locked import why_locked
from equilibre.ui.menus import SEPARATOR, Action, Keys, TabMenus
from equilibre.ui.meter.instruments import Instruments
from equilibre.ui.photographer import Photographer
from equilibre.ui.tab import Trial, Until
from equilibre.ui.training.board import NoScreen
from equilibre.ui.training.bringing import Bringing
from equilibre.ui.training.charts import Charts
from equilibre.ui.training.presenter import TrainingPresenter
from equilibre.ui.training.room import Panes
from equilibre.ui.training.rooms import Rooms
from equilibre.ui.training.view import TrainingView
from equilibre.ui.turns import take_turns
from equilibre.worker.messages import Reply

if TYPE_CHECKING:
    from equilibre.ui.dialogs.tour import Stop
    from equilibre.ui.training.comparison import Comparison


class TrainingTab(QObject):
    """The tab: its presenter, and a view made anew for each language and theme."""

    opens = (SUFFIX, *TABLES)

    def __init__(self, equipment: Equipment, instruments: Instruments) -> None:
        super().__init__()
        self._equipment = equipment
        self._instruments = instruments
        self.view: TrainingView | None = None
        self._charts: Charts | None = None  # of the next view
        self._range: tuple[float, float] | None = None  # chosen on the power, between two views
        self.rooms = Rooms(equipment, lambda: self.presenter.state.phase.busy)
        settings = equipment.store.settings
        self.presenter = TrainingPresenter(
            NoScreen(),
            equipment.host.send,
            equipment.sampler,
            equipment.kept,
            # While another tab computes, the computer is not at rest either.
            loading=lambda: equipment.host.loading or equipment.host.busy,
            occupied=self._occupied,
            training_process=lambda: equipment.host.process,
            country=settings.country,
            complete=settings.level == "complete",
            equivalents=settings.equivalents,
            journals=equipment.journals,
            disturbed=lambda: bool(equipment.neighbours.met),
        )
        known = {run.key for run in equipment.kept.runs}
        self._recovery = Recovery(equipment.journals.folder, known)
        self.bringing = Bringing(equipment, self.presenter, self._window, self)

    def hear(self, samples: Sequence[Sample], replies: Sequence[Reply]) -> None:
        self.presenter.hear_samples(samples)
        self.presenter.hear_replies(replies)
        self.presenter.tick()
        recovered = self._recovery.news()
        if recovered is not None:
            self.presenter.kept.recover(recovered)
        self.rooms.hear(samples, replies)
        self.bringing.hear(samples, replies)

    def draw(self) -> None:
        room = self.rooms.find(self.presenter.state.page)
        if room is not None:
            room.draw()
        elif self.view is not None:
            self.view.draw(self.presenter.curves())

    def busy(self) -> bool:
        return self.presenter.state.phase.busy or bool(self.rooms.at_work())

    def prepare(self) -> None:
        self._charts = Charts()

    def build(self) -> QWidget:
        """Return a new view; what is asked on it goes to the presenter."""
        presenter = self.presenter
        settings = self._equipment.store.settings
        presenter.choose_level(settings.level == "complete", settings.equivalents)
        self.part()
        view = TrainingView(self._charts, self.rooms.names, self._build_room)
        self.view, self._charts = view, None
        controls, summary = view.controls, view.summary
        view.comparison_made.connect(self._connect_comparison)
        controls.data.chosen.connect(presenter.choose_dataset)
        controls.family_chosen.connect(presenter.choose_family)
        controls.setting_chosen.connect(presenter.choose_setting)
        controls.seed_chosen.connect(presenter.choose_seed)
        controls.seed_wanted.connect(presenter.new_seed)
        controls.computed_on_chosen.connect(presenter.graphics_card.choose)
        controls.start_asked.connect(presenter.start)
        controls.pause_asked.connect(presenter.pause)
        controls.step_asked.connect(presenter.step)
        controls.stop_asked.connect(presenter.stop)
        controls.reset_asked.connect(presenter.reset)
        controls.data.card_asked.connect(self.show_data_card)
        controls.data.table_asked.connect(self.bringing.ask_table)
        controls.data.archives_asked.connect(self.bringing.ask_archives)
        controls.data.removal_asked.connect(self.bringing.ask_removal)
        summary.lock_country(why_locked(self._equipment.store, "country"))
        summary.country_chosen.connect(self._country_chosen)
        summary.scale_chosen.connect(presenter.choose_scale)
        summary.power_asked.connect(self._instruments.show_sensors)
        summary.energy_asked.connect(self.show_energy_card)
        summary.carbon_asked.connect(self.show_carbon_card)
        summary.equivalent_asked.connect(self.show_equivalent_card)
        summary.other_equivalent_asked.connect(presenter.other_equivalent)
        summary.keep_asked.connect(presenter.kept.keep)
        summary.run_chosen.connect(self._run_chosen)
        view.page_asked.connect(self._choose_page)
        view.room_entered.connect(self._room_entered)
        view.messages.acted.connect(self._answer)
        view.messages.closed.connect(presenter.dismiss)
        return view

    def attach(self) -> None:
        if self.view is not None:
            self.presenter.attach(self.view)
            if self._range is not None:
                self.view.charts.power.selection.choose(*self._range)

    @Slot(str)
    def _choose_page(self, key: str) -> None:
        """Bring a page to the front, which takes some turns where it is to be made."""
        presenter, view = self.presenter, self.view
        assert view is not None
        take_turns(view, lambda: view.make(key), lambda: presenter.choose_page(key))

    def part(self) -> None:
        if self.view is not None:
            self._range = self.view.charts.power.selection.range
            self.view = None
            self.presenter.attach(NoScreen())
        self.rooms.part()

    def _build_room(self, key: str) -> Panes:
        room = self.rooms.find(key)
        assert room is not None
        return room.build()

    def _occupied(self) -> str:
        """Return the sentence that says why no training can start now; empty: one can."""
        room = self.rooms.at_work()
        if not room:
            return ""
        return _(
            "“{room}” is at work in the training process: stop it, or wait for its end."
        ).format(room=room)

    @Slot(str)
    def _room_entered(self, key: str) -> None:
        room = self.rooms.find(key)
        if room is not None:
            room.enter()

    def _connect_comparison(self, comparison: "Comparison") -> None:
        presenter = self.presenter
        comparison.run_chosen.connect(self._run_chosen)
        comparison.renamed.connect(presenter.kept.rename)
        comparison.delete_asked.connect(self._delete)
        comparison.undo_asked.connect(presenter.kept.undo)
        comparison.redo_asked.connect(presenter.kept.redo)
        comparison.open_asked.connect(self.open_runs)
        comparison.save_asked.connect(self.save_runs)

    # -- asked by the window ---------------------------------------------------------------

    def menus(self) -> TabMenus:
        presenter, instruments = self.presenter, self._instruments
        return TabMenus(
            file=(
                Action(_("Open runs…"), self.open_runs, Keys.Open, "folder-open"),
                Action(_("Save the kept runs…"), self.save_runs, Keys.Save, "save"),
                SEPARATOR,
                Action(_("Your own table (CSV)…"), self.bringing.ask_table, icon="table"),
                Action(_("Full published sets…"), self.bringing.ask_archives),
            ),
            edit=(
                Action(_("Undo"), presenter.kept.undo, Keys.Undo, "undo-2"),
                Action(_("Redo"), presenter.kept.redo, Keys.Redo, "redo-2"),
                SEPARATOR,
                Action(_("Reset all"), presenter.reset, icon="rotate-ccw"),
            ),
            own=(
                Action(_("Train and measure"), presenter.start, icon="play"),
                Action(_("Stop"), presenter.stop, icon="square"),
                SEPARATOR,
                Action(_("Sensors…"), instruments.show_sensors, icon="gauge"),
                Action(_("Calibrate…"), instruments.calibrate),
                Action(_("Does my meter tell the truth?"), instruments.tell_truth),
            ),
        )

    def open_file(self, path: Path) -> None:
        if path.suffix.lower() == SUFFIX:
            self._open_runs(path)
        else:
            self.bringing.open_table(path)

    def warn(self, text: str) -> None:
        self.presenter.warn(text)

    def tour(self) -> "Sequence[Stop]":
        """Show the run, and return the five places that matter."""
        from equilibre.ui.training.tour import tour_stops

        if self.view is None:
            return ()
        self.presenter.kept.compare(False)
        return tour_stops(self.view)

    def photograph(self, photographer: Photographer) -> None:
        from equilibre.ui.training import scenes

        scenes.photograph(self, photographer)

    def trials(self, until: Until) -> Sequence[Trial]:
        from equilibre.ui.training import scenes

        def every_family_trains() -> None:
            for family in FAMILIES:
                scenes.one_epoch(self.presenter, family.key, until)

        name = _("one epoch of each family in the training process")
        own = Trial("training", name, every_family_trains)
        rooms = (trial for room in self.rooms for trial in room.trials(until))
        return (own, *self.bringing.trials(until), *rooms)

    # -- asked by the view or the menus ----------------------------------------------------

    @Slot()
    def open_runs(self) -> None:
        from equilibre.ui.dialogs.ask import ask_what_to_open

        path = ask_what_to_open(self._window(), (SUFFIX,))
        if path is not None:
            self._open_runs(path)

    def _open_runs(self, path: Path) -> None:
        """Add the runs of a file to the kept ones, then show them all: there may be hundreds."""
        self._go_on_opening(self.presenter.kept.opening(path))

    def _go_on_opening(self, opening: Iterator[bool]) -> None:
        opened = next(opening, None)
        if opened:
            self._choose_page("compare")
        elif opened is not None:
            take_turns(self._window(), partial(self._go_on_opening, opening))

    @Slot()
    def save_runs(self) -> None:
        from equilibre.ui.dialogs.ask import ask_where_to_save

        path = ask_where_to_save(self._window(), _("runs") + SUFFIX, (SUFFIX.lstrip("."), "csv"))
        if path is not None:
            self.presenter.kept.save_file(path)

    @Slot()
    def show_data_card(self) -> None:
        from equilibre.ui.training import cards

        cards.show_data_card(card(self.presenter.state.dataset), self._window())

    @Slot()
    def show_energy_card(self) -> None:
        from equilibre.ui.training import cards

        presenter = self.presenter
        cards.show_energy_card(
            presenter.state.run_energy,
            presenter.state.run,
            presenter.active_routes(),
            self._window(),
        )

    @Slot()
    def show_carbon_card(self) -> None:
        from equilibre.ui.training import cards

        cards.show_carbon_card(self.presenter.state.country, self._window())

    @Slot()
    def show_equivalent_card(self) -> None:
        from equilibre.ui.training import cards

        cards.show_equivalent_card(self.presenter.equivalent, self._window())

    @Slot()
    def _answer(self) -> None:
        notice = self.presenter.state.notice
        if notice is None:
            return
        if notice.action == "sensors":
            self._instruments.show_sensors()
        elif notice.action == "undo":
            self.presenter.kept.undo()
        else:
            self.presenter.answer(notice.action)

    @Slot(str)
    def _country_chosen(self, key: str) -> None:
        self.presenter.choose_country(key)
        self._equipment.store.change(country=key)

    @Slot(str)
    def _run_chosen(self, key: str) -> None:
        self.presenter.kept.show_run(key)
        self.presenter.kept.compare(False)

    @Slot(list)
    def _delete(self, keys: list[str]) -> None:
        self.presenter.kept.delete(*keys)

    def _window(self) -> QWidget:
        assert self.view is not None
        return self.view.window()
