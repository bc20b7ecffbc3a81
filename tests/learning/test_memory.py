"""What is said of the memory before a training, against what the training takes."""

import subprocess
import sys
import tracemalloc

import numpy as np
import pytest

from equilibre.learning.catalogue import family
from equilibre.learning.control import Settings
from equilibre.learning.dataset import load
from equilibre.learning.engine import prepared
from equilibre.learning.exact_kernel import matrix_bytes


@pytest.mark.parametrize(
    ("key", "settings"),
    [
        ("polynomial", {"epochs": 1}),
        ("network", {"epochs": 1, "layers": 2, "neurons": 512, "batch_size": 256}),
    ],
    ids=["features", "weights"],
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


def test_rows_of_single_precision_are_standardised_where_they_are() -> None:
    first = load("forest", 1, 0.1)
    columns = first.training_columns.copy()
    load.cache_clear()  # the rows as the source gave them stay
    tracemalloc.start()
    try:
        again = load("forest", 1, 0.1)
        taken = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    np.testing.assert_array_equal(again.training_columns, columns)
    assert taken < 1.5 * (again.training_columns.nbytes + again.test_columns.nbytes)


_FIT = """
import sys
from pathlib import Path
import numpy as np
from equilibre.learning.dataset import card
from equilibre.learning.exact_kernel import ExactKernel

def peak():  # kB; getrusage would begin with that of the process that started this one
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))

rows = int(sys.argv[1])
columns, target = np.random.default_rng(0).random((rows, 3)), np.arange(rows) % 2
model = ExactKernel(card("breast_cancer"), gamma=1.0, ridge=0.1)
model.fit(columns[:50], target[:50])
before = peak()
model.fit(columns, target)
print(peak() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak so")
def test_the_memory_of_the_exact_kernel_is_what_the_system_sees_it_take() -> None:
    # Python's own account misses what SciPy takes in C.
    rows = 2000
    done = subprocess.run(
        [sys.executable, "-c", _FIT, str(rows)], capture_output=True, text=True, check=True
    )
    assert 1024 * int(done.stdout) == pytest.approx(matrix_bytes(rows), rel=0.2)
