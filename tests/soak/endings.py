"""Every way in which the program may end, with real processes, and what it leaves behind.

An actor (``actor.py``) brings the real window to a moment, and then it is ended: closed, asked to
end as a log-out does, or killed. What it started is recognised by a mark in its environment, even
where its parent is gone; its temporary files, by a folder of its own for them.
"""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.bench.goal import DESKTOP, ROOT

MARK = "EQUILIBRE_SOAK"
REACH_SECONDS = 120.0  # of a slow and busy computer
END_SECONDS = 20.0  # the same: the window ends within two
GRACE_SECONDS = 5.0  # for its processes to find that it is gone
LOOK_SECONDS = 0.02

# What an ended program leaves on purpose: never a half-written file.
KEPT = {
    "settings.json",
    "kept-runs.equilibre",
    "under-way",  # trainings that nobody kept yet
    "equilibre.log",
    "crash.log",
    "to-open",
}
# Only where it was killed: the next one to start takes them away.
OF_A_KILLED = "equilibre.lock"
LOCK = "equilibre-measures-"

COMMANDS = {
    "train command": ("train", "--data", "digits", "--family", "network"),
    "experiment command": ("experiment", "double_descent"),
    "measure command": ("measure", "--", sys.executable, "-c", "import time; time.sleep(600)"),
}
"""Moment: what is started in the place of the window, and ended once it has made a child work."""
WORKED_SECONDS = 0.3  # of CPU, or until it is asleep for the command that sleeps


@dataclass(frozen=True, slots=True)
class Ending:
    """One way to end the program at one moment."""

    moment: str  # of actor.MOMENTS, or of COMMANDS
    way: str  # "close", "quit", "worker killed", "screen lost", or the name of a signal
    standby: bool = False  # with a second training process in reserve

    def __str__(self) -> str:
        return f"{self.way}: {self.moment}" + ", with one in reserve" * self.standby


@dataclass(slots=True)
class Left:
    """What one ending left behind."""

    processes: list[str] = field(default_factory=list)  # their command lines
    files: list[str] = field(default_factory=list)  # temporary ones, and half-written ones
    said: str = ""  # on the standard error: a traceback
    seconds: float = 0.0  # until the last process was gone

    def __bool__(self) -> bool:
        return bool(self.processes or self.files or self.said)


