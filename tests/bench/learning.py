"""What an epoch costs beside its mathematics: ``python3 tests --bench learning``.

The same network, batch, solver and data three ways, in turns, one thread each: this program's
training (its engine, with the looks at the accuracy that the curve needs), a plain loop of
scikit-learn without any look, and the floor: forward, backward and Adam written in NumPy.
CPU seconds, and joules where a sensor measures the processor. Reported: there is no goal.
"""

# ruff: noqa: E402 - the threads are limited before NumPy is imported

import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ[name] = "1"

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.catalogue import family
from equilibre.learning.dataset import Dataset, load
from equilibre.learning.engine import Training
from equilibre.learning.head import new_head
from equilibre.meter.catalogue import open_sensors
from equilibre.meter.reading import Kind
from equilibre.meter.sampler import Sampler
from equilibre.meter.surroundings import Surroundings
from tests.bench.goal import Ask, Figure, ratio, report, rounds

Array = NDArray[np.float32]
SEED = 0
ROUNDS = 7
_FIRST_DECAY, _SECOND_DECAY, _LEAST = 0.9, 0.999, 1e-8  # of Adam, as scikit-learn has them


@dataclass(frozen=True, slots=True)
class Case:
    """One network on one data set."""

    data: str
    share: float
    layers: int
    neurons: int
    batch: int
    epochs: int

    @property
    def name(self) -> str:
        """What is trained, in a few words."""
        hidden = " × ".join([str(self.neurons)] * self.layers) or "no hidden layer"
        share = f" ({self.share:.0%})" if self.share < 1 else ""
        return f"{self.data}{share}, {hidden}"

    @property
    def hidden(self) -> tuple[int, ...]:
        """Widths of the hidden layers."""
        return (self.neurons,) * self.layers


CASES = (
    Case("digits", 1.0, 0, 0, 32, 50),
    Case("digits", 1.0, 1, 64, 32, 50),
    Case("forest", 0.02, 1, 64, 256, 10),
    Case("fashion", 0.5, 1, 64, 256, 2),
    Case("fashion", 0.5, 2, 256, 256, 2),
)


class Floor:
    """A network of NumPy: what the mathematics alone costs."""

    def __init__(self, widths: tuple[int, ...], rate: float, random: np.random.Generator) -> None:
        self._rate, self._steps = rate, 0
        self._layers: list[Array] = []
        for inputs, outputs in zip(widths, widths[1:], strict=False):
            bound = np.sqrt(6 / (inputs + outputs))
            for shape in ((inputs, outputs), (outputs,)):
                self._layers.append(random.uniform(-bound, bound, shape).astype(np.float32))
        self._first = [np.zeros_like(each) for each in self._layers]
        self._second = [np.zeros_like(each) for each in self._layers]

    def epoch(self, columns: Array, truth: Array, order: NDArray[np.int64], batch: int) -> None:
        """See every row once; *truth* is one-hot, (rows, classes)."""
        for start in range(0, len(order), batch):
            rows = order[start : start + batch]
            self._step(columns[rows], truth[rows])

    def _step(self, columns: Array, truth: Array) -> None:
        layers, activations = len(self._layers) // 2, [columns]
        for layer in range(layers):
            output = activations[-1] @ self._layers[2 * layer] + self._layers[2 * layer + 1]
            activations.append(np.maximum(output, 0) if layer < layers - 1 else output)
        odds = np.exp(activations[-1] - activations[-1].max(axis=1, keepdims=True))
        delta = (odds / odds.sum(axis=1, keepdims=True) - truth) / np.float32(len(columns))
        gradients: list[Array] = []
        for layer in reversed(range(layers)):
            gradients[:0] = [activations[layer].T @ delta, delta.sum(axis=0)]
            if layer:
                delta = (delta @ self._layers[2 * layer].T) * (activations[layer] > 0)
        self._move(gradients)

    def _move(self, gradients: list[Array]) -> None:
        self._steps += 1
        rate = np.float32(
            self._rate * np.sqrt(1 - _SECOND_DECAY**self._steps) / (1 - _FIRST_DECAY**self._steps)
        )
        moved = zip(self._layers, gradients, self._first, self._second, strict=True)
        for weights, gradient, first, second in moved:
            first += np.float32(1 - _FIRST_DECAY) * (gradient - first)
            second += np.float32(1 - _SECOND_DECAY) * (gradient * gradient - second)
            weights -= rate * first / (np.sqrt(second) + np.float32(_LEAST))

    def score(self, columns: Array, target: NDArray[np.int64]) -> float:
        """Return the share of rows classified rightly."""
        for layer in range(0, len(self._layers), 2):
            columns = columns @ self._layers[layer] + self._layers[layer + 1]
            if layer < len(self._layers) - 2:
                columns = np.maximum(columns, 0)
        return float(np.mean(columns.argmax(axis=1) == target))


