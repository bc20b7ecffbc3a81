"""What a run under way hears, written down each second: it survives the end of the program."""

import contextlib
import os
import threading
from collections import deque
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, get_args

import msgspec

from equilibre import __version__
from equilibre.meter.attribution import ProcessorTimes
from equilibre.meter.reading import Kind, Route, Sample
from equilibre.plain_file import reason_of
from equilibre.sessions.machine import Machine, this_machine
from equilibre.sessions.recorder import Recorder
from equilibre.texts import _
from equilibre.worker.messages import (
    Finished,
    Paused,
    Repeated,
    Reply,
    Resumed,
    Started,
    Stepped,
    Train,
)

FORMAT = "equilibre-journal"
VERSION = 1
SUFFIX = ".journal"
LARGEST_BYTES = 64 * 2**20  # days; then nothing more is written
_DENSE_BYTES = 16 * 2**20  # two hours of three sensors; then one sample a second is enough
_PACE_SECONDS = 1.0
_SYSTEM_SECONDS = 2.0  # granted to the disk at the end of the program

# -- the lines of the file: each an array, whose first word says which it is --------------------

SampleRow = tuple[str, str, Kind, float, float, float | None, bool]
"""The fields of a Sample, in their order: names would take most of the place."""
Told = Started | Stepped | Paused | Resumed | Repeated | Finished
REPLIES: dict[str, type[Told]] = {one.__name__: one for one in get_args(Told)}
"""What a recorder listens to."""


class Heading(msgspec.Struct, array_like=True, frozen=True, tag=FORMAT):
    """The first line."""

    version: int
    key: str  # of the run
    request: Train
    country: str
    begun_seconds: float  # monotonic, as every time below
    created: str  # ISO 8601, local time with offset
    machine: Machine
    program: str  # its version


class Idle(msgspec.Struct, array_like=True, frozen=True, tag="idle"):
    """The idle seconds before the training are over."""

    begun_seconds: float
    end_seconds: float


class Rest(msgspec.Struct, array_like=True, frozen=True, tag="rest"):
    """The idle seconds after the training are over."""

    end_seconds: float


class Heard(msgspec.Struct, array_like=True, frozen=True, tag="heard"):
    """A reply of the training process, and the processor's times at it."""

    name: str  # of its record
    reply: msgspec.Raw
    times: ProcessorTimes | None


class Routes(msgspec.Struct, array_like=True, frozen=True, tag="routes"):
    """Who the routes are from now on."""

    routes: tuple[Route, ...]


class Samples(msgspec.Struct, array_like=True, frozen=True, tag="samples"):
    """What the meter read."""

    rows: tuple[SampleRow, ...]


class Disturbed(msgspec.Struct, array_like=True, frozen=True, tag="disturbed"):
    """Another Équilibre measures on this computer."""


Line = Heading | Idle | Rest | Heard | Routes | Samples | Disturbed


class Journal:
    """The file of one run: written in a thread of its own, which a slow disk may keep waiting."""

    def __init__(self, path: Path, heading: Heading, pace_seconds: float = _PACE_SECONDS) -> None:
        """Begin the file with *heading*, and write on *pace_seconds* apart."""
        self.problem = ""  # a sentence, where nothing more is written
        self._path = path
        self._pace_seconds = pace_seconds
        self._noted: deque[Line] = deque([heading])
        self._over = threading.Event()
        self._removed = False
        self._bytes = 0
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def note(self, line: Line) -> None:
        """Have *line* written within a second; it must not change any more."""
        if not self._over.is_set():
            self._noted.append(line)

    def close(self, remove: bool) -> None:
        """Write what was noted, or remove the file, which none can take back; returns at once."""
        self._removed = self._removed or remove
        self._over.set()

    def wait(self) -> None:
        """Wait until the file is closed, or the disk has kept us waiting too long."""
        self._thread.join(_SYSTEM_SECONDS)

    def _run(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("xb") as file:
                self._follow(file)
        except (OSError, ValueError) as problem:
            self._give_up(reason_of(problem))
        self._over.wait()
        if self._removed:
            with contextlib.suppress(OSError):  # else found at the next start
                self._path.unlink(missing_ok=True)

    def _follow(self, file: BinaryIO) -> None:
        """Write to *file* what is noted, until it is over or too long."""
        over = False
        while not self._removed:
            self._write(file)
            if over:
                return
            if self._bytes > LARGEST_BYTES:
                self._give_up(_("it lasts too long"))
                return
            over = self._over.wait(self._pace_seconds)

    def _write(self, file: BinaryIO) -> None:
        lines = [self._noted.popleft() for _index in range(len(self._noted))]
        samples = [row for line in lines if isinstance(line, Samples) for row in line.rows]
        others: list[Line] = [line for line in lines if not isinstance(line, Samples)]
        if self._bytes > _DENSE_BYTES:
            samples = sparse(samples)
        if samples:
            others.append(Samples(tuple(samples)))
        if not others:
            return
        content = b"".join(msgspec.json.encode(line) + b"\n" for line in others)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())  # a power cut loses no more than the end of the program
        self._bytes += len(content)

    def _give_up(self, reason: object) -> None:
        self.problem = _(
            "This run would be lost if the program or the computer stopped now: what it measures "
            "cannot be written down ({reason}). It goes on."
        ).format(reason=reason)
        self._noted = deque(maxlen=0)


