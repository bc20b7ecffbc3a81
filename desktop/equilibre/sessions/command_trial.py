"""A command measured: the computer at rest, the command once or more, the rest again."""

import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from equilibre.meter.attribution import Shares
from equilibre.meter.computer import busy_seconds
from equilibre.meter.curve import IdleLevels, Window, idle_level, length
from equilibre.meter.energy import RunEnergy, run_energy
from equilibre.meter.reading import Kind, Route, Sample, Status
from equilibre.meter.repeats import spread
from equilibre.records import dataclass
from equilibre.sessions.command_process import (
    KILLED,
    Child,
    Ended,
    Execution,
    Start,
    told_by_terminal,
)
from equilibre.sessions.command_run import CommandRun, Order
from equilibre.sessions.thinning import MOST_SAMPLES, around, thinned
from equilibre.texts import _

PATIENCE = 3  # a command that heard so many interruptions and goes on is ended
_END = getattr(signal, "SIGKILL", signal.SIGTERM)
_PERIOD_SECONDS = 0.1  # between two readings: the last one must lie beyond the rest
_READ_SECONDS = 1.0  # that the sensors may take to answer
_NEARNESS = (
    Status.NO_PERMISSION,
    Status.WAITING,
    Status.LOST,
    Status.ABSENT,
    Status.AVAILABLE,
)


class Meter(Protocol):
    """What is needed of the sampling thread."""

    def read_now(self, wait_seconds: float = 0.0) -> bool:
        """Have the sensors read at once."""

    def drain(self) -> list[Sample]:
        """Return the samples since the last call."""

    def routes(self) -> tuple[Route, ...]:
        """Return every route, found or not, in order of preference."""


@dataclass(frozen=True, slots=True)
class _Execution:
    """One execution and who worked meanwhile, in seconds of one core."""

    ended: Ended
    busy_seconds: float  # all processors
    own_seconds: float  # this program
    cut_short: bool

    @property
    def window(self) -> Window:
        return Window(self.ended.start_seconds, self.ended.end_seconds)


def rest(over: threading.Event, seconds: float) -> None:
    """Wait for *seconds*, or until it is *over*."""
    over.wait(seconds)


