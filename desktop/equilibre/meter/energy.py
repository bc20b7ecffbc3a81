"""What a training cost: per part and in all, gross and above idle, each with its interval."""

from collections.abc import Mapping, Sequence

from equilibre import numbers
from equilibre.meter.account import PartEnergy, RunEnergy, Spread, Work, total
from equilibre.meter.attribution import Shares
from equilibre.meter.curve import (
    Idle,
    IdleLevels,
    Metered,
    Window,
    energy_between,
    gaps_in,
    highest_watts,
    idle_level,
    kind_of,
    length,
    metered_times,
    minimum_seconds,
    power_around,
    without,
)
from equilibre.meter.devices import DEVICES
from equilibre.meter.reading import Boundary, Interval, Kind, Route, Sample
from equilibre.meter.uncertainty import border_joules, interval_of, sampling_joules
from equilibre.records import dataclass
from equilibre.texts import _

__all__ = [
    "Idle",
    "IdleLevels",
    "Metered",
    "PartEnergy",
    "RunEnergy",
    "Spread",
    "Window",
    "Work",
    "energy_between",
    "idle_level",
    "minimum_seconds",
    "run_energy",
    "total",
]

# Missing time up to this share (a reading lost at a border, a counter that restarted) is filled
# with the power around it, and the highest power seen meanwhile is counted as its uncertainty;
# more than that is left out and said.
LARGEST_FILLED_SHARE = 0.02
# A route to the whole computer is slow: with fewer values of its own, its figure means nothing.
LEAST_REFRESHES_AROUND = 10


@dataclass(frozen=True, slots=True)
class _Part:
    """What one route tells of a run: of the times that no better route tells."""

    route: Route
    samples: Sequence[Sample]
    windows: tuple[Window, ...]
    times: tuple[Window, ...]  # metered within them

    @property
    def seconds(self) -> float:
        """How long it was metered."""
        return length(self.times)


def run_energy(
    samples: Mapping[str, Sequence[Sample]],
    routes: Sequence[Route],
    windows: Sequence[Window],
    idle: Mapping[str, IdleLevels],
    repeats: int,
    shares: Shares | None = None,
) -> RunEnergy | None:
    """Return the energy of one of *repeats* identical trainings, None if none was metered.

    *samples* and *idle* are by ``Route.key``; *routes* are those in use, in order of preference:
    those around the whole computer are told beside the others and never added to them. Where two
    routes tell the same device, the first that is measured counts at every moment.
    *windows* are the active times, pauses left out. With *repeats* 0 the figures are of all
    windows. *shares* say whose work the processor did. A marginal energy slightly below zero is
    left as measured: idle wandered more than the training used.
    """
    active_seconds = length(windows)
    if active_seconds <= 0.0:
        return None
    inside = [route for route in routes if not route.around]
    parts = _parts(samples, inside, windows)
    found = [
        _part_energy(part, parts, active_seconds, max(1, repeats), idle.get(part.route.key))
        for part in parts
        if part.seconds > 0.0
    ]
    around = [route for route in routes if route.around]
    computer, reason = _around_energy(samples, around, windows, max(1, repeats))
    if not found:
        return None if computer is None else _of_computer(computer)
    gross = total([part.gross for part in found])
    marginals = [part.marginal for part in found if part.marginal is not None]
    used = [part.route for part in parts if part.seconds > 0.0]
    metered = _metered_seconds(parts)
    shares_metered = [min(1.0, seconds / active_seconds) for seconds in metered.values()]
    return RunEnergy(
        gross=gross,
        marginal=total(marginals) if len(marginals) == len(found) else None,
        kind=kind_of([part.kind for part in found]),
        source=" + ".join(dict.fromkeys(part.source for part in found)),
        metered_share=sum(shares_metered) / len(shares_metered),
        unmetered=_unmetered(inside, metered, active_seconds),
        measured_share=_measured_share(found, gross.value),
        boundary=_boundary(used),
        covers=tuple(one for one in DEVICES if any(one in route.parts for route in used)),
        parts=tuple(found),
        work=_work(found, shares),
        computer=computer.gross if computer else None,
        computer_source=computer.source if computer else " / ".join(one.name for one in around),
        computer_reason=reason,
    )


