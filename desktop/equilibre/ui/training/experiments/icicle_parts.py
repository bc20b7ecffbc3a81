"""Makes an icicle of fits: the whole, its groups, their fits; knows no screen."""

from collections.abc import Sequence

from equilibre import numbers
from equilibre.learning.experiments.experiment import Findings, Picture, Point
from equilibre.texts import N_, _
from equilibre.ui.training.experiments.drawing import Block, Drawing, Icicle
from equilibre.ui.training.experiments.measure import Measure

_LEVELS = (N_("The whole search"), N_("Candidates"), N_("Their fits"))


def icicle(
    picture: Picture,
    findings: Findings,
    points: Sequence[Point],
    across: Measure,
    up: Measure,
    kind: str,
    empty: str,
) -> Drawing:
    """Return *points* as blocks as wide as their share of the energy, in the order they were made.

    The energy of points is shared out by CPU time, so that the widths are shares of both.
    """
    groups: dict[str, list[Point]] = {}
    for point in sorted(points, key=lambda point: point.x):
        groups.setdefault(point.group, []).append(point)
    whole = sum(point.processor_seconds for point in points)
    blocks = _blocks(groups, findings, across, up, whole) if whole > 0 else ()
    scores = [point.y for point in points] or [0.0]
    return Drawing(
        key=picture.key,
        kind="icicle",
        title=_(picture.name),
        subtitle=_subtitle(across, kind) if blocks else "",
        body=Icicle(
            levels=tuple(map(_, _LEVELS)),
            blocks=blocks,
            scale_name=_(up.axis.name),
            lightest=up.write(min(scores)),
            darkest=up.write(max(scores)),
        ),
        summary="\n".join(
            [_(picture.name), *(block.reading for block in blocks[:1]), *_kept(blocks)]
        )
        if blocks
        else empty or _(picture.name),
        empty="" if blocks else empty,
        header=(_("candidate"), _("fit"), _(up.axis.name), "processor_seconds", "energy_joules"),
        rows=tuple(
            (point.group, point.name, point.y, point.processor_seconds, _joules(findings, point))
            for points_of_it in groups.values()
            for point in points_of_it
        ),
    )


def _subtitle(across: Measure, kind: str) -> str:
    if across.metered:
        return _("width: share of the energy, shared out by processor time, {kind}").format(
            kind=numbers.kind_name(kind)
        )
    return _("width: share of the processor time")


def _joules(findings: Findings, point: Point) -> float | str:
    joules = None if point.elsewhere else findings.joules_of(point.processor_seconds)
    return "" if joules is None else joules


def _kept(blocks: Sequence[Block]) -> list[str]:
    return [_("Kept: {fit}").format(fit=block.reading) for block in blocks if block.kept]


def _blocks(
    groups: dict[str, list[Point]],
    findings: Findings,
    across: Measure,
    up: Measure,
    whole: float,
) -> tuple[Block, ...]:
    scores = [point.y for points in groups.values() for point in points]
    low, spread = min(scores), (max(scores) - min(scores)) or 1.0
    name = _(_LEVELS[0])
    everything = [point for points in groups.values() for point in points]
    cost = _cost(findings, across, everything, whole)
    blocks = [Block(0.0, 1.0, 0, cost, f"{name} · {cost}")]
    left = 0.0
    for group, points in groups.items():
        seconds = sum(point.processor_seconds for point in points)
        mean = sum(point.y for point in points) / len(points)
        kept = any(point.kept for point in points)
        reading = f"{_(group)} · {up.write(mean)} · {_cost(findings, across, points, whole)}"
        shade = (mean - low) / spread
        blocks.append(Block(left, seconds / whole, 1, _(group), reading, shade, kept))
        inner = left
        for point in points:
            width = point.processor_seconds / whole
            fit = _(point.name) or numbers.significant(point.x, 3)
            cost = _cost(findings, across, [point], whole)
            reading = f"{_(group)} · {fit} · {up.write(point.y)} · {cost}"
            shade = (point.y - low) / spread
            blocks.append(Block(inner, width, 2, fit, reading, shade, point.kept))
            inner += width
        left += seconds / whole
    return tuple(blocks)


def _cost(findings: Findings, across: Measure, points: Sequence[Point], whole: float) -> str:
    """Return the energy of *points*, or their CPU time, and their share of the *whole* time."""
    seconds = sum(point.processor_seconds for point in points)
    here = sum(point.processor_seconds for point in points if not point.elsewhere)
    share = numbers.percent(seconds / whole, 0 if seconds > whole / 50 else 1)
    joules = findings.joules_of(here) if here > 0 else None
    parts = [] if joules is None else [across.about(numbers.energy(joules, 2))]
    if joules is None:
        parts.append(numbers.seconds(seconds))
    elif here < seconds:
        parts.append(numbers.seconds(seconds - here))
    if here < seconds:
        parts[-1] = _("{time} on other computers").format(time=parts[-1])
    return f"{' + '.join(parts)} ({share})"
