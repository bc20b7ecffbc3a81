"""How well the mean of a few repeats is known, at 95 %."""

import math

_CONFIDENCE = 0.95


def student(freedom: int) -> float:
    """Return the quantile of Student's t for a two-sided interval at 95 %.

    The probability is the finite sum for whole degrees of *freedom* (Abramowitz and Stegun,
    Handbook of Mathematical Functions, 1964, 26.7.3 and 26.7.4), inverted by bisection.
    """
    low, high = 0.0, 13.0  # 12.7 for one degree, less for more
    while high - low > 1e-9:  # noqa: PLR2004 - digits enough
        middle = (low + high) / 2.0
        if _within_t(middle, freedom) < _CONFIDENCE:
            low = middle
        else:
            high = middle
    return high


def _within_t(t: float, freedom: int) -> float:
    """Return the probability that Student's t lies between -t and t."""
    angle = math.atan2(t, math.sqrt(freedom))
    cosine = math.cos(angle)
    odd = freedom % 2
    term = cosine if odd else 1.0
    terms = 0.0
    for power in range(1 + odd, freedom, 2):
        terms += term
        term *= cosine * cosine * power / (power + 1)
    if odd:
        return 2.0 / math.pi * (angle + math.sin(angle) * terms)
    return math.sin(angle) * terms
