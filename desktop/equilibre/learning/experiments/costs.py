"""What things took and how surely one beats another, in words that all experiments share."""

import math

from equilibre import numbers
from equilibre.learning.experiments.experiment import Findings
from equilibre.learning.experiments.repeats import Mean
from equilibre.texts import _

_NORMAL_95 = 1.96  # quantile of the normal law, two-sided at 95 %


def cost(findings: Findings, seconds: float) -> str:
    """Write so much CPU time of this computer as its part of the energy, where it was metered."""
    joules = findings.joules_of(seconds)
    if joules is None:
        return _("{duration} of processor time").format(duration=numbers.seconds(seconds))
    return numbers.energy(joules, 2)


def times(ratio: float) -> str:
    """Write a ratio: "57", "1,700"; two digits are all that a few trials justify."""
    return numbers.large(ratio, 2)


def wilson(hits: int, rows: int) -> tuple[float, float]:
    """Return the bounds at 95 % of a share of which *hits* of so many *rows* are seen.

    Source: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference,
    JASA 22, 1927 (from memory, not opened).
    """
    square = _NORMAL_95**2 / rows
    share = hits / rows
    middle = (share + square / 2) / (1 + square)
    half = math.sqrt(share * (1 - share) * square + square**2 / 4) / (1 + square)
    return middle - half, middle + half


def paired(more: float, fewer: float, rows: float) -> Mean:
    """Return by how much one model answers more rows rightly than another, of the same *rows*.

    *more* of them only the one answers rightly, *fewer* only the other: those that both know, or
    that neither does, tell nothing. Where one model has none of its own, the interval still
    counts half a row for each (Agresti and Min 2005, from memory, not opened).
    """
    one, other, all_rows = more + 0.5, fewer + 0.5, rows + 2.0
    share = (one - other) / all_rows
    half = _NORMAL_95 * math.sqrt((one + other) / all_rows - share**2) / math.sqrt(all_rows)
    return Mean((more - fewer) / rows, share - half, share + half)


def points_in_words(mean: Mean) -> str:
    """Write a difference of shares in percentage points: "+4.0 points (2.2 to 5.8)"."""
    return _("{value} points ({low} to {high})").format(
        value=_signed(mean.value), low=_signed(mean.low), high=_signed(mean.high)
    )


def _signed(share: float) -> str:
    text = numbers.decimal(100 * share, 1)
    return f"+{text}" if round(100 * share, 1) > 0 else text
