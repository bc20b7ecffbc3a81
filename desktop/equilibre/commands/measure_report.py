"""What ``measure`` answers: the energy of a command, by sensor, as JSON, and its remarks."""

import math
from dataclasses import asdict
from typing import Any

from equilibre import __version__, numbers
from equilibre.facts.electricity import Country
from equilibre.meter.account import PartEnergy
from equilibre.meter.curve import LEAST_REFRESHES
from equilibre.meter.reading import Kind
from equilibre.records import dataclass
from equilibre.sessions.command_run import CommandRun
from equilibre.sessions.machine import Machine
from equilibre.texts import _

_LEAST_ADVISED, _MOST_ADVISED = 20, 1000
_LARGE_DRIFT = 0.1  # of the idle level, from which it is worth a sentence


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that is said of a command."""

    run: CommandRun
    country: Country
    machine: Machine

    @property
    def carbon_kg(self) -> float | None:
        """The CO2e of one execution; None where its energy or the country's is not known."""
        gross = self.run.gross
        if gross is None or not self.country.grams_per_kilowatt_hour:
            return None  # 0 g was rounded to nothing
        return self.country.carbon_kg(gross.value)


# -- JSON ----------------------------------------------------------------------------------


def as_row(answer: Answer) -> dict[str, Any]:
    """Return the answer with SI units in the names; what is unknown is null.

    Energies, bounds and seconds are of one execution: the mean where it was repeated.
    """
    run, energy, gross = answer.run, answer.run.energy, answer.run.gross
    marginal = energy.marginal if energy else None
    return {
        "command": list(run.command),
        "exit_status": run.exit_status,
        "seconds": run.seconds,
        "energy_joules": gross.value if gross else None,
        "energy_low_joules": gross.low if gross else None,
        "energy_high_joules": gross.high if gross else None,
        "marginal_energy_joules": marginal.value if marginal else None,
        "kind": energy.kind.value if energy else None,
        "measured_share": energy.measured_share if energy else None,
        "mean_power_watts": run.power_watts,
        "sensors": [_sensor(run, part) for part in energy.parts] if energy else [],
        "reason": run.reason or None,
        "marginal_low_joules": marginal.low if marginal else None,
        "marginal_high_joules": marginal.high if marginal else None,
        "boundary": energy.boundary.value if energy else None,
        "covers": list(energy.covers) if energy else [],
        "metered_share": energy.metered_share if energy else None,
        "computer": _computer(answer),
        "idle_before_watts": energy.idle_watts if energy else None,
        "idle_after_watts": energy.idle_after_watts if energy else None,
        "repeats": run.executions,
        "energies_joules": list(run.energies_joules),
        "spread": _spread(run),
        "command_share": run.command_share,
        "work": _work(run),
        "carbon_kg_co2e": answer.carbon_kg,
        "country": answer.country.key,
        "interrupted": bool(run.interrupted),
        "remarks": remarks(run),
        "machine": asdict(answer.machine),
        "version": __version__,
    }


def _sensor(run: CommandRun, part: PartEnergy) -> dict[str, Any]:
    route = next(route for route in run.routes if route.key == part.route)
    marginal = part.marginal
    return {
        "key": part.route,
        "scope": route.scope,
        "energy_joules": part.gross.value,
        "kind": part.kind.value,
        "gaps": part.gaps,
        "name": part.source,
        "covers": list(part.devices),
        "energy_low_joules": part.gross.low,
        "energy_high_joules": part.gross.high,
        "marginal_energy_joules": marginal.value if marginal else None,
        "metered_share": part.metered_share,
        "refresh_seconds": route.refresh_seconds,
        "idle_before_watts": part.idle_watts,
        "idle_after_watts": part.idle_after_watts,
    }


def _computer(answer: Answer) -> dict[str, Any] | None:
    """Return what a battery or the like says of the whole computer; None where there is none."""
    energy = answer.run.energy
    if energy is None or not energy.computer_source:
        return None
    whole = energy.computer
    return {
        "name": energy.computer_source,
        "energy_joules": whole.value if whole else None,
        "energy_low_joules": whole.low if whole else None,
        "energy_high_joules": whole.high if whole else None,
        "reason": energy.computer_reason or None,
    }


def _spread(run: CommandRun) -> dict[str, float] | None:
    spread = run.energy.spread if run.energy else None
    if spread is None:
        return None
    return {"mean_joules": spread.mean, "half_width_joules": spread.half_width}


def _work(run: CommandRun) -> dict[str, float] | None:
    work = run.energy.work if run.energy else None
    if work is None:
        return None
    return {
        "command_joules": work.training,
        "meter_joules": work.window,
        "rest_joules": work.rest,
    }


# -- remarks -------------------------------------------------------------------------------


def remarks(run: CommandRun) -> list[str]:
    """Return the sentences that a reader of the figures must know."""
    energy = run.energy
    sentences = [_interrupted(run), _closed(run), _too_short(run)]
    if energy is not None:
        sentences += [*energy.unmetered, energy.disturbance, energy.computer_reason, _drift(run)]
    if run.executions > 1:
        sentences.append(
            _(
                "A repeated command finds its files in memory and the processor warm: the first "
                "execution may take more than the others."
            )
        )
    return [sentence for sentence in sentences if sentence]


def _interrupted(run: CommandRun) -> str:
    if not run.interrupted:
        return ""
    if not run.executions:
        return ""  # the reason says so
    if run.executions == 1:
        return _("Interrupted: these are the figures until then.")
    return _("Interrupted: these are the figures of the executions that were whole.")


def _closed(run: CommandRun) -> str:
    if run.energy is None or run.energy.kind is Kind.MEASURED or not run.closed:
        return ""
    return _("{reason} The command “sensors” says what to do.").format(reason=run.closed)


def _too_short(run: CommandRun) -> str:
    refreshes = run.refreshes
    if refreshes is None or refreshes >= LEAST_REFRESHES:
        return ""
    needed = math.ceil(LEAST_REFRESHES / refreshes * run.executions) if refreshes else math.inf
    period = numbers.seconds(run.slowest_seconds)
    if needed > _MOST_ADVISED:
        return _(
            "Too short for the sensor, which renews its value every {period}: give the command "
            "more work."
        ).format(period=period)
    return _(
        "Too short for the sensor, which renews its value every {period}: repeat it, with "
        "--repeat {count}."
    ).format(period=period, count=max(_LEAST_ADVISED, needed))


def _drift(run: CommandRun) -> str:
    drift_watts = run.energy.drift_watts if run.energy else None
    idle_watts = run.energy.idle_watts if run.energy else None
    if drift_watts is None or idle_watts is None or abs(drift_watts) <= _LARGE_DRIFT * idle_watts:
        return ""
    return _(
        "The idle level moved meanwhile: close what else is running, wait a minute and measure "
        "again."
    )
