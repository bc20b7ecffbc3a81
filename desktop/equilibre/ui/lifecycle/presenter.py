"""Decides what the life-cycle tab shows and does; knows no screen."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal, Protocol

from equilibre.errors import EquilibreError
from equilibre.lifecycle import catalogue, own_parameters
from equilibre.lifecycle.comparison import compare
from equilibre.lifecycle.own_factors import with_published_value
from equilibre.lifecycle.study import Study, Variant
from equilibre.lifecycle.uncertainty import Simulation
from equilibre.sessions.export import export_study
from equilibre.sessions.run import Run
from equilibre.sessions.studies import OwnStudies
from equilibre.texts import _
from equilibre.ui.board import Board, NoScreen, Notice
from equilibre.ui.lifecycle import contents, joules
from equilibre.ui.lifecycle.history import History, lever_series
from equilibre.ui.lifecycle.shelf import Shelf
from equilibre.ui.lifecycle.state import LifecycleState
from equilibre.ui.lifecycle.turning import Turning

LARGEST_GROWTH = 2.0  # more use of B, on the slider
LARGEST_POWER = 6  # of ten, of the deployments on the slider
Side = Literal["first", "second"]


class Screen(Protocol):
    """What the presenter needs of the view."""

    def show_state(self, state: LifecycleState) -> None: ...


class LifecyclePresenter:
    """The study in hand, the two ways compared, and everything that may be asked of them."""

    def __init__(self, screen: Screen, own: OwnStudies, zone: str = "") -> None:
        self._shelf = Shelf(own)
        study = self._shelf.study(catalogue.study_keys()[0])
        self._board: Board[LifecycleState, Screen] = Board(
            screen, contents.opened(study, study.zone)
        )
        self._begin(study, zone if zone in catalogue.zones() else "")
        self._tell_of_own()

    @property
    def state(self) -> LifecycleState:
        """What is shown now."""
        return self._board.state

    # -- the study in hand -----------------------------------------------------------------

    @property
    def study(self) -> Study:
        """The study as it stands now."""
        return self._history.present

    @property
    def opened(self) -> Study:
        """The study as it was opened."""
        return self._history.first

    @property
    def simulation(self) -> Simulation:
        """The draws of the study as it stands now."""
        return self._simulation

    def _begin(self, study: Study, zone: str = "", **changes: object) -> None:
        """Take *study* in hand: its two variants, its own zone where none is given."""
        with self._board.gathered():
            self.save()
            self._history = History(study)
            self._turning = Turning(self._history)
            self._simulation = Simulation(study, zone or study.zone)
            kept = contents.kept(self.state)
            self._board.state = contents.opened(study, zone or study.zone)
            self._board.set(**kept | changes)
            self._turning.begin(self.state.first, self.state.second)
            self._refresh()

    def _change(self, study: Study, series: str = "") -> None:
        """Go on with a changed *study*. Raises LifecycleError where it cannot be taken.

        *series* names changes undone together.
        """
        first, second = self._sides(study)
        simulation = self._simulation.with_change(study)
        compare(simulation, first, second)
        self._shelf.check(study)
        self._history.add(study, series)
        self._follow(simulation, saving=not series)

    def _travel(self, move: Callable[[], bool]) -> None:
        if move():
            self._follow(self._simulation.with_change(self.study), saving=True)

    def _follow(self, simulation: Simulation, saving: bool) -> None:
        """Show the study that the history has come to, and save it, or let that wait."""
        with self._board.gathered():
            self._simulation = simulation
            first, second = self._sides(self.study)
            self._shelf.change(self.study)
            if saving:
                self.save()
            self._turning.renew(first, second)
            self._refresh(first=first, second=second)

    def _sides(self, study: Study) -> tuple[str, str]:
        """Return the two ways that are compared, those of *study* where it lacks one."""
        keys = [variant.key for variant in study.variants]
        sides = self.state.first, self.state.second
        return sides if all(side in keys for side in sides) else study.compare

    def save(self) -> None:
        """Keep a study of the user's as it stands; while a lever is pulled, this waits."""
        if self._shelf.waiting:
            self._shelf.save()
            self._tell_of_own()

    # -- what is shown ---------------------------------------------------------------------

    def attach(self, screen: Screen) -> None:
        """Show everything on *screen*, in the language in use."""
        self._board.attach(screen)
        self._refresh()

    def detach(self) -> None:
        """Show nothing until there is another screen."""
        self._board.attach(NoScreen())

    def _refresh(self, **changes: object) -> None:
        """Change fields of the state, and recompute everything that the page in front shows."""
        with self._board.gathered():
            self._board.set(**changes)
            study, first, second = self.study, self.state.first, self.state.second
            self._board.set(
                **contents.choices(study, self._shelf.studies(), first, second),
                levers=self._turning.levers(first, second),
                moved=study != self.opened,
                own=self._shelf.owns(study),
                can_undo=self._history.can_undo,
                can_redo=self._history.can_redo,
            )
            with self._refusing():
                self._board.set(**contents.page(self._simulation, self.state))
            self._board.refresh_notice()

    # -- asked by the view -----------------------------------------------------------------

    def choose_study(self, key: str) -> None:
        if key != self.state.chosen:
            with self._board.gathered():
                self.dismiss()
                self._begin(self._shelf.study(key))

    def choose(self, side: Side, key: str) -> None:
        """Put the variant *key* on one side; the one that was there changes places with it."""
        other: Side = "second" if side == "first" else "first"
        before = getattr(self.state, side)
        if key == before:
            return
        changes: dict[str, str] = {side: key}
        if getattr(self.state, other) == key:
            changes[other] = before
        self._look_anew(**changes)

    def swap(self) -> None:
        self._refresh(first=self.state.second, second=self.state.first)

    def choose_zone(self, key: str) -> None:
        self._simulation = self._simulation.with_change(self.study, key)
        self._look_anew(zone=key)

    def _look_anew(self, **changes: str) -> None:
        """Compare otherwise: the signs turn elsewhere."""
        with self._board.gathered():
            self._board.set(**changes)
            self._turning.begin(self.state.first, self.state.second)
            self._refresh()

    def choose_page(self, key: str) -> None:
        self._refresh(page=key)

    def choose_indicator(self, key: str) -> None:
        self._refresh(indicator=key)

    def choose_shown(self, key: str) -> None:
        self._refresh(shown=key)

    def grow(self, position: float) -> None:
        """Suppose that B is used more, by *position* times the largest growth."""
        growth = round(position * LARGEST_GROWTH, 2)
        self._refresh(beyond=replace(self.state.beyond, growth=growth))

    def deploy(self, position: float) -> None:
        """Suppose that the service is deployed many times: a power of ten."""
        deployments = 10 ** round(position * LARGEST_POWER)
        self._refresh(beyond=replace(self.state.beyond, deployments=deployments))

    # -- the study changes -----------------------------------------------------------------

    def move_lever(self, key: str, position: float) -> None:
        """Move a lever to *position*, from 0 to 1."""
        with self._refusing():
            study = own_parameters.moved(self.study, key, self._turning.value(key, position))
            self._turning.wait()
            self._change(study, lever_series(key))

    def reset_levers(self) -> None:
        """Put the study back as it was opened."""
        self.edit(self.opened)

    def edit(self, study: Study) -> None:
        """Take what the editor made of the study in hand."""
        with self._refusing():
            self._change(study)

    def undo(self) -> None:
        self._travel(self._history.undo)

    def redo(self) -> None:
        self._travel(self._history.redo)

    def choose_published(self, factor: str, indicator: str, key: str) -> None:
        """Take another published figure as the central value of a factor."""
        with self._refusing(KeyError):
            value = catalogue.published()[key]
            self._change(with_published_value(self.study, factor, indicator, value))

    def bring_joules(self, run: Run, role: joules.Role, count: float) -> None:
        """Put the energy of a kept run into B, or into A where B has no such line.

        *count* is how many such runs make the model, or how many answers one run stands for.
        """
        with self._refusing(), self._board.gathered():
            way = self.joules_side()
            self._change(joules.brought(self.study, way, run, role, count))
            self._board.notify(lambda: Notice(joules.told(run, way)))

    def joules_side(self) -> Variant | None:
        """Return the variant that joules go to: B, else A, whichever has any AI."""
        return joules.side(self.study, self.state.first, self.state.second)

    # -- one's own studies -----------------------------------------------------------------

    def copy_study(self) -> None:
        """Make a study of one's own out of the one in hand, as it stands."""
        with self._refusing():
            self._adopt(self._shelf.copy(self.study))

    def new_study(self) -> None:
        """Begin a study from a template that already computes."""
        with self._refusing():
            self._adopt(self._shelf.begin())

    def _adopt(self, study: Study) -> None:
        """Open *study* in the editor, with the zone and where possible the ways of now."""
        first, second = self._sides(study)
        with self._board.gathered():
            self._begin(study, self.state.zone, first=first, second=second, page="edit")
            self._tell_of_own()

    def delete_study(self) -> None:
        """Remove the study in hand, if it is the user's; it can be put back at once."""
        study = self.study
        if self._shelf.owns(study):
            with self._board.gathered():
                self._shelf.delete(study)
                self._begin(self._shelf.study(catalogue.study_keys()[0]))
                self._board.notify(lambda: _deleted(study))
                self._tell_of_own()

    def answer(self, action: str) -> None:
        """Do what the button of the message offers."""
        with self._refusing(), self._board.gathered():
            self.dismiss()
            if action == "restore":
                self._begin(self._shelf.restore())
                self._tell_of_own()

    def open_file(self, path: Path) -> None:
        """Open the study in a file; it becomes one of the user's, beside those that there are."""
        with self._refusing(), self._board.gathered():
            study = self._shelf.open(path)
            self._begin(study)
            self._board.notify(lambda: Notice(_("“{title}” was opened.").format(title=study.title)))
            self._tell_of_own()

    def export(self, path: Path) -> None:
        """Write the study to a file, in the form that its suffix says."""
        self.saving(path, lambda: export_study(path, self.study, self.state.zone))

    def saving(self, path: Path, save: Callable[[], None]) -> None:
        """Save, and say so or why not."""
        with self._refusing():
            save()
            self._board.notify(lambda: Notice(_("Saved as “{name}”.").format(name=path.name)))

    # -- beats -----------------------------------------------------------------------------

    def busy(self) -> bool:
        """Whether turns are still looked for, or a study waits to be saved."""
        return self._turning.due or self._shelf.waiting

    def tick(self) -> None:
        """Save what waits, and look for the turns of one lever."""
        if self._turning.resting():
            return
        self.save()
        if self._turning.due:
            state = self.state
            self._turning.look(state.zone, state.first, state.second)
            self._board.set(levers=self._turning.levers(state.first, state.second))

    # -- messages --------------------------------------------------------------------------

    def warn(self, text: str) -> None:
        self._board.notify(lambda: Notice(text, "warning"))

    def dismiss(self) -> None:
        self._board.notify(None)

    @contextmanager
    def _refusing(self, also: type[Exception] = EquilibreError) -> Iterator[None]:
        """Say what is wrong with what is done inside, where something is."""
        try:
            yield
        except (EquilibreError, also) as problem:
            text = str(problem)
            self._board.notify(lambda: Notice(text, "error"))

    def _tell_of_own(self) -> None:
        """Say what the user's own studies suffer from, if anything."""
        if self._shelf.problem:
            self.warn(self._shelf.problem)


def _deleted(study: Study) -> Notice:
    return Notice(
        _("“{title}” was deleted.").format(title=study.title), "info", "restore", _("Put it back")
    )
