"""A corpus of files that are no tables: each is refused with a sentence, and none does harm."""

import gzip
import io
import os
import pickle
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.learning.errors import DataRefused
from equilibre.learning.own import table, text
from equilibre.learning.own.table import read
from equilibre.learning.own.text import text_of
from tests.learning.own.tables import csv_of, table_of, written

GOOD = csv_of({"a": range(30), "b": [n % 7 for n in range(30)], "c": ["x", "y"] * 15})


class _Harmful:
    def __reduce__(self) -> Any:
        return os._exit, (9,)


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return file.getvalue()


def _array() -> bytes:
    file = io.BytesIO()
    np.save(file, np.zeros(3))
    return file.getvalue()


def _changed(line: int, content: str) -> str:
    lines = GOOD.splitlines()
    lines[line - 1] = content
    return "\n".join(lines)


CORPUS: dict[str, tuple[bytes | str, str]] = {
    "a spreadsheet": (_zip(), "spreadsheet or a zip"),
    "an old spreadsheet": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "spreadsheet"),
    "a compressed table": (gzip.compress(GOOD.encode()), "compressed"),
    "a pickle": (pickle.dumps(_Harmful()), "never opened"),
    "an old pickle": (pickle.dumps(_Harmful(), 2), "never opened"),
    "an array": (_array(), "never opened"),
    "a page": ("<!DOCTYPE html><p>404", "begins with “<!DO”"),
    "a JSON file": ('{"a": [1, 2]}', "no table in text"),
    "an image": (b"\x89PNG\r\n\x1a\n" + bytes(50), "no table in text"),
    "a program": (b"\x7fELF" + bytes(90), "no table in text"),
    "zeros": (GOOD.encode() + b"\x00", "Line 32 holds a character"),
    "an escape": (_changed(3, "1;\x1b[31m;x"), "Line 3 holds a character"),
    "half of a text in UTF-16": ("\ufeffa;b".encode("utf-16-le")[:-1], "UTF-16, but it is not"),
    "a false UTF-8": (b"\xef\xbb\xbf" + GOOD.encode() + b"\xe9", "UTF-8, but it is not"),
    "no encoding": (_changed(5, "1;2;\x81").encode("latin-1"), "Line 5 is text neither"),
    "nothing": ("", "empty"),
    "blanks": ("\n\n ;;\n", "empty"),
    "one column": ("\n".join(map(str, range(40))), "only one column"),
    "a text": ("Il était une fois\n" * 30, "only one column"),
    "a short row": (_changed(9, "1;2"), "Line 9 has 2 fields, where line 1 has 3"),
    "a long row": (_changed(9, "1;2;x;4"), "Line 9 has 4 fields"),
    "a title above": ("Les mesures de 2024\n" + GOOD, "Line 1 names only one column"),
    "an open quotation mark": (_changed(9, '1;"2;x'), "opened on line 9 is never closed"),
    "an open quotation mark in a long file": (
        csv_of({"a": ['"x', *range(4000)], "b": range(4001)}),
        "Line 2 begins a field of more than 4,096",
    ),
    "a quotation mark amid a field": (_changed(9, '1;"2"3;x'), "Line 9 cannot be read"),
    "a long field": (_changed(9, f"1;{'x' * 5000};x"), "Line 9 begins a field"),
    "too few rows": ("a;b\n1;2\n3;4\n", "only 2 rows: 20 are needed"),
    "names only": ("a;b\n", "only 0 rows"),
    "too many columns": (";".join(f"c{n}" for n in range(501)) + "\n", "There are 501 columns"),
    "a separator that is none": ("sep=;\n", "empty"),
}


@pytest.mark.parametrize("name", CORPUS)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(name: str, tmp_path: Path) -> None:
    content, sentence = CORPUS[name]
    with pytest.raises(DataRefused) as caught:
        table_of(tmp_path, content)
    assert sentence in str(caught.value)


def test_the_good_one_of_the_corpus_is_read(tmp_path: Path) -> None:
    assert table_of(tmp_path, GOOD).rows == 30


def test_a_large_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MOST_BYTES", len(GOOD) - 1)
    with pytest.raises(DataRefused, match="larger than 64 MiB"):
        table_of(tmp_path, GOOD)
    monkeypatch.setattr(text, "MOST_BYTES", len(GOOD))
    assert table_of(tmp_path, GOOD).rows == 30


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_ROWS", 29)
    with pytest.raises(DataRefused, match="more than 29 rows"):
        table_of(tmp_path, GOOD)


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    with pytest.raises(DataRefused, match="it does not exist"):
        list(read(tmp_path / "none.csv"))
    with pytest.raises(DataRefused, match="folder"):
        list(read(tmp_path))
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.csv")
        with pytest.raises(DataRefused, match="pipe"):
            list(read(tmp_path / "pipe.csv"))


def _end(path: Path) -> object:
    try:
        return list(read(path))[-1]
    except DataRefused as refusal:
        return refusal


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_end_in_anything_but_a_sentence(tmp_path_factory: Any, content: bytes) -> None:
    path = written(tmp_path_factory.getbasetemp(), content, "any.csv")
    assert str(_end(path))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(['"', ";", ",", "\t", "\n", "\r", "a", "1", "é", " "]), max_size=200)
)
def test_no_text_ends_in_anything_but_a_sentence(tmp_path_factory: Any, parts: list[str]) -> None:
    content = "".join(parts) + "\n" + "1;2\n" * 25
    path = written(tmp_path_factory.getbasetemp(), content, "any.csv")
    assert str(_end(path))


def test_a_text_is_known_by_its_bytes() -> None:
    assert text_of("é".encode()).encoding == "utf-8"
    assert text_of("é".encode("cp1252")).encoding == "cp1252"
    assert text_of("é".encode("utf-16")).content == "é".encode()
    assert list(text_of("\ufeffé;b\r\nc\rd".encode()).lines()) == ["é;b\n", "c\n", "d"]
    assert text_of(b"a;b\n\x1a").content == b"a;b\n"  # as old programs end a file
