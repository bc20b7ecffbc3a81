"""Trainings in these tests use one thread, as they do in the training process."""

from collections.abc import Iterator

import pytest
from threadpoolctl import threadpool_limits


@pytest.fixture(autouse=True, scope="package")
def _one_thread() -> Iterator[None]:
    # The limit reaches only the libraries that are loaded: NumPy's and SciPy's.
    import scipy.linalg  # noqa: F401

    with threadpool_limits(1):
        yield
