"""What is said of the memory before a training, against what the training takes."""

import tracemalloc

import pytest

from equilibre.learning.catalogue import family
from equilibre.learning.control import Settings
from equilibre.learning.dataset import load
from equilibre.learning.engine import prepared


@pytest.mark.parametrize(
    ("key", "settings"),
    [
        ("polynomial", {"epochs": 1}),
        ("network", {"epochs": 1, "layers": 2, "neurons": 512, "batch_size": 256}),
        ("kernel", {"exact": 1, "rows": 800}),
    ],
    ids=["features", "weights", "matrix"],
)
def test_the_memory_said_is_within_a_factor_of_two(key: str, settings: Settings) -> None:
    list(prepared("breast_cancer", family(key), settings, 0).steps())  # imports take memory too
    load.cache_clear()
    tracemalloc.start()
    try:
        training = prepared("digits", family(key), settings, 0)
        list(training.steps())
        taken = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    said = training.family.memory_bytes(training.dataset.card, training.settings)
    assert taken / 2 < said < taken * 2
