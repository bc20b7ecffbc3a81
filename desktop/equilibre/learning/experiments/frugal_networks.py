"""Networks as plain arrays, and what makes them smaller: pruned, quantised, distilled."""

import time
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from equilibre.records import dataclass

Floats = NDArray[np.float32]

LEARNING_RATE = 0.001
LINEAR_LEARNING_RATE = 0.003  # without a hidden layer, as for the linear family
MOST_ROWS_AT_ONCE = 500  # of a prediction that is timed
_USE_SECONDS = 0.1  # timed at least: the clock of Windows ticks every 16 ms
_PARTS = 4  # of an epoch, after each of which pruned weights are zero again
_TEMPERATURE = 2.0  # softens what a student learns of its teacher (Hinton and others 2015)
_LEAST_PROBABILITY = 0.02  # of an answer that the student is told of
_BYTES = 127  # the largest whole number of 8 bits, its sign apart


@dataclass(frozen=True, slots=True)
class Layer:
    """The weights of one layer, in whatever form they are kept, and its intercepts."""

    weights: Any  # (inputs, outputs) floats or 8-bit numbers; sparse ones are (outputs, inputs)
    intercepts: Floats  # (outputs,)
    scales: Floats | None = None  # (outputs,), of 8-bit weights: what one unit of them stands for

    @property
    def bytes(self) -> int:
        """Memory that the layer takes."""
        parts = [self.intercepts, *([] if self.scales is None else [self.scales])]
        if hasattr(self.weights, "indptr"):
            parts += [self.weights.data, self.weights.indices, self.weights.indptr]
        else:
            parts.append(self.weights)
        return sum(each.nbytes for each in parts)


Network = tuple[Layer, ...]
Answers = Callable[[Network, Floats], Floats]


# -- training ----------------------------------------------------------------------------------


