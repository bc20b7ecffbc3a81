"""Labeled Faces in the Wild: photographs of people in the news, their eyes brought in line."""

from collections import Counter
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.archives.archive import Archive, Found
from equilibre.learning.archives.unpacked import Unpacked, members
from equilibre.learning.rows import Rows
from equilibre.records import dataclass
from equilibre.texts import Words

if TYPE_CHECKING:
    from equilibre.learning.engine import Training

LEAST_PHOTOGRAPHS = 20  # of a person; the published archive has 62 such people
_FOLDER = "lfw_funneled"
SIDE = 250  # pixels of a photograph, as published
# The part that scikit-learn keeps too: the face without what surrounds it.
_TOP, _BOTTOM, _LEFT, _RIGHT = 70, 194, 78, 172
_MOST_MEMBERS = 40_000  # 13 233 photographs in 5 749 folders, and lists
_MOST_BYTES = 1_000_000  # of one of them


def read(unpacked: Unpacked) -> Generator[None, None, Found]:
    """Read ``lfw_funneled/Some_One/Some_One_0001.jpg``, and so on."""
    photographs: dict[tuple[str, str], NDArray[np.uint8]] = {}
    for path, content in members(unpacked, _MOST_MEMBERS, _MOST_BYTES):
        match path:
            case (folder, person, name) if folder == _FOLDER and name.endswith(".jpg"):
                photographs[person, name] = face(content)
        yield
    counts = Counter(person for person, _name in photographs)
    people = sorted(person for person, count in counts.items() if count >= LEAST_PHOTOGRAPHS)
    if len(people) < 2:  # noqa: PLR2004
        raise ValueError("nobody is there often enough")
    kept = sorted(key for key in photographs if key[0] in set(people))
    return Found(
        Rows(
            np.stack([photographs[key].reshape(-1) for key in kept]),
            np.array([people.index(person) for person, _name in kept]),
        ),
        classes=tuple(_name_of(person) for person in people),
    )


def face(photograph: bytes) -> NDArray[np.uint8]:
    """Return the grey face in a JPEG photograph of 250 × 250 pixels: 62 × 47 pixels, 0 to 255.

    Each pixel is the mean of four. Raises ValueError when it is no such photograph.
    """
    from simplejpeg import decode_jpeg, decode_jpeg_header

    height, width, _space, _sampling = decode_jpeg_header(photograph)
    if (height, width) != (SIDE, SIDE):  # asked before anything of that size is made
        raise ValueError("another size")
    pixels: NDArray[Any] = decode_jpeg(photograph, colorspace="GRAY")[:, :, 0]
    cut = pixels[_TOP:_BOTTOM, _LEFT:_RIGHT].astype(np.float32)
    fours = cut.reshape(cut.shape[0] // 2, 2, cut.shape[1] // 2, 2).mean(axis=(1, 3))
    grey: NDArray[np.uint8] = fours.round().astype(np.uint8)
    return grey


@dataclass(frozen=True, slots=True)
class ReadFace:
    """Read one photograph: the self-test sees so whether the training process can."""

    photograph: bytes

    def outcomes(self, last: "Training | None" = None) -> Iterator[NDArray[np.uint8]]:
        """Yield what ``face`` returns. Raises ValueError."""
        yield face(self.photograph)


def _name_of(person: str) -> Words:
    if not person.isprintable() or len(person) > 80:  # noqa: PLR2004
        raise ValueError("no name")
    name = person.replace("_", " ")
    return Words(name, name)


FACES = Archive(
    key="faces",
    file="lfw-funneled.tgz",
    sha256="b47c8422c8cded889dc5a13418c4bc2abbda121092b3533a83306f90d900100a",
    address="https://ndownloader.figshare.com/files/5976015",
    about_bytes=243_346_528,
    most_bytes=400_000_000,
    most_unpacked_bytes=800_000_000,
    read=read,
)
