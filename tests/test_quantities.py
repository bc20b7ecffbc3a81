"""The units on screen are worth what everyone says they are."""

import pint
import pytest

from equilibre.quantities import (
    BYTES,
    CARBON,
    ENERGY,
    JOULES,
    JOULES_PER_KILOWATT_HOUR,
    JOULES_PER_WATT_HOUR,
    OPERATIONS_PER_SECOND,
    POWER,
    WATT_HOURS,
    Unit,
    unit_for,
)

REGISTRY = pint.UnitRegistry()

LADDERS = {
    "J": {*ENERGY, *JOULES, *WATT_HOURS},
    "W": set(POWER),
    "kg": set(CARBON),
    "byte": set(BYTES),
}


@pytest.mark.parametrize(
    ("base", "unit"),
    [
        (base, unit)
        for base, units in LADDERS.items()
        for unit in sorted(units, key=lambda one: one.size)
    ],
    ids=lambda value: value.symbol if isinstance(value, Unit) else None,
)
def test_every_unit_has_the_size_that_its_symbol_says(base: str, unit: Unit) -> None:
    symbol = "kilotonne" if unit.symbol == "kt" else unit.symbol  # a knot, for pint
    assert REGISTRY.Quantity(1, symbol).to(base).magnitude == pytest.approx(unit.size)


def test_a_kilowatt_hour_is_a_thousand_watt_hours() -> None:
    assert JOULES_PER_KILOWATT_HOUR == 1000 * JOULES_PER_WATT_HOUR == 3_600_000


@pytest.mark.parametrize(
    "ladder", [ENERGY, JOULES, WATT_HOURS, POWER, CARBON, BYTES, OPERATIONS_PER_SECOND]
)
def test_ladders_rise(ladder: tuple[Unit, ...]) -> None:
    sizes = [unit.size for unit in ladder]
    assert sizes == sorted(set(sizes))


@pytest.mark.parametrize(
    ("joules", "symbol"),
    [
        (2e-6, "µJ"),
        (0.5, "mJ"),
        (1, "J"),
        (3_599, "J"),
        (3_600, "Wh"),
        (3_599_000, "Wh"),
        (3_600_000, "kWh"),
        (3.6e9, "MWh"),
        (3.6e12, "GWh"),
        (3.6e15, "TWh"),
        (-0.5, "mJ"),
        (1e-11, "µJ"),
    ],
)
def test_energies_climb_from_millijoules_to_watt_hours(joules: float, symbol: str) -> None:
    assert unit_for(joules, ENERGY).symbol == symbol


@pytest.mark.parametrize(
    ("kilograms", "symbol"),
    [
        (2e-12, "ng"),
        (2e-9, "µg"),
        (5e-5, "mg"),
        (0.5, "g"),
        (1, "kg"),
        (1_000, "t"),
        (2e6, "kt"),
        (2e9, "Mt"),
    ],
)
def test_masses_climb_from_micrograms_to_tonnes(kilograms: float, symbol: str) -> None:
    assert unit_for(kilograms, CARBON).symbol == symbol


@pytest.mark.parametrize(
    ("ladder", "symbol"), [(ENERGY, "J"), (JOULES, "J"), (POWER, "W"), (CARBON, "kg"), (BYTES, "B")]
)
def test_nothing_at_all_is_written_in_the_plain_unit(ladder: tuple[Unit, ...], symbol: str) -> None:
    assert unit_for(0.0, ladder).symbol == symbol
