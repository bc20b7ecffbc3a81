"""More data, more parameters: what each gains, and what it costs."""

import time
import warnings
from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING, Any

from equilibre.learning.card import DatasetCard
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
from equilibre.learning.experiments.more_words import (
    MIDDLE,
    read,
    truth_of_energy,
    truth_of_parameters,
    truth_of_rows,
)
from equilibre.learning.experiments.repeats import OVERLAP, TRIALS, mean_point
from equilibre.learning.family import Family
from equilibre.learning.network import NETWORK
from equilibre.records import dataclass
from equilibre.texts import N_

if TYPE_CHECKING:
    from equilibre.learning.dataset import Dataset

BATCH = 32
LEAST_STEPS = 500  # few rows are seen more often, else they would teach too little
MOST_ROWS = 6_000
ROWS_OF_PARAMETERS = 1_500  # at most, that the networks of more and more neurons learn from
NEURONS_OF_ROWS = 64
MANY_ROWS = 2_000  # above, fewer epochs do
EPOCHS, FEW_EPOCHS = 30, 10
MOST_OPERATIONS = 4e10  # of one training: some seconds of an old core

# Coarse before fine: the shape of both curves shows after a few points.
NEURONS = (4, MIDDLE, 512, 8, 128, 2048, 2, 16)  # of one hidden layer
HALVINGS = (5, 0, 2, 4, 1, 3)  # how often the rows are halved


WRONG = Axis(N_("Wrong answers on new rows"), unit="%", less_is_better=True)
JOULES = Axis(N_("Energy of a training"), logarithmic=True, energy=True)
_NETWORKS = (Series("network", NETWORK.name, family=NETWORK.key),)

PICTURES = (
    Picture(
        "rows",
        N_("Wrong answers against the number of training rows"),
        "curves",
        Axis(N_("Training rows n"), logarithmic=True),
        WRONG,
        _NETWORKS,
        short=N_("Rows"),
    ),
    Picture(
        "parameters",
        N_("Wrong answers against the number of parameters"),
        "curves",
        Axis(N_("Parameters |θ|"), logarithmic=True),
        WRONG,
        _NETWORKS,
        short=N_("Parameters"),
    ),
    Picture(
        "cost_of_rows",
        N_("Wrong answers against energy: more and more rows"),
        "curves",
        JOULES,
        WRONG,
        _NETWORKS,
        pareto=True,
        again="rows",
        short=N_("Price of rows"),
    ),
    Picture(
        "cost_of_parameters",
        N_("Wrong answers against energy: more and more parameters"),
        "curves",
        JOULES,
        WRONG,
        _NETWORKS,
        pareto=True,
        again="parameters",
        short=N_("Price of parameters"),
    ),
)


@dataclass(frozen=True, slots=True)
class Size:
    """One network to be trained: where it stands, and from how much it learns."""

    picture: str
    neurons: int
    rows: int
    epochs: int
    parameters: int

    @property
    def x(self) -> float:
        """Where it stands in its picture."""
        return float(self.rows if self.picture == "rows" else self.parameters)


def plan(description: DatasetCard) -> tuple[Size, ...]:
    """Return the networks to be trained on a data set, coarse before fine."""
    most = min(description.training_rows, MOST_ROWS)
    epochs = FEW_EPOCHS if most > MANY_ROWS else EPOCHS
    by_rows = [
        _size("rows", NEURONS_OF_ROWS, round(most / 2**halvings), epochs, description)
        for halvings in HALVINGS
    ]
    some = min(description.training_rows, ROWS_OF_PARAMETERS)
    by_neurons = [_size("parameters", neurons, some, EPOCHS, description) for neurons in NEURONS]
    affordable = [each for each in by_neurons if _operations(each) <= MOST_OPERATIONS]
    return (*by_rows, *affordable)


def _size(picture: str, neurons: int, rows: int, epochs: int, description: DatasetCard) -> Size:
    enough = ceil(LEAST_STEPS / ceil(rows / BATCH))
    parameters = _parameters(NETWORK, description, neurons)
    return Size(picture, neurons, rows, max(epochs, enough), parameters)


