"""Whatever lies in the place of a file: a sentence, nothing lost, nothing executed, no wait."""

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from equilibre.learning import shelf
from equilibre.texts import use_language
from tests.hostile.corpus import CONTENTS, EVERYTHING, plant, spoilt
from tests.hostile.readers import READERS, Reader

MOST_BYTES = 450e6  # a file of the largest size allowed, and what is made of it
# Nothing settled, nothing kept yet, or nothing of ours said: that is no damage.
OTHER_TABLES = ("UTF-16", "half a character", "half a character, raw", "a number of 64 bits")
HARMLESS = {
    "settings of the computer": ("nothing", "blanks", "a byte order mark alone"),
    "settings": ("a link that leads nowhere", "a number beyond all", *OTHER_TABLES),
    "kept runs": ("a link that leads nowhere",),
}
WORDS_OF_PROGRAMMERS = ("Errno", "Traceback", "Error", "codec", "null byte", "0x", "<class")

pytestmark = pytest.mark.timeout(60)


@pytest.fixture(autouse=True)
def no_shelf() -> Iterator[None]:
    yield
    shelf.use(None)


def is_sentence(said: str) -> bool:
    return said[-1:] in (".", ")", "?") and not any(word in said for word in WORDS_OF_PROGRAMMERS)


def good(reader: Reader, folder: Path) -> Path:
    path = folder / reader.file
    path.parent.mkdir(parents=True, exist_ok=True)
    reader.write(path)
    return path


def replace(path: Path, hostile: str) -> None:
    """Make what is called *hostile* in the corpus in the place of what is at *path*."""
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink(missing_ok=True)
    plant(hostile, path)


@pytest.mark.parametrize("name", READERS)
def test_a_good_file_is_read_without_a_word(name: str, tmp_path: Path) -> None:
    assert READERS[name].said(good(READERS[name], tmp_path)) == ""


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", READERS)
def test_what_lies_there_instead_is_refused_with_a_sentence(
    name: str, language: str, tmp_path: Path
) -> None:
    use_language(language)
    reader = READERS[name]
    path = good(reader, tmp_path)
    wrong = {}
    for hostile in EVERYTHING:
        replace(path, hostile)
        harmless = hostile in HARMLESS.get(name, ()) or (reader.only_files and not path.is_file())
        said = reader.said(path)
        if harmless == bool(said) or (said and not is_sentence(said)):
            wrong[hostile] = said
    assert not wrong


@pytest.mark.parametrize("name", READERS)
def test_a_good_file_that_was_spoilt_is_refused_with_a_sentence_or_read(
    name: str, tmp_path: Path
) -> None:
    reader = READERS[name]
    path = good(reader, tmp_path)
    wrong = {}
    for what, changed in spoilt(path.read_bytes()):
        path.write_bytes(changed)
        said = reader.said(path)
        if said and not is_sentence(said):
            wrong[what] = said
    assert not wrong


@pytest.mark.parametrize("name", READERS)
def test_what_is_huge_fills_no_memory(name: str, tmp_path: Path) -> None:
    path = good(READERS[name], tmp_path)
    tracemalloc.start()
    for hostile in ("a file of 10 GB", "a bomb", "a packed bomb", "laughs"):
        replace(path, hostile)
        READERS[name].said(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MOST_BYTES


@pytest.mark.parametrize("name", ["kept runs", "a run that was under way", "settings"])
def test_what_could_not_be_read_is_still_there(name: str, tmp_path: Path) -> None:
    reader = READERS[name]
    lost = []
    path = good(reader, tmp_path)
    for hostile in CONTENTS:
        replace(path, hostile)
        reader.said(path)
        if CONTENTS[hostile].strip(b"\0") and not any(
            one.read_bytes() == CONTENTS[hostile] for one in tmp_path.iterdir() if one.is_file()
        ):
            lost.append(hostile)
    assert not lost


@pytest.mark.parametrize("name", ["kept runs", "settings"])
def test_what_was_put_aside_a_second_ago_is_not_written_over(name: str, tmp_path: Path) -> None:
    path = good(READERS[name], tmp_path)
    for content in (b"first", b"second", b"third"):
        path.write_bytes(content)
        READERS[name].said(path)
    found = {one.read_bytes() for one in tmp_path.iterdir() if ".unreadable" in one.name}
    assert found == {b"first", b"second", b"third"}
