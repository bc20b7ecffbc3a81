"""What the training process says to the window, in bundles."""

import os
import time
from multiprocessing.connection import Connection

from equilibre.worker.messages import Reply, Stepped, Told

STEPS_PERIOD_SECONDS = 1 / 30


class Outbox:
    """Sends replies in bundles: steps at most 30 times a second, but none is lost."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._held: list[Reply] = []
        self._stepped_seconds = 0.0  # when steps were last sent

    def post(self, reply: Reply) -> None:
        """Send *reply*, now or, if it is a step, with the next ones."""
        self._held.append(reply)
        if isinstance(reply, Stepped | Told):
            now = time.monotonic()
            if now - self._stepped_seconds < STEPS_PERIOD_SECONDS:
                return
            self._stepped_seconds = now
        self._send()

    def send_what_is_due(self) -> None:
        """Send the steps that were held back, once that is often enough."""
        now = time.monotonic()
        if self._held and now - self._stepped_seconds >= STEPS_PERIOD_SECONDS:
            self._stepped_seconds = now
            self._send()

    def _send(self) -> None:
        try:
            self._connection.send(tuple(self._held))
        except OSError:
            os._exit(0)  # nobody listens any more
        self._held.clear()
