"""Making a graphics card: three published ways, which differ by a factor of four.

The disassembly weighs real cards; the parametric formula was fitted on them and gives 1.5 to 2.6
times as much on those very cards; MLCA's counts its memory as that of a server. Show the spread.
"""

import math

from equilibre.lifecycle.formulas.components import memory
from equilibre.lifecycle.formulas.errors import FormulaRefused, check_not_negative, check_positive
from equilibre.lifecycle.formulas.figures import NOTHING, Impact, figures
from equilibre.records import dataclass
from equilibre.texts import _

_SQUARE_MILLIMETRES_PER_SQUARE_CENTIMETRE = 100.0


def disassembled_cards() -> tuple[str, ...]:
    """Return the keys of the cards that were taken apart."""
    return tuple(figures("disassembled_cards").impacts)


def disassembled_card(key: str) -> Impact:
    """Return the making and end of life of one card that was taken apart: the sum of its parts.

    122.0 kg CO2e for an A100 PCIe, 74.3 for a GTX 1080 Ti, 57.7 for an L4. Raises UnknownName.
    Source: Falk et al. 2025, arXiv 2509.00093, and hubblo-org/gpu-calculator (CC BY-SA 4.0).
    """
    return sum(figures("disassembled_cards").group(key).values(), NOTHING)


@dataclass(frozen=True, slots=True)
class GraphicsCard:
    """What the parametric formula asks of a card: masses, areas, memory, and its journey."""

    kilograms: float
    casing_kilograms: float
    heatsink_kilograms: float
    board_square_centimetres: float
    die_square_millimetres: float  # of wafer used up: see used_up_area
    memory_gigabytes: float
    memory_dies: float
    truck_kilometres: float = 0.0
    boat_kilometres: float = 0.0
    plane_kilometres: float = 0.0


def parametric_card(card: GraphicsCard) -> Impact:
    """Return the making, transport and end of life of *card* by Boavizta's parametric formula.

    Not to be taken for the truth: 321.6 kg CO2e for an A100 PCIe that weighs 122.0 taken apart.
    Source: BoaviztAPI 2.5.0, models/component/gpu.py and data/factors.yml.
    """
    check_not_negative(
        card.kilograms,
        card.casing_kilograms,
        card.heatsink_kilograms,
        card.board_square_centimetres,
        card.die_square_millimetres,
        card.memory_gigabytes,
        card.truck_kilometres,
        card.boat_kilometres,
        card.plane_kilometres,
    )
    parts = figures("parametric_card").group("parts")
    return (
        card.casing_kilograms * parts["casing"]
        + card.heatsink_kilograms * parts["heatsink"]
        + card.board_square_centimetres * parts["board"]
        + card.die_square_millimetres * parts["die"]
        + _memory_area(card) * parts["memory"]
        + card.kilograms * (parts["upstream_transport"] + parts["end_of_life"])
        + _journey(card)
    )


def _journey(card: GraphicsCard) -> Impact:
    means = figures("parametric_card").group("transport")
    return card.kilograms * (
        card.truck_kilometres * means["truck"]
        + card.boat_kilometres * means["boat"]
        + card.plane_kilometres * means["plane"]
    )


def _memory_area(card: GraphicsCard) -> float:
    if not card.memory_gigabytes:
        return 0.0
    check_positive(card.memory_dies)
    area = figures("parametric_card").values["memory_area"] * card.memory_gigabytes
    return card.memory_dies * used_up_area(area / card.memory_dies)


def used_up_area(die_square_millimetres: float) -> float:
    """Return the mm2 of wafer that one good die uses up: the rim and the spoilt dies count too.

    With k = (sqrt(A) + kerf)^2, n = wafer / k - pi D / sqrt(2 k) dies on the wafer, of which
    exp(-sqrt(defects k)) are good. Raises FormulaRefused when no die fits on the wafer.
    Source: BoaviztAPI 2.5.0, models/component/gpu.py.
    """
    check_positive(die_square_millimetres)
    values = figures("parametric_card").values
    diameter = values["wafer_diameter"]
    wafer = math.pi * (diameter / 2) ** 2
    cut = (math.sqrt(die_square_millimetres) + values["kerf"]) ** 2
    dies = wafer / cut - math.pi * diameter / math.sqrt(2 * cut)
    if dies < 1:
        raise FormulaRefused(_("No die of this size fits on a wafer. Give a smaller area."))
    good = math.exp(-math.sqrt(values["defects"] * cut / _SQUARE_MILLIMETRES_PER_SQUARE_CENTIMETRE))
    return wafer / dies / good


def mlca_card(die_square_centimetres: float, memory_gigabytes: float) -> Impact:
    """Return the making of a card by MLCA: silicon, base, and memory at 0.625 GB/cm2.

    330 kg CO2e, 3,900 MJ and 0.027 kg Sbe for an A100 of 80 GB (die of 8.26 cm2).
    Source: Morand, Ligozat, Névéol, ICT4S 2024, with the constants of Loubet et al. 2023.
    """
    check_not_negative(die_square_centimetres, memory_gigabytes)
    parts = figures("mlca_card").group("card")
    fitted = memory(memory_gigabytes) if memory_gigabytes else NOTHING
    return parts["silicon"] * die_square_centimetres + parts["base"] + fitted
