"""Real trainings, short ones."""

from dataclasses import replace
from math import isfinite, log

import numpy as np
import pytest

from equilibre.learning import engine
from equilibre.learning.catalogue import FAMILIES
from equilibre.learning.dataset import card, load
from equilibre.learning.engine import Training, prepared, train
from equilibre.learning.errors import Diverged, UnusableSetting
from equilibre.learning.family import Family
from equilibre.learning.linear import LINEAR
from equilibre.learning.network import NETWORK
from equilibre.learning.polynomial import POLYNOMIAL

DATASETS = ("digits", "breast_cancer", "diabetes")  # small, and of the three kinds

EVERY_FAMILY = pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.key)
SMALL = ("breast_cancer", "diabetes", "penguins")  # two classes, a number, three classes
EVERY_DATASET = pytest.mark.parametrize("key", SMALL)


@EVERY_DATASET
def test_the_rows_are_those_the_card_promises(key: str) -> None:
    data, promised = load(key, 3), card(key)
    assert data.training_columns.shape == (promised.training_rows, promised.columns)
    assert data.test_columns.shape == (promised.test_rows, promised.columns)
    assert data.training_columns.dtype == data.test_columns.dtype == np.float32
    assert np.isfinite(data.training_columns).all()
    assert np.isfinite(data.test_columns).all()
    assert data.training_columns.mean(axis=0) == pytest.approx(0, abs=1e-5)
    deviations = data.training_columns.std(axis=0)
    assert np.all((np.abs(deviations - 1) < 1e-4) | (deviations == 0))
    if promised.classes:
        assert set(data.training_target) == set(range(len(promised.classes)))
        shares = [
            np.bincount(part) / len(part) for part in (data.training_target, data.test_target)
        ]
        assert shares[0] == pytest.approx(shares[1], abs=0.01)
    else:
        assert data.training_target.std() == pytest.approx(1, abs=1e-4)


def test_another_seed_splits_the_rows_otherwise() -> None:
    assert not np.array_equal(load("digits", 1).test_target, load("digits", 2).test_target)


@EVERY_DATASET
@EVERY_FAMILY
def test_the_loss_falls_and_the_parameters_are_those_announced(family: Family, key: str) -> None:
    data = load(key, 0)
    training = Training(data, family, {"epochs": 5}, 0)
    steps = list(training.steps())
    assert [step.epoch for step in steps] == list(range(6))
    assert steps[-1].training_loss < steps[0].training_loss
    assert all(a.time_seconds <= b.time_seconds for a, b in zip(steps, steps[1:], strict=False))
    model = training.model
    real = sum(each.size for each in (*model.coefs_, *model.intercepts_))
    assert real == training.parameters
    assert model.coefs_[0].shape[0] == family.features(data.card, training.settings)
    assert model.coefs_[0].dtype == np.float32
    duration = steps[-1].time_seconds - steps[0].time_seconds
    assert 0 < training.evaluation_seconds < duration + 1


@EVERY_DATASET
@EVERY_FAMILY
def test_the_same_seed_gives_exactly_the_same_curves(family: Family, key: str) -> None:
    def curves(seed: int) -> list[tuple[float, ...]]:
        return [
            (step.training_loss, step.test_loss, step.training_score, step.test_score)
            for step in train(load(key, seed), family, {"epochs": 5, "batch_size": 64}, seed)
        ]

    assert curves(7) == curves(7)
    assert curves(7) != curves(8)


def _stops() -> list[tuple[Family, str, str, float]]:
    return [
        (family, key, control.key, stop)
        for family in FAMILIES
        for control in family.controls
        if control.key != "epochs"
        for key in ("diabetes" if control.key in ("share", "l2", "patience") else "breast_cancer",)
        for stop in family.stops(control, card(key))
    ]


@pytest.mark.parametrize(
    ("family", "key", "control", "stop"),
    [pytest.param(*each, id=f"{each[0].key}-{each[1]}-{each[2]}-{each[3]:g}") for each in _stops()],
)
def test_every_stop_can_be_trained(family: Family, key: str, control: str, stop: float) -> None:
    asked = {control: stop}
    needs = family.control(control).needs
    if needs is not None:
        asked[needs[0]] = needs[1]
    steps = prepared(key, family, asked, 0).steps()
    last = [next(steps), next(steps)][-1]
    assert isfinite(last.training_loss)
    assert isfinite(last.test_loss)


@EVERY_DATASET
def test_before_any_training_the_model_knows_next_to_nothing(key: str) -> None:
    classes = len(card(key).classes)
    of_luck = log(classes) if classes else 1.0
    losses = [next(train(load(key, seed), NETWORK, {}, seed)).test_loss for seed in range(5)]
    assert np.mean(losses) > 0.7 * of_luck


def test_epoch_0_shows_the_very_weights_that_the_training_starts_from() -> None:
    data = load("breast_cancer", 0)
    training = Training(data, NETWORK, {"batch_size": 256, "learning_rate": 0.0001}, 0)
    before = training._new_head(engine._NO_LEARNING_RATE)
    after = training._new_head(0.0001)
    for model in (before, after):
        training._fit(model, data.training_columns[:256], data.training_target[:256])
    # Adam's first correction moves each weight by the learning rate at most.
    assert np.abs(before.coefs_[0] - after.coefs_[0]).max() < 0.000101
    assert np.abs(before.coefs_[0]).max() > 0.05


def test_losses_and_scores_are_those_of_scikit_learn() -> None:
    from sklearn.metrics import log_loss, mean_squared_error, r2_score

    data = load("digits", 0)
    training = Training(data, LINEAR, {"epochs": 5}, 0)
    last = list(training.steps())[-1]
    probabilities = training.model.predict_proba(X=data.test_columns)
    assert last.test_loss == pytest.approx(log_loss(data.test_target, probabilities), rel=1e-5)
    accuracy = training.model.score(X=data.test_columns, y=data.test_target)
    assert last.test_score == pytest.approx(accuracy)
    data = load("diabetes", 0)
    training = Training(data, LINEAR, {"epochs": 5}, 0)
    last = list(training.steps())[-1]
    predicted = training.model.predict(X=data.test_columns)
    error = mean_squared_error(data.test_target, predicted)
    assert last.test_loss == pytest.approx(error, rel=1e-5)
    assert last.test_score == pytest.approx(r2_score(data.test_target, predicted), rel=1e-4)


def test_the_rows_are_shuffled_otherwise_in_every_epoch() -> None:
    training = Training(load("diabetes", 0), LINEAR, {"epochs": 5}, 0)
    generators = [
        training.model.random_state.get_state()[2] for step in training.steps() if step.epoch
    ]
    assert len(set(generators)) == 5


def test_a_training_without_finite_numbers_ends_by_saying_so() -> None:
    data = load("diabetes", 0)
    huge = replace(data, training_columns=data.training_columns * np.float32(1e37))
    with pytest.raises(Diverged, match="smaller learning rate"):
        list(train(huge, LINEAR, {"learning_rate": 0.1}, 0))


def test_a_refused_setting_is_refused_before_any_work() -> None:
    with pytest.raises(UnusableSetting):
        train(load("digits", 0), POLYNOMIAL, {"degree": 3}, 0)


def test_the_default_network_reads_nearly_every_digit() -> None:
    settings = {"epochs": 20, "learning_rate": 0.001}
    last = list(train(load("digits", 7), NETWORK, settings, 7))[-1]
    assert last.test_score > 0.95
