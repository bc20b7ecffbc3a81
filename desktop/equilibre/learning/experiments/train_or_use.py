"""Train or use: after how many predictions does the use of a model outweigh its training?"""

import statistics
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import field
from functools import partial
from typing import Any

from equilibre.learning.control import Control
from equilibre.learning.dataset import card, load
from equilibre.learning.experiments.experiment import (
    Axis,
    Experiment,
    Picture,
    Point,
    Prediction,
    Request,
    Series,
)
from equilibre.learning.experiments.repeats import median_point
from equilibre.learning.experiments.use_words import (
    LARGE_EPOCHS,
    LARGE_NETWORK,
    NAMES,
    SMALL_EPOCHS,
    SMALL_NETWORK,
    read,
    truth_of_batches,
    truth_of_break_even,
)
from equilibre.records import dataclass
from equilibre.texts import N_

MOST_ROWS = 1_500  # learned from: all models are trained in seconds, the exact kernel too
LEAST_SECONDS = 0.1  # of CPU time for each measurement: the clock of some systems counts in 1/64 s

PREDICTIONS = tuple(10.0**power for power in range(9))  # up to a hundred million

BATCH = Control(
    key="batch",
    name=N_("Predictions at a time"),
    explanation=N_("How many rows the model is asked about in one call."),
    stops=(1, 10, 100, 1000),
    default=1,
)
TRIALS = Control(
    key="trials",
    name=N_("Trials"),
    explanation=N_("How many times everything is trained and measured, with other first weights."),
    stops=(3, 5, 10),
    default=5,
)


@dataclass(frozen=True, slots=True)
class Model:
    """A model that is trained, then used."""

    key: str
    new: Callable[[int], Any]
    """The scikit-learn classifier for a seed, not fitted."""


def _linear(seed: int) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(max_iter=200, random_state=seed)


def _kernel(seed: int) -> Any:
    from sklearn.svm import SVC

    return SVC(random_state=seed)


def _nearest(_seed: int) -> Any:
    from sklearn.neighbors import KNeighborsClassifier

    return KNeighborsClassifier(n_neighbors=1)


def _network(epochs: int, *hidden: int) -> Callable[[int], Any]:
    def new(seed: int) -> Any:
        from sklearn.neural_network import MLPClassifier

        return MLPClassifier(
            hidden_layer_sizes=hidden,
            max_iter=epochs,
            n_iter_no_change=epochs + 1,  # never stop early
            tol=0.0,
            random_state=seed,
        )

    return new


# The order gives their colours: those of the families stand where they do elsewhere.
MODELS = (
    Model("linear", _linear),
    Model("nearest", _nearest),
    Model("kernel", _kernel),
    Model(SMALL_NETWORK, _network(SMALL_EPOCHS, 32)),
    Model(LARGE_NETWORK, _network(LARGE_EPOCHS, 512, 512)),
)

_SERIES = tuple(Series(each.key, NAMES[each.key]) for each in MODELS)

PICTURES = (
    Picture(
        "break_even",
        N_("Predictions that take as much as the training"),
        "bars",
        Axis(N_("Model")),
        Axis(N_("Predictions"), logarithmic=True),
        _SERIES,
        short=N_("Break-even"),
    ),
    Picture(
        "total",
        N_("Processor time of a training and of the predictions after it"),
        "curves",
        Axis(N_("Predictions"), logarithmic=True),
        Axis(N_("Processor time"), "s", logarithmic=True, less_is_better=True),
        _SERIES,
        short=N_("In all"),
    ),
    Picture(
        "prediction",
        N_("Processor time of one prediction, alone and in batches"),
        "curves",
        Axis(N_("Predictions at a time"), logarithmic=True),
        Axis(N_("Processor time of one prediction"), "s", logarithmic=True, less_is_better=True),
        _SERIES,
        short=N_("In batches"),
    ),
)


