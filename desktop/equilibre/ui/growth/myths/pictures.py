"""The small pictures of the cards, from the figures of the catalogue; knows no screen."""

from collections.abc import Callable, Sequence

from equilibre import numbers
from equilibre.growth import catalogue
from equilibre.growth.figure import Kind
from equilibre.growth.quantity import quantity
from equilibre.growth.trend import MONTHS_PER_YEAR, Growth
from equilibre.quantities import CARBON, ENERGY, MEGAWATT_HOUR, WATT_HOUR, Unit, unit_for
from equilibre.texts import _
from equilibre.ui.growth.myths.state import Amount, Panel

_YEARS = 10
_OLD_CLAIM = "chatgpt-2023-query"
_NEW_SOURCES = ("gemini-prompt", "gpt-4o-query", "chatgpt-query")


def panels_of(key: str) -> tuple[Panel, ...]:
    """Return the panels that help to see the claim *key*; none where none helps."""
    make = _PICTURES.get(key)
    return make() if make else ()


def _five_cars() -> tuple[Panel, ...]:
    compared = {one.key: one.carbon_kg for one in catalogue.comparisons()}
    accounts = {one.key: one for one in catalogue.accounts()}
    as_run = accounts["architecture-search-google"].printed_carbon_kg or 0.0
    values = (
        (_("search, as estimated"), compared["architecture-search"]),
        (_("search, as it was run"), as_run),
        (_("one training"), compared["transformer-big"]),
    )
    unit = unit_for(values[0][1], CARBON)
    return (Panel(_("CO₂e, areas to scale"), _amounts(values, unit, 2), "areas"),)


def _three_watt_hours() -> tuple[Panel, ...]:
    joules = {one.key: one.energy.value or 0.0 for one in catalogue.requests()}
    old = joules[_OLD_CLAIM]
    low, high = (
        bound / old
        for bound in (
            min(joules[key] for key in _NEW_SOURCES),
            max(joules[key] for key in _NEW_SOURCES),
        )
    )
    claimed = numbers.with_unit(numbers.significant(old / WATT_HOUR.size, 1), WATT_HOUR.symbol)
    found = numbers.interval(low * old, high * old, (WATT_HOUR,))
    return (
        Panel(
            _("Energy of one question"),
            (
                Amount(_("estimate of 2023"), claimed, 1.0),
                Amount(_("three sources of 2025"), found, low, low, high),
            ),
        ),
    )


def _parameters_are_energy() -> tuple[Panel, ...]:
    chosen = (catalogue.model("gshard-600b"), catalogue.model("gpt-3"))
    sizes = [model.value("parameters") or 0.0 for model in chosen]
    joules = [model.value("energy") or 0.0 for model in chosen]
    unit = unit_for(min(joules), ENERGY)
    return (
        Panel(
            _("Parameters"),
            tuple(
                Amount(model.name, numbers.large(size), size / max(sizes))
                for model, size in zip(chosen, sizes, strict=True)
            ),
        ),
        Panel(
            _("Energy of the training"),
            tuple(
                Amount(
                    model.name,
                    numbers.with_unit(_plain(energy / unit.size), unit.symbol),
                    energy / max(joules),
                )
                for model, energy in zip(chosen, joules, strict=True)
            ),
        ),
    )


def _a_trend_is_a_law() -> tuple[Panel, ...]:
    values = []
    for key in ("ai-and-compute", "epoch-compute"):
        trend = catalogue.trends()[key]
        pace = Growth(MONTHS_PER_YEAR / trend.doubling_months)
        values.append((trend.doubling_months, pace.factor_over(_YEARS)))
    largest = values[0][1]
    return (
        Panel(
            _("Ten years later, areas to scale"),
            tuple(
                Amount(
                    _("doubling in {months} months").format(months=numbers.significant(months, 2)),
                    _("×{factor}").format(factor=numbers.large(factor, 2)),
                    factor / largest,
                )
                for months, factor in values
            ),
            "areas",
        ),
    )


def _a_question_is_a_training() -> tuple[Panel, ...]:
    requests = {one.key: one.energy.value or 0.0 for one in catalogue.requests()}
    question = requests[_NEW_SOURCES[0]]
    training = catalogue.model("gpt-3").value("energy") or 0.0
    return (
        Panel(
            _("Energy, areas to scale"),
            (
                Amount(
                    _("training of GPT-3"),
                    numbers.with_unit(_plain(training / MEGAWATT_HOUR.size), MEGAWATT_HOUR.symbol),
                    1.0,
                ),
                Amount(
                    _("a question, invisible here"),
                    numbers.quantity(question, (WATT_HOUR,), 2),
                    question / training,
                ),
            ),
            "areas",
        ),
    )


def _all_models_are_huge() -> tuple[Panel, ...]:
    chosen = [catalogue.model(key) for key in ("gpt-3", "camembert", "distilbert")]
    sizes = [model.value("parameters") or 0.0 for model in chosen]
    return (
        Panel(
            _("Parameters, areas to scale"),
            tuple(
                Amount(model.name, numbers.large(size), size / sizes[0])
                for model, size in zip(chosen, sizes, strict=True)
            ),
            "areas",
        ),
    )


def _small_is_greener() -> tuple[Panel, ...]:
    kept = quantity("energy_per_operation")
    read = [
        (model.name, kept.read(model, False))
        for model in (catalogue.model(key) for key in ("gpt-3", "t5-11b", "llama-3-1-405b"))
    ]
    known = [(name, figure) for name, figure in read if figure is not None and figure.value]
    top = max(figure.value or 0.0 for _name, figure in known)
    return (
        Panel(
            _("Energy of one operation of the training"),
            tuple(
                Amount(
                    name,
                    numbers.with_unit(numbers.decimal((figure.value or 0.0) * 1e12, 1), "pJ"),
                    (figure.value or 0.0) / top,
                    None if figure.low is None else figure.low / top,
                    None if figure.high is None else figure.high / top,
                )
                for name, figure in known
            ),
        ),
    )


def _unpublished_is_zero() -> tuple[Panel, ...]:
    told = (Kind.PUBLISHED, Kind.ESTIMATED)
    models = catalogue.models().values()
    energies = [model.figure("energy") for model in models]
    full = sum(one is not None and one.kind in told for one in energies)
    text = _("{count} of {whole}").format(
        count=numbers.count(full), whole=numbers.count(len(energies))
    )
    amount = Amount(_("energy published or estimated by others"), text, full / len(energies))
    return (Panel(_("The models of the table"), (amount,), "marks", (full, len(energies))),)


def _amounts(values: Sequence[tuple[str, float]], unit: Unit, digits: int) -> tuple[Amount, ...]:
    largest = values[0][1]
    return tuple(
        Amount(
            name,
            numbers.with_unit(_plain(value / unit.size, digits), unit.symbol),
            value / largest,
        )
        for name, value in values
    )


def _plain(value: float, digits: int = 3) -> str:
    """Write whole numbers whole, and others with a few digits."""
    return numbers.decimal(value, 0) if value >= 100 else numbers.significant(value, digits)


_PICTURES: dict[str, Callable[[], tuple[Panel, ...]]] = {
    "five-cars": _five_cars,
    "three-watt-hours": _three_watt_hours,
    "parameters-are-energy": _parameters_are_energy,
    "a-trend-is-a-law": _a_trend_is_a_law,
    "a-question-is-a-training": _a_question_is_a_training,
    "all-models-are-huge": _all_models_are_huge,
    "small-is-greener-per-operation": _small_is_greener,
    "unpublished-is-zero": _unpublished_is_zero,
}
