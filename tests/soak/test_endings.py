"""However the program ends, nothing of it stays: ``python3 tests --soak`` tries every ending."""

import sys

import pytest

from tests.soak.endings import Ending, played

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="processes are known by their environment, and by Linux only"
)


def test_a_log_out_during_the_start_closes_the_window_as_its_user_would() -> None:
    left = played(Ending("start-up", "SIGHUP"))
    assert not left, left


def test_no_training_process_outlives_a_window_that_was_killed_however_deep_it_computes() -> None:
    left = played(Ending("deaf training process", "SIGKILL"))
    assert not left, left
