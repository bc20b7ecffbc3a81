"""The tables of the life-cycle tab are read whole, strictly, and name only what exists."""

from dataclasses import replace
from pathlib import Path

import pytest

from equilibre.lifecycle import catalogue, own_factors
from equilibre.lifecycle.errors import StudyRefused, UnknownName
from equilibre.lifecycle.factor import Factor, PublishedValue, Range
from equilibre.lifecycle.table import Table
from equilibre.resources import resource
from equilibre.texts import Words, use_language

ELECTRICITY = catalogue.factors()["elec_FRA"]


def choices(factor: str, indicator: str) -> tuple[PublishedValue, ...]:
    return own_factors.choices(catalogue.study("forest_fire"), factor, indicator)


def electricity(**impacts: Range) -> Factor:
    return replace(ELECTRICITY, impacts=ELECTRICITY.impacts | impacts)


def test_the_indicators_are_four_and_stand_in_the_order_of_the_screen() -> None:
    assert list(catalogue.indicators()) == ["GWP", "ADPe", "PE", "WATER"]


def test_every_zone_has_its_electricity_with_a_range_for_every_indicator() -> None:
    assert len(catalogue.zones()) == 34
    for key, zone in catalogue.zones().items():
        assert (zone.key, zone.factor) == (key, f"elec_{key}")
        factor = catalogue.factors()[zone.factor]
        assert factor.unit == "kWh"
        assert [name for name, impact in factor.impacts.items() if impact is None] == []


def test_france_comes_first_and_the_world_last() -> None:
    assert list(catalogue.zones())[0] == "FRA"
    assert list(catalogue.zones())[-2:] == ["EEE", "WOR"]


def test_a_zone_is_named_in_the_language_in_use() -> None:
    use_language("fr")
    assert catalogue.zones()["DEU"].name == "Allemagne"
    use_language("en")
    assert catalogue.zones()["DEU"].name == "Germany"


def test_an_electricity_has_the_name_of_its_zone_in_both_languages() -> None:
    assert catalogue.factors()["elec_DEU"].name == Words(
        "electricity, Germany", "électricité, Allemagne"
    )


def test_a_unit_is_written_in_the_plural_from_two_of_it() -> None:
    camera = catalogue.units()["camera"]
    names = [camera.of(value) for value in (0.0, 1.0, 1.9, 2.0, -3.0)]
    assert names == ["camera", "camera", "camera", "cameras", "cameras"]


def test_a_word_too_many_in_a_table_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "phases.toml").write_text(
        resource("lifecycle", "phases.toml").read_text("utf-8") + "colour = 'red'\n", "utf-8"
    )
    monkeypatch.setattr(catalogue, "resource", lambda _folder, *parts: tmp_path.joinpath(*parts))
    with pytest.raises(StudyRefused, match="colour"):
        catalogue.phases.__wrapped__()


def test_a_factor_says_of_every_indicator_what_is_known_and_nothing_stays_nothing() -> None:
    for factor in catalogue.factors().values():
        assert list(factor.impacts) == list(catalogue.indicators()), factor.key
    assert catalogue.factors()["vehicle_km"].impacts["WATER"] is None


def test_the_spread_of_gpu_production_can_be_chosen_from_113_to_575_kg() -> None:
    for card in ("gpu_a100_prod", "gpu_h100_prod"):
        values = [row.value for row in choices(card, "GWP")]
        assert values == sorted(values)
        assert [round(value) for value in (values[0], values[-1])] == [114, 575]
        assert {122, 150, 164, 170, 273, 318} <= {round(value) for value in values}


def test_what_is_chosen_is_of_the_unit_of_the_factor_and_of_the_indicator() -> None:
    for factor in catalogue.factors().values():
        for key, indicator in catalogue.indicators().items():
            for row in choices(factor.key, key):
                assert row.unit == factor.unit
                assert row.indicator == f"{key} {indicator.unit}"


def test_electricity_per_gigabyte_is_read_beside_a_network_and_not_chosen_for_it() -> None:
    network = catalogue.factors()["mobile_GB"]
    assert "net_fixed_kwh" in network.published
    assert [row.key for row in choices("mobile_GB", "GWP")] == ["net_mobile_gwp"]


def test_primary_energy_below_what_a_kilowatt_hour_holds_is_refused() -> None:
    catalogue.refuse_impossible(electricity(PE=Range(3.6, 3.6, 4)))
    with pytest.raises(StudyRefused, match=r"electricity, France.*less than 3\.6 MJ"):
        catalogue.refuse_impossible(electricity(PE=Range(3.5, 9, 11)))


def test_the_floor_of_primary_energy_is_for_a_kilowatt_hour_only() -> None:
    catalogue.refuse_impossible(replace(electricity(PE=Range(0.1, 0.2, 0.3)), unit="GB"))


@pytest.mark.parametrize("bounds", [(2, 1, 3), (1, 4, 3)])
def test_a_range_upside_down_is_refused(bounds: tuple[float, float, float]) -> None:
    with pytest.raises(StudyRefused, match="GWP"):
        catalogue.refuse_impossible(electricity(GWP=Range(*bounds)))


ROW = {
    "name": {"en": "a kWh", "fr": "un kWh"},
    "unit": "kWh",
    "impacts": {"GWP": [0.1, 0.2, 0.3]},
    "source": {"en": "a test", "fr": "un essai"},
    "locator": "here",
    "licence": "none",
    "year": "2026",
    "kind": "assumption",
}


def test_a_sound_factor_is_read() -> None:
    factor = catalogue._factor("mine", Table(ROW, "factors"))
    assert factor.impacts == {"GWP": Range(0.1, 0.2, 0.3), "ADPe": None, "PE": None, "WATER": None}


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"kind": "guess"}, "guess"),
        ({"unit": "furlong"}, "furlong"),
        ({"impacts": {"GWP": [0.1, 0.3]}}, "GWP"),
        ({"impacts": {"NOISE": [1, 2, 3]}}, "NOISE"),
        ({"impacts": {"PE": [2.6, 2.6, 2.6]}}, "primary energy"),
        ({"published": ["no_such_row"]}, "no_such_row"),
        ({"name": {"en": "a kWh"}}, "fr"),
    ],
)
def test_a_factor_that_says_something_wrong_is_refused_with_what_it_is(
    fault: dict[str, object], said: str
) -> None:
    with pytest.raises(StudyRefused, match=said):
        catalogue._factor("mine", Table(ROW | fault, "factors"))


def test_a_published_electricity_that_gives_fossil_energy_as_primary_is_refused() -> None:
    row = {
        "key": "elec_NOR_pe", "category": "electricity_mix", "name_en": "electricity, Norway",
        "name_fr": "électricité, Norvège", "unit": "kWh", "indicator": "PE MJ", "value": "0.1386",
        "low": "", "high": "", "year": "2026", "geography": "NOR", "source": "a test",
        "locator": "here", "licence": "none", "kind": "published", "note": "",
    }  # fmt: skip
    with pytest.raises(StudyRefused, match="fossil"):
        catalogue._published_value(row)
    assert catalogue._published_value(row | {"value": "3.6836"}).value == 3.6836


def test_the_studies_are_those_of_the_folder() -> None:
    files = {file.name for file in resource("lifecycle", "studies").iterdir()}
    assert files == {f"{key}.toml" for key in catalogue.study_keys()}


def test_an_unknown_study_is_refused_by_name() -> None:
    with pytest.raises(UnknownName, match="no_such"):
        catalogue.study("no_such")
