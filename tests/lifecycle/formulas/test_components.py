"""Boavizta's bottom-up formulas: making the parts of a computer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.lifecycle.formulas import components
from equilibre.lifecycle.formulas.errors import FormulaRefused
from equilibre.lifecycle.formulas.figures import Impact


def test_a_processor_is_silicon_and_a_base() -> None:
    made = components.processor(694)
    assert made.gwp == pytest.approx(694 * 0.0197 + 9.14)
    assert made.adpe == pytest.approx(694 * 5.87e-9 + 2.04e-2)
    assert made.pe == pytest.approx(694 * 0.265 + 156)


def test_the_memory_of_blooms_server_is_reached() -> None:
    # MLCA, experiments.org: "it accounts for 1800 kg" of the 512 GB server.
    assert components.memory(512).gwp == pytest.approx(1800, rel=0.01)


def test_the_flash_of_dells_server_is_reached() -> None:
    # The eight disks of 3.84 TB of a PowerEdge R740 with the densest flash.
    assert 8 * components.flash_disk(3840, density=50.6).gwp == pytest.approx(1386, rel=0.001)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (components.hard_disk(), Impact(31.11, 2.5e-4, 276)),
        (components.power_supply(1), Impact(24.3, 8.3e-3, 352)),
        (components.rack_case(), Impact(150, 0.0202, 2200)),
        (components.motherboard(), Impact(66.1, 3.69e-3, 836)),
        (components.assembly(), Impact(6.68, 1.41e-6, 68.6)),
    ],
)
def test_whole_parts_cost_what_is_published(part: Impact, expected: Impact) -> None:
    assert part == expected


def test_a_power_supply_of_unknown_mass_weighs_2_99_kg() -> None:
    assert components.power_supply().gwp == pytest.approx(2.99 * 24.3)


@given(st.floats(1, 1e5), st.floats(0.1, 100), st.floats(1.01, 10))
def test_denser_memory_costs_less(gigabytes: float, density: float, times: float) -> None:
    coarse = components.memory(gigabytes, density)
    assert components.memory(gigabytes, density * times).gwp < coarse.gwp


def test_a_density_of_zero_is_refused() -> None:
    with pytest.raises(FormulaRefused):
        components.memory(16, density=0)


def test_impacts_add_and_scale() -> None:
    assert 2 * Impact(1, 2, 3) + Impact(1, 1, 1) == Impact(3, 5, 7)
    assert Impact(1, 2, 3).by_indicator() == {"GWP": 1, "ADPe": 2, "PE": 3}
