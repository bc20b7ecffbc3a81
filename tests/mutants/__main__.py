"""``python3 tests --mutants [PACKAGE…]``: do the tests notice a fault in what they test?

Puts one small fault at a time into a module (a comparison, an operator, a number, a condition, a
value returned, a call left out) and runs the quick tests of its package that run this line. A
fault that no test notices survives: it is printed, for somebody to look at. The program's files
are never touched. The same seed draws the same faults.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.mutants.mutant import Mutant, sample
from tests.mutants.trial import PROGRAM, ROOT, TestFile, look, prepare, survivors

_NOTES = Path(__file__).with_name("README.md")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 tests --mutants", description=__doc__)
    parser.add_argument(
        "names",
        nargs="*",
        metavar="PACKAGE",
        default=["meter", "lifecycle"],
        help="meter, lifecycle… or a file: meter/curve.py; meter and lifecycle unless told",
    )
    parser.add_argument("--number", type=int, default=300, help="of each; 300 unless told")
    parser.add_argument("--seed", type=int, default=1, help="of the draw; 1 unless told")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, metavar="N")
    choices = parser.parse_args()
    for name in choices.names:
        if not (PROGRAM / name).exists() or not (ROOT / "tests" / package(name)).is_dir():
            parser.error(f"there is no {name} here that has tests of its own")
    if not hasattr(os, "fork"):
        print("Not on this system: each fault is tried in a fork of this process.")
        return 2
    with tempfile.TemporaryDirectory(prefix="equilibre-mutants-") as name:
        os.environ["TMPDIR"] = tempfile.tempdir = name
        prepare()
        found = [try_out(each, choices, Path(name)) for each in choices.names]
    return 1 if any(found) else 0


def package(name: str) -> str:
    return name.partition("/")[0]


def try_out(name: str, choices: argparse.Namespace, folder: Path) -> int:
    """Try the faults of a package or a file, tell them, and return how many survived unnoted."""
    begun = time.monotonic()
    place = PROGRAM / name
    paths = [place] if place.is_file() else sorted(place.rglob("*.py"))
    drawn = sample(paths, choices.number, choices.seed)
    print(f"{name}: {len(drawn)} mutants, seed {choices.seed}", flush=True)
    tests = sorted((ROOT / "tests" / package(name)).rglob("test_*.py"))
    files = []
    for seen in look(PROGRAM / package(name), tests, folder, choices.processes):
        if isinstance(seen, TestFile):
            files.append(seen)
        else:
            print(f"  fails without a mutant, left out: {seen.relative_to(ROOT)}", flush=True)
    notes = _NOTES.read_text("utf-8")
    survived = noted = 0
    for mutant, unnoticed in survivors(drawn, files, choices.processes):
        if unnoticed:
            survived += 1
            known = note(mutant) in notes
            noted += known
            run = any(file.runs(mutant) for file in files)
            print(line(mutant, known, run), flush=True)
    print(
        f"{name}: {len(drawn) - survived} of {len(drawn)} noticed; {survived} survived, of which"
        f" {noted} are noted in {_NOTES.relative_to(ROOT)} ({time.monotonic() - begun:.0f} s)"
    )
    return survived - noted


def note(mutant: Mutant) -> str:
    """Return how the notes name *mutant*: without its line, which moves."""
    file = mutant.path.relative_to(PROGRAM)
    return f"`{file}` {mutant.scope}: `{mutant.before}` → `{mutant.after}`"


def line(mutant: Mutant, known: bool, run: bool) -> str:
    place = f"{mutant.path.relative_to(PROGRAM)}:{mutant.line}"
    remark = " (noted)" if known else "" if run else " (no quick test runs this line)"
    return f"  {place} {note(mutant)}{remark}"


if __name__ == "__main__":
    sys.exit(main())
