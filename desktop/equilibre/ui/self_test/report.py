"""What the self-test found, as installers and technicians read it."""

import platform
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from equilibre.build import build
from equilibre.records import dataclass
from equilibre.sessions.files import write_whole
from equilibre.texts import language


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried; *problem* says what went wrong, and is empty otherwise."""

    key: str  # it never changes
    ok: bool
    seconds: float
    problem: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was tried, and on what.

    *start_seconds* goes from the birth of the process to the first painted window, *seconds* to the
    last check; the first is None where no window was painted.
    """

    ok: bool
    version: str
    build: str
    python: str
    qt: str
    qt_platform: str
    system: str
    language: str
    start_seconds: float | None
    seconds: float
    checks: tuple[Check, ...]


def report(checks: Sequence[Check], start_seconds: float | None, seconds: float) -> Report:
    """Return the report of *checks* on this computer."""
    running = build()
    return Report(
        ok=all(check.ok for check in checks),
        version=running.version,
        build=running.name,
        python=platform.python_version(),
        qt=qVersion() or "",
        qt_platform=QGuiApplication.platformName(),
        system=f"{sys.platform}, {platform.platform()}",
        language=language(),
        start_seconds=start_seconds,
        seconds=seconds,
        checks=tuple(checks),
    )


def write_report(path: Path, found: Report) -> None:
    """Write *found* to *path* as JSON, whole or not at all. Raises an EquilibreError."""
    write_whole(path, msgspec.json.format(msgspec.json.encode(found)))
