"""Signatures of Windows programs: what is signed, by whom, and what changed since."""

import hashlib
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from building.steps import BuildFailed
from windows import authenticode

PUBLISHER = "Editions Pythoniques"
SIGNED = "1.3.6.1.4.1.311.2.1.4"  # the type of what Authenticode signs
OPTIONAL = 0x40 + 24  # where the optional header begins in these programs
CHECKSUM, ROW = OPTIONAL + 64, OPTIONAL + 112 + 8 * 4

needs_openssl = pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl")


def program(signature: bytes = b"") -> bytes:
    """Return a program of Windows, as far as signatures go: headers, code, the signature."""
    made = bytearray(600)
    struct.pack_into("<I", made, 0x3C, 0x40)
    struct.pack_into("<H", made, OPTIONAL, 0x20B)
    made[300:600] = bytes(range(150)) * 2
    if not signature:
        return bytes(made)
    struct.pack_into("<II", made, ROW, len(made), 8 + len(signature))
    return bytes(made) + struct.pack("<IHH", 8 + len(signature), 0x200, 2) + signature


def digest(unsigned: bytes) -> bytes:
    kept = unsigned[:CHECKSUM] + unsigned[CHECKSUM + 4 : ROW] + unsigned[ROW + 8 :]
    return hashlib.sha256(kept).digest()


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """A program signed with a key made for it."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    content, message = tmp_path / "content", tmp_path / "message"
    content.write_bytes(b"sha256 of the program: " + digest(program()))
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate,
            "-subj", f"/O={PUBLISHER}/CN=Somebody")  # fmt: skip
    openssl("cms", "-sign", "-binary", "-nodetach", "-outform", "DER", "-econtent_type", SIGNED,
            "-in", content, "-signer", certificate, "-inkey", key, "-out", message)  # fmt: skip
    file = tmp_path / "program.exe"
    file.write_bytes(program(message.read_bytes()))
    return file


def openssl(*words: str | Path) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True)


def test_a_program_without_signature_has_none():
    assert authenticode.read(program()) is None


def test_the_digest_leaves_out_what_signing_changes():
    found = authenticode.read(program(b"anything"))
    assert found is not None
    assert found.message == b"anything"
    assert found.digest == digest(program())


def test_every_other_byte_counts_in_the_digest():
    whole = program(b"anything")
    expected = authenticode.read(whole)
    assert expected is not None
    for place in (5, CHECKSUM - 1, CHECKSUM + 4, ROW + 8, 599):
        changed = bytearray(whole)
        changed[place] ^= 1
        found = authenticode.read(bytes(changed))
        assert found is not None
        assert found.digest != expected.digest, place


@needs_openssl
def test_a_program_as_its_publisher_signed_it_is_taken(signed):
    authenticode.check([signed], ["Somebody else", PUBLISHER])


@needs_openssl
def test_a_program_of_another_publisher_is_refused(signed):
    with pytest.raises(BuildFailed, match=PUBLISHER):
        authenticode.check([signed], ["Somebody else"])


@needs_openssl
def test_a_program_changed_after_it_was_signed_is_refused(signed):
    changed = bytearray(signed.read_bytes())
    changed[400] ^= 1
    signed.write_bytes(changed)
    with pytest.raises(BuildFailed, match=r"program\.exe"):
        authenticode.check([signed], [PUBLISHER])


@needs_openssl
def test_a_digest_that_nobody_signed_is_refused(signed):
    # The program and the digest are changed together: only the key can tell.
    forged = program().replace(bytes(range(100, 150)), bytes(50))
    content = signed.read_bytes().replace(digest(program()), digest(forged))
    signed.write_bytes(content.replace(bytes(range(100, 150)), bytes(50)))
    found = authenticode.read(signed.read_bytes())
    assert found is not None
    assert authenticode.signed_content(found.message).endswith(found.digest)
    with pytest.raises(BuildFailed, match=r"program\.exe"):
        authenticode.check([signed], [PUBLISHER])


def test_a_program_that_nobody_signed_is_refused(tmp_path):
    file = tmp_path / "bare.exe"
    file.write_bytes(program())
    with pytest.raises(BuildFailed, match=r"bare\.exe"):
        authenticode.check([file], [PUBLISHER])
