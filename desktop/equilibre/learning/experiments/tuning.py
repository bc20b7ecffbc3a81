"""The hidden cost of tuning: how many trainings stand behind the one that is kept."""

import math
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from itertools import count as numbered
from typing import Any

from equilibre.learning.control import Control
from equilibre.learning.dataset import Dataset, card, load
from equilibre.learning.experiments.candidates import (
    FACTOR,
    FIRST,
    SEARCHES,
    VARIED,
    Plan,
    in_words,
    model,
)
from equilibre.learning.experiments.cluster import Workers, connected
from equilibre.learning.experiments.costs import wilson
from equilibre.learning.experiments.experiment import (
    Axis,
    Entry,
    Experiment,
    Picture,
    Point,
    Prediction,
    Request,
    Series,
)
from equilibre.learning.experiments.searching import Fit, Search, timed_network
from equilibre.learning.experiments.tuning_words import (
    read,
    truth_of_count,
    truth_of_random,
    truth_of_times,
)
from equilibre.texts import N_, _

DATASETS = ("digits", "breast_cancer")
SCHEDULER = "scheduler"
_FIRST_TRIALS = 3

VALUES = Control(
    key="values",
    name=N_("Values of each setting"),
    explanation=N_(
        "Of the neurons, the learning rate and the penalty (L2): a grid tries them all."
    ),
    stops=(2, 3, 4),
    default=3,
)
FOLDS = Control(
    key="folds",
    name=N_("Folds"),
    explanation=N_("Each candidate is trained so many times, and judged on the rows left out."),
    stops=(3, 5, 10),
    default=5,
)
DRAWS = Control(
    key="draws",
    name=N_("Random draws"),
    explanation=N_("How many candidates the random search draws between the ends of the grid."),
    stops=(5, 10, 15, 30),
    default=15,
)


def _plan(request: Request) -> Plan:
    settings = EXPERIMENT.defaults() | dict(request.settings)
    return Plan(
        values=int(settings["values"]),
        folds=int(settings["folds"]),
        draws=int(settings["draws"]),
        rows=card(request.dataset or DATASETS[0]).training_rows,
        seed=request.seed,
        spread=bool(_address(request)),
    )


def _address(request: Request) -> str:
    return request.entries.get(SCHEDULER, "").strip()


def count(request: Request) -> int:
    """Return how many points a run has: the first model, each search, its candidates and fits."""
    plan = _plan(request)
    return 1 + 2 * len(SEARCHES) + plan.candidates * (plan.folds + 1)


def conduct(request: Request) -> Iterator[Point]:
    """Train a first model; then search on the grid, at random, by halving.

    Raises NoCluster where a scheduler was typed in and cannot be used.
    """
    address = _address(request)
    with connected(address) if address else nullcontext() as client:
        yield from _Run(request, client).points()


class _Run:
    """One run under way: what was found so far, for the points that compare."""

    def __init__(self, request: Request, client: Any) -> None:
        self._plan = _plan(request)
        self._client = client
        self._dataset: Dataset = load(request.dataset or DATASETS[0], request.seed)
        self._numbers = numbered(1)
        self._workers = Workers()
        self._right: dict[str, Any] = {}  # by series, whether each test row is answered rightly
        self._first_seconds = 0.0

    def points(self) -> Iterator[Point]:
        """Yield every point."""
        yield self._first()
        for series in SEARCHES:
            yield from self._searched(series)

    def _first(self) -> Point:
        """Return the point of the first try, trained a few times for a sure unit of energy."""
        first = timed_network(lambda record: None)(**model(self._plan.seed), **FIRST)
        seconds = 0.0
        for _trial in range(_FIRST_TRIALS):
            first.fit(self._dataset.training_columns, self._dataset.training_target)
            seconds += first.processor_seconds_
        self._first_seconds = seconds / _FIRST_TRIALS
        return replace(
            self._gain("first", first, self._first_seconds),
            processor_seconds=seconds,
            done=_FIRST_TRIALS,
        )

    def _searched(self, series: str) -> Iterator[Point]:
        search = Search(SEARCHES[series](self._plan), model(self._plan.seed), self._client)
        best = _Best(self._plan.folds)
        seconds = 0.0
        for fit in search.fits(self._dataset, VARIED):
            seconds += fit.processor_seconds
            whole = best.hear(fit)
            yield self._fit(series, fit)
            if whole:
                yield Point("best", series, seconds, best.score, figures={"trainings": best.fits})
        kept = search.kept
        gain = self._gain(
            series,
            kept,
            seconds + kept.processor_seconds_,
            trainings=best.fits + 1,
            kept_seconds=kept.processor_seconds_,
            validation=search.best_score,
        )
        yield Point(
            series,
            series,
            next(self._numbers),
            gain.y,
            processor_seconds=kept.processor_seconds_,
            name=_("trained again on all the training rows"),
            group=in_words(search.best_parameters),
            kept=True,
            figures={"rows": len(self._dataset.training_target)},
        )
        yield gain

    def _fit(self, series: str, fit: Fit) -> Point:
        figures = {"rows": float(fit.rows)}
        name = _("judged on one fold")
        if fit.worker:
            worker = self._workers.heard(fit.worker, fit.computer)
            name = worker.name
            figures["worker"] = worker.number
        return Point(
            series,
            series,
            next(self._numbers),
            fit.score,
            processor_seconds=fit.processor_seconds,
            name=name,
            group=in_words(fit.parameters),
            elsewhere=bool(fit.worker) and not worker.here,
            figures=figures,
        )

    def _gain(
        self,
        series: str,
        kept: Any,
        seconds: float,
        trainings: int = 1,
        **more: float,
    ) -> Point:
        """Return what a search took and gained, with what tells it from those before."""
        right = kept.predict(self._dataset.test_columns) == self._dataset.test_target
        low, high = wilson(int(right.sum()), len(right))
        figures = {"trainings": trainings, "seconds": seconds, "test_rows": len(right)} | more
        for other, its in self._right.items():
            figures[f"right_unlike_{other}"] = int((right & ~its).sum())
            figures[f"wrong_unlike_{other}"] = int((~right & its).sum())
        self._right[series] = right
        return Point(
            "gain",
            series,
            seconds / self._first_seconds,
            float(right.mean()),
            low=low,
            high=high,
            figures=figures,
        )


