"""What happens when the reader of a command's output leaves early, as ``head`` does."""

import os
import subprocess
import sys


def test_a_reader_that_leaves_early_meets_no_traceback() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "equilibre", "lifecycle", "forest_fire", "--json"],
            stdout=writer,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    finally:
        os.close(writer)
    assert done.stderr == b""
    assert done.returncode == 1
