"""The operations, energy, carbon and memory of the papers are found again from their factors."""

import pytest

from equilibre.facts.electricity import countries
from equilibre.growth import training
from equilibre.growth.errors import GrowthError
from equilibre.quantities import JOULES_PER_KILOWATT_HOUR

AS_PRINTED = 0.01


@pytest.mark.parametrize(
    ("parameters", "tokens", "factor", "printed"),
    [
        (109e6, 250e9, training.OPERATIONS_PER_PARAMETER_AND_TOKEN, 1.64e20),
        (174.6e9, 300e9, training.OPERATIONS_PER_PARAMETER_AND_TOKEN, 3.14e23),
        (11e9, 1000e9, 3.0, 3.30e22),
    ],
    ids=["BERT-Base", "GPT-3 175B", "T5-11B"],
)
def test_the_operations_of_table_d1_are_found_again(
    parameters: float, tokens: float, factor: float, printed: float
) -> None:
    assert training.training_operations(parameters, tokens, factor) == pytest.approx(
        printed, rel=AS_PRINTED
    )


def test_six_operations_are_counted_unless_told_otherwise() -> None:
    assert training.training_operations(109e6, 250e9) == pytest.approx(1.635e20)


def test_gpt_3_took_a_fortnight_on_ten_thousand_processors() -> None:
    days = training.hours_at(3.14e23, 10_000, 24.6e12) / 24
    assert days == pytest.approx(14.8, rel=AS_PRINTED)


def test_the_energy_of_gpt_3_is_found_again() -> None:
    kwh = training.account_energy_kwh(330, 10_000, 14.8 * 24, 1.10)
    assert kwh == pytest.approx(1_289e3, rel=0.001)
    assert kwh == pytest.approx(1_287e3, rel=AS_PRINTED)
    assert training.carbon_kg(1_287e3, 0.429) == pytest.approx(552.1e3, rel=0.001)
    joules_per_operation = kwh * JOULES_PER_KILOWATT_HOUR / 3.14e23
    assert joules_per_operation == pytest.approx(14.8e-12, rel=AS_PRINTED)


@pytest.mark.parametrize(
    ("power_watts", "hours", "kwh", "pounds"),
    [
        (1415.78, 12, 27, 26),
        (1515.43, 84, 201, 192),
        (517.66, 336, 275, 262),
        (12_041.51, 79.2, 1507, 1438),
        (1515.43, 274_120, 656_347, 626_155),
    ],
    ids=["Transformer base", "Transformer big", "ELMo", "BERT base", "architecture search"],
)
def test_the_rows_of_strubell_are_found_again(
    power_watts: float, hours: float, kwh: float, pounds: float
) -> None:
    energy = training.account_energy_kwh(power_watts, 1, hours, 1.58)
    assert energy == pytest.approx(kwh, rel=AS_PRINTED)
    assert training.carbon_kg(kwh, 0.954) == pytest.approx(pounds, rel=AS_PRINTED)


def test_the_energy_of_bloom_is_found_again() -> None:
    kwh = training.account_energy_kwh(400, 1, 1_082_990, 1.0)
    assert kwh == pytest.approx(433_196, rel=1e-9)


@pytest.mark.parametrize(("country", "tonnes"), [("FRA", 57), ("POL", 792)])
def test_the_same_training_weighs_otherwise_on_another_grid(country: str, tonnes: float) -> None:
    grid = countries()[country]
    kilograms = training.carbon_kg(1_287e3, grid.grams_per_kilowatt_hour / 1000)
    assert kilograms / 1000 == pytest.approx(tonnes, rel=AS_PRINTED)
    assert kilograms == pytest.approx(grid.carbon_kg(1_287e3 * JOULES_PER_KILOWATT_HOUR))


def test_gpt_3_needs_gigabytes_to_answer_and_terabytes_to_learn() -> None:
    assert training.weights_bytes(175e9) == 350e9
    assert training.training_bytes(175e9) == 2.8e12


@pytest.mark.parametrize(("devices", "pace"), [(0, 1e12), (8, 0), (8, float("nan"))])
def test_what_computes_nothing_never_ends(devices: float, pace: float) -> None:
    with pytest.raises(GrowthError, match="never end"):
        training.hours_at(1e20, devices, pace)
