"""What the tests of the meter share."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # emulator, fakes

from fakes import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()
