"""A table of the user's in a real training process: read, kept, and left when it is enough."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from equilibre.learning import shelf
from equilibre.learning.own.plan import choice_of
from equilibre.learning.own.table import Table
from equilibre.learning.own.tasks import KeepTable, Kept, ReadTable
from equilibre.learning.task import Task
from equilibre.worker.host import Host
from equilibre.worker.messages import Begun, Do, Done, Failed, Finished, Stop, Told, Train
from tests.learning.own.tables import csv_of, written
from tests.worker.conftest import Conversation

STOP_SECONDS = 0.5


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shelf")


@pytest.fixture(scope="module")
def host(folder: Path) -> Iterator[Host]:
    host = Host(standby=False, shelf_folder=folder)
    host.start()
    yield host
    host.end()


@pytest.fixture
def talk(host: Host, folder: Path) -> Conversation:
    shelf.use(folder)  # of this process; each test leaves it without one
    conversation = Conversation(host)
    conversation.until(lambda: host.ready)
    return conversation


def do(talk: Conversation, run: int, task: Task) -> None:
    talk.said.clear()
    talk.host.send(Do(run, task))


def test_a_table_is_read_kept_and_learned_from(talk: Conversation, tmp_path: Path) -> None:
    path = written(tmp_path, csv_of({"x": [n % 40 for n in range(200)], "y": ["a", "b"] * 100}))
    do(talk, 1, ReadTable(str(path)))
    talk.wait(Done)
    table = talk.all(Told)[-1].outcome
    assert isinstance(table, Table)
    do(talk, 2, KeepTable(str(path), table, choice_of(table, "y")))
    talk.wait(Done)
    kept = talk.all(Told)[-1].outcome
    assert isinstance(kept, Kept)
    assert shelf.keys() == (kept.key,)  # this process sees what the other one kept
    talk.said.clear()
    talk.host.send(Train(3, kept.key, "linear", {"epochs": 10}))
    assert talk.wait(Finished).stopped is False


def test_a_refusal_comes_as_a_sentence(talk: Conversation, tmp_path: Path) -> None:
    do(talk, 4, ReadTable(str(written(tmp_path, b"PK\x03\x04"))))
    assert "spreadsheet" in talk.wait(Failed).reason


def test_a_long_reading_is_left_at_once(talk: Conversation, tmp_path: Path) -> None:
    row = ";".join(f"{n},25" for n in range(50)) + "\n"
    path = written(tmp_path, ";".join(f"c{n}" for n in range(50)) + "\n" + row * 50_000)
    do(talk, 5, ReadTable(str(path)))
    talk.wait(Begun)
    talk.wait(Told)
    talk.host.send(Stop())
    begin = time.monotonic()
    assert talk.wait(Done).stopped
    assert time.monotonic() - begin < STOP_SECONDS
