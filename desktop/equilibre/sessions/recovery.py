"""Runs that were under way when the program ended: played back from their journals."""

import contextlib
import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from equilibre.errors import EquilibreError
from equilibre.meter.reading import Route, Sample
from equilibre.plain_file import read_plain_file
from equilibre.records import dataclass
from equilibre.sessions.files import is_possible
from equilibre.sessions.journal import (
    FORMAT,
    LARGEST_BYTES,
    REPLIES,
    SUFFIX,
    VERSION,
    Disturbed,
    Heading,
    Heard,
    Idle,
    Line,
    Rest,
    Routes,
    Samples,
)
from equilibre.sessions.naming import interrupted_name, run_name
from equilibre.sessions.recorder import Recorder
from equilibre.sessions.run import Run
from equilibre.texts import _
from equilibre.worker.messages import Stepped

_MOST_JOURNALS = 16  # each start leaves one at most, which the next takes away
_UNREADABLE = ".unreadable"
# A run of an hour takes a second: the window, in another thread, must not be held up by it.
_LINES_AT_ONCE = 16
_BREATH_SECONDS = 0.001
_BEGINNING = f'["{FORMAT}",'.encode()
_HEADING: msgspec.json.Decoder[Heading] = msgspec.json.Decoder(Heading)
_LINE: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)


class JournalUnreadable(EquilibreError):
    """What was written of a run cannot be read, or not by this version of the program."""


class NothingLearned(EquilibreError):
    """The training had only begun: there is nothing to keep."""


def play_back(path: Path) -> Run:
    """Return the run whose journal is at *path*, as far as it was written.

    A run whose end was not written is named as interrupted. Raises JournalUnreadable, or
    NothingLearned where there was no result yet.
    """
    unreadable = JournalUnreadable(
        _("“{name}” is not what a run had written down, or it is damaged.").format(name=path.name)
    )
    try:
        content = read_plain_file(path, 2 * LARGEST_BYTES)
        # What follows the last end of a line was not written whole.
        lines = content.split(b"\n")[:-1]
        if not lines and _is_beginning(content):
            raise _nothing_learned()
        heading = _HEADING.decode(lines.pop(0) if lines else b"")
    except (OSError, ValueError, RecursionError) as problem:
        raise unreadable from problem
    if heading.version > VERSION:
        raise unreadable
    try:
        return _run(heading, lines)
    except (ArithmeticError, LookupError, TypeError, ValueError) as problem:
        raise unreadable from problem  # no run has such numbers


def _is_beginning(content: bytes) -> bool:
    """Return whether *content* is of a first line that was being written, or of a power cut."""
    return content.startswith(_BEGINNING) or _BEGINNING.startswith(content.rstrip(b"\0"))


def _nothing_learned() -> NothingLearned:
    return NothingLearned(
        _("A training had only begun when the program ended: nothing of it is kept.")
    )


def _run(heading: Heading, lines: Collection[bytes]) -> Run:
    playing = _Playing(heading)
    for number, line in enumerate(lines):
        if number % _LINES_AT_ONCE == 0:
            time.sleep(_BREATH_SECONDS)
        # A power cut may leave zeros between what was written before and after.
        with contextlib.suppress(msgspec.DecodeError, RecursionError):
            playing.take(_LINE.decode(line))
    run = playing.run()
    if not is_possible(run):
        raise ValueError
    return run


