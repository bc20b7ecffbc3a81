"""How good a model is on some rows: its loss and its score, as ``Step`` defines them."""

import time
from collections.abc import Callable, Generator, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.card import DatasetCard
from equilibre.learning.dataset import Dataset
from equilibre.learning.exact_kernel import ExactKernel
from equilibre.learning.features import Features

MOST_ROWS_ON_THE_WAY = 2000
"""More would show the same curve, and cost more than the training."""
MOST_ROWS_FOR_A_FIT = 500
"""Between two fits of the exact kernel, whose answers cost as much as its fits."""
_BLOCK_OPERATIONS = 1e9  # forward, without a look at what the student asks: 0.1 s of an old core
_BLOCK_VALUES = 4e6  # of the features, 16 MB
_LEAST_BLOCK_ROWS = 200
_OPERATIONS_PER_WEIGHT_AND_ROW = 2

# A probability that single precision rounds to 0 would make the cross-entropy infinite.
_LEAST_PROBABILITY = float(np.finfo(np.float32).eps)

Rows = tuple[Callable[[slice], Any], NDArray[Any]]
"""What gives the features of a part of some rows, and the target of all of them."""


class Judge:
    """Looks at models, and counts the time that looking takes."""

    def __init__(self, card: DatasetCard, weights: int, features: int) -> None:
        """Judge models of so many *weights* and *features* on the data of *card*."""
        self._card = card
        by_work = _BLOCK_OPERATIONS / (_OPERATIONS_PER_WEIGHT_AND_ROW * weights)
        self._block = max(_LEAST_BLOCK_ROWS, int(min(by_work, _BLOCK_VALUES / features)))
        self.seconds = 0.0  # spent looking so far
        self.processor_seconds = 0.0  # likewise, of the processor

    def judged(self, model: Any, rows: Rows) -> Generator[None, None, tuple[float, float]]:
        """Return the mean loss and the score of *model*; yields now and then, to be interrupted."""
        features, target = rows
        losses, right = 0.0, 0
        for part in self._parts(len(target)):
            begin, processor = time.perf_counter(), time.process_time()
            loss, count = self._look(model, features(part), target[part])
            losses += loss
            right += count
            self.seconds += time.perf_counter() - begin
            self.processor_seconds += time.process_time() - processor
            if part.stop < len(target):
                yield
        mean = losses / len(target)
        if self._card.task == "regression":
            return mean, 1.0 - mean / float(np.var(target, dtype=np.float64))
        return mean, right / len(target)

    def _parts(self, rows: int) -> Iterator[slice]:
        for first in range(0, rows, self._block):
            yield slice(first, min(first + self._block, rows))

    def _look(self, model: Any, features: Any, target: NDArray[Any]) -> tuple[float, int]:
        """Return the sum of the losses, and how many rows are classified rightly."""
        with np.errstate(over="ignore", invalid="ignore"):
            if isinstance(model, ExactKernel):
                errors = model.outputs(features) - model.wanted(target)
                right = int(np.sum(model.predict(X=features) == target))
                return float(np.sum(errors**2)), right
            if self._card.task == "regression":
                errors = model.predict(X=features).astype(np.float64) - target
                return float(np.sum(errors**2)), 0
            probabilities = model.predict_proba(X=features)
        of_the_truth = probabilities[np.arange(len(target)), target].astype(np.float64)
        loss = float(-np.sum(np.log(np.maximum(of_the_truth, _LEAST_PROBABILITY))))
        return loss, int(np.sum(probabilities.argmax(axis=1) == target))


def looked_at(rows: int, most: int = MOST_ROWS_ON_THE_WAY) -> "slice | NDArray[np.int64]":
    """Return which of the *rows* are looked at on the way: all of few, the same *most* of many."""
    if rows <= most:
        return slice(0, rows)
    chosen = np.random.default_rng(0).choice(rows, most, replace=False)
    return np.sort(chosen)


class Panel:
    """The rows on which the models of one training are judged, on the way and at the end."""

    def __init__(
        self,
        dataset: Dataset,
        features: Features,
        learned: int,
        most: int = MOST_ROWS_ON_THE_WAY,
    ) -> None:
        """Choose them; the model learns from the first *learned* training rows.

        On the way *most* of the training and of the test rows are looked at.
        """
        self._dataset = dataset
        self._features = features
        self._learned = learned
        training, test = looked_at(learned, most), looked_at(len(dataset.test_target), most)
        self.training = _kept(features.rows(training), dataset.training_target[:learned][training])
        self.test = _kept(features.of(dataset.test_columns[test]), dataset.test_target[test])
        self.validation = self.test
        if learned < len(dataset.training_target):
            self.validation = _kept(
                features.of(dataset.training_columns[learned:]), dataset.training_target[learned:]
            )

    def at_the_end(self) -> tuple[Rows, Rows]:
        """Return as many training rows as there are test rows, and all of these."""
        dataset, features = self._dataset, self._features
        training, test = self.training, self.test
        rows = min(self._learned, len(dataset.test_target))
        if rows > len(training[1]):
            training = (features.rows, dataset.training_target[:rows])
        if len(dataset.test_target) > len(test[1]):
            test = (lambda part: features.of(dataset.test_columns[part])), dataset.test_target
        return training, test


def _kept(features: Any, target: NDArray[Any]) -> Rows:
    return (lambda part: features[part]), target
