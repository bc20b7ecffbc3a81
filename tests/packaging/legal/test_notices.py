"""The notices of an installer: whose work is found in a tree, and when a build must stop."""

import json
import tomllib
from fnmatch import fnmatch
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from building import carried
from building.legal import Part, gather
from building.product import PROGRAM_LOCK
from building.steps import BuildFailed
from building.trimming import trimming

ELF = b"\x7fELF"


class Tree:
    """A small tree as PyInstaller leaves it: two packages, Qt, a library of OpenBLAS."""

    def __init__(self, folder: Path) -> None:
        self.packages = folder / "_internal"
        self.resources = self.packages / "equilibre" / "resources"
        for name in (
            "fonts/Inter-Regular.otf",
            "icons/zap.svg",
            "facts/carbon_intensity.csv",
            "facts/equivalents.csv",
            "growth/models.csv",
            "datasets/fashion.npz",
            "datasets/penguins.csv",
            "datasets/weather.csv",
        ):
            self.write(self.resources / name, b"")
        for name in ("fonts", "icons", "datasets"):
            self.write(self.resources / name / "LICENSE.txt", b"Text of the licence")
        self.package("numpy", "2.0.0", "BSD-3-Clause", "numpy", "numpy.libs")
        self.package("PySide6_Essentials", "6.11.3", "LGPL-3.0-only", "PySide6")
        blas = self.packages / "numpy.libs" / "libscipy_openblas64_-1.so"
        self.write(blas, ELF + b"\0OpenBLAS 0.3.30 NO_AFFINITY\0")
        self.write(self.packages / "libpython3.12.so.1.0", ELF + b"\x003.12.1\0")
        self.qt("libQt6Core.so.6")

    def write(self, file: Path, content: bytes) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def qt(self, name: str) -> None:
        self.write(self.packages / "PySide6" / "Qt" / "lib" / name, ELF)

    def package(self, name: str, version: str, licence: str, *tops: str) -> None:
        folder = self.packages / f"{name}-{version}.dist-info"
        told = f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n"
        if licence:
            told += f"License-Expression: {licence}\n"
        self.write(folder / "METADATA", told.encode())
        self.write(folder / "licenses" / "LICENSE.txt", f"Copyright of {name}".encode())
        files = [f"{folder.name}/METADATA", f"{folder.name}/licenses/LICENSE.txt"]
        files += [f"{top}/__init__.py" for top in tops]
        for top in tops:  # a newer importlib.metadata tells only of files that are there
            self.write(self.packages / top / "__init__.py", b"")
        self.write(folder / "RECORD", "".join(f"{file},,\n" for file in files).encode())

    def gather(self, system: str = "linux", *extra: Part) -> None:
        gather(self.resources, self.packages, system, extra)

    @property
    def parts(self) -> list[dict[str, str]]:
        text = (self.resources / "licences" / "parts.json").read_text(encoding="utf-8")
        rows: list[dict[str, str]] = json.loads(text)
        return rows

    def text(self, name: str) -> str:
        return (self.resources / "licences" / name).read_text(encoding="utf-8")


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path)


def test_every_part_is_listed_with_its_version_its_licence_and_its_text(tree: Tree) -> None:
    tree.gather()
    notices = tree.text("NOTICES.txt")
    for line in (
        "numpy 2.0.0: BSD-3-Clause",
        "OpenBLAS 0.3.30: BSD-3-Clause AND BSD-3-Clause-Open-MPI",
        "CPython 3.12.1: PSF-2.0",
        "Inter: OFL-1.1",
    ):
        assert line in notices
    assert "Copyright of numpy" in tree.text("texts/numpy.txt")


def test_qt_comes_right_after_the_program_with_the_lgpl_and_the_offer_of_its_source(
    tree: Tree,
) -> None:
    tree.gather()
    assert [row["name"] for row in tree.parts[:2]] == ["Équilibre", "Qt"]
    assert tree.parts[1]["version"] == "6.11.3"
    assert {"REPLACING_QT.txt", "WRITTEN_OFFER.txt", "LGPL-3.0.txt", "GPL-3.0.txt"} <= set(
        tree.parts[1]["texts"]
    )


def test_each_text_that_the_list_names_is_there(tree: Tree) -> None:
    tree.gather()
    for row in tree.parts:
        for name in row["texts"]:
            assert tree.text(f"texts/{name}").strip(), name


