"""The launchers of Windows: compiled, and under wine where there is time for it."""

import shutil
import struct
from pathlib import Path

import pytest

from building.product import Product
from building.steps import run
from windows.launchers import CONSOLE, WINDOW, compile_launchers
from windows.wine.prefix import Wine

COMPILER = "x86_64-w64-mingw32-gcc"
PRODUCT = Product("0.1.0", "0123456789ab", 1_767_225_600, "")
WORDS = ["train", "--data", "a file", "été", 'a "word"', "ends with\\", ""]

pytestmark = pytest.mark.skipif(
    not (shutil.which(COMPILER) and shutil.which("x86_64-w64-mingw32-windres")),
    reason="needs the compiler for Windows",
)

# In the place of Python: it tells its words and ends as it is told.
PYTHON = r"""
#include <windows.h>
#include <stdio.h>
#include <fcntl.h>
#include <io.h>
int wmain(int count, wchar_t **words)
{
    _setmode(_fileno(stdout), _O_U8TEXT);
    for (int place = 1; place < count; place++)
        wprintf(L"[%ls]\n", words[place]);
    return !wcscmp(words[count - 1], L"fail") ? 42 : 0;
}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("made")
    compile_launchers(made, tmp_path_factory.mktemp("scratch"), PRODUCT)
    return made


@pytest.mark.parametrize(("name", "subsystem"), [(WINDOW, 2), (CONSOLE, 3)])
def test_only_the_launcher_for_terminals_has_one(folder, name, subsystem):
    content = (folder / name).read_bytes()
    (header,) = struct.unpack_from("<I", content, 0x3C)
    assert struct.unpack_from("<H", content, header + 24 + 68) == (subsystem,)


def test_the_launchers_tell_their_name_and_version(folder):
    for name in (WINDOW, CONSOLE):
        content = (folder / name).read_bytes()
        for text in ("Équilibre", PRODUCT.version, name):
            assert text.encode("utf-16-le") in content


def test_the_same_launchers_come_out_twice(folder, tmp_path):
    again = tmp_path / "again"
    again.mkdir()
    compile_launchers(again, tmp_path, PRODUCT)
    for name in (WINDOW, CONSOLE):
        assert (again / name).read_bytes() == (folder / name).read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("wine"), reason="needs wine")
def test_the_launchers_pass_on_their_words_and_how_it_ended(folder, tmp_path):
    wine = Wine(tmp_path / "Windows")
    wine.folder.mkdir()
    wine.restart()  # a plain Windows: the launchers need none of what the whole program needs
    place = wine.disk / "Salle d’été" / "Équilibre"
    shutil.copytree(folder, place)
    try:
        missing = wine.run(wine.inside(place / CONSOLE), "--version")
        assert missing.status == 127
        assert "Équilibre" in missing.errors
        assert not missing.output

        (place / "python").mkdir()
        source = tmp_path / "python.c"
        source.write_text(PYTHON, encoding="utf-8")
        for name, option in (("python.exe", "-mconsole"), ("pythonw.exe", "-mwindows")):
            run([COMPILER, "-municode", option, source, "-o", place / "python" / name])
        expected = "".join(f"[{word}]\n" for word in ["-X", "utf8", "-m", "equilibre", *WORDS])
        for launcher in (WINDOW, CONSOLE):
            answer = wine.run(wine.inside(place / launcher), *WORDS)
            assert (answer.status, answer.output) == (0, expected)
            assert wine.run(wine.inside(place / launcher), "fail").status == 42
    finally:
        wine.stop()
