"""A real training process multiplies matrices, and trains afterwards as if it had not."""

import os
import signal
import sys
import time

import psutil
import pytest

from equilibre.learning.step import Step
from equilibre.worker.host import Host
from equilibre.worker.messages import (
    Died,
    Failed,
    Finished,
    Multiplied,
    Multiply,
    OneStep,
    Pause,
    Resume,
    Started,
    Stepped,
    Stop,
)
from equilibre.worker.product import WARM_UP_SECONDS, physical_cores

from .conftest import Conversation

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
FIRST_RUN = 5_000  # far from the numbers of the trainings
LONG = {"epochs": 1000, "layers": 2, "neurons": 64}
AN_HOUR = 3600.0  # never over before the test is


def order(talk: Conversation, run: int = FIRST_RUN, **changes: object) -> None:
    talk.said.clear()
    talk.host.send(Multiply(run, **changes))  # type: ignore[arg-type]


def losses(talk: Conversation) -> list[tuple[float, ...]]:
    """Return what a training of five epochs gives, but for its times."""
    talk.train("digits", "network", settings={"epochs": 5}, seed=3)
    talk.wait(Finished)
    return [_without_time(each.step) for each in talk.all(Stepped)]


def _without_time(step: Step) -> tuple[float, ...]:
    return (
        step.epoch,
        step.training_loss,
        step.test_loss,
        step.training_score,
        step.test_score,
    )


def test_whole_products_are_counted_for_the_time_asked(talk: Conversation) -> None:
    sent = time.monotonic()
    order(talk, seconds=0.3, size=100, threads=2)
    assert talk.host.busy
    done = talk.wait(Multiplied)
    assert not talk.host.busy
    assert (done.run, done.threads, done.stopped) == (FIRST_RUN, 2, False)
    assert done.operations > 0
    assert done.operations % (2 * 100**3) == 0
    assert done.start_seconds >= sent + WARM_UP_SECONDS
    assert done.time_seconds - done.start_seconds >= 0.3
    assert 0 < done.processor_seconds < 2 * (done.time_seconds - done.start_seconds) + 0.1
    assert talk.said == [done]


def test_every_physical_core_is_used_unless_told_otherwise(talk: Conversation) -> None:
    order(talk, seconds=0.05)
    assert talk.wait(Multiplied).threads == physical_cores() >= 1


def test_trainings_are_the_same_to_the_last_bit_after_a_product(talk: Conversation) -> None:
    before = losses(talk)
    order(talk, seconds=0.1, threads=4)
    talk.wait(Multiplied)
    assert losses(talk) == before


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts threads")
def test_no_thread_of_a_product_is_left_behind(talk: Conversation) -> None:
    order(talk, seconds=0.05, threads=3)
    talk.wait(Multiplied)
    assert talk.host.process is not None
    assert psutil.Process(talk.host.process).num_threads() == 2


def test_a_product_stops_like_any_run(talk: Conversation) -> None:
    order(talk, seconds=AN_HOUR)
    talk.listen(0.05)
    for ignored in (Pause(), OneStep(), Resume()):
        talk.host.send(ignored)
    talk.listen(0.3)
    process = talk.host.process
    talk.host.send(Stop())
    done = talk.wait(Multiplied)
    assert done.stopped
    assert done.operations > 0, "the process itself told"
    assert talk.host.process == process


def test_a_product_stopped_while_it_warms_up_is_over(talk: Conversation) -> None:
    order(talk, seconds=AN_HOUR)
    talk.host.send(Stop())
    assert talk.wait(Multiplied).stopped


def test_a_training_takes_the_place_of_a_product_and_the_other_way_round(
    talk: Conversation,
) -> None:
    order(talk, seconds=AN_HOUR)
    talk.listen(0.05)
    run = talk.train("diabetes", settings={"epochs": 5})
    assert talk.wait(Finished).run == run
    (over,) = talk.all(Multiplied)  # whoever measures must not wait for it
    assert (over.run, over.stopped) == (FIRST_RUN, True)
    talk.train(family="network", settings=LONG)
    talk.wait(Started)
    order(talk, FIRST_RUN + 1, seconds=0.05)
    assert talk.wait(Multiplied).run == FIRST_RUN + 1
    assert talk.all(Finished) == []


def test_a_product_that_cannot_be_made_fails_with_a_sentence(talk: Conversation) -> None:
    order(talk, size=-1)
    assert talk.wait(Failed).reason.endswith(".")
    order(talk, seconds=0.05)
    talk.wait(Multiplied)


@posix
@pytest.mark.usefixtures("hurried")
def test_a_stuck_product_is_replaced(talk: Conversation) -> None:
    order(talk, seconds=AN_HOUR)
    talk.listen(0.05)
    stuck = talk.host.process
    assert stuck is not None
    os.kill(stuck, signal.SIGSTOP)
    talk.host.send(Stop())
    done = talk.wait(Multiplied)
    assert (done.run, done.stopped, done.operations) == (FIRST_RUN, True, 0.0)
    assert talk.host.process != stuck


@posix
def test_a_product_whose_process_is_killed_is_told_dead(talk: Conversation) -> None:
    order(talk, seconds=AN_HOUR)
    talk.listen(0.05)
    assert talk.host.process is not None
    os.kill(talk.host.process, signal.SIGKILL)
    assert talk.wait(Died).run == FIRST_RUN
    assert not talk.host.busy


def test_a_product_stopped_before_the_process_is_ready_is_over_at_once() -> None:
    host = Host(standby=False)
    talk = Conversation(host)
    try:
        order(talk)
        host.send(Stop())
        assert talk.wait(Multiplied).stopped
        assert not host.busy
        assert not host.ready
    finally:
        host.end()


def test_where_no_process_can_be_made_the_product_is_over_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("equilibre.worker.host.spawn", lambda _shelf_folder: None)
    host = Host(standby=False)
    host.send(Multiply(FIRST_RUN))
    (died,) = host.replies()
    assert isinstance(died, Died)
    assert died.run == FIRST_RUN
    assert "cannot start" in died.reason
    assert not host.busy
