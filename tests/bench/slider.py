"""What moving one slider of the life-cycle tab costs: ``python3 tests --bench slider``.

A study of 20 devices x 4 phases x 6 indicators (80 lines in each of two variants), 10 000 draws:
totals with three quantiles, difference with its sign and the probability of it. Beside it, the
same answer computed from nothing. The two take turns, so that a busy machine slows both.
"""

# ruff: noqa: E402 - the processor is set before numpy is imported

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import time
from collections.abc import Iterator
from dataclasses import replace

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.comparison import compare
from equilibre.lifecycle.factor import Range
from equilibre.lifecycle.study import Study
from equilibre.lifecycle.uncertainty import Simulation
from tests.bench.goal import Ask, Figure, figure, ratio, report, rounds
from tests.lifecycle.studies import large_study

ROUNDS = 41
GOAL_MILLISECONDS = 16.0  # one picture of the screen


def six_indicators() -> tuple[str, ...]:
    """Make the program count six indicators, whatever its tables hold, and return their keys."""
    known = catalogue.indicators()
    models = list(known.values())
    more = {f"more_{place}": models[place % len(models)] for place in range(6 - len(known))}
    six = {**known, **{key: replace(model, key=key) for key, model in more.items()}}
    catalogue.indicators = lambda: six  # type: ignore[assignment]
    return tuple(six)


class Case:
    """One slider, and whether moving it draws everything again."""

    def __init__(self, study: Study, parameter: str, afresh: bool) -> None:
        self._parameter, self._afresh = parameter, afresh
        self._simulation = Simulation(study, "FRA")
        self._answer()

    def move(self, value: float) -> None:
        study = self._simulation.study
        fixed = replace(study.parameters[self._parameter], range=Range(value, value, value))
        changed = replace(study, parameters={**study.parameters, self._parameter: fixed})
        if self._afresh:
            self._simulation = Simulation(changed, "FRA")
        else:
            self._simulation = self._simulation.with_change(changed)
        self._answer()

    def _answer(self) -> None:
        for variant in ("R0", "A1"):
            self._simulation.quantiles(variant, (0.05, 0.5, 0.95))
        compare(self._simulation, "R0", "A1")


def measure(ask: Ask) -> Iterator[Figure]:
    """Yield the milliseconds of each move, and what drawing again costs beside one."""
    study = large_study(indicators=six_indicators())
    cases = {
        "one device's slider": Case(study, "life_3", afresh=False),
        "a slider that moves every line": Case(study, "hours", afresh=False),
        "everything drawn again": Case(study, "hours", afresh=True),
    }
    times: dict[str, list[float]] = {name: [] for name in cases}
    for turn in rounds(ROUNDS, ask):
        for name, case in cases.items():
            start = time.perf_counter()
            case.move(2 + turn / 10)
            times[name].append(1e3 * (time.perf_counter() - start))
    for name, own in times.items():
        goal = None if name == "everything drawn again" else GOAL_MILLISECONDS
        yield figure(name, own, "ms", goal=goal)
    yield ratio(
        "everything drawn again, of a move",
        times["everything drawn again"],
        times["a slider that moves every line"],
    )


report(__name__, __doc__, measure)
