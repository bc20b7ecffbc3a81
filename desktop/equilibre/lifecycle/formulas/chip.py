"""Making chips by their area, and memory by its size: ACT (Gupta et al. 2022)."""

from typing import Literal

from equilibre.lifecycle.formulas.errors import check_not_negative, check_positive, check_share
from equilibre.lifecycle.formulas.figures import figures, named

Abatement = Literal[95, 97, 99]  # % of the gases of the factory that are destroyed


def die_kg(
    square_centimetres: float,
    node: str,
    electricity_kg_per_kwh: float,
    fab_yield: float | None = None,
    abatement: Abatement = 97,
    packages: float = 0,
) -> float:
    """Return the kg of CO2e of making dies of one technology *node* (``7nm``).

    area x (CI x electricity + gases + materials) / yield + 0.15 kg per package; 97 % is halfway
    between 95 and 99, the yield 0.875 where none is given. Raises UnknownName for another node.
    Source: Gupta et al., ISCA 2022, table 1; repository facebookresearch/ACT, act/core.
    """
    check_not_negative(square_centimetres, electricity_kg_per_kwh)
    table = figures("chip")
    row = table.row(node)
    gases = {95: row["gases_95"], 99: row["gases_99"]}
    gases[97] = (gases[95] + gases[99]) / 2
    per_area = (
        electricity_kg_per_kwh * row["electricity"] + gases[abatement] + table.values["materials"]
    )
    return square_centimetres * per_area / _yield(fab_yield) + _packages_kg(packages)


def storage_kg(
    gigabytes: float, technology: str, fab_yield: float | None = None, packages: float = 0
) -> float:
    """Return the kg of CO2e of making *gigabytes* of memory (``ddr4_10nm``, ``nand_tlc_v3``…).

    Raises UnknownName for another technology. Source: Gupta et al., ISCA 2022, ACT, act/models.
    """
    check_not_negative(gigabytes)
    per_gigabyte = named(figures("chip").row("storage"), technology)
    return gigabytes * per_gigabyte / _yield(fab_yield) + _packages_kg(packages)


def device_kg(
    operation_kg: float, embodied_kg: float, hours_used: float, life_hours: float
) -> float:
    """Return OP + (T / LT) x embodied: the carbon of *hours_used* of a device.

    Source: Gupta et al., ISCA 2022, equation 1.
    """
    check_not_negative(operation_kg, embodied_kg, hours_used)
    check_positive(life_hours)
    return operation_kg + hours_used / life_hours * embodied_kg


def _packages_kg(packages: float) -> float:
    check_not_negative(packages)
    return packages * figures("chip").values["package"]


def _yield(given: float | None) -> float:
    fab_yield = figures("chip").values["fab_yield"] if given is None else given
    check_share(fab_yield)
    return fab_yield
