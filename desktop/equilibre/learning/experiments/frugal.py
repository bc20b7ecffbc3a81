"""Frugal: a network made smaller in five ways, what each saves and what it loses."""

from collections.abc import Iterator
from dataclasses import field
from functools import partial
from typing import Any

import numpy as np

from equilibre.learning.control import Control
from equilibre.learning.dataset import Dataset, card, load
from equilibre.learning.experiments import frugal_networks as networks
from equilibre.learning.experiments.experiment import (
    Axis,
    Experiment,
    Picture,
    Point,
    Prediction,
    Request,
    Series,
)
from equilibre.learning.experiments.frugal_words import (
    read,
    truth_of_pruning,
    truth_of_small,
    truth_of_whole_numbers,
)
from equilibre.learning.experiments.repeats import mean_point
from equilibre.records import dataclass
from equilibre.texts import N_

DATASETS = ("digits", "fashion", "chords")
LARGE = (256, 128)  # neurons of the hidden layers
BATCH = 32
MOST_ROWS = 5_000  # learned from
ROWS_SEEN = 40_000  # in all, by each network
REUSED = 128  # neurons of the hidden layer whose features are reused
LABELLED = (10, 20, 50, 100, 200, 500)  # rows of the other classes that a network is given
_LEAST_CORRECTIONS = 100  # of a network that learns from few rows
_THOUSAND = 1000.0
_MODELS = ("large", "small", "pruned", "quantised", "distilled")
_STARTS = ("nothing", "reused", "sum")

NEURONS = Control(
    key="neurons",
    name=N_("Neurons of the small network"),
    explanation=N_("The large one has 256, then 128; the small and the distilled one have these."),
    stops=(8, 16, 32, 64),
    default=32,
)
KEPT = Control(
    key="kept",
    name=N_("Weights kept by pruning (%)"),
    explanation=N_("The smallest weights are set to zero; those left are trained a little more."),
    stops=(2, 5, 10, 20, 50),
    default=10,
)
TRIALS = Control(
    key="trials",
    name=N_("Trials"),
    explanation=N_(
        "How many times everything is trained, with other rows set aside and other first weights."
    ),
    stops=(3, 5, 10),
    default=5,
)


def _settings(request: Request) -> dict[str, float]:
    return EXPERIMENT.defaults() | dict(request.settings)


def count(request: Request) -> int:
    """Return how many points a run has: three for each model, one for each start and few rows."""
    enough = len(_labelled(request))
    return int(_settings(request)["trials"]) * (3 * len(_MODELS) + len(_STARTS) * enough)


def _labelled(request: Request) -> tuple[int, ...]:
    """Return how many rows of the other classes can be given, for every split."""
    description = card(request.dataset or DATASETS[0])
    least = min(description.training_rows, MOST_ROWS) * 0.4  # half the classes, or a little less
    return tuple(rows for rows in LABELLED if rows <= least)


def conduct(request: Request) -> Iterator[Point]:
    """Make every model once and reuse features once; then again with another split and seed."""
    run = _Run(request)
    for trial in range(int(_settings(request)["trials"])):
        seed = request.seed + trial
        dataset = _data(request.dataset or DATASETS[0], seed)
        yield from run.models(dataset, seed)
        yield from run.reuse(dataset, seed)


def _data(key: str, seed: int) -> Dataset:
    return load(key, seed, min(1.0, MOST_ROWS / card(key).training_rows))


@dataclass(slots=True)
class _Made:
    """What one model came to, trial after trial."""

    scores: list[float] = field(default_factory=list)
    training_ratios: list[float] = field(default_factory=list)  # to the large network's
    training_seconds: float = 0.0  # its own, without the network that it starts from
    use_seconds: float = 0.0
    predictions: int = 0
    bytes: int = 0


