"""The package for Debian: what it needs, what it says, and that it is the same each time."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from building import program
from building.product import ROOT, Product
from building.steps import BuildFailed
from building.target import Job
from building.trees import sha256
from linux import entry, freezing, libraries, package, proof, start, target
from linux.libraries import Dependencies

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="made on Linux")
needs_dpkg = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="made by dpkg")

PRODUCT = Product("1.2.3", "abc", 1_000_000_000, "")
NEEDS = Dependencies(("libc6 (>= 2.35)", "zlib1g"), ("libwayland-client0",))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "tree" / "equilibre"
    resources = folder / "_internal" / "equilibre" / "resources"
    resources.mkdir(parents=True)
    (folder / "equilibre").write_bytes(b"\x7fELF")
    (folder / "equilibre").chmod(0o755)
    (resources / "words.txt").write_text("x" * 5000, encoding="utf-8")
    return folder


# -- what it needs ----------------------------------------------------------------------------


def told(*names: str, version: str = "2.34") -> str:
    lines = "".join(f"  NEEDED               {name}\n" for name in names)
    return f"{lines}\n  0x069691b4 0x00 02 GLIBC_{version}\n  0x0 0x0 03 GLIBC_2.4\n"


def test_libraries_that_are_not_carried_become_packages(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tree / "libQt6Core.so.6").write_bytes(b"\x7fELF")
    said = told("libQt6Core.so.6", "libz.so.1", "libc.so.6", "libwayland-egl.so.1", version="2.35")
    monkeypatch.setattr(libraries, "run", lambda command: said)
    assert libraries.dependencies(tree) == Dependencies(
        ("libc6 (>= 2.35)", "zlib1g"), ("libwayland-egl1",)
    )


def test_a_library_of_no_known_package_stops_the_build(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libraries, "run", lambda command: told("libgtk-3.so.0"))
    with pytest.raises(BuildFailed, match="libgtk-3"):
        libraries.dependencies(tree)


def test_only_programs_and_libraries_are_asked_what_they_need(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        libraries, "run", lambda command: asked.extend(map(str, command)) or told("libc.so.6")
    )
    libraries.dependencies(tree)
    assert asked == ["objdump", "-p", str(tree / "equilibre")]


# -- what it says -----------------------------------------------------------------------------


@needs_dpkg
def test_a_package_says_what_dpkg_must_know(tree: Path, tmp_path: Path) -> None:
    root = package.lay_out(tmp_path / "root", tree, PRODUCT, NEEDS)
    control = (root / "DEBIAN" / "control").read_text(encoding="utf-8")
    fields = dict(re.findall(r"^([\w-]+): (.*)$", control, re.MULTILINE))
    assert "@" not in control.replace("@localhost", "")
    assert (fields["Version"], fields["Depends"]) == ("1.2.3", "libc6 (>= 2.35), zlib1g")
    assert fields["Recommends"] == "libwayland-client0"
    assert 5 < int(fields["Installed-Size"]) < 100
    assert (root / "usr/bin/equilibre").readlink() == Path("/opt/equilibre/equilibre")
    assert (root / "DEBIAN/conffiles").read_text(encoding="utf-8").split() == [
        "/etc/equilibre/settings.toml"
    ]
    assert (root / "etc/equilibre/settings.toml").is_file()


@needs_dpkg
def test_a_package_carries_the_sum_of_each_of_its_files(tree: Path, tmp_path: Path) -> None:
    root = package.lay_out(tmp_path / "root", tree, PRODUCT, NEEDS)
    done = subprocess.run(["md5sum", "--check", "--quiet", "DEBIAN/md5sums"], cwd=root, check=False)
    assert done.returncode == 0
    lines = (root / "DEBIAN/md5sums").read_text(encoding="utf-8").splitlines()
    listed = {line.split("  ", 1)[1] for line in lines}
    assert {"opt/equilibre/equilibre", "usr/share/doc/equilibre/copyright"} <= listed


@needs_dpkg
def test_a_package_made_twice_is_the_same_to_the_bit(tree: Path, tmp_path: Path) -> None:
    sums = set()
    for name in ("one", "two"):
        root = package.lay_out(tmp_path / name, tree, PRODUCT, NEEDS)
        package.pack(root, tmp_path / f"{name}.deb", PRODUCT, package.NO_COMPRESSION)
        sums.add(sha256(tmp_path / f"{name}.deb"))
    assert len(sums) == 1


@needs_dpkg
@pytest.mark.parametrize(
    ("free", "language", "status", "said"),
    [
        (10_000, "fr_FR.UTF-8", 1, "Rien n’a été installé"),
        (10_000, "en_GB.UTF-8", 1, "Nothing was installed"),
        (90_000, "fr_FR.UTF-8", 0, ""),
    ],
)
def test_nothing_is_unpacked_where_there_is_no_room(
    tree: Path, tmp_path: Path, free: int, language: str, status: int, said: str
) -> None:
    root = package.lay_out(tmp_path / "root", tree, PRODUCT, NEEDS)
    disk = tmp_path / "df"
    disk.write_text(f"#!/bin/sh\necho Filesystem\necho /dev/sda 99 9 {free} 9% /\n")
    disk.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", root / "DEBIAN" / "preinst", "install"],
        env={"PATH": path, "LC_ALL": language},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status
    assert said in done.stderr
    assert bool(done.stderr) == bool(said)


@pytest.mark.parametrize(("language", "said"), [("fr", "restent dans"), ("en", "stay in")])
def test_a_purge_says_where_the_files_of_people_stay(language: str, said: str) -> None:
    script = ROOT / "packaging" / "linux" / "debian" / "postrm"
    spoken = {
        moment: subprocess.run(
            ["sh", script, moment],
            env={"PATH": os.environ["PATH"], "LANG": language},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for moment in ("purge", "remove", "upgrade")
    }
    assert said in spoken["purge"]
    assert "~/.local/share/Equilibre" in spoken["purge"]
    assert spoken["remove"] == spoken["upgrade"] == ""


# -- what is frozen ---------------------------------------------------------------------------


def test_the_licences_of_all_packages_that_are_installed_go_along() -> None:
    names = freezing.carried_packages()
    assert {"numpy", "pyside6-essentials", "olca-schema", "scikit-learn"} <= set(names)
    assert not {"pytest", "pyinstaller"} & set(names)


def test_other_programs_get_the_environment_that_ours_was_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/equilibre/_internal")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/opt/cuda")
    monkeypatch.setenv("_PYI_ARCHIVE_FILE", "/opt/equilibre/equilibre")
    entry.give_back_environment()
    assert os.environ["LD_LIBRARY_PATH"] == "/opt/cuda"
    assert not [name for name in os.environ if name.startswith(("_PYI_", "LD_LIBRARY_PATH_"))]


def test_a_library_path_that_was_not_given_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/equilibre/_internal")
    entry.give_back_environment()
    assert "LD_LIBRARY_PATH" not in os.environ


def test_the_program_is_staged_with_its_resources_and_its_build(tmp_path: Path) -> None:
    staged = program.stage(tmp_path, PRODUCT)
    assert (staged / "resources" / "facts").is_dir()
    assert (staged / "resources" / "translations/fr/LC_MESSAGES/equilibre.mo").is_file()
    assert '"build": "abc"' in (staged / "resources" / "build.json").read_text(encoding="utf-8")
    assert not list(staged.rglob("__pycache__"))
    assert not list(staged.rglob("*.po"))


def test_two_freezes_that_differ_are_told_apart_by_name(tmp_path: Path) -> None:
    for name, text in (("tree", "a"), ("again", "b")):
        (tmp_path / name / "equilibre").mkdir(parents=True)
        (tmp_path / name / "equilibre" / "part.so").write_text(text, encoding="utf-8")
    with pytest.raises(BuildFailed, match=r"part\.so"):
        target._see_same(tmp_path / "tree" / "equilibre", tmp_path / "again" / "equilibre")


# -- how it is proven -------------------------------------------------------------------------


def test_without_root_the_package_is_built_and_says_it_was_not_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert not proof.prove(Job(PRODUCT), tmp_path / "equilibre_1.2.3_amd64.deb").complete


@pytest.mark.parametrize(("seconds", "allowed"), [(1.05, True), (1.2, False)])
def test_a_slow_start_stops_the_build(
    seconds: float, allowed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contextlib import nullcontext

    monkeypatch.setattr(start, "screen", lambda: nullcontext(":9"))
    monkeypatch.setattr(
        start,
        "_start_seconds",
        lambda command, *_rest: seconds if "tree" in str(command[0]) else 1.0,
    )
    if allowed:
        assert start.ratio(Job(PRODUCT)) == pytest.approx(seconds)
    else:
        with pytest.raises(BuildFailed, match="trimming.toml"):
            start.ratio(Job(PRODUCT))
