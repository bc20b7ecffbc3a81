"""At whose pace this computer would work: as it trained, and at most; knows no screen."""

from collections.abc import Sequence

from equilibre import numbers
from equilibre.facts.electricity import Country
from equilibre.growth.extrapolation import Bounds, Pace
from equilibre.growth.model import Model
from equilibre.meter.reading import Interval
from equilibre.records import dataclass
from equilibre.sessions.machine import Machine
from equilibre.sessions.run import Run
from equilibre.sessions.speed import Speed, speed_of
from equilibre.texts import _
from equilibre.ui.growth.computer import ranges
from equilibre.ui.growth.computer import state as shown


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the speed of this computer."""

    run: Run | None = None
    trained: Speed | None = None  # that of the run
    product: Speed | None = None  # the ceiling

    @property
    def pace(self) -> Pace | None:
        """Both speeds together: from the slowest to the fastest; None where nothing is known.

        The joules of one speed alone would bound nothing: the other may be far away.
        """
        speeds = [speed for speed in (self.trained, self.product) if speed is not None]
        if not speeds:
            return None
        rates = [speed.operations_per_second for speed in speeds]
        joules = [one.joules_per_operation for one in speeds if one.joules_per_operation]
        complete = len(joules) == len(speeds)
        return Pace(_around(rates), _around(joules) if complete else None)


def _around(intervals: Sequence[Interval]) -> Bounds:
    return Bounds(min(one.low for one in intervals), max(one.high for one in intervals))


def usable(runs: Sequence[Run], machine: Machine) -> dict[str, tuple[Run, Speed]]:
    """Return the runs that tell the speed of *machine*, by key, the latest first."""
    own = [run for run in reversed(runs) if run.machine.processor == machine.processor]
    return {run.key: (run, speed) for run in own if (speed := speed_of(run)) is not None}


def trained_pace(known: Known) -> shown.Pace:
    """Say how fast this computer trained, or how to know it."""
    title = _("As it trained")
    if known.trained is None:
        return shown.Pace(
            title, remedy=_("Not known yet: train a model in the first tab to know it.")
        )
    return shown.Pace(title, speed_text(known.trained))


def product_pace(speed: Speed | None, problem: str) -> shown.Pace:
    """Say how fast this computer computes at most, or how to know it."""
    title = _("At most, in a product of matrices")
    if speed is not None:
        return shown.Pace(title, speed_text(speed), problem)
    return shown.Pace(title, remedy=problem or _("Not known yet: measure it, it takes a second."))


def speed_text(speed: Speed) -> str:
    """Write a speed: "34 billion operations/s, 95 pJ per operation, estimated"."""
    rate = numbers.operations_per_second(speed.operations_per_second.value)
    joules = speed.joules_per_operation
    if joules is None:
        return _("{rate}, no energy: no sensor was read").format(rate=rate)
    energy = ranges.picojoules(joules.value, joules.low, joules.high)
    kind = numbers.kind_name(speed.kind or "")
    return _("{rate}, {energy} per operation, {kind}").format(rate=rate, energy=energy, kind=kind)


def electricity_text(country: Country) -> str:
    """Say what a kilowatt-hour of an electricity emits, and in which year."""
    return _("{grams} of CO₂e per kWh, average of {year}").format(
        grams=numbers.with_unit(numbers.significant(country.grams_per_kilowatt_hour, 3), "g"),
        year=country.source.year,
    )


def model_text(model: Model, unverified: bool) -> str:
    """Say how large a model is and how many operations its training took."""
    parameters = model.value("parameters", unverified)
    operations = model.value("operations", unverified)
    size = (
        _("size never published")
        if parameters is None
        else _("{count} parameters").format(count=numbers.large(parameters))
    )
    work = (
        _("operations never published")
        if operations is None
        else _("{count} operations").format(count=numbers.scientific(operations))
    )
    return _("{first}, {second}").format(first=size, second=work)