def trained(
    hidden: Sequence[int],
    rows: Floats,
    target: NDArray[Any],
    *,
    epochs: int,
    batch: int,
    seed: int,
    weights: Floats | None = None,
) -> tuple[Any, float]:
    """Return scikit-learn's network trained on *rows*, and the CPU seconds that it took."""
    from sklearn.neural_network import MLPClassifier

    begin = time.process_time()
    model = MLPClassifier(
        hidden_layer_sizes=tuple(hidden),
        learning_rate_init=LEARNING_RATE if hidden else LINEAR_LEARNING_RATE,
        batch_size=min(batch, len(target)),
        max_iter=epochs,
        random_state=seed,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the number of epochs is chosen: it need not converge
        model.fit(rows, target, sample_weight=weights)
    return model, time.process_time() - begin


def network(model: Any) -> Network:
    """Return a trained model of scikit-learn's as arrays."""
    return tuple(
        Layer(np.ascontiguousarray(weights, np.float32), intercepts.astype(np.float32))
        for weights, intercepts in zip(model.coefs_, model.intercepts_, strict=True)
    )


# -- predicting --------------------------------------------------------------------------------


def answers(layers: Network, rows: Floats) -> Floats:
    """Return the outputs before the softmax, (rows, outputs), in 32-bit floats."""
    values = rows
    for number, layer in enumerate(layers, 1):
        values = values @ layer.weights + layer.intercepts
        if number < len(layers):
            np.maximum(values, 0, out=values)
    return values


def sparse_answers(layers: Network, rows: Floats) -> Floats:
    """Return the same with weights that are mostly zeros, of which only the others are used."""
    values = np.ascontiguousarray(rows.T)
    for number, layer in enumerate(layers, 1):
        values = layer.weights @ values + layer.intercepts[:, np.newaxis]
        if number < len(layers):
            np.maximum(values, 0, out=values)
    return values.T


def whole_number_answers(layers: Network, rows: Floats) -> Floats:
    """Return the same with weights and inputs of 8 bits, whose products are added up in 32 bits.

    The arithmetic is that of whole numbers, as a small processor without floats would do it; only
    between the layers the sums are scaled back, by a scale for each row.
    """
    values = rows
    for number, layer in enumerate(layers, 1):
        largest = np.abs(values).max(axis=1, keepdims=True)
        scale = np.where(largest == 0, np.float32(1), largest) / np.float32(_BYTES)
        inputs = np.round(values / scale).astype(np.int8)
        sums = np.matmul(inputs, layer.weights, dtype=np.int32)
        assert layer.scales is not None
        values = sums * (scale * layer.scales) + layer.intercepts
        if number < len(layers):
            np.maximum(values, 0, out=values)
    return values


def timed(layers: Network, predict: Answers, rows: Floats) -> tuple[float, int]:
    """Return the CPU seconds of predictions, again and again, and how many there were."""
    some = rows[:MOST_ROWS_AT_ONCE]
    predict(layers, some[:10])
    count, begin = 0, time.process_time()
    while (used := time.process_time() - begin) < _USE_SECONDS:
        predict(layers, some)
        count += len(some)
    return used, count


# -- making smaller ----------------------------------------------------------------------------


def pruned(
    model: Any, kept: float, rows: Floats, target: NDArray[Any], *, epochs: int, seed: int
) -> tuple[Network, float]:
    """Return *model*, changed, with the share *kept* of its weights, and the CPU seconds it took.

    The smallest weights of each layer are set to zero; those that are left are trained on.
    """
    from scipy.sparse import csr_matrix

    begin = time.process_time()
    masks = [
        np.abs(weights) >= np.quantile(np.abs(weights), 1.0 - kept) for weights in model.coefs_
    ]
    _mask(model, masks)
    random = np.random.default_rng(seed)
    for _epoch in range(epochs):
        for part in np.array_split(random.permutation(len(target)), _PARTS):
            model.partial_fit(rows[part], target[part])
            _mask(model, masks)
    layers = tuple(Layer(csr_matrix(each.weights.T), each.intercepts) for each in network(model))
    return layers, time.process_time() - begin


def _mask(model: Any, masks: Sequence[NDArray[np.bool_]]) -> None:
    for weights, mask in zip(model.coefs_, masks, strict=True):
        weights *= mask


def quantised(layers: Network) -> tuple[Network, float]:
    """Return *layers* with weights of 8 bits, one scale per output, and the CPU seconds it took."""
    begin = time.process_time()
    result = []
    for layer in layers:
        scales = np.abs(layer.weights).max(axis=0) / _BYTES
        scales[scales == 0] = 1.0
        weights = np.round(layer.weights / scales).astype(np.int8)
        result.append(Layer(weights, layer.intercepts, scales.astype(np.float32)))
    return tuple(result), time.process_time() - begin


def distilled(
    teacher: Network,
    hidden: Sequence[int],
    rows: Floats,
    *,
    epochs: int,
    batch: int,
    seed: int,
) -> tuple[Network, float]:
    """Return a smaller network that learned the answers of *teacher*, and the CPU seconds it took.

    Each row is learned once per answer that the teacher finds likely, weighted by how likely.
    Source: Hinton, Vinyals, Dean, Distilling the Knowledge in a Neural Network, 2015.
    """
    begin = time.process_time()
    outputs = answers(teacher, rows) / _TEMPERATURE
    likely = np.exp(outputs - outputs.max(axis=1, keepdims=True))
    likely /= likely.sum(axis=1, keepdims=True)
    row, answer = np.nonzero(likely > _LEAST_PROBABILITY)
    longer = len(row) / len(rows)  # as many corrections an epoch as without a teacher
    prepared = time.process_time() - begin
    model, seconds = trained(
        hidden,
        rows[row],
        answer,
        epochs=epochs,
        batch=round(batch * longer),
        seed=seed,
        weights=likely[row, answer],
    )
    return network(model), prepared + seconds
