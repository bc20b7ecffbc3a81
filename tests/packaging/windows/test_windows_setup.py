"""Setup: that it can be made, and that administrators are told what it does."""

import re
import shutil
import time
from fnmatch import fnmatch
from pathlib import Path

import pytest

from building.product import PACKAGING, Product
from building.target import Job
from building.trees import sha256
from equilibre.meter.neighbours import Neighbours
from windows import setup

TEXT = (PACKAGING / "DEPLOY.md").read_text(encoding="utf-8")
SCRIPTS = "".join(
    file.read_text(encoding="utf-8") for file in sorted((PACKAGING / "windows").glob("*.ns[ih]"))
)
OF_NSIS = {"0", "1", "2"}


def test_administrators_are_told_every_status():
    given = set(re.findall(r'Refuse\} "\$\(\w+\)" (\d+)', SCRIPTS)) | OF_NSIS
    page = TEXT.partition("## Group Policy")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (\d[\d, ]*) \|", page, re.MULTILINE)
    assert {status for row in rows for status in row.split(", ")} == given
    (codes,) = re.findall(r"^\| Return codes \| (.*) \|$", TEXT, re.MULTILINE)
    assert set(re.findall(r"\b\d+\b", codes)) == given


def test_administrators_are_told_every_status_of_the_removal():
    given = set(re.findall(r'\$\{\$\{UN\}Refuse\} "\$\(\w+\)" (\d+)', SCRIPTS))
    (told,) = re.findall(r"It ends with ([\d, or]+) \(it is open\) or (\d+)", TEXT)
    assert set(re.findall(r"\d+", " ".join(told))) == given | {"0"}


def test_administrators_are_told_every_option():
    used = set(re.findall(r'"(/\w+=?)"', SCRIPTS)) | {"/S", "/CurrentUser"}
    assert used == {"/S", "/AllUsers", "/CurrentUser", "/CONFIG=", "/D="}
    page = TEXT.partition("## Group Policy")[2].partition("\n## ")[0]
    assert all(f"`{option}" in page for option in used)


def test_no_folder_is_removed_but_those_of_the_program():
    removed = re.findall(r'RMDir /r (?:/\w+ )?"([^"]+)"', SCRIPTS)
    assert removed == [r"${WHERE}\${NAME}"]
    own = re.findall(r'!insertmacro \$\{DO\} "\$\{WHERE\}" "([^"]+)"', SCRIPTS)
    assert set(own) == {
        *("python", "program", "Equilibre.exe", "equilibre-console.exe", "uninstall.exe")
    }


def test_the_removal_takes_what_one_that_was_killed_while_it_measured_left(tmp_path: Path):
    (removed,) = re.findall(r'Delete "\$APPDATA\\([^"\\]*\*[^"\\]*)"', SCRIPTS)
    with Neighbours(tmp_path):
        end = time.monotonic() + 10
        while not (left := [one.name for one in tmp_path.iterdir()]) and time.monotonic() < end:
            time.sleep(0.01)
    assert [fnmatch(name, removed) for name in left] == [True]


@pytest.mark.skipif(not shutil.which("makensis"), reason="needs makensis")
def test_the_same_setup_comes_out_twice(tmp_path: Path):
    tree = tmp_path / "tree"
    (tree / "program").mkdir(parents=True)
    (tree / "program" / "été.py").write_text("")
    job = Job(Product("0.1.0rc1", "0123456789ab", 1_767_225_600, ""), dist=tmp_path)
    one, other = tmp_path / "one.exe", tmp_path / "other.exe"
    setup.make(job, tree, one, version="0.1.0rc1")
    setup.make(job, tree, other, version="0.1.0rc1")
    assert one.read_bytes()[:2] == b"MZ"
    assert sha256(one) == sha256(other)
