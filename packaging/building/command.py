"""The command line of ``python3 packaging``, and the table with which it ends."""

import argparse
import shutil
import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bootstrap import SYSTEM_FAILURES, alone
from building.product import BUILD, DIST, ROOT, product
from building.side_by_side import side_by_side
from building.steps import BuildFailed, say
from building.target import Job, Proof, Target
from building.targets import TARGETS, this_platform
from building.tools import require, uv
from building.trees import megabytes, sha256
from building.trimming import weigh_installer
from building.wheelhouse import fill
from sentences import Problem, choose, sentence

SUMS = "SHA256SUMS"
FAILED = ".failed"  # after the name of a file that nobody may hand out

# What Python and the tools write -> the sentence that says it.
_FAILURES = {
    "No space left on device": "build_disk_full",
    "Disk quota exceeded": "build_disk_full",
    "connection broken by": "build_no_network",  # pip
    "error sending request for url": "build_no_network",  # uv
    "E: Failed getting release file": "build_no_network",  # debootstrap
    "Temporary failure resolving": "build_no_network",  # apt-get
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: a file, or a target of which none came out."""

    name: str
    seconds: float
    result: str
    file: Path | None = None
    failed: bool = False


def main(arguments: Sequence[str]) -> int:
    """Build what *arguments* ask for; return 0 where everything is as it should be."""
    choices = _parse(arguments)
    targets = _chosen(choices.target)
    try:
        with alone(BUILD, "build_waiting"):
            uv()
            if choices.wheelhouse is not None:
                for target in targets:
                    fill(choices.wheelhouse.absolute(), target.KEY)
                return 0
            return _build(targets, Job(product(), release=choices.release), not choices.no_test)
    except (BuildFailed, OSError) as problem:  # a Problem is an OSError
        print(_told(problem), file=sys.stderr)
        return 1


def _build(targets: Sequence[Target], job: Job, tried: bool) -> int:
    shutil.rmtree(job.dist, ignore_errors=True)
    for folder in (job.dist, DIST):
        folder.mkdir(parents=True, exist_ok=True)
    for file in DIST.glob("*" + FAILED):
        file.unlink()
    _write_sums(DIST)  # where nothing may be written, that is said before the work
    if len(targets) > 1:
        names = ", ".join(target.KEY for target in targets)
        say(f"At the same time: {names}.", f"En même temps : {names}.")
    made = side_by_side([partial(_make, target, job, tried) for target in targets])
    lines = [
        line
        for target, found in zip(targets, made, strict=True)
        for line in found or [Line(target.KEY, 0, _killed(), failed=True)]
    ]
    _write_sums(DIST)
    _print_table(lines)
    return 1 if any(line.failed for line in lines) else 0


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    keys = [target.KEY for target in TARGETS]
    parser = argparse.ArgumentParser(
        prog="python3 packaging",
        description=choose(
            "Build this platform's installer, install it, try it and remove it.",
            "Construire l’installateur de cette plate-forme, l’installer, l’essayer et l’enlever.",
        ),
    )
    parser.add_argument(
        "--target",
        nargs="+",
        choices=["auto", *keys, "all"],
        action="extend",  # given twice, both count
        help=choose("this platform unless told", "cette plate-forme si rien n’est dit"),
    )
    speed = parser.add_mutually_exclusive_group()
    speed.add_argument(
        "--fast",
        action="store_true",
        help=choose("quick to make: the usual way", "vite fait : le cas habituel"),
    )
    speed.add_argument(
        "--release",
        action="store_true",
        help=choose(
            "small files, made twice and compared", "petits fichiers, faits deux fois et comparés"
        ),
    )
    parser.add_argument(
        "--no-test", action="store_true", help=choose("build only", "construire seulement")
    )
    parser.add_argument(
        "--wheelhouse",
        type=_folder,
        metavar="FOLDER",
        help=choose(
            "build nothing: fill a folder with what `python3 desktop --wheelhouse FOLDER` installs "
            "without internet",
            "ne rien construire : remplir un dossier de ce que « python3 desktop --wheelhouse "
            "DOSSIER » installe sans internet",
        ),
    )
    return parser.parse_args(arguments)


def _folder(text: str) -> Path:
    if not text:  # it would be the current folder, filled with wheels
        raise argparse.ArgumentTypeError(choose("name a folder", "nommez un dossier"))
    return Path(text)


def _chosen(wanted: Sequence[str] | None) -> list[Target]:
    keys = {this_platform() if key == "auto" else key for key in wanted or ("auto",)}
    return [target for target in TARGETS if keys & {target.KEY, "all"}]


def _make(target: Target, job: Job, tried: bool) -> list[Line]:
    """Build one target and prove each of its files; what fails is a line like the others."""
    say(f"— {target.KEY} —", f"— {target.KEY} —")
    began = time.monotonic()
    try:
        require({**target.TOOLS, **(target.PROOF_TOOLS if tried else {})})
        files = target.build(job)
    except Exception as problem:  # noqa: BLE001 - the other targets are still to be built
        return [Line(target.KEY, time.monotonic() - began, _told(problem), failed=True)]
    lines = []
    for file in files:
        failed = False
        try:
            weigh_installer(file)
            proof = target.prove(job, file) if tried else Proof(choose("not tried", "non essayé"))
            result = proof.sentence
        except Exception as problem:  # noqa: BLE001
            result, failed = _told(problem), True
        file = Path(shutil.move(file, DIST / (file.name + FAILED * failed)))
        lines.append(Line(file.name, time.monotonic() - began, result, file, failed))
        began = time.monotonic()
    return lines


def _killed() -> str:
    return choose("its process was killed", "son processus a été tué")


def _told(problem: Exception) -> str:
    """Return a sentence for what stopped a target; for what nobody foresaw, where that was."""
    text = str(problem)
    for words, key in _FAILURES.items():
        if words in text:
            return sentence(key, folder=ROOT)
    if isinstance(problem, OSError) and problem.errno in SYSTEM_FAILURES:
        return sentence(SYSTEM_FAILURES[problem.errno], folder=problem.filename or ROOT)
    if isinstance(problem, BuildFailed | Problem):
        return text
    return "".join(traceback.format_exception(problem))


def _write_sums(dist: Path) -> None:
    """Write the SHA-256 of every file to hand out, as ``sha256sum --check`` reads them."""
    files = sorted(
        file
        for file in dist.iterdir()
        if file.is_file() and file.name != SUMS and file.suffix != FAILED
    )
    text = "".join(f"{sha256(file)}  {file.name}\n" for file in files)
    (dist / SUMS).write_text(text, encoding="utf-8")


def _print_table(lines: Sequence[Line]) -> None:
    width = max((len(line.name) for line in lines), default=0)
    for line in lines:
        size = f"{megabytes(line.file):6.1f} {choose('MB', 'Mo')}" if line.file else " " * 9
        mark = choose("FAILED", "ÉCHEC") if line.failed else "ok"
        told = line.result.replace("\n", "\n" + " " * (width + 2))
        print(f"{line.name:{width}}  {size}  {line.seconds:5.0f} s  {mark:6}  {told}")
        if line.file and not line.failed:
            print(f"{'':{width}}  SHA-256 {sha256(line.file)}")
