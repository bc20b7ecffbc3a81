"""What macOS reads of the application, and the archive that carries it."""

import os
import plistlib

import pytest
from PySide6.QtGui import QImage

from building.product import Product
from building.trees import differences, sha256
from macos import archive, icon, signing
from macos.information import ICON, inform
from tests.packaging.pictures import look_alike

from .samples import mach_o

PRODUCT = Product(version="1.2.3", build="abc", epoch=1_700_000_001, lock="")


@pytest.fixture
def contents(tmp_path):
    contents = tmp_path / "Contents"
    (contents / "Resources").mkdir(parents=True)
    inform(contents, PRODUCT, (15, 0))
    return contents


def test_the_finder_names_the_application_and_its_files_in_both_languages(contents):
    about = plistlib.loads((contents / "Info.plist").read_bytes())
    kinds = [kind["UTTypeDescription"] for kind in about["UTExportedTypeDeclarations"]]
    for language in about["CFBundleLocalizations"]:
        file = contents / "Resources" / f"{language}.lproj" / "InfoPlist.strings"
        names = plistlib.loads(file.read_bytes())
        assert names["CFBundleDisplayName"] == "Équilibre"
        assert set(kinds) <= set(names)


def test_the_files_of_the_program_open_with_it(contents):
    about = plistlib.loads((contents / "Info.plist").read_bytes())
    opened = {kind for one in about["CFBundleDocumentTypes"] for kind in one["LSItemContentTypes"]}
    endings = {
        ending
        for kind in about["UTExportedTypeDeclarations"]
        if kind["UTTypeIdentifier"] in opened
        for ending in kind["UTTypeTagSpecification"]["public.filename-extension"]
    }
    assert endings == {"equilibre", "equilibre-study"}


def test_macos_is_told_which_of_it_is_needed(contents):
    about = plistlib.loads((contents / "Info.plist").read_bytes())
    assert about["LSMinimumSystemVersion"] == "15.0"
    assert about["CFBundleShortVersionString"] == "1.2.3"


def test_the_icon_is_that_of_the_program():
    """Run packaging/macos/icon.py after a change of the icon."""
    kept, now = _pictures(ICON.read_bytes()), _pictures(icon.icns())
    assert [picture.width() for picture in kept] == [32, 64, 128, 256, 512, 1024]
    assert all(map(look_alike, kept, now))


def _pictures(data):
    at, found = 8, []
    while at < len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "big")
        found.append(QImage.fromData(data[at + 8 : at + size]))
        at += size
    return found


@pytest.fixture
def tree(tmp_path):
    tree = tmp_path / "tree"
    (tree / "in").mkdir(parents=True)
    (tree / "in" / "program").write_bytes(b"program")
    (tree / "in" / "program").chmod(0o755)
    (tree / "Données.txt").write_text("texte")
    return tree


def test_an_archive_is_the_same_whenever_it_is_made(tree, tmp_path):
    archive.pack(tree, tmp_path / "one.zip", PRODUCT.epoch, 6)
    os.utime(tree / "in" / "program", (1, 1))
    archive.pack(tree, tmp_path / "two.zip", PRODUCT.epoch, 6)
    assert sha256(tmp_path / "one.zip") == sha256(tmp_path / "two.zip")


def test_an_archive_keeps_files_and_what_may_be_executed(tree, tmp_path):
    archive.pack(tree, tmp_path / "one.zip", PRODUCT.epoch, 6)
    archive.unpack(tmp_path / "one.zip", tmp_path / "out")
    assert differences(tree, tmp_path / "out") == []
    assert os.access(tmp_path / "out" / "in" / "program", os.X_OK)
    assert not (tmp_path / "out" / "Données.txt").stat().st_mode & 0o111


@pytest.fixture
def codesign(tmp_path, monkeypatch):
    """A codesign that notes what it is told."""
    folder, notes = tmp_path / "bin", tmp_path / "notes"
    folder.mkdir()
    tool = folder / "codesign"
    tool.write_text(f'#!/bin/sh\necho "$@" >> "{notes}"\n')
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return notes


def signed(tmp_path, notes):
    application = tmp_path / "Equilibre.app"
    (application / "deep" / "er").mkdir(parents=True)
    for place in ("library", "deep/er/library"):
        (application / place).write_bytes(mach_o())
    (application / "text").write_text("text")
    signing.sign(application)
    lines = notes.read_text().splitlines()
    assert lines.pop().startswith("--verify")
    files = [line.rpartition(f"{application}")[2] for line in lines]
    assert files == ["/deep/er/library", "/library", ""]
    return lines


@pytest.mark.skipif(os.name == "nt", reason="codesign is a script here")
def test_all_that_an_application_holds_is_signed_before_it(codesign, tmp_path, monkeypatch):
    monkeypatch.setenv("EQUILIBRE_APPLICATION_IDENTITY", "Developer ID Application: Nobody")
    lines = signed(tmp_path, codesign)
    assert all("--options runtime" in line and "Nobody" in line for line in lines)


@pytest.mark.skipif(os.name == "nt", reason="codesign is a script here")
def test_without_an_identity_the_user_is_told_who_can_open_it(
    codesign, tmp_path, monkeypatch, capsys
):
    monkeypatch.delenv("EQUILIBRE_APPLICATION_IDENTITY", raising=False)
    lines = signed(tmp_path, codesign)
    assert all("--sign - " in line for line in lines)
    assert "EQUILIBRE_APPLICATION_IDENTITY" in capsys.readouterr().err
