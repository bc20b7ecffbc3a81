"""What the training process does: it obeys commands and tells how far it is.

Nothing heavy is imported here before ``serve`` has made the process a humble one.
"""

import os
import signal
import sys
import time
import traceback
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from equilibre.errors import EquilibreError
from equilibre.texts import _, use_language
from equilibre.worker.errand import Errand
from equilibre.worker.messages import (
    Command,
    Do,
    Failed,
    Finished,
    Multiply,
    OneStep,
    Order,
    Pause,
    Paused,
    Ready,
    Repeated,
    Reply,
    Resume,
    Resumed,
    Started,
    Stepped,
    Stop,
    Told,
    Train,
)
from equilibre.worker.product import Product

if TYPE_CHECKING:
    from equilibre.learning.engine import Training

STEPS_PERIOD_SECONDS = 1 / 30
REPEATED_PERIOD_SECONDS = 1 / 10


def serve(connection: Connection, shelf_folder: Path | None = None) -> None:
    """Train what is asked through *connection*, until its other end is closed.

    *shelf_folder* holds the data sets that the user brought.
    """
    _step_back()
    commands: SimpleQueue[Command] = SimpleQueue()
    Thread(target=_receive, args=(connection, commands), daemon=True).start()
    _warm_up(shelf_folder)
    outbox = _Outbox(connection)
    outbox.post(Ready(os.getpid()))
    desk = _Desk(commands, outbox)
    while True:
        command: Command | None = commands.get()
        while isinstance(command, Order):
            command = desk.carried_out(command)


class _Desk:
    """Carries orders out one after the other, and remembers the last training."""

    def __init__(self, commands: "SimpleQueue[Command]", outbox: "_Outbox") -> None:
        self._commands = commands
        self._outbox = outbox
        self._last: Training | None = None

    def carried_out(self, order: Order) -> Command | None:
        """Do what is asked, reply, and return the command that ended it for another, if any."""
        run = self._begun(order)
        _attempt(run, order, self._outbox)
        if isinstance(run, _Run) and run.training is not None:
            self._last = run.training
        return run.next

    def _begun(self, order: Order) -> "_Run | Product | Errand":
        match order:
            case Train():
                return _Run(order, self._commands, self._outbox)
            case Multiply():
                return Product(order, self._commands, self._outbox.post)
            case Do():
                return Errand(order, self._commands, self._outbox.post, self._last)


def _attempt(run: "_Run | Product | Errand", order: Order, outbox: "_Outbox") -> None:
    try:
        run.do()
    except Exception as problem:  # whatever it is, the process lives on and says so
        reason = (
            str(problem)
            if isinstance(problem, EquilibreError)
            else _("The training stopped on an unexpected error. Details are in the report.")
        )
        outbox.post(Failed(order.run, reason, traceback.format_exc()))


def _step_back() -> None:
    """Leave the processor to the window, and Ctrl+C to the process that owns the terminal."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
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


class _Outbox:
    """Sends replies in bundles: steps at most 30 times a second, but none is lost."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._held: list[Reply] = []
        self._stepped_seconds = 0.0  # when steps were last sent

    def post(self, reply: Reply) -> None:
        self._held.append(reply)
        if isinstance(reply, Stepped | Told):
            now = time.monotonic()
            if now - self._stepped_seconds < STEPS_PERIOD_SECONDS:
                return
            self._stepped_seconds = now
        try:
            self._connection.send(tuple(self._held))
        except OSError:
            os._exit(0)  # nobody listens any more
        self._held.clear()


class _Clock:
    """Seconds of activity, on the wall and of the processor; stops during pauses."""

    def __init__(self) -> None:
        self.running = False
        self._wall_seconds = 0.0
        self._processor_seconds = 0.0

    def start(self) -> float:
        """Count from now on; return now."""
        now = time.monotonic()
        self._wall_seconds -= now
        self._processor_seconds -= time.process_time()
        self.running = True
        return now

    def stop(self) -> float:
        """Count no more; return now."""
        now = time.monotonic()
        if self.running:
            self._wall_seconds += now
            self._processor_seconds += time.process_time()
            self.running = False
        return now

    @property
    def wall_seconds(self) -> float:
        return self._wall_seconds + (time.monotonic() if self.running else 0.0)

    @property
    def processor_seconds(self) -> float:
        return self._processor_seconds + (time.process_time() if self.running else 0.0)


