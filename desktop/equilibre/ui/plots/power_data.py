"""The power chart in a line, in a sentence and in a table; knows no screen but its table."""

import numpy as np

from equilibre import numbers
from equilibre.meter.devices import device_name
from equilibre.texts import _
from equilibre.ui.plots.curves import Curves, Window
from equilibre.ui.plots.frame import ChartData
from equilibre.ui.plots.layers import Layer, Stack
from equilibre.ui.plots.range_reading import read_range


def power_subtitle(stack: Stack) -> str:
    """Return which layers are measured and which are estimated."""
    measured = _names([layer for layer in stack.layers if not layer.estimated])
    estimated = _names([layer for layer in stack.layers if layer.estimated])
    if measured and estimated:
        return _("measured: {measured} · estimated (hatched): {estimated}").format(
            measured=measured, estimated=estimated
        )
    if measured:
        return _("measured: {parts} · time in seconds").format(parts=measured)
    if estimated:
        return _("estimated (hatched): {parts} · time in seconds").format(parts=estimated)
    return _("every second under the curve adds to it")


def _names(layers: list[Layer]) -> str:
    parts = dict.fromkeys(part for layer in layers for part in layer.parts)
    return ", ".join(device_name(part) for part in parts)


def power_summary(stack: Stack, curves: Curves) -> str:
    """Return the chart in a few sentences."""
    if not stack.layers:
        return _("No power yet: it is shown from the start of a run, idle seconds first.")
    measured = _names([layer for layer in stack.layers if not layer.estimated])
    estimated = _names([layer for layer in stack.layers if layer.estimated])
    missing = ", ".join(map(device_name, stack.missing))
    return " ".join(
        sentence
        for sentence in (
            _figures(stack, curves),
            _("Measured: {parts}.").format(parts=measured) if measured else "",
            _("Estimated: {parts}.").format(parts=estimated) if estimated else "",
            _("Not metered: {parts}.").format(parts=missing) if missing else "",
        )
        if sentence
    )


def _figures(stack: Stack, curves: Curves) -> str:
    level = stack.idle_before_watts
    idle = _("unknown") if level is None else _power(stack, level)
    inside = np.zeros(len(stack.times), dtype=bool)
    for start, end in curves.windows:
        inside |= (stack.times >= start) & (stack.times <= end)
    watts = stack.tops[inside & ~np.isnan(stack.tops)]
    if not len(watts):
        return _("Idle power: {idle}.").format(idle=idle)
    return _(
        "Idle power: {idle}. During the training: {mean} on average, {highest} at most."
    ).format(
        idle=idle,
        mean=_power(stack, float(watts.mean())),
        highest=_power(stack, float(watts.max())),
    )


def _power(stack: Stack, watts: float) -> str:
    if any(layer.estimated for layer in stack.layers):
        return numbers.about("mixed", numbers.power(watts, 2))
    return numbers.power(watts)


def power_data(curves: Curves, chosen: Window | None) -> ChartData:
    """Return the whole curves, after a row for each part of the range, if one is *chosen*."""
    points = tuple(
        (curve.device, curve.route, str(curve.kind), point.time_seconds, point.power_watts)
        for curve in curves.power
        for point in curve.points
    )
    reading = None if chosen is None else read_range(curves.power, *chosen)
    if reading is None:
        header = ("device", "route", "kind", "time_seconds", "power_watts")
        return ChartData(header, tuple((*row[:4], _cell(row[4])) for row in points))
    within = tuple(
        (
            part.curve.device,
            part.curve.route,
            str(part.curve.kind),
            reading.start_seconds,
            reading.end_seconds,
            part.power_watts,
            part.energy.value,
            part.energy.low,
            part.energy.high,
        )
        for part in (*reading.parts, *reading.around)
    )
    return ChartData(
        (
            "device",
            "route",
            "kind",
            "time_seconds",
            "until_seconds",
            "power_watts",
            "energy_joules",
            "energy_low_joules",
            "energy_high_joules",
        ),
        (*within, *((*row[:4], "", _cell(row[4]), "", "", "") for row in points)),
    )


def _cell(watts: float | None) -> float | str:
    return "" if watts is None else watts
