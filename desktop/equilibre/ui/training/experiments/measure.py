"""One axis of a picture with the findings in hand: values, unit and texts; knows no screen."""

import math
from collections.abc import Sequence

from equilibre import numbers
from equilibre.learning.experiments.experiment import Axis, Findings, Point
from equilibre.quantities import ENERGY, unit_for
from equilibre.texts import _
from equilibre.ui.plots.scale import Scale, make_scale, short_number

_WHOLE = 1.0  # 100 %
_NEAR_UPWARD, _NEAR_ACROSS = 0.45, 0.12  # of the largest: an axis begins at zero from there
_READABLE = (1e-3, 1e6)  # written as plain numbers between these


class Measure:
    """One axis of a picture with the findings in hand: values, unit, texts."""

    def __init__(self, axis: Axis, findings: Findings, points: Sequence[Point], kind: str) -> None:
        """Take an axis; *kind* says how the energy was obtained, "" where there is none."""
        self.axis = axis
        self._findings = findings
        # Before the first point nobody knows whether there will be an energy: it is expected.
        self.metered = axis.energy and (findings.energy_joules is not None or not points)
        self._kind = kind
        largest = max((self.energy_of(point) or 0.0 for point in points), default=0.0)
        self._unit = unit_for(largest or 1.0, ENERGY) if self.metered else None

    def value(self, point: Point, plain: float) -> float | None:
        """Return where *point* stands: its energy, or *plain*, its own x or y."""
        return self.energy_of(point) if self.axis.energy else plain

    def about(self, text: str) -> str:
        """Mark an energy that is not measured."""
        return numbers.about(self._kind, text)

    def energy_of(self, point: Point) -> float | None:
        """Return the joules of one trial of *point*, or its CPU seconds; None: not on this axis."""
        if not self.axis.energy:
            return None
        value = self._findings.joules(point) if self.metered else point.trial_seconds
        return value if value else None

    @property
    def unit(self) -> str:
        """The symbol of the unit, the same for all values."""
        if not self.axis.energy:
            return _(self.axis.unit)
        return numbers.symbol(self._unit) if self._unit else "s"

    def title(self, linear: bool) -> str:
        """Return the name of the axis with its unit."""
        name = _(self.axis.name)
        if self.axis.energy and not self.metered:
            name = _("Processor time")
        logarithmic = self.axis.logarithmic and not linear
        notes = [note for note in (self.unit, _("logarithmic") if logarithmic else "") if note]
        return f"{name} ({', '.join(notes)})" if notes else name

    def tick(self, value: float, step: float) -> str:
        """Write a tick."""
        if self.unit == "%":
            decimals = max(0, -math.floor(math.log10(step * 100) + 1e-9)) if step > 0 else 0
            return numbers.percent(value, min(decimals, 4))
        if self._unit is not None:
            value, step = value / self._unit.size, step / self._unit.size
        if step > 0 and _READABLE[0] <= abs(value) < _READABLE[1]:
            return numbers.decimal(value, max(0, -math.floor(math.log10(step) + 1e-9)))
        return short_number(value)

    def write(self, value: float, digits: int = 3) -> str:
        """Write a value with its unit."""
        if self.unit == "%":
            return numbers.percent(value)
        if self._unit is not None:
            number = numbers.significant(value / self._unit.size, min(digits, 2))
            return self.about(numbers.with_unit(number, self.unit))
        if self.axis.energy:
            return numbers.seconds(value)
        text = short_number(value, digits)
        if self.unit == "×":
            return f"×{text}"
        return numbers.with_unit(text, self.unit) if self.unit else text

    def scale(
        self, values: Sequence[float], linear: bool, from_zero: bool = False, across: bool = False
    ) -> Scale:
        """Return the axis around *values*; *across*: it lies, and seldom begins at zero."""
        return make_scale(
            values,
            logarithmic=self.axis.logarithmic and not linear,
            from_zero=from_zero,
            near_zero=_NEAR_ACROSS if across else _NEAR_UPWARD,
            most=_WHOLE if self.unit == "%" else math.inf,
            write=self.tick,
        )