def _of_computer(computer: PartEnergy) -> RunEnergy:
    """Return the account of a computer none of whose parts was metered, only the whole."""
    return RunEnergy(
        gross=computer.gross,
        marginal=computer.marginal,
        kind=computer.kind,
        source=computer.source,
        metered_share=computer.metered_share,
        measured_share=1.0 if computer.kind is Kind.MEASURED else 0.0,
        boundary=Boundary.COMPUTER,
        covers=("computer",),
        parts=(computer,),
        computer=computer.gross,
        computer_source=computer.source,
    )


def _parts(
    samples: Mapping[str, Sequence[Sample]], routes: Sequence[Route], windows: Sequence[Window]
) -> list[_Part]:
    """Return what each of *routes* tells, no device twice at any moment."""
    told: dict[str, list[Window]] = {}
    parts = []
    for route in sorted(routes, key=lambda one: one.kind is not Kind.MEASURED):
        heard = samples.get(route.key, ())
        taken = [time for device in route.parts for time in told.get(device, ())]
        mine = without(windows, taken)
        times = metered_times(heard, mine)
        for device in route.parts:
            told.setdefault(device, []).extend(times)
        parts.append(_Part(route, heard, mine, times))
    return sorted(parts, key=lambda part: routes.index(part.route))


def _metered_seconds(parts: Sequence[_Part]) -> dict[str, float]:
    """Return how long each device was metered."""
    seconds: dict[str, float] = {}
    for part in parts:
        for device in part.route.parts:
            seconds[device] = seconds.get(device, 0.0) + part.seconds
    return seconds


def _part_energy(
    part: _Part,
    parts: Sequence[_Part],
    active_seconds: float,
    divisor: int,
    levels: IdleLevels | None,
) -> PartEnergy:
    route = part.route
    metered = [
        energy_between(part.samples, one.start_seconds, one.end_seconds) for one in part.windows
    ]
    energy_joules = sum(one.energy_joules for one in metered if one)
    power_watts = energy_joules / part.seconds
    filled_seconds = _filled_seconds(part, parts, active_seconds)
    filled_joules = filled_seconds * _missing_watts(part, power_watts)
    seconds = part.seconds + filled_seconds
    energy_joules += filled_joules
    level_watts = levels.power_watts if levels else None
    errors = (
        border_joules(part.samples, route, part.times, power_watts),
        sampling_joules(part.samples, route, part.times),
        _filling_joules(part, filled_seconds, power_watts),
    )
    marginal = None
    if levels is not None and level_watts is not None:
        # The sensor's error is taken as one of scale, the same at idle and in training.
        marginal = interval_of(
            route,
            energy_joules - level_watts * seconds,
            *errors,
            levels.uncertainty_watts * seconds,
        )
    gross = interval_of(route, energy_joules, *errors)
    # The borders of a short time may be worth more than the time itself; no energy is negative.
    gross = Interval(gross.value, max(0.0, gross.low), gross.high)
    return PartEnergy(
        device=route.device,
        route=route.key,
        source=route.name,
        kind=route.kind,
        gross=gross.scaled(1.0 / divisor),
        marginal=None if marginal is None else marginal.scaled(1.0 / divisor),
        covers=route.covers,
        metered_share=min(1.0, part.seconds / active_seconds),
        gaps=gaps_in(part.samples, part.windows),
        idle_watts=levels.before.power_watts if levels and levels.before else None,
        idle_after_watts=levels.after.power_watts if levels and levels.after else None,
    )


def _filled_seconds(part: _Part, parts: Sequence[_Part], active_seconds: float) -> float:
    """Return the missing time that the power around it stands for: little, or none."""
    others = [
        one.seconds
        for one in parts
        if one is not part and not set(one.route.parts).isdisjoint(part.route.parts)
    ]
    missing_seconds = active_seconds - part.seconds - sum(others)
    if any(seconds > part.seconds for seconds in others):
        return 0.0
    return (
        missing_seconds if 0.0 < missing_seconds <= LARGEST_FILLED_SHARE * active_seconds else 0.0
    )


