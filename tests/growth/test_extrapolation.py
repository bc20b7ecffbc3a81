"""What a training would take on this computer: memory first, then intervals, never a number."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.growth import extrapolation
from equilibre.growth.errors import GrowthError
from equilibre.growth.extrapolation import (
    YEAR_SECONDS,
    Bounds,
    Extrapolation,
    Pace,
    on_this_computer,
)
from equilibre.quantities import GIGAWATT_HOUR, MEGAWATT_HOUR

GPT_3 = 3.14e23
# A machine of two cores: products of matrices at best, a network of 2 048 units as trained.
PACE = Pace(Bounds(21e9, 126e9), Bounds(79e-12, 468e-12))
FRANCE = 44.2e-3 / 3.6e6
seeded = settings(derandomize=True, deadline=None, max_examples=200)
OPERATIONS = st.floats(1e3, 1e27)
PARAMETERS = st.floats(1e2, 1e13)


def here(
    operations: float | None = GPT_3,
    parameters: float | None = 175e9,
    pace: Pace = PACE,
    memory_bytes: float | None = 16e9,
    carbon_kg_per_joule: float | None = FRANCE,
) -> Extrapolation:
    return on_this_computer(operations, parameters, pace, memory_bytes, carbon_kg_per_joule)


def known(bounds: Bounds | None) -> Bounds:
    assert bounds is not None
    return bounds


def test_gpt_3_would_take_this_computer_thousands_of_centuries() -> None:
    seconds = known(here().seconds)
    assert seconds.low / YEAR_SECONDS == pytest.approx(79_000, rel=0.01)
    assert seconds.high / YEAR_SECONDS == pytest.approx(470_000, rel=0.01)


def test_it_would_also_take_more_energy_than_the_data_centre() -> None:
    energy = known(here().energy_joules)
    assert energy.low / MEGAWATT_HOUR.size == pytest.approx(6_900, rel=0.01)
    assert energy.high / MEGAWATT_HOUR.size == pytest.approx(41_000, rel=0.01)
    assert energy.low > 1.287 * GIGAWATT_HOUR.size


def test_carbon_is_energy_times_the_intensity_of_the_grid() -> None:
    found = here()
    energy, carbon = known(found.energy_joules), known(found.carbon_kg)
    assert carbon.low == pytest.approx(energy.low * FRANCE)
    assert carbon.high == pytest.approx(energy.high * FRANCE)
    assert known(here(carbon_kg_per_joule=0.0).carbon_kg) == Bounds(0.0, 0.0)
    assert here(carbon_kg_per_joule=None).carbon_kg is None


def test_memory_says_first_that_gpt_3_would_not_fit() -> None:
    found = here(memory_bytes=512e9)
    assert (found.weights_bytes, found.training_bytes) == (350e9, 2.8e12)
    assert found.weights_fit is True
    assert found.fits_in_memory is False
    assert here(parameters=110e6).fits_in_memory is True


def test_unknown_operations_leave_everything_unknown_but_the_memory() -> None:
    found = here(operations=None)
    assert found.seconds is found.energy_joules is found.carbon_kg is None
    assert found.fits_in_memory is False


def test_without_a_sensor_only_the_time_is_known() -> None:
    found = here(pace=Pace(PACE.operations_per_second, None))
    assert known(found.seconds) == known(here().seconds)
    assert found.energy_joules is found.carbon_kg is None


@pytest.mark.parametrize(("parameters", "memory"), [(None, 16e9), (175e9, None)])
def test_whether_it_fits_is_unknown_where_a_size_is(
    parameters: float | None, memory: float | None
) -> None:
    found = here(parameters=parameters, memory_bytes=memory)
    assert found.weights_fit is found.fits_in_memory is None
    assert found.seconds is not None


@seeded
@given(operations=OPERATIONS, low=st.floats(1e6, 1e15), width=st.floats(1, 1e3))
def test_twice_the_operations_take_twice_the_time_and_the_energy(
    operations: float, low: float, width: float
) -> None:
    pace = Pace(Bounds(low, low * width), Bounds(1 / low / width, 1 / low))
    once, twice = here(operations, pace=pace), here(2 * operations, pace=pace)
    for before, after in (
        (known(once.seconds), known(twice.seconds)),
        (known(once.energy_joules), known(twice.energy_joules)),
        (known(once.carbon_kg), known(twice.carbon_kg)),
    ):
        assert after.low == pytest.approx(2 * before.low)
        assert after.high == pytest.approx(2 * before.high)
        assert before.low <= before.high


@seeded
@given(parameters=PARAMETERS, memory=st.floats(1e6, 1e14), more=st.floats(1, 1e6))
def test_more_memory_never_makes_a_model_too_large(
    parameters: float, memory: float, more: float
) -> None:
    small = here(parameters=parameters, memory_bytes=memory)
    large = here(parameters=parameters, memory_bytes=memory * more)
    assert (small.weights_fit, large.weights_fit) != (True, False)
    assert (small.fits_in_memory, large.fits_in_memory) != (True, False)
    assert (small.fits_in_memory, small.weights_fit) != (True, False)


@pytest.mark.parametrize(("low", "high"), [(2, 1), (-1, 1), (1, math.inf), (math.nan, 1)])
def test_bounds_that_say_nothing_are_refused(low: float, high: float) -> None:
    with pytest.raises(GrowthError, match="say nothing"):
        Bounds(low, high)


def test_a_computer_that_does_not_compute_is_refused() -> None:
    with pytest.raises(GrowthError, match="never ends"):
        Pace(Bounds(0, 1e9), None)


def test_a_minute_trains_a_model_of_a_hundred_thousand_parameters() -> None:
    parameters, tokens = extrapolation.largest_language_model(60, 20e9)
    assert parameters == pytest.approx(100_000)
    assert tokens == pytest.approx(2e6)


@seeded
@given(seconds=st.floats(1, 1e10), pace=st.floats(1e6, 1e18))
def test_the_largest_language_model_spends_the_whole_budget(seconds: float, pace: float) -> None:
    parameters, tokens = extrapolation.largest_language_model(seconds, pace)
    assert 6 * parameters * tokens == pytest.approx(seconds * pace)


def test_a_minute_of_this_computer_is_a_tiny_share_of_gpt_3() -> None:
    assert extrapolation.share_of(GPT_3, 1.2e12) == pytest.approx(3.8e-12, rel=0.01)
    with pytest.raises(GrowthError, match="no share"):
        extrapolation.share_of(0, 1)


def test_classes_share_out_the_training_of_bert() -> None:
    assert extrapolation.classes_needed(1.64e20, 20e9) == pytest.approx(1.64e20 / 20e9 / 30 / 3600)
    assert extrapolation.classes_needed(1e12, 1e9, 10, 200) == pytest.approx(0.5)
    with pytest.raises(GrowthError, match="never ends"):
        extrapolation.classes_needed(1e20, 20e9, 0)
