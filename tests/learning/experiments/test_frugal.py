"""Smaller networks are really smaller, compute what they say, and fail openly."""

from collections.abc import Iterator

import numpy as np
import pytest

from equilibre.learning.dataset import Dataset, load
from equilibre.learning.experiments import frugal
from equilibre.learning.experiments import frugal_networks as networks
from equilibre.learning.experiments.experiment import Findings
from equilibre.learning.experiments.frugal import EXPERIMENT
from tests.learning.experiments.conducted import conducted, read


@pytest.fixture(scope="module")
def digits() -> Dataset:
    return load("digits", 5)


@pytest.fixture
def model(digits: Dataset) -> networks.Any:
    return networks.trained(
        (32, 16), digits.training_columns, digits.training_target, epochs=6, batch=32, seed=5
    )[0]


def accuracy(outputs: networks.Floats, digits: Dataset) -> float:
    return float(np.mean(outputs.argmax(axis=1) == digits.test_target))


def test_the_arrays_answer_as_scikit_learn(model: networks.Any, digits: Dataset) -> None:
    outputs = networks.answers(networks.network(model), digits.test_columns)
    assert accuracy(outputs, digits) == model.score(digits.test_columns, digits.test_target)
    assert outputs.dtype == np.float32


def test_whole_numbers_stand_for_the_weights_within_half_a_step(model: networks.Any) -> None:
    layers = networks.network(model)
    small, _seconds = networks.quantised(layers)
    for layer, its in zip(layers, small, strict=True):
        assert its.weights.dtype == np.int8
        assert its.scales is not None
        worst = np.abs(its.weights * its.scales - layer.weights).max(axis=0)
        assert (worst <= its.scales / 2 * 1.001).all()


def test_the_arithmetic_of_whole_numbers_is_that_of_whole_numbers() -> None:
    """One layer by hand: the inputs 1 and -0.5 are 127 and -64, the sums whole."""
    layer = networks.Layer(
        np.array([[127], [10]], np.int8), np.zeros(1, np.float32), np.array([0.01], np.float32)
    )
    rows = np.array([[1.0, -0.5]], np.float32)
    expected = (127 * 127 - 64 * 10) * 0.01 / 127
    assert networks.whole_number_answers((layer,), rows)[0, 0] == pytest.approx(expected)


def test_whole_numbers_answer_nearly_alike_in_a_quarter_of_the_memory(
    model: networks.Any, digits: Dataset
) -> None:
    layers = networks.network(model)
    small, _seconds = networks.quantised(layers)
    given = networks.whole_number_answers(small, digits.test_columns).argmax(axis=1)
    same = given == networks.answers(layers, digits.test_columns).argmax(axis=1)
    assert same.mean() > 0.97
    weights = sum(each.weights.nbytes for each in layers)
    assert sum(each.weights.nbytes for each in small) == weights / 4


def test_a_row_of_zeros_can_be_answered_in_whole_numbers(model: networks.Any) -> None:
    small, _seconds = networks.quantised(networks.network(model))
    outputs = networks.whole_number_answers(small, np.zeros((1, 64), np.float32))
    assert np.isfinite(outputs).all()


def test_pruning_keeps_the_share_of_the_weights_that_was_asked_for(
    model: networks.Any, digits: Dataset
) -> None:
    rows, target = digits.training_columns, digits.training_target
    before = sum(each.bytes for each in networks.network(model))
    layers, seconds = networks.pruned(model, 0.1, rows, target, epochs=2, seed=1)
    kept = sum(each.weights.nnz for each in layers)
    assert kept == pytest.approx(0.1 * (64 * 32 + 32 * 16 + 16 * 10), rel=0.02)
    assert sum(each.bytes for each in layers) < 0.5 * before
    assert seconds > 0
    outputs = networks.sparse_answers(layers, digits.test_columns)
    dense = tuple(networks.Layer(each.weights.toarray().T, each.intercepts) for each in layers)
    np.testing.assert_allclose(outputs, networks.answers(dense, digits.test_columns), atol=1e-4)


def test_a_student_learns_the_answers_of_its_teacher_not_the_truth(digits: Dataset) -> None:
    rows, truth = digits.training_columns, digits.training_target
    wrong = (truth + 1) % 10  # a teacher who takes every digit for the next one
    model, _seconds = networks.trained((32,), rows, wrong, epochs=15, batch=32, seed=1)
    student, seconds = networks.distilled(
        networks.network(model), (32,), rows, epochs=15, batch=32, seed=2
    )
    given = networks.answers(student, digits.test_columns).argmax(axis=1)
    assert (given == (digits.test_target + 1) % 10).mean() > 0.9
    assert seconds > 0


@pytest.fixture(scope="module")
def findings() -> Iterator[Findings]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frugal, "ROWS_SEEN", 8_000)
        patch.setattr(frugal, "_LEAST_CORRECTIONS", 30)
        patch.setattr(networks, "_USE_SECONDS", 0.02)
        yield conducted(EXPERIMENT, "digits", trials=3.0)


def test_a_small_network_takes_less_of_everything(findings: Findings) -> None:
    use = {point.series: point for point in findings.of("use")}
    training = {point.series: point.y for point in findings.of("training")}
    memory = {point.series: point.y for point in findings.of("memory")}
    assert use["small"].trial_seconds < 0.5 * use["large"].trial_seconds
    assert training["small"] < 0.8 < training["large"] == 1.0
    assert memory["small"] < memory["pruned"] < memory["large"]
    assert all(point.y > 0.8 for point in use.values())


def test_what_is_made_from_the_large_network_counts_its_training_too(findings: Findings) -> None:
    training = {point.series: point for point in findings.of("training")}
    for series in ("pruned", "quantised", "distilled"):
        assert training[series].y > 1.0
        assert training[series].processor_seconds < training["large"].processor_seconds


def test_whole_numbers_are_said_to_cost_more_here(findings: Findings) -> None:
    assert EXPERIMENT.predictions[2].truth(findings) == 2.0
    assert "NumPy has no fast product of whole numbers" in read(EXPERIMENT, findings)


def test_features_are_reused_on_ever_more_rows(findings: Findings) -> None:
    for series in ("nothing", "reused", "sum"):
        points = findings.of("transfer", series)
        assert [point.x for point in points] == [10, 20, 50, 100, 200, 500]
        assert points[-1].y > points[0].y
    text = read(EXPERIMENT, findings)
    assert "With 10 labelled rows of the other classes: reused features" in text


def test_the_sentences_say_what_is_not_conclusive(findings: Findings) -> None:
    text = read(EXPERIMENT, findings)
    assert "The large network answers" in text
    assert "The small network, beside the large one:" in text
    pruning = EXPERIMENT.predictions[1].truth(findings)
    gap = "Not conclusive: whether its accuracy changes" in text
    assert gap or pruning in (0.0, 2.0)
