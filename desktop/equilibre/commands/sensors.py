"""``sensors``: every way to know the energy of this computer, found or not, and why not."""

import json
import textwrap
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from equilibre import numbers
from equilibre.meter.catalogue import open_sensors
from equilibre.meter.devices import device_name
from equilibre.meter.reading import Kind, Route, Sample, Status
from equilibre.meter.sampler import Sampler
from equilibre.meter.selection import Sensors, chosen
from equilibre.meter.surroundings import Surroundings
from equilibre.records import dataclass
from equilibre.texts import _

READING_SECONDS = 0.5
SLOW_SECONDS = 1.6  # at most, where a sensor such as a battery speaks once in a second
_WIDTH = 96
_SEEN = (Status.AVAILABLE, Status.LOST)  # the states in which a sensor was read


@dataclass(frozen=True, slots=True)
class Heard:
    """A route after the sensors were listened to for a moment."""

    route: Route
    power_watts: float | None  # mean of that moment; None where nothing was read
    used: bool  # whether its energy is counted: no sensor before it covers the same device
    instead: str = ""  # name of the sensor that is counted in its place, where it could be


def run(as_json: bool, surroundings: Surroundings) -> int:
    """Print every route, as text or JSON; return 0.

    *surroundings* say where sensors are looked for.
    """
    heard = listen(open_sensors(surroundings), READING_SECONDS)
    if as_json:
        rows = [row(one) for one in heard]
        print(json.dumps(rows, indent=2, ensure_ascii=False, allow_nan=False))
    else:
        print(as_text(heard, surroundings.computer.system))
    return 0


def listen(sensors: Sensors, seconds: float) -> tuple[Heard, ...]:
    """Return every known route, in order, after *seconds* of reading; the sensors are closed."""
    available = tuple(
        sensor for sensor in sensors.known if sensor.route().status is Status.AVAILABLE
    )
    sampler = Sampler(Sensors(sensors.known, available))
    sampler.start()
    samples: list[Sample] = []
    end_seconds = time.monotonic() + max(seconds, SLOW_SECONDS)
    while True:
        time.sleep(seconds)
        sampler.read_now(wait_seconds=1.0)
        samples += sampler.drain()
        keys = Counter(sample.route for sample in samples)
        told = all(keys[sensor.route().key] > 1 for sensor in available)
        if told or time.monotonic() >= end_seconds:
            break
    routes = sampler.routes()
    used = chosen(sensors.known).active_routes()
    sampler.stop()
    powers = _mean_powers(samples)
    keys_used = {route.key for route in used}
    return tuple(
        Heard(route, powers.get(route.key), route.key in keys_used, _instead(route, used))
        for route in routes
    )


def _instead(route: Route, used: Sequence[Route]) -> str:
    """Return the names of those *used* for a part of *route*, which could be read; else empty."""
    if route.around or route.status is not Status.AVAILABLE:
        return ""
    parts = set(route.parts)
    return " + ".join(one.name for one in used if one.key != route.key and parts & set(one.parts))


def _mean_powers(samples: Sequence[Sample]) -> dict[str, float]:
    """Return the mean power of every route that was read twice or more without a gap, in W."""
    powers: dict[str, float] = {}
    for key in {sample.route for sample in samples}:
        own = [sample for sample in samples if sample.route == key]
        elapsed_seconds = own[-1].time_seconds - own[0].time_seconds
        if elapsed_seconds > 0.0 and not any(sample.gap for sample in own):
            powers[key] = (own[-1].energy_joules - own[0].energy_joules) / elapsed_seconds
    return powers


def row(heard: Heard) -> dict[str, Any]:
    """Return a route as the object of the JSON form."""
    route = heard.route
    return {
        "key": route.key,
        "name": route.name,
        "device": route.device,
        "covers": list(route.parts),
        "boundary": route.boundary.value,
        "around": route.around,
        "kind": route.kind.value,
        "state": route.status.value,
        "unit": route.unit,
        "scope": route.scope,
        "reason": route.reason or _not_counted(heard),
        "remedy": route.remedy,
        "power_watts": heard.power_watts,
        "refresh_seconds": route.refresh_seconds if route.status in _SEEN else None,
        "relative_uncertainty": route.relative_uncertainty,
        "factor": route.factor,
        "used": heard.used,
    }


def _not_counted(heard: Heard) -> str:
    if not heard.instead:
        return ""
    return _("Not counted: {name} is read for the same parts.").format(name=heard.instead)


def as_text(heard: Sequence[Heard], system: str) -> str:
    """Return the routes as paragraphs: used, then others of *system*, then the names elsewhere."""
    used = [one for one in heard if one.used]
    here = [one for one in heard if not one.used and one.route.system in ("", system)]
    elsewhere = [one.route for one in heard if one.route.system not in ("", system)]
    paragraphs = [_paragraph(one) for one in (*used, *here)]
    if elsewhere:
        names = ", ".join(_with_system(route) for route in elsewhere)
        paragraphs.append(_filled(_("On other systems only: {names}.").format(names=names)))
    return "\n\n".join(paragraphs)


def _with_system(route: Route) -> str:
    if route.system in route.name:
        return route.name
    return _("{name} ({system})").format(name=route.name, system=route.system)


def _paragraph(heard: Heard) -> str:
    route = heard.route
    lines = [_("{name}: {state}").format(name=route.name, state=_state(heard))]
    if heard.power_watts is not None:
        measured = route.kind is Kind.MEASURED
        sentence = _("{power} now, measured") if measured else _("about {power}, estimated")
        # One figure only for an estimate, which may be wrong by a factor of two.
        power = numbers.power(heard.power_watts, 3 if measured else 1)
        lines.append(sentence.format(power=power))
    told = [part for part in (route.reason, route.remedy, route.scope) if part]
    lines += [line for part in told for line in part.splitlines()]
    return "\n    ".join(_filled(line) for line in lines)


def _state(heard: Heard) -> str:
    states = {
        Status.AVAILABLE: _("available"),
        Status.WAITING: _("waiting"),
        Status.ABSENT: _("absent"),
        Status.NO_PERMISSION: _("not permitted"),
        Status.LOST: _("lost"),
    }
    route = heard.route
    if heard.used:
        parts = ", ".join(device_name(part) for part in route.parts)
        return _("in use for: {parts}").format(parts=parts)
    if route.status is Status.AVAILABLE and route.around:
        return _("available, shown around its parts and never added to them")
    if route.status is Status.AVAILABLE:
        return _("available, not counted: {name} is read for the same parts").format(
            name=heard.instead
        )
    return states[route.status]


def _filled(line: str) -> str:
    # A command to be typed stays in one piece.
    is_command = line.startswith(("sudo ", "echo "))
    return line if is_command else textwrap.fill(line, _WIDTH, subsequent_indent="    ")
