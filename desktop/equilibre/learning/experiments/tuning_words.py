"""What the points of the tuning say."""

from equilibre import numbers
from equilibre.learning.experiments.costs import cost, paired, points_in_words, times
from equilibre.learning.experiments.experiment import Findings, Point
from equilibre.learning.experiments.repeats import Mean, share_in_words
from equilibre.texts import _, ngettext

SEARCHES = ("grid", "random", "halving")


def read(findings: Findings) -> tuple[str, ...]:
    """Say how many trainings there were, what they took, what they gained and what is by chance."""
    sentences = (
        _so_far(findings),
        _grid_cost(findings),
        _grid_gain(findings),
        _cheaper(findings, "random"),
        _cheaper(findings, "halving"),
        _optimism(findings),
        _cluster(findings),
    )
    return tuple(each for each in sentences if each)


def truth_of_count(findings: Findings) -> float | None:
    """Return how many trainings the grid search did, the one it kept included."""
    grid = _gain(findings, "grid")
    return grid.figures["trainings"] if grid else None


def truth_of_times(findings: Findings) -> float | None:
    """Return the energy of the grid search over that of the first try."""
    grid = _gain(findings, "grid")
    return grid.x if grid else None


def truth_of_random(findings: Findings) -> float | None:
    """Return which choice the test rows show: worse, not to be told apart, better."""
    grid, random = _gain(findings, "grid"), _gain(findings, "random")
    if grid is None or random is None:
        return None
    return 1.0 + _against(random, "grid").sign


def _gain(findings: Findings, series: str) -> Point | None:
    return next(iter(findings.of("gain", series)), None)


def _against(point: Point, other: str) -> Mean:
    figures = point.figures
    return paired(
        figures[f"right_unlike_{other}"], figures[f"wrong_unlike_{other}"], figures["test_rows"]
    )


def _fits(findings: Findings) -> list[Point]:
    return [point for series in SEARCHES for point in findings.of(series)]


def _so_far(findings: Findings) -> str:
    fits = _fits(findings)
    if not fits:
        return ""
    kept = sum(point.kept for point in fits)
    trainings = ngettext("{count} training", "{count} trainings", len(fits) + 1).format(
        count=numbers.count(len(fits) + 1)
    )
    told = {"trainings": trainings, "kept": numbers.count(kept), "cost": _whole_cost(findings)}
    if findings.complete:
        return _(
            "In all {trainings}, of which {kept} are kept: {cost}. A report that gives only the "
            "energy of what it kept leaves the rest out."
        ).format(**told)
    return _("So far {trainings}, of which {kept} are kept: {cost}.").format(**told)


def _whole_cost(findings: Findings) -> str:
    """Write what all trainings took: in joules those of this computer, in time the others."""
    fits = _fits(findings)
    here = sum(point.processor_seconds for point in fits if not point.elsewhere)
    elsewhere = sum(point.processor_seconds for point in fits if point.elsewhere)
    ours = cost(findings, here + _first_seconds(findings))
    if not elsewhere:
        return ours
    return _("{cost} here, and {duration} of processor time on other computers").format(
        cost=ours, duration=numbers.seconds(elsewhere)
    )


def _first_seconds(findings: Findings) -> float:
    first = _gain(findings, "first")
    return first.trial_seconds if first else 0.0  # of one: the others made its time surer


def _grid_cost(findings: Findings) -> str:
    grid = _gain(findings, "grid")
    if grid is None or not grid.figures["kept_seconds"]:  # Windows counts time in 1/64 s
        return ""
    return _(
        "The grid search did {count} trainings to keep one: {first} times the energy of the first "
        "try, {kept} times that of the training it kept."
    ).format(
        count=numbers.count(round(grid.figures["trainings"])),
        first=times(grid.x),
        kept=times(grid.figures["seconds"] / grid.figures["kept_seconds"]),
    )


def _grid_gain(findings: Findings) -> str:
    grid, first = _gain(findings, "grid"), _gain(findings, "first")
    if grid is None or first is None:
        return ""
    gain = _against(grid, "first")
    told = {
        "rows": numbers.count(round(grid.figures["test_rows"])),
        "first": share_in_words(first),
        "grid": share_in_words(grid),
        "points": points_in_words(gain),
    }
    if gain.sign == 0:
        return _(
            "Not conclusive: whether it gained anything. Of {rows} test rows, the first try "
            "answers {first} rightly and the model it kept {grid}: {points}."
        ).format(**told)
    return _(
        "Of {rows} test rows, the first try answers {first} rightly and the model that the grid "
        "search kept {grid}: {points}."
    ).format(**told)


def _cheaper(findings: Findings, series: str) -> str:
    grid, other = _gain(findings, "grid"), _gain(findings, series)
    if grid is None or other is None:
        return ""
    name = {"random": _("random search"), "halving": _("halving search")}[series]
    against = _against(other, "grid")
    told = {
        "name": name,
        "share": numbers.percent(other.x / grid.x, 0),
        "points": points_in_words(against),
    }
    if against.sign == 0:
        return _(
            "With {share} of the energy of the grid search, the {name} keeps a model that the test "
            "rows cannot tell from the other: {points}."
        ).format(**told)
    if against.sign > 0:
        return _(
            "With {share} of the energy of the grid search, the {name} keeps a better model: "
            "{points}."
        ).format(**told)
    return _(
        "With {share} of the energy of the grid search, the {name} keeps a worse model: {points}."
    ).format(**told)


def _optimism(findings: Findings) -> str:
    grid = _gain(findings, "grid")
    if grid is None or grid.low is None or grid.high is None:
        return ""
    validation = grid.figures["validation"]
    told = {"folds": numbers.percent(validation), "test": share_in_words(grid)}
    if validation <= grid.high:
        return _(
            "The score that chose the candidate, {folds}, is not told apart from its score on the "
            "test rows, {test}."
        ).format(**told)
    return _(
        "The score that chose the candidate, {folds}, is above its score on the test rows, {test}: "
        "the best of many is the best partly by luck."
    ).format(**told)


def _cluster(findings: Findings) -> str:
    fits = [point for point in _fits(findings) if "worker" in point.figures]
    if not fits:
        return ""
    workers: dict[str, float] = {}
    for point in sorted(fits, key=lambda point: point.figures["worker"]):
        workers[point.name] = workers.get(point.name, 0.0) + point.processor_seconds
    shares = ", ".join(
        _("{worker} {duration}").format(worker=name, duration=numbers.seconds(seconds))
        for name, seconds in workers.items()
    )
    told = ngettext(
        "{count} worker computed the fits (processor time: {shares}).",
        "{count} workers computed the fits (processor time: {shares}).",
        len(workers),
    ).format(count=numbers.count(len(workers)), shares=shares)
    if not any(point.elsewhere for point in fits):
        return told
    return (
        told
        + " "
        + _(
            "The energy of other computers is theirs: no joule here counts it, and a second "
            "of their processors need not cost what one of this one costs."
        )
    )
