"""The fastest that this computer computes: products of matrices on every core at once."""

import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from threading import Event
from typing import TYPE_CHECKING

import psutil

from equilibre.records import dataclass
from equilibre.worker.messages import Command, Multiplied, Multiply, Order, Reply, Stop

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WARM_UP_SECONDS = 0.15  # processors take some 50 ms to reach their full frequency
OPERATIONS_PER_CELL_AND_TERM = 2  # a multiplication and an addition


def physical_cores() -> int:
    """Return how many cores this process may use, two threads of one core counted once."""
    logical = os.cpu_count() or 1
    physical = psutil.cpu_count(logical=False) or logical
    allowed = len(os.sched_getaffinity(0)) if sys.platform == "linux" else logical
    return min(physical, allowed)


@dataclass(frozen=True, slots=True)
class _Matrices:
    """Two square matrices of float32, multiplied again and again."""

    first: "NDArray[np.float32]"
    second: "NDArray[np.float32]"

    @classmethod
    def of(cls, size: int) -> "_Matrices":
        import numpy as np

        random = np.random.default_rng(0)
        shape = (size, size)
        return cls(random.random(shape, np.float32), random.random(shape, np.float32))

    @property
    def operations(self) -> float:
        """Of one product: each cell is a sum of as many terms as the matrix has columns."""
        return float(OPERATIONS_PER_CELL_AND_TERM * len(self.first) ** 3)

    def multiplied(self, over: Callable[[], bool]) -> int:
        """Multiply until *over*; return how many times, at least once."""
        import numpy as np

        product = np.empty_like(self.first)  # this thread's own
        count = 0
        while not count or not over():
            np.matmul(self.first, self.second, out=product)
            count += 1
        return count


class Product:
    """One Multiply command carried out.

    The linear algebra keeps its one thread: each of ours makes whole products of its own. It works
    with every library, splits the work evenly on unequal cores, and changes nothing for the
    trainings that follow.
    """

    def __init__(
        self, order: Multiply, commands: "SimpleQueue[Command]", post: Callable[[Reply], None]
    ) -> None:
        self._order = order
        self._commands = commands
        self._post = post
        self._stopped = Event()
        self._threads = order.threads or physical_cores()
        self.next: Command | None = None  # what ended this run for another one, if anything

    def do(self) -> None:
        """Warm every core up, multiply for the time asked and tell what was done."""
        matrices = _Matrices.of(self._order.size)
        self._together(matrices, WARM_UP_SECONDS)
        start, processor = time.monotonic(), time.process_time()
        count = self._together(matrices, self._order.seconds)
        self._post(
            Multiplied(
                run=self._order.run,
                start_seconds=start,
                time_seconds=time.monotonic(),
                operations=count * matrices.operations,
                threads=self._threads,
                processor_seconds=time.process_time() - processor,
                stopped=self._stopped.is_set(),
            )
        )

    def _together(self, matrices: _Matrices, seconds: float) -> int:
        """Multiply with all threads for so long, or until stopped; return how many products."""
        end = time.monotonic() + seconds

        def over() -> bool:
            return time.monotonic() >= end or self._stopped.is_set()

        with ThreadPoolExecutor(self._threads) as pool:
            counts = [pool.submit(matrices.multiplied, over) for _ in range(self._threads)]
            self._obey_until(end)
            return sum(count.result() for count in counts)

    def _obey_until(self, end_seconds: float) -> None:
        """Wait for the end, or for a command that ends the products before it."""
        while not self._stopped.is_set() and (left := end_seconds - time.monotonic()) > 0:
            try:
                command = self._commands.get(timeout=left)
            except Empty:
                return
            if isinstance(command, Stop | Order):  # there is nothing to pause
                self._stopped.set()
                self.next = None if isinstance(command, Stop) else command
