"""What the tab says of a comparison: rows, bars, marks and lists, from the numbers found."""

import math
from collections import Counter
from collections.abc import Callable, Mapping

import numpy as np

from equilibre import numbers
from equilibre.lifecycle import catalogue, second_order
from equilibre.lifecycle.comparison import Difference, Swing, contributions
from equilibre.lifecycle.indicator import Indicator
from equilibre.lifecycle.inventory import Impacts, factor_of
from equilibre.lifecycle.study import Study
from equilibre.lifecycle.uncertainty import Draws, Simulation
from equilibre.quantities import Unit, unit_for
from equilibre.texts import _, ngettext
from equilibre.ui.lifecycle.state import (
    Bar,
    BeyondRow,
    Cell,
    Choice,
    HeatMap,
    Panel,
    Ranked,
    Segment,
    SignRow,
    Verdict,
)

DIGITS = 2  # never more: two vintages of a method agree no better
_SHOWN_DRAWS = 100
_LISTED = 6
_SURE = 0.995  # a probability above it is written "every draw"
_NO_SHARE = 1e-5  # of A: below it there is nothing to see
_SMALL_SHARE = 0.0005  # of a total, written "< 0.1 %"
_SMALL_BUDGET = 0.0001  # of a person's year, written "< 0.01 %"
_STILL = 1e-6  # of the totals: draws that vary no more are the same
_ROUNDING = 1e-9  # of what was added and taken away: a sum below it is zero


def unit_of(indicator: Indicator, *values: float | None) -> Unit:
    """Return the unit in which all *values* are written: the largest decides."""
    sizes = [abs(value) for value in values if value is not None]
    most = max(sizes, default=0.0)
    # What is written as 1 000 belongs to the next unit.
    return unit_for(numbers.rounded(most, DIGITS) if most else 0.0, indicator.ladder)


def symbol(indicator: Indicator, unit: Unit) -> str:
    """Return the unit with what it is of: kg CO₂e."""
    return f"{unit.symbol} {indicator.substance}".strip()


def written(indicator: Indicator, value: float, unit: Unit | None = None) -> str:
    """Write an impact with two significant digits and its unit."""
    unit = unit or unit_of(indicator, value)
    number = numbers.significant(value / unit.size, DIGITS)
    return numbers.with_unit(number, symbol(indicator, unit))


def signed(indicator: Indicator, value: float, unit: Unit | None = None) -> str:
    """Write a difference with its sign."""
    text = written(indicator, value, unit)
    return "+" + text if value > 0 else text


def between(low: float, high: float, unit: Unit) -> str:
    """Write the bounds of an impact in *unit*, rounded outward to two significant digits."""
    joint = "–" if low >= 0 else " … "
    return (
        numbers.significant(_outward(low / unit.size, math.floor), DIGITS)
        + joint
        + numbers.significant(_outward(high / unit.size, math.ceil), DIGITS)
    )


def _outward(value: float, rounding: Callable[[float], int]) -> float:
    if value == 0:
        return 0.0
    step = 10.0 ** (math.floor(math.log10(abs(value))) - DIGITS + 1)
    steps = value / step
    # What is a whole number of steps but for its last digit stays where it is.
    inward = -1e-12 if rounding is math.ceil else 1e-12
    return rounding(steps + inward * abs(steps)) * step


def share(value: float) -> str:
    """Write a share of A with a sign: "−93 %", "+6.4 %"."""
    if abs(value) < _NO_SHARE:
        return numbers.percent(0.0, 0)
    text = percent(value)
    return "+" + text if value > 0 else text


def percent(part: float) -> str:
    """Write a share with two significant digits."""
    rounded = numbers.rounded(part, DIGITS)
    exponent = int(f"{100 * rounded:.{DIGITS - 1}e}".partition("e")[2])
    return numbers.percent(rounded, max(0, DIGITS - 1 - exponent) if rounded else 0)


# -- signs ---------------------------------------------------------------------------------


def sign_rows(
    simulation: Simulation,
    differences: Mapping[str, Difference],
    first: Impacts,
    second: Impacts,
) -> tuple[SignRow, ...]:
    """Return a row for each indicator of the strip of signs."""
    one = next(iter(differences.values()))
    apart = simulation.difference(one.first, one.second)
    reference = simulation.total(one.first)
    totals = first.total(), second.total()
    rows = []
    for index, (key, difference) in enumerate(differences.items()):
        before, after = totals[0][key], totals[1][key]
        shares = None
        if difference.value is not None and before and np.all(reference[index] > 0):
            # Each draw beside the A of the same draw: what both are unsure of does not blur it.
            shares = apart[index] / reference[index]
        rows.append(_sign_row(difference, before, after, shares))
    return tuple(rows)


