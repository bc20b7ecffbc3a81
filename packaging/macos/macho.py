"""Programs and libraries of macOS (Mach-O files): what they need, for which system, how signed."""

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ARM64 = 0x0100000C
X86_64 = 0x01000007

_THIN = 0xFEEDFACF  # little-endian, 64 bits
_FAT = 0xCAFEBABE  # big-endian: one file for each architecture, one after the other

_LIBRARY_COMMANDS = (0x0C, 0x8000001F, 0x80000023)  # LOAD_DYLIB, REEXPORT, LOAD_UPWARD
_SEARCH_PATH = 0x8000001C  # RPATH
_SIGNATURE = 0x1D
_OLDEST_SYSTEM = 0x24  # VERSION_MIN_MACOSX
_BUILD_VERSION = 0x32

_SIGNATURE_PARTS = 0xFADE0CC0
_CODE_DIRECTORY = 0xFADE0C02
_HASHES = {1: ("sha1", 20), 2: ("sha256", 32), 3: ("sha256", 20), 4: ("sha384", 48)}


@dataclass(frozen=True, slots=True)
class Code:
    """The part of a Mach-O file for one architecture."""

    architecture: int
    offset: int  # of this part in the file, in bytes
    size: int
    libraries: tuple[str, ...]  # without which it does not load
    search_paths: tuple[str, ...]  # of what is called @rpath
    oldest_system: tuple[int, int] | None  # of macOS
    signature: tuple[int, int] | None  # offset in this part, size


def is_code(file: Path) -> bool:
    """Tell whether *file* is a program or a library of macOS."""
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as opened:
        start = opened.read(8)
    if len(start) < 8:
        return False
    if struct.unpack("<I", start[:4])[0] == _THIN:
        return True
    # Java's classes begin as fat files do; their version, next, is far above any count of parts.
    return struct.unpack(">I", start[:4])[0] == _FAT and struct.unpack(">I", start[4:])[0] < 32


def read(file: Path) -> dict[int, Code]:
    """Return the parts of *file*, a Mach-O file, by architecture."""
    data = file.read_bytes()
    return {code.architecture: code for code in (_code(data, *part) for part in _parts(data))}


def thin(file: Path, architecture: int) -> None:
    """Leave in *file* only its part for one *architecture*, if it has one.

    That part stays as it was to the bit, and its signature with it.
    """
    parts = read(file)
    if len(parts) > 1 and architecture in parts:
        code = parts[architecture]
        file.write_bytes(file.read_bytes()[code.offset : code.offset + code.size])


def signature_problem(file: Path, code: Code) -> str | None:
    """Return what is wrong with the signature of *code*, in a word; None where nothing is.

    Seen is that each page still has the hash that was signed: what a Mac looks at as it loads it.
    """
    if code.signature is None:
        return "unsigned"
    part = file.read_bytes()[code.offset : code.offset + code.size]
    offset, size = code.signature
    blob = part[offset : offset + size]
    if struct.unpack_from(">I", blob)[0] != _SIGNATURE_PARTS:
        return "signature unreadable"
    count = struct.unpack_from(">I", blob, 8)[0]
    places = [struct.unpack_from(">I", blob, 16 + 8 * index)[0] for index in range(count)]
    directories = [at for at in places if struct.unpack_from(">I", blob, at)[0] == _CODE_DIRECTORY]
    if not directories:
        return "signature without hashes"
    if not all(_is_intact(part, blob[at:]) for at in directories):
        return "changed after it was signed"
    return None


def _parts(data: bytes) -> Iterator[tuple[int, int]]:
    """Give the offset and the size of each architecture's part."""
    if struct.unpack_from("<I", data)[0] == _THIN:
        yield 0, len(data)
        return
    for index in range(struct.unpack_from(">I", data, 4)[0]):
        _type, _subtype, offset, size, _align = struct.unpack_from(">5I", data, 8 + 20 * index)
        yield offset, size


def _code(data: bytes, offset: int, size: int) -> Code:
    header = struct.unpack_from("<8I", data, offset)
    libraries, search_paths, oldest, signature = [], [], None, None
    at = offset + 32
    for _index in range(header[4]):
        command, length = struct.unpack_from("<2I", data, at)
        if command in _LIBRARY_COMMANDS:
            libraries.append(_text(data, at, length))
        elif command == _SEARCH_PATH:
            search_paths.append(_text(data, at, length))
        elif command == _SIGNATURE:
            signature = struct.unpack_from("<2I", data, at + 8)
        elif command == _OLDEST_SYSTEM:
            oldest = _version(struct.unpack_from("<I", data, at + 8)[0])
        elif command == _BUILD_VERSION:
            oldest = _version(struct.unpack_from("<I", data, at + 12)[0])
        at += length
    return Code(header[1], offset, size, tuple(libraries), tuple(search_paths), oldest, signature)


def _text(data: bytes, at: int, length: int) -> str:
    """Return the path in a load command, which says where in itself the path begins."""
    begin = struct.unpack_from("<I", data, at + 8)[0]
    return data[at + begin : at + length].split(b"\0", 1)[0].decode()


def _version(number: int) -> tuple[int, int]:
    return number >> 16, number >> 8 & 0xFF


def _is_intact(part: bytes, directory: bytes) -> bool:
    """Tell whether the pages of *part* have the hashes of a code *directory*."""
    hashes_at, _name_at, _special, count, limit = struct.unpack_from(">5I", directory, 16)
    size, kind, _platform, page = struct.unpack_from(">4B", directory, 36)
    name, length = _HASHES[kind]
    step = 1 << page if page else limit
    for index in range(count):
        content = part[index * step : min((index + 1) * step, limit)]
        begin = hashes_at + index * size
        if hashlib.new(name, content).digest()[:length] != directory[begin : begin + size]:
            return False
    return True
