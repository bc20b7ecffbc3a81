"""How far three readers are from a known truth: ``python tests/bench/meter.py [--peers]``.

An emulated computer follows a known power; this program's meter, a naive reader (the power of
the moment, once a second) and, with ``--peers``, CodeCarbon read it at the same time, each in a
process of its own. CodeCarbon is installed into an environment in the folder for temporary files
(or ``--environment FOLDER``), which is kept. It is not changed: in a private mount namespace
(``unshare``, needs root) the emulated counters stand where those of Linux do.
"""

# ruff: noqa: E402 - the folders are set before the program is imported

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from equilibre.meter.emulation import CURVES, EmulatedPowercap

READERS = Path(__file__).with_name("readers.py")
PEER = "codecarbon"
MEMORY_WATTS = 3.75

Result = dict[str, float]


@dataclass(frozen=True)
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
        commands = {
            reader: [sys.executable, READERS, reader, str(seconds), "--powercap", folder]
            for reader in ("ours", "naive")
        }
        if peer is not None:
            there = [peer, READERS, PEER, str(seconds)]
            bind = 'mount --bind "$0" /sys/class && exec "$@"'
            commands[PEER] = ["unshare", "--mount", "sh", "-c", bind, place, *there]
        with tree, ThreadPoolExecutor(len(commands)) as pool:
            running = {name: pool.submit(_run, command) for name, command in commands.items()}
            _befall(tree, case.incident, seconds)
            found = {name: future.result() for name, future in running.items()}
    for result in found.values():
        result["truth"] = tree.joules_between(result["start"], result["end"])
        result["processor_truth"] = curve.joules(
            result["start"] - tree.start_seconds, result["end"] - tree.start_seconds
        )
    return found


def _run(command: Sequence[str | Path]) -> Result:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command}: {done.stderr[-2000:]}")
    result: Result = json.loads(done.stdout.splitlines()[-1])
    return result


def _befall(tree: EmulatedPowercap, incident: str, seconds: float) -> None:
    events: dict[str, Sequence[tuple[float, Callable[[], None]]]] = {
        "restart": [(seconds / 2 + 2.0, tree.restart_counters)],
        "errors": [(seconds / 2 + 1.0, tree.fail), (2.0, tree.recover)],
    }
    for wait_seconds, happen in events.get(incident, []):
        time.sleep(wait_seconds)
        happen()


def environment(folder: Path) -> Path | None:
    """Return the Python that has CodeCarbon, installing it first; None, and why, if that fails."""
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("unshare"):
        print("CodeCarbon is left out: the emulated counters are put in its way as root only.")
        return None
    python = folder / "bin" / "python"
    if not python.exists():
        print(f"CodeCarbon is being installed into {folder}.")
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [python, "-m", "pip", "install", "--quiet", PEER]
        if subprocess.run(pip, check=False).returncode:
            print("CodeCarbon is left out: it could not be installed.")
            shutil.rmtree(folder)
            return None
    code = f"from importlib.metadata import version; print(version({PEER!r}))"
    told = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    print(f"CodeCarbon {told.stdout.strip()}, reading once a second.")
    return python


def _error(result: Result, joules: str = "joules", truth: str = "truth") -> str:
    if joules not in result:
        return "none"
    return f"{100.0 * (result[joules] / result[truth] - 1.0):+.2f} %"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument(
        "--environment", type=Path, default=Path(tempfile.gettempdir()) / "equilibre-bench-peer"
    )
    arguments = parser.parse_args()
    peer = environment(arguments.environment) if arguments.peers else None
    head = ["case", "this meter", "its interval holds the truth", "naive, 1 s"]
    if peer is not None:
        head += ["CodeCarbon, processor", "CodeCarbon, in all"]
    print(_row(head))
    print(_row(["---"] * len(head)), flush=True)
    found: dict[str, list[Result]] = {}
    for case in CASES:
        results = play(case, arguments.seconds, peer)
        mine = results["ours"]
        holds = mine["low"] <= mine["truth"] <= mine["high"] if "low" in mine else False
        gaps = round(mine.get("gaps", 0.0))
        cells = [
            str(case),
            _error(mine),
            ("yes" if holds else "no") + (f", {gaps} gap said" if gaps else ""),
            _error(results["naive"]),
        ]
        if peer is not None:
            cells.append(_error(results[PEER], "processor_joules", "processor_truth"))
            cells.append(_error(results[PEER]))
        print(_row(cells), flush=True)
        for name, result in results.items():
            found.setdefault(name, []).append(result)
    print()
    print(_row(["cost (median of the cases)", "imports", "first reading", "stop", "of one core"]))
    print(_row(["---"] * 5))
    for name, results_of in found.items():
        loading, start, stop, share = (
            statistics.median(result[key] for result in results_of)
            for key in ("import_seconds", "start_seconds", "stop_seconds", "share_of_core")
        )
        print(
            _row(
                [
                    name,
                    *(f"{seconds:.3f} s" for seconds in (loading, start, stop)),
                    f"{100 * share:.2f} %",
                ]
            )
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
