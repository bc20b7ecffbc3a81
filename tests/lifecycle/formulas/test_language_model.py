"""EcoLogits' answer of 400 tokens by a model of 123 billion parameters, in Sweden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.lifecycle.formulas.errors import FormulaRefused
from equilibre.lifecycle.formulas.figures import Impact
from equilibre.lifecycle.formulas.language_model import (
    Answer,
    Site,
    answer,
    card_energy_kwh,
    cards_needed,
    embodied,
    latency_seconds,
)

SWEDEN = Site(
    pue=1.16, site_litres_per_kwh=0.09, mix=Impact(0.03526, 0, 6.43), mix_litres_per_kwh=6.03
)
BILLIONS = 122.61


def mistral_large() -> Answer:
    return answer(400, BILLIONS, BILLIONS, SWEDEN)


def test_the_parameters_of_the_class_assistant_are_reached() -> None:
    assert card_energy_kwh(400, BILLIONS) == pytest.approx(4.4138e-5, rel=1e-4)
    assert latency_seconds(400, BILLIONS) == pytest.approx(49.05, rel=1e-4)
    assert cards_needed(BILLIONS) == 4


def test_ecologits_answer_is_reached() -> None:
    result = mistral_large()
    assert result.total.gwp == pytest.approx(0.044e-3, rel=0.01)
    assert result.total.adpe == pytest.approx(0.0018e-6, rel=0.01)
    assert result.water_litres == pytest.approx(2.2e-3, rel=0.03)


def test_making_the_hardware_is_most_of_the_carbon_in_sweden() -> None:
    result = mistral_large()
    assert result.embodied.gwp / result.total.gwp == pytest.approx(0.72, rel=0.01)


def test_the_building_draws_more_than_its_machines() -> None:
    result = mistral_large()
    assert result.energy_kwh == pytest.approx(1.16 * result.computing_kwh)


@pytest.mark.parametrize(
    ("billions", "cards"), [(1, 1), (33, 1), (34, 2), (70, 4), (130, 4), (134, 8), (675, 32)]
)
def test_cards_are_a_power_of_two_that_holds_the_weights(billions: float, cards: int) -> None:
    assert cards_needed(billions) == cards


def test_fewer_bits_need_fewer_cards() -> None:
    assert cards_needed(BILLIONS, bits=4) == 1


def test_a_known_speed_replaces_the_modelled_one_and_the_request_bounds_it() -> None:
    assert latency_seconds(400, BILLIONS, tokens_per_second=100) == pytest.approx(4)
    slow = latency_seconds(400, BILLIONS, tokens_per_second=100, first_token_seconds=0.5)
    assert slow == pytest.approx(4.5)
    assert latency_seconds(400, BILLIONS, request_seconds=3) == 3


@given(st.integers(1, 100_000), st.floats(0.1, 2000), st.integers(2, 50))
def test_an_answer_costs_in_proportion_to_its_tokens(
    tokens: int, billions: float, times: int
) -> None:
    once = answer(tokens, billions, billions, SWEDEN)
    several = answer(tokens * times, billions, billions, SWEDEN)
    assert several.energy_kwh == pytest.approx(times * once.energy_kwh)
    assert several.total.gwp == pytest.approx(times * once.total.gwp)


def test_an_answer_alone_carries_the_whole_server() -> None:
    assert embodied(60, 8, batch=1).gwp == pytest.approx(64 * embodied(60, 8).gwp)


def test_a_batch_of_nothing_is_refused() -> None:
    with pytest.raises(FormulaRefused):
        answer(400, BILLIONS, BILLIONS, SWEDEN, batch=0)
