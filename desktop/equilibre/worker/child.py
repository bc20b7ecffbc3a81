"""What the training process does: it obeys commands and tells how far it is.

Nothing heavy is imported here before ``serve`` has made the process a humble one.
"""

import os
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from equilibre.texts import use_language
from equilibre.worker.attempt import attempt
from equilibre.worker.errand import Errand
from equilibre.worker.fate import end_with_parent
from equilibre.worker.messages import Command, Do, Multiply, Order, Ready, Train
from equilibre.worker.outbox import Outbox
from equilibre.worker.product import Product
from equilibre.worker.training_run import TrainingRun

if TYPE_CHECKING:
    from equilibre.learning.engine import Training


def serve(connection: Connection, shelf_folder: Path | None = None) -> None:
    """Train what is asked through *connection*, until its other end is closed.

    *shelf_folder* holds the data sets that the user brought.
    """
    _step_back()
    commands: SimpleQueue[Command] = SimpleQueue()
    Thread(target=_receive, args=(connection, commands), daemon=True).start()
    _warm_up(shelf_folder)
    outbox = Outbox(connection)
    outbox.post(Ready(os.getpid()))
    desk = Desk(commands, outbox)
    while True:
        command: Command | None = commands.get()
        while isinstance(command, Order):
            command = desk.carried_out(command)


class Desk:
    """Carries orders out one after the other, and remembers the last training."""

    def __init__(self, commands: "SimpleQueue[Command]", outbox: Outbox) -> None:
        self._commands = commands
        self._outbox = outbox
        self._last: Training | None = None

    def carried_out(self, order: Order) -> Command | None:
        """Do what is asked, reply, and return the command that ended it for another, if any."""
        run = self._begun(order)
        attempt(run, order.run, self._outbox.post)
        if isinstance(run, TrainingRun) and run.training is not None:
            self._last = run.training
        return run.next

    def _begun(self, order: Order) -> TrainingRun | Product | Errand:
        match order:
            case Train():
                return TrainingRun(order, self._commands, self._outbox)
            case Multiply():
                return Product(order, self._commands, self._outbox.post)
            case Do():
                return Errand(order, self._commands, self._outbox.post, self._last)


def _step_back() -> None:
    """Leave the processor to the window, and Ctrl+C to the process that owns the terminal."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    if sys.platform == "win32":
        import psutil

        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    else:
        os.nice(19)


def _receive(connection: Connection, commands: "SimpleQueue[Command]") -> None:
    try:
        while True:
            language, command = connection.recv()
            with suppress(Exception):  # a lost or damaged translation: no reason not to train
                use_language(language)
            commands.put(command)
    except (EOFError, OSError):
        # The window is gone. The main thread may be deep in a computation: no polite way out.
        os._exit(0)


def _warm_up(shelf_folder: Path | None) -> None:
    """Import and run once what every training needs, so that the first one starts at once."""
    from equilibre.learning import shelf
    from equilibre.learning.catalogue import FAMILIES
    from equilibre.learning.dataset import load
    from equilibre.learning.engine import train

    shelf.use(shelf_folder)
    for family in FAMILIES:
        for key in ("breast_cancer", "diabetes"):  # small ones: a classification, a regression
            next(train(load(key, 0), family, {}, 0))
