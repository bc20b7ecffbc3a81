"""A screen that nobody sees, and pictures of it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from building.steps import BuildFailed, run

TOOLS = {"Xvfb": "xvfb", "import": "imagemagick", "identify": "imagemagick"}
_FEWEST_COLOURS = 64  # an empty window has a handful


@contextmanager
def screen(width: int = 1366, height: int = 768) -> Iterator[str]:
    """Give the DISPLAY of a new X screen for the time of the block."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{width}x{height}x24"]
    server = subprocess.Popen(
        [*command, "-nolisten", "tcp", "-ac"],
        pass_fds=[writer],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as numbers:
            number = numbers.readline().strip()
        if not number:
            raise BuildFailed("Xvfb did not start.", "Xvfb n’a pas démarré.")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def photograph(display: str, picture: Path) -> None:
    """Save what the screen shows; raise BuildFailed where it shows nothing."""
    environment = {**os.environ, "DISPLAY": display}
    run(["import", "-window", "root", picture], environment, timeout_seconds=60)
    colours = int(run(["identify", "-format", "%k", picture], timeout_seconds=60))
    if colours < _FEWEST_COLOURS:
        raise BuildFailed(
            f"The screen shows nothing ({colours} colours): {picture}.",
            f"L’écran ne montre rien ({colours} couleurs) : {picture}.",
        )