class _Run:
    """One Train command carried out, with the pauses and steps asked on the way."""

    def __init__(self, order: Train, commands: "SimpleQueue[Command]", outbox: _Outbox) -> None:
        self._order = order
        self._commands = commands
        self._outbox = outbox
        self._clock = _Clock()
        self._waiting = order.paused
        self._single = False  # wait again after one epoch
        self._stopped = False
        self.next: Command | None = None  # what ended this run for another one, if anything
        self.training: Training | None = None  # the one under way, then the last one
        self._repeats = 0
        self._told_seconds = 0.0  # when the number of repeats was last sent
        self._evaluation_seconds = 0.0

    def do(self) -> None:
        """Train and tell how far it is, to the end."""
        from equilibre.learning import catalogue
        from equilibre.learning.dataset import load
        from equilibre.learning.engine import Training
        from equilibre.learning.errors import Diverged

        order = self._order
        dataset = load(order.dataset, order.seed)
        family = catalogue.family(order.family)
        self.training = training = Training(dataset, family, order.settings, order.seed)
        self._outbox.post(
            Started(
                order.run,
                self._clock.start(),
                training.parameters,
                dataset.card.training_rows,
                dataset.card.test_rows,
            )
        )
        diverged = False
        try:
            while self._once(training) and self._clock.wall_seconds < order.minimum_seconds:
                self._tell_repeats()
                self.training = training = Training(dataset, family, order.settings, order.seed)
        except Diverged:
            diverged = True
        now = self._clock.stop()
        if self._stopped and self._repeats:
            self._outbox.post(Repeated(order.run, now, self._repeats))
        self._outbox.post(
            Finished(
                run=order.run,
                time_seconds=now,
                repeats=self._repeats,
                stopped=self._stopped,
                diverged=diverged,
                active_seconds=self._clock.wall_seconds,
                processor_seconds=self._clock.processor_seconds,
                evaluation_seconds=self._evaluation_seconds,
            )
        )

    def _once(self, training: "Training") -> bool:
        """Do one whole training; return False when it was ended before its end."""
        first = self._repeats == 0
        last_epoch = training.settings["epochs"]
        try:
            for step in training.steps():
                if first:
                    self._outbox.post(Stepped(self._order.run, step))
                over = (
                    step.epoch == last_epoch
                    and self._clock.wall_seconds >= self._order.minimum_seconds
                )
                if not over and not self._may_go_on():
                    return False
        finally:
            self._evaluation_seconds += training.evaluation_seconds
        self._repeats += 1
        return True

    def _may_go_on(self) -> bool:
        """Obey what came during the epoch, wait if asked to; return False to end the run."""
        if self._single:
            self._single, self._waiting = False, True
        handed: Command | None = None  # came during a task
        while self._waiting or handed is not None or not self._commands.empty():
            if self._waiting and self._clock.running:
                self._outbox.post(Paused(self._order.run, self._clock.stop()))
            command, handed = handed or self._commands.get(), None
            match command:
                case Pause():
                    self._waiting = True
                case Resume():
                    self._waiting = False
                case OneStep():
                    self._waiting, self._single = False, True
                    break  # a second OneStep already there is for the epoch after
                case Stop():
                    self._stopped = True
                    return False
                case Do():
                    handed = self._done_between_epochs(command)
                case Train() | Multiply():
                    self._stopped, self.next = True, command
                    return False
        if not self._clock.running:
            self._outbox.post(Resumed(self._order.run, self._clock.start()))
        return True

    def _done_between_epochs(self, order: Do) -> Command | None:
        """Carry a task out, in no account of the training; return the command that ended it."""
        if self._clock.running:
            self._outbox.post(Paused(self._order.run, self._clock.stop()))
        errand = Errand(order, self._commands, self._outbox.post, self.training)
        _attempt(errand, order, self._outbox)
        return errand.next

    def _tell_repeats(self) -> None:
        now = time.monotonic()
        if now - self._told_seconds >= REPEATED_PERIOD_SECONDS:
            self._outbox.post(Repeated(self._order.run, now, self._repeats))
            self._told_seconds = now