def _filling_joules(part: _Part, filled_seconds: float, power_watts: float) -> float:
    """Return what the missing time may have held at most, which is how far it is uncertain."""
    return filled_seconds * max(power_watts, highest_watts(part.samples, part.windows))


def _missing_watts(part: _Part, mean_watts: float) -> float:
    """Return the power around the times that *part* misses: a gap may lie within a burst."""
    missing = without(part.windows, part.times)
    joules = sum(
        power_around(part.samples, one, mean_watts) * (one.end_seconds - one.start_seconds)
        for one in missing
    )
    return joules / length(missing) if missing else mean_watts


def _around_energy(
    samples: Mapping[str, Sequence[Sample]],
    routes: Sequence[Route],
    windows: Sequence[Window],
    divisor: int,
) -> tuple[PartEnergy | None, str]:
    """Return the energy of the whole computer, and why there is none."""
    reason = ""
    for route in routes:
        needed_seconds = LEAST_REFRESHES_AROUND * route.refresh_seconds
        heard = samples.get(route.key, ())
        part = _Part(route, heard, tuple(windows), metered_times(heard, windows))
        if part.seconds <= 0.0:
            reason = (
                reason or route.reason or _("{name}: nothing was metered.").format(name=route.name)
            )
        elif length(windows) < needed_seconds:
            reason = reason or _(
                "{name} renews its value every {period}: a run of {needed} would do."
            ).format(
                name=route.name,
                period=numbers.seconds(route.refresh_seconds),
                needed=numbers.seconds(needed_seconds),
            )
        else:
            whole = _part_energy(part, [part], length(windows), divisor, None)
            if whole.metered_share >= 1.0 - LARGEST_FILLED_SHARE:
                return whole, ""
            reason = reason or _unmetered_sentence(route.name, part.seconds, length(windows))
    return None, reason


def _unmetered(
    routes: Sequence[Route], metered: Mapping[str, float], active_seconds: float
) -> tuple[str, ...]:
    """Return a sentence for each device of which more than a little is missing."""
    sentences = []
    for device, seconds in metered.items():
        if seconds < (1.0 - LARGEST_FILLED_SHARE) * active_seconds:
            names = " + ".join(route.name for route in routes if device in route.parts)
            sentences.append(_unmetered_sentence(names, seconds, active_seconds))
    return tuple(dict.fromkeys(sentences))


def _unmetered_sentence(name: str, seconds: float, active_seconds: float) -> str:
    if seconds <= 0.0:
        return _("{name}: nothing was metered.").format(name=name)
    return _("{name}: {seconds} s of {total} s were not metered and are left out.").format(
        name=name,
        seconds=f"{active_seconds - seconds:.1f}",
        total=f"{active_seconds:.1f}",
    )


def _measured_share(parts: Sequence[PartEnergy], joules: float) -> float:
    """Return the share of the joules that was measured; where there are none, all or nothing."""
    measured = [part.gross.value for part in parts if part.kind is Kind.MEASURED]
    if joules <= 0.0:
        return float(len(measured) == len(parts))
    return min(1.0, sum(measured) / joules)


def _boundary(routes: Sequence[Route]) -> Boundary:
    """Return the widest boundary that *routes* fill: to the last part of it."""
    wide = [route.boundary for route in routes if not {"rest", "computer"}.isdisjoint(route.parts)]
    return max(wide, key=list(Boundary).index, default=Boundary.PARTS)


def _work(parts: Sequence[PartEnergy], shares: Shares | None) -> Work | None:
    """Return whose work the energy of the processor was; the rest makes the sum exact."""
    joules = [part.gross.value for part in parts if "cpu" in part.devices]
    if shares is None or not joules:
        return None
    gross = sum(joules)
    training, window = gross * shares.training, gross * shares.window
    return Work(training, window, max(0.0, gross - training - window))
