"""Ends a self-test that answers no more: an installer that waits for it must not wait for ever."""

import faulthandler
import os
import sys
from collections.abc import Callable
from threading import Timer

SECONDS = 180.0  # without a check that ends; the slowest, the first training, waits 120 at most
STATUS = 3
_LAST_RESORT_SECONDS = SECONDS + 20.0


class Watchdog:
    """Ends the process with STATUS when nothing is heard of it for SECONDS."""

    def __init__(self, bark: Callable[[], None], seconds: float = SECONDS) -> None:
        """Call *bark* in its own thread before the end, so as to say what was under way."""
        self._bark, self.seconds = bark, seconds
        self._timer: Timer | None = None

    def feed(self) -> None:
        """Wait for SECONDS from now on."""
        self.rest()
        self._timer = Timer(self.seconds, self._bite)
        self._timer.daemon = True
        self._timer.start()
        if sys.__stderr__ is not None:
            # Python may be held by a call of Qt that never returns: then only this ends it, with 1.
            faulthandler.dump_traceback_later(_LAST_RESORT_SECONDS, exit=True, file=sys.__stderr__)

    def rest(self) -> None:
        """Watch no more."""
        if self._timer is not None:
            self._timer.cancel()
            faulthandler.cancel_dump_traceback_later()

    def _bite(self) -> None:
        try:
            self._bark()
        finally:
            os._exit(STATUS)