def test_only_what_is_inside_the_libraries_of_qt_that_are_there_is_told(tree: Tree) -> None:
    tree.gather()
    assert "PCRE2" in tree.text("NOTICES.txt")
    assert "HarfBuzz" not in tree.text("NOTICES.txt")
    tree.qt("libQt6Gui.so.6")
    tree.gather()
    assert "HarfBuzz" in tree.text("NOTICES.txt")


def test_linux_lends_its_own_zlib_and_windows_does_not(tree: Tree) -> None:
    tree.gather("linux")
    assert "(zlib)" not in tree.text("NOTICES.txt")
    tree.gather("windows")
    assert "(zlib)" in tree.text("NOTICES.txt")


def test_a_library_that_is_nobodys_stops_the_build(tree: Tree) -> None:
    tree.write(tree.packages / "libmystery.so.1", ELF)
    with pytest.raises(BuildFailed, match=r"libmystery\.so\.1"):
        tree.gather("windows")


def test_a_library_packed_beside_a_package_is_not_taken_for_the_package(tree: Tree) -> None:
    tree.write(tree.packages / "numpy.libs" / "libmystery.so.1", ELF)
    with pytest.raises(BuildFailed, match="libmystery"):
        tree.gather()


def test_the_libraries_of_a_package_may_lie_apart_as_in_an_application_of_macos(
    tmp_path: Path,
) -> None:
    tree = Tree(tmp_path / "Equilibre.app" / "Contents" / "Resources")
    frameworks = tmp_path / "Equilibre.app" / "Contents" / "Frameworks"
    tree.write(frameworks / "numpy" / "core.so", b"\xcf\xfa\xed\xfe")
    tree.write(frameworks / "libcrypto.3.dylib", b"\xcf\xfa\xed\xfe\0OpenSSL 3.0.16 11 Feb\0")
    tree.gather("macos")
    assert "OpenSSL 3.0.16: Apache-2.0" in tree.text("NOTICES.txt")


def test_a_package_without_a_licence_stops_the_build(tree: Tree) -> None:
    tree.package("nameless", "1.0", "", "nameless")
    with pytest.raises(BuildFailed, match="nameless"):
        tree.gather()


def test_what_the_caller_says_counts_before_what_is_found(tree: Tree, tmp_path: Path) -> None:
    own = tmp_path / "copyright"
    own.write_text("Text of the caller", encoding="utf-8")
    tree.gather("linux", Part("CPython", "3.12.99", "PSF-2.0", own))
    assert "CPython 3.12.99" in tree.text("NOTICES.txt")
    assert "3.12.1:" not in tree.text("NOTICES.txt")
    assert "Text of the caller" in tree.text("texts/cpython.txt")


def test_gathering_twice_leaves_the_same(tree: Tree) -> None:
    def contents() -> dict[str, bytes]:
        folder = tree.resources / "licences"
        return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}

    tree.gather()
    first = contents()
    tree.gather()
    assert contents() == first


def test_every_text_of_the_folder_is_named_and_every_text_that_is_named_is_there() -> None:
    table = tomllib.loads((carried.LEGAL / "parts.toml").read_text(encoding="utf-8"))
    inside_qt = json.loads((carried.LEGAL / "qt.json").read_text(encoding="utf-8"))
    rows = [*table["packages"].values(), *table["libraries"], *table["built_in"]]
    named = {name for row in (*rows, *table["resources"]) for name in row.get("texts", ())}
    named |= {f"qt/{name}" for row in inside_qt for name in row["texts"]}
    there = {
        file.relative_to(carried.TEXTS).as_posix()
        for file in carried.TEXTS.rglob("*")
        if file.is_file()
    }
    assert named == there


def test_every_package_that_the_installers_carry_has_a_licence_and_a_text() -> None:
    found = set()
    for line in PROGRAM_LOCK.read_text(encoding="utf-8").splitlines():
        name, pinned, _version = line.partition("==")
        if not pinned:
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue  # made for another system
        part = carried._package(package)
        assert all(file.is_file() for file in part.texts)
        found.add(name)
    assert {"numpy", "pyside6-essentials", "scikit-learn", "scipy"} <= found


def test_the_installers_carry_no_image_format_whose_authors_are_not_told() -> None:
    # These plugins hold libraries of others that qt.json does not know.
    for plugin in ("libqtiff.so", "libqwebp.so", "qtiff.dll", "libqjp2.dylib"):
        assert not any(
            fnmatch(f"imageformats/{plugin}", pattern) for pattern in trimming().qt_plugins
        )
