"""Where an indicator comes from: devices × phases, the heaviest lines, what moves the result."""

from collections import Counter

from equilibre import numbers
from equilibre.lifecycle import catalogue, writing
from equilibre.lifecycle.comparison import Swing, contributions
from equilibre.lifecycle.inventory import Impacts, factor_of
from equilibre.lifecycle.study import Study
from equilibre.quantities import Unit
from equilibre.texts import labelled
from equilibre.ui.lifecycle.figures.phases import group_names
from equilibre.ui.lifecycle.state import Cell, HeatMap, Ranked

_LISTED = 6
_SMALL_SHARE = 0.0005  # of a total, written "< 0.1 %"
_TINY = 0.001  # of the unit of a heat map: less is written as less than it
_ROUNDING = 1e-9  # of what was added and taken away: a sum below it is zero


def heat_map(study: Study, indicator_key: str, title: str, *tables: Impacts) -> HeatMap:
    """Return devices × phases of one table, or of the second minus the first of two.

    What two tables share cancels out, with its gaps. A place or a sum of which nothing is known
    is "?", never 0.
    """
    indicator = catalogue.indicators()[indicator_key]
    cells, missing = _places(indicator_key, tables)
    names = group_names()
    places = [*cells, *missing]
    shown = {device for device, _group in places}
    known = [key for key in names if any(group == key for _device, group in places)]
    devices = list(
        dict.fromkeys(
            line.device for table in tables for line in table.lines if line.device in shown
        )
    )
    largest = max((abs(value) for value in cells.values()), default=0.0)
    unit = writing.unit_of(indicator, largest)
    rows = [
        [_cell(cells.get((device, phase)), (device, phase) in missing, largest, unit)
         for phase in known]
        for device in devices
    ]  # fmt: skip
    name = writing.in_sentence(str(indicator.short))
    return HeatMap(
        title=labelled(title, f"{name} ({writing.symbol(indicator, unit)})"),
        devices=tuple(str(study.devices.get(device, device)) for device in devices),
        phases=tuple(names[group] for group in known),
        cells=tuple(tuple(row) for row in rows),
        values=tuple(tuple(cells.get((device, phase)) for phase in known) for device in devices),
        device_totals=tuple(
            _sum([cells.get((device, phase)) for phase in known], unit) for device in devices
        ),
        phase_totals=tuple(
            _sum([cells.get((device, phase)) for device in devices], unit) for phase in known
        ),
        total=_sum(list(cells.values()), unit),
        unit=indicator.unit,
    )


Places = dict[tuple[str, str], float]  # by device and group of phases


def _places(
    indicator: str, tables: tuple[Impacts, ...]
) -> tuple[Places, dict[tuple[str, str], bool]]:
    """Return what is known of each place, and the places that a line without data leaves open."""
    cells: Places = {}
    missing: dict[tuple[str, str], bool] = {}
    sizes: Places = {}
    signs = (-1, 1) if len(tables) > 1 else (1,)
    for sign, table in zip(signs, tables, strict=True):
        column = table.indicators.index(indicator)
        shared = Counter(line for other in tables if other is not table for line in other.lines)
        for line, value, gap in zip(
            table.lines, table.known[:, column], table.missing[:, column], strict=True
        ):
            place: tuple[str, str] = (line.device, catalogue.phases()[line.phase].group)
            if shared[line] > 0:
                shared[line] -= 1
                cells.setdefault(place, 0.0)
            elif gap:
                missing[place] = True
            else:
                cells[place] = cells.get(place, 0.0) + sign * float(value)
                sizes[place] = sizes.get(place, 0.0) + abs(float(value))
    for place, size in sizes.items():
        if abs(cells[place]) <= _ROUNDING * size:
            cells[place] = 0.0
    return cells, missing


def _sum(values: list[float | None], unit: Unit) -> str:
    known = [value for value in values if value is not None]
    total, size = sum(known), sum(abs(value) for value in known)
    if not known:
        return "?"
    return _short(total if abs(total) > _ROUNDING * size else 0.0, unit)


def _cell(value: float | None, missing: bool, largest: float, unit: Unit) -> Cell:
    if missing and not value:
        return Cell("?", 0.0, missing=True)
    if value is None:
        return Cell("", 0.0, empty=True)
    length = value / largest if largest else 0.0
    return Cell(_short(value, unit), length, missing=missing)


def _short(value: float, unit: Unit) -> str:
    """Write an impact in *unit* within the width of a cell."""
    size = abs(value) / unit.size
    if 0 < size < _TINY:
        bound = numbers.decimal(_TINY, 3)
        return f"< {bound}" if value > 0 else f"> {numbers.MINUS}{bound}"
    return writing.number(value, unit)


def hotspots(study: Study, indicator_key: str, table: Impacts) -> tuple[Ranked, ...]:
    """Return the lines that weigh most, as shares of the total."""
    found = contributions(table, indicator_key)[:_LISTED]
    largest = max((abs(part) for _line, part in found), default=0.0) or 1.0
    return tuple(
        Ranked(
            name=f"{study.devices.get(line.device, line.device)}, "
            f"{catalogue.phases()[line.phase].name}",
            length=part / largest,
            text="< " + numbers.percent(0.001)
            if abs(part) < _SMALL_SHARE
            else writing.percent(part),
            factor=line.factor,
        )
        for line, part in found
        if part
    )


def swings(
    study: Study, zone: str, indicator_key: str, found: tuple[Swing, ...]
) -> tuple[Ranked, ...]:
    """Return what moves the difference most when it goes from its lowest to its highest value."""
    indicator = catalogue.indicators()[indicator_key]
    kept = found[:_LISTED]
    largest = max((max(abs(one.at_low), abs(one.at_high)) for one in kept), default=0.0) or 1.0
    unit = writing.unit_of(indicator, largest)
    return tuple(
        Ranked(
            name=_name_of(study, zone, one),
            start=one.at_low / largest,
            length=one.at_high / largest,
            text=f"{writing.signed_number(one.at_low, unit)} … "
            f"{writing.signed_number(one.at_high, unit)} {writing.symbol(indicator, unit)}",
            factor=one.key if one.kind == "factor" else "",
            parameter=one.key if one.kind == "parameter" else "",
        )
        for one in kept
    )


def _name_of(study: Study, zone: str, swing: Swing) -> str:
    if swing.kind == "parameter":
        return str(study.parameters[swing.key].name)
    return str(factor_of(study, swing.key, zone).name)
