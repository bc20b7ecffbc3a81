"""The libraries that the program takes from the computer where it runs, and their packages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from building.steps import BuildFailed, run
from building.trees import files

# Library -> package of Debian and Ubuntu. Every desktop has them: a package that asks for nothing
# else installs without internet.
_NEEDED = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libgthread-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libstdc++.so.6": "libstdc++6 (>= 11)",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
# A desktop that has no Wayland does without them.
_WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
_C_LIBRARY = {"libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1"}
_OF_NO_PACKAGE = re.compile(r"ld-linux.*")


@dataclass(frozen=True, slots=True)
class Dependencies:
    """What a package of Debian says it needs, and what it does better with."""

    depends: tuple[str, ...]
    recommends: tuple[str, ...]


def dependencies(tree: Path) -> Dependencies:
    """Return what the libraries and programs of *tree* need and do not carry.

    Raises BuildFailed where one needs a library that no package is known for.
    """
    binaries = [file for file in files(tree) if not file.is_symlink() and _is_binary(file)]
    carried = {file.name for file in files(tree)}
    told = run(["objdump", "-p", *binaries])
    found = set(re.findall(r"^\s+NEEDED\s+(\S+)$", told, re.MULTILINE)) - carried
    unknown = {
        name
        for name in found - _NEEDED.keys() - _WAYLAND.keys() - _C_LIBRARY
        if not _OF_NO_PACKAGE.fullmatch(name)
    }
    if unknown:
        names = ", ".join(sorted(unknown))
        raise BuildFailed(
            f"The program needs libraries that no package is known for: {names} (libraries.py).",
            f"Le programme demande des bibliothèques sans paquet connu : {names} (libraries.py).",
        )
    c_library = f"libc6 (>= {_newest(re.findall(r'GLIBC_([0-9.]+)', told))})"
    return Dependencies(
        depends=(c_library, *sorted({_NEEDED[name] for name in found & _NEEDED.keys()})),
        recommends=tuple(sorted({_WAYLAND[name] for name in found & _WAYLAND.keys()})),
    )


def _newest(versions: Iterable[str]) -> str:
    return max(versions, key=lambda version: [int(part) for part in version.split(".")])


def _is_binary(file: Path) -> bool:
    with file.open("rb") as content:
        return content.read(4) == b"\x7fELF"
