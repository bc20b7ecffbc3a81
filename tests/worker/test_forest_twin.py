"""Half a million rows in the training process: it can be left at any moment."""

import psutil
import pytest

from equilibre.worker.messages import Finished, Started, Stepped

from .conftest import Conversation

WHOLE = {"share": 1.0, "epochs": 10, "batch_size": 256}


def test_the_whole_forest_is_left_while_it_is_made(talk: Conversation) -> None:
    talk.begin_anew()
    talk.train("forest", "network", settings=WHOLE)
    talk.computes(0.05)
    assert talk.stop().stopped
    assert not talk.all(Started)


@pytest.mark.slow
def test_the_whole_forest_is_left_during_an_epoch(talk: Conversation) -> None:
    talk.settle()
    talk.train("forest", "network", settings={**WHOLE, "layers": 3, "neurons": 256})
    talk.wait(Started)
    process = psutil.Process(talk.host.process)
    talk.wait(Stepped)
    assert process.memory_info().rss < 1e9, "a computer of 4 GB must be able to follow"
    assert talk.stop().stopped
    assert [each.step.epoch for each in talk.all(Stepped)] == [0]
    talk.train("penguins", settings={"epochs": 5})
    assert talk.wait(Finished).repeats == 1
