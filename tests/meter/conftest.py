"""What the tests of the meter share."""

import pytest

from tests.meter.fakes import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()
