"""Runs and curves as CSV: SI units in the column names, points, no groups, ISO dates."""

import csv
import io
from collections.abc import Iterable, Sequence

from equilibre.facts.electricity import countries
from equilibre.sessions.run import Run, RunEnergy
from equilibre.spreadsheet import harmless

_COLUMNS = (
    *("name", "created", "data", "family", "settings", "seed", "parameters", "epochs"),
    *("training_score", "test_score", "score", "seconds", "evaluation_seconds"),
    *("repeats", "stopped", "computed_on"),
    *("energy_joules", "energy_low_joules", "energy_high_joules"),
    *("marginal_energy_joules", "marginal_low_joules", "marginal_high_joules"),
    *("measured_share", "boundary", "idle_watts", "idle_after_watts"),
    *("training_process_joules", "window_joules", "other_programs_joules"),
    *("spread_mean_joules", "spread_half_width_joules", "computer_joules"),
    *("kind", "source", "country", "carbon_kg_co2e", "processor", "version"),
)


def runs_csv(runs: Sequence[Run]) -> str:
    """Return one row per run, with its energies in joules and CO₂e in kilograms."""
    return table_csv(_COLUMNS, (_row(run) for run in runs))


def _row(run: Run) -> list[object]:
    gross = run.energy.gross if run.energy else None
    marginal = run.energy.marginal if run.energy else None
    country = countries().get(run.country)
    carbon = country.carbon_kg(gross.value) if gross and country else None
    return [
        run.name,
        run.created,
        run.dataset,
        run.family,
        " ".join(f"{key}={value:g}" for key, value in run.settings.items()),
        run.seed,
        run.parameters,
        run.epochs,
        run.training_score,
        run.test_score,
        "accuracy" if run.task == "classification" else "r2",
        run.seconds,
        "" if run.evaluation_seconds is None else run.evaluation_seconds,
        run.repeats,
        run.stopped,
        run.computed_on,
        *((gross.value, gross.low, gross.high) if gross else ("", "", "")),
        *((marginal.value, marginal.low, marginal.high) if marginal else ("", "", "")),
        *_account(run.energy),
        run.energy.kind if run.energy else "",
        run.energy.source if run.energy else "",
        run.country,
        "" if carbon is None else carbon,
        run.machine.processor,
        run.version,
    ]


def _account(energy: RunEnergy | None) -> list[object]:
    """Return how the energy is known, whose it was and how repeats differed; "" where unknown."""
    if energy is None:
        return [""] * 10
    work, spread = energy.work, energy.spread
    cells = [
        *(energy.measured_share, energy.boundary if energy.covers else None),
        *(energy.idle_watts, energy.idle_after_watts),
        *((work.training, work.window, work.rest) if work else (None, None, None)),
        *((spread.mean, spread.half_width) if spread else (None, None)),
        energy.computer.value if energy.computer else None,
    ]
    return ["" if cell is None else cell for cell in cells]


def table_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a CSV text; no cell of it can be taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    return text.getvalue()
