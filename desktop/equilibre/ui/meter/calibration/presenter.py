"""Leads a calibration: asks for the load, listens to the meter, keeps the result or not."""

import contextlib
import os
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from equilibre import numbers
from equilibre.errors import EquilibreError
from equilibre.meter.calibration.record import Calibration
from equilibre.meter.calibration.trial import CalibrationTrial, Lengths, Phase, references
from equilibre.meter.computer import Computer
from equilibre.meter.reading import Kind, Route, Sample
from equilibre.texts import _
from equilibre.ui.meter.calibration import words
from equilibre.ui.meter.calibration.laboratory import Laboratory
from equilibre.ui.meter.calibration.state import (
    BATTERY,
    PLUG,
    CalibrationState,
    Course,
    Page,
    Stage,
    Trace,
    Typing,
)
from equilibre.ui.meter.calibration.typed import typed_watts
from equilibre.ui.meter.powers import Powers
from equilibre.worker.messages import (
    Died,
    Failed,
    Multiplied,
    Multiply,
    Reply,
    Stop,
    new_run,
)

_ROUTES_SECONDS = 0.5  # between two looks at the state of the sensors
_TYPING = {Phase.IDLE_READING: Typing.IDLE, Phase.FULL_READING: Typing.FULL}


class Screen(Protocol):
    """What shows the dialogue."""

    def show_state(self, state: CalibrationState) -> None: ...


