"""A history answers as if one went through all its samples."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.curve import Window, gaps_in, highest_watts, metered_times
from equilibre.meter.history import History, breaks, highest_between
from equilibre.meter.reading import Kind, Sample

Samples = list[Sample]


@st.composite
def samples(draw: st.DrawFn) -> Samples:
    """Return some hundred samples, a tenth of a second apart, with gaps and unknown powers."""
    few = draw(st.lists(st.tuples(st.none() | st.floats(0, 400), st.booleans()), max_size=40))
    repeated = few * draw(st.integers(1, 20))
    return [
        Sample("rapl", "cpu", Kind.MEASURED, index / 10, float(index), watts, gap)
        for index, (watts, gap) in enumerate(repeated)
    ]


@given(samples(), st.integers(0, 800), st.integers(0, 800))
def test_breaks_and_the_highest_power_are_those_of_the_samples(
    heard: Samples, first: int, beyond: int
) -> None:
    first, beyond = min(first, len(heard)), min(beyond, len(heard))
    history = History(heard)
    assert history.breaks(first, beyond) == breaks(heard, first, beyond)
    assert history.highest_watts(first, beyond) == highest_between(heard, first, beyond)


@given(samples(), st.floats(-1.0, 70.0), st.floats(-1.0, 70.0))
def test_a_time_holds_the_same_in_a_history_and_in_its_samples(
    heard: Samples, start: float, end: float
) -> None:
    history, windows = History(heard), [Window(min(start, end), max(start, end))]
    for ask in (metered_times, highest_watts, gaps_in):
        answers: Sequence[object] = [ask(each, windows) for each in (history, heard)]
        assert answers[0] == answers[1]


def test_a_history_is_the_sequence_of_its_samples() -> None:
    one = Sample("rapl", "cpu", Kind.MEASURED, 0.0, 0.0, None)
    heard = [replace(one, time_seconds=float(index)) for index in range(5)]
    history = History(heard)
    assert list(history) == heard
    assert history[1:3] == heard[1:3]
    assert history[-1] is heard[-1]
    with pytest.raises(IndexError):
        history[5]
