"""When the energy of use overtakes that of training, in words and in shares of a picture."""

import math
from collections.abc import Sequence
from dataclasses import replace

from equilibre import numbers
from equilibre.growth.quantity import TRAINING_ENERGY
from equilibre.growth.use import Bounded, Use
from equilibre.quantities import Unit, unit_for
from equilibre.records import dataclass
from equilibre.texts import _
from equilibre.ui.growth.use.scales import round_steps
from equilibre.ui.growth.use.state import Band, Meeting
from equilibre.ui.growth.use.time_scale import DAY, LONGEST, span_to
from equilibre.ui.plots.tick import Tick

_ROOM_ABOVE = 2.0  # the picture is so many times as high as training
_ROWS = 11
_COMPARABLE = 10_000.0  # how many times larger one may be to be told in the same unit


@dataclass(frozen=True, slots=True)
class Case:
    """A use of what was trained, and the name of the model it is told of."""

    name: str
    use: Use

    @property
    def seconds(self) -> Bounded:
        """When use overtakes training."""
        return self.use.break_even_days.scaled(DAY)


def verdict(case: Case) -> str:
    """Return when use overtakes training, or that nobody will see it."""
    requests = numbers.large(case.use.break_even_requests.value, 2)
    if case.seconds.value <= LONGEST:
        after = span_to(case.seconds.value).write(case.seconds.value)
        return _("Use overtakes training after {time}: {requests} requests.").format(
            time=after, requests=requests
        )
    return _(
        "At this pace, use stays below training for more than a century: "
        "overtaking it would take {requests} requests."
    ).format(requests=requests)


def picture(case: Case) -> Meeting:
    """Return the picture of *case*: both energies from the first day."""
    span = span_to(case.seconds.value)
    top = max(case.use.training.value * _ROOM_ABOVE, case.use.training.high * 1.2)
    unit = unit_for(case.use.training.value, TRAINING_ENERGY)
    spent = case.use.after(span.seconds / DAY)
    after = case.seconds
    meets = after.value <= span.seconds
    end = numbers.seconds(span.seconds)
    return Meeting(
        title=_("Energy since the first day ({unit})").format(unit=unit.symbol),
        subtitle=_subtitle(case),
        training=_shares(case.use.training, top),
        use=_shares(spent, top),
        cross=_shares(after, span.seconds) if meets else None,
        training_label=_("Training {name}: {energy}").format(
            name=case.name, energy=in_words(case.use.training, unit)
        ),
        use_label=_("Use: {energy} a day").format(
            energy=numbers.quantity(case.use.per_day.value, TRAINING_ENERGY, 2)
        ),
        cross_label=_("{time}\n{requests} requests").format(
            time=span.write(after.value),
            requests=numbers.large(case.use.break_even_requests.value, 2),
        ),
        time_ticks=span.ticks,
        time_title=span.unit,
        energy_ticks=_heights(top, unit),
        rows=tuple(_row(case, span.seconds * index / (_ROWS - 1)) for index in range(_ROWS)),
        summary=_("{verdict} After {time}, use has taken {use}; training took {training}.").format(
            verdict=verdict(case),
            time=end,
            use=numbers.quantity(spent.value, TRAINING_ENERGY, 2),
            training=in_words(case.use.training),
        ),
    )


def _subtitle(case: Case) -> str:
    if case.use.shared and case.use.training.wide:
        return _("bands: the bounds of the training, which use shares: they meet at one time")
    if case.seconds.wide and case.seconds.low <= LONGEST:
        return _("bands: bounds that the sources give; use overtakes after {low} to {high}").format(
            low=_time(case, case.seconds.low), high=_time(case, case.seconds.high)
        )
    return _("training is spent once; use goes on: {count} requests a day").format(
        count=numbers.large(case.use.requests_per_day, 2)
    )


def _time(case: Case, seconds: float) -> str:
    return span_to(case.seconds.value).write(seconds)


def _shares(energy: Bounded, whole: float) -> Band:
    return Band(energy.value / whole, energy.low / whole, energy.high / whole)


def _heights(top: float, unit: Unit) -> tuple[Tick, ...]:
    steps = round_steps(top / unit.size)
    decimals = 0 if all(step == int(step) for step in steps) else 1
    return tuple(Tick(step * unit.size / top, numbers.decimal(step, decimals)) for step in steps)


def _row(case: Case, seconds: float) -> tuple[object, ...]:
    used = case.use.after(seconds / DAY)
    training = case.use.training
    return (
        seconds,
        training.value,
        training.low,
        training.high,
        used.value,
        used.low,
        used.high,
    )


@dataclass(frozen=True, slots=True)
class Year:
    """What a year of use takes, beside the training, in one unit."""

    energy: str
    detail: str


def year_of_use(case: Case, text_requests: Sequence[Bounded]) -> Year:
    """Return a year of use; *text_requests* are those of text, one by each source."""
    year, training = case.use.per_year, case.use.training
    years = [replace(case.use, request=request).per_year.value for request in text_requests]
    larger, smaller = sorted((year.value, training.value), reverse=True)
    # One unit for both, unless one of them could not be read in it.
    unit = unit_for(larger, TRAINING_ENERGY) if larger < _COMPARABLE * smaller else None
    return Year(
        _compared(_in(year.value, unit, 2), year.value / training.value),
        _(
            "Training: {training}, once. From one source of a text question to another, "
            "the year takes {interval}."
        ).format(
            training=in_words(training, unit),
            interval=_outward(min(years), max(years), unit_for(max(years), TRAINING_ENERGY)),
        ),
    )


def _outward(low: float, high: float, unit: Unit) -> str:
    """Write two bounds with two digits each, rounded outward, in one unit."""
    bounds = []
    for value, rounded in ((low / unit.size, math.floor), (high / unit.size, math.ceil)):
        step = 10.0 ** (math.floor(math.log10(value)) - 1)
        bounds.append(numbers.large(rounded(value / step) * step, 2))
    return numbers.with_unit("–".join(bounds), numbers.symbol(unit))


def _compared(energy: str, ratio: float) -> str:
    if ratio >= 1:
        return _("{energy}: ×{ratio} the training").format(
            energy=energy, ratio=numbers.large(ratio, 2)
        )
    return _("{energy}: training took {ratio} times as much").format(
        energy=energy, ratio=numbers.large(1 / ratio, 2)
    )


def in_words(energy: Bounded, unit: Unit | None = None) -> str:
    """Return an energy with the digits that its bounds justify, in *unit* or the one that suits."""
    exact = energy.low == energy.high  # as it was printed: 1,287 MWh
    digits = 4 if exact else numbers.digits_for(energy.value, energy.low, energy.high)
    return _in(energy.value, unit, digits)


def _in(joules: float, unit: Unit | None, digits: int) -> str:
    unit = unit or unit_for(joules, TRAINING_ENERGY)
    return numbers.with_unit(numbers.large(joules / unit.size, digits), unit.symbol)