class CalibrationPresenter:
    """Decides what the dialogue shows and what the training process does."""

    def __init__(self, screen: Screen, laboratory: Laboratory) -> None:
        self._screen = screen
        self._laboratory = laboratory
        self._trial: CalibrationTrial | None = None
        self._load: Multiply | None = None
        self._trace = Trace()
        self._powers = Powers()
        self._reference = ""  # the route calibrated against; none for a plug
        self._source = ""  # what reads the power that is shown meanwhile
        self._began = 0.0
        self._looked = 0.0
        self._shown: CalibrationState | None = None
        ways = words.ways(laboratory.meter.routes(), laboratory.computer)
        usable = next((way.key for way in ways if way.possible), BATTERY)
        self.state = CalibrationState(
            Page.CHOICE,
            ways,
            usable,
            self._stages(usable),
            words.existing(laboratory.kept(), self._computer),
        )
        self._show()

    @property
    def _computer(self) -> Computer:
        return self._laboratory.computer

    @property
    def phase(self) -> Phase:
        """Where the trial stands; READY where there is none."""
        return Phase.READY if self._trial is None else self._trial.phase

    @property
    def under_way(self) -> bool:
        """Whether there is something to cancel."""
        return self.state.page is Page.COURSE

    # -- asked by the dialogue -------------------------------------------------------------

    def choose(self, way: str) -> None:
        """Calibrate against *way*, a key."""
        self._set(way=way, stages=self._stages(way), problem="")

    def _stages(self, way: str) -> tuple[Stage, ...]:
        return words.stages(way == PLUG, self._laboratory.lengths or Lengths())

    def start(self) -> None:
        """Begin, unless something else is measured or the way cannot be gone."""
        if self.under_way or not self.state.can_start:
            return
        if self._laboratory.occupied():
            self._refuse(_("A training is under way: calibrate when it has ended."))
            return
        meter = self._laboratory.meter
        reference = None
        if self.state.way == BATTERY:
            reference = next(iter(references(meter.routes())), None)
            if reference is None:
                self._look()
                return
        parts = meter.active_routes()
        self._source = _source(parts if reference is None else [reference])
        self._trial = CalibrationTrial(self._computer, reference, parts, self._laboratory.lengths)
        self._began = self._laboratory.clock()
        self._trace = Trace()
        self._powers = Powers()
        self._reference = "" if reference is None else reference.key
        self._set(page=Page.COURSE, problem="", outcome=None, course=self._course(self._trial))

    def type_watts(self, text: str) -> None:
        """Take the reading of the plug meter that is waited for."""
        trial = self._trial
        if trial is None or trial.phase not in _TYPING:
            return
        try:
            watts = typed_watts(text)
        except EquilibreError as problem:
            self._set(problem=str(problem))
            return
        if trial.phase is Phase.IDLE_READING:
            trial.type_idle(watts)
        else:
            trial.type_full(watts)
        self._set(problem=trial.problem)
        self._follow(trial)

    def cancel(self) -> None:
        """End what is under way at once; nothing is changed."""
        if self._trial is not None:
            self._trial.cancel()
        self._stop_load()
        self._trial = None
        if self.under_way:
            self._set(page=Page.CHOICE, course=None, problem="")

    def keep(self) -> None:
        """Estimate with what was found, now and at the next start."""
        result = self.result
        if result is None:
            return
        try:
            self._laboratory.keep(result)
        except EquilibreError as problem:
            self._set(problem=str(problem), good=False)
            return
        self._trial = None
        self._set(
            page=Page.CHOICE,
            outcome=None,
            existing=words.existing(result, self._computer),
            problem=_("Kept. The estimate uses it from now on."),
            good=True,
        )

    def discard(self) -> None:
        """Leave everything as it was."""
        self._trial = None
        self._set(page=Page.CHOICE, outcome=None, problem="")

    def forget(self) -> None:
        """Estimate as if this computer had never been calibrated."""
        try:
            self._laboratory.keep(None)
        except EquilibreError as problem:
            self._set(problem=str(problem), good=False)
            return
        self._set(existing="", problem=_("Forgotten. The estimate is a wide one again."), good=True)

    def dismiss(self) -> None:
        """Say nothing more above the page."""
        self._set(problem="")

    # -- heard from the window -------------------------------------------------------------

    def hear(self, samples: Sequence[Sample], replies: Sequence[Reply]) -> None:
        """Take what was measured and what the training process said; some times a second."""
        trial, now = self._trial, self._laboratory.clock()
        if now - self._looked >= _ROUTES_SECONDS:
            self._looked = now
            self._look()
        if trial is None or not self.under_way:
            return
        if trial.phase is Phase.READY:
            if self._laboratory.loading():
                return
            self._began = now
            trial.start(now)
        trial.hear_samples(samples)
        self._powers.hear(samples)
        with contextlib.suppress(OSError, RuntimeError):  # the trial says so when a phase ends
            trial.hear_load(self._laboratory.busy_seconds(), now)
        if disturbed := self._laboratory.disturbed():  # their work would be counted as rest
            _end(trial, disturbed)
        for reply in replies:
            self._hear_reply(trial, reply)
        if not trial.phase.is_over:
            trial.tick(now)
        self._follow(trial)

    def _hear_reply(self, trial: CalibrationTrial, reply: Reply) -> None:
        """End the trial where its load ended by itself."""
        load = self._load
        if load is None or getattr(reply, "run", None) != load.run:
            return
        if isinstance(reply, Failed | Died):
            problem = reply.reason
        elif isinstance(reply, Multiplied):
            problem = _("The full load ended before its time. Begin again.")
        else:
            return
        self._load = None
        _end(trial, problem)

    def _look(self) -> None:
        """See what the sensors have become: a charger that was unplugged opens a way."""
        routes = self._laboratory.meter.routes()
        if self._trial is not None:
            self._trial.hear_routes(routes)
            return
        ways = words.ways(routes, self._computer)
        if ways != self.state.ways:
            self._set(ways=ways)

    def _follow(self, trial: CalibrationTrial) -> None:
        """Do and show what *trial* has come to."""
        if trial.needs_load and self._load is None:
            self._load = Multiply(new_run(), trial.load_seconds, threads=os.cpu_count())
            self._laboratory.send(self._load)
        elif not trial.needs_load:
            self._stop_load()
        if trial.phase is Phase.DONE and trial.result is not None:
            routes = self._laboratory.meter.routes()
            found = words.outcome(trial.result, self._computer, routes)
            found = replace(found, trace=replace(self._trace, seconds=self._passed))
            self._set(page=Page.RESULT, course=None, outcome=found, problem="")
        elif trial.phase.is_over:
            self._trial = None
            self._set(page=Page.CHOICE, course=None)
            self._refuse(trial.problem)
        else:
            self._trace = self._longer(trial)
            self._set(course=self._course(trial))

    def _watts_now(self, trial: CalibrationTrial) -> float | None:
        """Return the latest power; a sensor that renews its value slowly is not waited for."""
        return self._powers.watts(self._reference) if self._reference else trial.watts_now

    @property
    def _passed(self) -> float:
        """Seconds since the trial began."""
        return max(1.0, self._laboratory.clock() - self._began)

    def _longer(self, trial: CalibrationTrial) -> Trace:
        """Return the trace with what is seen now."""
        seconds = self._laboratory.clock() - self._began
        points, borders = self._trace.points, self._trace.borders
        watts = self._watts_now(trial)
        if watts is not None:
            points = (*points, (seconds, watts))
        if words.step(trial.phase) > len(borders):
            borders = (*borders, seconds)
        return Trace(points, borders, max(1.0, seconds + trial.seconds_left))

    def _course(self, trial: CalibrationTrial) -> Course:
        plug = self.state.way == PLUG
        watts = self._watts_now(trial)
        typing = _TYPING.get(trial.phase, Typing.NOTHING)
        seconds = trial.phase_seconds_left if typing else trial.seconds_left
        return Course(
            steps=words.steps(plug),
            step=words.step(trial.phase),
            instruction=words.instruction(trial.phase),
            left=words.left(seconds),
            progress=trial.progress,
            power="" if watts is None else numbers.power(watts, 3),
            power_source=self._source,
            trace=self._trace,
            takes_typing=plug,
            typing=typing,
        )

    @property
    def result(self) -> Calibration | None:
        """What was found and is neither kept nor discarded yet."""
        return None if self._trial is None else self._trial.result

    def _stop_load(self) -> None:
        if self._load is not None:
            self._load = None
            self._laboratory.send(Stop())

    def _refuse(self, problem: str) -> None:
        self._set(problem=problem, good=False)

    def _set(self, **changes: object) -> None:
        if "problem" in changes and "good" not in changes:
            changes["good"] = False
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self._show()

    def _show(self) -> None:
        if self.state != self._shown:
            self._shown = self.state
            self._screen.show_state(self.state)


def _end(trial: CalibrationTrial, problem: str) -> None:
    trial.cancel()
    trial.problem = problem


def _source(routes: Sequence[Route]) -> str:
    names = [route.name for route in routes if route.kind is Kind.MEASURED]
    return _("measured by {names}").format(names=", ".join(names)) if names else ""
