"""The four families on one data set: what their scores cost."""

from collections.abc import Iterator
from dataclasses import field
from typing import TYPE_CHECKING

from equilibre.learning.catalogue import DATASETS, FAMILIES
from equilibre.learning.control import Settings
from equilibre.learning.dataset import DatasetCard, card, load
from equilibre.learning.experiments.experiment import (
    Axis,
    Experiment,
    Picture,
    Point,
    Prediction,
    Request,
    Series,
)
from equilibre.learning.experiments.families_words import (
    read,
    truth_of_energy,
    truth_of_ratio,
    truth_of_score,
)
from equilibre.learning.experiments.repeats import OVERLAP, TRIALS, mean_of, mean_point
from equilibre.learning.family import Family
from equilibre.learning.network import LAYERS, NETWORK, NEURONS
from equilibre.learning.solver import EPOCHS, SHARE
from equilibre.records import dataclass
from equilibre.texts import N_

if TYPE_CHECKING:
    from equilibre.learning.dataset import Dataset

ROWS_SEEN = 60_000
"""About how many rows every model sees in all: the same for the four families."""

MOST_EPOCHS = 100
MOST_ROWS = 10_000  # of those learned from
NEURONS_TRIED = (8, 32, 64, 128, 512)  # of one hidden layer
MOST_OPERATIONS = 4e10  # of one training: some seconds of an old core


JOULES = Axis(N_("Energy of a training"), logarithmic=True, energy=True)
SCORE = Axis(N_("Right answers (for a number: variance explained, R²)"), unit="%")

PICTURES = (
    Picture(
        "families",
        N_("Right answers against the energy of a training"),
        "curves",
        JOULES,
        SCORE,
        tuple(Series(each.key, each.name, joined=False, family=each.key) for each in FAMILIES),
        pareto=True,
        short=N_("Families"),
    ),
    Picture(
        "sizes",
        N_("What the last point costs: wider and wider networks"),
        "curves",
        JOULES,
        SCORE,
        (Series(NETWORK.key, NETWORK.name, family=NETWORK.key),),
        pareto=True,
        short=N_("Last point"),
    ),
)


@dataclass(slots=True)
class _Trials:
    """What the trainings of one model came to so far."""

    scores: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)  # CPU time, without the evaluations

    def point(self, picture: str, family: Family, x: float, parameters: int) -> Point:
        """Return the point of their means."""
        figures = {"parameters": float(parameters)}
        spread = mean_of(self.seconds)
        if spread is not None:
            figures |= {"seconds_low": max(0.0, spread.low), "seconds_high": spread.high}
        return mean_point(
            picture,
            family.key,
            x,
            self.scores,
            overlap=OVERLAP,
            most=1.0,
            processor_seconds=sum(self.seconds),
            figures=figures,
        )


@dataclass(frozen=True, slots=True)
class _Model:
    """One point of a picture, and how it is trained."""

    picture: str
    family: Family
    x: float
    settings: Settings


def plan(key: str) -> tuple[_Model, ...]:
    """Return the models to be trained on a data set: each family, then more and more neurons."""
    description = card(key)
    suitable = [each for each in FAMILIES if each.unsuitable(description) is None]
    models = [_Model("families", each, 0.0, _settings(each, description)) for each in suitable]
    usual = next(model.settings for model in models if model.family is NETWORK)
    for neurons in NEURONS_TRIED:
        settings = {**usual, NEURONS.key: neurons, LAYERS.key: 1.0}
        work = NETWORK.operations(description, settings, int(usual[EPOCHS.key]))
        if work <= MOST_OPERATIONS and settings != usual:  # the usual one is there already
            models.append(_Model("sizes", NETWORK, neurons, settings))
    return tuple(models)


def _settings(family: Family, description: DatasetCard) -> dict[str, float]:
    """Return the usual settings of a family, for as many rows seen as the others see.

    The solver's are the family's own: those of the card may be slow on purpose, to be watched.
    """
    share = max(
        (stop for stop in SHARE.stops if description.training_rows * stop <= MOST_ROWS),
        default=SHARE.stops[0],
    )
    rows = description.training_rows * share
    wished = min(ROWS_SEEN / rows, MOST_EPOCHS)
    solver = {key: family.control(key).default for key in ("learning_rate", "batch_size")}
    return family.nearest(
        description, {**solver, SHARE.key: share, EPOCHS.key: wished, "patience": 0.0}
    )


def conduct(request: Request) -> Iterator[Point]:
    """Yield every model after each of its trials, the four families first."""
    key = request.dataset or EXPERIMENT.datasets[0]
    settings = EXPERIMENT.defaults() | dict(request.settings)
    models = plan(key)
    trials = {model.picture + model.family.key + str(model.x): _Trials() for model in models}
    for trial in range(int(settings["trials"])):
        seed = request.seed + trial
        for model in models:
            dataset = load(key, seed, model.settings[SHARE.key])
            known = trials[model.picture + model.family.key + str(model.x)]
            score, seconds = trained(dataset, model.family, model.settings, seed)
            known.scores.append(score)
            known.seconds.append(seconds)
            parameters = model.family.parameters(dataset.card, model.settings)
            yield known.point(model.picture, model.family, model.x, parameters)


def trained(
    dataset: "Dataset", family: Family, settings: Settings, seed: int
) -> tuple[float, float]:
    """Return the score on the test rows after the last epoch, and the CPU time of a training.

    Looking at the losses on the way is not part of it.
    """
    from equilibre.learning.engine import Training

    *_steps, last = Training(dataset, family, settings, seed).steps()
    return last.test_score, last.learning_seconds or 0.0


def count(request: Request) -> int:
    """Return how many points a whole run yields."""
    settings = EXPERIMENT.defaults() | dict(request.settings)
    return int(settings["trials"]) * len(plan(request.dataset or EXPERIMENT.datasets[0]))


EXPERIMENT = Experiment(
    key="four_families",
    name=N_("Four families, one data set"),
    question=N_("Which family of models gives the best answers, and for how much energy?"),
    explanation=N_(
        "Each family at its usual size sees the same number of rows, then networks of more and "
        "more neurons do. Each trial begins anew; intervals between trials are at 95 %."
    ),
    predictions=(
        Prediction(
            N_("Which family will take the most energy for a training?"),
            choices=tuple(each.name for each in FAMILIES),
            truth=truth_of_energy,
        ),
        Prediction(
            N_("Which family will give the most right answers?"),
            choices=(
                *(each.name for each in FAMILIES),
                N_("None: the trials will not tell the best two apart"),
            ),
            truth=truth_of_score,
        ),
        Prediction(
            N_(
                "How many times the energy of the cheapest family will the most expensive one take?"
            ),
            stops=(1, 2, 5, 10, 20, 50, 100, 200),
            form="times",
            truth=truth_of_ratio,
        ),
    ),
    pictures=PICTURES,
    conduct=conduct,
    count=count,
    read=read,
    controls=(TRIALS,),
    datasets=DATASETS,
    seconds=45.0,
    sources=(N_("The four families of functions of the course, on its own data sets"),),
)
