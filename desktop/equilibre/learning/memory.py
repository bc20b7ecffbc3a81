"""How much memory a training needs, before it begins."""

from itertools import pairwise
from math import inf

from equilibre.learning.card import DatasetCard
from equilibre.learning.exact_kernel import matrix_bytes
from equilibre.learning.features import FITTED_ROWS, are_kept
from equilibre.learning.solver import rows_at_once

_BYTES = 4  # single precision
_COPIES_OF_ROWS = 2  # as the source gave them, and standardised
_COPIES_OF_WEIGHTS = 8  # the weights, their gradient, Adam's two moments and what they are made of
_COPIES_OF_FEATURES = 3  # while they are computed
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
    weights = sum((inputs + 1) * outputs for inputs, outputs in pairwise(layers))
    most = inf if not mapped or are_kept(rows, layers[0]) else FITTED_ROWS
    seen = min(rows, rows_at_once(weights, int(batch), most))
    cells = _COPIES_OF_WEIGHTS * weights + 2 * seen * sum(layers[1:])
    if mapped:
        looked_at = min(rows, FITTED_ROWS) + min(card.test_rows, FITTED_ROWS)
        kept = rows if are_kept(rows, layers[0]) else _COPIES_OF_FEATURES * seen
        computed = _COPIES_OF_FEATURES * min(rows, FITTED_ROWS)
        cells += (kept + looked_at + computed) * layers[0]
    else:
        cells += seen * layers[0]
    return columns + cells * _BYTES
