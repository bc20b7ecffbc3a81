"""Watches from outside how a program opens, on a screen of its own (Xvfb).

The environment “watcher” runs this file as a script, with the name of the X server: it prints when
a window with something in it was first seen.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LOOK_SECONDS = 0.01  # between two looks
PATIENCE_SECONDS = 60.0
LEAST_SIDE = 300  # pixels: smaller is a splash or a tooltip
LEAST_COLOURS = 6  # an empty window has one or two
EVERY = 101  # pixels are enough
REST_SECONDS = 4.0  # before it is weighed


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a program from outside."""

    seconds: float  # from its start to its first window with content
    processor_seconds: float  # of all its processes, when it rested
    megabytes: float


@contextmanager
def screen() -> Iterator[str]:
    """Keep an X server without a card, and give its name.

    Raises Skipped with a sentence where there is none.
    """
    from tests.bench.goal import Skipped

    if not shutil.which("Xvfb"):
        raise Skipped("programs are watched on a screen of their own: install Xvfb")
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1366x768x24"]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        try:
            with os.fdopen(reader) as told:
                yield f":{told.readline().strip()}"
        finally:
            server.terminate()


def in_turns(
    commands: Mapping[str, Sequence[str | Path]], turns: Iterator[int]
) -> dict[str, list[Seen]]:
    """Watch each of *commands* open once in every turn, after a turn that warms the files up.

    Raises Skipped with a sentence where nothing can be watched.
    """
    from tests.bench.opening import settle, surroundings
    from tests.bench.peers import environment

    seen: dict[str, list[Seen]] = {name: [] for name in commands}
    with screen() as display, tempfile.TemporaryDirectory(prefix="equilibre-bench-") as home:
        settle(Path(home))
        for turn in (-1, *turns):
            for name, command in commands.items():
                found = watch(display, environment("watcher"), command, surroundings(Path(home)))
                if turn >= 0:
                    seen[name].append(found)
    return seen


def watch(
    display: str, watcher: Path, command: Sequence[str | Path], environment: dict[str, str]
) -> Seen:
    """Start *command* on *display*, return what was seen of it, and end it."""
    import psutil

    from tests.bench.weighing import family, megabytes

    with (
        subprocess.Popen(
            [watcher, __file__, display], stdout=subprocess.PIPE, text=True
        ) as watching,
        tempfile.TemporaryFile() as said,
    ):
        assert watching.stdout is not None
        watching.stdout.readline()  # it looks
        begun = time.perf_counter()
        program = psutil.Popen(
            [str(word) for word in command],
            env={**environment, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": ""},
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=said,
        )
        try:
            told = watching.stdout.readline()
            if not told:
                said.seek(0)
                words = said.read().decode(errors="replace").strip().splitlines()
                raise RuntimeError(f"{command[-1]} showed no window: {words[-3:]}")
            time.sleep(REST_SECONDS)
            times = [process.cpu_times() for process in family(program)]
            processor = sum(one.user + one.system for one in times)
            return Seen(float(told) - begun, processor, megabytes(family(program)))
        finally:
            for process in reversed(family(program)):
                process.kill()
            program.wait()


def _look(display: str) -> float:
    """Return when a window with content was first seen on *display*."""
    from Xlib import X
    from Xlib.display import Display
    from Xlib.error import XError

    server = Display(display)
    root = server.screen().root
    splash = server.intern_atom("_NET_WM_WINDOW_TYPE_SPLASH")
    kind = server.intern_atom("_NET_WM_WINDOW_TYPE")
    print("looking", flush=True)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        for window in root.query_tree().children:
            # Whoever closes a window while it is looked at makes any of this fail.
            with suppress(XError):
                told = window.get_full_property(kind, X.AnyPropertyType)
                is_splash = told is not None and splash in told.value
                if not is_splash and _colours(window) >= LEAST_COLOURS:
                    return time.perf_counter()
        time.sleep(LOOK_SECONDS)
    raise SystemExit(1)


def _colours(window: Any) -> int:
    """Return how many colours are seen in *window*, none where it is hidden or small."""
    from Xlib import X

    place = window.get_geometry()
    hidden = window.get_attributes().map_state != X.IsViewable
    if hidden or min(place.width, place.height) < LEAST_SIDE:
        return 0
    # What is beyond the border of the screen has no picture.
    root = window.query_tree().root
    whole = root.get_geometry()
    left, top = max(place.x, 0), max(place.y, 0)
    width = min(place.x + place.width, whole.width) - left
    height = min(place.y + place.height, whole.height) - top
    rows = root.get_image(left, top, width, height, X.ZPixmap, 0xFFFFFFFF).data
    return len({rows[at : at + 4] for at in range(0, len(rows), 4 * EVERY)})


if __name__ == "__main__":
    print(_look(sys.argv[1]), flush=True)
