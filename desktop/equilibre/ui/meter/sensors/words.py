"""The words of a card: state, boundary, use, figures."""

from collections.abc import Sequence

from equilibre import numbers
from equilibre.meter.devices import device_name
from equilibre.meter.reading import Boundary, Kind, Route, Status
from equilibre.quantities import POWER
from equilibre.texts import _
from equilibre.ui.meter.sensors.state import Mark

_LONG_SECONDS = 120.0


def mark(route: Route) -> Mark:
    """Return the mark of the state of *route*."""
    return {
        Status.AVAILABLE: Mark.ESTIMATED if route.kind is Kind.ESTIMATED else Mark.MEASURED,
        Status.WAITING: Mark.WAITING,
        Status.ABSENT: Mark.ABSENT,
        Status.NO_PERMISSION: Mark.RESERVED,
        Status.LOST: Mark.LOST,
    }[route.status]


def state(route: Route) -> str:
    """Return the state of *route* in words."""
    return {
        Mark.MEASURED: _("measured"),
        Mark.ESTIMATED: _("estimated"),
        Mark.WAITING: _("nothing to say now"),
        Mark.ABSENT: _("not there"),
        Mark.RESERVED: _("reserved to the administrator"),
        Mark.LOST: _("lost"),
    }[mark(route)]


def listed(words: Sequence[str]) -> str:
    """Join *words* as people do: "processor, memory and graphics card"."""
    if len(words) < 2:  # noqa: PLR2004 - one word is no list
        return "".join(words)
    return _("{words} and {last}").format(words=", ".join(words[:-1]), last=words[-1])


def reach(route: Route) -> str:
    """Return what is inside the figure of *route*, the boundary first."""
    if route.boundary is Boundary.PLUG:
        return _("Up to the plug: the losses of the power supply too.")
    if route.boundary is Boundary.COMPUTER:
        return _("The whole computer, as its battery feeds it.")
    parts = listed([device_name(part) for part in route.parts])
    return _("Inside the computer: {parts}.").format(parts=parts)


def period(seconds: float) -> str:
    """Write how often a sensor is renewed, two digits and no zero at the end: "1 ms", "30 s"."""
    shown = numbers.rounded(seconds, 2)
    if shown < 1.0:
        return numbers.with_unit(numbers.large(shown * 1e3, 2), "ms")
    if shown < _LONG_SECONDS:
        return numbers.with_unit(numbers.large(shown, 2), "s")
    return numbers.seconds(shown)


def facts(route: Route) -> str:
    """Return how often *route* is renewed, in which unit it speaks and how sure it is.

    Nothing of a route that says nothing: none of it was seen.
    """
    if route.status not in (Status.AVAILABLE, Status.LOST):
        return ""
    texts = [_("New value every {time}").format(time=period(route.refresh_seconds))]
    if route.unit:
        texts.append(_("values in {unit}").format(unit=route.unit))
    if route.factor > 1.0:
        texts.append(_("true value within ×/÷ {factor}").format(factor=factor(route.factor)))
    elif route.relative_uncertainty > 0.0:
        share = numbers.percent(route.relative_uncertainty, 0)
        texts.append(_("true value within ±{share}").format(share=share))
    return " · ".join(texts)


def factor(value: float) -> str:
    """Write the factor of a band: "2", "1.15"."""
    return numbers.large(value, 3)


def power(route: Route, watts: float) -> tuple[str, str]:
    """Return the power of *route* and its interval; no interval where none is known."""
    low = watts / route.factor * (1.0 - route.relative_uncertainty)
    high = watts * route.factor * (1.0 + route.relative_uncertainty)
    digits = numbers.digits_for(watts, low, high)
    value = numbers.about(str(route.kind), numbers.power(watts, digits))
    if high <= low:
        return value, ""
    return value, numbers.interval(low, high, POWER, 2, watts)


def use(route: Route, counted: Sequence[Route], around: bool) -> str:
    """Return whether the energy of *route* is counted, among the routes *counted*, and why not."""
    if route.key in {one.key for one in counted}:
        if route.status is Status.LOST:
            return _("Used, but nothing is counted until it answers again.")
        return _("Used: its energy is counted.")
    if around and route.status is Status.AVAILABLE:
        return _("Read beside the others: drawn around its parts, never added to them.")
    shared = [one for one in counted if not set(one.parts).isdisjoint(route.parts)]
    if not shared or route.status is Status.ABSENT:
        return ""
    names = listed([_("“{name}”").format(name=one.name) for one in shared])
    if route.status is not Status.AVAILABLE:
        return _("Not counted; in its place: {names}.").format(names=names)
    parts = [part for part in route.parts if any(part in one.parts for one in shared)]
    return _("Not counted: {parts} already counted by {names}.").format(
        parts=listed([device_name(part) for part in parts]), names=names
    )
