"""A command is measured while the window lives on, and can be stopped."""

import sys
import threading
import time
from collections.abc import Callable

import pytest

from equilibre.errors import EquilibreError
from equilibre.sessions.command_aside import CommandAside, command_words
from tests.sessions.records import route
from tests.ui.fakes import FakeMeter


def fed(aside: CommandAside, meter: FakeMeter, until: Callable[[], bool]) -> None:
    """Hand the samples over as the window does, until *until*."""
    limit = time.monotonic() + 20
    pause = threading.Event()
    while not until():
        assert time.monotonic() < limit
        aside.hear(meter.samples(time.monotonic()))
        pause.wait(0.02)


def test_a_command_is_measured_with_the_samples_that_the_window_collects() -> None:
    meter = FakeMeter([route()])
    words = (sys.executable, "-c", "sum(range(10**6))")
    aside = CommandAside(words, meter, idle_seconds=0.0)
    fed(aside, meter, lambda: aside.over)
    assert aside.told is not None
    assert aside.told.exit_status == 0
    assert aside.told.energy is not None
    assert aside.told.energy.gross.value > 0


def test_a_command_that_does_not_end_is_stopped() -> None:
    meter = FakeMeter([route()])
    words = (sys.executable, "-c", "import time; time.sleep(60)")
    aside = CommandAside(words, meter, idle_seconds=0.0)
    begin = time.monotonic()
    fed(aside, meter, lambda: time.monotonic() > begin + 0.4)
    aside.stop()
    fed(aside, meter, lambda: aside.over)
    assert aside.told is not None
    assert aside.told.interrupted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Type a command first"),
        ("python3 'sort.py", "quotation mark"),
        ("no-such-program --fast", "there is no such program"),
    ],
)
def test_what_is_no_command_is_refused_with_a_sentence(text: str, said: str) -> None:
    with pytest.raises(EquilibreError, match=said):
        command_words(text)


def test_words_in_quotation_marks_stay_together() -> None:
    assert command_words(f"'{sys.executable}' -c 'a b'") == (sys.executable, "-c", "a b")
