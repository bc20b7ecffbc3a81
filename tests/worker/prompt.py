"""A training process that gives way to no other one, so that a busy computer does not make it late.

It stands in a file of its own because the process imports it.
"""

import os
from multiprocessing.connection import Connection
from pathlib import Path

from equilibre.worker import child


def serve(connection: Connection, shelf_folder: Path | None = None) -> None:
    """Serve as the program's own does, but at the priority of the tests."""
    os.nice = lambda _increment: 0
    child.serve(connection, shelf_folder)