class CommandTrial:
    """Runs a command under the meter."""

    def __init__(
        self,
        order: Order,
        meter: Meter,
        start: Start = Child,
        system: str = "",
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[threading.Event, float], None] = rest,
    ) -> None:
        """Prepare; of a sensor of another *system* than this one nothing is expected."""
        self._order = order
        self._system = system
        self._meter = meter
        self._start = start
        self._clock = clock
        self._wait = wait
        self._stopped = threading.Event()
        self._signals: list[int] = []
        self._under_way: Execution | None = None
        self._samples: dict[str, list[Sample]] = {}
        self._executions: list[_Execution] = []
        self._most_samples = MOST_SAMPLES  # of one route
        self._started_seconds = 0.0  # the execution under way
        self._before: Window | None = None  # at rest
        self._after: Window | None = None

    def interrupt(self, number: int) -> None:
        """Hear a signal: the command hears it too, the rest ends, the result is partial."""
        self._signals.append(number)
        self._stopped.set()
        if self._under_way is not None:
            self._tell(self._under_way)

    def _tell(self, command: Execution) -> None:
        """Have *command* hear the latest signal, where the terminal does not see to it."""
        number = self._signals[-1]
        if len(self._signals) >= PATIENCE:
            command.send(_END)
        elif number != signal.SIGINT or not told_by_terminal():
            command.send(number)

    def run(self) -> CommandRun:
        """Return what the command used. Raises CommandRefused where it cannot be started."""
        self._before = self._at_rest()
        while len(self._executions) < self._order.repeats and not self._stopped.is_set():
            self._executions.append(self._execute())
        self._after = self._at_rest()
        self._listen()
        return self._told()

    def _at_rest(self) -> Window | None:
        """Listen to the computer at rest; return when, None where it was interrupted."""
        if self._order.idle_seconds <= 0.0 or self._stopped.is_set():
            # An estimate has nothing new to say at once: one reading more tells the border.
            self._wait(threading.Event(), _PERIOD_SECONDS)
            self._meter.read_now(_READ_SECONDS)
            return None
        self._meter.read_now(_READ_SECONDS)
        start_seconds = self._clock()
        end_seconds = start_seconds + self._order.idle_seconds
        self._wait(self._stopped, self._order.idle_seconds + _PERIOD_SECONDS)
        self._meter.read_now(_READ_SECONDS)
        return Window(start_seconds, min(end_seconds, self._clock()))

    def _execute(self) -> _Execution:
        busy, own = busy_seconds(), time.process_time()
        self._meter.read_now(_READ_SECONDS)
        self._started_seconds = self._clock()
        self._under_way = command = self._start(self._order.command)
        if self._stopped.is_set():  # in the very moment of the start
            self._tell(command)
        ended = command.wait(self._listen)
        cut_short = self._stopped.is_set()
        self._under_way = None
        self._meter.read_now(_READ_SECONDS)
        self._listen()
        return _Execution(ended, busy_seconds() - busy, time.process_time() - own, cut_short)

    def _listen(self) -> None:
        for sample in self._meter.drain():
            self._samples.setdefault(sample.route, []).append(sample)
        for key, samples in self._samples.items():
            if len(samples) > self._most_samples:
                self._samples[key] = thinned(samples, self._borders())
                # Where little could go, it is not tried again at once.
                self._most_samples = max(MOST_SAMPLES, 2 * len(self._samples[key]))

    def _borders(self) -> list[float]:
        """Return the times whose samples are kept, in order: something began or ended there."""
        windows = [self._before, *(one.window for one in self._executions)]
        known = [each for one in windows if one for each in (one.start_seconds, one.end_seconds)]
        return sorted([*known, self._started_seconds, self._clock()])

    # -- telling ---------------------------------------------------------------------------

    def _told(self) -> CommandRun:
        executions = self._whole()
        statuses = [one.ended.exit_status for one in self._executions]
        interrupted = self._signals[0] if self._signals else 0
        known = self._meter.routes()
        routes = self._routes(known)
        energy = self._energy(routes, executions)
        seconds = length([one.window for one in executions])
        return CommandRun(
            command=self._order.command,
            exit_status=next(filter(None, statuses), KILLED + interrupted if not statuses else 0),
            interrupted=interrupted,
            seconds=seconds / len(executions) if executions else None,
            executions=len(executions),
            energy=energy,
            energies_joules=tuple(self._joules(routes, one) for one in executions),
            reason="" if energy else self._reason(known, executions),
            routes=tuple(one for one in routes if one.key in self._samples) if energy else (),
            command_share=_share(executions),
            closed=next((one.reason for one in known if one.status is Status.NO_PERMISSION), ""),
        )

    def _whole(self) -> Sequence[_Execution]:
        """Return the executions that count: one that was cut short only where it is alone."""
        return [one for one in self._executions if not one.cut_short] or self._executions

    def _routes(self, known: Sequence[Route]) -> tuple[Route, ...]:
        """Return the routes that may be used, in order of preference.

        Those that told something, and those in whose place nothing did.
        """
        if self._order.measured_only:
            known = [route for route in known if route.kind is Kind.MEASURED]
        told = [route for route in known if route.key in self._samples]
        if told and all(route.around for route in told):
            # Nothing tells the parts of the computer: the whole of it is counted.
            return (replace(told[0], around=False),)
        heard = {part for route in told for part in route.parts}
        silent = [
            route
            for route in known
            if route.status in (Status.AVAILABLE, Status.LOST)
            and not route.around
            and heard.isdisjoint(route.parts)
        ]
        return tuple(route for route in known if route in told or route in silent)

    def _energy(
        self, routes: Sequence[Route], executions: Sequence[_Execution]
    ) -> RunEnergy | None:
        energy = run_energy(
            self._samples,
            routes,
            [one.window for one in executions],
            {route.key: self._idle(route) for route in routes},
            len(executions),
            _shares(executions),
        )
        energies = [self._joules(routes, one) for one in executions]
        known = [joules for joules in energies if joules is not None]
        if energy is None or len(known) < len(energies):
            return energy
        return replace(energy, spread=spread(known))

    def _joules(self, routes: Sequence[Route], execution: _Execution) -> float | None:
        near = {route.key: around(self._heard(route), execution.window) for route in routes}
        energy = run_energy(near, routes, [execution.window], {}, 1)
        return energy.gross.value if energy else None

    def _heard(self, route: Route) -> Sequence[Sample]:
        return self._samples.get(route.key, ())

    def _idle(self, route: Route) -> IdleLevels:
        heard = self._heard(route)
        before, after = (
            idle_level(heard, one.start_seconds, one.end_seconds) if one else None
            for one in (self._before, self._after)
        )
        return IdleLevels(before, after)

    def _reason(self, known: Sequence[Route], executions: Sequence[_Execution]) -> str:
        if not executions:
            return _("The measure was interrupted before the command was started.")
        if self._order.measured_only:
            told = _("Nothing could be measured, and estimates were refused with --measured-only.")
        else:
            told = _("No sensor told what this computer used.")
        return " ".join(part for part in (told, *_obstacle(known, self._system)) if part)


def _obstacle(known: Sequence[Route], system: str) -> tuple[str, str]:
    """Return why nothing is measured and what would help: of the route nearest to saying more."""
    measured = [
        route
        for route in known
        if route.kind is Kind.MEASURED and route.reason and route.system in ("", system)
    ]
    nearest = sorted(measured, key=lambda route: _NEARNESS.index(route.status))
    return (nearest[0].reason, nearest[0].remedy) if nearest else ("", "")


def _share(executions: Sequence[_Execution]) -> float | None:
    """Return the share of the processor's work that was the command's, 0 to 1."""
    shares = _shares(executions)
    return shares.training if shares else None


def _shares(executions: Sequence[_Execution]) -> Shares | None:
    """Return whose work the processor did: the command's, this program's, of the rest."""
    worked = [one.ended.processor_seconds for one in executions]
    known = [seconds for seconds in worked if seconds is not None]
    command = sum(known)
    own = sum(one.own_seconds for one in executions)
    # Processes are counted more finely than the computer: the parts may exceed the whole.
    everything = max(sum(one.busy_seconds for one in executions), command + own)
    if len(known) < len(worked) or everything <= 0.0:
        return None
    return Shares(command / everything, own / everything, 1.0 - (command + own) / everything)