class _Playing:
    """A recorder that hears again what was written."""

    def __init__(self, heading: Heading) -> None:
        self._heading = heading
        self._recorder = Recorder(heading.request, heading.country, heading.begun_seconds)
        self._recorder.key = heading.key
        self._routes: tuple[Route, ...] = ()
        self._last_seconds = heading.begun_seconds

    def take(self, line: Line) -> None:
        recorder = self._recorder
        match line:
            case Samples(rows=rows):
                samples = [Sample(*row) for row in rows]
                recorder.hear_samples(samples)
                self._reach(max((one.time_seconds for one in samples), default=0.0))
            case Heard(name=name, reply=raw, times=times) if name in REPLIES:
                reply = msgspec.json.decode(raw, type=REPLIES[name])
                recorder.hear(reply, times)
                told = reply.step if isinstance(reply, Stepped) else reply
                self._reach(told.time_seconds)
            case Routes(routes=routes):
                self._routes = routes
            case Idle(begun_seconds=begun, end_seconds=end):
                recorder.begun_seconds = begun
                recorder.end_idle(end)
            case Rest(end_seconds=end):
                recorder.end_rest(end)
            case Disturbed():
                recorder.hear_of_others()

    def _reach(self, time_seconds: float) -> None:
        self._last_seconds = max(self._last_seconds, time_seconds)

    def run(self) -> Run:
        """Return the record of what was heard. Raises NothingLearned."""
        recorder, heading = self._recorder, self._heading
        if recorder.started is None or not recorder.steps:
            raise _nothing_learned()
        name = run_name(heading.request)
        if recorder.finished is None:
            recorder.cut(self._last_seconds)
            name = interrupted_name(name)
        run = recorder.run(name, self._routes)
        return replace(
            run, created=heading.created, machine=heading.machine, version=heading.program
        )


@dataclass(frozen=True, slots=True)
class Recovered:
    """What an earlier start of the program left."""

    runs: tuple[Run, ...]  # in the order in which they were made
    problems: tuple[str, ...]  # a sentence for each journal that gave no run
    journals: tuple[Path, ...]  # of the runs

    def forget(self) -> None:
        """Remove the journals of the runs: they are kept."""
        for path in self.journals:
            _remove(path)


class Recovery:
    """Plays the journals of an earlier start back, in a thread of its own."""

    def __init__(self, folder: Path | None, kept: Collection[str]) -> None:
        """Look for journals in *folder*; the runs *kept*, by key, need no journal any more.

        Whoever makes this is the one window of that folder: none of them is of a run under way.
        """
        self._kept = frozenset(kept)
        self._recovered: Recovered | None = None
        self._journals = _journals(folder)
        self._thread: threading.Thread | None = None

    def news(self) -> Recovered | None:
        """Return, once, what was found, when it is known; None before, and where nothing was.

        The first call begins: until then the window has other things to do.
        """
        if self._journals and self._thread is None:
            self._thread = threading.Thread(target=self._run, name="recovery", daemon=True)
            self._thread.start()
        recovered, self._recovered = self._recovered, None
        return recovered

    def wait(self) -> Recovered | None:
        """Return what was found, when everything was looked at."""
        found = self.news()
        if self._thread is not None:
            self._thread.join()
        return found or self.news()

    def _run(self) -> None:
        runs: dict[Path, Run] = {}
        problems = []
        for path in self._journals:
            try:
                run = play_back(path)
            except NothingLearned as problem:
                problems.append(str(problem))
                _remove(path)
            except EquilibreError as problem:
                problems.append(_put_aside(path, str(problem)))
            else:
                if run.key in self._kept:
                    _remove(path)
                else:
                    runs[path] = run
        in_order = sorted(runs.values(), key=lambda run: run.created)
        if runs or problems:
            self._recovered = Recovered(tuple(in_order), tuple(problems), tuple(runs))


def _journals(folder: Path | None) -> Sequence[Path]:
    if folder is None:
        return ()
    try:
        return sorted(one for one in folder.iterdir() if one.suffix == SUFFIX)[:_MOST_JOURNALS]
    except OSError:
        return ()  # there is no such folder yet


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _put_aside(path: Path, problem: str) -> str:
    """Have *path* looked at no more; return *problem* and where it is now."""
    aside = path.with_name(path.name + _UNREADABLE)
    try:
        path.replace(aside)
    except OSError:
        return problem
    return _("{problem} It was put aside as “{name}”.").format(problem=problem, name=aside.name)
