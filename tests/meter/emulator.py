"""Fill a folder with a powercap tree of known power until interrupted.

From the repository's root::

    PYTHONPATH=desktop python3 tests/meter/emulator.py FOLDER [--layout laptop] [--watts 35]

and the program reads it with ``--powercap FOLDER``.
"""

import argparse
import contextlib
import threading
from pathlib import Path

from equilibre.meter.emulation import EmulatedPowercap


def main() -> None:
    """Fill the folder."""
    parser = argparse.ArgumentParser(description="Emulate the energy counters of a processor.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--layout", default="desktop")
    parser.add_argument("--watts", type=float, default=35.0)
    arguments = parser.parse_args()
    tree = EmulatedPowercap(arguments.folder, arguments.layout, lambda seconds: arguments.watts)
    with tree, contextlib.suppress(KeyboardInterrupt):
        threading.Event().wait()


if __name__ == "__main__":
    main()
