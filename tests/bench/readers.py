"""One reader of an emulated computer in a process of its own, for ``tests/bench/meter.py``.

``python tests/bench/readers.py READER SECONDS`` reads /sys/class/powercap (or ``--powercap``) for
a while and prints one JSON object: times of the monotonic clock, joules, costs. CodeCarbon runs
in the environment that has it, and knows nothing of this program.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

BEGUN = time.monotonic()
ROOT = Path(__file__).parents[2]
SYSTEM = Path("/sys/class/powercap")

Result = dict[str, float]


def ours(folder: Path, seconds: float) -> Result:
    """Read with the sampling thread of this program, ten times a second."""
    sys.path.insert(0, str(ROOT / "desktop"))
    from equilibre.meter.catalogue import open_sensors
    from equilibre.meter.curve import Window
    from equilibre.meter.energy import run_energy
    from equilibre.meter.sampler import Sampler
    from equilibre.meter.surroundings import Surroundings

    asked = time.monotonic()
    sampler = Sampler(lambda: open_sensors(Surroundings(powercap=folder)))
    sampler.start()
    sampler.read_now(wait_seconds=5.0)
    ready = time.monotonic()

    def stop() -> Result:
        sampler.read_now(wait_seconds=2.0)
        route = sampler.routes()[0]
        sampler.stop()
        samples = {route.key: [one for one in sampler.drain() if one.route == route.key]}
        run = run_energy(samples, [route], [Window(ready, end)], {}, 1)
        if run is None:
            return {}
        part = run.parts[0]
        interval = part.gross
        return {
            "joules": interval.value,
            "low": interval.low,
            "high": interval.high,
            "gaps": float(part.gaps),
        }

    end = ready + seconds
    return _timed(asked, ready, end, stop)


def naive(folder: Path, seconds: float) -> Result:
    """Look at the power of the moment once a second, and multiply it by a second."""
    asked = time.monotonic()
    files = [
        place / "energy_uj"
        for place in sorted(folder.iterdir())
        if place.name.startswith("intel-rapl:") and (place / "name").exists()
        if (place / "name").read_text().startswith(("package", "dram"))
    ]

    def microjoules() -> int:
        return sum(int(file.read_text()) for file in files)

    ready, worked = time.monotonic(), time.process_time()
    end = ready + seconds
    joules = 0.0
    look = ready
    while look < end - 0.5:
        time.sleep(max(0.0, look - time.monotonic()))
        try:
            first, first_time = microjoules(), time.monotonic()
            time.sleep(0.02)
            joules += (microjoules() - first) * 1e-6 / (time.monotonic() - first_time)
        except ValueError:
            pass  # a look that fails is a second without energy
        look += 1.0
    return _timed(asked, ready, end, lambda: {"joules": joules}, worked)


def codecarbon(_folder: Path, seconds: float) -> Result:
    """Read with CodeCarbon, once a second: its processor, its memory, and what it says in all."""
    from codecarbon import OfflineEmissionsTracker  # type: ignore[import-not-found]

    asked = time.monotonic()
    tracker = OfflineEmissionsTracker(
        country_iso_code="FRA", measure_power_secs=1, save_to_file=False, log_level="critical"
    )
    tracker.start()
    ready = time.monotonic()

    def stop() -> Result:
        tracker.stop()
        said = tracker.final_emissions_data
        return {
            "joules": said.energy_consumed * 3.6e6,
            "processor_joules": said.cpu_energy * 3.6e6,
        }

    return _timed(asked, ready, ready + seconds, stop)


def _timed(
    asked: float,
    ready: float,
    end: float,
    stop: Callable[[], Result],
    worked: float | None = None,
) -> Result:
    """Wait until *end*, stop, and return what it found and what it cost since *worked*."""
    worked = time.process_time() if worked is None else worked
    time.sleep(max(0.0, end - time.monotonic()))
    share = (time.process_time() - worked) / max(1e-9, end - ready)
    stopped = time.monotonic()
    found = stop()
    return found | {
        "start": ready,
        "end": stopped,
        "import_seconds": asked - BEGUN,
        "start_seconds": ready - asked,
        "stop_seconds": time.monotonic() - stopped,
        "share_of_core": share,
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("reader", choices=("ours", "naive", "codecarbon"))
    parser.add_argument("seconds", type=float)
    parser.add_argument("--powercap", type=Path, default=SYSTEM)
    arguments = parser.parse_args()
    read = {"ours": ours, "naive": naive, "codecarbon": codecarbon}[arguments.reader]
    print(json.dumps(read(arguments.powercap, arguments.seconds)))


if __name__ == "__main__":
    main()
