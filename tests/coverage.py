"""How much of the science packages the tests run: a plugin of pytest, for processes in parallel.

SlipCover watches lines and branches from within the bytecode, at a few percent of the time of the
tests; coverage.py's tracing took as long again as the tests themselves. Modules are instrumented
as they are imported, so this one is imported before them, by ``pytest -p tests.coverage``.
What runs in processes of its own (the training process, commands) is not counted: what such a
process does is tested here as well, where it can be (``tests/worker/test_desk.py``).
"""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(__file__).parents[1] / "desktop" / "equilibre"
PACKAGES = ("meter", "learning", "lifecycle", "growth", "facts", "sessions", "worker")
GOAL_PERCENT = 95
# Its functions travel to computers without SlipCover.
UNWATCHED = str(PROGRAM / "learning" / "experiments" / "searching.py")

Coverage = dict[str, Any]  # SlipCover's: "meta", "files" by their path, "summary"


class Watch:
    """Hears what ran in this process, and in those that pytest-xdist started."""

    def __init__(self) -> None:
        from slipcover import FileMatcher, ImportManager, Slipcover

        folders = [str(PROGRAM / package) for package in PACKAGES]
        self._watched = Slipcover(branch=True, source=folders, omit=[UNWATCHED])
        self._others: list[Coverage] = []
        # For as long as the process: some modules are imported by the last test.
        ImportManager(self._watched, FileMatcher(folders, [UNWATCHED])).__enter__()

    def pytest_testnodedown(self, node: Any) -> None:
        """Keep what a process of pytest-xdist has seen."""
        if seen := getattr(node, "workeroutput", {}).get("coverage"):
            self._others.append(json.loads(seen))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Give what was seen to the process that tells it."""
        if (output := getattr(session.config, "workeroutput", None)) is not None:
            output["coverage"] = json.dumps(self._watched.get_coverage())

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Tell each package in a line."""
        from slipcover import merge_coverage

        seen, *others = self._others or [self._watched.get_coverage()]
        for other in others:
            merge_coverage(seen, other)
        terminalreporter.section(f"lines and branches covered (goal {GOAL_PERCENT} %)")
        for package in PACKAGES:
            terminalreporter.write_line(line(seen["files"], package))


def line(files: Coverage, package: str) -> str:
    """Return how many lines and branches of *package* ran, of how many."""
    folder = PROGRAM / package
    within = [
        files[path]["summary"] for path in files if Path(path).resolve().is_relative_to(folder)
    ]
    counts = []
    for kind in ("lines", "branches"):
        covered = sum(each[f"covered_{kind}"] for each in within)
        counts.append((covered, covered + sum(each[f"missing_{kind}"] for each in within)))
    (lines, of_lines), (branches, of_branches) = counts
    percent = 100 * (lines + branches) / max(of_lines + of_branches, 1)
    shortfall = "" if percent >= GOAL_PERCENT else f"  {GOAL_PERCENT - percent:.1f} below the goal"
    return (
        f"{package:10}{percent:6.1f} %  {lines} of {of_lines} lines,"
        f" {branches} of {of_branches} branches{shortfall}"
    )


class Unwatched:
    """Says that nothing is counted on this computer, and why."""

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.section("lines and branches covered: not counted")
        terminalreporter.write_line("SlipCover is not prebuilt for this Python on this system.")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Begin before any file of the tests imports what is watched."""
    watch = Watch() if importlib.util.find_spec("slipcover") else Unwatched()
    early_config.pluginmanager.register(watch, "coverage of the science packages")
