"""What each coordinate of B − A says: a row of the strip, and the sentence under it."""

from collections.abc import Callable, Mapping

import numpy as np

from equilibre import numbers
from equilibre.lifecycle import catalogue, writing
from equilibre.lifecycle.comparison import Difference
from equilibre.lifecycle.indicator import Indicator
from equilibre.lifecycle.inventory import Impacts
from equilibre.lifecycle.uncertainty import Draws, Simulation
from equilibre.texts import _, ngettext
from equilibre.ui.lifecycle.state import SignRow, Verdict

_SHOWN_DRAWS = 100
_SURE = 0.995  # a probability above it is written "every draw"
_STILL = 1e-6  # of the totals: draws that vary no more are the same


def rows(
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
    found = []
    for index, (key, difference) in enumerate(differences.items()):
        before, after = totals[0][key], totals[1][key]
        shares = None
        if difference.value is not None and before and np.all(reference[index] > 0):
            # Each draw beside the A of the same draw: what both are unsure of does not blur it.
            shares = apart[index] / reference[index]
        found.append(_row(difference, before, after, shares))
    return tuple(found)


def _row(
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
        change, interval = writing.share(value), f"{writing.share(low)} … {writing.share(high)}"
        shown = tuple(float(draw) for draw in shares[:_SHOWN_DRAWS])
    else:
        change = writing.signed(indicator, difference.value)
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
    unit = writing.unit_of(indicator, one, other)
    digits = writing.DIGITS
    if one is not None and other is not None and one != other:
        # Two values that differ are written so that it shows, within what the method allows.
        same = numbers.rounded(one, writing.DIGITS) == numbers.rounded(other, writing.DIGITS)
        digits = indicator.most_digits if same else writing.DIGITS
    texts = [
        _("no data") if value is None else numbers.significant(value / unit.size, digits)
        for value in (one, other)
    ]
    return f"{texts[0]} → {texts[1]} {writing.symbol(indicator, unit)}"


def sentence(shown: tuple[SignRow, ...]) -> str:
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
        names = [row.name for row in shown if belongs(row)]
        if names:
            parts.append(text.format(names=", ".join(writing.in_sentence(name) for name in names)))
    return " ".join(parts)
