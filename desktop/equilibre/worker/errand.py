"""A task carried out: its outcomes sent as they come, until its end or a stop."""

import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import TYPE_CHECKING

from equilibre.worker.messages import Begun, Command, Do, Done, Reply, Told

if TYPE_CHECKING:
    from equilibre.learning.engine import Training


class Errand:
    """One Do command carried out."""

    def __init__(
        self,
        order: Do,
        commands: "SimpleQueue[Command]",
        post: Callable[[Reply], None],
        last: "Training | None",
    ) -> None:
        self._order = order
        self._commands = commands
        self._post = post
        self._last = last
        self._stopped = False
        self.next: Command | None = None  # what ended it: for a run that waits, or another order

    def do(self) -> None:
        """Carry the task out and tell what comes of it."""
        run = self._order.run
        processor = time.process_time()
        self._post(Begun(run, time.monotonic()))
        for outcome in self._order.task.outcomes(self._last):
            self._post(Told(run, outcome))
            if self._is_ended():
                break
        used = time.process_time() - processor
        self._post(Done(run, time.monotonic(), used, self._stopped))

    def _is_ended(self) -> bool:
        if not self._stopped and not self._commands.empty():
            self.next, self._stopped = self._commands.get(), True
        return self._stopped
