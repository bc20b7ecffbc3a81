"""What is said of the power that a battery gives, on the systems that ask it in one call."""

from equilibre.meter.computer import Computer
from equilibre.meter.counting.whole_power import Supply, WholePower
from equilibre.meter.figures import figures
from equilibre.meter.reading import Status
from equilibre.numbers import percent
from equilibre.texts import _


def battery_uncertainty(power: WholePower) -> float:
    """Return the uncertainty assumed for a battery, or what was seen where that is more."""
    return max(figures("sensors")["battery_relative_uncertainty"].value, power.disagreement)


def battery_scope(power: WholePower) -> str:
    """Return what is inside the power that a battery gives, and what is not."""
    inside = _(
        "The whole computer while it is unplugged: screen, disks and fans too; not the"
        " losses of the charger."
    )
    if power.disagreement:
        uncertainty = _(
            "What the battery has lost differs by {percent} from the power that it"
            " states: this is taken as its uncertainty."
        )
    else:
        uncertainty = _("The uncertainty of {percent} is our assumption: the makers state none.")
    return f"{inside} {uncertainty.format(percent=percent(battery_uncertainty(power)))}"


def battery_reason(power: WholePower, computer: Computer) -> str:
    """Return why the power of a battery cannot be read now; empty when it can."""
    if power.status is Status.AVAILABLE:
        return ""
    if power.status is Status.NO_PERMISSION:
        return _("This account may not ask the battery.")
    if power.status is Status.LOST:
        return _("The battery no longer answers.")
    if power.supply is Supply.MAINS:
        return _("The computer is on mains: its battery does not say what it draws.")
    if power.supply is Supply.SILENT:
        return _("The battery does not say its power.")
    if computer.is_virtual:
        return _("This is a virtual machine: it shows no battery.")
    return _("This computer has no battery.")


def battery_remedy(power: WholePower, computer: Computer, only: str) -> str:
    """Return the one action that lets the battery be read, on the system *only*."""
    if computer.system != only:
        return ""
    if power.status is Status.LOST:
        return _("It is asked again by itself.")
    if power.status is Status.WAITING and power.supply is Supply.MAINS:
        return _(
            "Unplug the charger: the battery then meters the whole computer. Leave the"
            " brightness of the screen as it is during a comparison."
        )
    if power.status is Status.WAITING:
        return _("Wait a minute: some batteries speak a while after they are unplugged.")
    return ""
