"""Primary energy of an electricity mix, by the physical energy content method."""

from collections.abc import Mapping

from equilibre.lifecycle.formulas.errors import FormulaRefused, check_not_negative
from equilibre.lifecycle.formulas.figures import figures, named
from equilibre.quantities import JOULES_PER_KILOWATT_HOUR, MEGAJOULE
from equilibre.texts import _

# No electricity comes from less energy than it holds.
MINIMUM_MEGAJOULES_PER_KWH = JOULES_PER_KILOWATT_HOUR / MEGAJOULE.size


def primary_energy_megajoules_per_kwh(mix: Mapping[str, float]) -> float:
    """Return the MJ of primary energy behind one kWh of *mix*.

    *mix* gives how much comes from nuclear, hydro, wind, solar, coal, gas, oil, bio and other, in
    any one unit. 3.6 x sum of share / efficiency. Raises UnknownName for another source of
    energy, FormulaRefused for a mix of nothing.
    Source: Eurostat's and IEA's convention for nuclear (33 %), hydro, wind and solar (100 %); the
    efficiencies of the others are our assumption.
    """
    efficiency = figures("electricity").values
    drawn = total = 0.0
    for source, amount in mix.items():
        check_not_negative(amount)
        drawn += amount / named(efficiency, source)
        total += amount
    if not total:
        raise FormulaRefused(_("This electricity mix is empty. Say where some of it comes from."))
    return MINIMUM_MEGAJOULES_PER_KWH * drawn / total


def check_primary_energy(megajoules_per_kwh: float) -> None:
    """Raise FormulaRefused for less than 3.6 MJ/kWh: no electricity is made of less than itself."""
    if not megajoules_per_kwh >= MINIMUM_MEGAJOULES_PER_KWH:
        raise FormulaRefused(
            _(
                "One kWh of electricity is 3.6 MJ: its primary energy cannot be less. "
                "Tables that give less count fossil and nuclear energy only."
            )
        )