def measured(work: Callable[[], float], sampler: Sampler) -> tuple[float, float, float | None]:
    """Return what *work* does, its CPU seconds, and its joules where a counter measures them."""
    before = _joules(sampler)
    begin = time.process_time()
    found = work()
    seconds = time.process_time() - begin
    after = _joules(sampler)
    return found, seconds, after - before if before is not None and after is not None else None


def _joules(sampler: Sampler) -> float | None:
    sampler.read_now(wait_seconds=1.0)
    keys = [one.key for one in sampler.active_routes() if one.kind is Kind.MEASURED]
    last = {sample.route: sample.energy_joules for sample in sampler.drain()}
    return sum(last[key] for key in keys) if keys and all(key in last for key in keys) else None


def trainings(case: Case, data: Dataset) -> dict[str, Callable[[], float]]:
    """Return three ways to train *case*, each returning its score on the test rows."""
    classes = np.arange(len(data.card.classes))
    truth = np.eye(len(classes), dtype=np.float32)[data.training_target]
    settings = {"learning_rate": 0.001, "batch_size": float(case.batch), "l2": 0.0001}

    def floor() -> float:
        random = np.random.default_rng(SEED)
        network = Floor((data.card.columns, *case.hidden, len(classes)), 0.001, random)
        for _epoch in range(case.epochs):
            network.epoch(data.training_columns, truth, random.permutation(len(truth)), case.batch)
        return network.score(data.test_columns, data.test_target)

    def plain() -> float:
        head = new_head(data.card, case.hidden, settings, SEED)
        for _epoch in range(case.epochs):
            head.partial_fit(X=data.training_columns, y=data.training_target, classes=classes)
        return float(np.mean(head.predict(X=data.test_columns) == data.test_target))

    def ours() -> float:
        more = {"epochs": float(case.epochs), "share": case.share}
        if case.layers:
            more |= {"layers": float(case.layers), "neurons": float(case.neurons)}
        chosen = family("network" if case.layers else "linear")
        *_steps, last = Training(data, chosen, settings | more, SEED).steps()
        return last.test_score

    return {"floor": floor, "plain": plain, "ours": ours}


def measure(ask: Ask) -> Iterator[Figure]:
    """Yield, for each network, what the two others cost beside the floor."""
    sampler = Sampler(open_sensors(Surroundings()))
    sampler.start()
    try:
        for case in CASES[:2] if ask.quick else CASES:
            yield from beside_the_floor(case, ask, sampler)
    finally:
        sampler.stop()


def beside_the_floor(case: Case, ask: Ask, sampler: Sampler) -> Iterator[Figure]:
    """Train *case* the three ways in turns, and yield their ratios."""
    ways = trainings(case, load(case.data, SEED, case.share))
    seconds: dict[str, list[float]] = {key: [] for key in ways}
    joules: dict[str, list[float]] = {key: [] for key in ways}
    scores: dict[str, float] = {}
    for _round in rounds(ROUNDS, ask):
        for key, work in ways.items():
            scores[key], spent, energy = measured(work, sampler)
            seconds[key].append(spent)
            if energy is not None:
                joules[key].append(energy)
    milliseconds = 1e3 * statistics.median(seconds["floor"]) / case.epochs
    for key, name in (("plain", "scikit-learn"), ("ours", "this program")):
        note = f"{scores[key]:.1%} right; NumPy {milliseconds:.1f} ms an epoch, "
        note += f"{scores['floor']:.1%} right"
        if joules[key]:
            note += f"; in joules × {_median_ratio(joules[key], joules['floor']):.2f}"
        what = f"{case.name}: {name} of NumPy"
        yield ratio(what, seconds[key], seconds["floor"], note=note)
    what = f"{case.name}: this program of scikit-learn"
    yield ratio(what, seconds["ours"], seconds["plain"])


def _median_ratio(values: Sequence[float], others: Sequence[float]) -> float:
    return statistics.median(one / other for one, other in zip(values, others, strict=True))


report(__name__, __doc__, measure)
