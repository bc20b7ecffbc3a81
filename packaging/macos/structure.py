"""Looks at an application of macOS from outside: what a Mac would refuse before it starts it."""

import plistlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from building.steps import BuildFailed
from building.trees import files
from macos.macho import Code, is_code, read, signature_problem

_OF_THE_SYSTEM = ("/usr/lib/", "/System/Library/")
_MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Structure:
    """What was seen of an application."""

    programs_and_libraries: int
    oldest_system: tuple[int, int]  # the macOS that one of them asks for


def look(application: Path, architecture: int) -> Structure:
    """Return what was seen of *application*; raise BuildFailed with all that is wrong with it."""
    contents = application / "Contents"
    codes = list(_codes(contents))
    structure = Structure(len(codes), oldest_system(contents, architecture))
    problems = [*_about(contents, structure)]
    for file, parts in codes:
        where = file.relative_to(application)
        code = parts.get(architecture)
        if code is None:
            problems.append(f"{where}: other architecture")
            continue
        problem = signature_problem(file, code)
        if problem:
            problems.append(f"{where}: {problem}")
        problems += [f"{where}: {name}" for name in _missing(file, code, contents)]
    if problems:
        listed = "\n".join(problems[:_MOST_SHOWN])
        raise BuildFailed(
            f"The macOS application is not sound ({len(problems)} problems):\n{listed}",
            f"L’application macOS n’est pas saine ({len(problems)} problèmes) :\n{listed}",
        )
    return structure


def oldest_system(folder: Path, architecture: int) -> tuple[int, int]:
    """Return the oldest macOS that all programs and libraries in *folder* were compiled for."""
    codes = filter(None, (parts.get(architecture) for _file, parts in _codes(folder)))
    return max((code.oldest_system for code in codes if code.oldest_system), default=(0, 0))


def _codes(folder: Path) -> Iterator[tuple[Path, dict[int, Code]]]:
    for file in files(folder):
        if is_code(file):
            yield file, read(file)


def _missing(file: Path, code: Code, contents: Path) -> Iterator[str]:
    """Give the libraries that *file* needs and that are neither carried nor of the system."""
    here = {"@loader_path": file.parent, "@executable_path": contents / "MacOS"}
    searched = [_resolved(path, here) for path in code.search_paths]
    for library in code.libraries:
        if library.startswith(_OF_THE_SYSTEM):
            continue
        first, _slash, rest = library.partition("/")
        if first == "@rpath":
            places = [place / rest for place in searched]
        else:
            places = [_resolved(library, here)]
        # A path of the computer that compiled the library exists on no other.
        if not any(place.is_file() and place.is_relative_to(contents) for place in places):
            yield library


def _resolved(path: str, here: dict[str, Path]) -> Path:
    first, _slash, rest = path.partition("/")
    return (here[first] / rest).resolve() if first in here else Path(path)


def _about(contents: Path, structure: Structure) -> Iterator[str]:
    """Give what is wrong with what macOS is told of the application."""
    about = plistlib.loads((contents / "Info.plist").read_bytes())
    program = contents / "MacOS" / about["CFBundleExecutable"]
    if not (program.is_file() and program.stat().st_mode & 0o111):
        yield f"{program.name}: not a program"
    if not (contents / "Resources" / about["CFBundleIconFile"]).read_bytes().startswith(b"icns"):
        yield f"{about['CFBundleIconFile']}: not an icon"
    told = tuple(int(part) for part in about["LSMinimumSystemVersion"].split("."))
    if told < structure.oldest_system:
        yield f"Info.plist: macOS {told}, libraries {structure.oldest_system}"
