"""What an experiment found, as JSON for programs and as CSV for spreadsheets; SI units."""

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

from equilibre.learning.experiments.experiment import Findings, Point
from equilibre.sessions.experiment_record import ExperimentRecord
from equilibre.sessions.table import table_csv

_COLUMNS = (
    *("picture", "series", "name", "group", "x", "y", "low", "high", "trials"),
    *("processor_seconds", "energy_joules", "elsewhere", "kept", "lens"),
)


def document(record: ExperimentRecord) -> dict[str, Any]:
    """Return the record as plain values; what is unknown is None.

    The CPU time and the energy of a point are those of one of its trials, or of one of what it
    did in them. A point computed elsewhere has no energy here.
    """
    energy, findings = record.energy, record.findings
    gross, marginal = (energy.gross, energy.marginal) if energy else (None, None)
    return {
        "experiment": record.experiment,
        "created": record.created,
        "version": record.version,
        "processor": record.machine.processor,
        "data": record.dataset or None,
        "settings": dict(record.settings),
        "seed": record.seed,
        "entries": dict(record.entries),
        "complete": record.complete,
        "seconds": record.seconds,
        "processor_seconds": record.processor_seconds,
        "energy_joules": gross.value if gross else None,
        "energy_low_joules": gross.low if gross else None,
        "energy_high_joules": gross.high if gross else None,
        "marginal_energy_joules": marginal.value if marginal else None,
        "marginal_low_joules": marginal.low if marginal else None,
        "marginal_high_joules": marginal.high if marginal else None,
        "kind": str(energy.kind) if energy else None,
        "measured_share": energy.measured_share if energy else None,
        "source": energy.source if energy else None,
        "boundary": str(energy.boundary) if energy else None,
        "covers": list(energy.covers) if energy else [],
        "idle_before_watts": energy.idle_watts if energy else None,
        "idle_after_watts": energy.idle_after_watts if energy else None,
        "predicted": list(record.predictions),
        "found": [_finite(value) for value in record.found],
        "sentences": list(record.sentences),
        "points": [_point(point, findings) for point in record.points],
    }


def record_json(record: ExperimentRecord) -> str:
    """Return the record as a JSON text."""
    return json.dumps(document(record), indent=1, ensure_ascii=False, allow_nan=False)


def record_csv(record: ExperimentRecord) -> str:
    """Return one row per point, with its energy in joules and its figures in columns."""
    figures = sorted({key for point in record.points for key in point.figures})
    findings = record.findings
    return table_csv(
        ("experiment", *_COLUMNS, *figures),
        (_row(record.experiment, point, findings, figures) for point in record.points),
    )


def _point(point: Point, findings: Findings) -> dict[str, Any]:
    return {
        **{name: _finite(value) for name, value in _cells(point, findings).items()},
        "values": [_finite(value) for value in point.values],
        "figures": {key: _finite(value) for key, value in point.figures.items()},
    }


def _row(experiment: str, point: Point, findings: Findings, figures: Sequence[str]) -> list[object]:
    cells = [*_cells(point, findings).values(), *_chosen(point.figures, figures)]
    return [experiment, *("" if cell is None else cell for cell in cells)]


def _cells(point: Point, findings: Findings) -> dict[str, object]:
    values = (
        *(point.picture, point.series, point.name, point.group, point.x, point.y),
        *(point.low, point.high, point.trials, point.trial_seconds or None, findings.joules(point)),
        *(point.elsewhere, point.kept, point.lens),
    )
    return dict(zip(_COLUMNS, values, strict=True))


def _chosen(figures: Mapping[str, float], keys: Sequence[str]) -> list[object]:
    return [figures.get(key, "") for key in keys]


def _finite(value: Any) -> Any:
    """Return *value*, None for what is not a number: JSON has no word for it."""
    return None if isinstance(value, float) and not math.isfinite(value) else value
