"""What the building of a data centre adds to the electricity of its machines."""

from equilibre.lifecycle.formulas.errors import FormulaRefused, check_not_negative
from equilibre.texts import _


def facility_energy_kwh(computing_kwh: float, pue: float) -> float:
    """Return the electricity of the building for *computing_kwh* of its machines.

    Raises FormulaRefused when the PUE is below 1: a building cannot draw less than its machines.
    Source: ISO/IEC 30134-2, definition of PUE (not verified).
    """
    check_not_negative(computing_kwh)
    _check_pue(pue)
    return computing_kwh * pue


def overhead_share(pue: float) -> float:
    """Return the share of the building's electricity that does not reach a machine.

    1 - 1/PUE: 8 % at 1.09, as Google prints for a median prompt.
    Source: Google, arXiv 2508.15734.
    """
    _check_pue(pue)
    return 1 - 1 / pue


def _check_pue(pue: float) -> None:
    if not pue >= 1:
        raise FormulaRefused(
            _("A PUE is at least 1: a data centre draws at least what its machines draw.")
        )