@dataclass(slots=True)
class _Measured:
    """What a model took, trial by trial."""

    training_seconds: list[float] = field(default_factory=list)  # of one training
    prediction_seconds: dict[float, list[float]] = field(default_factory=dict)  # of one, by batch
    spent_training: float = 0.0  # CPU time of all the trainings
    spent_predicting: dict[float, float] = field(default_factory=dict)  # of all of a batch size
    scores: list[float] = field(default_factory=list)

    def points(self, position: int, model: Model, rows: int) -> Iterator[Point]:
        """Yield its points in the three pictures."""
        training = statistics.median(self.training_seconds)
        for batch, seconds in self.prediction_seconds.items():
            prediction = statistics.median(seconds)
            figures = {
                "training_seconds": training,
                "prediction_seconds": prediction,
                "score": statistics.fmean(self.scores),
                "rows": float(rows),
            }
            ratios = [
                one / other for one, other in zip(self.training_seconds, seconds, strict=True)
            ]
            yield median_point(
                "break_even",
                model.key,
                position,
                ratios,
                lens=batch,
                figures=figures,
                processor_seconds=self.spent_training if batch == BATCH.default else 0.0,
            )
            yield median_point(
                "prediction",
                model.key,
                batch,
                seconds,
                figures=figures,
                processor_seconds=self.spent_predicting[batch],
            )
            for predictions in PREDICTIONS:
                total = training + predictions * prediction
                yield Point("total", model.key, predictions, total, lens=batch)


def conduct(request: Request) -> Iterator[Point]:
    """Yield the points of every model after each of its trials."""
    import numpy as np
    from sklearn.exceptions import ConvergenceWarning

    description = card(request.dataset or EXPERIMENT.datasets[0])
    settings = EXPERIMENT.defaults() | dict(request.settings)
    share = min(1.0, MOST_ROWS / description.training_rows)
    measured = {model.key: _Measured() for model in MODELS}
    for trial in range(int(settings["trials"])):
        seed = request.seed + trial
        dataset = load(description.key, seed, share)
        columns, target = dataset.training_columns, dataset.training_target
        asked = np.resize(dataset.test_columns, (int(max(BATCH.stops)), columns.shape[1]))
        for position, model in enumerate(MODELS):
            known = measured[model.key]
            learned = model.new(seed)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", ConvergenceWarning)  # so many epochs, and no more
                once, spent = _timed(partial(learned.fit, columns, target))
            known.training_seconds.append(once)
            known.spent_training += spent
            known.scores.append(float(learned.score(dataset.test_columns, dataset.test_target)))
            for batch in BATCH.stops:
                once, spent = _timed(partial(learned.predict, asked[: int(batch)]))
                known.prediction_seconds.setdefault(batch, []).append(once / batch)
                known.spent_predicting[batch] = known.spent_predicting.get(batch, 0.0) + spent
            yield from known.points(position, model, len(target))


def _timed(work: Callable[[], Any]) -> tuple[float, float]:
    """Return the CPU time of *work*, and that of all the times it was done to know it."""
    began = time.process_time()
    times = 0
    while True:
        work()
        times += 1
        spent = time.process_time() - began
        if spent >= LEAST_SECONDS:
            return spent / times, spent


def count(request: Request) -> int:
    """Return how many points a whole run yields."""
    settings = EXPERIMENT.defaults() | dict(request.settings)
    of_a_model = len(BATCH.stops) * (2 + len(PREDICTIONS))
    return int(settings["trials"]) * len(MODELS) * of_a_model


EXPERIMENT = Experiment(
    key="train_or_use",
    name=N_("Train or use"),
    question=N_("After how many predictions does the use of a model outweigh its training?"),
    explanation=N_(
        "Five models are trained, then asked about new rows, one by one and many at a time. Only "
        "calculations count: not the camera, the network or the waiting. Bars reach from the least "
        "to the most of the trials."
    ),
    predictions=(
        Prediction(
            N_(
                "After how many predictions, made one by one, has the network of 32 neurons used "
                "as much energy as its training?"
            ),
            stops=(1, 10, 100, 1_000, 10_000, 100_000, 1_000_000),
            form="count",
            truth=truth_of_break_even,
        ),
        Prediction(
            N_("How many times less does a prediction of that network take, a thousand at a time?"),
            stops=(1, 2, 5, 10, 50, 100, 500),
            form="times",
            truth=truth_of_batches,
        ),
    ),
    pictures=PICTURES,
    conduct=conduct,
    count=count,
    read=read,
    controls=(TRIALS,),
    lens=BATCH,
    datasets=("digits", "breast_cancer", "fashion", "camera", "forest", "chords"),
    seconds=25.0,
    sources=(
        "D. Patterson et al., The carbon footprint of machine learning training will plateau, then "
        "shrink, Computer 55(7), 2022",
    ),
)
