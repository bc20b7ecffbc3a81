"""How bytes come from an address: the system's own curl, else Python.

The installers carry no encryption of their own; Windows 10, macOS and most Linux bring curl.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from typing import IO, Protocol

from equilibre import __version__

AGENT = f"Equilibre/{__version__}"
_CONNECT_SECONDS = 20
SILENCE_SECONDS = 30  # then the network is said to have broken off
_RANGE_REFUSED, _GONE = 416, (401, 403, 404, 410)  # of HTTP


class Trouble(Enum):
    """Why bytes do not come."""

    NETWORK = auto()  # no answer, or it broke off
    SECURITY = auto()  # nobody could prove to be the site
    GONE = auto()  # the site no longer gives this file
    RANGE = auto()  # it does not go on from where we are
    OTHER = auto()


class CarrierFailed(Exception):
    """No more bytes; *detail* is what the carrier said, for a report."""

    def __init__(self, trouble: Trouble, detail: str) -> None:
        super().__init__(detail)
        self.trouble = trouble


class Carrier(Protocol):
    """Bytes on their way."""

    def read(self, most: int) -> bytes:
        """Wait for some bytes; b"" at their end. Raises CarrierFailed."""

    def end(self) -> None:
        """Make ``read`` come back soon; from another thread."""

    def close(self) -> None:
        """Leave nothing behind; from the thread that reads."""


class Curl:
    """The system's curl, which writes into our pipe: should we die, it does too."""

    def __init__(self, address: str, offset: int, protocol: str, program: str) -> None:
        command = [program, "--disable", "--silent", "--show-error", "--fail", "--location"]
        command += ["--no-buffer"]  # what came before a stop has come
        command += ["--proto", f"={protocol}", "--proto-redir", f"={protocol}"]
        command += ["--max-redirs", "5", "--user-agent", AGENT]
        command += ["--connect-timeout", str(_CONNECT_SECONDS)]
        command += ["--speed-limit", "1", "--speed-time", str(SILENCE_SECONDS)]
        if offset:
            command += ["--continue-at", str(offset)]
        try:
            self._process = subprocess.Popen(
                [*command, "--url", address],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as problem:
            raise CarrierFailed(Trouble.OTHER, str(problem)) from problem

    def read(self, most: int) -> bytes:
        content = _pipe(self._process.stdout).read1(most)  # type: ignore[attr-defined]
        if not content and self._process.wait() != 0:
            told = _pipe(self._process.stderr).read(4096).decode("utf-8", "replace")
            raise CarrierFailed(_trouble_of_curl(self._process.returncode, told), told)
        return bytes(content)

    def end(self) -> None:
        self._process.kill()

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        _pipe(self._process.stdout).close()
        _pipe(self._process.stderr).close()


Make = Callable[[str, int, str], Carrier]
"""From an address, the number of bytes already there, and "https"; may raise CarrierFailed."""


def carriers() -> list[Make]:
    """Return what can carry on this computer, the best first."""
    found: list[Make] = []
    if (program := _curl()) is not None:
        found.append(lambda address, offset, protocol: Curl(address, offset, protocol, program))
    with suppress(ImportError):
        import ssl  # noqa: F401 - left out of the installers

        from equilibre.learning.archives.python_carrier import Python

        found.append(Python)
    return found


def _curl() -> str | None:
    if sys.platform == "win32":  # never one that lies in the folder of the user
        program = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "curl.exe")
        return str(program) if program.is_file() else None
    return shutil.which("curl")


def _environment() -> dict[str, str]:
    """Return ours, without the libraries that an installed program puts before the system's."""
    environment = dict(os.environ)
    before = environment.pop("LD_LIBRARY_PATH_ORIG", None)  # PyInstaller's note
    if before is not None:
        environment["LD_LIBRARY_PATH"] = before
    elif getattr(sys, "frozen", False):
        environment.pop("LD_LIBRARY_PATH", None)
    return environment


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream


def _trouble_of_curl(code: int, told: str) -> Trouble:
    """Return what an exit code of curl means (its manual, EXIT CODES)."""
    match code:
        case 22:  # an HTTP error, whose number is only in the words
            return next(
                (
                    trouble_of_status(status)
                    for status in (_RANGE_REFUSED, *_GONE)
                    if str(status) in told
                ),
                Trouble.NETWORK,
            )
        case 33 | 36:
            return Trouble.RANGE
        case 35 | 51 | 53 | 54 | 58 | 59 | 60 | 66 | 77 | 80 | 82 | 83 | 90 | 91:
            return Trouble.SECURITY
        case 5 | 6 | 7 | 18 | 28 | 52 | 55 | 56 | 92:
            return Trouble.NETWORK
    return Trouble.OTHER


def trouble_of_status(status: int) -> Trouble:
    """Return what a number of HTTP means."""
    if status == _RANGE_REFUSED:
        return Trouble.RANGE
    return Trouble.GONE if status in _GONE else Trouble.NETWORK
