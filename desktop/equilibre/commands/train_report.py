"""What ``train`` prints of a run: as JSON, or as lines for a reader."""

from typing import Any

from equilibre import numbers
from equilibre.learning.catalogue import family as family_named
from equilibre.learning.dataset import card
from equilibre.meter.account import PartEnergy, RunEnergy, boundary_name
from equilibre.meter.reading import Interval, Kind
from equilibre.quantities import BYTES, ENERGY
from equilibre.sessions.run import Run
from equilibre.sessions.speed import memory_of, operations_of
from equilibre.texts import _


def as_row(run: Run) -> dict[str, Any]:
    """Return the result with SI units in the names; what is unknown is null."""
    energy = run.energy
    gross, marginal = (energy.gross, energy.marginal) if energy else (None, None)
    return {
        "data": run.dataset,
        "family": run.family,
        "settings": run.settings,
        "seed": run.seed,
        "computed_on": run.computed_on,
        "accuracy" if run.task == "classification" else "r2": run.test_score,
        "epochs": run.epochs,
        "stopped": run.stopped,
        "parameters": run.parameters,
        "operations": operations_of(run),
        "memory_bytes": memory_of(run),
        "seconds": run.seconds,
        "evaluation_seconds": run.evaluation_seconds,
        "repeats": run.repeats,
        "energy_joules": gross.value if gross else None,
        "energy_low_joules": gross.low if gross else None,
        "energy_high_joules": gross.high if gross else None,
        "marginal_energy_joules": marginal.value if marginal else None,
        "marginal_low_joules": marginal.low if marginal else None,
        "marginal_high_joules": marginal.high if marginal else None,
        "kind": str(energy.kind) if energy else None,
        "measured_share": energy.measured_share if energy else None,
        "metered_share": energy.metered_share if energy else None,
        "source": energy.source if energy else None,
        "boundary": str(energy.boundary) if energy else None,
        "covers": list(energy.covers) if energy else [],
        "idle_before_watts": energy.idle_watts if energy else None,
        "idle_after_watts": energy.idle_after_watts if energy else None,
        "drift_watts": energy.drift_watts if energy else None,
        "work": _work(energy),
        "spread": _spread(energy),
        "computer": _computer(energy),
        "sensors": [_part(part) for part in energy.parts] if energy else [],
        "unmetered": list(energy.unmetered) if energy else [],
        "disturbed": energy.disturbed if energy else None,
    }


def _work(energy: RunEnergy | None) -> dict[str, float] | None:
    """Return whose work the energy of the processor was; None where that is unknown."""
    work = energy.work if energy else None
    if work is None:
        return None
    return {
        "training_joules": work.training,
        "program_joules": work.window,
        "rest_joules": work.rest,
    }


def _spread(energy: RunEnergy | None) -> dict[str, float] | None:
    spread = energy.spread if energy else None
    if spread is None:
        return None
    return {
        "groups": spread.groups,
        "mean_joules": spread.mean,
        "half_width_joules": spread.half_width,
    }


def _computer(energy: RunEnergy | None) -> dict[str, Any] | None:
    """Return what a battery or the like says of the whole computer; None where there is none."""
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


def _part(part: PartEnergy) -> dict[str, Any]:
    marginal = part.marginal
    return {
        "key": part.route,
        "name": part.source,
        "covers": list(part.devices),
        "kind": str(part.kind),
        "energy_joules": part.gross.value,
        "energy_low_joules": part.gross.low,
        "energy_high_joules": part.gross.high,
        "marginal_energy_joules": marginal.value if marginal else None,
        "metered_share": part.metered_share,
        "gaps": part.gaps,
        "idle_before_watts": part.idle_watts,
        "idle_after_watts": part.idle_after_watts,
    }


