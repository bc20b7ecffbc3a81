"""The code keeps its own rules: who imports whom, types, style, and a quick start."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*arguments: str) -> str:
    """Return what Python writes with these arguments when it fails, and nothing when it is well."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr if done.returncode else ""


def test_imports_keep_the_contracts() -> None:
    command = "from importlinter.cli import lint_imports_command as run; run()"
    problems = run("-c", command, "--no-cache")
    assert not problems, problems


def test_ruff_finds_nothing() -> None:
    problems = run("-m", "ruff", "check", "--no-cache", "--quiet")
    assert not problems, problems


def test_every_file_has_the_common_format() -> None:
    problems = run("-m", "ruff", "format", "--check", "--no-cache")
    assert not problems, problems


@pytest.mark.slow
def test_types_are_right() -> None:
    problems = run("-m", "mypy")
    assert not problems, problems


@pytest.mark.skipif(
    importlib.util.find_spec("equilibre.ui.window") is None, reason="the window is not built yet"
)
def test_the_window_opens_without_what_only_training_needs() -> None:
    command = "import sys, equilibre.ui.window; assert not {'sklearn', 'scipy'} & set(sys.modules)"
    problems = run("-c", command)
    assert not problems, problems
