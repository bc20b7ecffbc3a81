"""How long a process is given to stop by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.worker.rhythm import LEAST_PATIENCE_SECONDS, MOST_PATIENCE_SECONDS, Rhythm


def heard(*times: float) -> Rhythm:
    rhythm = Rhythm(0.0)
    for each in times:
        rhythm.hear(each)
    return rhythm


def test_a_process_that_speaks_often_is_soon_thought_deep_in_a_computation() -> None:
    rhythm = heard(0.03, 0.06, 0.09)
    assert rhythm.deadline_seconds() == pytest.approx(0.09 + LEAST_PATIENCE_SECONDS)


def test_a_process_that_speaks_seldom_is_given_time_for_its_next_border() -> None:
    assert heard(0.1, 0.2, 0.3).deadline_seconds() == pytest.approx(0.6)


def test_one_that_never_spoke_is_given_the_least() -> None:
    assert Rhythm(5.0).deadline_seconds() == pytest.approx(5.0 + LEAST_PATIENCE_SECONDS)


def test_a_long_wait_is_no_silence() -> None:
    rhythm = heard(0.03)
    rhythm.begin_anew(60.0)
    rhythm.hear(60.03)
    assert rhythm.deadline_seconds() == pytest.approx(60.03 + LEAST_PATIENCE_SECONDS)


@given(st.lists(st.floats(0.0, 100.0), max_size=80))
def test_patience_has_bounds_whatever_was_heard(times: list[float]) -> None:
    patience = heard(*times).deadline_seconds() - max(times, default=0.0)
    assert LEAST_PATIENCE_SECONDS - 1e-9 <= patience <= MOST_PATIENCE_SECONDS + 1e-9
