"""The sentences of the calibration."""

import math
from collections.abc import Sequence

from equilibre import numbers
from equilibre.meter.calibration.record import Calibration
from equilibre.meter.calibration.trial import Lengths, Phase, references
from equilibre.meter.calibration.words import against
from equilibre.meter.computer import Computer
from equilibre.meter.reading import Boundary, Interval, Route, Status
from equilibre.meter.sensors.processor_estimate import ProcessorEstimate
from equilibre.meter.sensors.rest_estimate import RestEstimate
from equilibre.quantities import POWER
from equilibre.texts import _
from equilibre.ui.meter.calibration.state import (
    BATTERY,
    PLUG,
    Found,
    Outcome,
    Stage,
    Way,
)

_LONG_SECONDS = 60


def ways(routes: Sequence[Route], computer: Computer) -> tuple[Way, ...]:
    """Return what this computer can be calibrated against, and why not."""
    usable = references(routes)
    if usable:
        battery = Way(BATTERY, _("Against its own sensor: {name}").format(name=usable[0].name))
    else:
        battery = Way(BATTERY, _("Against its own battery"), _why_no_battery(routes, computer))
    reason = ""
    if computer.is_virtual:
        reason = _(
            "This is a virtual machine: a plug meter reads the computer that it runs on, with all"
            " that runs there."
        )
    elif not computer.processor_name:
        battery = Way(BATTERY, battery.text, battery.reason or _nameless())
        reason = _nameless()
    return battery, Way(PLUG, _("Against a plug meter: you type what it shows, twice"), reason)


def _nameless() -> str:
    return _(
        "The system does not name its processor: a calibration could not be told from that of"
        " another computer."
    )


def _why_no_battery(routes: Sequence[Route], computer: Computer) -> str:
    """Return the reason of the route that comes nearest to one that can be used."""
    order = (Status.WAITING, Status.NO_PERMISSION, Status.LOST)
    here = [
        one
        for one in routes
        if one.around and one.system in ("", computer.system) and one.status in order
    ]
    nearest = min(here, key=lambda one: order.index(one.status), default=None)
    if nearest is None or not nearest.reason:
        return _("This computer has no battery that says its power.")
    if nearest.status is Status.WAITING:
        return f"{nearest.reason} {nearest.remedy}".strip()
    return nearest.reason


def existing(calibration: Calibration | None, computer: Computer) -> str:
    """Return what the calibration that is kept says, or nothing."""
    if calibration is None:
        return ""
    if not calibration.is_of(computer):
        return _(
            "A calibration of {date} is kept, but of another processor ({name}): it is not used."
        ).format(date=calibration.day, name=calibration.processor)
    return _("{account} {idle} at rest, {full} at full load.").format(
        account=against(calibration),
        idle=numbers.power(calibration.idle_watts.value, 2),
        full=numbers.power(calibration.full_watts.value, 2),
    )


def band(factor: float) -> str:
    """Write a factor, rounded up: a band never looks narrower than it is."""
    digits = 3
    shown = math.ceil(factor * 10 ** (digits - 1) - 1e-9) / 10 ** (digits - 1)
    return numbers.large(shown, digits)


def steps(plug: bool) -> tuple[str, ...]:
    """Return the phases that somebody sees."""
    both = _("At rest"), _("At full load")
    return both if plug else (*both, _("At rest again"))


def stages(plug: bool, lengths: Lengths) -> tuple[Stage, ...]:
    """Return the course to come, with the least lengths of its parts."""
    seconds = (lengths.idle_seconds, lengths.full_seconds, lengths.check_seconds)
    return tuple(
        Stage(name, length, loaded=place == 1)
        for place, (name, length) in enumerate(zip(steps(plug), seconds, strict=False))
    )


def step(phase: Phase) -> int:
    """Return the place of *phase* among ``steps``."""
    return {
        Phase.READY: -1,
        Phase.IDLE: 0,
        Phase.IDLE_READING: 0,
        Phase.LOADING: 1,
        Phase.FULL_READING: 1,
    }.get(phase, 2)


def instruction(phase: Phase) -> str:
    """Return what to do, or to expect, during *phase*."""
    return {
        Phase.READY: _("Getting ready: another process is still starting."),
        Phase.IDLE: _("Leave the computer alone: no keyboard, no mouse, no other program."),
        Phase.IDLE_READING: _("Type what the plug meter shows now, at rest, then go on."),
        Phase.LOADING: _(
            "Every processor works as hard as it can: the fan may be heard. Leave it alone."
        ),
        Phase.FULL_READING: _(
            "Type what the plug meter shows now, at full load: the load goes on meanwhile."
        ),
        Phase.CHECKING: _("At rest again: is the power the same as at the beginning?"),
    }.get(phase, "")


def left(seconds: float) -> str:
    """Write how long it still takes, in whole seconds."""
    whole = math.ceil(seconds)
    if whole <= _LONG_SECONDS:
        return _("{seconds} s left").format(seconds=whole)
    return _("{minutes} min {seconds:02} s left").format(
        minutes=whole // _LONG_SECONDS, seconds=whole % _LONG_SECONDS
    )


def outcome(calibration: Calibration, computer: Computer, routes: Sequence[Route]) -> Outcome:
    """Return what *calibration* found; *routes* are those of before."""
    return Outcome(
        found=(
            _found(_("At rest"), calibration.idle_watts),
            _found(_("At full load"), calibration.full_watts),
        ),
        narrowed=_narrowed(calibration, computer, routes),
        account=f"{against(calibration)} {_boundary(calibration.boundary)}",
    )


def _found(title: str, watts: Interval) -> Found:
    digits = numbers.digits_for(watts.value, watts.low, watts.high)
    return Found(
        title,
        numbers.power(watts.value, digits),
        numbers.interval(watts.low, watts.high, POWER, digits, watts.value),
    )


def _boundary(boundary: Boundary) -> str:
    if boundary is Boundary.PLUG:
        return _("It is the whole computer up to the plug, with the losses of its power supply.")
    return _("It is the whole computer, as its battery feeds it.")


def _narrowed(calibration: Calibration, computer: Computer, routes: Sequence[Route]) -> str:
    """Return the band of the estimate that is used with *calibration*, before and after."""
    if "cpu" in calibration.covered():
        rest = RestEstimate(computer, calibration).route()
        if rest.status is not Status.AVAILABLE:
            return rest.reason
        return _(
            "The processor is measured. What the rest of the computer draws was not known; now it"
            " is estimated within ×/÷ {after}."
        ).format(after=band(rest.factor))
    after = ProcessorEstimate(computer, calibration=calibration).route().factor
    before = next((one.factor for one in routes if one.key == "estimate"), None)
    if before is None:
        return _("The whole computer is estimated within ×/÷ {after}.").format(after=band(after))
    return _(
        "Before: the estimate was right within ×/÷ {before}. Now: within ×/÷ {after}, and of the"
        " whole computer."
    ).format(before=band(before), after=band(after))
