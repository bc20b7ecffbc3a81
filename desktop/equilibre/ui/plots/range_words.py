"""The reading of a range in words, digits by interval; knows no screen."""

from equilibre import numbers
from equilibre.meter.reading import Interval, Kind
from equilibre.quantities import ENERGY, POWER
from equilibre.texts import N_, _
from equilibre.ui.plots.range_reading import RangeReading

_SHORT_SECONDS = 2.0
_LEAST_UNMETERED_SHARE = 0.02  # less is the blur of a sampling period at the borders
_KINDS = {
    Kind.MEASURED: N_("measured"),
    Kind.ESTIMATED: N_("estimated"),
    Kind.MIXED: N_("measured in part"),
}


def range_text(reading: RangeReading) -> str:
    """Return the reading in one line, which may be folded at its dots."""
    return "\u00a0· ".join(  # a line may end in a dot and never begin with one
        piece
        for piece in (
            _power(reading),
            _energy(reading),
            _above_idle(reading),
            _carbon(reading),
            _(_KINDS[reading.kind]),
            _unmetered(reading),
            _around(reading),
        )
        if piece
    )


def no_reading_text(start_seconds: float, end_seconds: float) -> str:
    """Return what is said of a range in which nothing was metered."""
    start, end = _times(start_seconds, end_seconds)
    return _("From {start} to {end}: not metered").format(start=start, end=end)


def _power(reading: RangeReading) -> str:
    start, end = _times(reading.start_seconds, reading.end_seconds)
    mean = reading.power
    text = _about(reading, numbers.power(mean.value, _digits(mean)))
    if reading.kind is not Kind.MEASURED:
        bounds = numbers.interval(
            mean.low, mean.high, POWER, value=numbers.rounded(mean.value, _digits(mean))
        )
        return _("From {start} to {end}: {power} on average ({interval})").format(
            start=start, end=end, power=text, interval=bounds
        )
    return _("From {start} to {end}: {power} on average").format(start=start, end=end, power=text)


def _energy(reading: RangeReading) -> str:
    energy = reading.energy
    digits = _digits(energy)
    text = _about(reading, numbers.energy(energy.value, digits))
    other = numbers.other_energy(energy.value)
    if reading.kind is Kind.MEASURED:
        return _("{energy} ({other})").format(energy=text, other=other)
    bounds = numbers.interval(
        energy.low, energy.high, ENERGY, value=numbers.rounded(energy.value, digits)
    )
    return _("{energy} ({interval}; {other})").format(energy=text, interval=bounds, other=other)


def _above_idle(reading: RangeReading) -> str:
    above = reading.above_idle
    if above is None:
        return ""
    if above.low <= 0.0 <= above.high or above.value < 0.0:
        return _("above idle: not measurable")
    energy = _about(reading, numbers.energy(above.value, 2))
    return _("above idle: {energy}").format(energy=energy)


def _carbon(reading: RangeReading) -> str:
    if reading.carbon is None:
        return ""
    return _("{mass} CO₂e ({country})").format(
        mass=_about(reading, numbers.carbon(reading.carbon.value)), country=reading.country
    )


def _unmetered(reading: RangeReading) -> str:
    length_seconds = reading.end_seconds - reading.start_seconds
    if reading.unmetered_seconds <= _LEAST_UNMETERED_SHARE * length_seconds:
        return ""
    return _("{duration} of it not metered").format(
        duration=numbers.seconds(reading.unmetered_seconds)
    )


def _around(reading: RangeReading) -> str:
    if not reading.around:
        return ""
    whole = reading.around[0]
    power = numbers.about(whole.curve.kind, numbers.power(whole.power_watts, 2))
    return _("whole computer: {power}").format(power=power)


def _about(reading: RangeReading, text: str) -> str:
    return numbers.about(reading.kind, text)


def _digits(interval: Interval) -> int:
    return numbers.digits_for(interval.value, interval.low, interval.high)


def _times(start: float, end: float) -> tuple[str, str]:
    decimals = 2 if end - start < _SHORT_SECONDS else 1
    first, last = (numbers.with_unit(numbers.decimal(one, decimals), "s") for one in (start, end))
    return first, last
