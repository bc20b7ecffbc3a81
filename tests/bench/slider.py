"""What moving one slider of the life-cycle tab costs: ``python3 tests --bench slider``.

A study of 20 devices x 4 phases x 6 indicators (80 lines in each of two variants), 10 000 draws:
totals with three quantiles, difference with its sign and the probability of it. Beside it, the
same answer computed from nothing; the floor, one product of matrices and a partition in NumPy; and
with ``--peers`` a study of the same size in Brightway.
"""

# ruff: noqa: E402 - the processor is set before numpy is imported

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.comparison import compare
from equilibre.lifecycle.factor import Range
from equilibre.lifecycle.study import Study
from equilibre.lifecycle.uncertainty import Simulation
from tests.bench.goal import Ask, Figure, figure, ratio, report, rounds
from tests.bench.peers import environment
from tests.lifecycle.studies import large_study

ROUNDS = 41
GOAL_MILLISECONDS = 16.0  # one picture of the screen
GOAL_OF_FLOOR, GOAL_OF_BRIGHTWAY = 1.5, 100.0
DEVICES, PHASES, INDICATORS, DRAWS = 20, 4, 6, 10_000
BRIGHTWAY_DRAWS = 50  # in a turn; the others draw 10 000


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


class Floor:
    """The arithmetic of one variant, all draws at once, without any study around it."""

    def __init__(self) -> None:
        chance = np.random.default_rng(0)
        shape = (PHASES, DEVICES, INDICATORS * DRAWS)
        self._draws = chance.lognormal(0.0, 0.3, shape).astype(np.float32)

    def move(self, value: float) -> None:
        amounts = np.full((PHASES, 1, DEVICES), value, np.float32)
        phases = np.matmul(amounts, self._draws).reshape(PHASES, INDICATORS, DRAWS)
        series = np.concatenate([phases.reshape(-1, DRAWS), phases.sum(axis=0)])
        places = [int(share * (DRAWS - 1)) for share in (0.05, 0.5, 0.95)]
        np.partition(series, places, axis=1)[:, places]


@contextmanager
def brightway() -> Iterator[Callable[[int], float]]:
    """Yield what makes so many draws in Brightway, and returns the seconds of 10 000."""
    command = [environment("bw2calc"), Path(__file__).with_name("brightway.py")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        asked, told = process.stdin, process.stdout

        def draw(count: int) -> float:
            print(count, file=asked, flush=True)
            return float(told.readline()) * DRAWS / count

        draw(1)
        yield draw


def measure(ask: Ask) -> Iterator[Figure]:
    """Yield the milliseconds of each move, and what drawing again costs beside one."""
    study = large_study(DEVICES, PHASES, six_indicators())
    cases: dict[str, Case | Floor] = {
        "one device's slider": Case(study, "life_3", afresh=False),
        "a slider that moves every line": Case(study, "hours", afresh=False),
        "everything drawn again": Case(study, "hours", afresh=True),
        "floor": Floor(),
    }
    times: dict[str, list[float]] = {name: [] for name in cases}
    for turn in rounds(ROUNDS, ask):
        for name, case in cases.items():
            start = time.perf_counter()
            case.move(2 + turn / 10)
            times[name].append(1e3 * (time.perf_counter() - start))
    one, every, again, floor = times.values()
    yield figure("one device's slider", one, "ms", goal=GOAL_MILLISECONDS)
    yield figure("a slider that moves every line", every, "ms", goal=GOAL_MILLISECONDS)
    yield ratio(
        "a slider that moves every line, of its arithmetic alone",
        every,
        floor,
        goal=GOAL_OF_FLOOR,
        note="of one variant, each phase with its quantiles; the program answers for two",
    )
    yield ratio("everything drawn again, of a move", again, every)
    if ask.peers:
        yield from beside_brightway(
            ask, cases["everything drawn again"], cases["one device's slider"]
        )


def beside_brightway(ask: Ask, again: Case | Floor, move: Case | Floor) -> Iterator[Figure]:
    """Yield how many times as long Brightway takes."""
    theirs, redrawn, moved = [], [], []
    with brightway() as draw:
        for turn in rounds(7, ask):
            theirs.append(draw(BRIGHTWAY_DRAWS))
            for case, seconds in ((again, redrawn), (move, moved)):
                start = time.perf_counter()
                case.move(3 + turn / 10)
                seconds.append(time.perf_counter() - start)
    note = f"it draws and solves the study of one variant in {min(theirs) / DRAWS * 1e3:.1f} ms"
    words = "Brightway, of everything drawn again"
    yield ratio(words, theirs, redrawn, goal=GOAL_OF_BRIGHTWAY, at_least=True, note=note)
    yield ratio("Brightway, of a move", theirs, moved)


report(__name__, __doc__, measure)
