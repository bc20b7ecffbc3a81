"""What the student chooses before a training, and what the training makes of it."""

from dataclasses import replace
from math import inf

import numpy as np
import pytest

from equilibre.learning.catalogue import FAMILIES
from equilibre.learning.control import Settings
from equilibre.learning.dataset import Dataset, card, load, used_rows
from equilibre.learning.engine import Training, prepared, train
from equilibre.learning.errors import UnusableSetting
from equilibre.learning.evaluation import MOST_ROWS_ON_THE_WAY, looked_at
from equilibre.learning.kernel import KERNEL
from equilibre.learning.linear import LINEAR
from equilibre.learning.network import NETWORK
from equilibre.learning.polynomial import POLYNOMIAL
from equilibre.learning.step import Step
from equilibre.texts import use_language

# -- the share of the rows -----------------------------------------------------------------


def test_a_share_of_the_rows_is_learned_from_and_the_test_rows_stay() -> None:
    whole, part = load("digits", 3), load("digits", 3, 0.1)
    assert len(part.training_target) == used_rows(card("digits"), 0.1) == 135
    assert np.array_equal(whole.test_target, part.test_target)
    assert np.array_equal(whole.training_target[:135], part.training_target)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.key)
def test_costs_follow_the_share_of_the_rows(family) -> None:  # type: ignore[no-untyped-def]
    data = card("digits")
    whole = family.nearest(data, {"landmarks": 50} if family is KERNEL else {})
    tenth = whole | {"share": 0.1}
    ratio = family.operations_per_epoch(data, whole) / family.operations_per_epoch(data, tenth)
    assert ratio == pytest.approx(10, rel=0.01)
    assert family.operations_per_step(data, whole) == family.operations_per_step(data, tenth)
    assert family.parameters(data, whole) == family.parameters(data, tenth)
    assert family.memory_bytes(data, whole) > family.memory_bytes(data, tenth)


def test_a_share_that_leaves_too_few_rows_is_refused_with_a_sentence() -> None:
    with pytest.raises(UnusableSetting, match="teaches nothing"):
        LINEAR.complete(card("diabetes"), {"share": 0.01})
    assert min(LINEAR.stops(LINEAR.control("share"), card("diabetes"))) == 0.1


def test_a_training_is_prepared_with_the_share_that_it_wants() -> None:
    training = prepared("digits", LINEAR, {"share": 0.05, "epochs": 1}, 0)
    assert len(training.dataset.training_target) == 67
    assert training.settings["share"] == 0.05
    given = Training(load("digits", 0, 0.3), LINEAR, {"epochs": 1}, 0)
    assert given.settings["share"] == 0.3, "whatever the settings say, the rows say it better"


# -- early stopping ------------------------------------------------------------------------


def _over_fitted(patience: float) -> list[Step]:
    settings = {"epochs": 50, "learning_rate": 0.01, "patience": patience}
    return list(train(load("diabetes", 1), NETWORK, settings, 1))


def test_early_stopping_ends_after_epochs_without_progress_and_keeps_the_best_weights() -> None:
    steps = _over_fitted(patience=5)
    last = steps[-1]
    assert last.epoch < 50
    assert last.kept_epoch == last.epoch - 5
    losses = [step.validation_loss for step in steps[1:]]
    assert min(losses) == losses[last.kept_epoch - 1]  # type: ignore[type-var]
    kept = steps[last.kept_epoch]
    assert last.test_loss == pytest.approx(kept.test_loss)
    assert last.training_loss == pytest.approx(kept.training_loss)


def test_without_early_stopping_every_row_is_learned_from_and_the_last_weights_stay() -> None:
    steps = _over_fitted(patience=0)
    assert steps[-1].epoch == 50
    assert {step.kept_epoch for step in steps} == {None}
    assert {step.validation_loss for step in steps} == {None}
    settings = NETWORK.defaults(card("diabetes"))
    assert NETWORK.rows_learned(card("diabetes"), settings) == 331
    assert NETWORK.rows_learned(card("diabetes"), settings | {"patience": 5}) == 331 - 33


def test_the_rows_that_stop_a_training_are_never_test_rows() -> None:
    data = load("diabetes", 1)
    spoilt = replace(data, test_target=data.test_target[::-1].copy())
    settings = {"epochs": 20, "learning_rate": 0.01, "patience": 3}
    one, other = (list(train(each, NETWORK, settings, 1)) for each in (data, spoilt))
    assert [step.validation_loss for step in one] == [step.validation_loss for step in other]
    assert one[-1].kept_epoch == other[-1].kept_epoch


