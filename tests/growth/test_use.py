"""After how many requests the use of a model overtakes its training."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.growth import catalogue
from equilibre.growth.errors import GrowthError
from equilibre.growth.training import training_operations
from equilibre.growth.use import (
    Bounded,
    Use,
    answer_energy,
    break_even_requests,
    break_even_tokens,
    generation_operations,
    tokens_seen,
    training_factor,
    working_parameters,
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


def exactly(joules: float) -> Bounded:
    return Bounded(joules, joules, joules)


def test_days_are_requests_over_those_of_each_day() -> None:
    use = Use(exactly(6e9), exactly(1.0), 600e6)
    assert use.break_even_requests == exactly(6e9)
    assert use.break_even_days.value == pytest.approx(10)
    assert use.per_year.value == pytest.approx(365.25 * 600e6)


def test_where_nobody_asks_use_never_overtakes() -> None:
    with pytest.raises(GrowthError, match="Without requests"):
        _ = Use(exactly(6e9), exactly(1.0), 0).break_even_days


@seeded
@given(
    training=st.floats(1, 1e16), joules=st.floats(1e-3, 1e6), requests_per_day=st.floats(0.1, 1e11)
)
def test_on_the_day_of_the_break_even_use_has_taken_what_training_took(
    training: float, joules: float, requests_per_day: float
) -> None:
    use = Use(exactly(training), exactly(joules), requests_per_day)
    assert use.after(use.break_even_days.value).value == pytest.approx(training)


def test_bounds_of_both_widen_the_break_even_and_shared_ones_cancel_out() -> None:
    training, request = Bounded(100.0, 80.0, 120.0), Bounded(2.0, 1.0, 4.0)
    assert Use(training, request, 1).break_even_requests == Bounded(50, 20, 120)
    assert Use(training, request, 1, shared=True).break_even_requests == exactly(50)
    assert training.wide
    assert not exactly(5).wide


def test_an_answer_takes_its_share_of_the_operations_of_the_training() -> None:
    model = catalogue.model("gpt-3")
    training = exactly(GPT_3_JOULES)
    answer = answer_energy(model, training, 500, unverified=False)
    assert answer is not None
    requests = Use(training, answer, 1, shared=True).break_even_requests.value
    assert requests == pytest.approx(1.8e9, rel=0.02)
    assert answer_energy(catalogue.model("gpt-4"), training, 500, unverified=False) is None


def test_the_active_parameters_of_a_mixture_are_those_that_work() -> None:
    model = catalogue.model("switch-transformer")
    working = working_parameters(model, unverified=False)
    assert working is not None
    assert working < (model.value("parameters") or 0)


def test_a_training_is_said_to_take_six_unless_it_really_took_less() -> None:
    assert training_factor(catalogue.model("gpt-3"), unverified=False) == 6
    assert training_factor(catalogue.model("t5-11b"), unverified=False) < 5
    assert training_factor(catalogue.model("gpt-4"), unverified=False) == 6  # unknown
    assert tokens_seen(catalogue.model("alexnet"), unverified=True) is None  # images
