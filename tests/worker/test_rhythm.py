"""When a process is thought deep in a computation."""

from hypothesis import given
from hypothesis import strategies as st

from equilibre.worker.rhythm import LEAST_SILENCE_SECONDS, MOST_SILENCE_SECONDS, Rhythm


def heard(every_seconds: float, times: int = 100) -> Rhythm:
    """Return the rhythm of a process whose last sign was given at 0."""
    rhythm = Rhythm(-every_seconds * times)
    for left in reversed(range(times)):
        rhythm.hear(-every_seconds * left)
    return rhythm


def test_one_that_speaks_often_is_soon_thought_deep_in_a_computation() -> None:
    rhythm = heard(0.03)
    assert not rhythm.is_deep(0.09)
    assert rhythm.is_deep(0.11)


def test_one_that_speaks_seldom_has_time_for_its_next_border() -> None:
    rhythm = heard(0.11)
    assert not rhythm.is_deep(0.32)
    assert rhythm.is_deep(0.34)


def test_one_that_just_began_has_more_time_than_its_first_signs_ask_for() -> None:
    assert not heard(0.03, times=2).is_deep(2 * LEAST_SILENCE_SECONDS)


def test_one_that_computes_nothing_is_never_thought_deep() -> None:
    assert not heard(0.0).is_deep(0.0)


@given(st.lists(st.floats(0.0, 100.0), max_size=80))
def test_there_are_bounds_whatever_was_heard(times: list[float]) -> None:
    rhythm = Rhythm(0.0)
    for each in times:
        rhythm.hear(each)
    last = max(times, default=0.0)
    assert not rhythm.is_deep(last + 0.99 * LEAST_SILENCE_SECONDS)
    assert rhythm.is_deep(last + 1.01 * MOST_SILENCE_SECONDS)
