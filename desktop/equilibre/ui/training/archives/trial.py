"""The self-test of what reads photographs: a library that nothing else loads."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QImage

from equilibre.learning.archives.faces import SIDE, ReadFace
from equilibre.ui.errand import Errand
from equilibre.ui.tab import Until
from equilibre.worker.messages import Command, Done, Reply

_GREY = 200  # of 255


class PhotographTrial:
    """Has the training process read a photograph."""

    def __init__(self, send: Callable[[Command], None]) -> None:
        self._errand = Errand(send, self._told, self._ended, self._failed)
        self._face: NDArray[np.uint8] | None = None
        self._reason = ""

    def hear(self, replies: Sequence[Reply]) -> None:
        """Take what the training process said."""
        self._errand.hear(replies)

    def run(self, until: Until) -> None:
        """Raise where it reads none, or another one."""
        self._errand.start(ReadFace(_photograph()))
        until(lambda: not self._errand.busy)
        if self._face is None or abs(float(self._face.mean()) - _GREY) > 1:
            raise RuntimeError(self._reason or "the photograph that was read is another one")

    def _told(self, face: NDArray[np.uint8]) -> None:
        self._face = face

    def _ended(self, done: Done) -> None:
        pass

    def _failed(self, reason: str) -> None:
        self._reason = reason


def _photograph() -> bytes:
    """Return a JPEG file, grey all over, of the size of the published photographs."""
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(QColor(_GREY, _GREY, _GREY))
    buffer = QBuffer()
    if not image.save(buffer, "JPEG"):  # type: ignore[call-overload]
        raise RuntimeError("Qt writes no JPEG")
    return bytes(buffer.data().data())
