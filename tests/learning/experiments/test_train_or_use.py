"""Train or use: what is measured, and what is said of it."""

import pytest

from equilibre.learning.experiments import train_or_use
from equilibre.learning.experiments.experiment import Findings
from equilibre.learning.experiments.train_or_use import BATCH, EXPERIMENT, MODELS, PREDICTIONS
from equilibre.learning.experiments.use_words import LARGE_NETWORK, SMALL_NETWORK
from tests.learning.experiments.conducted import conducted, read


@pytest.fixture(scope="module")
def findings() -> Findings:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(train_or_use, "LEAST_SECONDS", 0.002)
        patch.setattr(train_or_use, "MOST_ROWS", 100)
        return conducted(EXPERIMENT, "breast_cancer", trials=3)


def test_every_model_has_its_break_even_for_every_batch(findings: Findings) -> None:
    for model in MODELS:
        points = findings.of("break_even", model.key)
        assert {point.lens for point in points} == set(BATCH.stops)
        assert all(point.y > 0 and point.figures["score"] > 0.85 for point in points)
        for point in points:
            # The median of ratios is not the ratio of medians, the less so on a busy computer.
            whole = point.figures["training_seconds"] / point.figures["prediction_seconds"]
            assert whole / 10 < point.y < whole * 10
            assert point.low is not None
            assert point.high is not None
            assert point.low <= point.y <= point.high


def test_in_batches_a_prediction_takes_far_less(findings: Findings) -> None:
    gain = EXPERIMENT.predictions[1].truth(findings)
    assert gain is not None
    assert gain > 10
    alone, *_some, together = findings.of("prediction", SMALL_NETWORK)
    assert (alone.x, together.x) == (1, 1000)
    assert gain == pytest.approx(alone.y / together.y)


def test_the_total_begins_with_the_training_and_grows_with_the_use(findings: Findings) -> None:
    point = next(each for each in findings.of("break_even", LARGE_NETWORK) if each.lens == 1)
    total = [each for each in findings.of("total", LARGE_NETWORK) if each.lens == 1]
    assert [each.x for each in total] == list(PREDICTIONS)
    assert all(
        each.y
        == pytest.approx(
            point.figures["training_seconds"] + each.x * point.figures["prediction_seconds"]
        )
        for each in total
    )


def test_the_time_of_every_measurement_is_counted_once(findings: Findings) -> None:
    counted = [point for point in findings.points if point.processor_seconds]
    measurements = len(MODELS) * (1 + len(BATCH.stops))  # a training, and each size of batches
    assert len(counted) == measurements
    assert findings.processor_seconds >= measurements * 3 * 0.002


def test_the_sentences_say_what_was_seen(findings: Findings) -> None:
    told = read(EXPERIMENT, findings)
    assert "One by one, the use has taken as much as the training after" in told
    assert "The nearest neighbour learns next to nothing" in told
    assert "20 epochs of 100 rows come to 6,000 predictions" in told
    assert "a prediction a minute for a year" in told
    nothing = Findings({}, (), complete=False)
    assert read(EXPERIMENT, nothing) == ""
