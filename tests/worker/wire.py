"""What stands at the other end of the training process's pipe, where a test plays the window."""

from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import TypeVar

from equilibre.worker.messages import Command, Reply
from equilibre.worker.outbox import Bundle

R = TypeVar("R")


@dataclass
class Wire:
    """Keeps what is said, and answers what it was told to as soon as it hears it."""

    bundles: list[tuple[Reply, ...]] = field(default_factory=list)
    commands: "SimpleQueue[Command]" = field(default_factory=SimpleQueue)
    _answers: list[tuple[type[Reply], int, tuple[Command, ...]]] = field(default_factory=list)

    @property
    def said(self) -> list[Reply]:
        return [reply for bundle in self.bundles for reply in bundle]

    def all(self, kind: type[R]) -> list[R]:
        return [reply for reply in self.said if isinstance(reply, kind)]

    def answer(self, kind: type[Reply], *commands: Command, number: int = 1) -> None:
        """Give *commands* when the reply of this kind with this number, from 1, is heard."""
        self._answers.append((kind, number, commands))

    def send(self, bundle: Bundle) -> None:
        """Hear what is said, like the pipe of an outbox."""
        before = len(self.said)
        self.bundles.append(bundle[1])
        for kind, number, commands in self._answers:
            heard = [place for place, reply in enumerate(self.said) if isinstance(reply, kind)]
            if len(heard) >= number and heard[number - 1] >= before:
                for command in commands:
                    self.commands.put(command)