def sparse(rows: Sequence[SampleRow]) -> list[SampleRow]:
    """Return the last of *rows* of each route, and those that stand beside a gap.

    Counters are additive: the energy over what is left out is the same.
    """
    last: dict[str, int] = {}
    kept = set()
    for place, (route, *_rest, gap) in enumerate(rows):
        if gap:
            kept |= {place, last.get(route, place)}
        last[route] = place
    return [rows[place] for place in sorted(kept.union(last.values()))]


class WrittenRecorder(Recorder):
    """A recorder whose journal is told all that it hears."""

    def __init__(self, folder: Path, request: Train, country: str, begun_seconds: float) -> None:
        super().__init__(request, country, begun_seconds)
        self._routes_noted: tuple[Route, ...] = ()
        created = datetime.now().astimezone().isoformat(timespec="seconds")
        heading = Heading(
            *(VERSION, self.key, request, country, begun_seconds, created),
            *(this_machine(), __version__),
        )
        self.journal = Journal(folder / f"{self.key}{SUFFIX}", heading)

    def hear_samples(self, samples: Sequence[Sample]) -> None:
        super().hear_samples(samples)
        if samples:
            self.journal.note(Samples(tuple(map(row_of, samples))))

    def hear_routes(self, routes: Sequence[Route]) -> None:
        super().hear_routes(routes)
        if tuple(routes) != self._routes_noted:
            self._routes_noted = tuple(routes)
            self.journal.note(Routes(self._routes_noted))

    def end_idle(self, now_seconds: float) -> None:
        super().end_idle(now_seconds)
        self.journal.note(Idle(self.begun_seconds, now_seconds))

    def end_rest(self, now_seconds: float) -> None:
        super().end_rest(now_seconds)
        self.journal.note(Rest(now_seconds))

    def hear(self, reply: Reply, times: ProcessorTimes | None = None) -> None:
        super().hear(reply, times)
        name = type(reply).__name__
        if name in REPLIES:
            self.journal.note(Heard(name, msgspec.Raw(msgspec.json.encode(reply)), times))

    def hear_of_others(self) -> None:
        if not self.disturbed:
            self.journal.note(Disturbed())
        super().hear_of_others()

    def drop(self) -> None:
        self.journal.close(remove=True)


def row_of(sample: Sample) -> SampleRow:
    """Return *sample* as it is written."""
    return (
        *(sample.route, sample.device, sample.kind),
        *(sample.time_seconds, sample.energy_joules, sample.power_watts, sample.gap),
    )


class Journals:
    """Makes the recorders of runs; each has its journal in one folder, where there is one."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._latest: WrittenRecorder | None = None
        self._told = False

    def recorder(self, request: Train, country: str, begun_seconds: float) -> Recorder:
        """Return the recorder of a run that begins."""
        if self.folder is None:
            return Recorder(request, country, begun_seconds)
        self._latest = WrittenRecorder(self.folder, request, country, begun_seconds)
        return self._latest

    @property
    def problem(self) -> str:
        """Why the latest run would not survive the end of the program; empty where it would."""
        return self._latest.journal.problem if self._latest else ""

    def news(self) -> str:
        """Return ``problem`` once: what is true of one run is true of the next."""
        problem = "" if self._told else self.problem
        self._told = self._told or bool(problem)
        return problem

    def end(self) -> None:
        """Leave what was written of a run under way; one that is over was there to be kept."""
        if self._latest is not None:
            under_way = self._latest.started is not None and self._latest.finished is None
            self._latest.journal.close(remove=not under_way)
            self._latest.journal.wait()
