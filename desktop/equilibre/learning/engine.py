"""The one engine of every training: a feature map, then layers of neurons, epoch by epoch.

scikit-learn's multilayer perceptron without hidden layer is the linear model, so the four families
share their solver (Adam), their loss and this loop. Imports scikit-learn when a training begins:
only the training process may use it.
"""

import time
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.control import Settings
from equilibre.learning.dataset import Dataset
from equilibre.learning.errors import Diverged
from equilibre.learning.family import Family
from equilibre.learning.step import Step
from equilibre.texts import _

# A probability that single precision rounds to 0 would make the cross-entropy infinite.
_LEAST_PROBABILITY = float(np.finfo(np.float32).eps)

# The first call of partial_fit draws the weights and also trains; with such a rate it only draws.
_NO_LEARNING_RATE = float(np.finfo(np.float64).tiny)


class Training:
    """One training of one model; ``steps()`` does the work, epoch by epoch.

    The same data, family, settings and seed give the same steps but for their times, as long as
    the number of threads of the linear algebra stays the same.
    """

    def __init__(self, dataset: Dataset, family: Family, settings: Settings, seed: int) -> None:
        """Prepare, without any heavy work. Raises UnusableSetting."""
        self.dataset = dataset
        self.family = family
        self.settings = family.complete(dataset.card, settings)
        self.seed = seed
        self.parameters = family.parameters(dataset.card, self.settings)
        self.evaluation_seconds = 0.0  # spent looking at losses and scores so far
        self.model: Any = None  # the scikit-learn estimator, once ``steps()`` has begun

    def steps(self) -> Iterator[Step]:
        """Yield the state before any training (epoch 0), then after each epoch.

        Epoch 0 shows the random weights that the training starts from; it includes the time of the
        feature map, which is computed once. Raises Diverged when a loss or a parameter is no
        longer a finite number.
        """
        training, test = self._features()
        target = self.dataset.training_target
        batch = int(self.settings["batch_size"])
        twin = self._new_model(_NO_LEARNING_RATE)
        self._fit(twin, training[:batch], target[:batch])
        yield self._step(0, twin, training, test)
        self.model = self._new_model(self.settings["learning_rate"])
        for epoch in range(1, int(self.settings["epochs"]) + 1):
            self._fit(self.model, training, target)
            yield self._step(epoch, self.model, training, test)

    def _features(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        training, test = self.dataset.training_columns, self.dataset.test_columns
        feature_map = self.family.feature_map(self.dataset.card, self.settings, self.seed)
        if feature_map is None:
            return training, test
        return (
            feature_map.fit_transform(training).astype(np.float32, copy=False),
            feature_map.transform(test).astype(np.float32, copy=False),
        )

    def _new_model(self, learning_rate: float) -> Any:
        from sklearn.neural_network import MLPClassifier, MLPRegressor

        regression = self.dataset.card.task == "regression"
        return (MLPRegressor if regression else MLPClassifier)(
            hidden_layer_sizes=self.family.hidden(self.settings),
            learning_rate_init=learning_rate,
            batch_size=int(self.settings["batch_size"]),
            # A generator, not a number: a number would shuffle the rows alike in every epoch.
            random_state=np.random.RandomState(self.seed),
        )

    def _fit(self, model: Any, features: NDArray[np.float32], target: NDArray[Any]) -> None:
        classes = self.dataset.card.classes
        known = {"classes": np.arange(len(classes))} if classes else {}
        try:
            with np.errstate(over="ignore", invalid="ignore"):
                model.partial_fit(X=features, y=target, **known)
        except ValueError as problem:
            weights = [*getattr(model, "coefs_", ()), *getattr(model, "intercepts_", ())]
            if all(np.isfinite(each).all() for each in weights):
                raise
            raise _diverged() from problem

    def _step(
        self,
        epoch: int,
        model: Any,
        training: NDArray[np.float32],
        test: NDArray[np.float32],
    ) -> Step:
        begin = time.perf_counter()
        training_loss, training_score = self._judge(model, training, self.dataset.training_target)
        test_loss, test_score = self._judge(model, test, self.dataset.test_target)
        self.evaluation_seconds += time.perf_counter() - begin
        if not np.isfinite(training_loss + test_loss):
            raise _diverged()
        return Step(
            epoch=epoch,
            time_seconds=time.monotonic(),
            training_loss=training_loss,
            test_loss=test_loss,
            training_score=training_score,
            test_score=test_score,
        )

    def _judge(
        self, model: Any, features: NDArray[np.float32], target: NDArray[Any]
    ) -> tuple[float, float]:
        """Return the mean loss and the score of *model* on these rows, as ``Step`` defines them."""
        with np.errstate(over="ignore", invalid="ignore"):
            if self.dataset.card.task == "regression":
                errors = model.predict(X=features).astype(np.float64) - target
                loss = float(np.mean(errors**2))
                return loss, 1.0 - loss / float(np.var(target, dtype=np.float64))
            probabilities = model.predict_proba(X=features)
        of_the_truth = probabilities[np.arange(len(target)), target].astype(np.float64)
        loss = float(-np.mean(np.log(np.maximum(of_the_truth, _LEAST_PROBABILITY))))
        return loss, float(np.mean(probabilities.argmax(axis=1) == target))


def train(dataset: Dataset, family: Family, settings: Settings, seed: int) -> Iterator[Step]:
    """Yield the steps of one training. Raises UnusableSetting at once, Diverged on the way."""
    return Training(dataset, family, settings, seed).steps()


def _diverged() -> Diverged:
    return Diverged(
        _("The loss is no longer a number: the training diverged. Try a smaller learning rate.")
    )
