"""``python3 tests --soak``: months of a kiosk in minutes, and every way in which it may end."""

import argparse
import subprocess
import sys
import time

from tests.bench.goal import ROOT

PARTS = {
    "rest": ("hours", "the window at rest for some hours"),
    "training": ("hours", "one training of some hours"),
    "visits": ("visits", "visitors, one after the other"),
    "endings": ("endings", "every way to end the program, and what it leaves behind"),
}
"""Name: (module, what is played). Each is played in a process of its own."""


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python3 tests --soak",
        description=__doc__,
        epilog="A goal that is missed is printed and fails nothing; what is left behind does.",
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; else all")
    parser.add_argument("--hours", type=float, default=8.0, help="of the clock (default: 8)")
    parser.add_argument("--cycles", type=int, default=1000, help="visitors (default: 1000)")
    choices = parser.parse_args()
    unknown = [part for part in choices.parts if part not in PARTS]
    if unknown:
        parser.error(f"there is no {', '.join(unknown)} here")
    options = {
        "rest": ["--hours", str(choices.hours)],
        "training": ["--hours", str(choices.hours), "--training"],
        "visits": ["--cycles", str(choices.cycles)],
        "endings": [],
    }
    failed = []
    for part in choices.parts or PARTS:
        module, what = PARTS[part]
        print(f"\n{part}: {what}", flush=True)
        begun = time.monotonic()
        command = [sys.executable, "-m", f"tests.soak.{module}", *options[part]]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(part)
        print(f"  ({time.monotonic() - begun:.0f} s)", flush=True)
    if failed:
        print(f"\ndid not end well: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
