"""Chance that comes back: a draw depends on the seed, the turn and its own name only."""

import random
from collections.abc import Callable, Collection, Mapping
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """The draws of one turn.

    Two plays of one seed meet the same window but for what the training process had time to say.
    Hence each draw has a source of its own, and a choice among things gives each thing a number
    of its own: one thing more or less on the screen changes no other draw.
    """

    def __init__(self, seed: int, turn: int, again: Mapping[str, str] | None = None) -> None:
        """*again*: what was chosen in this turn of an earlier play, by the names of the draws."""
        self._turn = f"{seed}:{turn}"
        self._again = again or {}
        self.chosen: dict[str, str] = {}
        self.missing = False  # something that was chosen in the earlier play is not there

    def draw(self, name: str) -> random.Random:
        """Return the source of the draw called *name*."""
        return random.Random(f"{self._turn}:{name}")

    def among(self, things: Mapping[str, T], name: str) -> T:
        """Return one of *things*, each as likely as the others."""
        return things[self._choose(name, things, lambda key: self._share(f"{name}:{key}"))]

    def weighted(self, weights: Mapping[str, float], name: str) -> str:
        """Return one of the keys of *weights*, each as likely as its weight says."""
        return self._choose(
            name, weights, lambda key: self._share(f"{name}:{key}") ** (1 / weights[key])
        )

    def _choose(self, name: str, keys: Collection[str], luck: Callable[[str], float]) -> str:
        choice = max(keys, key=luck)
        if name in self._again:
            self.missing |= self._again[name] not in keys
            choice = choice if self.missing else self._again[name]
        self.chosen[name] = choice
        return choice

    def _share(self, key: str) -> float:
        digest = blake2b(f"{self._turn}:{key}".encode("utf-8", "replace"), digest_size=7).digest()
        return (int.from_bytes(digest, "big") + 1) / 2**56
