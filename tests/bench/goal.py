"""What a program of the bench finds: figures beside their goals, taken side by side in one run.

A program of the bench is a module of this folder with a ``measure`` function that yields figures,
and ends with ``report(__name__, __doc__, measure)``. The alternatives of a figure take turns, so
that a busy computer slows them all; what is said is the median of the ratios of the rounds, with
their least and most.
"""

import argparse
import json
import statistics
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DESKTOP = ROOT / "desktop"


class Skipped(Exception):
    """This computer cannot measure it: the message says what is missing and what to do."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a goal: the median of the rounds, with their least and most."""

    what: str  # a few words: “first paint, of a bare window's”
    value: float
    low: float
    high: float
    unit: str  # "×", "ms", "% of a core", "MB", "%", "" for a count
    goal: float | None = None  # None: reported, no goal
    at_least: bool = False  # the goal is a floor, not a ceiling
    rounds: int = 1
    note: str = ""  # what the reader must know to judge it

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        if self.goal is None:
            return None
        return self.value >= self.goal if self.at_least else self.value <= self.goal


@dataclass(frozen=True, slots=True)
class Ask:
    """What the command line asks of a program of the bench."""

    peers: bool = False  # other programs may be installed, each in an environment of its own
    quick: bool = False  # few rounds: to see that the program works, not to believe its figures


Measure = Callable[[Ask], Iterable[Figure]]


def figure(what: str, values: Sequence[float], unit: str, **more: object) -> Figure:
    """Return the figure of *values*, one for each round."""
    return Figure(
        what,
        statistics.median(values),
        min(values),
        max(values),
        unit,
        rounds=len(values),
        **more,  # type: ignore[arg-type]
    )


def ratio(what: str, values: Sequence[float], others: Sequence[float], **more: object) -> Figure:
    """Return how many times *others* the *values* are, round by round."""
    ratios = [value / other for value, other in zip(values, others, strict=True)]
    return figure(what, ratios, "×", **more)


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value that *percent* of *values* do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def line(one: Figure) -> str:
    """Return *one* as a line of the terminal."""
    goal, met = verdict(one)
    spread = f"{number(one.low)} to {number(one.high)}" if one.rounds > 1 else ""
    value = f"{number(one.value)} {one.unit}"
    words = f"  {one.what:58} {value:>16} {spread:>20} {goal:>20} {met}"
    return words.rstrip() + (f"\n      {one.note}" if one.note else "")


def verdict(one: Figure) -> tuple[str, str]:
    """Return the goal of *one*, and whether it is met; both empty where there is none."""
    if one.goal is None:
        return "", ""
    goal = f"{'≥' if one.at_least else '≤'} {one.goal:g} {one.unit}"
    return goal.rstrip(), "met" if one.met else "MISSED"


def number(value: float) -> str:
    """Return *value* with the digits that a noisy computer deserves."""
    if value == int(value):
        return f"{value:.0f}"
    if abs(value) < 0.1:
        return f"{value:.3f}"
    if abs(value) < 20:
        return f"{value:.2f}"
    return f"{value:.0f}"


def report(name: str, document: str | None, measure: Measure) -> None:
    """Run *measure* when its module is the program: print its figures, and write them if asked."""
    if name != "__main__":
        return
    parser = argparse.ArgumentParser(description=document)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--quick", action="store_true")
    choices = parser.parse_args()
    figures: list[Figure] = []
    skipped = ""
    try:
        for one in measure(Ask(peers=choices.peers, quick=choices.quick)):
            figures.append(one)
            print(line(one), flush=True)
    except Skipped as reason:
        skipped = str(reason)
        print(f"  skipped: {skipped}")
    if choices.json is not None:
        content = {
            "figures": [{**asdict(one), "met": one.met} for one in figures],
            "skipped": skipped,
        }
        choices.json.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
    sys.exit(0)


def rounds(count: int, ask: Ask) -> Iterator[int]:
    """Count the rounds of a measure, fewer where only a look is asked for."""
    yield from range(min(count, 2) if ask.quick else count)
