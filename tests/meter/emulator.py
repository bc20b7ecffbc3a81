"""Fill a folder with a powercap tree of known power until interrupted.

From the repository's root::

    PYTHONPATH=desktop python3 tests/meter/emulator.py FOLDER [--layout laptop] [--curve sleeps]

and the program reads it with ``--powercap FOLDER``.
"""

import argparse
import contextlib
import threading
from pathlib import Path

from equilibre.meter.emulation import CURVES, LAYOUTS, EmulatedPowercap, constant


def main() -> None:
    """Fill the folder."""
    parser = argparse.ArgumentParser(description="Emulate the energy counters of a processor.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--layout", choices=LAYOUTS, default="desktop")
    parser.add_argument("--curve", choices=CURVES)
    parser.add_argument("--watts", type=float, default=35.0, help="where no curve is chosen")
    arguments = parser.parse_args()
    curve = CURVES[arguments.curve] if arguments.curve else constant(arguments.watts)
    tree = EmulatedPowercap(arguments.folder, arguments.layout, curve)
    with tree, contextlib.suppress(KeyboardInterrupt):
        threading.Event().wait()


if __name__ == "__main__":
    main()
