"""``self-test`` tries the whole program as it stands."""

import subprocess
import sys


def test_the_program_finds_itself_whole() -> None:
    command = [sys.executable, "-m", "equilibre", "self-test", "--language", "en"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" ok ") == 7
