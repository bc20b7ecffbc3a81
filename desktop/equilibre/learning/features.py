"""From columns to features, some rows at a time where all together would be too large."""

from collections.abc import Iterator
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST_KEPT_BYTES = 300e6
"""Features of all rows are computed once and kept up to that size, else anew in every epoch."""
FITTED_ROWS = 2000  # what a map learns of the rows, it learns from so many
_BLOCK_ROWS = 500  # whose features are computed without a look at what the student asks
_BYTES = 4  # single precision


def are_kept(rows: int, features: int) -> bool:
    """Return whether the features of all *rows* are computed once."""
    return _BYTES * rows * features <= MOST_KEPT_BYTES


class Features:
    """The features of the training rows, as the layers want them."""

    def __init__(self, feature_map: Any, columns: Any, features: int) -> None:
        """Prepare, without any work; *feature_map* None: the columns are the features."""
        self.map = feature_map  # fitted once ``prepared``
        self._columns = columns  # (rows, columns)
        self._features = features
        self._kept: Any = columns if feature_map is None else None

    def prepared(self) -> Iterator[None]:
        """Fit the map and compute what is kept; yields now and then, to be interrupted."""
        if self.map is None:
            return
        rows = self._columns.shape[0]
        if rows <= FITTED_ROWS:
            self._kept = self.map.fit_transform(self._columns).astype(np.float32, copy=False)
            return
        self.map.fit(self._columns[:FITTED_ROWS])  # in no order: the first are as good as others
        yield
        if are_kept(rows, self._features):
            kept = np.empty((rows, self._features), np.float32)
            for first in range(0, rows, _BLOCK_ROWS):
                block = slice(first, first + _BLOCK_ROWS)
                kept[block] = self.of(self._columns[block])
                yield
            self._kept = kept

    @property
    def most_at_once(self) -> float:
        """How many rows may be asked for without a long wait."""
        return FITTED_ROWS if self._kept is None else inf

    def of(self, columns: Any) -> Any:
        """Return the features of other rows, with the map fitted."""
        if self.map is None:
            return columns
        return self.map.transform(columns).astype(np.float32, copy=False)

    def rows(self, chosen: "slice | NDArray[np.int64]") -> Any:
        """Return the features of the *chosen* training rows."""
        if self._kept is not None:
            return self._kept[chosen]
        return self.of(self._columns[chosen])
