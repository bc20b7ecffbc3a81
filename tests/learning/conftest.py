"""Trainings in these tests use one thread, as they do in the training process."""

from collections.abc import Iterator

import numpy  # noqa: F401 - the limit reaches only the libraries that are loaded
import pytest
from threadpoolctl import threadpool_limits


@pytest.fixture(autouse=True, scope="package")
def _one_thread() -> Iterator[None]:
    with threadpool_limits(1):
        yield
