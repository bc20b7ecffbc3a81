"""What the points of the four families say."""

from equilibre import numbers
from equilibre.learning.catalogue import FAMILIES, family
from equilibre.learning.experiments.costs import cost, points_in_words
from equilibre.learning.experiments.experiment import Findings, Point
from equilibre.learning.experiments.repeats import (
    OVERLAP,
    difference,
    share_in_words,
    tells_apart,
)
from equilibre.texts import _

_POINT = 0.01  # one answer of a hundred


def read(findings: Findings) -> tuple[str, ...]:
    """Say which family is best, which is cheapest, and what the last point costs."""
    sentences = (_best(findings), _energy(findings), _never(findings), *_last_point(findings))
    return tuple(each for each in sentences if each)


def truth_of_energy(findings: Findings) -> float | None:
    """Return the position of the family that took the most energy, None where two may have."""
    points = _by_cost(findings)
    if len(points) < 2 or not _dearer(points[-1], points[-2]):  # noqa: PLR2004
        return None
    return _position(points[-1])


def truth_of_score(findings: Findings) -> float | None:
    """Return the position of the family with the most right answers, the last one for none."""
    ranked = _ranked(findings)
    if len(ranked) < 2 or difference(ranked[0], ranked[1]) is None:  # noqa: PLR2004
        return None
    if tells_apart(ranked[0], ranked[1], OVERLAP):
        return _position(ranked[0])
    return float(len(FAMILIES))


def truth_of_ratio(findings: Findings) -> float | None:
    """Return the energy of the most expensive family divided by that of the cheapest."""
    seconds = [point.trial_seconds for point in findings.of("families")]
    if len(seconds) < 2 or min(seconds) <= 0:  # noqa: PLR2004
        return None
    return max(seconds) / min(seconds)


def _position(point: Point) -> float:
    return float([each.key for each in FAMILIES].index(point.series))


def _by_cost(findings: Findings) -> list[Point]:
    """Return the families, the cheapest first."""
    return sorted(findings.of("families"), key=lambda point: point.trial_seconds)


def _dearer(one: Point, other: Point) -> bool:
    """Return whether the trials show that *one* takes more than *other*: their bounds are apart."""
    low, high = one.figures.get("seconds_low"), other.figures.get("seconds_high")
    return low is not None and high is not None and low > high


def _ranked(findings: Findings) -> list[Point]:
    """Return the families, the best first."""
    return sorted(findings.of("families"), key=lambda point: -point.y)


def _name(point: Point) -> str:
    return _(family(point.series).name)


def _best(findings: Findings) -> str:
    ranked = _ranked(findings)
    if len(ranked) < 2:  # noqa: PLR2004
        return ""
    best, second = ranked[:2]
    told = {
        "best": _name(best),
        "score": share_in_words(best),
        "second": _name(second),
        "other": share_in_words(second),
    }
    apart = difference(best, second, OVERLAP)
    if apart is None:
        return _(
            "First in one trial: {best}, {score}, before {second}, {other}. Three trials at least "
            "tell how sure that is."
        ).format(**told)
    if apart.sign == 0:
        return _(
            "Not conclusive: {best}, {score}, comes before {second}, {other}, by less than the "
            "trials differ among themselves."
        ).format(**told)
    return _(
        "The best here: {best}, {score}, before {second}, {other}; trial by trial they are {gap} "
        "apart."
    ).format(gap=points_in_words(apart), **told)


def _energy(findings: Findings) -> str:
    points = _by_cost(findings)
    if len(points) < 2 or points[0].trial_seconds <= 0:  # noqa: PLR2004
        return ""
    least, most = points[0], points[-1]
    told = {
        "most": _name(most),
        "cost": cost(findings, most.trial_seconds),
        "ratio": numbers.significant(most.trial_seconds / least.trial_seconds, 2),
        "least": _name(least),
        "other": cost(findings, least.trial_seconds),
    }
    if not _dearer(most, least):
        return _(
            "Not conclusive: which family takes the most energy. {most}, {cost}, and {least}, "
            "{other}, differ by less than the trials do among themselves."
        ).format(**told)
    return _(
        "A training of the most expensive, {most}, takes {cost}: {ratio} times that of the "
        "cheapest, {least}, {other}."
    ).format(**told)


def _never(findings: Findings) -> str:
    """Name the families that another one beats on both axes."""
    points = findings.of("families")
    beaten = [
        point
        for point in points
        if any(
            other.trial_seconds < point.trial_seconds
            and other.y > point.y
            and tells_apart(other, point, OVERLAP)
            for other in points
        )
    ]
    if not beaten:
        return ""
    return _(
        "Never the right choice here, since another is both cheaper and better: {names}."
    ).format(names=", ".join(_name(point) for point in beaten))


def _ladder(findings: Findings) -> list[Point]:
    """Return the networks of one layer, the cheapest first."""
    points = (*findings.of("families", "network"), *findings.of("sizes"))
    return sorted(points, key=lambda point: point.trial_seconds)


def _last_point(findings: Findings) -> tuple[str, ...]:
    """Say what the last hundredth of right answers costs, and what lies beyond."""
    ladder = _ladder(findings)
    if len(ladder) < 3 or ladder[0].trial_seconds <= 0:  # noqa: PLR2004
        return ()
    best = max(ladder, key=lambda point: point.y)
    frugal = next(point for point in ladder if point.y >= best.y - _POINT)
    gain = difference(best, frugal, OVERLAP)
    told = {
        "few": _neurons(frugal),
        "many": _neurons(best),
        "ratio": numbers.significant(best.trial_seconds / frugal.trial_seconds, 2),
        "from": share_in_words(frugal),
        "to": share_in_words(best),
    }
    if best is frugal:
        first = _(
            "Among the networks, the cheapest within a point of the best is the best itself: "
            "{parameters}, {score}."
        ).format(parameters=told["many"], score=told["to"])
    elif gain is None or gain.sign == 0:
        first = _(
            "The last point costs ×{ratio}, from the cheapest network within a point of the best, "
            "{few}, {from}, to the best one, {many}, {to}. Not conclusive: the trials do not tell "
            "this gain from none."
        ).format(**told)
    else:
        first = _(
            "The last point costs ×{ratio}, from the cheapest network within a point of the best, "
            "{few}, {from}, to the best one, {many}, {to}."
        ).format(**told)
    return (first, _beyond(best, ladder[-1]))


def _beyond(best: Point, dearest: Point) -> str:
    if dearest is best:
        return ""
    return _(
        "Beyond, {parameters} take ×{ratio} more energy for {score}: no gain was seen."
    ).format(
        parameters=_neurons(dearest),
        ratio=numbers.significant(dearest.trial_seconds / best.trial_seconds, 2),
        score=share_in_words(dearest),
    )


def _neurons(point: Point) -> str:
    parameters = round(point.figures["parameters"])
    return _("{parameters} parameters").format(parameters=numbers.count(parameters))
