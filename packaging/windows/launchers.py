"""The programs that users start: one for double clicks, one for terminals."""

import re
from pathlib import Path

from building.product import NAME, PACKAGING, PUBLISHER, Product
from building.steps import run

_COMPILER, _RESOURCES = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres"
TOOLS = {
    _COMPILER: "gcc-mingw-w64-x86-64-win32",
    _RESOURCES: "binutils-mingw-w64-x86-64",
}
WINDOW, CONSOLE = "Equilibre.exe", "equilibre-console.exe"
_SOURCES = PACKAGING / "windows" / "launcher"


def compile_launchers(folder: Path, scratch: Path, product: Product) -> None:
    """Compile both launchers into *folder*; *scratch* is for what comes before."""
    for file, options in ((WINDOW, ["-mwindows"]), (CONSOLE, ["-mconsole", "-DCONSOLE"])):
        resources = scratch / f"{file}.res"
        texts = {"NAME": NAME, "PUBLISHER": PUBLISHER, "VERSION": product.version, "FILE": file}
        command: list[str | Path] = [_RESOURCES, "--codepage=65001", "--output-format=coff"]
        command += [f'-D{key}=\\"{text}\\"' for key, text in texts.items()]
        command += [f"-DNUMBERS={numbers(product.version)}", "launcher.rc", resources]
        run(command, product.environment(), _SOURCES)
        command = [_COMPILER, "-municode", "-Os", "-s", "-std=c11", "-Wall", "-Wextra", "-Werror"]
        command += ["-Wno-unused-parameter", "-finput-charset=UTF-8", *options, "launcher.c"]
        # The time of linking, and the names of the folders here, are left out of the program.
        command += ["-Wl,--no-insert-timestamp", resources, "-o", folder / file]
        run(command, product.environment(), _SOURCES)


def numbers(version: str) -> str:
    """Return a version as the four numbers of Windows, with commas: 0.1.0rc1 is 0,1,0,0."""
    release = re.match(r"\d+(?:\.\d+)*", version)
    found = release.group().split(".")[:4] if release else []
    return ",".join([*found, *["0"] * (4 - len(found))])
