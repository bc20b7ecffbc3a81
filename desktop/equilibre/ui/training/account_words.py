"""The account of a run in sentences: what it used, where, by whom, and how sure that is."""

import math

from equilibre import numbers
from equilibre.meter.account import boundary_name
from equilibre.meter.devices import device_name
from equilibre.meter.reading import Interval, Kind
from equilibre.meter.repeats import compared, repeatable
from equilibre.numbers import kind_name
from equilibre.quantities import ENERGY
from equilibre.sessions.run import PartEnergy, Run, RunEnergy, Work
from equilibre.texts import _


def account(energy: RunEnergy) -> list[str]:
    """Return the paragraphs of the account of *energy*, without what nobody knows."""
    told = [
        _whole(energy),
        _due(energy.marginal, energy.kind),
        _idle(energy),
        _boundary(energy),
        _parts(energy.parts),
        _work(energy.work),
        _spread(energy),
        _computer(energy),
        *energy.unmetered,
        energy.disturbance,
    ]
    return [text for text in told if text]


def joules(interval: Interval, kind: Kind) -> str:
    """Return an energy with its bounds: "183 J (175–191 J)"."""
    digits = numbers.digits_for(interval.value, interval.low, interval.high)
    value = numbers.about(kind, numbers.energy(interval.value, digits))
    shown = numbers.rounded(interval.value, digits)
    bounds = numbers.interval(interval.low, interval.high, ENERGY, value=shown)
    return f"{value} ({bounds})"


def is_measurable(marginal: Interval) -> bool:
    """Return whether an energy above idle can be told from none."""
    return marginal.value > 0 and marginal.low > 0


def work_shares(work: Work) -> tuple[str, str, str] | None:
    """Return the shares of the training, the window and the rest as whole percentages of 100."""
    gross = work.training + work.window + work.rest
    if gross <= 0:
        return None
    training, window = round(100 * work.training / gross), round(100 * work.window / gross)
    rest = max(0, 100 - training - window)
    return (
        numbers.percent(training / 100, 0),
        numbers.percent(window / 100, 0),
        numbers.percent(rest / 100, 0),
    )


def _whole(energy: RunEnergy) -> str:
    text = _("Energy of one training: {energy}, {kind}.").format(
        energy=joules(energy.gross, energy.kind), kind=kind_name(str(energy.kind))
    )
    if energy.kind is Kind.MIXED and energy.measured_share is not None:
        share = numbers.percent(energy.measured_share, 0)
        text += " " + _("{share} of these joules were measured.").format(share=share)
    return text


def _due(marginal: Interval | None, kind: Kind) -> str:
    if marginal is None:
        return _("The idle level is unknown: the part due to the training too.")
    if not is_measurable(marginal):
        return _("What is due to the training cannot be told from the wandering of idle.")
    return _("Due to the training, above idle: {energy}.").format(energy=joules(marginal, kind))


def _idle(energy: RunEnergy) -> str:
    before, after, drift = energy.idle_watts, energy.idle_after_watts, energy.drift_watts
    if before is None:
        return ""
    kind = energy.kind
    before_text = numbers.about(kind, numbers.power(before, 3))
    if after is None or drift is None:
        return _("At rest before the run: {before}.").format(before=before_text)
    sign = "+" if drift >= 0 else ""
    return _(
        "At rest: {before} before the run, {after} after it; a drift of {drift}. The mean of both "
        "is taken off, and half of the drift is in the interval."
    ).format(
        before=before_text,
        after=numbers.about(kind, numbers.power(after, 3)),
        drift=sign + numbers.power(drift, 2),
    )


def _boundary(energy: RunEnergy) -> str:
    if not energy.covers:
        return ""
    holds = _("In it: {things} (the parts ⊂ the whole computer ⊂ the plug).").format(
        things=boundary_name(energy.boundary, energy.covers)
    )
    return f"{holds} {energy.outside}".strip()


def _parts(parts: tuple[PartEnergy, ...]) -> str:
    return "\n".join(f"• {_part(part)}" for part in parts) if len(parts) > 1 else ""


def _part(part: PartEnergy) -> str:
    names = ", ".join(device_name(one) for one in part.devices)
    text = _("{device}, by {source}: {energy}, {kind}").format(
        device=names,
        source=part.source,
        energy=joules(part.gross, part.kind),
        kind=kind_name(str(part.kind)),
    )
    if part.marginal is not None and is_measurable(part.marginal):
        above = numbers.about(part.kind, numbers.energy(part.marginal.value, 2))
        text += " · " + _("above idle: {energy}").format(energy=above)
    return text


def _work(work: Work | None) -> str:
    shares = work_shares(work) if work else None
    if shares is None:
        return ""
    return _(
        "Whose work the processor did, by its time: the training process {training}, this window "
        "{window}, everything else {rest}."
    ).format(training=shares[0], window=shares[1], rest=shares[2])


def _spread(energy: RunEnergy) -> str:
    spread = energy.spread
    if spread is None:
        return ""
    return _(
        "Between {groups} groups of equal trainings: {mean} each, ± {half_width} at 95 %."
    ).format(
        groups=numbers.count(spread.groups),
        mean=numbers.about(energy.kind, numbers.energy(spread.mean, 3)),
        half_width=numbers.energy(spread.half_width, 2),
    )


def _computer(energy: RunEnergy) -> str:
    if energy.computer is not None:
        return _("The whole computer, by {source}: {energy}; told beside, never added.").format(
            source=energy.computer_source, energy=joules(energy.computer, Kind.MEASURED)
        )
    return energy.computer_reason


def comparison(one: Run, other: Run) -> str:
    """Return how many times as much energy one of two runs used as the other, in a sentence."""
    if one.energy is None or other.energy is None:
        return _("Without the energy of both runs, they cannot be compared.")
    if one.energy.gross.value < other.energy.gross.value:
        one, other = other, one
    more, less = one.energy, other.energy
    assert more is not None
    assert less is not None
    if more.covers and less.covers and more.covers != less.covers:
        return _("Not comparable: {one} in “{first}”, {other} in “{second}”.").format(
            one=boundary_name(more.boundary, more.covers),
            first=one.name,
            other=boundary_name(less.boundary, less.covers),
            second=other.name,
        )
    found = compared(repeatable(more), repeatable(less))
    if found is None or not found.conclusive:
        return _("Not conclusive: the intervals of “{first}” and “{second}” overlap.").format(
            first=one.name, second=other.name
        )
    return _(
        "“{first}” used {ratio} times as much energy as “{second}” (between {low} and {high})."
    ).format(
        first=one.name,
        second=other.name,
        ratio=numbers.significant(found.ratio.value, 2),
        low=numbers.decimal(math.floor(found.ratio.low * 10) / 10, 1),
        high=numbers.decimal(math.ceil(found.ratio.high * 10) / 10, 1),
    )
