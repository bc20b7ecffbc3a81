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
    rhythm = heard(*(0.03 * sign for sign in range(100)))
    assert rhythm.deadline_seconds() == pytest.approx(2.97 + LEAST_PATIENCE_SECONDS)


def test_a_process_that_speaks_seldom_is_given_time_for_its_next_border() -> None:
    rhythm = heard(*(0.11 * sign for sign in range(100)))
    assert rhythm.deadline_seconds() == pytest.approx(10.89 + 0.33)


def test_one_that_just_began_is_given_more_time_than_its_first_signs_ask_for() -> None:
    assert heard(0.03, 0.06).deadline_seconds() > 0.06 + 2 * LEAST_PATIENCE_SECONDS


def test_a_long_wait_is_no_silence() -> None:
    rhythm = heard(*(0.03 * sign for sign in range(100)))
    rhythm.begin_anew(60.0)
    rhythm.hear(60.03)
    assert rhythm.deadline_seconds() == pytest.approx(60.03 + LEAST_PATIENCE_SECONDS)


@given(st.lists(st.floats(0.0, 100.0), max_size=80))
def test_patience_has_bounds_whatever_was_heard(times: list[float]) -> None:
    patience = heard(*times).deadline_seconds() - max(times, default=0.0)
    assert LEAST_PATIENCE_SECONDS - 1e-9 <= patience <= MOST_PATIENCE_SECONDS + 1e-9
