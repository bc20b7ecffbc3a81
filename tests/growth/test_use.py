"""After how many requests the use of a model overtakes its training."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.growth.errors import GrowthError
from equilibre.growth.training import training_operations
from equilibre.growth.use import (
    break_even_requests,
    break_even_tokens,
    days_until,
    generation_operations,
    use_energy_joules,
)
from equilibre.quantities import KILOWATT_HOUR, MEGAWATT_HOUR, WATT_HOUR

GPT_3_JOULES = 1287 * MEGAWATT_HOUR.size
seeded = settings(derandomize=True, deadline=None, max_examples=200)


def test_gpt_3_is_overtaken_after_thrice_its_tokens() -> None:
    tokens = break_even_tokens(300e9)
    assert tokens == 9e11
    assert tokens / 500 == pytest.approx(1.8e9)


@seeded
@given(parameters=st.floats(1e3, 1e13), tokens=st.floats(1e3, 1e14))
def test_the_break_even_does_not_depend_on_the_size_of_the_model(
    parameters: float, tokens: float
) -> None:
    generated = generation_operations(parameters, break_even_tokens(tokens))
    assert generated == pytest.approx(training_operations(parameters, tokens))


@pytest.mark.parametrize(("watt_hours", "requests"), [(0.34, 3.8e9), (0.24, 5.4e9)])
def test_gpt_3_is_worth_billions_of_prompts(watt_hours: float, requests: float) -> None:
    found = break_even_requests(GPT_3_JOULES, watt_hours * WATT_HOUR.size)
    assert found == pytest.approx(requests, rel=0.01)


def test_the_parity_of_bloomz_is_found_again() -> None:
    training = (51_686 + 7_571) * KILOWATT_HOUR.size
    found = break_even_requests(training, 1.0e-4 * KILOWATT_HOUR.size)
    assert found == pytest.approx(592.57e6, rel=1e-5)


@pytest.mark.parametrize("joules", [0.0, -1.0, float("nan")])
def test_requests_that_take_nothing_never_reach_the_training(joules: float) -> None:
    with pytest.raises(GrowthError, match="never reach"):
        break_even_requests(GPT_3_JOULES, joules)


def test_days_are_requests_over_those_of_each_day() -> None:
    assert days_until(6e9, 100e6, 6) == pytest.approx(10)
    assert days_until(6e9, 0, 6) is None
    assert days_until(6e9, 100e6, 0) is None


@seeded
@given(
    training=st.floats(1, 1e16),
    joules=st.floats(1e-3, 1e6),
    users=st.floats(1, 1e9),
    daily=st.floats(0.1, 1e3),
)
def test_on_the_day_of_the_break_even_use_has_taken_what_training_took(
    training: float, joules: float, users: float, daily: float
) -> None:
    days = days_until(break_even_requests(training, joules), users, daily)
    assert days is not None
    assert use_energy_joules(users, daily, joules, days) == pytest.approx(training)
