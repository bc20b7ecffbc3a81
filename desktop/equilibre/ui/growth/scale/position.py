"""Where values stand on the picture of true scale."""

import math

from equilibre.records import dataclass

_FAR = 20.0  # widths of the picture: what is farther is not told apart


@dataclass(frozen=True, slots=True)
class Position:
    """Where a value stands: between *left* and *right*, linear, logarithmic, or on the way."""

    left: float
    right: float
    full: float  # the value at the right end of the linear axis
    unit: float
    low: float  # powers of ten of the unit at the two ends of the logarithmic one
    high: float
    blend: float  # 0: linear; 1: logarithmic

    def linear(self, value: float) -> float:
        return self.left + value / self.full * (self.right - self.left)

    def at(self, value: float) -> float:
        """Return the x of *value*, far outside where it does not fit."""
        straight = self.linear(value)
        if self.blend <= 0 or value <= 0:
            return straight
        share = (math.log10(value / self.unit) - self.low) / (self.high - self.low)
        bent = self.left + share * (self.right - self.left)
        return bent + (1 - self.blend) * (min(straight, _FAR * self.right) - bent)
