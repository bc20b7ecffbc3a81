"""The power of the whole computer, whatever the source says."""

from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.counting.whole_power import Look, Supply, WholePower
from equilibre.meter.reading import Status
from tests.meter.fakes import Clock

EVENTS = st.lists(
    st.tuples(
        st.floats(0.0, 20.0),  # seconds until the next reading
        st.one_of(
            st.sampled_from([Supply.NONE, Supply.MAINS, Supply.SILENT, "error", "nonsense"]),
            st.floats(0.1, 300.0),
        ),
    ),
    max_size=40,
)


@given(EVENTS)
def test_energy_never_falls_and_is_never_more_than_the_largest_power(events: list) -> None:
    clock = Clock()
    said: list = [10.0]

    def look() -> Look:
        match said[0]:
            case "error":
                raise OSError("silent")
            case "nonsense":
                raise ValueError("no number")
            case Supply() as supply:
                return Look(supply)
        return Look(Supply.KNOWN, said[0])

    power = WholePower(look, 10.0, 1.0, clock)
    begin_seconds, last_joules, largest_watts = clock(), 0.0, 0.0
    for seconds, event in events:
        clock.advance(seconds)
        said[0] = event
        largest_watts = max(largest_watts, event if isinstance(event, float) else 0.0)
        reading = power.read()
        assert (power.status is Status.AVAILABLE) or reading is None
        if reading is not None:
            most_joules = largest_watts * (clock() - begin_seconds)
            assert last_joules <= reading.energy_joules <= most_joules * (1 + 1e-9)
            last_joules = reading.energy_joules


def test_a_battery_that_is_taken_out_is_lost_and_not_forgotten() -> None:
    clock = Clock()
    said = [Look(Supply.KNOWN, 10.0)]
    power = WholePower(lambda: said[0], 10.0, 1.0, clock)
    clock.advance(1.1)
    power.read()
    said[0] = Look(Supply.NONE)
    clock.advance(1.1)
    assert power.read() is None
    assert power.status is Status.LOST
    said[0] = Look(Supply.KNOWN, 10.0)
    clock.advance(1.1)
    reading = power.read()
    assert reading is not None
    assert reading.gap
    assert power.status is Status.AVAILABLE
