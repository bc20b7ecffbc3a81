"""The weights of the first layer."""

import numpy as np

from equilibre.learning.looking.weights import MOST_UNITS, ShowWeights, Weights
from tests.learning.looking.trained import trained


def weights(dataset: str, family: str) -> Weights:
    return next(iter(ShowWeights().outcomes(trained(dataset, family))))


def test_the_weights_of_linear_digits_are_ten_images() -> None:
    found = weights("digits", "linear")
    assert found.units == "outputs"
    assert found.values.shape == found.at_first.shape == (10, 64)
    assert found.columns.tolist() == list(range(64))


def test_the_weights_are_those_that_answer() -> None:
    training, found = trained("digits", "linear"), weights("digits", "linear")
    columns = training.dataset.test_columns[:50]
    sums = columns @ found.values.T + training.model.intercepts_[0]
    assert (sums.argmax(axis=1) == training.answers(columns).argmax(axis=1)).all()


def test_a_pixel_that_never_varies_has_no_weight() -> None:
    found = weights("digits", "linear")
    never = trained("digits", "linear").dataset.training_columns.std(axis=0) == 0
    assert never.any()
    assert (found.values[:, never] == 0).all()


def test_the_neurons_that_training_changed_most_come_first() -> None:
    found = weights("digits", "network")
    assert found.units == "neurons"
    changes = np.linalg.norm(found.values - found.at_first, axis=1)
    assert len(changes) == min(MOST_UNITS, found.of_units)
    assert (np.diff(changes) <= 1e-9).all()
    assert changes[-1] > 0


def test_the_columns_of_a_table_come_heaviest_first() -> None:
    found = weights("breast_cancer", "linear")
    assert found.values.shape == (1, 30)
    assert (np.diff(np.abs(found.values[0])) <= 1e-12).all()
    assert sorted(found.columns.tolist()) == list(range(30))
