"""``train``: one training without a screen, with what it learned and what it used."""

import json
import time
from typing import Any

from equilibre import numbers
from equilibre.errors import EquilibreError
from equilibre.facts.electricity import DEFAULT_COUNTRY
from equilibre.learning.catalogue import family as family_named
from equilibre.learning.dataset import card
from equilibre.meter.catalogue import Surroundings, open_sensors
from equilibre.meter.curve import minimum_seconds
from equilibre.meter.sampler import Sampler
from equilibre.quantities import ENERGY
from equilibre.sessions.recorder import IDLE_SECONDS, Recorder
from equilibre.sessions.run import Run
from equilibre.texts import _
from equilibre.worker.host import Host
from equilibre.worker.messages import Died, Failed, Stop, Train, new_run

_POLL_SECONDS = 0.02
_READY_SECONDS = 120.0  # a slow disk may take long to load the libraries


class TrainingFailed(EquilibreError):
    """The training ended without a result."""


def run(
    data: str,
    family: str,
    seed: int,
    settings: dict[str, float],
    as_json: bool,
    surroundings: Surroundings,
) -> int:
    """Train, print the result as text or JSON, and return 0. Raises EquilibreError."""
    values = family_named(family).complete(card(data), settings)
    sampler = Sampler(open_sensors(surroundings))
    host = Host(standby=False)
    try:
        sampler.start()
        host.start()
        result = measured(host, sampler, data, family, seed, values)
    finally:
        host.end()
        sampler.stop()
    print(json.dumps(as_row(result), ensure_ascii=False) if as_json else as_text(result))
    return 0


def measured(
    host: Host,
    sampler: Sampler,
    data: str,
    family: str,
    seed: int,
    values: dict[str, float],
    idle_seconds: float = IDLE_SECONDS,
) -> Run:
    """Return what a training was and used, after some seconds of rest. Raises TrainingFailed."""
    wait_until_ready(host)
    routes = sampler.active_routes()
    request = Train(new_run(), data, family, values, seed, minimum_seconds(routes))
    sampler.read_now(wait_seconds=1.0)
    recorder = Recorder(request, DEFAULT_COUNTRY, time.monotonic())
    time.sleep(idle_seconds)
    sampler.read_now(wait_seconds=1.0)
    recorder.end_idle(time.monotonic())
    host.send(request)
    try:
        while recorder.finished is None:
            time.sleep(_POLL_SECONDS)
            for reply in host.replies():
                if isinstance(reply, Failed | Died):
                    raise TrainingFailed(reply.reason)
                recorder.hear(reply)
    except KeyboardInterrupt:
        host.send(Stop())
        raise
    sampler.read_now(wait_seconds=1.0)
    recorder.hear_samples(sampler.drain())
    if not recorder.steps:
        raise TrainingFailed(_("The training ended before its first epoch."))
    return recorder.run(f"{data} {family}", sampler.active_routes())


def wait_until_ready(host: Host) -> None:
    """Wait until *host* can train. Raises TrainingFailed when it never can."""
    limit = time.monotonic() + _READY_SECONDS
    while host.loading or not host.ready:
        for reply in host.replies():
            if isinstance(reply, Died):
                raise TrainingFailed(reply.reason)
        if time.monotonic() > limit:
            raise TrainingFailed(_("The training process does not start on this computer."))
        time.sleep(_POLL_SECONDS)


def as_row(run: Run) -> dict[str, Any]:
    """Return the result with SI units in the names; what is unknown is null."""
    gross = run.energy.gross if run.energy else None
    marginal = run.energy.marginal if run.energy else None
    return {
        "data": run.dataset,
        "family": run.family,
        "seed": run.seed,
        "accuracy" if run.task == "classification" else "r2": run.test_score,
        "epochs": run.epochs,
        "parameters": run.parameters,
        "seconds": run.seconds,
        "repeats": run.repeats,
        "energy_joules": gross.value if gross else None,
        "energy_low_joules": gross.low if gross else None,
        "energy_high_joules": gross.high if gross else None,
        "marginal_energy_joules": marginal.value if marginal else None,
        "kind": str(run.energy.kind) if run.energy else None,
        "source": run.energy.source if run.energy else None,
    }


def as_text(run: Run) -> str:
    """Return the result as lines for a reader."""
    measure = _("Accuracy on new rows") if run.task == "classification" else _("R² on new rows")
    lines = [
        (_("Data"), str(card(run.dataset).name)),
        (_("Model"), _(family_named(run.family).name)),
        (measure, numbers.score(run.test_score, run.task)),
        (_("Epochs"), numbers.count(run.epochs)),
        (_("Parameters"), numbers.count(run.parameters)),
        (_("Duration of one training"), numbers.seconds(run.seconds)),
    ]
    if run.repeats > 1:
        lines.append((_("Identical trainings measured"), numbers.count(run.repeats)))
    if run.energy is None:
        lines.append((_("Energy"), _("not metered")))
    else:
        gross = run.energy.gross
        kind = _("measured") if run.energy.kind == "measured" else _("estimated")
        bounds = numbers.interval(gross.low, gross.high, ENERGY)
        digits = numbers.digits_for(gross.value, gross.low, gross.high)
        text = f"{numbers.energy(gross.value, digits)} ({bounds}), {kind}"
        lines.append((_("Energy of one training"), text))
        marginal = run.energy.marginal
        if marginal is not None:
            told = marginal.low > 0
            due = numbers.energy(marginal.value, 2) if told else _("not measurable")
            lines.append((_("Due to training"), due))
        lines.append((_("Obtained from"), run.energy.source))
    width = max(len(name) for name, _value in lines)
    return "\n".join(f"{name:<{width}}  {value}" for name, value in lines)
