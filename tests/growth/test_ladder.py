"""Every training has its rung on the ladder of powers of ten."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.growth.errors import GrowthError
from equilibre.growth.ladder import (
    FIRST_EXPONENT,
    LAST_EXPONENT,
    decades_between,
    position,
    rung_of,
    rungs,
)

seeded = settings(derandomize=True, deadline=None, max_examples=200)


def test_the_ladder_goes_from_one_operation_to_the_largest_trainings() -> None:
    assert [rung.exponent for rung in rungs({})] == list(range(FIRST_EXPONENT, LAST_EXPONENT + 1))
    assert rungs({})[0].value == 1.0
    assert all(rung.things == () for rung in rungs({}))


def test_each_training_stands_on_its_rung_the_smallest_first() -> None:
    things = {"gpt_3": 3.14e23, "own": 5e8, "bloom": 3.7e23, "bert": 1.64e20}
    found = {rung.exponent: rung.things for rung in rungs(things) if rung.things}
    assert found == {8: ("own",), 20: ("bert",), 23: ("gpt_3", "bloom")}


def test_the_ladder_grows_for_what_stands_beyond_it() -> None:
    found = rungs({"tiny": 0.02, "huge": 5e28})
    assert (found[0].exponent, found[0].things) == (-2, ("tiny",))
    assert (found[-1].exponent, found[-1].things) == (28, ("huge",))


def test_a_position_is_counted_in_powers_of_ten() -> None:
    assert position(3.14e23) == pytest.approx(23.497, abs=0.001)
    assert decades_between(5e8, 5e23) == pytest.approx(15)
    assert decades_between(1e3, 1.0) == pytest.approx(-3)


@pytest.mark.parametrize("exponent", range(-3, 30))
def test_a_power_of_ten_stands_on_its_own_rung(exponent: int) -> None:
    assert rung_of(10.0**exponent) == exponent
    assert rung_of(math.nextafter(10.0**exponent, 0)) == exponent
    assert rung_of(9.99 * 10.0**exponent) == exponent


@seeded
@given(value=st.floats(1e-3, 1e30), more=st.floats(1, 1e6))
def test_more_operations_never_stand_lower(value: float, more: float) -> None:
    assert position(value * more) >= position(value)
    assert rung_of(value * more) >= rung_of(value)
    assert rung_of(value) <= position(value) + 1e-6 < rung_of(value) + 1 + 2e-6


@pytest.mark.parametrize("value", [0.0, -1.0, math.nan, math.inf])
def test_nothing_that_is_not_above_zero_has_a_rung(value: float) -> None:
    with pytest.raises(GrowthError, match="ladder"):
        position(value)
    with pytest.raises(GrowthError, match="ladder"):
        rungs({"own": value})
