"""A real training process, and patience measured in seconds."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import psutil
import pytest

from equilibre.learning import shelf
from equilibre.worker import link, under_way
from equilibre.worker.host import Host
from equilibre.worker.messages import Died, Finished, Reply, Stop, Train
from tests.leaks import leaving_nothing
from tests.worker import prompt

R = TypeVar("R")

PATIENCE_SECONDS = 60.0
STOP_SECONDS = under_way.STOP_SECONDS  # the program's patience is less

_shared: list[Host] = []  # at most one


@pytest.fixture(autouse=True)
def no_leak() -> Iterator[None]:
    """Let the tests share processes, which one of them may kill and replace."""
    yield from leaving_nothing(but_for=_shared_processes)


def _shared_processes() -> set[int | None]:
    pairs = [host._workers for host in _shared]
    links = [each for pair in pairs for each in (pair.active, pair.standby) if each is not None]
    processes = [each.process for each in links] + [each for pair in pairs for each in pair.retired]
    return {process.pid for process in processes}


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """End the shared processes with the last test of this folder."""
    if nextitem is None or Path(__file__).parent not in nextitem.path.parents:
        for host in _shared:
            host.end()


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no busy computer make a process late, nor a stop seem unheard."""
    monkeypatch.setattr(link, "serve", prompt.serve)
    monkeypatch.setattr(under_way, "STOP_SECONDS", PATIENCE_SECONDS)


@pytest.fixture
def hurried(unhurried: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a stop no longer than the program does."""
    monkeypatch.setattr(under_way, "STOP_SECONDS", STOP_SECONDS)


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

    def stop(self) -> Finished:
        """Stop the run and return its end."""
        self.host.send(Stop())
        return self.wait(Finished)

    def settle(self) -> None:
        """Wait until a process is ready and another one is in reserve."""
        self.until(lambda: self.host.ready and self.host.has_standby)

    def begin_anew(self) -> None:
        """Have a process at work that remembers nothing, and another one in reserve."""
        self.settle()
        psutil.Process(self.host.process).kill()
        self.wait(Died)
        self.settle()

    def computes(self, seconds: float) -> None:
        """Wait until the process has computed for so long."""
        process = psutil.Process(self.host.process)
        begun = _processor_seconds(process)
        self.until(lambda: _processor_seconds(process) >= begun + seconds)


def _processor_seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


@pytest.fixture(scope="session")
def shelf_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shelf")


@pytest.fixture(scope="session")
def host(shelf_folder: Path) -> Host:
    """Return the host that the tests of this folder share."""
    _shared.append(Host(shelf_folder=shelf_folder))
    return _shared[0]


@pytest.fixture
def talk(host: Host, shelf_folder: Path) -> Iterator[Conversation]:
    shelf.use(shelf_folder)  # here, too
    host.start()
    conversation = Conversation(host)
    conversation.until(lambda: host.ready)
    conversation.said.clear()  # a process that took the place of another says that it is ready
    yield conversation
    host.send(Stop())
    conversation.until(lambda: not host.busy)
