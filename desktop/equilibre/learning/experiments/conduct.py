"""An experiment as a task of the training process."""

import math
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from equilibre.learning.experiments.catalogue import experiment
from equilibre.learning.experiments.experiment import Point, Request
from equilibre.records import dataclass

if TYPE_CHECKING:
    from equilibre.learning.engine import Training


@dataclass(frozen=True, slots=True)
class Ended:
    """The last outcome of an experiment that was not stopped."""

    complete: bool  # False: the time allowed was over


@dataclass(frozen=True, slots=True)
class Conduct:
    """Conduct the experiment *key*; its outcomes are Points, then Ended."""

    key: str
    request: Request
    budget_seconds: float = math.inf

    def outcomes(self, last: "Training | None") -> Iterator[Point | Ended]:
        """Yield the points until the end or until the time allowed is over."""
        deadline = time.monotonic() + self.budget_seconds
        for point in experiment(self.key).conduct(self.request):
            yield point
            if time.monotonic() >= deadline:
                yield Ended(complete=False)
                return
        yield Ended(complete=True)
