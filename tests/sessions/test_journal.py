"""A run under way is written down, and is there again after the end of the program."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.errors import EquilibreError
from equilibre.meter.attribution import ProcessorTimes
from equilibre.sessions import journal as journal_module
from equilibre.sessions.journal import SUFFIX, Journals, WrittenRecorder
from equilibre.sessions.recorder import Recorder
from equilibre.sessions.recovery import JournalUnreadable, NothingLearned, Recovery, play_back
from equilibre.sessions.run import Run
from equilibre.texts import use_language
from equilibre.worker.messages import (
    Finished,
    Paused,
    Repeated,
    Reply,
    Resumed,
    Started,
    Stepped,
    Train,
)
from tests.sessions.records import ESTIMATE, route, samples, step

REQUEST = Train(5, "digits", "linear", {"epochs": 20.0, "learning_rate": 0.01}, seed=7)
BEGUN, STARTED, ENDED = 100.0, 103.5, 113.0
ROUTES = (route(), ESTIMATE)
REPLIES: Sequence[Reply] = (
    Started(5, STARTED, 650, 1347, 450),
    *(Stepped(5, step(n, STARTED + n)) for n in range(4)),
    Paused(5, 107.0),
    Resumed(5, 108.0),
    Stepped(5, step(4, 109.0)),
    Repeated(5, 110.0, 1),
    Repeated(5, 112.0, 2),
)
FINISHED = Finished(5, ENDED, 2, False, False, 8.5, 8.0, 0.5)
seeded = settings(derandomize=True, deadline=None, max_examples=80)


def tell(recorder: Recorder, end: bool) -> None:
    """Have *recorder* hear a run from its first idle second, in the order in which it happens."""
    read = [
        *samples([(3.5, 30.0), (12.0, 60.0)], start=BEGUN),
        *samples([(3.5, 9.0), (12.0, 20.0)], start=BEGUN, of=ESTIMATE),
    ]
    news: list[tuple[float, object]] = [(one.time_seconds, one) for one in read]
    for reply in (*REPLIES, *([FINISHED] if end else [])):
        time = reply.step.time_seconds if isinstance(reply, Stepped) else reply.time_seconds
        news.append((time, reply))
    recorder.hear_routes(ROUTES)
    for time, one in sorted(news, key=lambda each: each[0]):
        if recorder.idle_end_seconds is None and time >= 103.0:
            recorder.end_idle(103.0)
        if one in read:
            recorder.hear_samples([one])  # type: ignore[list-item]
        else:
            times = ProcessorTimes(time, 2 * time, time, 0.1 * time)
            recorder.hear(one, times)  # type: ignore[arg-type]
    if end:
        recorder.end_rest(116.0)


def written(folder: Path, end: bool = False) -> tuple[WrittenRecorder, Path]:
    """Return the recorder of a run, and its journal as the end of the program leaves it."""
    recorder = WrittenRecorder(folder, REQUEST, "FRA", BEGUN)
    tell(recorder, end)
    recorder.journal.close(remove=False)
    recorder.journal.wait()
    (path,) = folder.iterdir()
    return recorder, path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the journal of a run whose end was not heard."""
    return written(tmp_path_factory.mktemp("whole"))[1].read_bytes()


def as_told(run: Run, like: Run) -> Run:
    return replace(run, created=like.created, name=like.name)


def test_a_finished_run_comes_back_as_it_was(tmp_path: Path) -> None:
    recorder, path = written(tmp_path, end=True)
    expected = recorder.run("Linear", ROUTES)
    found = play_back(path)
    assert as_told(found, expected) == expected
    assert found.energy is not None
    assert found.energy.work is not None
    assert not found.name.endswith("(interrupted)")


def test_a_run_without_its_end_is_kept_up_to_what_was_heard_last(tmp_path: Path) -> None:
    recorder, path = written(tmp_path)
    found = play_back(path)
    assert found.name == "Linear (interrupted)"
    assert found.key == recorder.key
    assert found.repeats == 2
    assert not found.stopped  # the first training was whole
    assert found.steps == recorder.relative_steps()
    assert found.power == recorder.power()
    assert found.windows[-1][1] == pytest.approx(115.5 - STARTED)
    assert found.energy is not None
    assert found.energy.gross.value == pytest.approx(60.0 * 7.5 / 2, rel=0.02)
