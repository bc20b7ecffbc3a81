"""What one request takes, by source; knows no screen."""

import math
from collections.abc import Callable, Iterable

from equilibre import numbers
from equilibre.growth.figure import Figure, kind_in_words
from equilibre.growth.published import Request
from equilibre.quantities import WATT_HOUR
from equilibre.texts import N_, _, joined, labelled
from equilibre.ui.growth.marking import Fill, fill_in_words, fill_of
from equilibre.ui.growth.use.state import Dot, Requests
from equilibre.ui.plots.tick import Tick

REFUTED = "chatgpt-2023-query"
_ROOM = 0.12  # decades beyond the smallest and the largest
_DECADES = {
    -3: N_("a thousandth"),
    -2: N_("a hundredth"),
    -1: N_("a tenth"),
    0: N_("one"),
    1: N_("ten"),
    2: N_("a hundred"),
    3: N_("a thousand"),
}


def view(requests: Iterable[Request]) -> Requests:
    """Return a row for each source, from the least to the most."""
    ordered = sorted(requests, key=lambda one: middle(one.energy))
    shown = [one for one in ordered if not one.comparison]
    compared = next((one for one in ordered if one.comparison), None)
    bounds = [bound / WATT_HOUR.size for one in ordered for bound in _bounds(one.energy)]
    low = math.log10(min(bounds)) - _ROOM
    high = math.log10(max(bounds)) + _ROOM

    def place(joules: float) -> float:
        return (math.log10(joules / WATT_HOUR.size) - low) / (high - low)

    return Requests(
        title=_("Energy of one request (Wh, logarithmic)"),
        subtitle=_("each author’s own figure, never averaged · click a row for its source"),
        dots=tuple(_dot(one, place) for one in shown),
        ticks=tuple(
            Tick(
                place(10.0**power * WATT_HOUR.size),
                numbers.significant(10.0**power, 1),
                _(words),
            )
            for power, words in _DECADES.items()
            if low <= power <= high
        ),
        reference=None
        if compared is None
        else Tick(place(middle(compared.energy)), _reference(compared)),
        rows=tuple(_row(one) for one in ordered),
        summary=joined(labelled(name_of(one), energy_in_words(one.energy)) for one in ordered),
        reading=_reading(ordered),
    )


def _reading(requests: Iterable[Request]) -> str:
    fills = {fill_of(one.energy) for one in requests}
    marks = joined(
        labelled(_FILL_NAMES[fill](), fill_in_words(fill)) for fill in Fill if fill in fills
    )
    return "\n\n".join(
        (
            _(
                "From one row to another the task, the model and what is counted change: "
                "the sources differ because they do not measure the same thing."
            ),
            _(
                "The claim of 3 Wh for a question, made in 2023 and still repeated, is about "
                "ten times too high for a typical one: it is crossed out."
            ),
            _("A bar is an interval that the authors printed; dashed, no value stands inside it."),
            marks,
        )
    )


_FILL_NAMES: dict[Fill, Callable[[], str]] = {
    Fill.FULL: lambda: _("Full"),
    Fill.HALF: lambda: _("Half full"),
    Fill.HOLLOW: lambda: _("Hollow"),
    Fill.CROSS: lambda: _("Cross"),
}


def name_of(request: Request) -> str:
    """Return what was asked, of which model."""
    task = str(request.task)
    if request.model:
        return _("{model}, {task}").format(model=request.model, task=task)
    return task[:1].upper() + task[1:]


def energy_in_words(energy: Figure) -> str:
    """Return the energy in Wh, the unit of every row; its bounds where it has no value."""
    if energy.value is not None:
        return _watt_hours(energy.value)
    low, high = _bounds(energy)
    return numbers.with_unit(
        _("{low} to {high}").format(low=_bare(low), high=_bare(high)), WATT_HOUR.symbol
    )


def middle(energy: Figure) -> float:
    """Return a place among the others (J): the value, or the geometric middle of its bounds."""
    if energy.value is not None:
        return energy.value
    low, high = _bounds(energy)
    return math.sqrt(low * high)


def _bounds(energy: Figure) -> tuple[float, float]:
    known = [one for one in (energy.value, energy.low, energy.high) if one is not None]
    return min(known), max(known)


def _watt_hours(joules: float) -> str:
    return numbers.with_unit(_bare(joules), WATT_HOUR.symbol)


def _bare(joules: float) -> str:
    """Write as many digits as were printed: 0.24, 0.3, 115."""
    value = joules / WATT_HOUR.size
    digits = next(
        count for count in (1, 2, 3) if numbers.rounded(value, count) == numbers.rounded(value, 3)
    )
    return numbers.significant(value, digits)


def _reference(compared: Request) -> str:
    return labelled(compared.task, energy_in_words(compared.energy))


def _dot(request: Request, place: Callable[[float], float]) -> Dot:
    energy = request.energy
    return Dot(
        key=request.key,
        name=name_of(request),
        source=energy.origin.source,
        text=energy_in_words(energy),
        place=None if energy.value is None else place(energy.value),
        low=None if energy.low is None else place(energy.low),
        high=None if energy.high is None else place(energy.high),
        fill=fill_of(energy),
        note=_("old claim, about ten times too high") if request.key == REFUTED else "",
    )


def _row(request: Request) -> tuple[object, ...]:
    energy = request.energy
    return (
        name_of(request),
        energy.origin.source,
        energy.value,
        energy.low,
        energy.high,
        kind_in_words(energy.kind),
    )
