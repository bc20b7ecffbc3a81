"""Half a million rows in the training process: it can be left at any moment."""

import psutil
import pytest

from equilibre.worker.messages import Finished, Started, Stepped

from .conftest import Conversation

WHOLE = {"share": 1.0, "epochs": 10, "batch_size": 256}


def test_the_whole_forest_is_left_within_half_a_second_while_it_is_made(
    talk: Conversation,
) -> None:
    for wait_seconds in (0.1, 0.7):
        talk.settle()
        talk.train("forest", "network", settings=WHOLE)
        talk.listen(wait_seconds)
        assert not talk.all(Stepped)
        finished, seconds = talk.stop()
        assert finished.stopped
        assert seconds < 0.5


@pytest.mark.slow
def test_the_whole_forest_is_left_within_half_a_second_during_an_epoch(talk: Conversation) -> None:
    talk.settle()
    talk.train("forest", "network", settings={**WHOLE, "layers": 3, "neurons": 256})
    talk.wait(Started, seconds=60)
    process = psutil.Process(talk.host.process)
    talk.wait(Stepped, seconds=60)
    assert process.memory_info().rss < 1e9, "a computer of 4 GB must be able to follow"
    finished, seconds = talk.stop()
    assert finished.stopped
    assert seconds < 0.5
    talk.train("penguins", settings={"epochs": 5})
    assert talk.wait(Finished).repeats == 1
