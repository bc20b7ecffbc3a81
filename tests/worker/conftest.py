"""A real training process, and patience measured in seconds."""

import time
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest

from equilibre.worker.host import Host
from equilibre.worker.messages import Finished, Reply, Stop, Train
from tests.leaks import leaving_nothing

R = TypeVar("R")

PATIENCE_SECONDS = 60.0  # the process gives way to every other one: a busy computer makes it late


@pytest.fixture(autouse=True, scope="module")
def no_leak() -> Iterator[None]:
    """Let the tests of a module share processes, which one of them may kill and replace."""
    yield from leaving_nothing()


class Conversation:
    """A host, everything it said, and helpers to wait for what it will say."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.said: list[Reply] = []
        self._run = 0

    def train(self, dataset: str = "digits", family: str = "linear", **order: object) -> int:
        """Send a new training, forget the replies so far, return its number."""
        self._run += 1
        self.said.clear()
        self.host.send(Train(self._run, dataset, family, **order))  # type: ignore[arg-type]
        return self._run

    def listen(self, seconds: float) -> None:
        """Collect replies for so long."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.said += self.host.replies()
            time.sleep(0.005)

    def wait(self, kind: type[R], count: int = 1, seconds: float = PATIENCE_SECONDS) -> R:
        """Collect replies until *count* of this kind were said; return the last of them."""
        self.until(lambda: len(self.all(kind)) >= count, seconds)
        return self.all(kind)[-1]

    def until(self, true: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, f"waited in vain; said: {self.said}"
            self.said += self.host.replies()
            time.sleep(0.005)

    def all(self, kind: type[R]) -> list[R]:
        return [reply for reply in self.said if isinstance(reply, kind)]

    def stop(self) -> tuple[Finished, float]:
        """Stop the run; return its end and the seconds that passed until it was told."""
        begin = time.monotonic()
        self.host.send(Stop())
        finished = self.wait(Finished)
        return finished, time.monotonic() - begin

    def settle(self) -> None:
        """Wait until a process is ready and another one is in reserve."""
        self.until(lambda: self.host.ready and self.host.has_standby)


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    host = Host()
    host.start()
    yield host
    host.end()


@pytest.fixture
def talk(host: Host) -> Iterator[Conversation]:
    conversation = Conversation(host)
    conversation.settle()
    conversation.said.clear()  # a process that took the place of another says that it is ready
    yield conversation
    host.send(Stop())
    conversation.until(lambda: not host.busy)
