"""``lifecycle``: a study computed without a screen, its variants side by side and compared."""

import json
import sys
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from equilibre import numbers
from equilibre.errors import EquilibreError
from equilibre.lifecycle import catalogue, writing
from equilibre.lifecycle.comparison import Difference, compare
from equilibre.lifecycle.errors import LifecycleError, StudyRefused, UnknownName
from equilibre.lifecycle.exchange.formats import FORMATS
from equilibre.lifecycle.files import LARGEST_BYTES, read_study, study_bytes
from equilibre.lifecycle.indicator import Indicator
from equilibre.lifecycle.inventory import (
    Impacts,
    check_zone,
    factor_of,
    impacts,
    parameter_of,
    variant_of,
)
from equilibre.lifecycle.own_parameters import fixed
from equilibre.lifecycle.study import Line, Study
from equilibre.lifecycle.uncertainty import Simulation
from equilibre.quantities import Unit
from equilibre.sessions.files import write_whole
from equilibre.texts import _, ngettext

_WIDTH = 100  # characters of a line of text
_TITLE = 40  # characters of the name of a variant


class ExportRefused(EquilibreError):
    """A study cannot be written in the format asked for."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line asks for."""

    study: str  # a key of the tables, or the path of a file
    electricity: str | None
    compare: tuple[str, str] | None
    draws: int
    seed: int
    settings: dict[str, float]
    export: Path | None
    as_json: bool


@dataclass(frozen=True, slots=True)
class _Results:
    """Everything that is said of a study."""

    simulation: Simulation
    settings: Mapping[str, float]
    tables: Mapping[str, Impacts]  # by variant
    bounds: Mapping[str, Mapping[str, tuple[float, ...] | None]]  # by variant: 5 and 95 %
    comparison: Mapping[str, Difference]

    @property
    def study(self) -> Study:
        return self.simulation.study


def run(choices: Choices) -> int:
    """Print the results as text or JSON, write the file asked for, and return 0.

    Whatever was asked that cannot be done is said in a sentence on the standard error: 2.
    """
    try:
        export = _exporter(choices.export)
        results = _computed(choices)
        if export and choices.export:
            write_whole(choices.export, export(results.study, results.simulation.zone))
    except EquilibreError as problem:
        print(problem, file=sys.stderr)
        return 2
    if choices.as_json:
        print(json.dumps(as_row(results), indent=1, ensure_ascii=False, allow_nan=False))
    else:
        print(as_text(results))
    return 0


def _computed(choices: Choices) -> _Results:
    study = _study(choices.study)
    for name in choices.settings:
        parameter_of(study, name)
    zone = choices.electricity or study.zone
    check_zone(zone)
    first, second = choices.compare or study.compare
    for variant in (first, second):
        variant_of(study, variant)
    # What is exported is what was computed.
    study = replace(fixed(study, choices.settings), zone=zone, compare=(first, second))
    simulation = Simulation(study, zone, choices.draws, choices.seed)
    variants = [variant.key for variant in study.variants]
    return _Results(
        simulation,
        choices.settings,
        {key: impacts(study, key, zone) for key in variants},
        {key: simulation.quantiles(key, (0.05, 0.95)) for key in variants},
        compare(simulation, first, second),
    )


def _study(name: str) -> Study:
    if name in catalogue.study_keys():
        return catalogue.study(name)
    try:
        with Path(name).open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        raise UnknownName(
            _(
                "There is no study named “{name}”, and no file there: the studies are {known}."
            ).format(name=name, known=", ".join(catalogue.study_keys()))
        ) from None
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else problem
        raise StudyRefused(
            _("“{name}” cannot be read: {reason}.").format(name=name, reason=reason)
        ) from problem
    try:
        return read_study(content)
    except LifecycleError as problem:
        raise StudyRefused(
            _("“{name}”: {problem}").format(name=Path(name).name, problem=problem)
        ) from problem


def _exporter(path: Path | None) -> Callable[[Study, str], bytes] | None:
    """Return what writes the format that the name of *path* asks for. Raises ExportRefused."""
    if path is None:
        return None
    suffix = path.suffix.lower()
    if suffix == ".json":
        return lambda study, _zone: study_bytes(study)
    if suffix in FORMATS:
        return FORMATS[suffix].content
    if suffix in (".pdf", ".png", ".svg"):
        raise ExportRefused(
            _("Pictures and PDF pages are made in the window: open the Life cycle tab.")
        )
    raise ExportRefused(
        _("“{name}” names no format: end it with one of {known}.").format(
            name=path.name, known=", ".join((".json", *FORMATS))
        )
    )


# -- JSON ----------------------------------------------------------------------------------


def as_row(results: _Results) -> dict[str, Any]:
    """Return the results in the units of the indicators; what has no data is null."""
    simulation, study = results.simulation, results.study
    return {
        "study": study.key,
        "electricity": simulation.zone,
        "functional_unit": str(study.functional_unit),
        "draws": simulation.draws,
        "seed": simulation.seed,
        "set": dict(results.settings),
        "units": {key: each.unit for key, each in catalogue.indicators().items()},
        "vectors": {key: table.total() for key, table in results.tables.items()},
        "intervals": results.bounds,
        "compared": list(study.compare),
        "comparison": {key: _difference(each) for key, each in results.comparison.items()},
        "phases": {key: table.by_phase() for key, table in results.tables.items()},
        "devices": {key: table.by_device() for key, table in results.tables.items()},
        "gaps": {
            key: {
                indicator: [_gap(study, simulation.zone, line) for line in table.gaps(indicator)]
                for indicator in table.indicators
            }
            for key, table in results.tables.items()
        },
    }


