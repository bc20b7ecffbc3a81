"""Decides what the page of this computer shows; knows no screen."""

import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from equilibre.facts.electricity import Country, by_name, countries
from equilibre.growth import catalogue
from equilibre.growth.figure import Figure
from equilibre.growth.model import Model
from equilibre.meter.reading import Route, Sample
from equilibre.sessions.machine import Machine, this_machine
from equilibre.sessions.run import Run
from equilibre.sessions.speed import ProductTrial, Speed
from equilibre.texts import _
from equilibre.ui.board import Board, Choice, NoScreen, Notice
from equilibre.ui.growth.computer import beside, budgets, fit, paces, rungs
from equilibre.ui.growth.computer.budgets import SchoolClass
from equilibre.ui.growth.computer.paces import Known
from equilibre.ui.growth.computer.state import ComputerState, Paces
from equilibre.ui.growth.surroundings import Surroundings
from equilibre.worker.messages import Command, Reply, Stop, new_run

VIEWS = ("fit", "ladder", "budgets", "beside")
"""The keys of the views, in the order in which they are offered."""
DEFAULT_MODEL = "gpt-3"
_USUAL_SECONDS = 2.0  # warming up included
_LONGEST_SECONDS = 30.0  # a process may have to start first
_METER_SECONDS = 3.0  # how long the meter is waited for after the end


class Screen(Protocol):
    """What the presenter needs of the page."""

    def show_state(self, state: ComputerState) -> None: ...


def _not_sent(_command: Command) -> None:
    pass


def _no_routes() -> Sequence[Route]:
    return ()


def _free() -> bool:
    return False


