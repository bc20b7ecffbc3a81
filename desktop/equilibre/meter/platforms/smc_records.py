"""What is asked of the controller of a Mac (SMC) and what it answers, byte by byte.

The layout is that of the open PowerManagement sources of Apple: a key, its version, its limits,
what kind of value it is, the result, the command, and 32 bytes of value.
"""

import math
import re
import struct
from typing import Any

from equilibre.records import dataclass

# key; version (6 bytes, 2 of filling); limits (16); size, type, attributes (3 of filling);
# result, status, command (1 of filling); a number; the value.
_PARAMETERS = struct.Struct("<I6s2x16sII1s3xBBBxI32s")
PARAMETER_BYTES = _PARAMETERS.size  # 80
_LARGEST_VALUE_BYTES = 32

READ_VALUE = 5
READ_KIND = 9
_SUCCESS = 0
_KEY_NOT_FOUND = 0x84

_FIXED_POINT = re.compile(r"(?P<sign>[sf])p(?P<whole>[0-9a-f])(?P<fraction>[0-9a-f])")


@dataclass(frozen=True, slots=True)
class SmcKind:
    """How the value of a key is written."""

    size: int  # bytes
    type: str  # "flt ", "sp78"


def code(four: str) -> int:
    """Return the number that four characters are in the controller: the first is the highest."""
    return int.from_bytes(four.encode("ascii"), "big")


def kind_request(key: str) -> bytes:
    """Return the question of what kind of value *key* has."""
    return _request(key, 0, READ_KIND)


def value_request(key: str, kind: SmcKind) -> bytes:
    """Return the question of the value of *key*."""
    return _request(key, kind.size, READ_VALUE)


def kind_answer(data: bytes) -> SmcKind:
    """Return the kind of value in an answer. Raises KeyError without the key, ValueError."""
    fields = _answer(data)
    size, kind = fields[3], fields[4]
    if not 0 < size <= _LARGEST_VALUE_BYTES:
        raise ValueError(f"a value of {size} bytes")
    return SmcKind(size, kind.to_bytes(4, "big").decode("ascii", "replace"))


def value_answer(data: bytes, kind: SmcKind) -> float:
    """Return the number in an answer. Raises KeyError without the key, ValueError."""
    return number(_answer(data)[-1][: kind.size], kind.type)


def number(data: bytes, kind: str) -> float:
    """Return the number that *data* is as a value of type *kind*.

    ``flt`` is an IEEE number, little-endian. ``spWF`` and ``fpWF`` are big-endian fixed points
    of 16 bits, with and without a sign: F (a hexadecimal digit) bits follow the point.
    Raises ValueError for other types, other sizes and what is no number.
    """
    if kind == "flt " and len(data) == 4:
        (value,) = struct.unpack("<f", data)
        if not math.isfinite(value):
            raise ValueError("the controller gives no number")
        return float(value)
    match = _FIXED_POINT.fullmatch(kind)
    if match is None or len(data) != 2:
        raise ValueError(f"a value of type {kind!r} in {len(data)} bytes")
    value = int.from_bytes(data, "big", signed=match["sign"] == "s")
    return float(value) / (1 << int(match["fraction"], 16))


def _request(key: str, size: int, command: int) -> bytes:
    return _PARAMETERS.pack(code(key), b"", b"", size, 0, b"", 0, 0, command, 0, b"")


def _answer(data: bytes) -> tuple[Any, ...]:
    if len(data) != PARAMETER_BYTES:
        raise ValueError(f"{len(data)} bytes are no answer of the controller")
    fields = _PARAMETERS.unpack(data)
    result = fields[6]
    if result == _KEY_NOT_FOUND:
        raise KeyError("the controller has no such key")
    if result != _SUCCESS:
        raise ValueError(f"the controller answers {result}")
    return fields
