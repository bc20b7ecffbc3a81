"""Energy of the processor guessed from how busy it is, when no sensor can be read."""

import math
import time
from collections.abc import Callable

from equilibre.meter.computer import Computer, busy_seconds, this_computer
from equilibre.meter.figures import figures
from equilibre.meter.reading import Kind, Route, Status
from equilibre.meter.sensor import Reading
from equilibre.texts import _, ngettext

# Processor times advance by hundredths of a second: over less time than this, the load is noise.
SHORTEST_SECONDS = 0.02


def design_watts(computer: Computer) -> float:
    """Return the thermal design power that is assumed for the processor of *computer*."""
    assumed = figures("estimate")
    if computer.is_virtual:
        return assumed["virtual_processor_design_watts"].value * computer.logical_processors
    if computer.has_battery:
        return assumed["laptop_design_watts"].value
    return assumed["desktop_design_watts"].value


def power_at_load(load: float, design_power_watts: float) -> float:
    """Return the estimated power, in watts, of a processor that is busy for a share *load*.

    ``P_idle + (P_full - P_idle) * load ** exponent``, *load* from 0 to 1, both ends being shares
    of *design_power_watts*. Source: the figures and their sources in ``estimate.toml``.
    """
    assumed = figures("estimate")
    idle_watts = assumed["idle_share"].value * design_power_watts
    full_watts = assumed["full_share"].value * design_power_watts
    share = math.pow(min(1.0, max(0.0, load)), assumed["load_exponent"].value)
    return idle_watts + (full_watts - idle_watts) * share


class ProcessorEstimate:
    """The processor's power estimated from its load, added up over real times."""

    def __init__(
        self,
        computer: Computer | None = None,
        busy: Callable[[], float] = busy_seconds,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._computer = computer or this_computer()
        self._busy = busy
        self._clock = clock
        self._design_watts = design_watts(self._computer)
        self._last: tuple[float, float] | None = None  # time, busy seconds
        self._energy_joules = 0.0
        self._status = Status.AVAILABLE

    def route(self) -> Route:
        status = self._status
        lost = status is Status.LOST
        return Route(
            key="estimate",
            name=_("Estimate from the processor's load"),
            device="cpu",
            kind=Kind.ESTIMATED,
            status=status,
            scope=self._scope(),
            reason=_("The system no longer says how busy the processor is.") if lost else "",
            factor=figures("estimate")["band_factor"].value,
            refresh_seconds=0.1,
        )

    def read(self) -> Reading | None:
        try:
            busy = self._busy()
        except (OSError, RuntimeError):
            self._status = Status.LOST
            self._last = None
            return None
        now = self._clock()
        found_again = self._status is Status.LOST
        self._status = Status.AVAILABLE
        if self._last is None:
            self._last = (now, busy)
            return Reading(self._energy_joules, gap=found_again)
        elapsed_seconds = now - self._last[0]
        if elapsed_seconds < SHORTEST_SECONDS:
            return None
        load = (busy - self._last[1]) / (elapsed_seconds * self._computer.logical_processors)
        self._energy_joules += power_at_load(load, self._design_watts) * elapsed_seconds
        self._last = (now, busy)
        return Reading(self._energy_joules)

    def close(self) -> None:
        self._last = None

    def _scope(self) -> str:
        watts = f"{self._design_watts:g}"
        if self._computer.is_virtual:
            count = self._computer.logical_processors
            each = f"{figures('estimate')['virtual_processor_design_watts'].value:g}"
            assumption = ngettext(
                "This is a virtual machine with {count} virtual processor, for which {each} W at"
                " most is assumed.",
                "This is a virtual machine with {count} virtual processors, for each of which"
                " {each} W at most is assumed.",
                count,
            ).format(count=count, each=each)
        elif self._computer.has_battery:
            assumption = _("A laptop's processor of {watts} W is assumed.").format(watts=watts)
        else:
            assumption = _("A desktop's processor of {watts} W is assumed.").format(watts=watts)
        return " ".join(
            (
                _("The processor alone, estimated from how busy it is; nothing is measured."),
                assumption,
                _("The true power may be half of it or twice as much."),
            )
        )