def _difference(difference: Difference) -> dict[str, Any]:
    known = difference.value is not None
    return {
        "difference": difference.value,
        "interval": [difference.low, difference.high] if known else None,
        "sign": difference.sign,
        "unknown": difference.unknown,
        "probability_positive": difference.probability_positive,
        "settled": difference.settled,
    }


def _gap(study: Study, zone: str, line: Line) -> dict[str, str]:
    factor = factor_of(study, line.factor, zone)
    return {"phase": line.phase, "device": line.device, "factor": factor.key}


# -- text ----------------------------------------------------------------------------------


def as_text(results: _Results) -> str:
    """Return the results as paragraphs and a table for a reader."""
    study, simulation = results.study, results.simulation
    zone = catalogue.zones()[simulation.zone]
    heading = [
        str(study.title),
        _("For: {functional_unit}").format(functional_unit=study.functional_unit),
        _("Electricity: {zone}. {draws} draws, seed {seed}; between brackets, 90% of them.").format(
            zone=zone.name,
            draws=numbers.count(simulation.draws),
            seed=simulation.seed,
        ),
        *(
            # As on the command line, whatever the language.
            _("Set: {setting}").format(setting=f"{name}={value:g}")
            for name, value in results.settings.items()
        ),
    ]
    parts = [heading, _vectors(results), _compared(results), [_sources(results)]]
    return "\n\n".join("\n".join(_wrapped(part)) for part in parts)


def _wrapped(lines: Sequence[str]) -> list[str]:
    # The columns of a table are left as they are.
    return [
        line if "  " in line else textwrap.fill(line, _WIDTH, break_long_words=False)
        for line in lines
    ]


def _vectors(results: _Results) -> list[str]:
    """Return the table of the variants and indicators, one unit for each indicator."""
    units = {key: _unit(results, key) for key in catalogue.indicators()}
    rows = [
        [
            "",
            *(f"{each.short} ({writing.symbol(each, units[key])})" for key, each in _indicators()),
        ],
        *(
            [
                textwrap.shorten(f"{variant.key} {variant.title}", _TITLE, placeholder="…"),
                *(
                    _cell(total, results.bounds[variant.key][key], units[key])
                    for key, total in results.tables[variant.key].total().items()
                ),
            ]
            for variant in results.study.variants
        ),
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            [f"{row[0]:<{widths[0]}}"]
            + [f"{text:>{width}}" for text, width in zip(row[1:], widths[1:], strict=True)]
        ).rstrip()
        for row in rows
    ]


def _indicators() -> Sequence[tuple[str, Indicator]]:
    return tuple(catalogue.indicators().items())


def _unit(results: _Results, key: str) -> Unit:
    """Return the unit of an indicator in the whole table: that of the median variant.

    The largest variant may be a hundred times the others.
    """
    totals = (table.total()[key] for table in results.tables.values())
    sizes = sorted(abs(total) for total in totals if total)
    middle = sizes[len(sizes) // 2] if sizes else 0.0
    return writing.unit_of(catalogue.indicators()[key], middle)


def _cell(total: float | None, bounds: tuple[float, ...] | None, unit: Unit) -> str:
    if total is None or bounds is None:
        return _("no data")
    total_text, low, high = (writing.number(one, unit) for one in (total, *bounds))
    return f"{total_text} [{low} – {high}]"


def _compared(results: _Results) -> list[str]:
    first, second = results.study.compare
    lines = [_("{second} compared with {first}:").format(second=second, first=first)]
    for key, indicator in _indicators():
        said = _said(indicator, results.comparison[key])
        lines.append(_("- {indicator}: {result}").format(indicator=indicator.name, result=said))
    return lines


def _said(indicator: Indicator, difference: Difference) -> str:
    """Return the difference in words: less, more or undetermined, and what that rests on."""
    gaps = len(difference.gaps)
    missing = ngettext("; no data for {n} line", "; no data for {n} lines", gaps).format(n=gaps)
    told = gaps and difference.value is not None
    return _sign(indicator, difference) + (missing if told else "")


def _sign(indicator: Indicator, difference: Difference) -> str:
    probability = difference.probability_positive
    if difference.value is None or probability is None:
        return _("no data")
    if difference.sign == "0":
        return _("no difference")
    unit = writing.unit_of(indicator, difference.value)
    if not difference.settled:
        sentence = _("undetermined, {value} [{low} … {high}], more in {share} of the draws")
    elif difference.value > 0:
        sentence = _("more, {value} [{low} … {high}], in {share} of the draws")
    else:
        sentence = _("less, {value} [{low} … {high}], in {share} of the draws")
        probability = 1 - probability
    return sentence.format(
        value=writing.signed(indicator, difference.value, unit),
        low=writing.number(difference.low or 0.0, unit),
        high=writing.number(difference.high or 0.0, unit),
        share=numbers.percent(probability, 0),
    )


def _sources(results: _Results) -> str:
    study, zone = results.study, results.simulation.zone
    lines = (line for key in study.compare for line in study.variant(key).lines)
    sources = dict.fromkeys(str(factor_of(study, line.factor, zone).source) for line in lines)
    listed = "; ".join(source.rstrip(".") for source in sources)
    return _("Sources of the factors: {sources}.").format(sources=listed)
