"""Computers of known power: what the meter reads of them is compared with what it should read."""

from equilibre.meter.emulation.curves import CURVES, KnownCurve, constant, square
from equilibre.meter.emulation.layouts import LAYOUTS, EmulatedZone, counted_curve
from equilibre.meter.emulation.powercap import EmulatedPowercap, Power

__all__ = [
    "CURVES",
    "LAYOUTS",
    "EmulatedPowercap",
    "EmulatedZone",
    "KnownCurve",
    "Power",
    "constant",
    "counted_curve",
    "square",
]
