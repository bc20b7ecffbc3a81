"""A command measured beside the window: the trial waits for it in a thread of its own."""

import atexit
import os
import shlex
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol

from equilibre.errors import EquilibreError
from equilibre.meter.reading import Route, Sample
from equilibre.sessions.command_process import Child, Execution, Start, checked
from equilibre.sessions.command_run import IDLE_SECONDS, CommandRun, Order
from equilibre.sessions.command_trial import CommandTrial
from equilibre.texts import _

_PATIENCE = 3  # polite ends; then it is killed, as by whoever presses Ctrl-C so often


class CommandUnreadable(EquilibreError):
    """What was typed is no command."""


class Sampler(Protocol):
    """What is needed of the thread that reads the sensors; the window collects its samples."""

    def read_now(self, wait_seconds: float = 0.0) -> bool: ...
    def routes(self) -> tuple[Route, ...]: ...


def command_words(text: str) -> tuple[str, ...]:
    """Return the program and its arguments. Raises CommandUnreadable or CommandRefused."""
    try:
        # Windows writes folders with backslashes, which must not vanish.
        words = tuple(shlex.split(text, posix=os.name != "nt"))
    except ValueError as problem:
        raise CommandUnreadable(
            _("A quotation mark is opened in this command and never closed: {text}").format(
                text=text
            )
        ) from problem
    if not words:
        raise CommandUnreadable(_("Type a command first, such as: python3 sort.py"))
    if os.name == "nt":
        words = tuple(word.strip('"') for word in words)
    checked(words)
    return words


def silently(command: Sequence[str]) -> Execution:
    """Start *command* without its output: the window has no place for it."""
    return Child(command, stdout=subprocess.DEVNULL)


class CommandAside:
    """One command, measured while the window lives on; hand it every sample."""

    def __init__(
        self,
        words: tuple[str, ...],
        sampler: Sampler,
        start: Start = silently,
        idle_seconds: float = IDLE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin to listen to the computer at rest, then run the command."""
        self.words = words
        self.told: CommandRun | None = None  # when it is over
        self.problem = ""  # a sentence, where there will be no result
        self._sampler = sampler
        self._clock = clock
        self._samples: deque[Sample] = deque()
        self._heard = threading.Condition()
        self._newest_seconds = 0.0
        self._stops = 0
        self._trial = CommandTrial(Order(words, idle_seconds=idle_seconds), self, start)
        self._thread = threading.Thread(target=self._run, name="measured command", daemon=True)
        self._thread.start()

    @property
    def over(self) -> bool:
        """Whether there is a result, or never will be."""
        return self.told is not None or bool(self.problem)

    def stop(self) -> None:
        """End the command politely; the third time by force."""
        self._stops += 1
        if self._stops < _PATIENCE:
            self._trial.interrupt(signal.SIGTERM)
        else:
            self._kill()

    def hear(self, samples: Sequence[Sample]) -> None:
        """Take what was measured: called from the window's thread."""
        if samples:
            with self._heard:
                self._samples.extend(samples)
                self._newest_seconds = max(one.time_seconds for one in samples)
                self._heard.notify_all()

    # -- the meter of the trial, in its thread ---------------------------------------------

    def read_now(self, wait_seconds: float = 0.0) -> bool:
        """Have the sensors read, and wait until the window has handed that reading over."""
        asked_seconds = self._clock()
        self._sampler.read_now(wait_seconds)
        with self._heard:
            return self._heard.wait_for(
                lambda: self._newest_seconds >= asked_seconds, timeout=wait_seconds
            )

    def drain(self) -> list[Sample]:
        """Return the samples since the last call."""
        with self._heard:
            samples = list(self._samples)
            self._samples.clear()
        return samples

    def routes(self) -> tuple[Route, ...]:
        """Return every route, found or not."""
        return self._sampler.routes()

    def _run(self) -> None:
        atexit.register(self._kill)  # the window may be closed meanwhile: nothing stays behind
        try:
            self.told = self._trial.run()
        except EquilibreError as problem:
            self.problem = str(problem)
        finally:
            atexit.unregister(self._kill)

    def _kill(self) -> None:
        self._trial.interrupt(getattr(signal, "SIGKILL", signal.SIGTERM))