class _Run:
    """One run under way."""

    def __init__(self, request: Request) -> None:
        self._neurons = (int(_settings(request)["neurons"]),)
        self._kept = _settings(request)["kept"] / 100.0
        self._labelled = _labelled(request)
        self._made = {key: _Made() for key in _MODELS}
        self._few: dict[tuple[str, int], tuple[list[float], list[float]]] = {}
        self._large_seconds = 0.0

    def models(self, dataset: Dataset, seed: int) -> Iterator[Point]:
        """Make the five models once more."""
        rows, target = dataset.training_columns, dataset.training_target
        epochs = max(1, round(ROWS_SEEN / len(target)))
        train = partial(networks.trained, epochs=epochs, batch=BATCH, seed=seed)
        model, seconds = train(LARGE, rows, target)
        self._large_seconds = seconds
        large = networks.network(model)
        yield from self._points("large", dataset, large, networks.answers, 0.0, seconds)
        small, seconds = train(self._neurons, rows, target)
        its = networks.network(small)
        yield from self._points("small", dataset, its, networks.answers, 0.0, seconds)
        its, seconds = networks.quantised(large)
        began = self._large_seconds
        yield from self._points(
            "quantised", dataset, its, networks.whole_number_answers, began, seconds
        )
        its, seconds = networks.distilled(
            large, self._neurons, rows, epochs=epochs, batch=BATCH, seed=seed
        )
        yield from self._points("distilled", dataset, its, networks.answers, began, seconds)
        its, seconds = networks.pruned(
            model, self._kept, rows, target, epochs=max(1, epochs // 3), seed=seed
        )
        yield from self._points("pruned", dataset, its, networks.sparse_answers, began, seconds)

    def _points(
        self,
        key: str,
        dataset: Dataset,
        layers: networks.Network,
        predict: networks.Answers,
        before_seconds: float,
        seconds: float,
    ) -> Iterator[Point]:
        """Judge and time one model; *before_seconds* took the network that it starts from."""
        made = self._made[key]
        given = predict(layers, dataset.test_columns).argmax(axis=1)
        made.scores.append(float(np.mean(given == dataset.test_target)))
        made.training_ratios.append((before_seconds + seconds) / self._large_seconds)
        made.training_seconds += seconds
        used, predictions = networks.timed(layers, predict, dataset.test_columns)
        made.use_seconds += used
        made.predictions += predictions
        made.bytes = sum(layer.bytes for layer in layers)
        place = _MODELS.index(key)
        yield mean_point(
            "use",
            key,
            place,
            made.scores,
            least=0.0,
            most=1.0,
            processor_seconds=made.use_seconds,
            done=made.predictions / _THOUSAND,
        )
        yield mean_point(
            "training",
            key,
            place,
            made.training_ratios,
            least=0.0,
            processor_seconds=made.training_seconds,
        )
        yield Point("memory", key, place, made.bytes / _THOUSAND)

    def reuse(self, dataset: Dataset, seed: int) -> Iterator[Point]:
        """Learn features on half the classes, and use them on few rows of the others."""
        half = len(dataset.card.classes) // 2
        rows, target = dataset.training_columns, dataset.training_target
        source, others = target < half, target >= half
        epochs = max(1, round(ROWS_SEEN / 2 / int(source.sum())))
        model, seconds = networks.trained(
            (REUSED,), rows[source], target[source], epochs=epochs, batch=BATCH, seed=seed
        )
        first = networks.network(model)[0]

        def features(columns: Any) -> Any:
            return np.maximum(columns @ first.weights + first.intercepts, 0)

        judged = dataset.test_target >= half
        new, truth = dataset.test_columns[judged], dataset.test_target[judged]
        starts = {
            "nothing": ((REUSED,), rows[others], new, 0.0),
            "reused": ((), features(rows[others]), features(new), seconds),
            "sum": ((), rows[others], new, 0.0),
        }
        for labelled in self._labelled:
            for key, (hidden, columns, test, before) in starts.items():
                few, seconds = networks.trained(
                    hidden,
                    columns[:labelled],
                    target[others][:labelled],
                    epochs=max(epochs, _LEAST_CORRECTIONS * BATCH // labelled),
                    batch=BATCH,
                    seed=seed,
                )
                scores, took = self._few.setdefault((key, labelled), ([], []))
                scores.append(float(np.mean(few.predict(test) == truth)))
                # What the source took is counted once, with the fewest rows.
                took.append(seconds + (before if labelled == self._labelled[0] else 0.0))
                yield mean_point(
                    "transfer",
                    key,
                    labelled,
                    scores,
                    least=0.0,
                    most=1.0,
                    processor_seconds=sum(took),
                    figures={"seconds": seconds, "source_seconds": before},
                )


_SERIES = (
    Series("large", N_("large network"), joined=False),
    Series("small", N_("small network"), joined=False),
    Series("pruned", N_("large, pruned"), joined=False),
    Series("quantised", N_("large, 8 bits"), joined=False),
    Series("distilled", N_("small, taught by the large one"), joined=False),
)
_ACCURACY = Axis(N_("Accuracy on the test rows"), "%")
_MODEL_AXIS = Axis(N_("Model"))

EXPERIMENT = Experiment(
    key="frugal",
    name=N_("Frugal networks"),
    question=N_("What can a smaller network save, before it is trained and after?"),
    explanation=N_(
        "A large network and a small one are trained; the large one is pruned, put into whole "
        "numbers of 8 bits, and teaches a small one. Then the features learned on half the classes "
        "are reused on few rows of the others."
    ),
    predictions=(
        Prediction(
            N_("How many times less energy does a prediction of the small network take?"),
            stops=(1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0),
            form="times",
            truth=truth_of_small,
        ),
        Prediction(
            N_("Pruned to a part of its weights and trained a little more, the large network is…"),
            choices=(
                N_("clearly less accurate"),
                N_("as accurate, as far as these trials can tell"),
                N_("clearly more accurate"),
            ),
            truth=truth_of_pruning,
        ),
        Prediction(
            N_(
                "With weights of 8 bits instead of 32, the memory is a quarter. On this computer, "
                "with NumPy, a prediction takes…"
            ),
            choices=(N_("less energy"), N_("about as much"), N_("more energy")),
            truth=truth_of_whole_numbers,
        ),
    ),
    pictures=(
        Picture(
            "use",
            N_("Accuracy against the energy of 1,000 predictions"),
            "curves",
            Axis(N_("Energy of 1,000 predictions"), logarithmic=True, energy=True),
            _ACCURACY,
            _SERIES,
            pareto=True,
            short=N_("Use"),
        ),
        Picture(
            "training",
            N_("Energy of the training, that of the network started from included"),
            "bars",
            _MODEL_AXIS,
            Axis(N_("Energy of the training, the large network’s being 1"), "×"),
            _SERIES,
            short=N_("Training"),
        ),
        Picture(
            "memory",
            N_("Memory that the weights take"),
            "bars",
            _MODEL_AXIS,
            Axis(N_("Memory"), N_("kB")),
            _SERIES,
            short=N_("Memory"),
        ),
        Picture(
            "transfer",
            N_("Features of half the classes, reused on the others"),
            "curves",
            Axis(N_("Labelled rows of the other classes"), logarithmic=True),
            Axis(N_("Accuracy on the other classes"), "%"),
            (
                Series("nothing", N_("from nothing")),
                Series("reused", N_("features reused")),
                Series("sum", N_("columns alone")),
            ),
            short=N_("Reuse"),
        ),
    ),
    conduct=conduct,
    count=count,
    read=read,
    controls=(NEURONS, KEPT, TRIALS),
    datasets=DATASETS,
    seconds=40.0,
    sources=(
        "Han, Pool, Tran, Dally, Learning both Weights and Connections for Efficient Neural "
        "Networks, NeurIPS 2015",
        "Hinton, Vinyals, Dean, Distilling the Knowledge in a Neural Network, 2015",
    ),
)