class _Best:
    """The best candidate so far, by its mean score on the validation folds."""

    def __init__(self, folds: int) -> None:
        self._folds = folds
        self._scores: dict[tuple[Any, ...], list[float]] = {}
        self._rows = 0
        self.score = 0.0
        self.fits = 0

    def hear(self, fit: Fit) -> bool:
        """Take a fit; return whether it was the last one of its candidate."""
        self.fits += 1
        # Another round of a halving search has more rows, and judges anew.
        round_rows = round(math.log(fit.rows, FACTOR))
        scores = self._scores.setdefault((*fit.parameters.values(), round_rows), [])
        scores.append(fit.score)
        if len(scores) < self._folds:
            return False
        mean = sum(scores) / self._folds
        self.score = mean if round_rows > self._rows else max(mean, self.score)
        self._rows = max(round_rows, self._rows)
        return True


_ACCURACY = Axis(N_("Accuracy"), "%")
_NAMES = {
    "first": N_("first try"),
    "grid": N_("grid search"),
    "random": N_("random search"),
    "halving": N_("halving search"),
}


def _icicle(series: str, name: str, short: str) -> Picture:
    across = Axis(N_("Energy"), energy=True)
    shown = (Series(series, _NAMES[series]),)
    return Picture(series, name, "icicle", across, _ACCURACY, shown, short=short)


def _series(*keys: str, joined: bool) -> tuple[Series, ...]:
    return tuple(Series(key, _NAMES[key], joined) for key in keys)


EXPERIMENT = Experiment(
    key="tuning",
    name=N_("The hidden cost of tuning"),
    question=N_("How many trainings stand behind the one that is kept, and what do they take?"),
    explanation=N_(
        "A network is tuned by three searches of scikit-learn: all candidates of a grid, some "
        "drawn at random, and a grid of which the worst are dropped round after round. Each "
        "candidate is judged on rows left out of its training; the test rows judge only the first "
        "try and what each search keeps."
    ),
    predictions=(
        Prediction(
            N_("How many trainings does the grid search do, to keep one?"),
            stops=(10.0, 30.0, 50.0, 100.0, 150.0, 300.0, 600.0, 1000.0),
            form="count",
            truth=truth_of_count,
        ),
        Prediction(
            N_("How many times the energy of the first try does the whole grid search take?"),
            stops=(3.0, 10.0, 30.0, 100.0, 200.0, 300.0, 1000.0),
            form="times",
            truth=truth_of_times,
        ),
        Prediction(
            N_("On the test rows, what does the random search keep, beside the grid search?"),
            choices=(
                N_("A clearly worse model"),
                N_("A model that cannot be told apart"),
                N_("A clearly better model"),
            ),
            truth=truth_of_random,
        ),
    ),
    pictures=(
        _icicle("grid", N_("The fits of the grid search"), N_("Grid")),
        Picture(
            "gain",
            N_("Accuracy of what is kept, against the energy of all trainings"),
            "curves",
            Axis(N_("Energy of all trainings, in first tries"), "×", logarithmic=True),
            Axis(N_("Accuracy on the test rows"), "%"),
            _series(*_NAMES, joined=False),
            pareto=True,
            short=N_("Gain"),
        ),
        Picture(
            "best",
            N_("Best candidate so far, against the processor time of the search"),
            "curves",
            Axis(N_("Processor time of the search"), "s", logarithmic=True),
            Axis(N_("Best accuracy on the folds left out"), "%"),
            _series(*_NAMES, joined=True),  # all of them: so each keeps its colour
            short=N_("Progress"),
        ),
        _icicle("random", N_("The fits of the random search"), N_("Random")),
        _icicle("halving", N_("The fits of the halving search"), N_("Halving")),
    ),
    conduct=conduct,
    count=count,
    read=read,
    controls=(VALUES, FOLDS, DRAWS),
    datasets=DATASETS,
    entries=(
        Entry(
            SCHEDULER,
            N_("Scheduler of a cluster"),
            N_(
                "Empty: this computer searches. Otherwise the address that “dask scheduler” shows, "
                "such as tcp://192.168.1.20:8786: the fits are spread over its workers. Only one "
                "that you trust: whoever runs it can run programs here."
            ),
        ),
    ),
    seconds=40.0,
    sources=(
        "Strubell, Ganesh, McCallum, Energy and Policy Considerations for Deep Learning in NLP, "
        "ACL 2019",
        "Bergstra, Bengio, Random Search for Hyper-Parameter Optimization, JMLR 13, 2012",
    ),
)
