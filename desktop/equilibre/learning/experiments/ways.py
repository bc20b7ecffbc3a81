"""The same mathematics written in several ways: a product of matrices, a norm, a kernel matrix."""

import math
import time
from collections.abc import Callable
from functools import partial
from operator import mul
from typing import Any

import numpy as np
from numpy.typing import NDArray

from equilibre.records import dataclass

LEAST_SECONDS = 0.1  # of processor time in one trial: the clock of Windows ticks every 16 ms
_CALMING_SECONDS = 0.1  # OpenBLAS's threads wait for work in a loop, for some 30 ms, then sleep
NUMBERS = 300_000  # in the vector whose norm is taken
POINTS, COORDINATES = 100, 20  # whose kernel matrix is computed
GAMMA = 1.0 / COORDINATES

Matrix = NDArray[np.float64]
Rows = list[list[float]]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to write a computation."""

    key: str  # python, lists, numpy, broadcast or threads
    compute: Callable[[], Any]
    threads: int = 1  # of the linear algebra


@dataclass(frozen=True, slots=True)
class Trial:
    """What one computation took, on the mean of many alike."""

    processor_seconds: float  # of all threads
    wall_seconds: float
    calls: int  # how many times it was done


def trial(way: Way) -> Trial:
    """Do a computation again and again, for ``LEAST_SECONDS`` at least, after once unmeasured."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(way.threads, user_api="blas"):
        way.compute()  # caches are filled, threads are started
        calls = 0
        processor, wall = time.process_time(), time.perf_counter()
        while True:
            way.compute()
            calls += 1
            used = time.process_time() - processor
            if used >= LEAST_SECONDS:
                break
        duration = time.perf_counter() - wall
    if way.threads > 1:
        time.sleep(_CALMING_SECONDS)
    return Trial(used / calls, duration / calls, calls)


# -- a product of two matrices -----------------------------------------------------------------


def product(size: int, threads: int, seed: int) -> tuple[Way, ...]:
    """Return the ways to multiply two square matrices."""
    random = np.random.default_rng(seed)
    a, b = random.random((size, size)), random.random((size, size))
    rows, columns = a.tolist(), b.T.tolist()
    return (
        Way("numpy", partial(np.matmul, a, b)),
        Way("broadcast", partial(product_by_broadcasting, a, b)),
        Way("lists", partial(product_of_lists, rows, columns)),
        Way("python", partial(product_in_python, rows, b.tolist())),
        *_with_threads(partial(np.matmul, a, b), threads),
    )


def product_in_python(a: Rows, b: Rows) -> Rows:
    """Three loops, as in a textbook."""
    size = len(a)
    result = [[0.0] * size for _row in range(size)]
    for i in range(size):
        for j in range(size):
            total = 0.0
            for k in range(size):
                total += a[i][k] * b[k][j]
            result[i][j] = total
    return result


def product_of_lists(rows: Rows, columns: Rows) -> Rows:
    """Python's own functions on lists do the inner loop."""
    return [[sum(map(mul, row, column)) for column in columns] for row in rows]


def product_by_broadcasting(a: Matrix, b: Matrix) -> Matrix:
    """Every single product is kept in memory, a cube of them, then added up."""
    cube: Matrix = a[:, :, np.newaxis] * b[np.newaxis, :, :]
    total: Matrix = cube.sum(axis=1)
    return total


# -- the length of a vector --------------------------------------------------------------------


def norm(threads: int, seed: int) -> tuple[Way, ...]:
    """Return the ways to compute the length of a long vector."""
    vector = np.random.default_rng(seed).random(NUMBERS)
    numbers = vector.tolist()
    return (
        Way("numpy", partial(np.linalg.norm, vector)),
        Way("broadcast", partial(norm_by_copies, vector)),
        Way("lists", partial(np.linalg.norm, numbers)),  # each call converts the list first
        Way("python", partial(norm_in_python, numbers)),
        *_with_threads(partial(np.linalg.norm, vector), threads),
    )


def norm_in_python(numbers: list[float]) -> float:
    """One loop."""
    total = 0.0
    for number in numbers:
        total += number * number
    return math.sqrt(total)


def norm_by_copies(vector: Matrix) -> float:
    """Each step of the formula leaves a copy of the vector in memory."""
    return float(np.sqrt(np.sum(np.power(np.abs(vector), 2.0))))


# -- a kernel matrix ---------------------------------------------------------------------------


def kernel(threads: int, seed: int) -> tuple[Way, ...]:
    """Return the ways to compute k(x, y) = exp(-γ ‖x - y‖²) for all pairs of some points."""
    points = np.random.default_rng(seed).random((POINTS, COORDINATES))
    lists = points.tolist()
    return (
        Way("numpy", partial(kernel_of_products, points)),
        Way("broadcast", partial(kernel_by_broadcasting, points)),
        Way("lists", partial(kernel_of_lists, lists)),
        Way("python", partial(kernel_in_python, lists)),
        *_with_threads(partial(kernel_of_products, points), threads),
    )


def kernel_in_python(points: Rows) -> Rows:
    """Three loops."""
    result = []
    for x in points:
        row = []
        for y in points:
            total = 0.0
            for i in range(len(x)):
                total += (x[i] - y[i]) ** 2
            row.append(math.exp(-GAMMA * total))
        result.append(row)
    return result


def kernel_of_lists(points: Rows) -> Rows:
    """Python's own distance does the inner loop."""
    return [[math.exp(-GAMMA * math.dist(x, y) ** 2) for y in points] for x in points]


def kernel_by_broadcasting(points: Matrix) -> Matrix:
    """Every difference of two coordinates is kept in memory."""
    differences = points[:, np.newaxis, :] - points[np.newaxis, :, :]
    result: Matrix = np.exp(-GAMMA * (differences**2).sum(axis=2))
    return result


def kernel_of_products(points: Matrix) -> Matrix:
    """One product of matrices gives all the distances: ‖x - y‖² = ‖x‖² + ‖y‖² - 2⟨x, y⟩."""
    squares = (points**2).sum(axis=1)
    distances = squares[:, np.newaxis] + squares - 2.0 * (points @ points.T)
    result: Matrix = np.exp(-GAMMA * distances)
    return result


def _with_threads(compute: Callable[[], Any], threads: int) -> tuple[Way, ...]:
    """Return the way with more threads, where this computer has more cores than one."""
    return (Way("threads", compute, threads),) if threads > 1 else ()
