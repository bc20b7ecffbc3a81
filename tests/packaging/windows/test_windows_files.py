"""What Windows shows and Setup says: the icon, the version, sentences in two languages."""

import re
import struct
from pathlib import Path

import pytest

from equilibre.sessions import files, studies
from equilibre.ui import application
from tests.packaging.pictures import look_alike, pictures_in
from windows import icon, launchers

FOLDER = Path(__file__).parents[3] / "packaging" / "windows"
SCRIPTS = "".join(file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.ns[ih]")))
SENTENCES = re.findall(r'^LangString (\w+) \$\{LANG_(\w+)\} "(.+)"$', SCRIPTS, re.MULTILINE)


def test_the_icon_is_that_of_the_picture():
    kept, now = pictures_in(icon.ICON.read_bytes()), pictures_in(icon.icon())
    assert [picture.width() for picture in kept] == [16, 20, 24, 32, 40, 48, 64, 256]
    assert all(map(look_alike, kept, now)), "run packaging/windows/icon.py"


def test_the_icon_has_every_size_that_windows_asks_for():
    data = icon.ICON.read_bytes()
    (count,) = struct.unpack_from("<H", data, 4)
    entries = [struct.unpack_from("<4B2H2I", data, 6 + 16 * index) for index in range(count)]
    assert {entry[0] or 256 for entry in entries} >= {16, 24, 32, 48, 256}
    assert all(place + size <= len(data) for *_, size, place in entries)


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", "0,1,0,0"), ("1.2", "1,2,0,0"), ("2.0.0rc1", "2,0,0,0"), ("1.2.3.4.5", "1,2,3,4")],
)
def test_a_version_is_four_numbers_for_windows(version, numbers):
    assert launchers.numbers(version) == numbers


def test_every_sentence_of_setup_is_in_both_languages():
    spoken = {language: {key for key, each, _ in SENTENCES if each == language}
              for language in ("FRENCH", "ENGLISH")}  # fmt: skip
    assert spoken["FRENCH"] == spoken["ENGLISH"]
    assert len(SENTENCES) == 2 * len(spoken["FRENCH"]), "a sentence is there twice"
    used = set(re.findall(r"\$\(([A-Z_0-9]+)\)", SCRIPTS))
    assert used == spoken["FRENCH"]


def test_the_french_of_setup_is_written_as_french_is():
    french = [text for _key, language, text in SENTENCES if language == "FRENCH"]
    assert not [text for text in french if re.search(r"\w[ ]?[;!?]|\w :|\w:\s|'|« ", text)]


def test_each_refusal_ends_with_a_status_that_setup_tells():
    refusals = set(re.findall(r'Refuse\} "\$\((\w+)\)" (\d+)', SCRIPTS))
    assert len(refusals) == len({sentence for sentence, _status in refusals})
    told = (FOLDER / "setup.nsi").read_text(encoding="utf-8").partition("\n\n")[0]
    assert {status for _sentence, status in refusals} == set(re.findall(r"\b(\d\d):", told))


def test_setup_gives_the_program_the_files_that_it_writes():
    endings = set(re.findall(r'!insertmacro OpenedBy "(\.[\w-]+)"', SCRIPTS))
    assert endings == {files.SUFFIX, studies.SUFFIXES[0]}
    removed = set(re.findall(r'!insertmacro un\.OpenedBy "(\.[\w-]+)"', SCRIPTS))
    assert removed == endings


def test_the_entry_of_the_menu_and_the_window_have_one_name_for_the_taskbar():
    (tied,) = re.findall(r'!insertmacro TieToWindows "[^"]+" "([^"]+)"', SCRIPTS)
    source = Path(application.__file__).read_text(encoding="utf-8")
    assert f'SetCurrentProcessExplicitAppUserModelID("{tied}")' in source
