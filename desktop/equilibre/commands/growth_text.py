"""What ``growth`` prints for a reader: figures with their sources, and a thought experiment."""

import textwrap
from collections.abc import Callable, Sequence

from equilibre import numbers
from equilibre.commands.growth_report import ASSUMED, KILOGRAMS_PER_TONNE, Answer
from equilibre.growth import catalogue
from equilibre.growth.account import Account
from equilibre.growth.extrapolation import Bounds
from equilibre.growth.figure import Figure, Kind, confidence_in_words, kind_in_words
from equilibre.growth.model import Model
from equilibre.quantities import BYTES, MEGAWATT_HOUR
from equilibre.sessions.speed import PRODUCT, Speed
from equilibre.texts import N_, _, labelled

_WIDTH = 100  # characters of a line of text
_FEW = 1000.0  # under it three digits say enough
_QUANTITIES = {
    "parameters": N_("Parameters"),
    "operations": N_("Operations of the training"),
    "energy": N_("Energy of the training"),
    "carbon": N_("CO₂e of the training"),
}


def as_text(answer: Answer) -> str:
    """Return the answer as a table of the models of the course, facts and a thought experiment."""
    parts = [_course(answer.course)] if answer.course else []
    parts += [_facts(answer), _thought_experiment(answer)]
    return "\n\n".join("\n".join(part) for part in parts)


def _course(models: Sequence[Model]) -> list[str]:
    """Return the models side by side, in one unit for each quantity."""
    rows = [
        [_("Model"), _("Year"), *(_(name) for name in _QUANTITIES.values())],
        *(
            [model.name, str(model.date.year), *(_value(model, key) for key in _QUANTITIES)]
            for model in models
        ),
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        f"{row[0]:<{widths[0]}}  "
        + "  ".join(f"{text:>{width}}" for text, width in zip(row[1:], widths[1:], strict=True))
        for row in rows
    ]


def _facts(answer: Answer) -> list[str]:
    model = answer.model
    lines = [
        _("{name}, {year}, {organisation}").format(
            name=model.name, year=model.date.year, organisation=model.organisation
        )
    ]
    rows: list[tuple[str, str, list[str]]] = [
        (_(name), _value_and_kind(model, key), _told_of(model.figure(key)))
        for key, name in _QUANTITIES.items()
    ]
    rows[3:3] = [
        (_("Computed again here"), mwh(joules), [_product(account)])
        for account, joules in answer.accounts
    ]
    if answer.grid_carbon_kg is not None:
        rows.append(_on_grid(answer, answer.grid_carbon_kg))
    return lines + _table(rows)


def _table(rows: Sequence[tuple[str, str, list[str]]]) -> list[str]:
    """Return names and values in two columns, what is told of them below the values."""
    width = max(len(name) for name, _value, _told in rows)
    indent = " " * (width + 4)
    lines: list[str] = []
    for name, value, told in rows:
        lines.append(f"  {name:<{width}}  {value}")
        for sentence in told:
            lines += textwrap.wrap(
                sentence, _WIDTH, initial_indent=indent, subsequent_indent=indent
            )
    return lines


def _value(model: Model, key: str) -> str:
    figure = model.figure(key)
    if figure is None:
        hidden = model.figure(key, unverified=True) is not None
        return _("not verified, not shown") if hidden else _("not in the table")
    if figure.value is None:
        return kind_in_words(Kind.UNDISCLOSED)
    return _WRITE[key](figure.value)


def _value_and_kind(model: Model, key: str) -> str:
    figure = model.figure(key)
    value = _value(model, key)
    if figure is None or figure.value is None:
        return value
    kind = kind_in_words(figure.kind)
    if figure.low is None or figure.high is None:
        return _("{value}, {kind}").format(value=value, kind=kind)
    bounds = _between(Bounds(figure.low, figure.high), _WRITE[key])
    return _("{value} ({bounds}), {kind}").format(value=value, bounds=bounds, kind=kind)


def _told_of(figure: Figure | None) -> list[str]:
    """Return how a figure was obtained, its bounds, its source and how it was checked."""
    if figure is None:
        return []
    source = _("{source}, {place} ({check})").format(
        source=figure.origin.source,
        place=figure.origin.locator,
        check=confidence_in_words(figure.origin.confidence),
    )
    return [str(figure.basis), source]


def _product(account: Account) -> str:
    """Return the multiplication of an account."""
    watts = account.power_watts or 0.0
    factors = [
        numbers.with_unit(numbers.decimal(watts, 0 if watts == round(watts) else 2), "W"),
        numbers.with_unit(numbers.decimal(account.hours, 1), "h"),
        _("PUE {pue}").format(pue=numbers.decimal(account.pue, 2)),
    ]
    if account.devices > 1:
        factors.insert(0, numbers.count(account.devices))
    return " × ".join(factors)


def _on_grid(answer: Answer, kilograms: float) -> tuple[str, str, list[str]]:
    country = answer.country
    intensity = _("the same energy × {grams} of CO₂e per kWh, average of {year}").format(
        grams=numbers.with_unit(numbers.significant(country.grams_per_kilowatt_hour), "g"),
        year=country.source.year,
    )
    return (
        _("CO₂e, {country}").format(country=country.name),
        _("{value}, {kind}").format(value=tonnes(kilograms), kind=kind_in_words(Kind.DERIVED)),
        [intensity, country.source.title],
    )


