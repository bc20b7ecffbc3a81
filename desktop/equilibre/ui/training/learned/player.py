"""Plays a sound with what the computer has, or says that it has nothing; keeps it as a WAV file."""

import io
import shutil
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from equilibre.errors import EquilibreError
from equilibre.temporary import temporary_folder
from equilibre.texts import _

RATE_HERTZ = 44_100
_PLAYERS: dict[str, tuple[str, ...]] = {
    "linux": ("pw-play", "paplay", "aplay"),
    "darwin": ("afplay",),
}


class NoSound(EquilibreError):
    """This computer has nothing that plays a sound."""


def wav(samples: NDArray[np.float32]) -> bytes:
    """Return *samples*, −1 to 1, one channel at 44.1 kHz, as a WAV file of 16 bits."""
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HERTZ)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return content.getvalue()


class Player:
    """Plays one sound at a time; a new one ends the one before."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def play(self, samples: NDArray[np.float32]) -> None:
        """Begin to play *samples*. Raises NoSound, with a sentence."""
        if sys.platform == "win32":
            import winsound

            path = self._file(wav(samples))
            winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC)
            return
        program = next(filter(None, map(shutil.which, _PLAYERS.get(sys.platform, ()))), None)
        if program is None:
            raise NoSound(
                _(
                    "This computer has no program that plays a sound. "
                    "Save it, and open the file with another one."
                )
            )
        self.stop()
        path = self._file(wav(samples))
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(
            [program, str(path)], stdin=quiet, stdout=quiet, stderr=quiet
        )

    def stop(self) -> None:
        """Be silent."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait()
        self._process = None

    def _file(self, content: bytes) -> Path:
        if self._folder is None:
            self._folder = temporary_folder()
        path = Path(self._folder.name) / "chord.wav"
        path.write_bytes(content)
        return path
