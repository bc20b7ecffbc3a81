"""The figures beside the curves, in words: power, energy, CO₂e, and the same at another scale."""

from collections.abc import Sequence

from equilibre import numbers
from equilibre.facts.electricity import countries
from equilibre.facts.equivalents import equivalents
from equilibre.meter.account import total
from equilibre.meter.curve import kind_of
from equilibre.meter.reading import Interval, Kind, Route, Status
from equilibre.quantities import CARBON, ENERGY, POWER
from equilibre.sessions.run import Run, RunEnergy
from equilibre.texts import _, ngettext
from equilibre.ui.training.account_words import is_measurable, work_shares
from equilibre.ui.training.state import Card

SCALES = (1, 30, 1_000, 1_000_000, 1_000_000_000)
_INVERTED_BELOW_KILOGRAMS = 1e-3  # under a gram, say how many make a kilometre


def power_card(parts: Sequence[tuple[Route, float | None]], idle_watts: float | None) -> Card:
    """Return the card of the power now of *parts*, each with its watts where it answers."""
    title = _("Power now")
    known = [(route, watts) for route, watts in parts if watts is not None]
    lost = [route for route, _watts in parts if route.status is Status.LOST]
    if not known:
        detail = _("the sensor no longer answers") if lost else _("no reading yet")
        return Card(title, "—", detail=detail)
    power = total([_with_bounds(route, watts) for route, watts in known])
    kind = kind_of([route.kind for route, _watts in known])
    digits = {Kind.ESTIMATED: 1, Kind.MIXED: 2}.get(kind, 3)
    value = numbers.about(kind, numbers.power(power.value, digits))
    interval = numbers.interval(
        power.low, power.high, POWER, min(digits, 2), value=numbers.rounded(power.value, digits)
    )
    if lost:
        names = ", ".join(route.name for route in lost)
        detail = _("without {name}, which no longer answers").format(name=names)
    elif idle_watts is not None:
        detail = _("idle: {power}").format(power=numbers.about(kind, numbers.power(idle_watts, 2)))
    else:
        detail = _("idle: measured before each run")
    return Card(title, value, interval, detail, str(kind))


def _with_bounds(route: Route, watts: float) -> Interval:
    spread = route.relative_uncertainty * watts
    low, high = min(watts - spread, watts / route.factor), max(watts + spread, watts * route.factor)
    return Interval(watts, low, high)


def idle_of(run: Run) -> float | None:
    """Return the idle level before *run* of the parts that were metered, in watts."""
    if run.energy is not None and run.energy.parts:
        return run.energy.idle_watts
    levels = [curve.idle_watts for curve in run.power if not curve.around]
    known = [level for level in levels if level is not None]
    return sum(known) if known and len(known) == len(levels) else None


def energy_card(energy: RunEnergy | None, running: bool) -> Card:
    """Return the card of the energy of one training: gross, then what is due to the training."""
    title = _("Energy so far") if running else _("Energy of one training")
    if energy is None:
        return Card(title, "—", detail=_("starts with the run"))
    gross = energy.gross
    digits = numbers.digits_for(gross.value, gross.low, gross.high)
    value = numbers.about(energy.kind, numbers.energy(gross.value, digits))
    interval = f"{_bounds(gross, digits)} · {numbers.other_energy(gross.value)}"
    if energy.marginal is None:
        detail = _("idle level unknown: the part due to training too")
    else:
        detail = _("due to training: {energy}").format(energy=_due(energy.marginal, energy.kind))
    obtained = ""
    if energy.kind is Kind.MIXED and energy.measured_share is not None:
        share = numbers.percent(energy.measured_share, 0)
        obtained = _("{share} measured").format(share=share)
    return Card(title, value, interval, detail, str(energy.kind), _note(energy), obtained)


def _note(energy: RunEnergy) -> str:
    """Return whose work the processor did."""
    shares = work_shares(energy.work) if energy.work else None
    if shares is None:
        return ""
    return _("work: training {training}, window {window}").format(
        training=shares[0], window=shares[1]
    )


def _due(marginal: Interval, kind: Kind) -> str:
    if not is_measurable(marginal):
        return _("not measurable")
    return numbers.about(kind, numbers.energy(marginal.value, 2))


def carbon_card(energy: RunEnergy | None, country_key: str) -> Card:
    """Return the card of the CO₂e that the electricity of *country_key* makes of the energy."""
    title = _("CO₂e of this electricity")
    country = countries()[country_key]
    detail = _("{grams} per kWh, average of {year}").format(
        year=country.source.year,
        grams=numbers.with_unit(numbers.significant(country.grams_per_kilowatt_hour, 3), "g"),
    )
    if energy is None:
        return Card(title, "—", detail=detail)
    factor = country.carbon_intensity_kg_per_joule
    if factor <= 0:
        # Rounded to nothing by the source: "0 g" would claim that nothing is emitted.
        return Card(title, "—", detail=_("the source gives 0 g per kWh, rounded"))
    kilograms = energy.gross.scaled(factor)
    value = numbers.about(energy.kind, numbers.carbon(kilograms.value))
    interval = numbers.interval(
        kilograms.low, kilograms.high, CARBON, value=numbers.rounded(kilograms.value, 2)
    )
    return Card(title, value, interval, detail, "computed")


def _bounds(interval: Interval, digits: int) -> str:
    value = numbers.rounded(interval.value, digits)
    return numbers.interval(interval.low, interval.high, ENERGY, value=value)


def scale_text(energy: RunEnergy | None, scale: int) -> str:
    """Return what *scale* trainings like this one take."""
    count = ngettext("{count} training", "{count} trainings", scale).format(
        count=numbers.count(scale)
    )
    if energy is None:
        return count
    total = energy.gross.value * scale
    return _("{trainings}: {energy}").format(
        trainings=count, energy=numbers.about(energy.kind, numbers.energy(total, 2))
    )


def equivalent_text(energy: RunEnergy | None, country_key: str, scale: int, key: str) -> str:
    """Return the one comparison shown: energy with energy, CO₂e with CO₂e."""
    if energy is None:
        return ""
    equivalent = equivalents()[key]
    joules = energy.gross.value * scale
    if joules <= 0:
        return ""
    if equivalent.nature == "energy":
        return _("as much as {thing}").format(
            thing=equivalent.name.format(duration=numbers.seconds(joules / equivalent.value))
        )
    kilograms = countries()[country_key].carbon_kg(joules)
    if kilograms <= 0:
        return ""
    if kilograms < _INVERTED_BELOW_KILOGRAMS:
        return _("{count} times as much makes {thing}").format(
            count=numbers.significant(equivalent.value / kilograms, 2), thing=equivalent.name
        )
    return _("{count} × {thing}").format(
        count=numbers.significant(kilograms / equivalent.value, 2), thing=equivalent.name
    )
