"""Conversations with a real training process."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from equilibre.resources import resource
from equilibre.texts import use_language
from equilibre.worker.host import Host
from equilibre.worker.messages import (
    Died,
    Failed,
    Finished,
    OneStep,
    Pause,
    Paused,
    Ready,
    Resume,
    Resumed,
    Started,
    Stepped,
    Stop,
    Train,
)
from equilibre.worker.one_thread import one_thread

from .conftest import PATIENCE_SECONDS, Conversation

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")

FRENCH = resource("translations", "fr", "LC_MESSAGES", "equilibre.mo")

# 1 000 epochs of some 10 ms: never over before the test is.
LONG = {"epochs": 1000, "layers": 2, "neurons": 64}


def test_every_epoch_of_a_training_is_told_once_and_in_order(talk: Conversation) -> None:
    run = talk.train("breast_cancer", "linear", settings={"epochs": 50}, seed=7)
    finished = talk.wait(Finished)
    assert [type(talk.said[0]), type(talk.said[-1])] == [Started, Finished]
    assert [each.step.epoch for each in talk.all(Stepped)] == list(range(51))
    started = talk.all(Started)[0]
    assert (started.parameters, started.training_rows, started.test_rows) == (31, 426, 143)
    assert (finished.run, finished.repeats, finished.stopped) == (run, 1, False)
    assert not finished.diverged
    wall = finished.time_seconds - started.time_seconds
    assert finished.active_seconds == pytest.approx(wall)
    assert 0 < finished.evaluation_seconds < finished.active_seconds
    assert 0 < finished.processor_seconds < finished.active_seconds + 0.1
    times = [each.step.time_seconds for each in talk.all(Stepped)]
    assert started.time_seconds <= times[0] <= times[-1] <= finished.time_seconds


def test_the_same_seed_gives_the_same_accuracy_in_the_process(talk: Conversation) -> None:
    scores = []
    for _ in range(2):
        talk.train("digits", "network", settings={"epochs": 5}, seed=3)
        talk.wait(Finished)
        scores.append(talk.all(Stepped)[-1].step.test_score)
    assert scores[0] == scores[1]


def test_a_pause_freezes_the_active_time(talk: Conversation) -> None:
    talk.train(family="network", settings=LONG)
    talk.wait(Stepped, count=3)
    talk.host.send(Pause())
    paused = talk.wait(Paused)
    told = len(talk.all(Stepped))
    talk.listen(0.2)
    assert len(talk.all(Stepped)) == told
    talk.host.send(Resume())
    resumed = talk.wait(Resumed)
    assert resumed.time_seconds - paused.time_seconds > 0.2
    talk.wait(Stepped, count=told + 3)
    finished = talk.stop()
    wall = finished.time_seconds - talk.all(Started)[0].time_seconds
    idle = resumed.time_seconds - paused.time_seconds
    assert finished.active_seconds == pytest.approx(wall - idle)


def test_steps_come_in_at_most_thirty_bundles_a_second(talk: Conversation) -> None:
    talk.train("diabetes", "linear", settings={"epochs": 300})
    bundles = 0

    def finished() -> bool:
        nonlocal bundles
        replies = talk.host.replies()
        bundles += any(isinstance(each, Stepped) for each in replies)
        talk.said += replies
        return bool(talk.all(Finished))

    talk.until(finished)
    duration = talk.all(Finished)[0].active_seconds
    assert bundles <= 30 * duration + 3
    assert len(talk.all(Stepped)) == 301


@pytest.mark.parametrize(
    ("dataset", "family", "settings"),
    [
        ("digits", "network", LONG),
        ("digits", "polynomial", {"epochs": 1000}),
        ("breast_cancer", "polynomial", {"epochs": 1000, "degree": 3, "batch_size": 8}),
        ("digits", "network", {"epochs": 50, "layers": 3, "neurons": 256, "batch_size": 8}),
    ],
)
def test_a_run_stops_by_itself(
    talk: Conversation, dataset: str, family: str, settings: dict[str, float]
) -> None:
    process = talk.host.process
    talk.train(dataset, family, settings=settings)
    talk.wait(Started)
    talk.computes(0.2)
    assert talk.stop().stopped
    assert talk.all(Stepped)[-1].step.epoch < settings["epochs"]
    assert talk.host.process == process


def test_a_stop_right_after_the_start_is_obeyed(talk: Conversation) -> None:
    talk.train(family="network", settings=LONG)
    assert talk.stop().stopped


def test_a_stop_during_a_pause_is_obeyed(talk: Conversation) -> None:
    talk.train(family="network", settings=LONG, paused=True)
    talk.wait(Paused)
    assert talk.stop().stopped


@posix
@pytest.mark.usefixtures("hurried")
def test_a_stuck_process_is_replaced(talk: Conversation) -> None:
    talk.settle()
    run = talk.train(family="network", settings=LONG)
    talk.wait(Stepped, count=3)
    stuck = talk.host.process
    assert stuck is not None
    os.kill(stuck, signal.SIGSTOP)
    finished = talk.stop()
    assert (finished.run, finished.stopped, finished.repeats) == (run, True, 0)
    assert finished.active_seconds > 0
    assert talk.host.process != stuck
    assert talk.host.ready, "the process in reserve takes over at once"
    talk.until(lambda: not psutil.pid_exists(stuck))
    talk.train("diabetes", settings={"epochs": 5})
    assert talk.wait(Finished).repeats == 1


@posix
def test_a_killed_process_gives_a_sentence_and_the_next_run_works(talk: Conversation) -> None:
    run = talk.train(family="network", settings=LONG)
    talk.wait(Stepped)
    victim = talk.host.process
    assert victim is not None
    os.kill(victim, signal.SIGKILL)
    died = talk.wait(Died)
    assert died.run == run
    assert died.reason.endswith("start again what was under way.")
    talk.listen(0.3)
    assert len(talk.all(Died)) == 1
    talk.train("diabetes", settings={"epochs": 5})
    assert talk.wait(Finished).repeats == 1


@posix
def test_a_process_killed_at_rest_is_replaced(talk: Conversation) -> None:
    victim = talk.host.process
    assert victim is not None
    os.kill(victim, signal.SIGKILL)
    assert talk.wait(Died).run is None
    assert talk.wait(Ready).process == talk.host.process != victim


def test_an_impossible_order_fails_with_a_sentence_and_the_process_lives(
    talk: Conversation,
) -> None:
    process = talk.host.process
    talk.train("digits", "polynomial", settings={"degree": 3})
    failed = talk.wait(Failed)
    assert "too many" in failed.reason
    assert "Traceback" in failed.details
    talk.train("moon")
    assert "moon" in talk.wait(Failed).reason
    talk.train("diabetes", settings={"epochs": 5})
    talk.wait(Finished)
    assert talk.host.process == process


@pytest.mark.skipif(not FRENCH.is_file(), reason="the translations are not compiled yet")
def test_sentences_come_in_the_language_of_the_moment(talk: Conversation) -> None:
    reasons = []
    for language in ("en", "fr", "en"):
        use_language(language)
        talk.train("moon")
        reasons.append(talk.wait(Failed).reason)
    assert reasons[0] == reasons[2] == "There is no data set named “moon”."
    assert reasons[1] != reasons[0]


def test_a_hundred_hasty_clicks_break_nothing(talk: Conversation) -> None:
    process, chance = talk.host.process, random.Random(0)
    for number in range(100):
        order = Train(1_000_000 + number, "diabetes", "linear")
        talk.host.send(chance.choice((Pause(), Resume(), OneStep(), Stop(), order)))
        if chance.random() < 0.5:
            talk.listen(0.02)
    talk.train("diabetes", settings={"epochs": 5})
    finished = talk.wait(Finished)
    assert (finished.repeats, finished.stopped) == (1, False)
    assert talk.all(Died) == []
    assert talk.host.process == process


def test_replies_to_an_older_run_are_dropped(talk: Conversation) -> None:
    old = talk.train(family="network", settings=LONG)
    talk.wait(Stepped)
    new = talk.train("diabetes", settings={"epochs": 5})
    talk.wait(Finished)
    talk.listen(0.1)
    assert old != new
    assert {each.run for each in talk.said if not isinstance(each, Ready)} == {new}


def test_commands_without_a_run_are_ignored(talk: Conversation) -> None:
    for command in (Stop(), Pause(), Resume(), OneStep()):
        talk.host.send(command)
    talk.listen(0.2)
    assert talk.said == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_the_process_computes_with_one_thread_at_the_lowest_priority(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()  # its own priority
    host = Host(standby=False)
    talk = Conversation(host)
    try:
        talk.train(family="network", settings=LONG)
        talk.wait(Stepped, count=3)
        process = psutil.Process(host.process)
        assert process.num_threads() == 2, "the one that trains and the one that listens"
        assert process.nice() == 19
        assert process.environ()["OMP_NUM_THREADS"] == "1"
        libraries = {Path(each.path).name for each in process.memory_maps() if ".so" in each.path}
        assert any("openblas" in name for name in libraries), "else the threads prove nothing"
        assert not any("Qt" in name for name in libraries)
    finally:
        host.end()


@posix
def test_ctrl_c_in_the_terminal_does_not_end_the_process(talk: Conversation) -> None:
    assert talk.host.process is not None
    os.kill(talk.host.process, signal.SIGINT)
    talk.train("diabetes", settings={"epochs": 5})
    assert talk.wait(Finished).repeats == 1


def test_a_command_sent_before_the_process_is_ready_is_kept() -> None:
    host = Host(standby=False)
    talk = Conversation(host)
    try:
        talk.train("diabetes", settings={"epochs": 5})  # starts the process by itself
        assert not host.ready
        assert talk.wait(Finished).repeats == 1
        assert host.ready
        assert not host.has_standby
    finally:
        host.end()


def test_a_run_stopped_while_the_process_loads_is_over_at_once() -> None:
    host = Host(standby=False)
    talk = Conversation(host)
    try:
        host.start()
        run = talk.train("diabetes")
        finished = talk.stop()
        assert (finished.run, finished.stopped, finished.repeats) == (run, True, 0)
        talk.wait(Ready)
        talk.listen(0.2)
        assert talk.all(Started) == []
    finally:
        host.end()


@posix
def test_a_process_stuck_while_loading_delays_no_order_no_stop_and_no_end() -> None:
    host = Host()
    talk = Conversation(host)
    host.start()
    assert host.process is not None
    stuck = psutil.Process(host.process)
    stuck.suspend()
    talk.train("diabetes")
    assert talk.stop().stopped
    host.end()
    talk.until(lambda: not stuck.is_running())


@posix
def test_a_process_that_never_gets_ready_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("equilibre.worker.host.LOAD_SECONDS", 0.5)
    host = Host()
    talk = Conversation(host)
    try:
        host.start()
        assert host.process is not None
        psutil.Process(host.process).suspend()
        talk.wait(Died)
        monkeypatch.undo()
        talk.wait(Ready)
    finally:
        host.end()


def test_the_program_s_own_environment_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "5")
    before = dict(os.environ)
    with one_thread():
        assert os.environ["OMP_NUM_THREADS"] == os.environ["OPENBLAS_NUM_THREADS"] == "1"
    assert dict(os.environ) == before


def test_a_process_that_cannot_start_is_not_tried_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("equilibre.worker.link.serve", print)  # ends as soon as it begins
    host = Host()
    talk = Conversation(host)
    try:
        host.start()
        talk.wait(Died, count=3)
        talk.listen(0.3)
        assert len(talk.all(Died)) == 3
        assert "cannot start" in talk.all(Died)[-1].reason
        assert host.process is None
        monkeypatch.undo()
        talk.train("diabetes", settings={"epochs": 5})
        assert talk.wait(Finished).repeats == 1
    finally:
        host.end()


ORPHANS = """
import os, sys, time
from equilibre.worker import child
from equilibre.worker.host import Host
from equilibre.worker.messages import Do, Told

