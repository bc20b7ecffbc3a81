"""The candidates of a search of settings, and scikit-learn's own ways to search among them."""

import math
from collections.abc import Callable, Mapping
from typing import Any

from equilibre import numbers
from equilibre.records import dataclass
from equilibre.texts import _

EPOCHS = 15
BATCH_SIZE = 64
FACTOR = 3  # of a halving search: one candidate in three goes on, with three times the rows
FIRST = {"hidden_layer_sizes": (32,), "learning_rate_init": 0.001, "alpha": 0.0001}
"""What a first try would be: the last two are scikit-learn's own defaults."""

GRIDS: dict[int, dict[str, list[Any]]] = {  # by the number of values of each setting
    2: {
        "hidden_layer_sizes": [(32,), (128,)],
        "learning_rate_init": [0.001, 0.01],
        "alpha": [0.0001, 0.01],
    },
    3: {
        "hidden_layer_sizes": [(8,), (32,), (128,)],
        "learning_rate_init": [0.001, 0.003, 0.01],
        "alpha": [0.0001, 0.01, 1.0],
    },
    4: {
        "hidden_layer_sizes": [(8,), (32,), (64,), (128,)],
        "learning_rate_init": [0.001, 0.003, 0.01, 0.03],
        "alpha": [0.0001, 0.001, 0.01, 1.0],
    },
}
VARIED = tuple(FIRST)
_SIZES = 20  # of hidden layers that the random search draws among, on a logarithmic scale
_LEAST_ROWS = 100  # of the first round of a halving search


@dataclass(frozen=True, slots=True)
class Plan:
    """What is searched, and how."""

    values: int  # of each setting
    folds: int
    draws: int  # of the random search
    rows: int  # to learn from
    seed: int
    spread: bool = False  # over as many processes as there are

    @property
    def grid(self) -> dict[str, list[Any]]:
        """The values of each setting."""
        return GRIDS[self.values]

    @property
    def rounds(self) -> list[int]:
        """How many candidates each round of the halving search has; the last sees all rows."""
        left = [math.prod(map(len, self.grid.values()))]
        while left[-1] > FACTOR and self.rows // FACTOR ** len(left) >= _LEAST_ROWS:
            left.append(math.ceil(left[-1] / FACTOR))
        return left

    @property
    def candidates(self) -> int:
        """How many candidates the three searches judge in all, each on every fold."""
        return self.rounds[0] + self.draws + sum(self.rounds)

    @property
    def common(self) -> dict[str, Any]:
        """What all searches are told alike."""
        from sklearn.model_selection import StratifiedKFold

        return {
            "cv": StratifiedKFold(self.folds, shuffle=True, random_state=self.seed),
            "error_score": "raise",
            "n_jobs": -1 if self.spread else None,
        }


def model(seed: int) -> dict[str, Any]:
    """Return what all candidates have in common."""
    return {"max_iter": EPOCHS, "batch_size": BATCH_SIZE, "random_state": seed}


def _grid(plan: Plan) -> Callable[[Any], Any]:
    from sklearn.model_selection import GridSearchCV

    return lambda candidate: GridSearchCV(candidate, plan.grid, **plan.common)


def _random(plan: Plan) -> Callable[[Any], Any]:
    from scipy.stats import loguniform
    from sklearn.model_selection import RandomizedSearchCV

    ends = {name: (values[0], values[-1]) for name, values in plan.grid.items()}
    fewest, most = (layers[0] for layers in ends["hidden_layer_sizes"])
    steps = [fewest * (most / fewest) ** (step / _SIZES) for step in range(_SIZES + 1)]
    between = {
        "hidden_layer_sizes": [(round(size),) for size in steps],
        "learning_rate_init": loguniform(*ends["learning_rate_init"]),
        "alpha": loguniform(*ends["alpha"]),
    }
    return lambda candidate: RandomizedSearchCV(
        candidate, between, n_iter=plan.draws, random_state=plan.seed, **plan.common
    )


def _halving(plan: Plan) -> Callable[[Any], Any]:
    from sklearn.experimental import enable_halving_search_cv  # noqa: F401 - it may change
    from sklearn.model_selection import HalvingGridSearchCV

    return lambda candidate: HalvingGridSearchCV(
        candidate,
        plan.grid,
        factor=FACTOR,
        min_resources=plan.rows // FACTOR ** (len(plan.rounds) - 1),
        random_state=plan.seed,
        return_train_score=False,
        **plan.common,
    )


SEARCHES: dict[str, Callable[[Plan], Callable[[Any], Any]]] = {
    "grid": _grid,
    "random": _random,
    "halving": _halving,
}
"""By name, what makes scikit-learn's search of a plan, around an estimator."""


def in_words(parameters: Mapping[str, Any]) -> str:
    """Write the settings of a candidate."""
    layers = parameters["hidden_layer_sizes"]
    return _("{neurons} neurons · rate {rate} · L2 {penalty}").format(
        neurons=layers[0],
        rate=numbers.significant(parameters["learning_rate_init"], 2),
        penalty=numbers.significant(parameters["alpha"], 1),
    )
