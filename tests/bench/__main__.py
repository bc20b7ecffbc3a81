"""``python3 tests --bench [NAME…]``: what the program costs, beside its goals.

Nothing fails where a goal is missed: a slow or busy computer is no fault. Each program runs in a
process of its own.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from tests.bench.catalogue import PROGRAMS
from tests.bench.goal import ROOT
from tests.bench.table import write


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python3 tests --bench",
        description=__doc__,
        epilog="NAME is one of: " + ", ".join(PROGRAMS) + ", or a goal: G1, G2…",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="what to measure; else everything")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument(
        "--peers",
        action="store_true",
        help="install other programs, each in an environment of its own, and compare with them",
    )
    parser.add_argument("--quick", action="store_true", help="two rounds: see that it works")
    parser.add_argument(
        "--table",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="measure nothing: put what --json wrote into the README of the bench",
    )
    choices = parser.parse_args()
    if choices.table:
        write(choices.table)
        return 0
    names, unknown = chosen(choices.names)
    if unknown:
        parser.error(f"there is no {', '.join(unknown)} here: {parser.epilog}")
    print(machine(), flush=True)
    results: dict[str, object] = {}
    failed = []
    for name in names:
        goal, what = PROGRAMS[name]
        print(f"\n{goal} {name}: {what}", flush=True)
        begun = time.monotonic()
        found = run(name, choices.peers, choices.quick)
        print(f"  ({time.monotonic() - begun:.0f} s)", flush=True)
        if found is None:
            failed.append(name)
        else:
            results[name] = {"goal": goal, "what": what, **found}
    if choices.json is not None:
        content = {"date": date.today().isoformat(), "machine": machine(), "programs": results}
        choices.json.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
    if failed:
        print(f"\ndid not end well: {', '.join(failed)}")
    return 1 if failed else 0


def chosen(names: list[str]) -> tuple[list[str], list[str]]:
    """Return the programs that *names* ask for, each a program or a goal, and the unknown ones."""
    if not names:
        return list(PROGRAMS), []
    programs: list[str] = []
    unknown = []
    for name in names:
        found = [
            key for key, (goal, _what) in PROGRAMS.items() if name.lower() in (key, goal.lower())
        ]
        programs += [key for key in found if key not in programs]
        if not found:
            unknown.append(name)
    return programs, unknown


def run(name: str, peers: bool, quick: bool) -> dict[str, object] | None:
    """Run the program *name* and return what it found, None where it failed."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.json"
        command = [sys.executable, "-m", f"tests.bench.{name}", "--json", str(file)]
        command += ["--peers"] * peers + ["--quick"] * quick
        status = subprocess.run(command, cwd=ROOT, check=False).returncode
        if status or not file.exists():
            return None
        found: dict[str, object] = json.loads(file.read_text("utf-8"))
        return found


def machine() -> str:
    """Return the class of this computer, and how busy it is, for a reader of the figures."""
    memory = ""
    if hasattr(os, "sysconf"):
        memory = f", {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    load = f", load {os.getloadavg()[0]:.1f} before" if hasattr(os, "getloadavg") else ""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{memory}, "
        f"Python {platform.python_version()}{load}"
    )


if __name__ == "__main__":
    sys.exit(main())
