"""Where the ticks of a painted axis stand; knows no screen."""

import math

_WANTED = 5
_NEAR = 1.2  # a round step a little too small makes one line more


def round_steps(top: float, wanted: int = _WANTED) -> tuple[float, ...]:
    """Return round values from 0 to *top* (above 0), some *wanted* of them."""
    step = _round_step(top / wanted)
    return tuple(index * step for index in range(math.floor(top / step + 1e-9) + 1))


def decade_steps(low: float, high: float, wanted: int = 8) -> tuple[int, ...]:
    """Return powers of ten between two exponents, every one or at equal distances."""
    every = max(1, math.ceil((high - low) / wanted))
    first = math.ceil(low / every - 1e-9) * every
    return tuple(range(first, math.floor(high + 1e-9) + 1, every))


def _round_step(raw: float) -> float:
    magnitude = 10.0 ** math.floor(math.log10(raw))
    return next(step * magnitude for step in (1, 2, 5, 10) if raw <= step * magnitude * _NEAR)


class LogLever:
    """A lever from *low* to *high* by ratios, standing on values of two digits."""

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high

    def value(self, position: float) -> float:
        """Return the value at *position*, from 0 to 1."""
        position = min(max(position, 0.0), 1.0)
        raw = self.low * (self.high / self.low) ** position
        return min(max(float(f"{raw:.1e}"), self.low), self.high)

    def position(self, value: float) -> float:
        """Return where *value* stands, from 0 to 1."""
        return math.log(value / self.low) / math.log(self.high / self.low)
