"""Folders of files: how big, what changed in them, and the same to the bit each time."""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path


def files(folder: Path) -> Iterator[Path]:
    """Give every file and link below *folder*, in an order that never changes."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        here = Path(place)
        # os.walk lists a link to a folder among the folders.
        links = (name for name in folders if (here / name).is_symlink())
        yield from (here / name for name in sorted([*names, *links]))


def megabytes(path: Path) -> float:
    """Return the size in 10^6 bytes of a file, or of the files of a folder."""
    every = files(path) if path.is_dir() else (path,)
    return sum(file.lstat().st_size for file in every) / 1e6


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def set_time(folder: Path, epoch: int) -> None:
    """Give every file and folder the same time, and the permissions that a package may have."""
    for path in (folder, *folder.rglob("*")):
        if path.is_symlink():
            if os.utime in os.supports_follow_symlinks:
                os.utime(path, (epoch, epoch), follow_symlinks=False)
            continue
        runnable = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
        path.chmod(0o755 if runnable else 0o644)
        os.utime(path, (epoch, epoch))


def contents(folder: Path, *left_out: str) -> set[str]:
    """Return the paths below *folder*, but for those that begin with one of *left_out*."""
    found = set()
    for place, folders, names in os.walk(folder):
        here = os.path.relpath(place, folder)
        for name in (*folders, *names):
            path = os.path.normpath(os.path.join(here, name))
            if not path.startswith(left_out or ("\0",)):
                found.add(path)
    return found


def differences(one: Path, other: Path) -> list[str]:
    """Return the paths of the files that are not the same, to the bit, in two folders."""
    first = {file.relative_to(one): file for file in files(one)}
    second = {file.relative_to(other): file for file in files(other)}
    return sorted(
        str(path)
        for path in first.keys() | second.keys()
        if path not in first
        or path not in second
        or _content(first[path]) != _content(second[path])
    )


def _content(file: Path) -> bytes:
    return os.readlink(file).encode() if file.is_symlink() else sha256(file).encode()
