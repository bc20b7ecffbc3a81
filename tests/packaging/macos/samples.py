"""Small Mach-O files, signed as the linker of macOS signs them."""

import hashlib
import struct

from macos.macho import ARM64, X86_64

PAGE = 4096


def mach_o(
    architecture=ARM64, libraries=(), search_paths=(), system=(13, 0), signed=True, content=b""
):
    """Return the bytes of a library that needs *libraries*."""
    commands = [_path(0x0C, 24, name) for name in libraries]
    commands += [_path(0x8000001C, 12, path) for path in search_paths]
    commands.append(struct.pack("<6I", 0x32, 24, 1, system[0] << 16 | system[1] << 8, 0, 0))
    size = sum(map(len, commands)) + 16 * signed
    code_size = -(-(32 + size + len(content)) // 16) * 16
    if signed:
        commands.append(struct.pack("<4I", 0x1D, 16, code_size, len(_signature(b"\0" * code_size))))
    header = struct.pack("<8I", 0xFEEDFACF, architecture, 0, 6, len(commands), size, 0, 0)
    code = (header + b"".join(commands) + content).ljust(code_size, b"\0")
    return code + (_signature(code) if signed else b"")


def fat(*architectures):
    """Return a file with a part for each of *architectures*, all for macOS 13."""
    table, body, at = b"", b"", PAGE
    for architecture in architectures:
        part = mach_o(architecture, signed=architecture != X86_64)
        table += struct.pack(">5I", architecture, 0, at, len(part), 12)
        body += part.ljust(PAGE, b"\0")
        at += PAGE
    return (struct.pack(">2I", 0xCAFEBABE, len(architectures)) + table).ljust(PAGE, b"\0") + body


def _path(command, begin, text):
    size = -(-(begin + len(text) + 1) // 8) * 8
    rest = text.encode().ljust(size - begin, b"\0")
    return struct.pack("<3I", command, size, begin).ljust(begin, b"\0") + rest


def _signature(code):
    pages = [code[at : at + PAGE] for at in range(0, len(code), PAGE)]
    hashes = b"".join(hashlib.sha256(page).digest() for page in pages)
    begin = 44
    directory = struct.pack(
        ">9I4BI", 0xFADE0C02, begin + len(hashes), 0x20000, 2, begin, 0, 0, len(pages), len(code),
        32, 2, 0, 12, 0,
    )  # fmt: skip
    blob = directory + hashes
    return struct.pack(">5I", 0xFADE0CC0, 20 + len(blob), 1, 0, 20) + blob
