"""The same energy on other grids: one training in several countries, or all of them in one."""

from equilibre import numbers
from equilibre.facts.electricity import Country, countries
from equilibre.growth import catalogue
from equilibre.growth.figure import Kind
from equilibre.growth.model import Model
from equilibre.quantities import Unit
from equilibre.texts import _
from equilibre.ui.growth.energy.recomputation import (
    Recomputation,
    carbon_sentence,
    grams,
    rounded_away,
)
from equilibre.ui.growth.energy.state import Bar, Grids, Pair, Trainings

COMPARED = ("FRA", "DEU", "USA", "World", "POL", "IND")
_KILOGRAMS_PER_TONNE = 1000.0


def grids(recomputation: Recomputation, home: Country) -> Grids:
    """Return what one training would emit in a handful of countries, the largest first."""
    printed = recomputation.printed
    title = _("The same {name} on other grids: CO₂e").format(name=printed.name)
    energy = recomputation.energy_joules
    if energy is None:
        return Grids(title, missing=_("Without an energy, there is no carbon to compute."))
    chosen = recomputation.country or home
    keys = dict.fromkeys((*COMPARED, home.key, chosen.key))
    amounts = [(countries()[key], _carbon_kg(countries()[key], energy)) for key in keys]
    published = printed.printed_carbon_kg
    unit = recomputation.carbon_unit
    bars = [
        Bar(
            country.key,
            country.name,
            None if kilograms is None else kilograms / unit.size,
            _("unknown") if kilograms is None else _in(unit, kilograms),
            "chosen" if country.key == chosen.key else "plain",
            _("{grid}, {year}").format(
                grid=grams(country.grams_per_kilowatt_hour), year=country.source.year
            ),
            amount=kilograms,
            grams_per_kilowatt_hour=country.grams_per_kilowatt_hour or None,
            year=int(country.source.year),
        )
        for country, kilograms in amounts
    ]
    if published is not None:
        bars.append(
            Bar(
                "printed",
                _("Printed"),
                published / unit.size,
                _in(unit, published),
                "printed",
                grams(printed.carbon_kg_per_kwh * 1000),
                amount=published,
                grams_per_kilowatt_hour=numbers.rounded(printed.carbon_kg_per_kwh * 1000, 6),
            )
        )
    bars.sort(key=lambda bar: bar.value or 0.0, reverse=True)
    return Grids(
        title,
        carbon_sentence(recomputation),
        unit.symbol,
        tuple(bars),
    )


def _carbon_kg(country: Country, energy_joules: float) -> float | None:
    """Return what an energy emits there; None where the source rounded the grid to nothing."""
    return country.carbon_kg(energy_joules) if country.grams_per_kilowatt_hour else None


def _in(unit: Unit, kilograms: float) -> str:
    """Write a mass in the unit of the chart: three digits, no more decimals than grams need."""
    value = kilograms / unit.size
    return numbers.with_unit(numbers.significant(value, 3 if value >= 10 else 2), unit.symbol)  # noqa: PLR2004


def trainings(country: Country, unverified: bool) -> Trainings:
    """Return every model whose energy was published, as if trained with this electricity."""
    pairs = []
    for model in catalogue.models().values():
        energy = model.figure("energy", unverified)
        if energy is None or energy.value is None or energy.kind is not Kind.PUBLISHED:
            continue
        published, text = _published(model, unverified)
        kilograms = _carbon_kg(country, energy.value)
        there = None if kilograms is None else kilograms / _KILOGRAMS_PER_TONNE
        pairs.append(
            Pair(
                key=model.key,
                name=model.name,
                published=published,
                there=there,
                published_text=text,
                there_text=_("unknown") if there is None else _tonnes(there),
                energy_joules=energy.value,
                course=model.course,
            )
        )
    pairs.sort(key=lambda pair: pair.energy_joules, reverse=True)
    return Trainings(
        _("Every training whose energy was published, with the electricity of: {country}").format(
            country=country.name
        ),
        _legend(country),
        country.name,
        tuple(pairs),
    )


def _legend(country: Country) -> str:
    if not country.grams_per_kilowatt_hour:
        return rounded_away(country)
    return _("CO₂e, logarithmic · full: published · ring: computed, {grid} in {year}").format(
        grid=grams(country.grams_per_kilowatt_hour), year=country.source.year
    )


def _published(model: Model, unverified: bool) -> tuple[float | None, str]:
    """Return the published carbon of a model in t, and what is written of it.

    Where a paper also prints its carbon before what was bought carbon-free, that one is taken:
    what is computed for another grid leaves purchases out too.
    """
    carbon = model.figures.get("carbon")
    if carbon is None or carbon.kind is not Kind.PUBLISHED or carbon.value is None:
        return None, _("not published")
    if not (unverified or carbon.verified):
        return None, _("not verified")
    tonnes = _gross_carbon_kg().get(model.key, carbon.value) / _KILOGRAMS_PER_TONNE
    return tonnes, _tonnes(tonnes)


def _gross_carbon_kg() -> dict[str, float]:
    return {
        account.model: account.printed_carbon_kg
        for account in catalogue.accounts()
        if account.printed_carbon_kg is not None and account.printed_net_carbon_kg is not None
    }


def _tonnes(value: float) -> str:
    return numbers.with_unit(numbers.significant(value, 3 if value >= 10 else 2), "t")  # noqa: PLR2004
