"""The exact kernel: a weighted sum of likenesses to every row, found by solving a linear system.

It is regularised least squares (kernel ridge regression), of the classes as 0 and 1 or of the
target: its solution has one weight for each row and output, as in f(x) = Σ θᵢ k(xᵢ, x), and it
cannot be improved step by step. So it is fitted whole, to 50, 100, 200… rows, where one sees that
its matrix grows with n² and its solution costs n³.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.card import DatasetCard

FIRST_SIZE = 50
_BYTES_PER_CELL = 8  # a system of thousands of equations wants double precision
_COPIES = 3  # the matrix, the copy that SciPy makes of it, and its Cholesky factor: measured


def sizes(rows: int) -> tuple[int, ...]:
    """Return the numbers of rows fitted: 50, 100, 200… and at last all *rows*."""
    found = []
    size = FIRST_SIZE
    while size < rows:
        found.append(size)
        size *= 2
    return (*found, rows)


def matrix_bytes(rows: int) -> float:
    """Return the memory of the matrix of likenesses between *rows* rows, copies included."""
    return float(_COPIES * _BYTES_PER_CELL * rows**2)


def operations(card: DatasetCard, rows: int) -> float:
    """Return about how many floating-point operations one fit to *rows* rows takes.

    The distances (2 n² d), the Cholesky factor (n³ / 3) and two triangular solutions for each
    output (2 n² K); exponentials are not counted. Source: G. H. Golub and C. F. Van Loan, Matrix
    Computations, 4th edition, sections 3.1 and 4.2 (from memory, not verified).
    """
    return 2 * rows**2 * card.columns + rows**3 / 3 + 2 * rows**2 * card.outputs


class ExactKernel:
    """The solution for some rows, with the face of the other models."""

    def __init__(self, card: DatasetCard, gamma: float, ridge: float) -> None:
        """Prepare; *gamma* is that of the formula, *ridge* is added to the diagonal."""
        self._classes = len(card.classes)
        self._gamma = gamma
        self._ridge = ridge
        # Before any fit, all classes alike.
        guess = 1.0 / len(card.classes) if card.classes else 0.0
        self._mean: NDArray[np.float64] = np.full(card.outputs, guess)
        self._solution: Any = None  # scikit-learn's estimator, once fitted

    def fit(self, columns: Any, target: NDArray[Any]) -> None:
        """Solve for these rows, whatever was learned before. Imports scikit-learn."""
        from sklearn.kernel_ridge import KernelRidge

        wanted = self.wanted(target)
        self._mean = wanted.mean(axis=0)
        solution = KernelRidge(kernel="rbf", gamma=self._gamma, alpha=self._ridge)
        self._solution = solution.fit(X=columns.astype(np.float64), y=wanted - self._mean)

    def wanted(self, target: NDArray[Any]) -> NDArray[np.float64]:
        """Return what the outputs should be, (rows, outputs)."""
        if not self._classes:
            wanted = target[:, None]
        elif self._classes == 2:  # noqa: PLR2004 - one output tells two classes apart
            wanted = target[:, None] == 1
        else:
            wanted = target[:, None] == np.arange(self._classes)
        return np.asarray(wanted, np.float64)

    def outputs(self, columns: Any) -> NDArray[np.float64]:
        """Return f(x) of each row, (rows, outputs)."""
        if self._solution is None:
            return np.tile(self._mean, (columns.shape[0], 1))
        likenesses: NDArray[np.float64] = self._solution.predict(X=columns.astype(np.float64))
        return likenesses.reshape((columns.shape[0], -1)) + self._mean

    def predict(self, *, X: Any) -> NDArray[Any]:
        """Return the class, or the value, of each row."""
        if self._classes:
            best: NDArray[np.int64] = self.predict_proba(X=X).argmax(axis=1)
            return best
        return self.outputs(X)[:, 0]

    def predict_proba(self, *, X: Any) -> NDArray[np.float64]:
        """Return the probability of each class, (rows, K).

        Least squares of 0 and 1 estimate probabilities, but may leave [0, 1]: they are cut there
        and made to sum to 1.
        """
        found = self.outputs(X)
        if self._classes == 2:  # noqa: PLR2004
            found = np.hstack([1.0 - found, found])
        found = np.clip(found, 0.0, 1.0)
        found[found.sum(axis=1) == 0] = 1.0  # nothing is known: all classes alike
        found /= found.sum(axis=1, keepdims=True)
        return found