def _sign_row(
    difference: Difference, one: float | None, other: float | None, shares: Draws | None
) -> SignRow:
    indicator = catalogue.indicators()[difference.indicator]
    verdict = _verdict(difference, max(abs(one or 0.0), abs(other or 0.0)))
    change = interval = ""
    value = low = high = None
    shown: tuple[float, ...] = ()
    if difference.value is None:
        interval = _("no data")
    elif one and shares is not None:
        value = difference.value / one
        low, high = (float(bound) for bound in np.quantile(shares, (0.05, 0.95)))
        change, interval = share(value), f"{share(low)} … {share(high)}"
        shown = tuple(float(draw) for draw in shares[:_SHOWN_DRAWS])
    else:
        change = signed(indicator, difference.value)
        interval = _("no percentage: A may be zero")
    return SignRow(
        indicator=indicator.key,
        name=str(indicator.short),
        totals=_totals(indicator, one, other),
        verdict=verdict,
        unknown=difference.unknown,
        word=_word(difference, verdict),
        change=change,
        interval=interval,
        detail=_detail(difference, verdict),
        value=value,
        low=low,
        high=high,
        draws=shown,
    )


def _verdict(difference: Difference, largest: float) -> Verdict:
    """Return what may be said, where the *largest* of the two totals is so much."""
    value, probability = difference.value, difference.probability_positive
    if value is None or probability is None:
        return "absent"
    if difference.sign == "0":
        bounds = difference.low or 0.0, difference.high or 0.0
        still = max(abs(bound) for bound in bounds) <= _STILL * largest
        return "same" if still else "undetermined"
    # The draws of a lopsided range may lie on the other side of its central value.
    if not difference.settled or (value > 0) != (probability > 0.5):  # noqa: PLR2004
        return "undetermined"
    return "less" if value < 0 else "more"


def _word(difference: Difference, verdict: Verdict) -> str:
    if verdict == "less":
        return _("B better (?)") if difference.unknown else _("B better")
    if verdict == "more":
        return _("A better (?)") if difference.unknown else _("A better")
    if verdict == "same":
        return _("no difference (?)") if difference.unknown else _("no difference")
    return _("no data") if verdict == "absent" else _("undetermined")


def _detail(difference: Difference, verdict: Verdict) -> str:
    gaps = len(difference.gaps)
    if gaps and verdict != "undetermined":
        return ngettext("no data for {n} line", "no data for {n} lines", gaps).format(n=gaps)
    if difference.probability_positive is None or verdict == "same":
        return ""
    probability = difference.probability_positive
    if verdict == "undetermined":
        return _("B better in {share} of the draws").format(
            share=numbers.percent(1 - probability, 0)
        )
    sure = max(probability, 1 - probability)
    if sure >= _SURE:
        return _("in every draw, or nearly")
    return _("in {share} of the draws").format(share=numbers.percent(sure, 0))


def _totals(indicator: Indicator, one: float | None, other: float | None) -> str:
    if one is None and other is None:
        return _("no data")
    unit = unit_of(indicator, one, other)
    digits = DIGITS
    if one is not None and other is not None and one != other:
        # Two values that differ are written so that it shows, within what the method allows.
        same = numbers.rounded(one, DIGITS) == numbers.rounded(other, DIGITS)
        digits = indicator.most_digits if same else DIGITS
    texts = [
        _("no data") if value is None else numbers.significant(value / unit.size, digits)
        for value in (one, other)
    ]
    return f"{texts[0]} → {texts[1]} {symbol(indicator, unit)}"


def sentence(rows: tuple[SignRow, ...]) -> str:
    """Return what the strip says, in words."""
    groups: list[tuple[Callable[[SignRow], bool], str]] = [
        (lambda row: row.verdict == "less" and not row.unknown, _("B does better: {names}.")),
        (lambda row: row.verdict == "more" and not row.unknown, _("A does better: {names}.")),
        (lambda row: row.verdict == "same" and not row.unknown, _("No difference: {names}.")),
        (lambda row: row.verdict == "undetermined", _("Nothing can be concluded: {names}.")),
        (
            lambda row: row.unknown and row.verdict in ("less", "more", "same"),
            _("Some data are missing, the sign could turn: {names}."),
        ),
        (lambda row: row.verdict == "absent", _("No data to compare: {names}.")),
    ]
    parts = []
    for belongs, text in groups:
        names = [row.name for row in rows if belongs(row)]
        if names:
            parts.append(text.format(names=", ".join(_small(name) for name in names)))
    return " ".join(parts)


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


