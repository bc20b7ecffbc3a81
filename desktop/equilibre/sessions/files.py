"""Runs on disk: one JSON file, written whole or not at all, read with suspicion."""

import contextlib
import glob
import os
import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import msgspec

from equilibre import numbers
from equilibre.errors import EquilibreError
from equilibre.learning.step import Step
from equilibre.meter.devices import DEVICES
from equilibre.meter.reading import Interval
from equilibre.plain_file import read_plain_file
from equilibre.plain_file import reason_of as reason_of
from equilibre.records import dataclass
from equilibre.sessions.run import PowerCurve, Run, RunEnergy
from equilibre.texts import _

SUFFIX = ".equilibre"
FORMAT = "equilibre-runs"
VERSION = 1
LARGEST_BYTES = 64 * 2**20
MOST_OPENED = 2000  # runs of a file: each change of the kept runs writes them all
LONGEST_NAME = 200  # characters of the name of a run: what is longer is cut
_LONGEST_TEXT = 2000  # of what else a run says: the program writes much less
_PART = ".part"  # of a file that is being written
_USUAL_BYTES = 2**16  # of a few runs
_PART_BYTES = 2**20  # of what is read at once: some 30 ms
_LARGEST_COUNT = 2**31 - 1  # what the controls on screen can hold
_LARGEST = 1e15  # of anything in SI units: far beyond any computer, and drawn without harm
_LARGEST_LOSS = 1e80  # the square of the largest number of single precision
_PLACE = re.compile(r"\$[\w.\[\]]*")
_TASKS = ("classification", "regression")
_COMPUTED_ON = ("cpu", "gpu")


class RunsUnreadable(EquilibreError):
    """The file cannot be read, or is not a file of runs."""


