"""What is packaged: name, version, and the moment that every file of a build carries."""

import hashlib
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from building.steps import BuildFailed

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
BUILD = ROOT / "build"  # what may be deleted at any time
DIST = ROOT / "dist"  # the installers
PROGRAM_LOCK = PACKAGING / "program.lock"
TOOLS_LOCK = PACKAGING / "tools.lock"
PYTHON_VERSION = "3.12"  # that the installers carry

NAME = "Équilibre"
KEY = "equilibre"  # of packages, commands, folders
PUBLISHER = "Équilibre authors"
_WITHOUT_HISTORY = 1_767_225_600  # 2026-01-01, for a copy that git knows nothing about


@dataclass(frozen=True, slots=True)
class Product:
    """One state of the program.

    *build* names it: the commit, with ``+changes`` where files differ from it. *epoch* is the time
    of that commit in seconds: every file of a build carries it, so that two builds are the same.
    """

    version: str
    build: str
    epoch: int
    lock: str  # SHA-256 of program.lock

    def environment(self) -> dict[str, str]:
        """Return the environment of every tool: the same clock and the same order each time."""
        return {
            **os.environ,
            "SOURCE_DATE_EPOCH": str(self.epoch),
            "PYTHONHASHSEED": "1",
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
        }


def product() -> Product:
    """Return the program as it stands in this checkout."""
    text = (ROOT / "desktop" / "equilibre" / "__init__.py").read_text(encoding="utf-8")
    version = re.search(r'__version__ = "([^"]+)"', text)
    assert version is not None, "desktop/equilibre/__init__.py tells no version"
    commit, changes = _git("rev-parse", "--short=12", "HEAD"), _git("status", "--porcelain")
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or _git("log", "-1", "--format=%ct")
    if epoch and not epoch.isdecimal():
        raise BuildFailed(
            f"SOURCE_DATE_EPOCH is a number of seconds since 1970, and not “{epoch}”.",
            f"SOURCE_DATE_EPOCH est un nombre de secondes depuis 1970, et non « {epoch} ».",
        )
    return Product(
        version=version.group(1),
        build=(commit or "unknown") + ("+changes" if changes else ""),
        epoch=int(epoch) if epoch else _WITHOUT_HISTORY,
        lock=hashlib.sha256(PROGRAM_LOCK.read_bytes()).hexdigest(),
    )


def _git(*words: str) -> str:
    # Whoever owns the checkout, its programs run already; and a folder above it tells nothing.
    command = ["git", "-C", str(ROOT), "-c", "safe.directory=*", *words]
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(ROOT.parent)}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return "" if done.returncode else done.stdout.strip()
