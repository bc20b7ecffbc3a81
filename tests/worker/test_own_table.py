"""A table of the user's in a real training process: read, kept, and left when it is enough."""

from pathlib import Path

from equilibre.learning import shelf
from equilibre.learning.own.plan import choice_of
from equilibre.learning.own.table import Table
from equilibre.learning.own.tasks import KeepTable, Kept, ReadTable
from equilibre.learning.task import Task
from equilibre.worker.messages import Begun, Do, Done, Failed, Finished, Stop, Told, new_run
from tests.learning.own.tables import csv_of, written
from tests.worker.conftest import Conversation


def do(talk: Conversation, task: Task) -> None:
    talk.said.clear()
    talk.host.send(Do(new_run(), task))


def test_a_table_is_read_kept_and_learned_from(talk: Conversation, tmp_path: Path) -> None:
    path = written(tmp_path, csv_of({"x": [n % 40 for n in range(200)], "y": ["a", "b"] * 100}))
    do(talk, ReadTable(str(path)))
    talk.wait(Done)
    table = talk.all(Told)[-1].outcome
    assert isinstance(table, Table)
    do(talk, KeepTable(str(path), table, choice_of(table, "y")))
    talk.wait(Done)
    kept = talk.all(Told)[-1].outcome
    assert isinstance(kept, Kept)
    known = shelf.keys()
    assert kept.key in known  # this process sees what the other one kept
    talk.train(kept.key, "linear", settings={"epochs": 10})
    assert talk.wait(Finished).stopped is False


def test_a_refusal_comes_as_a_sentence(talk: Conversation, tmp_path: Path) -> None:
    do(talk, ReadTable(str(written(tmp_path, b"PK\x03\x04"))))
    assert "spreadsheet" in talk.wait(Failed).reason


def test_a_long_reading_is_left_before_its_end(talk: Conversation, tmp_path: Path) -> None:
    row = ";".join(f"{n},25" for n in range(50)) + "\n"
    path = written(tmp_path, ";".join(f"c{n}" for n in range(50)) + "\n" + row * 50_000)
    do(talk, ReadTable(str(path)))
    talk.wait(Begun)
    talk.wait(Told)
    talk.host.send(Stop())
    assert talk.wait(Done).stopped
    assert not any(isinstance(told.outcome, Table) for told in talk.all(Told))
