"""Steps that show their progress and end in a sentence when they fail."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sentences import choose

_LAST_LINES = 15  # of what a failed tool wrote


class BuildFailed(Exception):
    """What stopped a build or a proof: a sentence, in the user's language."""

    def __init__(self, english: str, french: str) -> None:
        super().__init__(choose(english, french))


@contextmanager
def step(english: str, french: str) -> Iterator[None]:
    """Tell what is being done, and how long it took."""
    print(f"  {choose(english, french)} …", end="", file=sys.stderr, flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print(file=sys.stderr, flush=True)
        raise
    print(f" {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


def say(english: str, french: str) -> None:
    """Tell the user something."""
    print(f"  {choose(english, french)}", file=sys.stderr, flush=True)


def run(
    command: Sequence[str | Path],
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    timeout_seconds: float = 1800,
) -> str:
    """Run a tool and return what it printed.

    Raises BuildFailed with the last lines that it wrote when it is missing, fails, or takes longer
    than *timeout_seconds*.
    """
    done = attempt(command, environment, folder, timeout_seconds)
    if done.returncode:
        lines = "\n".join((done.stdout + done.stderr).splitlines()[-_LAST_LINES:])
        name = Path(command[0]).name
        raise BuildFailed(
            f"{name} failed ({done.returncode}):\n{lines}",
            f"{name} a échoué ({done.returncode}) :\n{lines}",
        )
    return done.stdout


def attempt(
    command: Sequence[str | Path],
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    timeout_seconds: float = 1800,
) -> subprocess.CompletedProcess[str]:
    """Run a tool whose failure is an answer too; return its status and what it wrote."""
    name = Path(command[0]).name
    try:
        return subprocess.run(
            [str(word) for word in command],
            env=None if environment is None else dict(environment),
            cwd=folder,
            timeout=timeout_seconds,
            input="",  # a pipe at its end: under wine, Python cannot read from /dev/null
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except FileNotFoundError as problem:
        raise BuildFailed(f"{name} is not there.", f"{name} est introuvable.") from problem
    except subprocess.TimeoutExpired as problem:
        raise BuildFailed(
            f"{name} did not end within {timeout_seconds:.0f} s.",
            f"{name} ne s’est pas terminé en {timeout_seconds:.0f} s.",
        ) from problem
