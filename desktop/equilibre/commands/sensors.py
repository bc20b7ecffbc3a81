"""``sensors``: every way to know the energy of this computer, found or not, and why not."""

import json
import time
from typing import Any

from equilibre import numbers
from equilibre.meter.catalogue import Sensors, Surroundings, open_sensors
from equilibre.meter.reading import Kind, Route, Status
from equilibre.meter.sampler import Sampler
from equilibre.texts import _

READING_SECONDS = 0.5


def run(as_json: bool, surroundings: Surroundings) -> int:
    """Print every route, as text or JSON; return 0.

    *surroundings* say where sensors are looked for.
    """
    sensors = open_sensors(surroundings)
    routes = sensors.routes()
    power_watts = mean_powers(sensors)
    if as_json:
        rows = [row(route, power_watts.get(route.key)) for route in routes]
        print(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        print("\n\n".join(text(route, power_watts.get(route.key)) for route in routes))
    return 0


def mean_powers(sensors: Sensors, seconds: float = READING_SECONDS) -> dict[str, float]:
    """Return the mean power of every available route over *seconds*, and close the sensors."""
    available = tuple(
        sensor for sensor in sensors.known if sensor.route().status is Status.AVAILABLE
    )
    sampler = Sampler(Sensors(sensors.known, available))
    sampler.start()
    time.sleep(seconds)
    sampler.read_now(wait_seconds=1.0)
    sampler.stop()
    samples = sampler.drain()
    powers: dict[str, float] = {}
    for key in {sample.route for sample in samples}:
        own = [sample for sample in samples if sample.route == key]
        elapsed_seconds = own[-1].time_seconds - own[0].time_seconds
        if elapsed_seconds > 0.0 and not any(sample.gap for sample in own):
            powers[key] = (own[-1].energy_joules - own[0].energy_joules) / elapsed_seconds
    return powers


def row(route: Route, power_watts: float | None) -> dict[str, Any]:
    """Return *route* as the object of the JSON form."""
    return {
        "key": route.key,
        "state": route.status.value,
        "kind": route.kind.value,
        "scope": route.scope,
        "reason": route.reason,
        "remedy": route.remedy,
        "power_watts": power_watts,
    }


def text(route: Route, power_watts: float | None) -> str:
    """Return *route* as a paragraph."""
    states = {
        Status.AVAILABLE: _("available"),
        Status.WAITING: _("waiting"),
        Status.ABSENT: _("absent"),
        Status.NO_PERMISSION: _("not permitted"),
        Status.LOST: _("lost"),
    }
    lines = [_("{name}: {state}").format(name=route.name, state=states[route.status])]
    if power_watts is not None:
        measured = route.kind is Kind.MEASURED
        sentence = _("{power} now, measured") if measured else _("about {power}, estimated")
        # One figure only for an estimate, which may be wrong by a factor of two.
        power = numbers.power(power_watts, 3 if measured else 1)
        lines.append(sentence.format(power=power))
    lines += [part for part in (route.reason, route.remedy, route.scope) if part]
    return "\n    ".join("\n".join(lines).splitlines())
