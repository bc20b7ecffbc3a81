"""The file for people without root installs, renews and removes, and refuses with a sentence."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from building.product import Product
from building.trees import contents
from linux.packing import newest_glibc, pack

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the file is for Linux")

PRODUCT = Product("1.2", "abc", 1_767_225_600, "0")
ENVIRONMENT = {"PATH": os.environ["PATH"], "LANG": "en_GB.UTF-8", "HOME": "/nonexistent"}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a program of three files, one of them a link."""
    tree = tmp_path_factory.mktemp("tree")
    (tree / "equilibre").write_text("#!/bin/sh\necho Équilibre\n")
    (tree / "equilibre").chmod(0o755)
    (tree / "_internal").mkdir()
    (tree / "_internal" / "library.so.1").write_bytes(b"\x7fELF\0GLIBC_2.4\0GLIBC_2.17\0")
    (tree / "_internal" / "library.so").symlink_to("library.so.1")
    return tree


@pytest.fixture(scope="module")
def file(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("Clé USB") / "équilibre.run"
    pack(tree, PRODUCT, file, 0)
    return file


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Give a folder whose name says much to a shell, and more to a menu."""
    place = tmp_path / 'à l\'école $HOME "n° 1"'
    place.mkdir()
    return place


def does(*words: object, **more: str) -> subprocess.CompletedProcess[str]:
    command = ["sh", *map(str, words)]
    return subprocess.run(
        command, env=ENVIRONMENT | more, capture_output=True, text=True, check=False
    )


def install(file: Path, place: Path, *words: str, **more: str) -> str:
    """Run *file*, which must succeed; return what it said."""
    done = does(file, "--prefix", place, *words, **more)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def refusal(file: Path, place: Path, *words: str, **more: str) -> str:
    """Run *file*, which must refuse with one sentence; return it."""
    done = does(file, "--prefix", place, *words, **more)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    return done.stderr


def uninstall(place: Path) -> subprocess.CompletedProcess[str]:
    return does(place / "opt" / "equilibre" / "uninstall.sh")


def test_what_is_installed_starts_by_its_name_and_its_removal_leaves_nothing(
    file: Path, place: Path
) -> None:
    install(file, place)
    assert subprocess.check_output([place / "bin" / "equilibre"], text=True) == "Équilibre\n"
    assert (place / "opt" / "equilibre" / "_internal" / "library.so").is_symlink()
    assert uninstall(place).returncode == 0
    assert contents(place) == set()


def test_what_was_there_before_stays(file: Path, place: Path) -> None:
    for name in ("bin/mine", "share/applications/mine.desktop", "share/mime/packages/mine.xml"):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text("mine")
    before = contents(place, "share/mime", "share/applications/mimeinfo.cache")
    install(file, place)
    uninstall(place)
    assert contents(place, "share/mime", "share/applications/mimeinfo.cache") == before
    assert (place / "share/mime/packages/mine.xml").exists()


def test_installed_twice_is_installed_once(file: Path, place: Path) -> None:
    install(file, place)
    once = contents(place)
    install(file, place)
    assert contents(place) == once
    uninstall(place)
    assert contents(place) == set()


def test_a_newer_version_takes_the_files_of_the_older_away(
    file: Path, tree: Path, place: Path
) -> None:
    newer = place / "newer.run"
    pack(tree, replace(PRODUCT, version="1.10"), newer, 0)
    install(file, place)
    stale = place / "opt" / "equilibre" / "_internal" / "stale.py"
    stale.write_text("of another time")
    install(newer, place)
    assert not stale.exists()
    assert (stale.parents[1] / "version").read_text() == "1.10\n"


def test_an_older_version_is_not_put_over_a_newer_one(file: Path, place: Path) -> None:
    install(file, place)
    version = place / "opt" / "equilibre" / "version"
    version.write_text("1.10\n")
    assert "Version 1.10 is installed, newer than 1.2" in refusal(file, place)
    assert version.read_text() == "1.10\n"


def test_a_program_that_does_not_run_here_takes_no_place(
    file: Path, tree: Path, place: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "equilibre").write_text("#!/bin/sh\necho no such library >&2\nexit 127\n")
    (broken / "equilibre").chmod(0o755)
    pack(broken, replace(PRODUCT, version="1.3"), tmp_path / "broken.run", 0)
    install(file, place)
    before = contents(place)
    assert "no such library" in refusal(tmp_path / "broken.run", place)
    assert contents(place) == before


@pytest.mark.parametrize("cut", [-1, -400])
def test_a_file_copied_in_part_is_refused(
    file: Path, place: Path, tmp_path: Path, cut: int
) -> None:
    part = tmp_path / "part.run"
    part.write_bytes(file.read_bytes()[:cut])
    assert "damaged or incomplete" in refusal(part, place)
    assert contents(place) == set()


def test_a_folder_that_is_not_ours_is_left_alone(file: Path, place: Path) -> None:
    theirs = place / "opt" / "equilibre" / "theirs"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("theirs")
    assert "is not Équilibre" in refusal(file, place)
    assert contents(place) == {"opt", "opt/equilibre", "opt/equilibre/theirs"}


def test_another_command_of_the_same_name_is_left_alone(file: Path, place: Path) -> None:
    command = place / "bin" / "equilibre"
    command.parent.mkdir()
    command.write_text("theirs")
    install(file, place)
    uninstall(place)
    assert command.read_text() == "theirs"


@pytest.mark.parametrize(
    ("words", "said"), [(("--prefix",), "needs a folder"), (("--forse",), "“--forse” is not")]
)
def test_a_wrong_word_is_named(file: Path, place: Path, words: tuple[str, ...], said: str) -> None:
    assert said in refusal(file, place, *words)


def test_another_computer_is_told_what_the_file_is_for(
    file: Path, place: Path, tmp_path: Path
) -> None:
    (tmp_path / "uname").write_text("#!/bin/sh\n[ $1 = -s ] && echo Linux || echo aarch64\n")
    (tmp_path / "getconf").write_text("#!/bin/sh\necho glibc 2.16\n")
    (tmp_path / "getconf").chmod(0o755)
    path = f"{tmp_path}:{ENVIRONMENT['PATH']}"
    assert "needs glibc 2.17; here: glibc 2.16" in refusal(file, place, PATH=path)
    (tmp_path / "uname").chmod(0o755)
    assert "aarch64" in refusal(file, place, PATH=path)


def test_it_speaks_french_by_default_and_little_when_asked(file: Path, place: Path) -> None:
    assert "est installé" in install(file, place, LANG="C")
    assert install(file, place, "--quiet") == ""
    assert "sh THIS_FILE --quiet" in does(file, "--help").stdout


def test_it_is_the_same_to_the_bit_each_time(file: Path, tree: Path, tmp_path: Path) -> None:
    os.utime(tree / "equilibre")
    pack(tree, PRODUCT, tmp_path / "again.run", 0)
    sums = {hashlib.sha256(each.read_bytes()).digest() for each in (file, tmp_path / "again.run")}
    assert len(sums) == 1


def test_the_oldest_glibc_is_the_newest_that_a_library_asks_for(tree: Path) -> None:
    assert newest_glibc(tree) == 17


def test_the_menu_starts_what_was_installed(file: Path, place: Path) -> None:
    install(file, place)
    entry = (place / "share" / "applications" / "equilibre.desktop").read_text()
    command = str(place / "opt" / "equilibre" / "equilibre")
    escaped = command.replace('"', r'\\"').replace("$", r"\\$")
    assert f'\nExec="{escaped}" %F\n' in entry
