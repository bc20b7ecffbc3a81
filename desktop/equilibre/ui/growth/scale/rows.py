"""Which models stand on the page of true scale, and what is written beside them."""

import math
from collections.abc import Iterable
from datetime import date

from equilibre import numbers
from equilibre.growth import catalogue
from equilibre.growth.figure import Figure, Kind, kind_in_words
from equilibre.growth.model import Model
from equilibre.growth.quantity import TRAINING_CARBON, TRAINING_ENERGY, Quantity
from equilibre.quantities import Unit, unit_for
from equilibre.texts import _
from equilibre.ui.growth.scale.state import Row

MOST_LATER = 4
_LADDERS: dict[str, tuple[Unit, ...]] = {
    "energy": TRAINING_ENERGY,
    "carbon": TRAINING_CARBON,
}
_DIGITS = 4  # as figures are printed: 1,287 MWh
GROWING_DAYS = 90.0  # a model takes these days of the player to reach its size


def of_course() -> list[Model]:
    """Return the three models of the course, by date."""
    return sorted((each for each in catalogue.models().values() if each.course), key=_day)


def _day(model: Model) -> date:
    return model.date


def later(quantity: Quantity, unverified: bool) -> list[Model]:
    """Return what came after the three: the records since, and the smallest of all since."""
    course = of_course()
    record = max(_value(model, quantity, unverified) for model in course)
    since = [
        model
        for model in sorted(catalogue.models().values(), key=_day)
        if model.date > course[-1].date and _value(model, quantity, unverified) > 0
    ]
    records = []
    for model in since:
        value = _value(model, quantity, unverified)
        if value > record:
            record = value
            records.append(model)
    # The first record and the last ones: what lies between says little more.
    shown = records if len(records) <= MOST_LATER else [records[0], *records[1 - MOST_LATER :]]
    smallest = min(since, key=lambda model: _value(model, quantity, unverified), default=None)
    if smallest is not None and smallest not in shown:
        shown.append(smallest)
    return sorted(shown, key=_day)


def _value(model: Model, quantity: Quantity, unverified: bool) -> float:
    figure = quantity.read(model, unverified)
    return figure.value if figure is not None and figure.value is not None else 0.0


def rows(
    models: Iterable[Model], quantity: Quantity, unverified: bool, position: float, motion: bool
) -> tuple[Row, ...]:
    """Return a row for each of *models* that has appeared at *position* (days)."""
    shown = list(models)
    unit = unit_of(quantity, shown, unverified)
    return tuple(
        _row(model, quantity, unit, unverified, grown(model.date, position, motion))
        for model in shown
        if position >= model.date.toordinal()
    )


def grown(day: date, position: float, motion: bool) -> float:
    """Return how much of a model of *day* has appeared, 0 to 1, slowing down at the end."""
    if not motion:
        return 1.0
    share = min(1.0, max(0.0, (position - day.toordinal()) / GROWING_DAYS))
    return 1.0 - (1.0 - share) ** 3


def unit_of(quantity: Quantity, models: Iterable[Model], unverified: bool) -> Unit:
    """Return the one unit that the rows are written in: that of their middle, or a plain count."""
    ladder = _LADDERS.get(quantity.key)
    known = [value for model in models if (value := _value(model, quantity, unverified))]
    if ladder is None or not known:
        return Unit("", 1.0)
    return unit_for(math.sqrt(min(known) * max(known)), ladder)


def _row(model: Model, quantity: Quantity, unit: Unit, unverified: bool, share: float) -> Row:
    figure = quantity.read(model, unverified)
    if figure is None:
        known, text = None, _("not in our tables")
    elif figure.kind is Kind.UNDISCLOSED:
        known, text = None, kind_in_words(figure.kind)
    else:
        known, text = figure, _written(figure, quantity, unit)
    return Row(
        key=model.key,
        name=model.name,
        date=f"{model.date:%m/%Y}",
        value=known.value if known else None,
        low=known.low if known else None,
        high=known.high if known else None,
        text=text,
        kind=known.kind if known else None,
        kind_text=kind_in_words(known.kind) if known else "",
        course=model.course,
        grown=share,
    )


def _written(figure: Figure, quantity: Quantity, unit: Unit) -> str:
    """Write a value as it was printed, or its range, in *unit*."""
    assert figure.value is not None
    if not unit.symbol:
        return quantity.write(figure.value)
    if figure.low is None or figure.high is None:
        text = numbers.large(figure.value / unit.size, _DIGITS)
    else:
        digits = 3 if figure.kind is Kind.PUBLISHED else 2
        text = _("{low} to {high}").format(
            low=numbers.large(figure.low / unit.size, digits),
            high=numbers.large(figure.high / unit.size, digits),
        )
    return numbers.with_unit(text, unit.symbol)