child._warm_up = lambda shelf_folder: None  # in the children, too: their task needs no science

class WithoutEnd:
    def outcomes(self, last):
        yield "begun"
        while True:
            sum(range(10**6))

if __name__ == "__main__":
    host = Host()
    host.start()
    while not (host.ready and host.has_standby):
        host.replies()
        time.sleep(0.01)
    host.send(Do(1, WithoutEnd()))
    while not any(isinstance(each, Told) for each in host.replies()):
        time.sleep(0.01)
    children = [host.process, host._workers.standby.process.pid]
    print(*children, flush=True)
    {end}
"""


@pytest.mark.parametrize(
    "end",
    ["time.sleep(60)", "os._exit(1)", "sys.exit()", "raise SystemError('a fault')"],
    ids=["killed", "exits-hard", "returns", "fails"],
)
def test_no_process_outlives_the_program(end: str, tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(ORPHANS.replace("{end}", end), encoding="utf-8")
    program = subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    children = [int(number) for number in program.stdout.readline().split()]
    assert len(children) == 2
    if "sleep" in end:
        program.kill()
    program.communicate(timeout=PATIENCE_SECONDS)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while any(_lives(child) for child in children):
        assert time.monotonic() < deadline, "a training process was left behind"
        time.sleep(0.02)


def _lives(process: int) -> bool:
    try:
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
