"""The carbon intensity of electricity: as published, with its source."""

import pytest

from equilibre.facts.electricity import (
    DEFAULT_COUNTRY,
    UnknownCountry,
    countries,
    country_named,
)
from equilibre.quantities import JOULES_PER_KILOWATT_HOUR
from equilibre.texts import use_language


def test_france_and_the_world_are_there() -> None:
    known = countries()
    assert {"FRA", "World", DEFAULT_COUNTRY} <= set(known)
    assert known["FRA"].grams_per_kilowatt_hour < known["World"].grams_per_kilowatt_hour


@pytest.mark.parametrize("key", ["FRA", "World", "DEU"])
def test_a_kilowatt_hour_makes_the_grams_that_were_published(key: str) -> None:
    country = countries()[key]
    kilograms = country.carbon_kg(JOULES_PER_KILOWATT_HOUR)
    assert kilograms * 1000 == pytest.approx(country.grams_per_kilowatt_hour)


def test_carbon_intensities_are_those_of_real_grids() -> None:
    for country in countries().values():
        assert 0 <= country.grams_per_kilowatt_hour < 1_500, country.english


def test_a_country_is_named_in_the_language_in_use() -> None:
    germany = countries()["DEU"]
    assert germany.name == "Germany"
    use_language("fr")
    assert germany.name == "Allemagne"


def test_no_two_countries_have_the_same_name() -> None:
    for language in ("en", "fr"):
        use_language(language)
        names = [country.name for country in countries().values()]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("text", ["FRA", "fr", "FR", "France", " france "])
def test_a_country_is_found_by_either_code_and_by_its_name(text: str) -> None:
    assert country_named(text).key == "FRA"


def test_a_country_is_found_by_its_french_name() -> None:
    assert country_named("Allemagne").key == "DEU"


@pytest.mark.parametrize("text", ["", "FRANCE-SUR-MER", "ZZ"])
def test_what_is_no_country_is_told_with_those_that_there_are(text: str) -> None:
    with pytest.raises(UnknownCountry, match="FR or FRA"):
        country_named(text)


def test_no_two_countries_have_the_same_code_of_two_letters() -> None:
    codes = [country.alpha_2 for country in countries().values() if country.alpha_2]
    assert len(codes) == len(set(codes))
    assert all(len(code) == 2 and code.isupper() for code in codes)
