"""The one engine of every training: a feature map, then layers of neurons, epoch by epoch.

scikit-learn's multilayer perceptron without hidden layer is the linear model, so the four families
share their solver (Adam), their loss and this loop; only the exact kernel is fitted whole. Imports
scikit-learn when a training begins: only the training process may use it.
"""

import time
from collections.abc import Generator, Iterator
from dataclasses import replace
from itertools import pairwise
from math import inf, isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.control import Settings
from equilibre.learning.dataset import Dataset, card, load
from equilibre.learning.errors import Diverged
from equilibre.learning.evaluation import MOST_ROWS_FOR_A_FIT, Judge, Panel
from equilibre.learning.exact_kernel import FIRST_SIZE, ExactKernel, sizes
from equilibre.learning.family import Family
from equilibre.learning.features import Features
from equilibre.learning.head import Head, new_head, put_weights, weights
from equilibre.learning.kernel import gamma
from equilibre.learning.solver import rows_at_once, validation_rows
from equilibre.learning.step import Step
from equilibre.texts import _

# The first call of partial_fit draws the weights and also trains; with such a rate it only draws.
_NO_LEARNING_RATE = float(np.finfo(np.float64).tiny)

_LEAST_PROGRESS = 1e-4  # of the loss: less is none, as in scikit-learn's own early stopping


class Training:
    """One training of one model; ``steps()`` does the work, epoch by epoch.

    The same data, family, settings and seed give the same steps but for their times, as long as
    the number of threads of the linear algebra stays the same. What was learned can be asked for
    with ``answers`` as soon as the first step is there, and after the end.
    """

    def __init__(
        self,
        dataset: Dataset,
        family: Family,
        settings: Settings,
        seed: int,
        computed_on: str = "cpu",
    ) -> None:
        """Prepare, without any heavy work. Raises UnusableSetting.

        *dataset* says which share of the rows is used, whatever *settings* say.
        """
        self.dataset = dataset
        self.family = family
        self.settings = family.complete(dataset.card, settings)
        if not family.exact(self.settings):
            self.settings["share"] = dataset.share
        self.seed = seed
        self.computed_on = computed_on
        self.parameters = family.parameters(dataset.card, self.settings)
        self.last_epoch = family.last_epoch(dataset.card, self.settings)
        self.over = False  # the step that was just yielded is the last
        self.model: Any = None  # a Head or an ExactKernel, from the first step on
        self.at_first: Any = None  # the layers as chance drew them; None of an exact kernel
        self.features: Features | None = None  # likewise; the map that it holds is fitted
        layers = family.layers(dataset.card, self.settings)
        self._weights = sum(inputs * outputs for inputs, outputs in pairwise(layers))
        self.processor_seconds = 0.0  # CPU time of all the work so far
        self._judge = Judge(dataset.card, self._weights, layers[0])

    @property
    def feature_map(self) -> Any:
        """The fitted scikit-learn transformer; None where the columns are the features."""
        return None if self.features is None else self.features.map

    @property
    def evaluation_seconds(self) -> float:
        """Time spent looking at losses and scores so far."""
        return self._judge.seconds

    def answers(self, columns: Any) -> NDArray[np.float64]:
        """Return what the model says of rows of standardised *columns*, (rows, outputs).

        Of a classification, the probability of each class; of a regression, one value,
        standardised as ``Dataset.test_target`` is. The training must have begun.
        """
        assert self.features is not None
        features = self.features.of(columns)
        if self.dataset.card.task == "regression":
            return np.asarray(self.model.predict(X=features), np.float64)[:, None]
        return np.asarray(self.model.predict_proba(X=features), np.float64)

    def steps(self) -> Iterator[Step]:
        """Yield the state before any training (epoch 0), then after each epoch.

        Epoch 0 shows the random weights that the training starts from; it includes the time of the
        feature map. Raises Diverged when a loss or a parameter is no longer a finite number.
        """
        return (step for step in self.work() if step is not None)

    def work(self) -> Iterator[Step | None]:
        """Yield the steps, and None in the middle of the work, to be interrupted there."""
        work = self._fits() if self.family.exact(self.settings) else self._epochs()
        while True:
            begin = time.process_time()
            try:
                step = next(work)
            except StopIteration:
                return
            self.processor_seconds += time.process_time() - begin
            learning = self.processor_seconds - self._judge.processor_seconds
            yield None if step is None else replace(step, learning_seconds=learning)

    # -- epoch by epoch --------------------------------------------------------------------

    def _epochs(self) -> Iterator[Step | None]:
        description, settings = self.dataset.card, self.settings
        rows = len(self.dataset.training_target)
        learned = rows - validation_rows(rows, settings["patience"])
        self.features = features = Features(
            self.family.feature_map(description, settings, self.seed),
            self.dataset.training_columns[:learned],
            self.family.features(description, settings),
        )
        yield from features.prepared()
        target = self.dataset.training_target[:learned]
        batch = min(int(settings["batch_size"]), learned)
        panel = Panel(self.dataset, features, learned)
        twin = self._new_head(_NO_LEARNING_RATE)
        self._fit(twin, features.rows(slice(0, batch)), target[:batch])
        self.model = self.at_first = twin
        yield (yield from self._step(0, panel))
        self.model = model = self._new_head(settings["learning_rate"])
        best = _Best(settings["patience"])
        for epoch in range(1, self.last_epoch + 1):
            for chunk in self._chunks(learned, batch, epoch, features.most_at_once):
                self._fit(model, features.rows(chunk), target[chunk])
                yield None
            if best.patience:
                loss, _score = yield from self._judge.judged(model, panel.validation)
                best.hear(epoch, loss, model)
            self.over = epoch == self.last_epoch or best.over(epoch)
            if self.over and best.weights is not None:
                put_weights(model, best.weights)
            yield (yield from self._step(epoch, panel, best))
            if self.over:
                return

    def _new_head(self, learning_rate: float) -> Head:
        return new_head(
            self.dataset.card,
            self.family.hidden(self.settings),
            {
                **self.settings,
                "learning_rate": learning_rate,
                "batch_size": min(
                    self.settings["batch_size"],
                    self.family.rows_learned(self.dataset.card, self.settings),
                ),
            },
            self.seed,
            self.computed_on,
        )

    def _chunks(
        self, rows: int, batch: int, epoch: int, most: float
    ) -> "Iterator[slice | NDArray[np.int64]]":
        """Yield the rows of one epoch, in parts of whole batches, of about *most* rows at most.

        Of few rows there is one part, which scikit-learn shuffles; more are shuffled first.
        """
        size = rows_at_once(self._weights, batch, most)
        if rows <= size:
            yield slice(0, rows)
            return
        order = np.random.default_rng((self.seed, epoch)).permutation(rows)
        # The last part takes the rest, where it is no whole batch of its own.
        borders = [*range(0, rows - batch + 1, size), rows]
        for first, end in pairwise(borders):
            yield order[first:end]

    def _fit(self, model: Head, features: Any, target: NDArray[Any]) -> None:
        classes = self.dataset.card.classes
        known = {"classes": np.arange(len(classes))} if classes else {}
        try:
            with np.errstate(over="ignore", invalid="ignore"):
                model.partial_fit(X=features, y=target, **known)
        except ValueError as problem:
            known_weights = [*getattr(model, "coefs_", ()), *getattr(model, "intercepts_", ())]
            if all(np.isfinite(each).all() for each in known_weights):
                raise
            raise _diverged() from problem

    def _step(
        self, epoch: int, panel: Panel, best: "_Best | None" = None
    ) -> Generator[None, None, Step]:
        training, test = panel.at_the_end() if self.over else (panel.training, panel.test)
        training_loss, training_score = yield from self._judge.judged(self.model, training)
        test_loss, test_score = yield from self._judge.judged(self.model, test)
        if not isfinite(training_loss + test_loss):
            raise _diverged()
        return Step(
            epoch=epoch,
            time_seconds=time.monotonic(),
            training_loss=training_loss,
            test_loss=test_loss,
            training_score=training_score,
            test_score=test_score,
            validation_loss=None if best is None else best.last_loss,
            kept_epoch=best.epoch if best is not None and self.over else None,
        )

    # -- the exact kernel ------------------------------------------------------------------

    def _fits(self) -> Iterator[Step | None]:
        """Fit the exact kernel to more and more rows; only force interrupts a fit."""
        description, settings = self.dataset.card, self.settings
        columns, target = self.dataset.training_columns, self.dataset.training_target
        self.features = Features(None, columns, description.columns)
        self.model = model = ExactKernel(
            description, gamma(description, settings), settings["ridge"]
        )
        for epoch, rows in enumerate((0, *sizes(self.family.rows(description, settings)))):
            if rows:
                model.fit(columns[:rows], target[:rows])
                yield None
            self.over = epoch == self.last_epoch
            panel = Panel(self.dataset, self.features, max(rows, FIRST_SIZE), MOST_ROWS_FOR_A_FIT)
            step = yield from self._step(epoch, panel)
            yield replace(step, rows=rows)


