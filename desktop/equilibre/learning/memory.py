"""How much memory a training needs, before it begins."""

from itertools import pairwise

from equilibre.learning.card import DatasetCard
from equilibre.learning.exact_kernel import matrix_bytes
from equilibre.learning.features import are_kept

_BYTES = 4  # single precision
_COPIES_OF_ROWS = 2  # as the source gave them, and standardised
_COPIES_OF_WEIGHTS = 5  # the weights, their gradient, Adam's two moments and its correction
_WORDS_PER_ROW = 150  # of a text, each with its place: about what a news article has


def memory_bytes(
    card: DatasetCard,
    rows: int,
    layers: tuple[int, ...],
    mapped: bool,
    batch: float,
    exact: bool,
) -> float:
    """Return about how much memory the training needs, the libraries left out.

    *rows* to learn from, in batches of *batch*; *layers* as ``Family.layers``; *mapped* where the
    first of them are features, not the columns; *exact* for the exact kernel.
    """
    cells = 2 * _WORDS_PER_ROW if card.sparse else card.columns
    columns = float(_COPIES_OF_ROWS * (rows + card.test_rows) * cells * _BYTES)
    if exact:
        return columns + matrix_bytes(rows)
    features = rows * layers[0] * _BYTES if mapped and are_kept(rows, layers[0]) else 0
    weights = sum((inputs + 1) * outputs for inputs, outputs in pairwise(layers))
    neurons = 2 * batch * sum(layers) * _BYTES  # forward and backward
    return columns + features + neurons + _COPIES_OF_WEIGHTS * weights * _BYTES
