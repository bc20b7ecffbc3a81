"""What ``lifecycle`` prints: a study computed, its variants compared, as JSON and as text."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from equilibre import numbers
from equilibre.lifecycle import catalogue, writing
from equilibre.lifecycle.comparison import Difference
from equilibre.lifecycle.indicator import Indicator
from equilibre.lifecycle.inventory import Impacts, factor_of
from equilibre.lifecycle.study import Line, Study
from equilibre.lifecycle.uncertainty import Simulation
from equilibre.quantities import Unit
from equilibre.records import dataclass
from equilibre.texts import _, joined, ngettext

_WIDTH = 100  # characters of a line of text
_TITLE = 40  # characters of the name of a variant


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that is said of a study."""

    simulation: Simulation
    settings: Mapping[str, float]
    tables: Mapping[str, Impacts]  # by variant
    bounds: Mapping[str, Mapping[str, tuple[float, ...] | None]]  # by variant: 5 and 95 %
    comparison: Mapping[str, Difference]

    @property
    def study(self) -> Study:
        return self.simulation.study


# -- JSON ----------------------------------------------------------------------------------


def as_row(results: Results) -> dict[str, Any]:
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


def as_text(results: Results) -> str:
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


def _vectors(results: Results) -> list[str]:
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


def _unit(results: Results, key: str) -> Unit:
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


def _compared(results: Results) -> list[str]:
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


def _sources(results: Results) -> str:
    study, zone = results.study, results.simulation.zone
    lines = (line for key in study.compare for line in study.variant(key).lines)
    sources = dict.fromkeys(str(factor_of(study, line.factor, zone).source) for line in lines)
    listed = joined(source.rstrip(".") for source in sources)
    return _("Sources of the factors: {sources}.").format(sources=listed)