class ComputerPresenter:
    """A model chosen, the paces of this computer, and what the one would take at the others.

    The tab sets ``send`` (commands to the training process), ``routes`` (of the meter) and
    ``occupied`` (whether that process works for another tab), and lets it ``hear`` everything.
    """

    def __init__(
        self,
        surroundings: Surroundings,
        machine: Machine | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.send: Callable[[Command], None] = _not_sent
        self.routes: Callable[[], Sequence[Route]] = _no_routes
        self.occupied: Callable[[], bool] = _free
        self._surroundings = surroundings
        self._machine = machine or this_machine()
        self._clock = clock
        self._view = VIEWS[0]
        self._model = DEFAULT_MODEL
        self._run = ""  # "": the latest one that tells a speed
        self._decade: int | None = None  # None: where the model stands
        self._school = SchoolClass()
        self._trial: ProductTrial | None = None
        self._trial_began = 0.0
        self._product: Speed | None = None
        self._problem: Callable[[], str] = str
        self._read_runs: tuple[Run, ...] | None = None
        self._usable: dict[str, tuple[Run, Speed]] = {}
        self._board: Board[ComputerState, Screen] = Board(NoScreen(), self._made())

    @property
    def state(self) -> ComputerState:
        """What is shown now."""
        return self._board.state

    def attach(self, screen: Screen) -> None:
        """Show everything on *screen*, in the language in use."""
        self._board.attach(screen)
        self.refresh()

    def leave(self) -> None:
        """Show nothing until there is another screen; what is under way is heard on."""
        self._board.attach(NoScreen())

    def refresh(self) -> None:
        """Say everything again, in the language in use, with what the surroundings say now."""
        made = self._made()
        fields = made.__dataclass_fields__
        self._board.set(**{name: getattr(made, name) for name in fields if name != "notice"})

    # -- asked by the page -----------------------------------------------------------------

    def choose_view(self, key: str) -> None:
        self._view = key
        self.refresh()

    def choose_model(self, key: str) -> None:
        """Ask what the training of *key* would take; the ladder goes where it stands."""
        self._model, self._decade = key, None
        self.refresh()

    def choose_run(self, key: str) -> None:
        """Take the pace of the kept run *key*."""
        self._run = key
        self.refresh()

    def choose_country(self, key: str) -> None:
        """Compute carbon with this electricity, on every page."""
        self._surroundings.choose_country(key)
        self.refresh()

    def choose_decade(self, power: int) -> None:
        """Look closer at the operations from 10^*power* to the next power of ten."""
        self._decade = power
        self.refresh()

    def choose_class(self, computers: int, hours: int) -> None:
        """Ask what a class of so many computers makes in so many hours."""
        self._school = SchoolClass(
            min(max(computers, 1), budgets.MOST_COMPUTERS), min(max(hours, 1), budgets.MOST_HOURS)
        )
        self.refresh()

    def measure(self) -> None:
        """Begin a second of products of matrices, unless the training process works for another."""
        if self._trial is not None:
            return
        if self.occupied():
            self._surroundings.notify(
                lambda: Notice(
                    _("A training is under way: measure the product when it has ended."), "warning"
                )
            )
            return
        self._trial = ProductTrial(new_run())
        self._trial_began = self._clock()
        self._problem = str
        self.send(self._trial.order)
        self.refresh()

    def stop(self) -> None:
        """End the measure under way."""
        if self._trial is not None:
            self.send(Stop())

    # -- heard from the tab ----------------------------------------------------------------

    def busy(self) -> bool:
        """Whether a measure is under way, to be followed closely."""
        return self._trial is not None

    def hear(self, samples: Sequence[Sample], replies: Sequence[Reply]) -> None:
        """Take what the meter read and what the training process said."""
        trial = self._trial
        if trial is None:
            return
        trial.hear_samples(samples)
        for reply in replies:
            trial.hear(reply)
        elapsed = self._clock() - self._trial_began
        if trial.settled(self.routes()) or (trial.finished and elapsed > self._patience(trial)):
            self._conclude(trial)
        elif elapsed > _LONGEST_SECONDS:
            self.stop()  # the training process is free again, whatever it did
            self._trial = None
            self._problem = lambda: _("The measure was interrupted. Try again.")
        if self._trial is None:
            self.refresh()
        else:
            self._board.set(paces=self._paces(self._known()))

    def _patience(self, trial: ProductTrial) -> float:
        done = trial.done
        return (
            _METER_SECONDS
            if done is None
            else done.time_seconds - self._trial_began + _METER_SECONDS
        )

    def _conclude(self, trial: ProductTrial) -> None:
        speed = trial.speed(self.routes())
        self._trial = None
        if speed is not None:
            self._product = speed
        elif trial.problem:
            self._problem = lambda: trial.problem
        else:
            self._problem = lambda: _("The measure gave no result. Try again.")

    # -- what is shown ---------------------------------------------------------------------

    @property
    def model(self) -> Model:
        """The model chosen."""
        return catalogue.models()[self._model]

    @property
    def country(self) -> Country:
        """The electricity chosen."""
        return self._surroundings.country

    def figure(self, quantity: str) -> Figure | None:
        """Return a figure of the model chosen, for its card."""
        return self.model.figure(quantity, self._surroundings.unverified)

    @property
    def unverified(self) -> bool:
        """Whether figures from memory are shown too."""
        return self._surroundings.unverified

    def _models(self) -> list[Model]:
        """Return the three of the course, then every model whose operations are spoken of."""
        unverified = self._surroundings.unverified
        counted = [
            each for each in catalogue.models().values() if each.figure("operations", unverified)
        ]
        return sorted(counted, key=lambda each: not each.course)

    def _known(self) -> Known:
        runs = self._surroundings.kept.known
        if runs != self._read_runs:
            self._read_runs, self._usable = runs, paces.usable(runs, self._machine)
        if not self._usable:
            return Known(product=self._product)
        key = self._run if self._run in self._usable else next(iter(self._usable))
        run, speed = self._usable[key]
        return Known(run, speed, self._product)

    def _paces(self, known: Known) -> Paces:
        progress = None
        if self._trial is not None:
            elapsed = self._clock() - self._trial_began
            progress = min(round(elapsed / _USUAL_SECONDS, 2), 0.95)
        return Paces(
            runs=tuple(Choice(key, run.name) for key, (run, _speed) in self._usable.items()),
            run=known.run.key if known.run is not None else "",
            trained=paces.trained_pace(known),
            product=paces.product_pace(self._product, self._problem()),
            progress=progress,
        )

    def _made(self) -> ComputerState:
        unverified = self._surroundings.unverified
        models, model, known = self._models(), self.model, self._known()
        standing = rungs.rungs(models, model, known, unverified)
        country = self._surroundings.country
        return ComputerState(
            view=self._view,
            models=tuple(Choice(each.key, each.name) for each in models),
            model=self._model,
            model_text=paces.model_text(model, unverified),
            paces=self._paces(known),
            countries=tuple(Choice(each.key, each.name) for each in by_name(countries().values())),
            country=country.key,
            country_text=paces.electricity_text(country),
            country_locked=self._surroundings.country_locked,
            fit=fit.fit(model, known, self._machine.memory_bytes, country, unverified),
            ladder=rungs.ladder(standing, known, self._decade),
            budgets=budgets.budgets(models, model, known, self._school, unverified),
            beside=beside.beside(models, known, date.today(), unverified),
        )