def as_text(run: Run) -> str:
    """Return the result as lines for a reader."""
    measure = _("Accuracy on new rows") if run.task == "classification" else _("R² on new rows")
    epochs = numbers.count(run.epochs)
    lines = [
        (_("Data"), str(card(run.dataset).name)),
        (_("Model"), _(family_named(run.family).name)),
        (measure, numbers.score(run.test_score, run.task)),
        (_("Epochs"), _("{count}, not complete").format(count=epochs) if run.stopped else epochs),
        (_("Parameters"), numbers.count(run.parameters)),
        *_computed(run),
        (_("Duration of one training"), numbers.seconds(run.seconds)),
    ]
    if run.evaluation_seconds is not None:
        looking = numbers.percent(run.evaluation_seconds / run.seconds if run.seconds else 0.0, 0)
        lines.append((_("Of it, looking at the accuracy"), looking))
    if run.repeats > 1:
        lines.append((_("Identical trainings measured"), numbers.count(run.repeats)))
    if run.energy is None:
        lines.append((_("Energy"), _("not metered")))
    else:
        lines += _energy_lines(run.energy)
    width = max(len(name) for name, _value in lines)
    told = [f"{name:<{width}}  {value}" for name, value in lines]
    if run.energy is not None:
        energy = run.energy
        sentences = (
            *(*energy.unmetered, energy.disturbance),
            *(energy.computer_reason, energy.outside),
        )
        told += [sentence for sentence in sentences if sentence]
    return "\n".join(told)


def _computed(run: Run) -> list[tuple[str, str]]:
    operations, memory = operations_of(run), memory_of(run)
    if operations is None or memory is None:
        return []
    return [
        (_("Operations, computed"), numbers.large(operations, 2)),
        (_("Memory, computed"), numbers.quantity(memory, BYTES, 2)),
    ]


def _energy_lines(energy: RunEnergy) -> list[tuple[str, str]]:
    lines = [
        (_("Energy of one training"), f"{_joules(energy.gross, energy.kind)}, {_kind(energy)}")
    ]
    if energy.marginal is not None:
        told = energy.marginal.low > 0
        due = numbers.about(energy.kind, numbers.energy(energy.marginal.value, 2)) if told else ""
        lines.append((_("Due to training"), due or _("not measurable")))
    levels = (energy.idle_watts, energy.idle_after_watts)
    texts = [numbers.about(energy.kind, numbers.power(one, 3)) for one in levels if one is not None]
    if texts:
        lines.append((_("Idle level"), " → ".join(texts)))
    work = energy.work
    if work is not None and work.training + work.window + work.rest > 0:
        gross = work.training + work.window + work.rest
        share = numbers.percent(work.training / gross, 0)
        lines.append((_("Work of the training process"), share))
    if energy.spread is not None:
        mean = numbers.about(energy.kind, numbers.energy(energy.spread.mean, 3))
        between = f"{mean} ± {numbers.energy(energy.spread.half_width, 2)}"
        lines.append((_("Mean of the repeats"), _("{bounds}, at 95 %").format(bounds=between)))
    if energy.covers:
        lines.append((_("Inside"), boundary_name(energy.boundary, energy.covers)))
    if energy.computer is not None:
        whole = f"{_joules(energy.computer, Kind.MEASURED)}, {energy.computer_source}"
        lines.append((_("Whole computer, beside"), whole))
    lines.append((_("Obtained from"), energy.source))
    return lines


def _joules(interval: Interval, kind: Kind) -> str:
    digits = numbers.digits_for(interval.value, interval.low, interval.high)
    bounds = numbers.interval(interval.low, interval.high, ENERGY)
    return f"{numbers.about(kind, numbers.energy(interval.value, digits))} ({bounds})"


def _kind(energy: RunEnergy) -> str:
    match energy.kind:
        case Kind.MEASURED:
            return _("measured")
        case Kind.ESTIMATED:
            return _("estimated")
    share = numbers.percent(energy.measured_share or 0.0, 0)
    return _("{share} of it measured").format(share=share)