class RunsUnwritable(EquilibreError):
    """The file cannot be written."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """What every version of the format begins with."""

    format: str
    version: int


@dataclass(frozen=True, slots=True)
class _Document:
    format: str
    version: int
    runs: tuple[msgspec.Raw, ...]


def read_runs(path: Path) -> tuple[Run, ...]:
    """Return the runs of the file at *path*.

    Raises RunsUnreadable with a sentence that says what is wrong and where.
    """
    return tuple(chain.from_iterable(_decoded(_content(path), path.name)))


def read_in_parts(path: Path) -> Iterator[tuple[Run, ...]]:
    """Yield the runs of the file at *path* part by part, as fast as a window may be held.

    Raises RunsUnreadable, also where there are more than MOST_OPENED.
    """
    yield from _decoded(_content(path), path.name, MOST_OPENED)


def decode_runs(content: bytes, name: str) -> tuple[Run, ...]:
    """Return the runs in *content*, the bytes of a file called *name*."""
    return tuple(chain.from_iterable(_decoded(content, name)))


def _content(path: Path) -> bytes:
    try:
        content = read_plain_file(path, LARGEST_BYTES)
    except (OSError, ValueError) as problem:
        raise RunsUnreadable(
            _("“{name}” cannot be read: {reason}.").format(
                name=path.name, reason=reason_of(problem)
            )
        ) from problem
    if len(content) > LARGEST_BYTES:
        raise RunsUnreadable(
            _("“{name}” is larger than 64 MiB: files of runs never are.").format(name=path.name)
        )
    return content


def _decoded(content: bytes, name: str, most: int | None = None) -> Iterator[tuple[Run, ...]]:
    try:
        heading = msgspec.json.decode(content, type=_Heading)
        if heading.format != FORMAT:
            raise RunsUnreadable(
                _("“{name}” is not a file of runs of Équilibre.").format(name=name)
            )
        if heading.version > VERSION:
            raise RunsUnreadable(
                _(
                    "“{name}” was written by a newer version of Équilibre. "
                    "Update the program to open it."
                ).format(name=name)
            )
        runs = msgspec.json.decode(content, type=_Document).runs
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as problem:
        raise _damaged(name, problem) from problem
    if most is not None and len(runs) > most:
        raise RunsUnreadable(
            _("“{name}” holds {count} runs: at most {most} can be opened at a time.").format(
                name=name, count=numbers.count(len(runs)), most=numbers.count(most)
            )
        )
    yield ()
    part: list[Run] = []
    size = 0
    for index, raw in enumerate(runs):
        part.append(_decoded_run(raw, index, name))
        size += len(memoryview(raw))
        if size > _PART_BYTES:
            yield tuple(part)
            part, size = [], 0
    yield tuple(part)


def _decoded_run(raw: msgspec.Raw, index: int, name: str) -> Run:
    try:
        run = msgspec.json.decode(raw, type=Run)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as problem:
        where = _PLACE.search(str(problem))
        inside = where.group().removeprefix("$") if where else ""
        raise _damaged(name, f"$.runs[{index}]{inside}") from problem
    if not is_possible(run):
        raise _damaged(name, f"$.runs[{index}]")
    return replace(run, name=run.name[:LONGEST_NAME]) if len(run.name) > LONGEST_NAME else run


def _damaged(name: str, reason: object) -> RunsUnreadable:
    # The library says in English what is wrong; where it is wrong needs no translation.
    where = _PLACE.search(str(reason))
    if where is None:
        return RunsUnreadable(
            _("“{name}” is not a file of runs of Équilibre, or it is damaged.").format(name=name)
        )
    return RunsUnreadable(
        _("“{name}” is not a file of runs of Équilibre, or it is damaged (at {place}).").format(
            name=name, place=where.group()
        )
    )


def is_possible(run: Run) -> bool:
    """Return whether the numbers of *run* can have been measured; charts rely on it."""
    counts = (run.seed, run.parameters, run.epochs, run.repeats)
    return (
        run.task in _TASKS
        and run.computed_on in _COMPUTED_ON
        and all(0 <= count <= _LARGEST_COUNT for count in counts)
        and 0 <= run.seconds <= _LARGEST
        and (run.evaluation_seconds is None or 0 <= run.evaluation_seconds <= run.seconds)
        and all(abs(score) <= _LARGEST for score in (run.training_score, run.test_score))
        and all(len(text) <= _LONGEST_TEXT for text in _texts(run))
        and (run.energy is None or _possible_energy(run.energy))
        and all(_possible_curve(curve) for curve in run.power)
        and all(map(_possible_step, run.steps))
        and all(abs(border) <= _LARGEST for window in run.windows for border in window)
        and all(abs(value) <= _LARGEST for value in run.settings.values())
    )


def _texts(run: Run) -> Iterator[str]:
    yield from (run.key, run.created, run.dataset, run.family, run.country, run.version)
    yield from (run.machine.processor, run.machine.system, *run.settings)
    yield from (curve.route for curve in run.power)
    if energy := run.energy:
        yield from (energy.source, energy.computer_source, energy.computer_reason)
        yield from energy.unmetered
        yield from (text for part in energy.parts for text in (part.route, part.source))


def _possible_step(step: Step) -> bool:
    counts = (step.epoch, step.kept_epoch, step.rows)
    losses = (step.training_loss, step.test_loss, step.validation_loss)
    return (
        all(0 <= count <= _LARGEST_COUNT for count in counts if count is not None)
        and abs(step.time_seconds) <= _LARGEST
        and all(abs(score) <= _LARGEST for score in (step.training_score, step.test_score))
        and all(abs(loss) <= _LARGEST_LOSS for loss in losses if loss is not None)
        and (step.learning_seconds is None or 0 <= step.learning_seconds <= _LARGEST)
    )


def _possible_energy(energy: RunEnergy) -> bool:
    grosses = [energy.gross, *(part.gross for part in energy.parts)]
    marginals = [energy.marginal, *(part.marginal for part in energy.parts)]
    if energy.computer is not None:
        grosses.append(energy.computer)
    work, spread = energy.work, energy.spread
    joules = [work.training, work.window, work.rest] if work else []
    joules += [spread.mean, spread.half_width] if spread else []
    devices = [*energy.covers, *(device for part in energy.parts for device in part.devices)]
    levels = [(part.idle_watts, part.idle_after_watts) for part in energy.parts]
    return (
        all(gross.value >= 0 and _ordered(gross) for gross in grosses)
        and all(_ordered(marginal) for marginal in marginals if marginal is not None)
        and all(0 <= one <= _LARGEST for one in joules)
        and all(device in DEVICES for device in devices)
        and (energy.measured_share is None or 0 <= energy.measured_share <= 1)
        and all(0 <= one <= _LARGEST for pair in levels for one in pair if one is not None)
        and (spread is None or 0 <= spread.groups <= _LARGEST_COUNT)
    )


def _possible_curve(curve: PowerCurve) -> bool:
    watts = [curve.idle_watts, curve.idle_after_watts]
    watts += [point.power_watts for point in curve.points]
    joules = [point.energy_joules for point in curve.points]
    return (
        all(device in DEVICES for device in (curve.device, *curve.covers))
        and all(0 <= one <= _LARGEST for one in watts if one is not None)
        and all(abs(one) <= _LARGEST for one in joules if one is not None)
        and 0 <= curve.relative_uncertainty <= _LARGEST
        and 1 <= curve.factor <= _LARGEST
    )


def _ordered(interval: Interval) -> bool:
    return -_LARGEST <= interval.low <= interval.value <= interval.high <= _LARGEST


def write_runs(path: Path, runs: Sequence[Run]) -> None:
    """Write *runs* to *path*; an older file there stays whole if anything goes wrong.

    Raises RunsUnwritable with a sentence.
    """
    try:
        content = msgspec.json.encode({"format": FORMAT, "version": VERSION, "runs": tuple(runs)})
    except UnicodeEncodeError as problem:  # half a character in a name
        raise _unwritable(path, problem) from problem
    write_whole(path, msgspec.json.format(content, indent=1))


def write_whole(path: Path, content: bytes) -> None:
    """Replace the file at *path* by *content* in one step. Raises RunsUnwritable.

    A link stays one: what it leads to is replaced. A pipe or a device is written to.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # an administrator could replace /dev/null by a file
            return
        if path.is_symlink():
            path = Path(os.path.realpath(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        # Not tempfile's: a file made there could be read by nobody else, in a class's folder too.
        temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}{_PART}")
        try:
            with temporary.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
    except (OSError, ValueError) as problem:
        raise _unwritable(path, problem) from problem


def remove_unfinished(path: Path) -> None:
    """Remove what the end of the program left of a file that was to take the place of *path*."""
    with contextlib.suppress(OSError, ValueError):
        for part in path.parent.glob(f"{glob.escape(path.name)}.{'[0-9a-f]' * 8}{_PART}"):
            part.unlink()


def _unwritable(path: Path, problem: Exception) -> RunsUnwritable:
    return RunsUnwritable(
        _("“{name}” cannot be written in “{folder}”: {reason}.").format(
            name=path.name, folder=path.parent, reason=reason_of(problem)
        )
    )


def check_folder(folder: Path) -> None:
    """See that a file of runs could be written in *folder*. Raises RunsUnwritable."""
    path = folder / f"{secrets.token_hex(4)}{_PART}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            path.write_bytes(bytes(_USUAL_BYTES))
        finally:
            path.unlink(missing_ok=True)
    except OSError as problem:
        raise RunsUnwritable(
            _(
                "What you do now will not be there at the next start: "
                "nothing can be written in “{folder}” ({reason})."
            ).format(folder=folder, reason=reason_of(problem))
        ) from problem
