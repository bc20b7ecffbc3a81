"""What ``experiment`` prints for a reader: the list, or what one experiment found."""

from typing import Any

from equilibre import numbers
from equilibre.learning.dataset import card
from equilibre.learning.experiments.catalogue import EXPERIMENTS
from equilibre.learning.experiments.experiment import COMMAND, Entry, Experiment
from equilibre.meter.account import RunEnergy
from equilibre.quantities import ENERGY
from equilibre.sessions.experiment_record import ExperimentRecord
from equilibre.texts import _


def list_as_rows() -> list[dict[str, Any]]:
    """Return the experiments with all that can be chosen of them."""
    return [
        {
            "key": one.key,
            "name": _(one.name),
            "question": _(one.question),
            "data": list(one.datasets),
            "settings": {
                control.key: {"values": list(control.stops), "default": control.default}
                for control in one.controls
            },
            "entries": [entry.key for entry in typed_in(one)],
            "seconds": one.seconds,
        }
        for one in EXPERIMENTS
    ]


def list_as_text() -> str:
    """Return the experiments, one a paragraph."""
    return "\n\n".join(_entry(one) for one in EXPERIMENTS)


def _entry(one: Experiment) -> str:
    lines = [f"{one.key}", f"  {_(one.question)}"]
    if one.datasets:
        lines.append("  --data " + " | ".join(one.datasets))
    for control in one.controls:
        stops = " | ".join(f"{stop:g}" for stop in control.stops)
        lines.append(f"  --set {control.key}={stops}")
    lines += [f"  --entry {entry.key}=…  {_(entry.explanation)}" for entry in typed_in(one)]
    return "\n".join(lines)


def typed_in(one: Experiment) -> list[Entry]:
    """Return what can be typed in here: a command of one's own has ``measure`` for itself."""
    return [entry for entry in one.entries if entry.key != COMMAND]


def as_text(one: Experiment, record: ExperimentRecord) -> str:
    """Return what was found, as lines for a reader."""
    lines = [(_("Experiment"), _(one.name))]
    if record.dataset:
        lines.append((_("Data"), str(card(record.dataset).name)))
    points = numbers.count(len(record.points))
    lines += [
        (
            _("Points"),
            points if record.complete else _("{count}, not complete").format(count=points),
        ),
        (_("Duration"), numbers.seconds(record.seconds)),
        (_("Processor time"), numbers.seconds(record.processor_seconds)),
        *_energy_lines(record.energy),
    ]
    width = max(len(name) for name, _value in lines)
    told = [f"{name:<{width}}  {value}" for name, value in lines]
    if record.energy is not None and record.energy.disturbance:
        told.append(record.energy.disturbance)
    return "\n".join([_(one.question), "", *record.sentences, "", *told])


def _energy_lines(energy: RunEnergy | None) -> list[tuple[str, str]]:
    if energy is None:
        return [(_("Energy"), _("not metered"))]
    gross = energy.gross
    digits = numbers.digits_for(gross.value, gross.low, gross.high)
    value = numbers.about(energy.kind, numbers.energy(gross.value, digits))
    bounds = numbers.interval(gross.low, gross.high, ENERGY)
    return [
        (_("Energy of the whole"), f"{value} ({bounds}), {numbers.kind_name(str(energy.kind))}"),
        (_("Obtained from"), energy.source),
    ]
