"""A range tells exactly what was metered in it, with its interval, and says what was not."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.facts.electricity import countries
from equilibre.meter.reading import Kind
from equilibre.sessions.run import PowerCurve, PowerPoint
from equilibre.ui.plots.range_reading import read_range


def counted(
    *watts: float | None,
    device: str = "cpu",
    kind: Kind = Kind.MEASURED,
    start: float = 0.0,
    period: float = 0.1,
    counts: bool = True,
    **more: object,
) -> PowerCurve:
    """Return a curve of *watts*, each over one period; None: nothing was read over it."""
    joules, points = 1000.0, [PowerPoint(start, None, 1000.0 if counts else None)]
    for index, one in enumerate(watts, 1):
        joules += (one or 0.0) * period
        points.append(PowerPoint(start + index * period, one, joules if counts else None))
    fields: dict[str, object] = {"idle_watts": 5.0, **more}
    return PowerCurve(device, device, kind, points=tuple(points), **fields)  # type: ignore[arg-type]


levels = st.lists(st.none() | st.floats(0.5, 500.0), min_size=3, max_size=40)
shares = st.floats(0.0, 1.0)


@given(levels, levels, st.lists(shares, min_size=3, max_size=3), st.booleans())
def test_ranges_that_touch_add_up(
    cpu: list[float | None], gpu: list[float | None], cuts: list[float], counts: bool
) -> None:
    power = [counted(*cpu, counts=counts), counted(*gpu, device="gpu", period=0.07, counts=counts)]
    first, middle, last = (0.1 * len(cpu) * cut for cut in sorted(cuts))
    readings = [read_range(power, start, end) for start, end in pairwise((first, middle, last))]
    whole = read_range(power, first, last)
    parts = sum(one.energy.value for one in readings if one)
    assert parts == pytest.approx(whole.energy.value if whole else 0.0, rel=1e-6, abs=1e-6)


@given(st.lists(st.floats(0.5, 500.0), min_size=1, max_size=40), st.sampled_from(["cpu", "gpu"]))
def test_the_mean_power_is_the_energy_over_the_time(watts: list[float], device: str) -> None:
    end = 0.1 * len(watts)
    reading = read_range([counted(*watts, device=device)], 0.0, end)
    assert reading is not None
    assert reading.power.value * end == pytest.approx(reading.energy.value)
    assert reading.power.low <= reading.power.value <= reading.power.high
    assert reading.unmetered_seconds == pytest.approx(0.0, abs=1e-9)


def test_the_counter_is_read_between_its_samples() -> None:
    reading = read_range([counted(10.0, 30.0, period=1.0)], 0.5, 1.25)
    assert reading is not None
    assert reading.energy.value == pytest.approx(0.5 * 10 + 0.25 * 30)


def test_an_older_curve_without_a_counter_is_read_by_its_powers() -> None:
    with_counter, without = (
        read_range([counted(10.0, 30.0, 20.0, counts=counts)], 0.05, 0.25)
        for counts in (True, False)
    )
    assert with_counter is not None
    assert without is not None
    assert without.energy.value == pytest.approx(with_counter.energy.value)


def test_a_counter_that_went_on_over_a_gap_is_counted_and_one_that_stopped_is_not() -> None:
    points = (
        PowerPoint(0.0, None, 100.0),
        PowerPoint(1.0, 20.0, 120.0),
        PowerPoint(3.0, None, 160.0),  # read errors: the counter went on
        PowerPoint(4.0, 20.0, 180.0),
        PowerPoint(6.0, None, 180.0),  # asleep
        PowerPoint(7.0, 20.0, 200.0),
    )
    reading = read_range([PowerCurve("cpu", "x", Kind.MEASURED, None, points)], 0.0, 7.0)
    assert reading is not None
    assert reading.energy.value == pytest.approx(100.0)
    assert reading.unmetered_seconds == pytest.approx(2.0)
    assert reading.power.value == pytest.approx(20.0)


def test_the_counter_of_another_sensor_is_no_energy() -> None:
    points = (PowerPoint(0.0, 10.0, 9e9), PowerPoint(1.0, 10.0, 5.0), PowerPoint(2.0, 10.0, 15.0))
    reading = read_range([PowerCurve("cpu", "x", Kind.MEASURED, None, points)], 0.0, 2.0)
    assert reading is not None
    assert reading.energy.value == pytest.approx(20.0)


def test_all_parts_add_up_and_the_whole_computer_stands_beside() -> None:
    power = [
        counted(*[20.0] * 10),
        counted(*[4.0] * 10, device="memory", kind=Kind.ESTIMATED, factor=1.5),
        counted(*[40.0] * 10, device="computer", around=True),
    ]
    reading = read_range(power, 0.0, 1.0)
    assert reading is not None
    assert reading.kind is Kind.MIXED
    assert reading.energy.value == pytest.approx(24.0)
    assert [part.curve.device for part in reading.parts] == ["cpu", "memory"]
    assert [part.power_watts for part in reading.around] == [pytest.approx(40.0)]


def test_a_sensor_that_takes_over_another_is_not_counted_twice() -> None:
    power = [
        counted(*[30.0] * 10, kind=Kind.ESTIMATED),
        counted(*[20.0] * 4),
    ]
    reading = read_range(power, 0.0, 1.0)
    assert reading is not None
    assert reading.energy.value == pytest.approx(0.4 * 20 + 0.6 * 30)
    assert reading.power.value == pytest.approx(0.4 * 20 + 0.6 * 30)
    assert reading.unmetered_seconds == pytest.approx(0.0, abs=1e-9)


def test_an_estimate_has_the_band_of_its_factor() -> None:
    reading = read_range([counted(*[20.0] * 10, kind=Kind.ESTIMATED, factor=1.5)], 0.0, 1.0)
    assert reading is not None
    assert reading.energy.low <= 20 / 1.5 + 1e-9
    assert reading.energy.high >= 20 * 1.5 - 1e-9
    assert reading.energy.high == pytest.approx(30, rel=0.01)


def test_the_error_of_the_sensor_and_of_the_borders_is_in_the_interval() -> None:
    sure = read_range([counted(*[20.0] * 10)], 0.2, 0.8)
    unsure = read_range([counted(*[20.0] * 10, relative_uncertainty=0.05)], 0.2, 0.8)
    between = read_range([counted(*[20.0] * 10)], 0.25, 0.8)
    assert sure is not None
    assert unsure is not None
    assert between is not None
    assert sure.energy.high - sure.energy.value == pytest.approx(0.0, abs=1e-9)
    assert unsure.energy.high - unsure.energy.value == pytest.approx(0.05 * 12.0)
    assert between.energy.high - between.energy.value == pytest.approx(0.05 * 20.0)


def test_above_idle_is_above_the_mean_of_both_levels_with_their_drift() -> None:
    reading = read_range([counted(*[20.0] * 10, idle_after_watts=7.0)], 0.0, 1.0)
    assert reading is not None
    assert reading.above_idle is not None
    assert reading.above_idle.value == pytest.approx(20.0 - 6.0)
    assert reading.above_idle.high == pytest.approx(14.0 + 1.0)
    unknown = read_range([counted(*[20.0] * 10), counted(3.0, device="gpu", idle_watts=None)], 0, 1)
    assert unknown is not None
    assert unknown.above_idle is None


def test_time_before_the_first_sample_is_not_metered() -> None:
    reading = read_range([counted(*[20.0] * 10, start=1.0)], 0.0, 2.0)
    assert reading is not None
    assert reading.unmetered_seconds == pytest.approx(1.0)
    assert reading.power.value == pytest.approx(20.0)
    assert read_range([counted(20.0, start=5.0)], 0.0, 2.0) is None
    assert read_range([], 0.0, 2.0) is None


@pytest.mark.parametrize("key", ["FRA", "POL"])
def test_the_co2e_is_that_of_the_country(key: str) -> None:
    reading = read_range([counted(*[20.0] * 10)], 0.0, 1.0, key)
    assert reading is not None
    assert reading.carbon is not None
    assert reading.carbon.value == pytest.approx(countries()[key].carbon_kg(20.0))
    assert reading.country == countries()[key].name


@pytest.mark.parametrize("key", ["", "Atlantis"])
def test_without_a_known_country_no_co2e_is_told(key: str) -> None:
    reading = read_range([counted(*[20.0] * 10)], 0.0, 1.0, key)
    assert reading is not None
    assert reading.carbon is None


@given(
    st.lists(
        st.builds(
            PowerPoint,
            st.floats(-1e6, 1e6),
            st.none() | st.floats(0, 1e6),
            st.none() | st.floats(-1e12, 1e12),
        ),
        max_size=8,
    ),
    st.floats(-1e6, 1e6),
    st.floats(0.001, 1e6),
)
def test_no_file_is_too_strange_to_read(
    points: list[PowerPoint], start: float, length: float
) -> None:
    curves = [
        PowerCurve(device, "x", Kind.ESTIMATED, 3.0, tuple(points)) for device in ("cpu", "gpu")
    ]
    reading = read_range(curves, start, start + length, "FRA")
    if reading is not None:
        assert math.isfinite(reading.energy.value)
        assert reading.energy.value >= 0.0
