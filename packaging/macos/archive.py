"""Zip files that are the same to the bit each time, and that keep what may be executed."""

import time
import zipfile
from pathlib import Path

from building.trees import files

_UNIX = 3  # the system whose permissions follow


def pack(folder: Path, archive: Path, epoch: int, level: int) -> None:
    """Write all files of *folder*, none of them a link, into *archive*, dated *epoch* seconds.

    *level* says how small they are to be, up to 9.
    """
    date = time.gmtime(epoch)[:6]
    with zipfile.ZipFile(archive, "w") as packed:
        for file in files(folder):
            member = zipfile.ZipInfo(file.relative_to(folder).as_posix(), date)
            member.create_system = _UNIX
            member.external_attr = (0o100755 if file.stat().st_mode & 0o100 else 0o100644) << 16
            packed.writestr(member, file.read_bytes(), zipfile.ZIP_DEFLATED, level)


def unpack(archive: Path, folder: Path) -> None:
    """Put the files of *archive* into *folder*, as macOS does."""
    with zipfile.ZipFile(archive) as packed:
        for member in packed.infolist():
            place = Path(packed.extract(member, folder))
            if not member.is_dir():
                place.chmod(member.external_attr >> 16 & 0o777)
