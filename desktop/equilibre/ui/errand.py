"""A task in the training process, seen from a presenter: one at a time."""

from collections.abc import Callable, Sequence
from typing import Any

from equilibre.learning.task import Task
from equilibre.worker.messages import (
    Begun,
    Command,
    Died,
    Do,
    Done,
    Failed,
    Reply,
    Stop,
    Told,
    new_run,
)


class Errand:
    """Sends tasks and hands over what comes of them; knows no screen."""

    def __init__(
        self,
        send: Callable[[Command], None],
        told: Callable[[Any], None],
        ended: Callable[[Done], None],
        failed: Callable[[str], None],
        begun: Callable[[Begun], None] = lambda begun: None,
    ) -> None:
        self._send = send
        self._told, self._ended, self._failed, self._begun = told, ended, failed, begun
        self._run: int | None = None

    @property
    def busy(self) -> bool:
        """Whether a task was sent and is not over."""
        return self._run is not None

    def start(self, task: Task) -> None:
        """Send *task*; one that is under way is ended for it. The caller asks Host.busy before."""
        self._run = new_run()
        self._send(Do(self._run, task))

    def stop(self) -> None:
        """Ask for the end of the task under way: ``ended`` is called within half a second."""
        if self._run is not None:
            self._send(Stop())

    def hear(self, replies: Sequence[Reply]) -> None:
        """Take what the training process said since the last time, to whomever."""
        for reply in replies:
            if self._run is not None and getattr(reply, "run", None) in (
                self._run,
                *((None,) if isinstance(reply, Died) else ()),
            ):
                self._hear(reply)

    def _hear(self, reply: Reply) -> None:
        match reply:
            case Begun():
                self._begun(reply)
            case Told(outcome=outcome):
                self._told(outcome)
            case Done():
                self._run = None
                self._ended(reply)
            case Failed(reason=reason) | Died(reason=reason):
                self._run = None
                self._failed(reason)
            case _:
                pass
