"""What the training process does before its first order, and with what comes through its pipe."""

import os
import signal
from multiprocessing import Pipe
from pathlib import Path
from queue import SimpleQueue

import pytest

from equilibre.learning import shelf
from equilibre.texts import language
from equilibre.worker import child
from equilibre.worker.messages import Command, Pause, Stop


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return with what status this process would have ended."""
    statuses: list[int] = []
    monkeypatch.setattr(child.os, "_exit", statuses.append)
    return statuses


def test_commands_are_heard_in_the_language_of_the_window_until_it_is_gone(
    ends: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken: list[str] = []
    monkeypatch.setattr(child, "use_language", spoken.append)
    ours, theirs = Pipe()
    ours.send(("fr", Pause()))
    ours.send(("en", Stop()))
    ours.close()
    commands: SimpleQueue[Command] = SimpleQueue()
    child._receive(theirs, commands)
    theirs.close()
    assert [commands.get(), commands.get()] == [Pause(), Stop()]
    assert spoken == ["fr", "en"]
    assert ends == [0]


def test_a_lost_translation_keeps_no_command_from_being_heard(
    ends: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(_language: str) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(child, "use_language", lost)
    ours, theirs = Pipe()
    ours.send(("fr", Stop()))
    ours.close()
    commands: SimpleQueue[Command] = SimpleQueue()
    child._receive(theirs, commands)
    theirs.close()
    assert commands.get() == Stop()
    assert language() == "en"


@pytest.mark.skipif(os.name == "nt", reason="a priority of its own kind")
def test_it_gives_way_to_every_other_process_and_leaves_ctrl_c_to_the_window(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(child, "end_with_parent", lambda: asked.append("ends with its parent"))
    monkeypatch.setattr(child.signal, "signal", lambda *each: asked.append(each))
    monkeypatch.setattr(child.os, "nice", asked.append)
    child._step_back()
    assert asked == [(signal.SIGINT, signal.SIG_IGN), "ends with its parent", 19]


def test_every_family_takes_its_first_step_before_anybody_waits_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from equilibre.learning import engine
    from equilibre.learning.catalogue import FAMILIES

    taken: list[tuple[str, str]] = []
    train = engine.train

    def watched(data, family, settings, seed):  # type: ignore[no-untyped-def]
        taken.append((data.card.key, family.key))
        return train(data, family, settings, seed)

    monkeypatch.setattr(engine, "train", watched)
    child._warm_up(tmp_path)
    assert shelf.folder() == tmp_path
    assert {family for _data, family in taken} == {family.key for family in FAMILIES}
