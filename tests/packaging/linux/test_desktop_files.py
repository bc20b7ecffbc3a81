"""What desktops are told of the program is true of it, in both languages."""

import re
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from building.product import ROOT, Product
from equilibre.sessions.files import SUFFIX
from equilibre.sessions.studies import SUFFIXES
from linux.desktop import install_into

MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
METAINFO = "metainfo/local.equilibre.equilibre.metainfo.xml"


@pytest.fixture
def share(tmp_path: Path) -> Path:
    install_into(tmp_path, "usr", Product("1.2", "abc", 1_767_225_600, "0"))
    return tmp_path / "usr" / "share"


@pytest.fixture
def entry(share: Path) -> dict[str, str]:
    parser = RawConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[method-assign,assignment]
    parser.read(share / "applications" / "equilibre.desktop", encoding="utf-8")
    return dict(parser["Desktop Entry"])


def test_the_window_is_known_by_the_name_of_the_menu_entry(entry: dict[str, str]) -> None:
    source = (ROOT / "desktop/equilibre/ui/application.py").read_text(encoding="utf-8")
    assert f'setDesktopFileName("{entry["Icon"]}")' in source


def test_the_icon_of_the_entry_is_there(share: Path, entry: dict[str, str]) -> None:
    assert (share / "icons/hicolor/scalable/apps" / f"{entry['Icon']}.svg").is_file()


def test_every_text_of_the_menu_is_french_too(entry: dict[str, str]) -> None:
    for key in ("GenericName", "Comment", "Keywords"):
        assert entry[key] != entry[f"{key}[fr]"]


def test_the_file_types_are_those_that_the_program_saves(
    share: Path, entry: dict[str, str]
) -> None:
    root = ElementTree.parse(share / "mime/packages/equilibre.xml").getroot()
    patterns = {glob.get("pattern") for glob in root.iter(f"{MIME}glob")}
    assert patterns == {f"*{SUFFIX}", f"*{SUFFIXES[0]}"}
    types = {each.get("type") for each in root.iter(f"{MIME}mime-type")}
    card = ElementTree.parse(share / METAINFO).getroot()
    assert types == set(entry["MimeType"].strip(";").split(";"))
    assert types == {each.text for each in card.iter("mediatype")}


def test_the_card_tells_the_version_and_its_day(share: Path) -> None:
    release = ElementTree.parse(share / METAINFO).getroot().find("releases/release")
    assert release is not None
    assert release.attrib == {"version": "1.2", "date": "2026-01-01"}
    assert not re.search("@[A-Z]+@", (share / METAINFO).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("command", "file"),
    [
        (("desktop-file-validate",), "applications/equilibre.desktop"),
        (("appstreamcli", "validate", "--no-net"), METAINFO),
    ],
)
def test_the_tools_of_desktops_find_nothing_wrong(
    share: Path, command: tuple[str, ...], file: str
) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run([*command, share / file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "hint" not in done.stdout
