"""What the training process says to the window, in bundles."""

import os
import time
from multiprocessing.connection import Connection

from equilibre.worker.messages import Begun, Reply, Started, Stepped, Told

BUNDLES_PER_SECOND = 30.0
MOST_AT_ONCE = 30.0  # outcomes of a task: what comes in some pieces is not held back

Bundle = tuple[float, tuple[Reply, ...]]
"""CPU time of the process when it was sent, and what is said; nothing: a sign of life."""


class Outbox:
    """Sends replies in bundles: steps and outcomes some 30 times a second, but none is lost."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._held: list[Reply] = []
        self._sent_seconds = 0.0
        self._allowed = MOST_AT_ONCE  # bundles of outcomes
        self._counted_seconds = time.monotonic()

    def post(self, reply: Reply) -> None:
        """Send *reply*, now or, where it is one of many, with the next ones."""
        self._held.append(reply)
        if isinstance(reply, Begun):
            self._allowed = MOST_AT_ONCE  # whatever the task before has used
        held_back = (isinstance(reply, Stepped) and not self._is_due()) or (
            isinstance(reply, Told) and not self._is_allowed()
        )
        if not held_back:
            self._send()
        if isinstance(reply, Started):
            self._sent_seconds = 0.0  # its first step is waited for, too

    def send_what_is_due(self) -> None:
        """Send what was held back, or a sign of life, once that is often enough."""
        if self._is_due():
            self._send()

    def _is_due(self) -> bool:
        return time.monotonic() - self._sent_seconds >= 1.0 / BUNDLES_PER_SECOND

    def _is_allowed(self) -> bool:
        """Return whether an outcome may go at once: the task may be silent for long after it."""
        now = time.monotonic()
        earned = BUNDLES_PER_SECOND * (now - self._counted_seconds)
        self._allowed = min(MOST_AT_ONCE, self._allowed + earned)
        self._counted_seconds = now
        if self._allowed < 1.0:
            return False
        self._allowed -= 1.0
        return True

    def _send(self) -> None:
        bundle: Bundle = (time.process_time(), tuple(self._held))
        try:
            self._connection.send(bundle)
        except OSError:
            os._exit(0)  # nobody listens any more
        self._held.clear()
        self._sent_seconds = time.monotonic()