# -- phases --------------------------------------------------------------------------------


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
        unit = unit_of(indicator, *totals)
        bars = tuple(
            _bar(letter, indicator, unit, table, bounds[indicator.key])
            for letter, (_key, table), bounds in zip("AB", ways, quantiles, strict=True)
        )
        top = max(max((bar.total or 0.0), bar.high) for bar in bars)
        title = _("{name} ({unit})").format(name=indicator.short, unit=symbol(indicator, unit))
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
        total_text=_("no data")
        if total is None
        else numbers.significant(total / unit.size, DIGITS),
        interval_text=""
        if bounds is None or total is None
        else between(bounds[0], bounds[1], unit),
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


# -- details -------------------------------------------------------------------------------


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
    unit = unit_of(indicator, largest)
    rows = [
        [_cell(cells.get((device, phase)), (device, phase) in missing, largest, unit)
         for phase in known]
        for device in devices
    ]  # fmt: skip
    return HeatMap(
        title=f"{title}: {_small(str(indicator.short))} ({symbol(indicator, unit)})",
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
    return _number(total if abs(total) > _ROUNDING * size else 0.0, unit)


def _number(value: float, unit: Unit) -> str:
    return numbers.significant(value / unit.size, DIGITS)


def _cell(value: float | None, missing: bool, largest: float, unit: Unit) -> Cell:
    if missing and not value:
        return Cell("?", 0.0, missing=True)
    if value is None:
        return Cell("", 0.0, empty=True)
    length = value / largest if largest else 0.0
    return Cell(_number(value, unit), length, missing=missing)


def hotspots(study: Study, indicator_key: str, table: Impacts) -> tuple[Ranked, ...]:
    """Return the lines that weigh most, as shares of the total."""
    found = contributions(table, indicator_key)[:_LISTED]
    largest = max((abs(part) for _line, part in found), default=0.0) or 1.0
    return tuple(
        Ranked(
            name=f"{study.devices.get(line.device, line.device)}, "
            f"{catalogue.phases()[line.phase].name}",
            length=part / largest,
            text="< " + numbers.percent(0.001) if abs(part) < _SMALL_SHARE else percent(part),
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
    unit = unit_of(indicator, largest)
    return tuple(
        Ranked(
            name=_name_of(study, zone, one),
            start=one.at_low / largest,
            length=one.at_high / largest,
            text=f"{_signed_number(one.at_low, unit)} … "
            f"{_signed_number(one.at_high, unit)} {symbol(indicator, unit)}",
            factor=one.key if one.kind == "factor" else "",
            parameter=one.key if one.kind == "parameter" else "",
        )
        for one in kept
    )


def _signed_number(value: float, unit: Unit) -> str:
    text = _number(value, unit)
    return "+" + text if value > 0 else text


def _name_of(study: Study, zone: str, swing: Swing) -> str:
    if swing.kind == "parameter":
        return str(study.parameters[swing.key].name)
    return str(factor_of(study, swing.key, zone).name)


# -- beyond the vector ---------------------------------------------------------------------


def beyond_rows(
    differences: Mapping[str, Difference],
    first: Impacts,
    second: Impacts,
    growth: float,
    deployments: int,
) -> tuple[BeyondRow, ...]:
    """Return, for each indicator, what more use, spreading and a person's budget make of it."""
    rows = []
    ways = first.total(), second.total()
    persons = [second_order.normalised(way) for way in ways]
    for key, difference in differences.items():
        indicator = catalogue.indicators()[key]
        one, other = ways[0][key], ways[1][key]
        person = [part[key] for part in persons]
        texts = "\n".join("" if part is None else _percent_of_budget(part) for part in person)
        if difference.value is None or one is None or other is None:
            none = _("no data")
            rows.append(
                BeyondRow(str(indicator.short), none, none, "—", none, person[0], person[1], texts)
            )
            continue
        cancel = second_order.growth_that_cancels(one, other)
        after = other * (1 + growth) - one
        unit = unit_of(indicator, difference.value, after)
        rows.append(
            BeyondRow(
                name=_("{name} ({unit})").format(
                    name=indicator.short, unit=symbol(indicator, unit)
                ),
                one=_signed_number(difference.value, unit) + (" (?)" if difference.unknown else ""),
                rebound=_signed_number(after, unit),
                cancelled=_("no saving") if cancel is None else _growth(cancel),
                scaled=signed(indicator, difference.value * deployments),
                person_first=person[0],
                person_second=person[1],
                person_text=texts,
            )
        )
    return tuple(rows)


def _growth(growth: float) -> str:
    """Write how much more use cancels a saving: a percentage, or a multiple."""
    if growth < 1:
        return _("use +{percent}").format(percent=percent(growth))
    return _("use × {factor}").format(factor=numbers.significant(1 + growth, DIGITS))


def _percent_of_budget(part: float) -> str:
    if 0 < part < _SMALL_BUDGET:
        return "< " + numbers.percent(_SMALL_BUDGET, 2)
    return percent(part)
