"""What the line under the charts says of a run."""

import pytest

from equilibre.learning.catalogue import family
from equilibre.learning.dataset import card
from equilibre.learning.step import Step
from equilibre.sessions.recorder import Recorder
from equilibre.texts import use_language
from equilibre.ui.training import words
from equilibre.ui.training.state import Phase
from equilibre.worker.messages import Started, Stepped, Train
from tests.sessions.records import run, step


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def _recorder(key: str, settings: dict[str, float], *steps: Step) -> Recorder:
    complete = family(key).complete(card("digits"), settings)
    recorder = Recorder(Train(1, "digits", key, complete), "FRA", 0.0)
    recorder.hear(Started(1, 0.0, 650, 400, 450))
    for each in steps:
        recorder.hear(Stepped(1, each))
    return recorder


def test_a_training_says_its_epoch() -> None:
    recorder = _recorder("linear", {"epochs": 50}, step(0), step(1))
    assert words.status(Phase.TRAINING, recorder, None) == "Epoch 1 of 50"
    assert words.status(Phase.PAUSED, recorder, None).startswith("Paused at epoch 1 of 50")


def test_the_exact_kernel_says_its_rows() -> None:
    fitted = Step(2, 1.0, 0.1, 0.1, 0.9, 0.9, rows=100)
    recorder = _recorder("kernel", {"exact": 1, "rows": 400}, fitted)
    assert words.status(Phase.TRAINING, recorder, None) == "Solved for 100 of 400 rows"
    assert "100 of 400 rows" in words.status(Phase.PAUSED, recorder, None)
    ended = run(steps=(fitted,), epochs=2)
    assert "up to 100 rows" in words.status(Phase.FINISHED, None, ended)
    stopped = run(steps=(fitted,), epochs=2, stopped=True)
    assert "Stopped after 100 rows" in words.status(Phase.FINISHED, None, stopped)


def test_early_stopping_says_whose_weights_are_kept() -> None:
    last = Step(12, 1.0, 0.1, 0.1, 0.9, 0.9, validation_loss=0.3, kept_epoch=7)
    ended = run(steps=(last,), epochs=12, repeats=1)
    assert "the weights of epoch 7 are kept" in words.status(Phase.FINISHED, None, ended)