def _parameters(family: Family, description: DatasetCard, neurons: int) -> int:
    """Return |θ| of one hidden layer, also of a width that the family's own control lacks."""
    return family.parameters(description, {"layers": 1, "neurons": neurons})


def _operations(size: Size) -> float:
    return 6.0 * size.parameters * size.rows * size.epochs


def conduct(request: Request) -> Iterator[Point]:
    """Yield every network after each of its trials."""
    description = card(request.dataset or EXPERIMENT.datasets[0])
    settings = EXPERIMENT.defaults() | dict(request.settings)
    sizes = plan(description)
    share = min(1.0, max(size.rows for size in sizes) / description.training_rows)
    errors: dict[Size, list[float]] = {size: [] for size in sizes}
    seconds = dict.fromkeys(sizes, 0.0)
    for trial in range(int(settings["trials"])):
        seed = request.seed + trial
        for size in sizes:
            error, spent = _trained(load(description.key, seed, share), size, seed)
            errors[size].append(error)
            seconds[size] += spent
            yield mean_point(
                size.picture,
                "network",
                size.x,
                errors[size],
                overlap=OVERLAP,
                least=0.0,
                most=1.0,
                processor_seconds=seconds[size],
                figures={
                    "rows": size.rows,
                    "neurons": size.neurons,
                    "parameters": size.parameters,
                    "epochs": size.epochs,
                },
            )


def _trained(dataset: "Dataset", size: Size, seed: int) -> tuple[float, float]:
    """Return the share of wrong answers on the test rows, and the CPU time of the training."""
    from sklearn.exceptions import ConvergenceWarning

    columns, target = dataset.training_columns[: size.rows], dataset.training_target[: size.rows]
    model = _network(size, seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # so many epochs, and no more
        began = time.process_time()
        model.fit(columns, target)
        spent = time.process_time() - began
    return 1.0 - float(model.score(dataset.test_columns, dataset.test_target)), spent


def _network(size: Size, seed: int) -> Any:
    """Return scikit-learn's own network, to be trained for a fixed number of epochs."""
    from sklearn.neural_network import MLPClassifier

    return MLPClassifier(
        hidden_layer_sizes=(size.neurons,),
        batch_size=min(BATCH, size.rows),
        max_iter=size.epochs,
        n_iter_no_change=size.epochs + 1,  # never stop early
        tol=0.0,
        random_state=seed,
    )


def count(request: Request) -> int:
    """Return how many points a whole run yields."""
    settings = EXPERIMENT.defaults() | dict(request.settings)
    return int(settings["trials"]) * len(plan(card(request.dataset or EXPERIMENT.datasets[0])))


EXPERIMENT = Experiment(
    key="more",
    name=N_("More data, more parameters"),
    question=N_("What do more rows and more parameters still gain, and at what price?"),
    explanation=N_(
        "The same network learns from more and more rows; then wider and wider networks learn from "
        "the same rows. Each trial begins anew; intervals between trials are at 95 %."
    ),
    predictions=(
        Prediction(
            N_("By how much do twice as many training rows divide the wrong answers?"),
            stops=(1, 1.2, 1.4, 1.7, 2, 3),
            form="times",
            truth=truth_of_rows,
        ),
        Prediction(
            N_("The largest network, against the one of 32 neurons, will have…"),
            choices=(
                N_("…fewer wrong answers"),
                N_("…no difference that these trials can show"),
                N_("…more wrong answers"),
            ),
            truth=truth_of_parameters,
        ),
        Prediction(
            N_("How many times the energy of the network of 32 neurons will the largest one take?"),
            stops=(1, 2, 5, 10, 20, 50, 100),
            form="times",
            truth=truth_of_energy,
        ),
    ),
    pictures=PICTURES,
    conduct=conduct,
    count=count,
    read=read,
    controls=(TRIALS,),
    datasets=("digits", "fashion", "camera", "forest", "chords"),
    seconds=30.0,
    sources=(
        "J. Hestness et al., Deep learning scaling is predictable, empirically, 2017, "
        "arXiv:1712.00409",
    ),
)