class _Best:
    """The best weights so far, by the loss on the rows set aside to stop early."""

    def __init__(self, patience: float) -> None:
        self.patience = patience  # in epochs; 0: never stop early
        self.epoch: int | None = None
        self.weights: list[NDArray[np.float32]] | None = None
        self.last_loss: float | None = None
        self._least = inf

    def hear(self, epoch: int, loss: float, model: Head) -> None:
        """Take the *loss* after *epoch*."""
        self.last_loss = loss
        if loss < self._least - _LEAST_PROGRESS:
            self._least, self.epoch, self.weights = loss, epoch, weights(model)

    def over(self, epoch: int) -> bool:
        """Return whether there was no progress for so long that it is not worth going on."""
        return self.epoch is not None and 0 < self.patience <= epoch - self.epoch


def prepared(
    key: str, family: Family, settings: Settings, seed: int, computed_on: str = "cpu"
) -> Training:
    """Return the training of *family* on the data set *key*, loaded with the share it wants.

    Raises UnknownName, UnusableSetting, DataUnreadable.
    """
    description = card(key)
    complete = family.complete(description, settings)
    dataset = load(key, seed, family.share(description, complete))
    return Training(dataset, family, complete, seed, computed_on)


def train(dataset: Dataset, family: Family, settings: Settings, seed: int) -> Iterator[Step]:
    """Yield the steps of one training. Raises UnusableSetting at once, Diverged on the way."""
    return Training(dataset, family, settings, seed).steps()


def _diverged() -> Diverged:
    return Diverged(
        _("The loss is no longer a number: the training diverged. Try a smaller learning rate.")
    )
