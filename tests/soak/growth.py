"""What a soak says at its end: how much each thing grew, beside the goal."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from tests.bench.goal import Figure, line
from tests.soak.gauges import NAMES, Reading, growths

GOALS: dict[str, float] = {
    "memory_mebibytes": 10.0,
    "training_mebibytes": 10.0,
    "handles": 0.0,
    "threads": 0.0,
    "processes": 0.0,
    "widgets": 0.0,
}
"""Field of a Reading: the growth that is allowed over the last three quarters."""
FRAME_GOAL = 1.1  # of the last eighth, of the first


def figures(readings: Sequence[Reading], frame_seconds: Sequence[float]) -> Iterator[Figure]:
    """Yield what grew over the last three quarters, and how much slower a picture has become."""
    for name, level, growth in growths(readings):
        what, unit = NAMES[name]
        note = "" if name in GOALS else f"of {level:.0f}"
        yield Figure(f"growth of {what}", growth, growth, growth, unit, GOALS.get(name), note=note)
    eighth = max(1, len(frame_seconds) // 8)
    first, last = sorted(frame_seconds[:eighth]), sorted(frame_seconds[-eighth:])
    ratio = last[eighth // 2] / first[eighth // 2]
    note = f"{1e3 * last[eighth // 2]:.1f} ms at the end"
    yield Figure(
        "a picture in the last eighth, of the first",
        ratio,
        ratio,
        ratio,
        "×",
        FRAME_GOAL,
        note=note,
    )


def tell(found: Iterable[Figure], file: Path | None) -> None:
    """Print each figure, and write them all to *file* as a program of the bench does."""
    told = []
    for one in found:
        told.append(asdict(one))
        print(line(one), flush=True)
    if file is not None:
        file.write_text(json.dumps({"figures": told}), "utf-8")
