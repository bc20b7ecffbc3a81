"""The calibration that is kept: one JSON file, written whole, read with suspicion."""

import contextlib
import math
from datetime import datetime
from pathlib import Path

import msgspec

from equilibre.errors import EquilibreError
from equilibre.meter.calibration.record import Calibration
from equilibre.meter.reading import Boundary, Interval
from equilibre.plain_file import read_plain_file
from equilibre.records import dataclass
from equilibre.sessions.files import reason_of, write_whole
from equilibre.texts import _

FORMAT = "equilibre-calibration"
VERSION = 1
LARGEST_BYTES = 2**20
_LARGEST_WATTS = 1e5
_LARGEST_FACTOR = 100.0
_MOST_PARTS = 64
_LONGEST_TEXT = 1000


class CalibrationUnreadable(EquilibreError):
    """The file cannot be read, or holds no calibration that can be believed."""


class CalibrationUnwritable(EquilibreError):
    """The file cannot be removed."""


@dataclass(frozen=True, slots=True)
class _Document:
    format: str
    version: int
    calibration: Calibration


def load_calibration(path: Path) -> Calibration | None:
    """Return the calibration kept at *path*; None when there is none or it is not to be believed.

    ``read_calibration`` says why. Whether it is of this computer is ``Calibration.is_of``.
    """
    try:
        return read_calibration(path)
    except CalibrationUnreadable:
        return None


def read_calibration(path: Path) -> Calibration:
    """Return the calibration kept at *path*. Raises CalibrationUnreadable with a sentence."""
    try:
        content = read_plain_file(path, LARGEST_BYTES)
    except (OSError, ValueError) as problem:
        raise CalibrationUnreadable(
            _("“{name}” cannot be read: {reason}.").format(
                name=path.name, reason=reason_of(problem)
            )
        ) from problem
    try:
        if len(content) > LARGEST_BYTES:
            raise ValueError
        document = msgspec.json.decode(content, type=_Document)
        if document.format != FORMAT or document.version != VERSION:
            raise ValueError
        if not _possible(document.calibration):
            raise ValueError
    except (msgspec.DecodeError, RecursionError, ValueError) as problem:
        raise CalibrationUnreadable(
            _(
                "“{name}” is not a calibration of Équilibre, or it is damaged. Calibrate again to"
                " replace it."
            ).format(name=path.name)
        ) from problem
    return document.calibration


def save_calibration(path: Path, calibration: Calibration) -> None:
    """Keep *calibration* at *path*, in the place of an older one.

    Raises an EquilibreError with a sentence; the older one is then still there.
    """
    content = msgspec.json.encode(_Document(FORMAT, VERSION, calibration))
    write_whole(path, msgspec.json.format(content, indent=1))


def remove_calibration(path: Path) -> None:
    """Forget the calibration kept at *path*, if there is one. Raises CalibrationUnwritable."""
    try:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
    except (OSError, ValueError) as problem:
        raise CalibrationUnwritable(
            _("“{name}” cannot be removed: {reason}.").format(
                name=path.name, reason=reason_of(problem)
            )
        ) from problem


def _possible(calibration: Calibration) -> bool:
    """Return whether a trial can have found *calibration*; the estimates rely on it."""
    texts = (calibration.processor, calibration.source, calibration.created)
    return (
        all(len(text) <= _LONGEST_TEXT for text in texts)
        and _is_moment(calibration.created)
        and bool(calibration.processor)
        and calibration.logical_processors > 0
        and calibration.boundary in (Boundary.COMPUTER, Boundary.PLUG)
        and _ordered(calibration.idle_watts)
        and _ordered(calibration.full_watts)
        and calibration.idle_watts.value < calibration.full_watts.value
        and 0.0 <= calibration.idle_load < calibration.full_load <= 1.0
        and 1.0 < calibration.factor <= _LARGEST_FACTOR
        and len(calibration.parts) <= _MOST_PARTS
        and all(
            0.0 <= watts <= _LARGEST_WATTS
            for part in calibration.parts
            for watts in (part.idle_watts, part.full_watts)
        )
        and all(0.0 <= part.relative_uncertainty <= 1.0 for part in calibration.parts)
    )


def _ordered(interval: Interval) -> bool:
    return (
        0.0 <= interval.low <= interval.value <= interval.high <= _LARGEST_WATTS
        and interval.value > 0.0
        and math.isfinite(interval.value)
    )


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
