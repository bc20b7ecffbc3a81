"""Counters read together, whatever happens to them."""

from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.counting.counted import Counted, Measured
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
    counted = Counted(lambda: source, 1.0, 400.0, 0.001, clock)
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
    counted = Counted(lambda: source, 1.0, 400.0, 0.001, clock)
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


def test_why_there_is_no_source_is_kept() -> None:
    counted = Counted(lambda: Status.NO_PERMISSION, 1.0, 400.0, 0.001, Clock())
    assert counted.status is Status.NO_PERMISSION
    assert counted.read() is None


def test_a_source_that_cannot_be_read_at_first_is_let_go() -> None:
    clock = Clock()
    source = Two(clock)
    source.problem = OSError("silent")
    assert Counted(lambda: source, 1.0, 400.0, 0.001, clock).status is Status.ABSENT
    assert source.closed == 1
