"""Archives made on the fly, of the form of the published ones, and whatever a stranger may send."""

import gzip
import hashlib
import io
import tarfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from equilibre.learning.archives.archive import Archive

Members = Mapping[str, bytes | tarfile.TarInfo]


def covertype_text(rows: int = 70, seed: int = 0) -> bytes:
    """Return a table as ``covtype.data``: 54 whole numbers, then the class, 1 to 7."""
    random = np.random.default_rng(seed)
    columns = random.integers(-100, 7000, (rows, 54))
    classes = 1 + np.arange(rows) % 7
    table = np.column_stack([columns, classes])
    return "".join(",".join(map(str, row)) + "\n" for row in table).encode()


def tar(members: Members) -> bytes:
    """Return a tar archive of files, or of whatever a TarInfo says."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        for name, content in members.items():
            if isinstance(content, tarfile.TarInfo):
                content.name = name
                archive.addfile(content)
            else:
                member = tarfile.TarInfo(name)
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
    return written.getvalue()


def messages(groups: int = 3, of_each: int = 10) -> dict[str, bytes]:
    """Return the two halves of a few newsgroups, each with words of its own."""
    found = {}
    for half in ("train", "test"):
        for group in range(groups):
            for number in range(of_each):
                text = (
                    f"From: someone{number}@example.org\nSubject: topic{group} and café\n"
                    f"Organization: institute{group}\n\nwords of{group} about{group} topic{group}\n"
                )
                found[f"20news-bydate-{half}/group.{group}/{number}"] = text.encode("latin-1")
    return found


def photographs(people: int = 3, of_each: int = 20) -> dict[str, bytes]:
    """Return photographs of people who are each of a grey of their own."""
    from simplejpeg import encode_jpeg

    found = {"lfw_funneled/pairs.txt": b"a list"}
    for person in range(people):
        grey = np.full((250, 250, 3), 60 + 50 * person, np.uint8)
        jpeg = encode_jpeg(grey, quality=90)
        for number in range(1, of_each + 1):
            name = f"Person_{'ABCDEFGH'[person]}"
            found[f"lfw_funneled/{name}/{name}_{number:04}.jpg"] = jpeg
    return found


def put(folder: Path, archive: Archive, content: bytes, packed: bool = True) -> Archive:
    """Write *content* under the name of *archive*; return it as if this were the published one."""
    written = gzip.compress(content, 1) if packed else content
    (folder / archive.file).write_bytes(written)
    return replace(archive, sha256=hashlib.sha256(written).hexdigest())
