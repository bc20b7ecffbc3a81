"""One reader of an emulated computer in a process of its own.

``python tests/bench/readers.py READER SECONDS`` reads /sys/class/powercap (or ``--powercap``) for
a while and prints one JSON object: times of the monotonic clock, joules, costs. CodeCarbon runs
in the environment that has it, and knows nothing of this program.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

BEGUN = time.monotonic()
ROOT = Path(__file__).parents[2]
SYSTEM = Path("/sys/class/powercap")
NOWHERE = Path("/nowhere")  # where no sensor is found
PERIOD_SECONDS = 0.1  # of our sampling thread

Result = dict[str, float]


def read(
    reader: str,
    seconds: float,
    folder: Path,
    python: str | Path = sys.executable,
    before: Sequence[str | Path] = (),
) -> Result:
    """Return what *reader* finds in *folder*; *before* stands before its command."""
    command = [*before, python, Path(__file__), reader, str(seconds), "--powercap", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{reader}: {done.stderr[-2000:]}")
    result: Result = json.loads(done.stdout.splitlines()[-1])
    return result


def ours(folder: Path, seconds: float) -> Result:
    """Read counters with the sampling thread of this program, ten times a second."""
    sys.path.insert(0, str(ROOT / "desktop"))
    from equilibre.meter.surroundings import Surroundings

    return _sampled(Surroundings(powercap=folder, hwmon=NOWHERE), "powercap", seconds)


def powers(folder: Path, seconds: float) -> Result:
    """Do the same with a meter that knows the power of the moment, and counts nothing."""
    sys.path.insert(0, str(ROOT / "desktop"))
    from equilibre.meter.surroundings import Surroundings

    return _sampled(Surroundings(powercap=NOWHERE, hwmon=folder), "power_meter", seconds)


def _sampled(surroundings: object, key: str, seconds: float) -> Result:
    """Read the route *key*, and say how many of its ticks were missed."""
    from equilibre.meter.catalogue import open_sensors
    from equilibre.meter.curve import Window
    from equilibre.meter.energy import run_energy
    from equilibre.meter.sampler import Sampler

    asked = time.monotonic()
    sampler = Sampler(lambda: open_sensors(surroundings), PERIOD_SECONDS)  # type: ignore[arg-type]
    sampler.start()
    sampler.read_now(wait_seconds=5.0)
    ready = time.monotonic()

    def stop() -> Result:
        sampler.read_now(wait_seconds=2.0)
        route = next(each for each in sampler.routes() if each.key == key)
        sampler.stop()
        samples = [one for one in sampler.drain() if one.route == key]
        times = [one.time_seconds for one in samples]
        found = {
            "first": times[0],
            "last": times[-1],
            "counted": samples[-1].energy_joules - samples[0].energy_joules,
            "missed": float(
                sum(
                    max(0, round((after - before) / PERIOD_SECONDS) - 1)
                    for before, after in zip(times, times[1:], strict=False)
                )
            ),
        }
        run = run_energy({key: samples}, [route], [Window(ready, end)], {}, 1)
        if run is None or not run.parts:
            return found
        part = run.parts[0]
        interval = part.gross
        return found | {
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


READERS = {"ours": ours, "powers": powers, "naive": naive, "codecarbon": codecarbon}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("reader", choices=tuple(READERS))
    parser.add_argument("seconds", type=float)
    parser.add_argument("--powercap", type=Path, default=SYSTEM)
    arguments = parser.parse_args()
    print(json.dumps(READERS[arguments.reader](arguments.powercap, arguments.seconds)))


if __name__ == "__main__":
    main()
