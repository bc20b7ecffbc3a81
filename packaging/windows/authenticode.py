"""Signatures of Windows programs: that a file is, to the bit, what its publisher signed.

Three things are seen: the digest of the file is the signed one, the signature was made with the key
of the certificate that it carries, and that certificate names an expected publisher. That Microsoft
issued the certificate is not: its root is in no list of Debian, so the hash of the download (of
runtime.lock) vouches for that.
"""

import hashlib
import re
import struct
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from building.steps import BuildFailed, attempt, run

TOOLS = {"openssl": "openssl"}
_SIGNATURES = 4  # the row of the table of directories that tells where the signatures lie
_DIRECTORIES_OFFSET = {0x10B: 96, 0x20B: 112}  # in the optional header: 32 bits, 64 bits
_CHECKSUM_OFFSET = 64  # in the optional header


@dataclass(frozen=True, slots=True)
class Signature:
    """What a signed file carries: the bytes of its PKCS #7 message, and the digest of the file."""

    message: bytes
    digest: bytes  # SHA-256, as computed now


def check(files: Sequence[Path], publishers: Sequence[str]) -> None:
    """Raise BuildFailed where one of *files* is not as one of *publishers* signed it."""
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            publisher = _publisher(file, Path(folder))
            if publisher not in publishers:
                raise BuildFailed(
                    f"{file.name} is signed by {publisher}, which is not expected.",
                    f"{file.name} est signé par {publisher}, ce qui n’est pas attendu.",
                )


def _publisher(file: Path, folder: Path) -> str:
    """Return whose signature *file* bears; raise BuildFailed where it does not hold."""
    signature = read(file.read_bytes())
    if signature is None:
        raise _refused(file)
    content = signed_content(signature.message)
    if not content.endswith(signature.digest):
        raise _refused(file)
    message, signed, signer = folder / "message", folder / "content", folder / "signer"
    message.write_bytes(signature.message)
    signed.write_bytes(content)
    command = ["openssl", "smime", "-verify", "-noverify", "-binary", "-inform", "DER"]
    command += ["-in", str(message), "-content", str(signed), "-signer", str(signer)]
    if attempt([*command, "-out", folder / "out"]).returncode:
        raise _refused(file)
    subject = run(["openssl", "x509", "-in", signer, "-noout", "-subject", "-nameopt", "multiline"])
    found = re.search(r"organizationName\s*= (.+)", subject)
    return found.group(1) if found else subject


def _refused(file: Path) -> BuildFailed:
    return BuildFailed(
        f"{file.name} is not as its publisher signed it.",
        f"{file.name} n’est pas tel que son éditeur l’a signé.",
    )


def read(program: bytes) -> Signature | None:
    """Return the first signature of a program, and its digest; None where there is none."""
    (header,) = struct.unpack_from("<I", program, 0x3C)
    optional = header + 24
    (kind,) = struct.unpack_from("<H", program, optional)
    row = optional + _DIRECTORIES_OFFSET[kind] + 8 * _SIGNATURES
    start, size = struct.unpack_from("<II", program, row)
    if not start:
        return None
    (length,) = struct.unpack_from("<I", program, start)
    # What the signature itself changes is not in the digest: the checksum, its place, its bytes.
    digest = hashlib.sha256(program[: optional + _CHECKSUM_OFFSET])
    digest.update(program[optional + _CHECKSUM_OFFSET + 4 : row])
    digest.update(program[row + 8 : start])
    digest.update(program[start + size :])
    return Signature(program[start + 8 : start + length], digest.digest())


def signed_content(message: bytes) -> bytes:
    """Return what a PKCS #7 message of Authenticode signs; it ends with the digest of the file.

    ContentInfo { type, [0] SignedData { version, algorithms, { type, [0] { content … } } … } }
    """
    place = _after(message, _inside(message, 0))
    place = _inside(message, _inside(message, place))
    place = _after(message, _after(message, place))
    place = _after(message, _inside(message, place))
    place = _inside(message, place)
    return message[_inside(message, place) : _after(message, place)]


def _inside(message: bytes, place: int) -> int:
    """Return where the content of the DER element at *place* begins."""
    length = message[place + 1]
    return place + 2 + (length & 0x7F if length & 0x80 else 0)


def _after(message: bytes, place: int) -> int:
    """Return where the DER element at *place* ends."""
    inside, length = _inside(message, place), message[place + 1]
    if length & 0x80:
        length = int.from_bytes(message[place + 2 : inside])
    return inside + length