def test_a_penalty_keeps_the_weights_small() -> None:
    def length(l2: float) -> float:
        training = Training(load("breast_cancer", 0), LINEAR, {"epochs": 10, "l2": l2}, 0)
        list(training.steps())
        return float(np.linalg.norm(training.model.coefs_[0]))

    assert length(10) < length(1) < length(0)


# -- many rows -----------------------------------------------------------------------------


def _many(rows: int, columns: int = 8) -> Dataset:
    """Return made-up rows, three quarters of them to learn from."""
    random = np.random.default_rng(0)
    values = random.standard_normal((rows, columns)).astype(np.float32)
    target = (values[:, 0] > 0).astype(np.int64)
    training = rows * 3 // 4
    return Dataset(
        replace(card("breast_cancer"), rows=rows, columns=columns),
        values[:training],
        values[training:],
        target[:training],
        target[training:],
        np.zeros(columns),
        np.ones(columns),
    )


def test_a_long_epoch_can_be_interrupted_between_parts_of_whole_batches() -> None:
    training = Training(_many(40_000), LINEAR, {"epochs": 1, "batch_size": 64}, 0)
    seen = [len(part) for part in training._chunks(30_000, 64, 1, inf)]
    assert len(seen) > 2
    assert sum(seen) == 30_000
    assert all(size % 64 == 0 for size in seen[:-1])
    assert seen[-1] >= 64
    work = list(training.work())
    assert work.count(None) >= len(seen)
    steps = [step for step in work if step is not None]
    assert [step.epoch for step in steps] == [0, 1]
    assert training.model.t_ == 30_000
    assert steps[-1].test_score > 0.9


@pytest.mark.parametrize(("rows", "batch"), [(63, 64), (64, 64), (129, 64), (10_001, 8)])
def test_every_row_is_seen_once_in_an_epoch(rows: int, batch: int) -> None:
    training = Training(_many(100), LINEAR, {"epochs": 1}, 0)
    parts = list(training._chunks(rows, min(batch, rows), 1, inf))
    seen = np.concatenate([np.arange(rows)[part] for part in parts])
    assert np.array_equal(np.sort(seen), np.arange(rows))


def test_few_rows_are_looked_at_on_the_way_and_all_test_rows_at_the_end() -> None:
    training = Training(_many(40_000), LINEAR, {"epochs": 2, "batch_size": 256}, 0)
    before, _first, last = training.steps()
    assert len(np.arange(30_000)[looked_at(30_000)]) == MOST_ROWS_ON_THE_WAY
    assert looked_at(1500) == slice(0, 1500)
    right = training.model.predict(X=training.dataset.test_columns) == training.dataset.test_target
    assert last.test_score == pytest.approx(right.mean())
    assert (before.test_score * MOST_ROWS_ON_THE_WAY) % 1 == pytest.approx(0, abs=1e-6)


def test_looking_is_counted_apart_from_learning() -> None:
    training = Training(_many(20_000), LINEAR, {"epochs": 2, "batch_size": 256}, 0)
    *_others, last = training.steps()
    assert last.learning_seconds is not None
    assert 0 < last.learning_seconds < training.processor_seconds
    assert training.evaluation_seconds > 0


def test_features_too_large_to_be_kept_are_computed_in_every_epoch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def scores() -> list[float]:
        settings = {"epochs": 2, "batch_size": 256}
        return [step.test_score for step in train(_many(12_000), POLYNOMIAL, settings, 0)]

    kept = scores()
    monkeypatch.setattr("equilibre.learning.features.MOST_KEPT_BYTES", 0.0)
    assert scores() == pytest.approx(kept, abs=0.01)


@pytest.mark.parametrize("key", ["linear", "polynomial", "kernel", "network"])
@pytest.mark.parametrize("exact", [0.0, 1.0])
def test_the_smallest_table_can_be_learned_from(key: str, exact: float) -> None:
    family = next(each for each in FAMILIES if each.key == key)
    settings = {"epochs": 2, "patience": 3} | ({"exact": exact} if family is KERNEL else {})
    few = _many(20)
    settings = family.nearest(few.card, settings)
    steps = list(train(few, family, settings, 0))
    assert len(steps) == (2 if family is KERNEL and exact else 3)


def test_a_pixel_that_never_varies_in_the_training_rows_is_no_surprise_in_the_others() -> None:
    data = load("digits", 0, 0.02)
    still = data.training_columns.std(axis=0) == 0
    assert still.sum() > 5
    assert np.all(data.test_columns[:, still] == 0)
    assert np.all(data.column_deviations[still] == 1)


def test_the_time_between_two_looks_grows_with_the_model_and_stays_short() -> None:
    small = Training(load("digits", 0), LINEAR, {}, 0)
    assert [len(range(1347)[part]) for part in small._chunks(1347, 32, 1, inf)] == [1347]
    large = Training(load("digits", 0), NETWORK, {"layers": 4, "neurons": 1024}, 0)
    assert len(list(large._chunks(1347, 32, 1, inf))) > 10


