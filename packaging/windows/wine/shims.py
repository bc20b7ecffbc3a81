"""Libraries that answer where wine 8 does not and every Windows does.

Each is written in a file of C here. What is defined there as ``shim_NAME`` is exported as NAME; all
else that wine's library of that name exports is passed on to wine's own.
"""

import re
from pathlib import Path

from building.steps import run

_HERE = Path(__file__).parent
TOOLS = {
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
    "x86_64-w64-mingw32-objdump": "binutils-mingw-w64-x86-64",
    "x86_64-w64-mingw32-nm": "binutils-mingw-w64-x86-64",
}
_COMPILER, _OBJDUMP, _NM = TOOLS
_PREFIX = "shim_"
# With this mark wine takes a file for its own and would load it in place of the shim.
_MARK, _MARK_PLACE = b"Wine builtin DLL", 64


def names() -> tuple[str, ...]:
    """Return the names of the libraries that are replaced, without their ending."""
    return tuple(sorted(source.stem for source in _HERE.glob("*.c")))


def install(system: Path, folder: Path) -> None:
    """Build every shim in *folder* and put it among the libraries of Windows, in *system*."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names():
        _install(name, system / f"{name}.dll", folder)


def _install(name: str, library: Path, folder: Path) -> None:
    compiled, exports = folder / f"{name}.o", folder / f"{name}.def"
    flags = ["-O2", "-std=c11", "-Wall", "-Wextra", "-Werror"]
    run([_COMPILER, *flags, "-c", _HERE / f"{name}.c", "-o", compiled])
    ours = defined(run([_NM, "--defined-only", "--extern-only", compiled]))
    passed_on: list[str] = []
    if library.exists():
        real = library.with_name(f"{name}real.dll")
        real.write_bytes(unmarked(library.read_bytes()))
        passed_on = [each for each in exported(run([_OBJDUMP, "-p", library])) if each not in ours]
    exports.write_text(definition(name, ours, passed_on), encoding="ascii")
    library.unlink(missing_ok=True)
    run([_COMPILER, "-shared", "-s", "-static-libgcc", "-o", library, compiled, exports])


def defined(listing: str) -> list[str]:
    """Return what a list of the symbols of a compiled file replaces."""
    return re.findall(rf"\b{_PREFIX}(\w+)$", listing, flags=re.MULTILINE)


def exported(dump: str) -> list[str]:
    """Return the names that a library exports, from what objdump tells of it."""
    _before, _title, table = dump.partition("[Ordinal/Name Pointer] Table")
    table = table.partition("\n\n")[0]
    found = [line.split()[-1] for line in table.splitlines() if line.startswith("\t[")]
    return [name for name in found if name != "ABSOLUTE"]  # a symbol of wine's own making


def definition(name: str, ours: list[str], passed_on: list[str]) -> str:
    """Return the definition of a library that passes on all that it does not do itself."""
    lines = [f'LIBRARY "{name}.dll"', "EXPORTS"]
    lines += [f'    "{each}" = "{_PREFIX}{each}"' for each in ours]
    lines += [f'    "{each}" = "{name}real.{each}"' for each in passed_on]
    return "\n".join(lines) + "\n"


def unmarked(content: bytes) -> bytes:
    """Return wine's library without the mark by which wine knows it for its own."""
    end = _MARK_PLACE + len(_MARK)
    if content[_MARK_PLACE:end] != _MARK:
        return content
    return content[:_MARK_PLACE] + bytes(len(_MARK)) + content[end:]
