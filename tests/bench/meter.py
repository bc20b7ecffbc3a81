"""How far three readers are from a known truth: ``python3 tests --bench meter [--peers]``.

An emulated computer follows a known power; this program's meter, a naive reader (the power of
the moment, once a second) and, with ``--peers``, CodeCarbon read it at the same time, each in a
process of its own. CodeCarbon is not changed: in a private mount namespace (``unshare``, needs
root) the emulated counters stand where those of Linux do.
"""

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from equilibre.meter.emulation import CURVES, EmulatedPowercap
from tests.bench.goal import Ask, Figure, Skipped, figure, report
from tests.bench.peers import environment
from tests.bench.readers import Result, read

SECONDS, PEER_SECONDS, QUICK_SECONDS = 6.0, 20.0, 3.0
MEMORY_WATTS = 3.75
GOAL_ERROR, GOAL_SHARE = 0.1, 0.3  # % of the truth, % of a core
PEER = "codecarbon"
NAMES = {"ours": "this meter", "naive": "naive, once a second", PEER: "CodeCarbon"}


@dataclass(frozen=True, slots=True)
class Case:
    """An emulated computer, its power, and what befalls it half-way."""

    layout: str
    curve: str
    incident: str = ""

    def __str__(self) -> str:
        parts = (self.layout, self.curve, self.incident)
        return ", ".join(part.replace("_", " ") for part in parts if part)


CASES = (
    Case("desktop", "constant"),
    Case("desktop", "square_700_ms"),
    Case("laptop", "square_1_s"),
    Case("server2", "sleeps"),
    Case("amd", "ramp"),
    Case("mirrored_dies", "square_2_s"),
    Case("desktop", "square_2_s", "wrap"),
    Case("desktop", "square_2_s", "restart"),
    Case("desktop", "square_2_s", "errors"),
)


def play(case: Case, seconds: float, peer: Path | None) -> dict[str, Result]:
    """Return what each reader found, with the truth of its own time."""
    curve = CURVES[case.curve]
    with tempfile.TemporaryDirectory(prefix="equilibre-bench-") as place:
        folder = Path(place) / "powercap"
        folder.mkdir()
        wrap = curve.joules(0.0, seconds / 2 + 2.0) if case.incident == "wrap" else None
        tree = EmulatedPowercap(folder, case.layout, curve, MEMORY_WATTS, wrap)
        (folder / "intel-rapl" / "subsystem").symlink_to("..")  # as Linux has it
        with tree, ThreadPoolExecutor(3) as pool:
            running = {name: pool.submit(read, name, seconds, folder) for name in ("ours", "naive")}
            if peer is not None:
                bind = 'mount --bind "$0" /sys/class && exec "$@"'
                before = ["unshare", "--mount", "sh", "-c", bind, place]
                running[PEER] = pool.submit(read, PEER, seconds, folder, peer, before)
            _befall(tree, case.incident, seconds)
            found = {name: future.result() for name, future in running.items()}
    for result in found.values():
        result["truth"] = tree.joules_between(result["start"], result["end"])
        result["processor_truth"] = curve.joules(
            result["start"] - tree.start_seconds, result["end"] - tree.start_seconds
        )
    return found


def _befall(tree: EmulatedPowercap, incident: str, seconds: float) -> None:
    events: dict[str, Sequence[tuple[float, Callable[[], None]]]] = {
        "restart": [(seconds / 2 + 2.0, tree.restart_counters)],
        "errors": [(seconds / 2 + 1.0, tree.fail), (2.0, tree.recover)],
    }
    for wait_seconds, happen in events.get(incident, []):
        time.sleep(wait_seconds)
        happen()


def peers_python() -> Path:
    """Return the Python that has CodeCarbon. Raises Skipped where it cannot be compared with."""
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("unshare"):
        raise Skipped("CodeCarbon is left out: only root can put emulated counters in its way.")
    return environment(PEER)


def measure(ask: Ask) -> Iterator[Figure]:
    """Yield the error of each reader in each case, and what each costs."""
    peer = peers_python() if ask.peers else None
    seconds = QUICK_SECONDS if ask.quick else PEER_SECONDS if ask.peers else SECONDS
    found: dict[str, list[Result]] = {}
    for case in CASES[:2] if ask.quick else CASES:
        results = play(case, seconds, peer)
        for name, result in results.items():
            found.setdefault(name, []).append(result)
            yield from errors(case, name, result)
    for name, cases in found.items():
        shares = [100.0 * result["share_of_core"] for result in cases]
        goal = GOAL_SHARE if name == "ours" else None
        starts = statistics.median(result["start_seconds"] for result in cases)
        imports = statistics.median(result["import_seconds"] for result in cases)
        yield figure(
            f"cost of {NAMES[name]}",
            shares,
            "% of a core",
            goal=goal,
            note=f"imports in {imports:.2f} s, first reading after {starts:.2f} s",
        )


def errors(case: Case, name: str, result: Result) -> Iterator[Figure]:
    """Yield how far *result* is from the truth, in percent of it."""
    note, goal = "", None
    if name == "ours":
        holds = result.get("low", 1.0) <= result["truth"] <= result.get("high", 0.0)
        gaps = round(result.get("gaps", 0.0))
        note = f"its interval {'holds' if holds else 'does NOT hold'} the truth"
        note += f"; {gaps} gap said" if gaps else ""
        goal = None if gaps else GOAL_ERROR  # over a gap nothing was counted
    yield _error(f"{case}: {NAMES[name]}", result, "joules", "truth", goal, note)
    if name == PEER:
        what = f"{case}: {NAMES[name]}, processor alone"
        yield _error(what, result, "processor_joules", "processor_truth")


def _error(
    what: str, result: Result, key: str, truth: str, goal: float | None = None, note: str = ""
) -> Figure:
    error = 100.0 * (result.get(key, 0.0) / result[truth] - 1.0)
    value = error if goal is None else abs(error)
    return Figure(what, value, value, value, "%", goal=goal, note=note)


report(__name__, __doc__, measure)