# -- words and images ----------------------------------------------------------------------


def _words(columns: int = 300) -> Dataset:
    """Return made-up texts: the class is the word that they hold."""
    from scipy.sparse import csr_matrix

    random = np.random.default_rng(0)
    target = random.integers(0, 3, 400)
    words = (random.random((400, columns)) < 0.02).astype(np.float32) / 2
    words[np.arange(400), target] = 1.0
    values = csr_matrix(words)
    return Dataset(
        replace(card("penguins"), rows=400, columns=columns, sparse=True, defaults={}),
        values[:300],
        values[300:],
        target[:300],
        target[300:],
        np.zeros(columns),
        np.ones(columns),
    )


@pytest.mark.parametrize(
    ("family", "settings"),
    [
        (LINEAR, {"epochs": 20, "learning_rate": 0.1}),
        (NETWORK, {"epochs": 20, "learning_rate": 0.01, "patience": 10}),
        (KERNEL, {"epochs": 20, "learning_rate": 0.03}),
        (KERNEL, {"exact": 1, "gamma": 0.3}),
    ],
    ids=["linear", "network", "approximate kernel", "exact kernel"],
)
def test_words_are_learned_without_making_their_zeros(family, settings: Settings) -> None:  # type: ignore[no-untyped-def]
    training = Training(_words(), family, settings, 0)
    last = list(training.steps())[-1]
    assert last.test_score > 0.8
    assert training.answers(_words().test_columns).shape == (100, 3)


def test_products_of_words_are_refused_with_the_reason() -> None:
    data = replace(card("penguins"), columns=20_000, sparse=True)
    assert "199,990,000" in str(POLYNOMIAL.unsuitable(data))
    with pytest.raises(UnusableSetting, match="Choose another model"):
        POLYNOMIAL.complete(data, {})
    assert all(each.unsuitable(data) is None for each in FAMILIES if each is not POLYNOMIAL)


def test_products_of_many_columns_are_sketched() -> None:
    data = replace(card("digits"), columns=784, image=(28, 28))
    settings = POLYNOMIAL.complete(data, {"degree": 3})
    assert POLYNOMIAL.parameters(data, settings) == (1000 + 1) * 10
    random = np.random.default_rng(0)
    columns = random.standard_normal((300, 120)).astype(np.float32)
    target = (columns[:, 0] * columns[:, 1] > 0).astype(np.int64)
    sketched = Dataset(
        replace(card("breast_cancer"), rows=400, columns=120),
        columns, columns, target, target, np.zeros(120), np.ones(120),
    )  # fmt: skip
    last = list(train(sketched, POLYNOMIAL, {"epochs": 20}, 0))[-1]
    assert last.training_score > 0.9


# -- what was learned ----------------------------------------------------------------------


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.key)
def test_a_model_answers_from_its_first_step_on(family) -> None:  # type: ignore[no-untyped-def]
    training = prepared("penguins", family, {"epochs": 20, "learning_rate": 0.01}, 0)
    steps = training.steps()
    next(steps)
    rows = training.dataset.test_columns
    assert training.answers(rows).shape == (86, 3)
    last = list(steps)[-1]
    answers = training.answers(rows)
    assert answers.sum(axis=1) == pytest.approx(1)
    assert np.mean(answers.argmax(axis=1) == training.dataset.test_target) == last.test_score


def test_a_regression_answers_with_standardised_values() -> None:
    training = prepared("diabetes", LINEAR, {}, 0)
    last = list(training.steps())[-1]
    errors = training.answers(training.dataset.test_columns)[:, 0] - training.dataset.test_target
    assert np.mean(errors**2) == pytest.approx(last.test_loss)


def test_a_stop_is_written_as_a_number_a_share_or_a_word() -> None:
    use_language("en")
    assert KERNEL.control("exact").text(1) == "exact"
    assert LINEAR.control("share").text(0.05).replace("\u202f", "") == "5%"
    assert LINEAR.control("patience").text(0) == "never"
    assert LINEAR.control("patience").text(10) == "10"
    assert LINEAR.control("learning_rate").text(0.0003) == "0.0003"


def test_controls_that_mean_nothing_beside_the_others_are_told_apart() -> None:
    settings = KERNEL.defaults(card("digits"))
    told = {each.key for each in KERNEL.controls if KERNEL.applies(each, settings)}
    assert {"exact", "landmarks", "epochs", "share"} <= told
    exact = {each.key for each in KERNEL.controls if KERNEL.applies(each, settings | {"exact": 1})}
    assert exact == {"exact", "rows", "gamma", "ridge"}
