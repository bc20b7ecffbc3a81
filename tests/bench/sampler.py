"""What reading the sensors costs, and how well it keeps time: ``python3 tests --bench sampler``.

The sampling thread reads ten times a second, in a process of its own, while nothing else is done
and while two real trainings keep both cores busy: the counters of an emulated computer, and a
meter that only knows the power of the moment. Their energy is known: every four seconds the
power climbs by 50 W and falls.
"""

import os
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from equilibre.meter.emulation import CURVES, EmulatedPowercap
from equilibre.worker.host import Host
from equilibre.worker.messages import Pause, Resume, Started, Train, new_run
from tests.bench.goal import Ask, Figure, figure, report, rounds
from tests.bench.readers import Result, read

ROUNDS = 7
SECONDS = 4.0  # of each reading
GOAL_SHARE = 0.3  # % of a core
GOAL_COUNTER, GOAL_POWERS = 0.1, 1.0  # % of the truth


class PowerFile:
    """The file of a meter that shows the power of the moment, in microwatts."""

    def __init__(self, folder: Path, tree: EmulatedPowercap) -> None:
        place = folder / "hwmon0"
        place.mkdir(parents=True)
        (place / "name").write_text("power_meter\n")
        self._file = os.open(place / "power1_average", os.O_RDWR | os.O_CREAT, 0o644)
        self._tree = tree
        self._over = threading.Event()
        self._show()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Leave the file as it is."""
        self._over.set()
        self._thread.join()
        os.close(self._file)

    def _run(self) -> None:
        while not self._over.is_set():
            time.sleep(0.001)
            self._show()

    def _show(self) -> None:
        watts = self._tree.power_watts(time.monotonic() - self._tree.start_seconds)
        os.pwrite(self._file, b"%-16d\n" % round(1e6 * watts), 0)


class Trainings:
    """Two trainings that keep both cores busy, or wait."""

    def __init__(self) -> None:
        self._hosts = [Host(standby=False) for _core in range(2)]
        for host in self._hosts:
            host.start()
            host.send(Train(new_run(), "digits", "network", {"epochs": 1000}, 0, 3600.0))
        for host in self._hosts:
            while not any(isinstance(each, Started) for each in host.replies()):
                time.sleep(0.01)
        self.work(False)

    def work(self, busy: bool) -> None:
        """Have them go on, or wait."""
        for host in self._hosts:
            host.send(Resume() if busy else Pause())
        time.sleep(0.3)

    def hear(self) -> None:
        for host in self._hosts:
            host.replies()

    def end(self) -> None:
        for host in self._hosts:
            host.end()


@contextmanager
def computer() -> Iterator[tuple[EmulatedPowercap, Path, Path]]:
    """Yield an emulated computer, and the folders of its counters and of its power meter."""
    with tempfile.TemporaryDirectory(prefix="equilibre-bench-") as place:
        counters, meters = Path(place) / "powercap", Path(place) / "hwmon"
        counters.mkdir()
        with EmulatedPowercap(counters, "desktop", CURVES["ramp"]) as tree:
            file = PowerFile(meters, tree)
            try:
                yield tree, counters, meters
            finally:
                file.close()


def both(
    tree: EmulatedPowercap, counters: Path, meters: Path, trainings: Trainings
) -> list[Result]:
    """Return what the two readers find at the same time, each with the truth of its time."""
    with ThreadPoolExecutor(2) as pool:
        asked = [
            pool.submit(read, "ours", SECONDS, counters),
            pool.submit(read, "powers", SECONDS, meters),
        ]
        while not all(each.done() for each in asked):
            trainings.hear()
            time.sleep(0.1)
        found = [each.result() for each in asked]
    for one in found:
        one["truth"] = tree.joules_between(one["first"], one["last"])
    return found


def error(what: str, found: Sequence[Result], goal: float) -> Figure:
    """Return how far all that was counted is from the truth, and the rounds at the most."""
    errors = [100.0 * abs(one["counted"] / one["truth"] - 1.0) for one in found]
    whole = sum(one["counted"] for one in found) / sum(one["truth"] for one in found)
    return Figure(
        what,
        100.0 * abs(whole - 1.0),
        min(errors),
        max(errors),
        "%",
        goal=goal,
        rounds=len(found),
        note=f"of all rounds together, {SECONDS * len(found):.0f} s",
    )


def measure(ask: Ask) -> Iterator[Figure]:
    """Yield the share of a core, the errors and the ticks missed, at rest and under load."""
    seen: dict[bool, list[list[Result]]] = {False: [], True: []}
    trainings = Trainings()
    try:
        with computer() as (tree, counters, meters):
            for _round in rounds(ROUNDS, ask):
                for busy in (False, True):
                    trainings.work(busy)
                    seen[busy].append(both(tree, counters, meters, trainings))
    finally:
        trainings.end()
    for busy, words in ((False, "at rest"), (True, "both cores busy")):
        counted, powers = zip(*seen[busy], strict=True)
        shares = [100.0 * one["share_of_core"] for one in counted]
        yield figure(f"sampling, {words}", shares, "% of a core", goal=GOAL_SHARE)
        yield error(f"error of a counter, {words}", counted, GOAL_COUNTER)
        yield error(f"error of powers added up, {words}", powers, GOAL_POWERS)
        missed = [one["missed"] for one in counted]
        yield figure(f"ticks missed of {10 * SECONDS:.0f}, {words}", missed, "", goal=0.0)


report(__name__, __doc__, measure)
