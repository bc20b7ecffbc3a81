"""Work for an order that may fail: the process lives on, and says why."""

import traceback
from collections.abc import Callable
from typing import Protocol

from equilibre.errors import EquilibreError
from equilibre.texts import _
from equilibre.worker.messages import Failed, Reply


class Work(Protocol):
    """An order carried out."""

    def do(self) -> None:
        """Do it and reply on the way."""


def attempt(work: Work, run: int, post: Callable[[Reply], None]) -> None:
    """Do *work* for the order number *run*; where it fails, reply with a sentence."""
    try:
        work.do()
    except Exception as problem:  # whatever it is, the process lives on and says so
        reason = (
            str(problem)
            if isinstance(problem, EquilibreError)
            else _("The training process met an unexpected error. Details are in the report.")
        )
        post(Failed(run, reason, traceback.format_exc()))
