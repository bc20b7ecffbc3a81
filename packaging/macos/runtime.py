"""The CPython that the macOS preview carries, put together from two sources that hashes pin."""

import io
import shutil
import zipfile
from fnmatch import fnmatch
from pathlib import Path

from building import packages
from building.legal import Part
from building.product import PACKAGING, PYTHON_VERSION
from building.trimming import trimming
from windows import runtime as windows_runtime

_LOCK = PACKAGING / "macos" / "runtime.lock"
PLATFORM = "aarch64-apple-darwin"

# Modules in C of those that trimming.toml leaves out, of networks, of Python's own tests.
_LEFT_OUT = (
    *("_sqlite3.*", "_tkinter.*", "_curses*", "_dbm.*", "_scproxy.*", "nis.*", "_crypt.*"),
    *("_test*", "_ctypes_test.*", "_xxtestfuzz.*", "xx*"),
)

# What sysconfig looks for on macOS; the rest of it describes how python.org compiled.
_SETTINGS = """\
build_time_vars = {
    "EXT_SUFFIX": ".cpython-312-darwin.so",
    "MACOSX_DEPLOYMENT_TARGET": "10.13",
    "SOABI": "cpython-312-darwin",
    "VERSION": "3.12",
}
"""


def install(cache: Path, library: Path, home: Path) -> Path:
    """Put Python's library at *library* and its modules below *home*; return their folder.

    *cache* keeps what was downloaded.
    """
    source = cache / "library"
    shutil.rmtree(source, ignore_errors=True)
    packages.install(source, PLATFORM, _LOCK)
    core = source / "freeze_core"
    library.parent.mkdir(parents=True)
    shutil.copy(core / "bases" / "lib" / "Python", library)
    modules = home / "lib" / f"python{PYTHON_VERSION}"
    compiled = modules / "lib-dynload"
    compiled.mkdir(parents=True)
    patterns = (*_LEFT_OUT, *(f"{module}.*" for module in trimming().modules_left_out))
    for file in sorted((core / "lib").glob("*.so")):
        if not any(fnmatch(file.name, pattern) for pattern in patterns):
            shutil.copy(file, compiled)
    _unpack_modules(cache / "modules", modules)
    (modules / "_sysconfigdata__darwin_darwin.py").write_text(_SETTINGS)
    return modules


def parts(modules: Path) -> list[Part]:
    """Return what the licences are to say of it; *modules* is what ``install`` returned."""
    note = "The Python that runs the program."
    return [Part("CPython", "3.12.10", "PSF-2.0", modules / "LICENSE.txt", note)]


def _unpack_modules(cache: Path, folder: Path) -> None:
    """Unpack the standard library, which the runtime for Windows has compiled for any system."""
    left_out = trimming().modules_left_out
    with windows_runtime.embeddable(cache) as everything:
        (folder / "LICENSE.txt").write_bytes(everything.read("cp312/LICENSE.txt"))
        inner = io.BytesIO(everything.read("cp312/python312.zip"))
    with zipfile.ZipFile(inner) as library:
        for name in library.namelist():
            top = name.partition("/")[0].removesuffix(".pyc")
            if top not in left_out and top != "site-packages":
                library.extract(name, folder)
