"""Other programs to compare with, each installed into an environment of its own.

An environment is a folder of ``build/peers``; it is made once, by the first program of the bench
that asks for it, and stays: to have it made anew, remove the folder.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.bench.goal import ROOT, Skipped

FOLDER = ROOT / "build" / "peers"

PEERS = {
    "bw2calc": ("bw2calc==3.1.0", "pandas"),
    "codecarbon": ("codecarbon==3.3.2",),
    "napari": ("napari[pyqt6]==0.9.2",),
    "orange": ("Orange3==3.40.0", "PyQt6", "PyQt6-WebEngine"),
    "thonny": ("thonny==5.0.1",),
    "watcher": ("python-xlib==0.33",),
}
"""What is installed for each: “watcher” sees windows open on an X server."""


def environment(name: str) -> Path:
    """Return the Python of the environment of *name*, made first where it is not there yet.

    Raises Skipped with a sentence where it cannot be made, as without a network.
    """
    folder = FOLDER / name
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    made = folder / "made"  # of which packages, written last
    wanted = "\n".join(PEERS[name])
    if made.exists() and made.read_text("utf-8") == wanted:
        return python
    print(f"  installing {', '.join(PEERS[name])} into {folder.relative_to(ROOT)}", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    for command in (
        [sys.executable, "-m", "venv", folder],
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PEERS[name]],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            shutil.rmtree(folder, ignore_errors=True)
            said = (done.stderr or done.stdout).strip().splitlines()
            raise Skipped(f"{name} could not be installed: {said[-1] if said else 'no reason'}")
    made.write_text(wanted, "utf-8")
    return python
