"""Why a sensor is not on this computer: it is of another system, or the computer is virtual."""

from equilibre.meter.computer import Computer
from equilibre.texts import _


def reason_elsewhere(only: str, computer: Computer) -> str:
    """Return the sentence for a route of the system *only* that *computer* does not run."""
    return _("This route exists on {only} only; this computer runs {system}.").format(
        only=only, system=computer.system
    )


def reason_virtual(computer: Computer) -> str:
    """Return the sentence for a counter of the processor that a virtual *computer* cannot see."""
    if computer.virtual_name:
        return _(
            "This is a virtual machine ({name}): it cannot see the energy counter of"
            " the processor it runs on."
        ).format(name=computer.virtual_name)
    return _(
        "This is a virtual machine: it cannot see the energy counter of the processor it runs on."
    )
