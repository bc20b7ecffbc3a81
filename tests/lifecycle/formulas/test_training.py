"""The published results on training are reached again."""

import pytest

from equilibre.lifecycle.formulas.errors import FormulaRefused
from equilibre.lifecycle.formulas.training import (
    bloom_training,
    strubell_carbon_pounds,
    strubell_energy_kwh,
    training_footprint,
)


@pytest.mark.parametrize(
    ("watts", "hours", "printed_kwh", "printed_pounds"),
    [
        (1415.78, 12, 27, 26),
        (1515.43, 84, 201, 192),
        (517.66, 336, 275, 262),
        (12_041.51, 79, 1507, 1438),
        (1515.43, 274_120, 656_347, 626_155),
    ],
)
def test_strubells_table_3_is_reached(
    watts: float, hours: float, printed_kwh: float, printed_pounds: float
) -> None:
    energy = strubell_energy_kwh(hours, processor_watts=watts)

    assert energy == pytest.approx(printed_kwh, rel=0.007)
    assert strubell_carbon_pounds(printed_kwh) == pytest.approx(printed_pounds, rel=0.01)


def test_cards_count_each_and_processor_and_memory_once() -> None:
    together = strubell_energy_kwh(
        1000, processor_watts=100, memory_watts=20, card_watts=250, cards=4, pue=1.2
    )
    assert together == pytest.approx(1.2 * (100 + 20 + 4 * 250))


def test_blooms_carbon_is_reached() -> None:
    footprint = training_footprint(bloom_training())

    assert footprint.dynamic_kwh == pytest.approx(433_196, rel=1e-6)
    assert footprint.idle_kwh == pytest.approx(256_646, rel=1e-5)
    assert footprint.dynamic_kg == pytest.approx(24_690, rel=0.005)
    assert footprint.idle_kg == pytest.approx(14_600, rel=0.005)
    assert footprint.embodied_kg == pytest.approx(11_200, rel=0.005)
    assert footprint.total_kg == pytest.approx(50_500, rel=0.005)


def test_what_is_not_said_of_a_training_draws_nothing() -> None:
    assert strubell_energy_kwh(1, processor_watts=1000, pue=1) == 1
    assert strubell_energy_kwh(1, processor_watts=1000, cards=4, pue=1) == 1
    assert strubell_energy_kwh(1, processor_watts=1000, card_watts=250, pue=1) == 1


def test_a_building_that_draws_less_than_its_machines_is_refused() -> None:
    with pytest.raises(FormulaRefused, match="PUE"):
        strubell_energy_kwh(1, processor_watts=100, pue=0.9)


@pytest.mark.parametrize("hours", [-1, float("nan"), float("inf")])
def test_impossible_hours_are_refused(hours: float) -> None:
    with pytest.raises(FormulaRefused):
        strubell_energy_kwh(hours, processor_watts=100)
