"""What an epoch costs beside its mathematics: ``python tests/bench/learning.py [--rounds N]``.

The same network, batch, solver and data three ways, in turns, one thread each: this program's
training (its engine, with the looks at the accuracy that the curve needs), a plain loop of
scikit-learn without any look, and the floor: forward, backward and Adam written in NumPy.
CPU seconds, and joules where a sensor measures the processor.
"""

# ruff: noqa: E402 - the threads are limited before NumPy is imported

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ[name] = "1"
sys.path.insert(0, str(Path(__file__).parents[2] / "desktop"))

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

Array = NDArray[np.float32]
SEED = 0
_FIRST_DECAY, _SECOND_DECAY, _LEAST = 0.9, 0.999, 1e-8  # of Adam, as scikit-learn has them


@dataclass(frozen=True)
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
        return f"{self.data} {self.share:g}, {hidden}, batches of {self.batch}"

    @property
    def hidden(self) -> tuple[int, ...]:
        """Widths of the hidden layers."""
        return (self.neurons,) * self.layers


CASES = (
    Case("digits", 1.0, 0, 0, 32, 50),
    Case("digits", 1.0, 1, 64, 32, 50),
    Case("forest", 0.02, 1, 64, 256, 10),
    Case("fashion", 1.0, 1, 64, 256, 5),
    Case("fashion", 1.0, 2, 256, 256, 2),
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


def measured(work: Callable[[], None], sampler: Sampler) -> tuple[float, float | None]:
    """Return the CPU seconds of *work*, and its joules where a counter measures them."""
    before = _joules(sampler)
    begin = time.process_time()
    work()
    seconds = time.process_time() - begin
    after = _joules(sampler)
    return seconds, after - before if before is not None and after is not None else None


def _joules(sampler: Sampler) -> float | None:
    sampler.read_now(wait_seconds=1.0)
    keys = [one.key for one in sampler.active_routes() if one.kind is Kind.MEASURED]
    last = {sample.route: sample.energy_joules for sample in sampler.drain()}
    return sum(last[key] for key in keys) if keys and all(key in last for key in keys) else None


def main() -> None:
    """Print the table of the README."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    sampler = Sampler(open_sensors(Surroundings()))
    sampler.start()
    print("| network | floor, CPU an epoch | scikit-learn | this program | looks |")
    print("|---|---|---|---|---|")
    for case in CASES:
        print(_row(case, rounds, sampler), flush=True)
    sampler.stop()


def _row(case: Case, rounds: int, sampler: Sampler) -> str:
    data = load(case.data, SEED, case.share)
    classes = np.arange(len(data.card.classes))
    truth = np.eye(len(classes), dtype=np.float32)[data.training_target]
    widths = (data.card.columns, *case.hidden, len(classes))
    settings = {"learning_rate": 0.001, "batch_size": float(case.batch), "l2": 0.0001}
    times: dict[str, list[float]] = {"floor": [], "plain": [], "ours": [], "looks": []}
    joules: dict[str, list[float | None]] = {"floor": [], "plain": [], "ours": []}
    scores = {}
    for _round in range(rounds):
        random = np.random.default_rng(SEED)
        floor = Floor(widths, 0.001, random)

        def of_floor(floor: Floor = floor, random: np.random.Generator = random) -> None:
            for _epoch in range(case.epochs):
                order = random.permutation(len(truth))
                floor.epoch(data.training_columns, truth, order, case.batch)

        plain = new_head(data.card, case.hidden, settings, SEED)

        def of_plain(plain: object = plain) -> None:
            for _epoch in range(case.epochs):
                plain.partial_fit(  # type: ignore[attr-defined]
                    X=data.training_columns, y=data.training_target, classes=classes
                )

        training = _training(data, case)

        def of_ours(training: Training = training) -> None:
            for _step in training.steps():
                pass

        for key, work in (("floor", of_floor), ("plain", of_plain), ("ours", of_ours)):
            seconds, energy = measured(work, sampler)
            times[key].append(seconds / case.epochs)
            joules[key].append(energy)
        times["looks"].append(training.evaluation_seconds / case.epochs)
        scores["floor"] = floor.score(data.test_columns, data.test_target)
        scores["plain"] = float(np.mean(plain.predict(X=data.test_columns) == data.test_target))
    return _line(case, times, joules, scores)


def _training(data: Dataset, case: Case) -> Training:
    settings = {"epochs": float(case.epochs), "batch_size": float(case.batch)}
    settings |= {"share": case.share, "learning_rate": 0.001}
    if case.layers:
        settings |= {"layers": float(case.layers), "neurons": float(case.neurons)}
    return Training(data, family("network" if case.layers else "linear"), settings, SEED)


def _line(
    case: Case,
    times: dict[str, list[float]],
    joules: dict[str, list[float | None]],
    scores: dict[str, float],
) -> str:
    floor = statistics.median(times["floor"])
    cells = [f"{1000 * floor:.1f} ms ({100 * scores['floor']:.1f} %)"]
    for key in ("plain", "ours"):
        ratios = sorted(one / of for one, of in zip(times[key], times["floor"], strict=True))
        text = f"× {statistics.median(ratios):.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f})"
        known = [one for one in joules[key] if one is not None]
        bottom = [one for one in joules["floor"] if one is not None]
        if known and bottom:
            text += f", × {statistics.median(known) / statistics.median(bottom):.2f} in joules"
        cells.append(text)
    share = statistics.median(times["looks"]) / statistics.median(times["ours"])
    return f"| {case.name} | {' | '.join(cells)} | {100 * share:.0f} % |"


if __name__ == "__main__":
    main()
