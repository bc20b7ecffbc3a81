"""What each phase of a life adds: a small chart for each indicator."""

from equilibre.lifecycle import catalogue, writing
from equilibre.lifecycle.indicator import Indicator
from equilibre.lifecycle.inventory import Impacts
from equilibre.lifecycle.uncertainty import Simulation
from equilibre.quantities import Unit
from equilibre.texts import _
from equilibre.ui.board import Choice
from equilibre.ui.lifecycle.state import Bar, Panel, Segment


def group_names() -> dict[str, str]:
    """Return the groups of phases in the order of a life, with their names."""
    return {
        "production": _("Production"),
        "distribution": _("Transport"),
        "training": _("Training"),
        "inference": _("Inference"),
        "use": _("Other use"),
        "end_of_life": _("End of life"),
        "whole": _("Whole life"),
    }


def panels(
    simulation: Simulation, ways: tuple[tuple[str, Impacts], tuple[str, Impacts]]
) -> tuple[Panel, ...]:
    """Return a small chart for each indicator; *ways* are the keys and impacts of A and B."""
    quantiles = [simulation.quantiles(key, (0.05, 0.95)) for key, _impacts in ways]
    found = []
    for indicator in catalogue.indicators().values():
        totals = [table.total()[indicator.key] for _key, table in ways]
        unit = writing.unit_of(indicator, *totals)
        bars = tuple(
            _bar(letter, indicator, unit, table, bounds[indicator.key])
            for letter, (_key, table), bounds in zip("AB", ways, quantiles, strict=True)
        )
        top = max(max((bar.total or 0.0), bar.high) for bar in bars)
        title = _("{name} ({unit})").format(
            name=indicator.short, unit=writing.symbol(indicator, unit)
        )
        found.append(Panel(indicator.key, title, bars, top))
    return tuple(found)


def _bar(
    letter: str,
    indicator: Indicator,
    unit: Unit,
    table: Impacts,
    bounds: tuple[float, ...] | None,
) -> Bar:
    names = group_names()
    values = dict.fromkeys(names, 0.0)
    for phase, vector in table.by_phase().items():
        values[catalogue.phases()[phase].group] += vector[indicator.key] or 0.0
    total = table.total()[indicator.key]
    missing = table.gaps(indicator.key)
    low, high = (0.0, 0.0) if bounds is None else (bounds[0] / unit.size, bounds[1] / unit.size)
    return Bar(
        name=letter,
        segments=tuple(
            Segment(group, names[group], value / unit.size)
            for group, value in values.items()
            if value > 0
        ),
        total=None if total is None else total / unit.size,
        low=low,
        high=high,
        total_text=_("no data") if total is None else writing.number(total, unit),
        interval_text=""
        if bounds is None or total is None
        else writing.between(bounds[0], bounds[1], unit),
        missing=""
        if not missing
        else _("No data: {phases}.").format(
            phases=", ".join(
                dict.fromkeys(str(catalogue.phases()[line.phase].name) for line in missing)
            )
        ),
    )


def groups_shown(found: tuple[Panel, ...]) -> tuple[Choice, ...]:
    """Return the groups of phases that the panels show."""
    shown = {segment.group for panel in found for bar in panel.bars for segment in bar.segments}
    return tuple(Choice(key, name) for key, name in group_names().items() if key in shown)
