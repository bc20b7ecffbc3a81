"""Packs a tree into one file: a script that installs it, and the tree itself behind the script."""

import lzma
import re
import shutil
import stat
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from building.product import Product
from building.trees import files, sha256
from linux import desktop

_FOLDER = Path(__file__).parent
_BLOCK_BYTES = 4096  # of most file systems: what a file takes is rounded up to whole ones
_NEEDED_GLIBC = re.compile(rb"\0GLIBC_2\.(\d+)(?:\.\d+)?(?=\0)")


def pack(tree: Path, product: Product, file: Path, level: int) -> None:
    """Write *file*: ``install.sh``, then *tree* and what goes with it, by xz at *level*."""
    with tempfile.TemporaryDirectory() as beside:
        extra, packed = Path(beside) / "extra", Path(beside) / "packed"
        desktop.install_into(extra, "", product)
        shutil.copyfile(_FOLDER / "uninstall.sh", extra / "uninstall.sh")
        (extra / "version").write_text(product.version + "\n", encoding="utf-8")
        with (
            lzma.open(packed, "wb", preset=level) as squeezed,
            tarfile.open(fileobj=squeezed, mode="w|", format=tarfile.GNU_FORMAT) as archive,
        ):
            for folder in (tree, extra):
                for path in _members(folder):
                    _add(archive, path, str(path.relative_to(folder)), product.epoch)
        script = _script(product, sha256(packed), _kilobytes(tree, extra), newest_glibc(tree))
        with file.open("wb") as run, packed.open("rb") as stream:
            run.write(script.encode())
            shutil.copyfileobj(stream, run)
    file.chmod(0o755)


def _script(product: Product, digest: str, kilobytes: int, glibc: int) -> str:
    text = (_FOLDER / "install.sh").read_text(encoding="utf-8")
    values = {
        "VERSION": product.version,
        "SHA256": digest,
        "LINES": text.count("\n"),
        "KILOBYTES": kilobytes,
        "GLIBC": glibc,
    }
    for name, value in values.items():
        text = text.replace(f"@{name}@", str(value))
    return text


def _members(folder: Path) -> Iterator[Path]:
    """Give folders, files and links below *folder*, each after the one it lies in."""
    return iter(sorted(folder.rglob("*")))


def _add(archive: tarfile.TarFile, path: Path, name: str, epoch: int) -> None:
    """Add a file as root's, of one time and with the permissions that everybody needs."""
    member = archive.gettarinfo(path, name)
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mtime = epoch
    if not member.issym():
        member.mode = 0o755 if member.isdir() or member.mode & stat.S_IXUSR else 0o644
    if not member.isreg():
        archive.addfile(member)
        return
    with path.open("rb") as file:
        archive.addfile(member, file)


def _kilobytes(*folders: Path) -> int:
    """Return what the files of *folders* take on a disk, in 1024 bytes as df counts."""
    sizes = (path.lstat().st_size for folder in folders for path in folder.rglob("*"))
    return sum(-(-size // _BLOCK_BYTES) * _BLOCK_BYTES for size in sizes) // 1024


def newest_glibc(tree: Path) -> int:
    """Return x of glibc 2.x, the oldest on which every program and library of *tree* starts."""
    needed = {0}
    for path in files(tree):
        if path.is_symlink():
            continue
        with path.open("rb") as file:
            if file.read(4) == b"\x7fELF":
                needed.update(int(found) for found in _NEEDED_GLIBC.findall(file.read()))
    return max(needed)
