"""The text of a file of the user's: what is no text is refused, and its encoding is found."""

import codecs
import io
import re
from collections.abc import Iterator
from pathlib import Path

from equilibre import numbers
from equilibre.learning.errors import DataRefused
from equilibre.plain_file import read_plain_file, reason_of
from equilibre.records import dataclass
from equilibre.texts import _

SUFFIXES = (".csv", ".tsv", ".txt")
MOST_BYTES = 64 * 2**20

_SPREADSHEETS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")  # xlsx and ods are zip files
_COMPRESSED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"(\xb5/\xfd", b"Rar!")
_PYTHON = re.compile(rb"\x93NUMPY|\x80[\x01-\x05]")  # arrays and pickles
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"<", b"{", b"[", b"\x7fELF", b"MZ\x90")
_ENCODINGS = (  # the longest mark first
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")  # tabs and ends of lines are none
_NOT_WINDOWS = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")  # bytes without a meaning there
_END_OF_FILE = b"\x1a"  # written by old programs


@dataclass(frozen=True, slots=True)
class Text:
    """The bytes of a text and what they mean."""

    content: bytes
    encoding: str  # utf-8, utf-8-sig or cp1252

    def lines(self) -> Iterator[str]:
        """Return the lines, each with the line feed that ends it, whatever ended it in the file."""
        return io.TextIOWrapper(io.BytesIO(self.content), encoding=self.encoding, newline=None)

    @property
    def encoding_name(self) -> str:
        """How the encoding is called in spreadsheet programs."""
        return "Windows-1252" if self.encoding == "cp1252" else "UTF-8"


def read_bytes(path: Path) -> bytes:
    """Return what the file at *path* holds. Raises DataRefused when it is too large or closed."""
    try:
        content = read_plain_file(path, MOST_BYTES)
    except (OSError, ValueError) as problem:
        raise DataRefused(
            _("“{name}” cannot be read: {reason}.").format(
                name=path.name, reason=reason_of(problem)
            )
        ) from problem
    if len(content) > MOST_BYTES:
        raise DataRefused(
            _("“{name}” is larger than 64 MiB: keep some of its rows or columns.").format(
                name=path.name
            )
        )
    return content


def text_of(content: bytes) -> Text:
    """Return the text in *content*. Raises DataRefused, with a sentence, when it is none."""
    _refuse_other_formats(content)
    encoding = next((name for mark, name in _ENCODINGS if content.startswith(mark)), "utf-8")
    if encoding == "utf-16":  # spreadsheet programs call it Unicode text
        try:
            content, encoding = content.decode(encoding).encode(), "utf-8"
        except UnicodeError as problem:
            raise DataRefused(
                _("The file says that it is text in UTF-16, but it is not: save it as UTF-8.")
            ) from problem
    content = content.removesuffix(_END_OF_FILE)
    found = _CONTROLS.search(content)
    if found is not None:
        raise DataRefused(
            _(
                "Line {line} holds a character that no table in text has (number {code}): "
                "this is no CSV file, or it is damaged."
            ).format(line=_line(content, found.start()), code=found.group()[0])
        )
    if encoding == "utf-8" and not _is_utf_8(content):
        encoding = "cp1252"
        found = _NOT_WINDOWS.search(content)
        if found is not None:
            raise DataRefused(
                _(
                    "Line {line} is text neither in UTF-8 nor in Windows-1252: save the file "
                    "again as UTF-8."
                ).format(line=_line(content, found.start()))
            )
    elif encoding == "utf-8-sig" and not _is_utf_8(content):
        raise DataRefused(
            _("The file says that it is text in UTF-8, but it is not: save it as UTF-8.")
        )
    if not content.strip(b"\xef\xbb\xbf\r\n\t ;,|"):
        raise DataRefused(_("The file is empty."))
    return Text(content, encoding)


def _refuse_other_formats(content: bytes) -> None:
    start = content.lstrip()[:16]
    if content.startswith(_SPREADSHEETS):
        raise DataRefused(
            _(
                "This is a spreadsheet or a zip archive, whatever its name says: open it in a "
                "spreadsheet program, and save the sheet as CSV."
            )
        )
    if content.startswith(_COMPRESSED):
        raise DataRefused(_("This file is compressed, whatever its name says: unpack it first."))
    if _PYTHON.match(content):
        raise DataRefused(
            _(
                "This is a file of Python objects, which could run a program when it is opened: "
                "it is never opened here. Save the table as CSV."
            )
        )
    if start.startswith(_OTHERS):
        raise DataRefused(
            _("This is no table in text (it begins with “{start}”): save the table as CSV.").format(
                start=ascii(start[:4].decode("latin-1"))[1:-1]
            )
        )


def _is_utf_8(content: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(content)
    try:
        for start in range(0, len(view), 2**20):  # never the whole text at once
            decoder.decode(view[start : start + 2**20])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _line(content: bytes, place: int) -> str:
    return numbers.count(content.count(b"\n", 0, place) + 1)
