"""Carbon intensity of electricity: yearly averages by country."""

import csv
import difflib
import unicodedata
from collections.abc import Iterable
from functools import cache

from equilibre.errors import EquilibreError
from equilibre.facts.default import DEFAULT_COUNTRY as DEFAULT_COUNTRY
from equilibre.facts.source import Source
from equilibre.quantities import JOULES_PER_KILOWATT_HOUR
from equilibre.records import dataclass
from equilibre.resources import resource
from equilibre.texts import _, language

GRAMS_PER_KILOGRAM = 1000.0


class UnknownCountry(EquilibreError):
    """No electricity has this code or name."""


@dataclass(frozen=True, slots=True)
class Country:
    """The electricity of a country (or group of countries) in one year."""

    key: str  # ISO 3166 alpha-3, or the English name where there is none (World)
    alpha_2: str  # ISO 3166 alpha-2; empty where there is none
    english: str
    french: str
    carbon_intensity_kg_per_joule: float  # CO₂e, life cycle, yearly average
    grams_per_kilowatt_hour: float  # the same as published
    source: Source

    @property
    def name(self) -> str:
        """The name in the language in use."""
        return self.french if language() == "fr" else self.english

    def carbon_kg(self, energy_joules: float) -> float:
        """Return the CO₂e in kg of *energy_joules* drawn from this grid."""
        return energy_joules * self.carbon_intensity_kg_per_joule


@cache
def countries() -> dict[str, Country]:
    """Return every country of resources/facts/carbon_intensity.csv by its key."""
    with resource("facts", "carbon_intensity.csv").open(encoding="utf-8") as file:
        rows = [_country(row) for row in csv.DictReader(file)]
    return {country.key: country for country in rows}


def country_named(text: str) -> Country:
    """Return the country of this code (FR or FRA) or name, in either language.

    Raises UnknownCountry with a sentence that names the nearest ones.
    """
    wanted = text.strip().casefold()
    known = countries()
    for each in known.values():
        own_names = (each.key, each.alpha_2, each.english, each.french)
        if wanted and wanted in [name.casefold() for name in own_names]:
            return each
    names = [each.name for each in known.values()]
    near = difflib.get_close_matches(text.strip(), names, n=3) or ["FRA", "POL", "World"]
    raise UnknownCountry(
        _(
            "There is no electricity of “{name}”; there is that of {known}, for instance. Write "
            "a country's code, such as FR or FRA, or its name: the settings of the window list "
            "all {count} of them."
        ).format(name=text, known=", ".join(near), count=len(known))
    )


def by_name(known: Iterable[Country]) -> list[Country]:
    """Return countries as a reader looks for them: Émirats stands among the E."""
    return sorted(known, key=lambda country: _without_accents(country.name))


def _without_accents(name: str) -> str:
    plain = unicodedata.normalize("NFD", name)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def _country(row: dict[str, str]) -> Country:
    grams = float(row["gco2e_per_kwh"])
    return Country(
        key=row["iso3"] or row["country"],
        alpha_2=row["iso2"],
        english=row["country"],
        french=row["country_fr"],
        carbon_intensity_kg_per_joule=grams / GRAMS_PER_KILOGRAM / JOULES_PER_KILOWATT_HOUR,
        grams_per_kilowatt_hour=grams,
        source=Source(row["source"], row["locator"], row["year"], row["confidence"]),
    )