def _thought_experiment(answer: Answer) -> list[str]:
    here = answer.here
    rows = [
        (_("Memory"), _memory(answer), _told_of(catalogue.assumptions()[ASSUMED[-1]])),
        (_("Pace"), _pace(answer), _paces(answer.speeds)),
        (_("Duration"), _or_unknown(here.seconds, numbers.seconds), []),
        (_("Energy"), _energy(answer), _compared(answer)),
    ]
    name = _("CO₂e, {country}").format(country=answer.country.name)
    if here.carbon_kg is not None:
        rows.append((name, _between(here.carbon_kg, _two_digits("t", KILOGRAMS_PER_TONNE)), []))
    elif not answer.country.grams_per_kilowatt_hour:
        rows.append((name, _("the source gives 0 g per kWh, rounded"), []))
    title = _("On this computer: a thought experiment, in orders of magnitude")
    return [title, *_table(rows)]


def _pace(answer: Answer) -> str:
    rate = answer.pace.operations_per_second
    if answer.speeds:
        return _between(rate, numbers.operations_per_second)
    return _("{rate}, given").format(rate=numbers.operations_per_second(rate.low))


def _energy(answer: Answer) -> str:
    energy = answer.here.energy_joules
    if energy is None and answer.here.seconds is not None:
        return (
            _("unknown: nothing metered the energy of this computer")
            if answer.speeds
            else _("unknown: give --joules-per-operation too")
        )
    value = _or_unknown(energy, _two_digits(MEGAWATT_HOUR.symbol, MEGAWATT_HOUR.size))
    if energy is None or not answer.speeds:
        return value
    kind = numbers.kind_name(answer.joules_kind or "")
    return _("{value}, {kind}").format(value=value, kind=kind)


def _two_digits(symbol: str, size: float) -> Callable[[float], str]:
    """Return what writes a value with the two digits that a thought experiment deserves."""
    return lambda value: numbers.with_unit(
        numbers.significant(numbers.rounded(value / size, 2), 2), symbol
    )


def _memory(answer: Answer) -> str:
    here = answer.here
    if here.training_bytes is None or here.weights_bytes is None:
        return _("unknown: the number of parameters was not published")
    sentence = (
        _("would fit: training takes {needed}, assumed; this computer has {memory}")
        if here.fits_in_memory
        else _("would not fit: training takes {needed}, assumed; this computer has {memory}")
    )
    return sentence.format(
        needed=numbers.quantity(here.training_bytes, BYTES, 2),
        memory=numbers.quantity(answer.memory_bytes, BYTES, 2),
    )


def _paces(speeds: tuple[Speed, ...]) -> list[str]:
    """Return how each speed was obtained; one given on the command line needs no words."""
    return [
        labelled(
            _("products of matrices, the ceiling")
            if speed.basis == PRODUCT
            else _("as this computer trains a small network"),
            _speed(speed),
        )
        for speed in speeds
    ]


def _speed(speed: Speed) -> str:
    rate = numbers.operations_per_second(speed.operations_per_second.value)
    joules = speed.joules_per_operation
    if joules is None or speed.kind is None:
        return _("{rate}, energy not metered").format(rate=rate)
    return _("{rate}, {energy} per operation ({source})").format(
        rate=rate,
        energy=numbers.about(
            speed.kind, numbers.with_unit(numbers.large(joules.value * 1e12, 2), "pJ")
        ),
        source=speed.source,
    )


def _compared(answer: Answer) -> list[str]:
    """Return how many times the published energy that would be."""
    published, here = answer.model.value("energy"), answer.here.energy_joules
    if not published or here is None:
        return []
    ratio = here.scaled(1 / published)
    times = _between(ratio, lambda value: numbers.significant(value, 1))
    return [_("{times} times the energy of the training itself").format(times=times)]


def _or_unknown(bounds: Bounds | None, write: Callable[[float], str]) -> str:
    if bounds is None:
        return _("unknown: the number of operations was not published")
    return _between(bounds, write)


def _between(bounds: Bounds, write: Callable[[float], str]) -> str:
    """Write both bounds, their unit once: "79,000–470,000 years"; alike ones as ≈."""
    low, high = write(bounds.low), write(bounds.high)
    if low == high:
        return numbers.about("estimated", low)
    number, _space, unit = low.rpartition(numbers.THIN_SPACE)
    shared = number and high.endswith(unit) and not any(sign.isdigit() for sign in unit)
    return f"{number if shared else low}–{high}"


def mwh(joules: float) -> str:
    """Write an energy in MWh, the one unit of this report."""
    return numbers.with_unit(_plain(joules / MEGAWATT_HOUR.size), MEGAWATT_HOUR.symbol)


def tonnes(kilograms: float) -> str:
    """Write a mass of CO2e in tonnes."""
    return numbers.with_unit(_plain(kilograms / KILOGRAMS_PER_TONNE), "t")


def _plain(value: float) -> str:
    return numbers.significant(value, 3) if value < _FEW else numbers.count(round(value))


_WRITE: dict[str, Callable[[float], str]] = {
    "parameters": numbers.large,
    "operations": numbers.scientific,
    "energy": mwh,
    "carbon": tonnes,
}
