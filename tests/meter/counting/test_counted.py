"""Counters read together, whatever happens to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.counting.counted import Counted, Measured
from equilibre.meter.counting.following import Following, Found
from equilibre.meter.reading import Status
from tests.meter.fakes import Clock


class Two:
    """Two counters in joules; the first always moves."""

    steady = (True, False)

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.values = [1000, 500]
        self.problem: Exception | None = None
        self.closed = 0

    def measured(self) -> list[Measured]:
        self.clock.advance(1e-3)
        if self.problem is not None:
            raise self.problem
        return [Measured(value, self.clock()) for value in self.values]

    def close(self) -> None:
        self.closed += 1


def followed(source: Two, clock: Clock) -> Following:
    def find() -> Found:
        try:
            return Found(Status.AVAILABLE, (Counted(source, 1.0, 400.0, 0.001, clock),))
        except OSError:
            return Found(Status.ABSENT)

    return Following(find, clock, 2.0)


EVENTS = st.lists(
    st.one_of(
        st.tuples(st.integers(0, 30), st.integers(0, 5)),
        st.sampled_from(["error", "restart", "pause", "back"]),
    ),
    max_size=40,
)


@given(EVENTS)
def test_energy_never_falls_and_is_never_more_than_what_was_counted(events: list) -> None:
    clock = Clock()
    source = Two(clock)
    counted = followed(source, clock)
    last_joules, counted_joules = 0.0, 0
    for event in events:
        match event:
            case "error":
                source.problem = OSError("silent")
            case "restart":
                source.values = [0, 0]
            case "pause":
                clock.advance(10.0)
            case "back":
                source.problem = None
            case first, second:
                source.values = [source.values[0] + first, source.values[1] + second]
                counted_joules += first + second
        clock.advance(0.1)
        reading = counted.read()
        if reading is not None:
            assert last_joules <= reading.energy_joules <= counted_joules
            last_joules = reading.energy_joules


def test_a_restart_of_one_counter_takes_nothing_from_the_others() -> None:
    clock = Clock()
    source = Two(clock)
    counted = followed(source, clock)
    counted.read()
    clock.advance(0.1)
    source.values = [1010, 501]
    before = counted.read()
    clock.advance(0.1)
    source.values = [3, 502]
    restarted = counted.read()
    clock.advance(0.1)
    source.values = [13, 503]
    after = counted.read()
    assert before is not None
    assert restarted is not None
    assert after is not None
    assert before.energy_joules == 11.0
    assert restarted.gap
    assert restarted.energy_joules == 11.0
    assert not after.gap
    assert after.energy_joules == 22.0


def test_a_memory_that_moves_alone_counts_when_the_processor_moves() -> None:
    clock = Clock()
    source = Two(clock)
    counted = followed(source, clock)
    counted.read()
    source.values = [1000, 505]
    clock.advance(0.1)
    assert counted.read() is None
    source.values = [1010, 506]
    clock.advance(0.1)
    last = counted.read()
    assert last is not None
    assert last.energy_joules == 16.0


def test_a_source_that_cannot_be_read_at_first_is_let_go() -> None:
    clock = Clock()
    source = Two(clock)
    source.problem = OSError("silent")
    with pytest.raises(OSError, match="silent"):
        Counted(source, 1.0, 400.0, 0.001, clock)
    assert source.closed == 1
