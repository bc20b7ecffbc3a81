"""Random Fourier features, and the parameters that answer best for them.

The features are cosines of random projections of the columns (Rahimi and Recht, 2007); the more
there are, the nearer the model comes to the kernel exp(−‖σ(x − x′)‖²/2). NumPy is imported by the
callers' process only when a fit is made.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from equilibre.records import dataclass

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

_NEGLIGIBLE = 1e-10  # of the largest singular value: rounding, not a direction of the features


@dataclass(frozen=True, slots=True)
class RandomFeatures:
    """One draw of N features of d columns."""

    directions: "NDArray[Any]"  # (d, N)
    phases: "NDArray[Any]"  # (N,), radians

    @classmethod
    def drawn(
        cls, columns: int, features: int, width: float, generator: "Generator"
    ) -> "RandomFeatures":
        """Draw directions of standard deviation *width* and phases from the whole circle."""
        import numpy as np

        return cls(
            generator.normal(0.0, width, (columns, features)),
            generator.uniform(0.0, 2.0 * np.pi, features),
        )

    def of(self, columns: "NDArray[Any]") -> "NDArray[Any]":
        """Return the features of *columns* (rows, d): (rows, N), of a norm near 1/√2 per row."""
        import numpy as np

        features = len(self.phases)
        values: NDArray[Any] = np.cos(columns @ self.directions + self.phases) / np.sqrt(features)
        return values


def solutions(
    features: "NDArray[Any]", target: "NDArray[Any]", ridges: Sequence[float]
) -> Iterator["NDArray[Any]"]:
    """Yield the parameters (N, K) with the least ‖features·θ − target‖² + ridge·‖θ‖².

    One after the other for each of *ridges*, all of one singular value decomposition. For a ridge
    of 0 they are those of least norm among the best ones.
    """
    import numpy as np

    left, singular, right = np.linalg.svd(features, full_matrices=False)
    seen = left.T @ target
    kept = singular > _NEGLIGIBLE * singular[0]
    for ridge in ridges:
        inverse = np.zeros_like(singular)
        inverse[kept] = singular[kept] / (singular[kept] ** 2 + ridge)
        yield right.T @ (inverse[:, None] * seen)
