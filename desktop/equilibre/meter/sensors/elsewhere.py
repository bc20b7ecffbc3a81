"""Why a sensor of another system is not on this computer."""

from equilibre.meter.computer import Computer
from equilibre.texts import _


def reason_elsewhere(only: str, computer: Computer) -> str:
    """Return the sentence for a route of the system *only* that *computer* does not run."""
    return _("This route exists on {only} only; this computer runs {system}.").format(
        only=only, system=computer.system
    )
