"""How long the window takes to come, beside the same program in its plain Python."""

import json
import os
import statistics
from pathlib import Path

from building.product import KEY
from building.screen import screen
from building.steps import BuildFailed, run, step
from building.target import Job
from building.trimming import trimming

_ROUNDS = 7


def ratio(job: Job) -> float:
    """Return the start of the frozen program over that of the unfrozen one, files in memory.

    Raises BuildFailed above the budget of trimming.toml.
    """
    folder = job.folder("linux")
    frozen = [folder / "tree" / KEY / KEY]
    unfrozen = [folder / "environment" / "bin" / "python", "-P", "-m", "equilibre"]
    seconds: dict[str, list[float]] = {"frozen": [], "unfrozen": []}
    with step("How fast it starts", "La vitesse de son démarrage"), screen() as display:
        # Once for nothing: files are read into memory, and Python keeps what it compiled.
        for command in (frozen, unfrozen):
            _start_seconds(command, folder, display)
        # In turns: what else the computer does meets both alike.
        for _round in range(_ROUNDS):
            seconds["frozen"].append(_start_seconds(frozen, folder, display))
            seconds["unfrozen"].append(_start_seconds(unfrozen, folder, display))
    found = statistics.median(seconds["frozen"]) / statistics.median(seconds["unfrozen"])
    most = trimming().start_ratio
    if found > most:
        raise BuildFailed(
            f"It starts in {found:.2f} × the time unfrozen: {most} at most (trimming.toml).",
            f"Il démarre en {found:.2f} fois le temps du programme en clair : {most} au plus "
            "(trimming.toml).",
        )
    return found


def _start_seconds(command: list[str | Path], folder: Path, display: str) -> float:
    report = folder / "start.json"
    environment = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",  # else a test off screen
        "PYTHONPATH": str(folder / "source"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # it would compile itself at each start
    run([*command, "self-test", "--start", "--report", report], environment)
    found = json.loads(report.read_text(encoding="utf-8"))["start_seconds"]
    report.unlink()
    return float(found)
