"""What may lie in the place of any file: bytes that nobody meant, and what is no file at all."""

import gzip
import io
import os
import pickle
import socket
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

HUGE_BYTES = 10 * 2**30  # of a file that takes no room on the disk
_DEEP = 200_000
_LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))


class Harmful:
    """Ends the process that unpacks it."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (9,)


def _zip(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


CONTENTS: dict[str, bytes] = {
    "nothing": b"",
    "a byte": b"\x80",
    "zeros": bytes(5000),
    "blanks": b" \n\t\r\n",
    "a byte order mark alone": b"\xef\xbb\xbf",
    "UTF-16": '{"format": "é"}'.encode("utf-16"),
    "half of a text in UTF-16": '{"format": "é"}'.encode("utf-16")[:-1],
    "Latin-1": '{"format": "é"}'.encode("latin-1"),
    "half a character": b'{"format": "\\ud800"}',
    "half a character, raw": b'{"format": "\xed\xa0\x80"}',
    "every script": '{"format": "\u202eعربي\u2066漢字\u0000é\u0301🏳\ufe0f\u200d🌈"}'.encode(),
    "a list": b"[]",
    "a null": b"null",
    "a text": b'"equilibre-runs"',
    "a number": b"3",
    "not a number": b"NaN",
    "a number beyond all": b'{"version": 1e999}',
    "a number of many digits": b'{"version": ' + b"9" * 100_000 + b"}",
    "a number of 64 bits": b'{"version": 9223372036854775808}',
    "brackets": b"[" * _DEEP,
    "closed brackets": b"[" * _DEEP + b"]" * _DEEP,
    "tables in tables": b'{"a":' * _DEEP,
    "tables in tables of TOML": b"[" + b"a." * _DEEP + b"a]",
    "a pickle": pickle.dumps(Harmful()),
    "an archive": _zip("../../outside", b"x"),
    "a bomb": _zip("rows.npy", bytes(20 * 2**20)),
    "a packed bomb": gzip.compress(gzip.compress(bytes(20 * 2**20))),
    "laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]><x>&l9;</x>'.encode(),
    "an entity": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "a program": b"#!/bin/sh\ntouch /tmp/executed\n",
    "formulas": b"=cmd|'/c calc'!A1;@SUM(A1)\n+1;-1\n",
}


def _link(place: Path, to: str) -> None:
    place.symlink_to(to)


def _huge(place: Path) -> None:
    with place.open("wb") as file:
        file.truncate(HUGE_BYTES)


def _socket(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        # The whole path of a test may be longer than the name of a socket can be.
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            one.bind(f"/proc/self/fd/{folder}/{place.name}")
        finally:
            os.close(folder)


THINGS: dict[str, Callable[[Path], None]] = {
    "a folder": Path.mkdir,
    "a link that leads nowhere": lambda place: _link(place, "nowhere"),
    "a link to itself": lambda place: _link(place, place.name),
    "a file of 10 GB": _huge,
}
if hasattr(os, "mkfifo"):
    THINGS |= {
        "a pipe": lambda place: os.mkfifo(place),
        "a device without end": lambda place: _link(place, "/dev/zero"),
    }
if Path("/proc/self/fd").is_dir():
    THINGS["a socket"] = _socket


def spoilt(good: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a file that was *good*, cut, changed or written otherwise, with what was done to it."""
    size = len(good)
    for share in range(1, 16):
        yield f"cut at {share}/16", good[: size * share // 16]
    for share in range(16):
        place = size * share // 16
        for byte in (0, 0x22, 0x2D, 0x80, 0xFF):
            changed = good[:place] + bytes([byte]) + good[place + 1 :]
            yield f"byte {place} is {byte:#04x}", changed
    yield "twice", good + good
    yield "without its first half", good[size // 2 :]
    yield "with zeros after it, as a power cut leaves them", good + bytes(4096)
    yield "in UTF-16", good.decode("latin-1").encode("utf-16")
    yield "in capitals", good.upper()


def plant(name: str, place: Path) -> None:
    """Make what is called *name* in the corpus at *place*."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if name in CONTENTS:
        place.write_bytes(CONTENTS[name])
    else:
        THINGS[name](place)


EVERYTHING = (*CONTENTS, *THINGS)
