"""Rows as a source gives them: not standardised, not split."""

from typing import Any

from numpy.typing import NDArray

from equilibre.records import dataclass


@dataclass(frozen=True, slots=True)
class Rows:
    """The columns and the target of some rows.

    Where the publication set test rows aside, they come last (``DatasetCard.published_test_rows``).
    """

    columns: Any  # (rows, columns): a NumPy array, or a SciPy CSR matrix for words; NaN: missing
    target: NDArray[Any]  # (rows,): int64 classes, or floats in their own unit
