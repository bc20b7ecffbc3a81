"""Trainings on many rows and of the exact kernel: obeyed between parts, or ended by force."""

import pytest

from equilibre.learning.catalogue import DATASETS, FAMILIES
from equilibre.learning.dataset import card
from equilibre.worker.messages import (
    Failed,
    Finished,
    OneStep,
    Pause,
    Paused,
    Resume,
    Resumed,
    Started,
    Stepped,
)

from .conftest import Conversation

# Two epochs of some three seconds each on the machine where this was written.
MANY = {"share": 0.2, "epochs": 2, "layers": 2, "neurons": 256, "batch_size": 64}


def test_a_long_epoch_is_paused_in_its_middle_and_goes_on(talk: Conversation) -> None:
    talk.train("forest", "network", settings=MANY)
    talk.wait(Stepped)
    talk.host.send(Pause())
    talk.wait(Paused)
    assert [each.step.epoch for each in talk.all(Stepped)] == [0]
    process = talk.host.process
    talk.host.send(Resume())
    talk.wait(Resumed)
    finished = talk.stop()
    assert (finished.stopped, finished.repeats) == (True, 0)
    assert [each.step.epoch for each in talk.all(Stepped)] == [0]
    assert talk.host.process == process, "no force was needed"
    assert finished.evaluation_seconds is not None


def test_one_step_of_a_long_epoch_ends_with_the_epoch(talk: Conversation) -> None:
    talk.train(
        "digits", "network", settings={"epochs": 2, "layers": 3, "neurons": 256}, paused=True
    )
    talk.wait(Paused)
    talk.host.send(OneStep())
    talk.wait(Paused, count=2)
    assert [each.step.epoch for each in talk.all(Stepped)] == [0, 1]
    talk.host.send(Pause())
    talk.host.send(Resume())
    assert talk.wait(Finished).repeats == 1


def test_the_rows_said_are_those_of_the_share(talk: Conversation) -> None:
    talk.train("digits", settings={"share": 0.1, "epochs": 5})
    talk.wait(Finished)
    started = talk.all(Started)[0]
    assert (started.training_rows, started.test_rows) == (135, 450)


def test_early_stopping_ends_the_run_as_its_end(talk: Conversation) -> None:
    settings = {"epochs": 1000, "patience": 3, "learning_rate": 0.03}
    talk.train("diabetes", "network", settings=settings, minimum_seconds=0.5)
    finished = talk.wait(Finished)
    assert not finished.stopped
    assert finished.repeats > 1
    last = talk.all(Stepped)[-1].step
    assert last.epoch < 1000
    assert last.kept_epoch == last.epoch - 3


def test_data_that_make_no_sense_with_a_model_are_answered_by_a_sentence(
    talk: Conversation,
) -> None:
    talk.train("diabetes", settings={"share": 0.01})
    assert "teaches nothing" in talk.wait(Failed).reason


@pytest.mark.parametrize("family", ["linear", "kernel"])
def test_looking_is_a_part_of_the_time(talk: Conversation, family: str) -> None:
    talk.train("digits", family, settings={"epochs": 5})
    finished = talk.wait(Finished)
    assert finished.evaluation_seconds is not None
    assert 0 < finished.evaluation_seconds < finished.active_seconds


@pytest.mark.parametrize("dataset", DATASETS)
def test_every_family_trains_on_every_data_set(talk: Conversation, dataset: str) -> None:
    for family in FAMILIES:
        share = min(family.stops(family.control("share"), card(dataset)))
        talk.train(dataset, family.key, settings={"share": share, "epochs": 1})
        finished = talk.wait(Finished)
        assert (finished.repeats, finished.diverged) == (1, False)
        assert [each.step.epoch for each in talk.all(Stepped)] == [0, 1]


def test_an_exact_kernel_is_ended_by_force_and_the_next_run_works(talk: Conversation) -> None:
    talk.train("forest", "kernel", settings={"exact": 1, "rows": 6400})
    talk.until(lambda: any(each.step.rows == 3200 for each in talk.all(Stepped)), seconds=120)
    process = talk.host.process
    finished = talk.stop()
    assert talk.host.process != process
    assert (finished.stopped, finished.repeats) == (True, 0)
    assert [each.step.rows for each in talk.all(Stepped)][-1] == 3200, "what was done is kept"
    talk.train("diabetes", settings={"epochs": 5})
    assert talk.wait(Finished).repeats == 1
