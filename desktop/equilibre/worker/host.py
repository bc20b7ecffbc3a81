"""The window's end of the training process: starts it, talks to it, replaces it when it is lost."""

import logging
import time
from dataclasses import field
from multiprocessing.process import BaseProcess
from pathlib import Path

import psutil

from equilibre.records import dataclass
from equilibre.texts import _, language
from equilibre.worker.link import Link, spawn
from equilibre.worker.messages import (
    Command,
    Died,
    Do,
    Done,
    Failed,
    Finished,
    Multiplied,
    Multiply,
    Order,
    Ready,
    Reply,
    Stop,
)
from equilibre.worker.outbox import Bundle
from equilibre.worker.rhythm import Rhythm
from equilibre.worker.under_way import UnderWay

END_SECONDS = 0.8
STANDBY_MEMORY_BYTES = 4e9  # below, a second process would crowd out the user's own programs
LOAD_SECONDS = 120.0  # no computer needs so long to start the process: it is stuck
MOST_FAILED_STARTS = 3  # in a row; then wait for the user to ask again

_logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Pair:
    """The process at work and the one that waits to take its place."""

    active: Link | None = None
    standby: Link | None = None
    retired: list[BaseProcess] = field(default_factory=list)  # killed, not yet reaped


class Host:
    """Keeps one training process at work and one in reserve; no call waits for them.

    All calls come from one thread, which asks for ``replies()`` some 30 times a second.
    """

    def __init__(self, standby: bool = True, shelf_folder: Path | None = None) -> None:
        """Start nothing yet. Without *standby*, a killed process is replaced in seconds.

        *shelf_folder* holds the data sets that the user brought.
        """
        self._shelf_folder = shelf_folder
        self._wants_standby = standby and psutil.virtual_memory().total >= STANDBY_MEMORY_BYTES
        self._workers = _Pair()
        self._current: UnderWay | None = None
        self._waiting: UnderWay | None = None  # a training, while a task is done between epochs
        self._unsent: list[Command] = []  # until the process is ready
        self._own_replies: list[Reply] = []  # ours, in the name of a process that cannot
        self._failed_starts = 0

    @property
    def ready(self) -> bool:
        """Whether a process waits for work or does some."""
        return self._workers.active is not None and self._workers.active.ready

    @property
    def process(self) -> int | None:
        """The system's number for the process at work, None when there is none."""
        return None if self._workers.active is None else self._workers.active.process.pid

    @property
    def loading(self) -> bool:
        """Whether a process is still starting: the computer is not idle meanwhile."""
        pair = (self._workers.active, self._workers.standby)
        return any(worker is not None and not worker.ready for worker in pair)

    @property
    def busy(self) -> bool:
        """Whether a run was ordered, by whichever tab, and is not over."""
        return self._current is not None

    @property
    def paused(self) -> bool:
        """Whether the run under way is a training that waits: a task may be done meanwhile."""
        return self._current is not None and self._current.paused

    @property
    def has_standby(self) -> bool:
        """Whether a process waits, ready, to replace the one at work at once."""
        return self._workers.standby is not None and self._workers.standby.ready

    def start(self) -> None:
        """Start the process; Ready comes among the replies a second or two later."""
        if self._workers.active is None:
            self._workers.active = spawn(self._shelf_folder)
            if self._workers.active is None:
                run = None if self._current is None else self._current.run
                self._own_replies.append(Died(run, _cannot_start()))
                self._current = None

    def send(self, command: Command) -> None:
        """Hand *command* over, now or as soon as the process is ready.

        Commands that begin no run concern the one under way and are ignored when there is none.
        """
        if isinstance(command, Order):
            if self._current is not None and isinstance(self._current.order, Multiply | Do):
                self._own_replies.append(self._current.stopped(0.0))  # whoever measures waits
            elif isinstance(command, Do) and self.ready:
                self._waiting = self._current
            if not isinstance(command, Do):
                self._waiting = None
            self._current = UnderWay(command)
            self.start()
            if self._workers.active is None:
                return
            if not self.ready:
                self._unsent.clear()  # an older run that never began
        elif self._current is None:
            return
        elif isinstance(command, Stop):
            self._stop()
            return
        self._unsent.append(command)
        self._deliver()

    def replies(self) -> list[Reply]:
        """Return what was said since the last call, oldest first.

        Older runs are left out, but for the end of a product that gave way to a training.
        """
        replies = self._own_replies
        self._own_replies = []
        self._listen_to_standby()
        active, current = self._workers.active, self._current
        if active is not None:
            alive = self._listen(active, replies)
            self._deliver()
            if not alive:
                self._replace_the_dead(active, replies)
            elif current is not None and current is self._current and current.stopping:
                self._kill_if_deaf(active, current, replies)
        # Not during a run: loading it would be counted in the energy of the training.
        idle = self.ready and self._current is None
        if idle and self._wants_standby and self._workers.standby is None:
            self._workers.standby = spawn(self._shelf_folder)
        self._workers.retired = [each for each in self._workers.retired if each.exitcode is None]
        return replies

    def end(self) -> None:
        """End every process, within a second. ``start()`` may begin anew."""
        for worker in (self._workers.active, self._workers.standby):
            if worker is not None:
                self._retire(worker)
        deadline = time.monotonic() + END_SECONDS
        for process in self._workers.retired:
            process.join(max(0.0, deadline - time.monotonic()))
        self._workers = _Pair()
        self._current = self._waiting = None
        self._unsent.clear()
        self._own_replies.clear()

    def _stop(self) -> None:
        """End the run under way: by asking, by force where no border of its work is near."""
        active, current = self._workers.active, self._current
        if active is None or current is None:
            return
        if self._unsent:  # it never began
            self._own_replies.append(current.stopped(0.0))
            self._current = None
            self._unsent.clear()
            return
        self._listen(active, self._own_replies)  # its last sign of life may wait to be heard
        if self._current is None:
            return  # it is over
        self._current.ask_to_stop()
        if self._kill_if_deaf(active, self._current, self._own_replies):
            return
        self._unsent.append(Stop())
        self._deliver()

    def _deliver(self) -> None:
        active = self._workers.active
        if active is None or not active.ready:
            return
        try:
            for command in self._unsent:
                if isinstance(command, Order) and self._current is not None:
                    self._current.processor_seconds = active.processor_seconds()
                    active.rhythm = Rhythm(self._current.processor_seconds)
                active.connection.send((language(), command))
        except OSError:
            pass  # it is dead: the next replies() find out and say so
        self._unsent.clear()

    def _listen(self, worker: Link, replies: list[Reply]) -> bool:
        """Add what *worker* said to *replies*; return False when it is gone."""
        try:
            while worker.connection.poll():
                bundle: Bundle = worker.connection.recv()
                processor_seconds, said = bundle
                worker.rhythm.hear(processor_seconds)
                for reply in said:
                    self._take(worker, reply, replies)
        except (EOFError, OSError):
            return False
        return worker.ready or time.monotonic() - worker.started_seconds < LOAD_SECONDS

    def _take(self, worker: Link, reply: Reply, replies: list[Reply]) -> None:
        if isinstance(reply, Ready):
            worker.ready = True
            self._failed_starts = 0
            replies.append(reply)
        elif self._current is not None and reply.run == self._current.run:
            self._current.note(reply)
            if isinstance(reply, Finished | Multiplied | Done | Failed):
                self._resume_the_waiting()
            replies.append(reply)
        elif self._waiting is not None and reply.run == self._waiting.run:
            self._waiting.note(reply)
            if isinstance(reply, Finished | Failed):
                self._waiting = None
            replies.append(reply)

    def _resume_the_waiting(self) -> None:
        """Follow the training that a task has interrupted, if there is one."""
        ended, self._current, self._waiting = self._current, self._waiting, None
        if ended is not None and self._current is not None:
            self._current.deadline_seconds = ended.deadline_seconds  # the stop was meant for it

    def _listen_to_standby(self) -> None:
        standby = self._workers.standby
        if standby is not None and not self._listen(standby, []):
            _logger.warning("the training process in reserve died")
            self._retire(standby)
            self._workers.standby = None
            if not standby.ready:
                self._wants_standby = False  # it would only fail again

    def _kill_if_deaf(self, worker: Link, current: UnderWay, replies: list[Reply]) -> bool:
        """Return whether a process that was asked to stop was killed: it would not have heard."""
        # Products are made by other threads: the one that listens is never deep in anything.
        deep = not isinstance(current.order, Multiply) and worker.is_deep()
        if not deep and not current.too_late():
            return False
        _logger.info("the training process was deep in a computation and was killed to stop it")
        used = worker.processor_seconds()
        replies += [each.stopped(used) for each in (current, self._waiting) if each is not None]
        self._retire(worker)
        self._current = self._waiting = None
        self._promote(replies)
        return True

    def _replace_the_dead(self, worker: Link, replies: list[Reply]) -> None:
        self._failed_starts = 0 if worker.ready else self._failed_starts + 1
        followed = (self._current, self._waiting)
        runs: list[int | None] = [each.run for each in followed if each is not None]
        self._retire(worker)
        self._workers.active = self._current = self._waiting = None
        self._unsent.clear()
        if self._failed_starts >= MOST_FAILED_STARTS:
            replies += [Died(run, _cannot_start()) for run in runs or [None]]
            return
        reason = _(
            "The process that trains ended unexpectedly. Another one takes its place: "
            "start again what was under way."
        )
        replies += [Died(run, reason) for run in runs or [None]]
        self._promote(replies)

    def _promote(self, replies: list[Reply]) -> None:
        """Put the process in reserve to work, or a new one when there is none."""
        promoted, self._workers.standby = self._workers.standby, None
        self._workers.active = promoted
        self.start()
        if promoted is not None and promoted.ready and promoted.process.pid is not None:
            replies.append(Ready(promoted.process.pid))

    def _retire(self, worker: Link) -> None:
        worker.kill()
        self._workers.retired.append(worker.process)


def _cannot_start() -> str:
    return _(
        "The process that trains cannot start on this computer. "
        "Close other programs, then start a training to try again."
    )
