"""Run tests against a mutant: in a forked process, the files of the program never touched."""

import contextlib
import gc
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, ModuleType

import hypothesis
import pytest

from tests.mutants.mutant import Mutant

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "desktop" / "equilibre"

_PASSED, _NONE_COLLECTED = 0, 5
_MEMORY_BYTES = 6 * 2**30
_HYPOTHESIS = "mutants"

# Every test has them: imported once, before the forks.
_WANTED_BY_ALL = (
    "hypothesis.internal.conjecture.engine",
    "msgspec.json",
    "numpy.random",
    "olca_schema",
    "psutil",
    "PySide6.QtTest",
    "PySide6.QtWidgets",
    "pytestqt.plugin",
    "slipcover",
    "xdist.plugin",
    "xlsxwriter",
)


@dataclass(frozen=True, slots=True)
class TestFile:
    """A file of tests: which lines of the program it runs, and for how long."""

    __test__ = False  # it is no test

    path: Path
    seconds: float  # of the processor
    ran: dict[str, frozenset[int]]  # file of the program → lines

    def runs(self, mutant: Mutant) -> bool:
        """Say whether it runs what *mutant* changed."""
        return not self.ran.get(str(mutant.path), frozenset()).isdisjoint(mutant.lines)


@dataclass(frozen=True, slots=True)
class End:
    """How a forked process ended."""

    code: int  # pytest's, or minus the signal that ended it
    seconds: float  # of the processor


def prepare() -> None:
    """Import what all tests need, so that a fork has it."""
    for name in _WANTED_BY_ALL:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    # A failure is enough: it need not be the smallest one, and comes soon if it comes.
    quick = hypothesis.settings(
        deadline=None,
        database=None,
        max_examples=50,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        suppress_health_check=[hypothesis.HealthCheck.too_slow],
    )
    hypothesis.settings.register_profile(_HYPOTHESIS, quick)
    gc.collect()
    gc.freeze()  # no fork collects it again


def look(
    package: Path, files: Sequence[Path], folder: Path, processes: int
) -> Iterator[TestFile | Path]:
    """Yield each of *files* with what it runs of *package*.

    Or its path, where it fails without any mutant.
    """
    works = [
        _Watched(package, file, folder / f"{package.name}-{number}.json")
        for number, file in enumerate(files)
    ]
    for place, end in forked([(work, 600.0) for work in works], processes):
        work = works[place]
        if end.code == _PASSED:
            seen = json.loads(work.report.read_text("utf-8"))
            ran = {name: frozenset(lines) for name, lines in seen.items()}
            yield TestFile(work.file, end.seconds, ran)
        elif end.code != _NONE_COLLECTED:
            yield work.file


def chosen(mutant: Mutant, files: Sequence[TestFile]) -> list[TestFile]:
    """Return the tests that run what *mutant* changed: those named after its module, the quick."""
    own = f"test_{mutant.path.stem}.py"
    return sorted(
        (file for file in files if file.runs(mutant)),
        key=lambda file: (file.path.name != own, file.seconds),
    )


def survivors(
    mutants: Sequence[Mutant], files: Sequence[TestFile], processes: int
) -> Iterator[tuple[Mutant, bool]]:
    """Yield each of *mutants* as its tests end, and whether they all passed."""
    works = []
    for mutant in mutants:
        tests = chosen(mutant, files)
        if tests:
            seconds = 3 + 2 * sum(file.seconds for file in tests)  # more: it does not end
            works.append((mutant, _Mutated(mutant, [file.path for file in tests]), seconds))
        else:
            yield mutant, True
    for place, end in forked([(work, seconds) for _mutant, work, seconds in works], processes):
        yield works[place][0], end.code == _PASSED


@dataclass(frozen=True, slots=True)
class _Watched:
    """Run the tests of a file and write down which lines ran."""

    package: Path
    file: Path
    report: Path

    def __call__(self) -> int:
        from slipcover import FileMatcher, ImportManager, Slipcover

        folders = [str(self.package)]
        watched = Slipcover(source=folders)
        ImportManager(watched, FileMatcher(folders)).__enter__()
        code = _run([self.file])
        found = watched.get_coverage()["files"]
        ran = {str(ROOT / name): each["executed_lines"] for name, each in found.items()}
        self.report.write_text(json.dumps(ran), "utf-8")
        return code


@dataclass(frozen=True, slots=True)
class _Mutated:
    """Run tests until one fails, with a mutant in the place of its module."""

    mutant: Mutant
    files: list[Path]

    def __call__(self) -> int:
        sys.meta_path.insert(0, _Finder(self.mutant))
        return _run(self.files)


def _run(files: Sequence[Path]) -> int:
    chosen = ["-x", "-q", "-m", "not slow", "-p", "no:cacheprovider", "-p", "no:randomly"]
    same = ["--hypothesis-seed=0", f"--hypothesis-profile={_HYPOTHESIS}"]
    same += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # imported before the fork
    return int(pytest.main([*chosen, *same, *map(str, files)]))


class _Finder(importlib.abc.MetaPathFinder):
    """Finds the module of a mutant before Python finds the one on the disk."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant
        parts = mutant.path.relative_to(PROGRAM.parent).with_suffix("").parts
        self._name = ".".join(parts).removesuffix(".__init__")

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self._name:
            return None
        loader = _Loader(name, str(self._mutant.path))
        loader.mutant = self._mutant
        return importlib.util.spec_from_file_location(name, self._mutant.path, loader=loader)


class _Loader(importlib.machinery.SourceFileLoader):
    """Loads a module with its fault."""

    mutant: Mutant

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.mutant.tree(), self.path, "exec", dont_inherit=True)


def forked(
    works: Sequence[tuple[Callable[[], int], float]], processes: int
) -> Iterator[tuple[int, End]]:
    """Do *works*, each in a process of its own with its seconds of the processor.

    Yields the place of each work and how it ended, in the order of the ends. What does not end is
    ended, with the processes that it started.
    """
    waiting = list(enumerate(works))[::-1]
    running: dict[int, tuple[int, float]] = {}  # process → the place of its work, its time to end
    try:
        while waiting or running:
            while waiting and len(running) < processes:
                place, (work, seconds) = waiting.pop()
                running[_fork(work, seconds)] = place, time.monotonic() + 60 + 20 * seconds
            for process, (_place, time_to_end) in running.items():
                if time.monotonic() > time_to_end:
                    _end(process)
            process, status, used = os.wait4(-1, os.WNOHANG)
            if process not in running:
                time.sleep(0.02)
                continue
            _end(process)  # whatever it left behind
            code = os.waitstatus_to_exitcode(status)
            yield running.pop(process)[0], End(code, used.ru_utime + used.ru_stime)
    finally:
        for process in running:
            _end(process)
            os.waitpid(process, 0)


def _end(process: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)


def _fork(work: Callable[[], int], seconds: float) -> int:
    """Start *work* in a process of its own, which leads a group, and return its number."""
    sys.stdout.flush()
    process = os.fork()
    if process:
        with contextlib.suppress(OSError):  # it may have done so, or ended
            os.setpgid(process, process)
        return process
    code = 1
    try:
        os.setpgid(0, 0)
        limit = int(seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        sys.dont_write_bytecode = True
        code = work()
    finally:
        os._exit(code)
