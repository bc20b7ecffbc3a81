"""What happens when the reader of a command's output leaves early, as ``head`` does."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    "arguments",
    [
        ["lifecycle", "forest_fire", "--json"],
        ["measure", "--idle", "0", "--json", "--", sys.executable, "-S", "-c", ""],
    ],
    ids=lambda each: each[0],
)
def test_a_reader_that_leaves_early_meets_no_traceback(arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "equilibre", *arguments],
            stdout=writer,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    finally:
        os.close(writer)
    assert done.stderr == b""
    assert done.returncode == 1


def test_a_terminal_without_accents_gets_question_marks_and_no_traceback() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "equilibre", "lifecycle", "forest_fire", "--language", "fr"],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == b""
    assert done.returncode == 0
    assert b"?" in done.stdout


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a disk always full")
def test_a_full_disk_is_told_in_a_sentence() -> None:
    with FULL.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "equilibre", "lifecycle", "forest_fire", "--language", "en"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.stderr.strip() == "What was computed cannot be written: the disk is full."
    assert done.returncode == 1


@pytest.mark.skipif(os.name == "nt", reason="a shell closes a stream")
@pytest.mark.parametrize("command", ["echo hello", "no-such-command"])
def test_without_a_standard_error_nothing_stands_beside_the_object(command: str) -> None:
    words = f'"{sys.executable}" -m equilibre measure --json --idle 0 -- {command} 2>&-'
    done = subprocess.run(
        ["/bin/sh", "-c", words], capture_output=True, text=True, timeout=60, check=False
    )
    row = json.loads(done.stdout)
    assert row["command"] == command.split()
    assert row["exit_status"] == done.returncode == (0 if "echo" in command else 127)
