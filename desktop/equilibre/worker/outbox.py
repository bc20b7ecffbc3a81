"""What the training process says to the window, in bundles."""

import os
import time
from multiprocessing.connection import Connection

from equilibre.worker.messages import Reply, Stepped, Told

BUNDLES_PER_SECOND = 30.0
MOST_AT_ONCE = 3.0  # after a silence: what comes in a few pieces is not held back

Bundle = tuple[float, tuple[Reply, ...]]
"""CPU time of the process when it was sent, and what is said; nothing: a sign of life."""


class Outbox:
    """Sends replies in bundles: steps and outcomes some 30 times a second, but none is lost."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._held: list[Reply] = []
        self._allowed = MOST_AT_ONCE  # bundles
        self._counted_seconds = time.monotonic()

    def post(self, reply: Reply) -> None:
        """Send *reply*, now or, if it is a step or an outcome, with the next ones."""
        self._held.append(reply)
        if not isinstance(reply, Stepped | Told) or self._may_send():
            self._send()

    def send_what_is_due(self) -> None:
        """Send what was held back, or a sign of life, once that is often enough."""
        if self._may_send():
            self._send()

    def _may_send(self) -> bool:
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
