"""What the points of the frugal networks say."""

from equilibre import numbers
from equilibre.learning.experiments.costs import cost, points_in_words, times
from equilibre.learning.experiments.experiment import Findings, Point
from equilibre.learning.experiments.repeats import OVERLAP, Mean, difference, share_in_words
from equilibre.texts import _

_ABOUT = 1.2  # a ratio of energies between this and its inverse is about one


def read(findings: Findings) -> tuple[str, ...]:
    """Say what each model saves and loses beside the large one, the gains that failed included."""
    sentences = (
        _large(findings),
        _beside(findings, "small"),
        _beside(findings, "pruned"),
        _beside(findings, "quantised"),
        _beside(findings, "distilled"),
        _taught(findings),
        _reused(findings),
    )
    return tuple(each for each in sentences if each)


def truth_of_small(findings: Findings) -> float | None:
    """Return the energy of a prediction of the large network over one of the small one."""
    ratio = _use_ratio(findings, "small")
    return 1.0 / ratio if ratio else None


def truth_of_pruning(findings: Findings) -> float | None:
    """Return which choice the trials show; None while they are too few."""
    gap = _gap(findings, "pruned")
    return None if gap is None else 1.0 + gap.sign


def truth_of_whole_numbers(findings: Findings) -> float | None:
    """Return whether a prediction in whole numbers takes less, about as much or more."""
    ratio = _use_ratio(findings, "quantised")
    if ratio is None:
        return None
    return 0.0 if ratio < 1.0 / _ABOUT else 2.0 if ratio > _ABOUT else 1.0


def _one(findings: Findings, picture: str, series: str) -> Point | None:
    return next(iter(findings.of(picture, series)), None)


def _use_ratio(findings: Findings, series: str) -> float | None:
    """Return the energy of a prediction over that of the large network."""
    large, other = _one(findings, "use", "large"), _one(findings, "use", series)
    if large is None or other is None or not large.trial_seconds:
        return None
    return other.trial_seconds / large.trial_seconds


def _gap(findings: Findings, series: str, reference: str = "large") -> Mean | None:
    """Return by how much a model is more accurate than another one, trial by trial."""
    other, one = _one(findings, "use", reference), _one(findings, "use", series)
    return None if other is None or one is None else difference(one, other, OVERLAP)


def _large(findings: Findings) -> str:
    use, training = _one(findings, "use", "large"), _one(findings, "training", "large")
    if use is None or training is None:
        return ""
    return _(
        "The large network answers {score} rightly; its training takes {training}, and 1,000 "
        "predictions {use}."
    ).format(
        score=share_in_words(use),
        training=cost(findings, training.trial_seconds),
        use=cost(findings, use.trial_seconds),
    )


def _name(series: str) -> str:
    return {
        "small": _("The small network"),
        "pruned": _("The pruned network"),
        "quantised": _("The network in whole numbers of 8 bits"),
        "distilled": _("The small network taught by the large one"),
    }[series]


def _beside(findings: Findings, series: str) -> str:
    """Say what a model costs and loses beside the large one."""
    ratio, memory = _use_ratio(findings, series), _one(findings, "memory", series)
    training, large = _one(findings, "training", series), _one(findings, "memory", "large")
    if ratio is None or training is None or memory is None or large is None:
        return ""
    costs = _(
        "{model}, beside the large one: {training} times the energy to train, {use} times to "
        "predict, {memory} times the memory."
    ).format(
        model=_name(series),
        training=times(training.y),
        use=times(ratio),
        memory=times(memory.y / large.y),
    )
    return f"{costs} {_loss(findings, series)}{_no_gain(series, ratio)}".strip()


def _loss(findings: Findings, series: str) -> str:
    gap = _gap(findings, series)
    if gap is None:
        return ""
    told = points_in_words(gap)
    if gap.low == gap.high == 0:
        return _("Its accuracy is the same in every trial.")
    if gap.sign == 0:
        return _("Not conclusive: whether its accuracy changes, {points}.").format(points=told)
    return _("Accuracy: {points}.").format(points=told)


def _no_gain(series: str, ratio: float) -> str:
    """Say why a smaller model may save nothing when it is used."""
    if ratio < 1.0 / _ABOUT:
        return ""
    reason = {
        "pruned": _(
            "It saves no energy in use: zeros are skipped one by one, while the whole products of "
            "the large network use the processor better."
        ),
        "quantised": _(
            "It saves no energy in use here: NumPy has no fast product of whole numbers, which "
            "processors made for them do have."
        ),
    }.get(series, "")
    return f" {reason}" if reason else ""


def _taught(findings: Findings) -> str:
    gap = _gap(findings, "distilled", "small")
    if gap is None:
        return ""
    told = points_in_words(gap)
    if gap.sign > 0:
        return _("Taught by the large network, the small one gains {points}.").format(points=told)
    if gap.sign < 0:
        return _(
            "Taught by the large network, the small one loses: {points} beside learning alone."
        ).format(points=told)
    return _(
        "Not conclusive: whether the small network learns more from the large one than alone, "
        "{points}."
    ).format(points=told)


def _reused(findings: Findings) -> str:
    nothing = {point.x: point for point in findings.of("transfer", "nothing")}
    reused = {point.x: point for point in findings.of("transfer", "reused")}
    sums = {point.x: point for point in findings.of("transfer", "sum")}
    both = sorted(set(nothing) & set(reused) & set(sums))
    gaps = {x: difference(reused[x], nothing[x], OVERLAP) for x in both}
    better = [x for x, gap in gaps.items() if gap is not None and gap.sign > 0]
    worse = [x for x, gap in gaps.items() if gap is not None and gap.sign < 0]
    if not both or any(gap is None for gap in gaps.values()):
        return ""
    beyond = [
        x
        for x in both
        if (gap := difference(reused[x], sums[x], OVERLAP)) is not None and gap.sign > 0
    ]
    few = both[0]
    told = {
        "rows": numbers.count(round(few)),
        "reused": share_in_words(reused[few]),
        "nothing": share_in_words(nothing[few]),
        "sum": share_in_words(sums[few]),
    }
    shares = _(
        "With {rows} labelled rows of the other classes: reused features {reused}, a network from "
        "nothing {nothing}, a weighted sum of the columns {sum}."
    ).format(**told)
    if better and not worse:
        verdict = _("Reusing features gains with {rows} rows.").format(rows=_list(better))
    elif worse and not better:
        verdict = _("Reusing features gains nothing here, and loses with {rows} rows.").format(
            rows=_list(worse)
        )
    else:
        verdict = _("Not conclusive: whether reusing features gains anything.")
    if beyond:
        verdict += " " + _(
            "They do better than the columns themselves with {rows} rows: what was learned on the "
            "other classes is of use."
        ).format(rows=_list(beyond))
    return f"{shares} {verdict}"


def _list(rows: list[float]) -> str:
    return ", ".join(numbers.count(round(each)) for each in rows)
