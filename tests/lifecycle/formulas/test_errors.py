"""Every formula refuses the numbers with which it means nothing, and takes those at its bounds."""

import math
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest

from equilibre.lifecycle.formulas import (
    chip,
    components,
    computing,
    data_centre,
    electricity,
    graphics_card,
    language_model,
    processor_power,
    training,
)
from equilibre.lifecycle.formulas.errors import (
    FormulaRefused,
    check_not_negative,
    check_positive,
    check_share,
)

CARD = graphics_card.GraphicsCard(1.0, 0.3, 0.4, 200.0, 900.0, 40.0, 10.0, 5.0, 5.0, 5.0)


def card(*numbers: float) -> object:
    return graphics_card.parametric_card(graphics_card.GraphicsCard(*numbers))


def cluster(*numbers: float) -> object:
    return training.training_footprint(training.TrainingRun(*numbers))


def numbers_of(record: Any) -> tuple[float, ...]:
    return tuple(getattr(record, field.name) for field in fields(record))


SOUND: list[tuple[Callable[..., object], tuple[object, ...]]] = [
    (card, numbers_of(CARD)),
    (cluster, numbers_of(training.bloom_training())),
    (chip.die_kg, (1.0, "7nm", 0.5, 0.9)),
    (chip.storage_kg, (10.0, "ddr4_10nm", 0.9, 1.0)),
    (chip.device_kg, (10.0, 100.0, 50.0, 400.0)),
    (components.processor, (100.0,)),
    (components.memory, (16.0, 1.0)),
    (components.flash_disk, (500.0, 20.0)),
    (components.power_supply, (2.0,)),
    (computing.green_algorithms_energy_kwh, (2.0, 4.0, 10.0, 16.0, 0.5, 1.2, 3.0)),
    (computing.green_algorithms_carbon_kg, (2.0, 0.05)),
    (data_centre.facility_energy_kwh, (2.0, 1.1)),
    (data_centre.overhead_share, (1.1,)),
    (lambda amount: electricity.primary_energy_megajoules_per_kwh({"coal": amount}), (1.0,)),
    (electricity.check_primary_energy, (4.0,)),
    (graphics_card.used_up_area, (800.0,)),
    (graphics_card.mlca_card, (8.0, 40.0)),
    (language_model.card_energy_kwh, (400.0, 100.0, 64.0)),
    (language_model.latency_seconds, (400.0, 100.0, 64.0)),
    (language_model.latency_seconds, (400.0, 100.0, None, 50.0, 0.1)),
    (language_model.cards_needed, (100.0,)),
    (language_model.server_energy_kwh, (20.0, 8.0, 64.0)),
    (language_model.embodied, (20.0, 8.0, 64.0)),
    (processor_power.profile_of_design_power, (100.0,)),
    (processor_power.memory_watts, (16.0, 50.0)),
    (training.strubell_energy_kwh, (2.0, 50.0, 20.0, 250.0, 4.0, 1.5)),
    (training.strubell_carbon_pounds, (2.0,)),
]
ONE_BY_ONE = [
    pytest.param(formula, sound, index, id=f"{formula.__name__}-{index}")
    for formula, sound in SOUND
    for index, number in enumerate(sound)
    if isinstance(number, float | int)
]


@pytest.mark.parametrize(("formula", "sound", "index"), ONE_BY_ONE)
@pytest.mark.parametrize("number", [-1.0, math.nan])
def test_a_number_that_means_nothing_is_refused_in_the_place_of_each(
    formula: Callable[..., object], sound: tuple[object, ...], index: int, number: float
) -> None:
    formula(*sound)
    with pytest.raises(FormulaRefused):
        formula(*sound[:index], number, *sound[index + 1 :])


def test_the_bounds_themselves_are_taken_and_what_is_beyond_is_not() -> None:
    check_not_negative(0.0)
    check_positive(5e-324)
    check_share(5e-324, 1.0)
    beyond = [
        (check_not_negative, -5e-324),
        (check_not_negative, math.inf),
        (check_positive, 0.0),
        (check_positive, math.inf),
        (check_share, 0.0),
        (check_share, 1.0000001),
    ]
    for check, number in beyond:
        with pytest.raises(FormulaRefused):
            check(1.0, number)


def test_a_cluster_that_draws_less_than_its_computing_is_refused() -> None:
    run = training.bloom_training()
    with pytest.raises(FormulaRefused):
        training.training_footprint(replace(run, total_kilowatts=run.dynamic_kilowatts - 1))
    assert (
        training.training_footprint(replace(run, total_kilowatts=run.dynamic_kilowatts)).idle_kwh
        == 0
    )


def test_a_chip_without_a_package_carries_none() -> None:
    alone = chip.storage_kg(10, "ddr3_30nm", fab_yield=1)
    assert alone == pytest.approx(0.230 * 10)
    assert chip.storage_kg(10, "ddr3_30nm", fab_yield=1, packages=1) > alone
