"""The three published ways of counting the making of a graphics card."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.lifecycle.errors import UnknownName
from equilibre.lifecycle.formulas.errors import FormulaRefused
from equilibre.lifecycle.formulas.graphics_card import (
    GraphicsCard,
    disassembled_card,
    disassembled_cards,
    mlca_card,
    parametric_card,
    used_up_area,
)

A100_PCIE = GraphicsCard(1.23, 0.387, 0.609, 234.36, 2876.29, 40, 6, 1000, 19_000)
L4 = GraphicsCard(0.142, 0, 0.0871, 93.13, 624.03, 24, 12, 1000, 19_000)
A4500 = GraphicsCard(1.06, 0.1976, 0.714, 230.04, 1861.68, 20, 10, 1000, 19_000)
TITAN_RTX = GraphicsCard(0.936, 0.682, 0.0537, 309.72, 2481.73, 20, 12, 1000, 19_000)
H100_SXM = GraphicsCard(1.69, 0.78923, 0.90077, 296.37, 2808.45, 80, 6, 1000, 19_000)


@pytest.mark.parametrize(
    ("card", "gwp", "adpe", "energy"),
    [
        ("a100_pcie_40gb", 122.0, 0.003477, 1675.45),
        ("gtx_1080_ti", 74.3, 0.005224, 967.53),
        ("l4", 57.7, 0.002483, 703.27),
        ("rtx_a4500", 100.9, 0.004324, 1410.53),
        ("titan_rtx", 124.8, 0.005677, 1850.26),
        ("tesla_p100", 66.628, 0.004654, 930.17),
        ("gh200", 211.757, 0.026231, 3224.1),
    ],
)
def test_ademes_disassembly_is_reached(card: str, gwp: float, adpe: float, energy: float) -> None:
    made = disassembled_card(card)
    assert made.gwp == pytest.approx(gwp, rel=0.001)
    assert made.adpe == pytest.approx(adpe, rel=0.001)
    assert made.pe == pytest.approx(energy, rel=0.001)


def test_a_card_that_nobody_took_apart_is_refused_with_those_that_were() -> None:
    with pytest.raises(UnknownName, match="a100_pcie_40gb"):
        disassembled_card("rtx_9090")
    assert "rtx_9090" not in disassembled_cards()


@pytest.mark.parametrize(
    ("card", "kilograms"),
    [(A100_PCIE, 321.6), (L4, 123.5), (A4500, 172.3), (H100_SXM, 575.1)],
)
def test_boaviztas_parametric_results_are_reached(card: GraphicsCard, kilograms: float) -> None:
    assert parametric_card(card).gwp == pytest.approx(kilograms, rel=0.001)


def test_the_parametric_formula_exceeds_the_cards_that_it_was_fitted_on() -> None:
    for card, key in ((A100_PCIE, "a100_pcie_40gb"), (L4, "l4"), (A4500, "rtx_a4500")):
        assert parametric_card(card).gwp > 1.5 * disassembled_card(key).gwp


def test_a_card_without_memory_has_no_memory_to_make() -> None:
    bare = GraphicsCard(0, 0, 0, 0, 100, 0, 0)
    assert parametric_card(bare).gwp == pytest.approx(100 * 0.042592)


@given(st.floats(1, 8000))
def test_a_die_uses_up_more_wafer_than_its_own_area(area: float) -> None:
    assert used_up_area(area) > area


def test_a_die_wider_than_the_wafer_is_refused() -> None:
    with pytest.raises(FormulaRefused, match="wafer"):
        used_up_area(90_000)


def test_mlcas_a100_is_reached() -> None:
    made = mlca_card(8.26, 80)  # printed with two figures
    assert made.gwp == pytest.approx(330, rel=0.005)
    assert made.adpe == pytest.approx(0.027, rel=0.01)
    assert made.pe == pytest.approx(3900, rel=0.013)
