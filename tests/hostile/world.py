"""Starts the real program in surroundings that are none of ours, and tells what became of it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.hostile.guest import Visit

ROOT = Path(__file__).parents[2]
OFFLINE = Path(__file__).with_name("offline")
LONGEST_SECONDS = 240.0  # on a busy computer

# What leads to the folders of a user; without it, the home leads there.
FOLDERS = (
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_CACHE_HOME",
    "XDG_STATE_HOME",
    "XDG_RUNTIME_DIR",
)


@dataclass(frozen=True, slots=True)
class Tried:
    """What the processes of a program tried, none of which has reached any network."""

    processes: list[str]  # their numbers and command lines
    programs: list[str]  # that they started
    network: list[str]  # what each attempt was


class World:
    """A home in *folder*, or another place that is called one, and no network."""

    def __init__(self, folder: Path, home: Path | None = None, **environment: str) -> None:
        self.home = home or folder / "home"
        self._tried = folder / "tried"
        if home is None:
            self.home.mkdir()
        known = {name: value for name, value in os.environ.items() if name not in FOLDERS}
        self._environment = known | {
            "HOME": str(self.home),
            "PYTHONPATH": os.pathsep.join(map(str, (OFFLINE, ROOT, ROOT / "desktop"))),
            "EQUILIBRE_TRIED": str(self._tried),
            "QT_QPA_PLATFORM": "offscreen",
            "LANGUAGE": "en",
            **environment,
        }

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run Python with *words* here, to its end."""
        return subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="backslashreplace",
            timeout=LONGEST_SECONDS,
            check=False,
        )

    def visit(self, *words: str) -> Visit:
        """Have a guest use the window here. Raises AssertionError where it ends otherwise."""
        done = self.run("-m", "tests.hostile.guest", *words)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        return Visit(**json.loads(done.stdout.splitlines()[-1]))

    def tried(self) -> Tried:
        """Return what was tried here so far."""
        lines = self._tried.read_text(encoding="utf-8").splitlines()
        kinds = [line.partition(" ")[::2] for line in lines]
        return Tried(
            *(
                [rest for kind, rest in kinds if kind == one]
                for one in ("process", "program", "network")
            )
        )
