"""ACT's carbon of making chips."""

import pytest

from equilibre.lifecycle.errors import UnknownName
from equilibre.lifecycle.formulas.chip import device_kg, die_kg, storage_kg


def test_the_die_of_acts_own_check_is_reached() -> None:
    # facebookresearch/ACT, act/tests/model_unit_tests.py, test_logic_model.
    made = die_kg(1.45, "10nm", 0.583, fab_yield=0.943543, abatement=95, packages=1)
    expected = 1.45 * (1.475 * 0.583 + 0.240 + 0.500) / 0.943543 + 0.150
    assert made == pytest.approx(expected)


def test_halfway_abatement_is_halfway() -> None:
    low, middle, high = (die_kg(1, "7nm", 0.5, abatement=level) for level in (99, 97, 95))
    assert low < middle < high
    assert middle == pytest.approx((low + high) / 2)


def test_the_memory_of_acts_own_check_is_reached() -> None:
    made = storage_kg(10, "ddr3_30nm", fab_yield=0.9, packages=2)
    assert made == pytest.approx(0.230 * 10 / 0.9 + 0.300)


def test_a_device_carries_the_share_of_its_life() -> None:
    assert device_kg(10, 100, hours_used=8760, life_hours=35_040) == pytest.approx(35)


def test_an_unknown_technology_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="7nm"):
        die_kg(1, "6nm", 0.5)
    with pytest.raises(UnknownName, match="ddr4_10nm"):
        storage_kg(1, "tape")