class Stage:
    """Folders of its own for one program, and a mark by which its processes are known."""

    def __init__(self, folder: Path) -> None:
        self._mark = secrets.token_hex(8)
        self.home, self.temporary = folder / "home", folder / "temporary"
        for each in (self.home, self.temporary):
            each.mkdir()
        self._environment = os.environ | {
            MARK: self._mark,
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(DESKTOP))),
            "QT_QPA_PLATFORM": "offscreen",
            "TMPDIR": str(self.temporary),
            **dict.fromkeys(
                ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), str(self.home)
            ),
        }

    def show_on(self, display: str) -> None:
        """Have what is started from now on open its windows on an X server."""
        self._environment |= {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """Start ``python -m`` *words* here, as the first process of a session of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            # Started by nohup, the tests and all their children ignore that a terminal is closed.
            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
        )

    def processes(self) -> list[psutil.Process]:
        """Return every process that was started here and lives, whoever its parent is now."""
        found = []
        for process in psutil.process_iter():
            with suppress(psutil.Error, OSError):
                mine = process.environ().get(MARK) == self._mark
                if mine and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
        return found

    def left(self, said: str = "") -> Left:
        """Return what is left here, once those that only need a moment are gone."""
        begun = time.monotonic()
        while (processes := self.processes()) and time.monotonic() < begun + GRACE_SECONDS:
            time.sleep(LOOK_SECONDS)
        left = Left(seconds=time.monotonic() - begun, said=said if "Traceback" in said else "")
        for process in processes:
            with suppress(psutil.Error):
                left.processes.append(" ".join(process.cmdline()))
                process.kill()
        left.files = sorted(str(path) for path in self.temporary.rglob("*"))
        own = self.home / "Equilibre" / "Equilibre"
        left.files += sorted(str(path) for path in own.glob("*") if path.name not in KEPT)
        return left


@contextmanager
def stage() -> Iterator[Stage]:
    """Yield a stage; whatever is still alive there afterwards is killed."""
    with tempfile.TemporaryDirectory(prefix="equilibre-soak-", ignore_cleanup_errors=True) as name:
        made = Stage(Path(name))
        try:
            yield made
        finally:
            for process in made.processes():
                with suppress(psutil.Error):
                    process.kill()


@contextmanager
def screen() -> Iterator[str]:
    """Yield the name of an X server that ends, as at a log-out, when the context does."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        yield f":{_line(server).strip()}"
        server.kill()


def played(ending: Ending) -> Left:
    """Play *ending* and return what it left behind. Raises RuntimeError if it never came."""
    with stage() as here:
        if ending.moment in COMMANDS:
            program = here.start("equilibre", *COMMANDS[ending.moment])
            _await_a_child(program)
        elif ending.way == "screen lost":
            with screen() as display:
                here.show_on(display)
                program = _at_its_moment(here, ending)
        else:
            program = _at_its_moment(here, ending)
        if ending.way in signal.Signals.__members__:
            program.send_signal(signal.Signals[ending.way])
        left = here.left(_rest(program))
        if ending.way == "SIGKILL":
            names = {path: Path(path).relative_to(here.home.parent).parts for path in left.files}
            left.files = [path for path in left.files if not _is_of_a_killed(names[path])]
        return left


def _at_its_moment(here: Stage, ending: Ending) -> "subprocess.Popen[str]":
    """Return the window at the moment of *ending*, which it may have played itself."""
    act = ending.way if ending.way in ("close", "quit") else "wait"
    words = ("tests.soak.actor", ending.moment, act, *(["--standby"] * ending.standby))
    window = here.start(*words)
    told = _line(window)
    if not told.startswith("reached"):
        raise RuntimeError(f"{ending}: {told or _rest(window)}")
    if ending.way == "worker killed":
        os.kill(int(told.split()[1]), signal.SIGKILL)
        time.sleep(GRACE_SECONDS)
        window.terminate()
    return window


def _await_a_child(program: "subprocess.Popen[str]") -> None:
    """Wait until a child of *program* works. Raises RuntimeError where none ever does."""
    limit = time.monotonic() + REACH_SECONDS
    while time.monotonic() < limit:
        with suppress(psutil.Error):
            for child in psutil.Process(program.pid).children():
                words, used = child.cmdline(), child.cpu_times()
                if "time.sleep(600)" in words[-1] or (
                    "spawn_main" in words[-2] and used.user + used.system > WORKED_SECONDS
                ):
                    return
        time.sleep(LOOK_SECONDS)
    raise RuntimeError(f"no child works: {_rest(program)}")


def _is_of_a_killed(parts: Sequence[str]) -> bool:
    return parts[-1].startswith(LOCK) or parts[-1] == OF_A_KILLED


def _line(process: "subprocess.Popen[str]") -> str:
    """Return the first line that *process* says."""
    assert process.stdout is not None
    return process.stdout.readline()


def _rest(process: "subprocess.Popen[str]") -> str:
    """Return what *process* says on its standard error until its end."""
    try:
        return process.communicate(timeout=END_SECONDS)[1]
    except subprocess.TimeoutExpired:
        return "Traceback: it does not end"


MOMENTS = (
    "start-up",
    "loading",
    "ready",
    "idle seconds",
    "training",
    "pause",
    "end of a training",
    "experiment",
    "command of one's own",
    "deaf training process",
    "dialog",
    "menu",
)
WAYS = ("close", "quit", "SIGTERM", "SIGHUP", "SIGINT", "SIGKILL")
ENDINGS = (
    *(Ending(moment, way) for moment in MOMENTS for way in WAYS),
    *(Ending("training", way, standby=True) for way in ("close", "SIGTERM", "SIGKILL")),
    *(Ending(moment, way) for moment in COMMANDS for way in WAYS if way.startswith("SIG")),
    *(Ending(moment, "screen lost") for moment in ("ready", "training") if shutil.which("Xvfb")),
    *(Ending(moment, "worker killed") for moment in ("ready", "training", "pause", "experiment")),
)


def main() -> int:
    faults = 0
    for ending in ENDINGS:
        try:
            left = played(ending)
        except RuntimeError as problem:
            left = Left(said=str(problem))
        faults += bool(left)
        print(f"  {ending!s:50} {left if left else 'nothing is left'}", flush=True)
    print(f"  {len(ENDINGS)} endings, {faults} that left something")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
