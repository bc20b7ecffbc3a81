"""The figures and texts of the tables are complete, sourced, in both languages and consistent."""

import csv
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from equilibre.lifecycle import catalogue, own_factors
from equilibre.lifecycle.checks import problems
from equilibre.lifecycle.expression import parse
from equilibre.lifecycle.factor import Factor, PublishedValue
from equilibre.lifecycle.study import ZONE_MARK, Study
from equilibre.resources import resource
from equilibre.texts import Words

INDICATORS = ("GWP", "ADPe", "PE", "WATER")

# Computed apart from the program, with central values and the French electricity; lines without
# data for an indicator left out.
TOTALS = {
    ("forest_fire", "R0"): (390, 0.005256, 5640, 0),
    ("forest_fire", "R0b"): (55.714, 0.00075086, 805.71, 0),
    ("forest_fire", "R1"): (34.763, 0.00074156, 1707.4, 509.95),
    ("forest_fire", "A1"): (27.616, 0.00048997, 710.33, 131.35),
    ("forest_fire", "A2"): (26.757, 0.00043937, 679.91, 119.67),
    ("forest_fire", "A3"): (36.965, 0.00079651, 1772, 524.1),
    ("class_assistant", "R0"): (110.1, 0.0038732, 1807, 297.59),
    ("class_assistant", "A1"): (112.31, 0.003965, 1949.3, 412.53),
    ("class_assistant", "A1m"): (171.66, 0.012513, 1807, 2727.6),
    ("class_assistant", "A2"): (130.4, 0.0048896, 3081.3, 694.39),
    ("camera_traps", "R0"): (800.28, 0.015495, 12011, 584.78),
    ("camera_traps", "A1"): (609.59, 0.0087716, 9091.5, 156.45),
    ("camera_traps", "A2"): (821.79, 0.018411, 13920, 900.39),
    ("smart_thermostat", "R0"): (2280.2, 0.0001131, 69068, 10655),
    ("smart_thermostat", "A1"): (2180.5, 0.00015966, 67118, 10690),
    ("smart_thermostat", "A2"): (2376.6, 0.00016226, 71580, 10936),
}
STUDIES = catalogue.study_keys()
LONGEST_NAME_OF_BOTH = 24  # "PUE, Uptime…": what is not a proper noun is longer


def known_total(study: Study, variant: str, zone: str, indicator: str) -> float:
    """Return the central impact of the lines that have data."""
    values = {key: parameter.range.value for key, parameter in study.parameters.items()}
    total = 0.0
    for line in study.variant(variant).lines:
        impact = catalogue.factors()[line.factor.replace(ZONE_MARK, zone)].impacts[indicator]
        total += impact.value * float(parse(line.amount).value(values)) if impact else 0.0
    return total


def texts(record: object, place: str = "") -> Iterator[tuple[str, Words]]:
    """Yield every text of *record* in both languages, with where it stands."""
    if isinstance(record, Words):
        yield place, record
    elif isinstance(record, dict):
        for key, value in record.items():
            yield from texts(value, f"{place}.{key}")
    elif isinstance(record, tuple):
        for index, value in enumerate(record):
            yield from texts(value, f"{place}.{index}")
    elif is_dataclass(record):
        for field in fields(record):
            yield from texts(getattr(record, field.name), f"{place}.{field.name}")


def choices(factor: str, indicator: str) -> tuple[PublishedValue, ...]:
    return own_factors.choices(catalogue.study(STUDIES[0]), factor, indicator)


def every_text() -> list[tuple[str, Words]]:
    tables = {
        "indicators": catalogue.indicators(),
        "phases": catalogue.phases(),
        "units": catalogue.units(),
        "factors": catalogue.factors(),
        "published": catalogue.published(),
        "studies": {key: catalogue.study(key) for key in STUDIES},
    }
    return list(texts(tables))


# -- sources -------------------------------------------------------------------------------------


def test_every_row_of_the_published_figures_becomes_a_record() -> None:
    with resource("lifecycle", "published.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(catalogue.published()) == len(rows) == 430
    assert all(None not in row for row in rows)  # more cells than the header


def test_every_published_figure_says_where_it_is_from_and_when() -> None:
    for row in catalogue.published().values():
        assert all([row.source, row.locator, row.licence, row.unit, row.indicator]), row.key
        assert re.match(r"(19|20)\d\d", row.year), row.key
        assert row.kind in ("published", "derived", "assumption"), row.key


def test_every_factor_says_where_it_is_from_and_when() -> None:
    for factor in catalogue.factors().values():
        assert all([factor.source.en, factor.locator, factor.licence]), factor.key
        assert re.fullmatch(r"20\d\d", factor.year), factor.key


def test_sources_can_be_found_by_a_reader() -> None:
    for row in catalogue.published().values():
        for text in (row.source, row.locator, row.note):
            assert text != "same", row.key
            assert not re.search(r"spec/|\.json factors\.|lca\.md", text), row.key


def test_every_budget_is_sourced_and_every_missing_one_explained() -> None:
    for indicator in catalogue.indicators().values():
        assert indicator.budget_source.en, indicator.key
        assert (indicator.budget is None) == indicator.budget_source.en.startswith("No budget")


def test_the_budgets_are_the_published_ones() -> None:
    for key, row in (("GWP", "pb_gwp"), ("ADPe", "pb_adpe")):
        assert catalogue.indicators()[key].budget == catalogue.published()[row].value


def test_the_range_of_a_factor_meets_the_published_figures_of_the_same_thing() -> None:
    for factor in catalogue.factors().values():
        for indicator in INDICATORS:
            impact, rows = factor.impacts[indicator], choices(factor.key, indicator)
            if not rows:
                continue
            assert impact is not None, (factor.key, indicator)
            # Some rows hold the end of life of a card too, below 2 % of them.
            assert impact.low <= rows[-1].value * 1.02, (factor.key, indicator)
            assert rows[0].value <= impact.high * 1.02, (factor.key, indicator)


def test_the_production_of_a_gpu_covers_the_published_spread() -> None:
    rows = choices("gpu_h100_prod", "GWP")
    impact = catalogue.factors()["gpu_a100_prod"].impacts["GWP"]
    assert impact is not None
    assert 113 < impact.low == rows[0].value < 114
    assert 567 < impact.high <= rows[-1].value < 576


def test_compositions_are_the_sum_of_their_blocks() -> None:
    """The camera is twice the sum of the blocks that its note lists, as the paper advises."""
    blocks = (
        "actuators_hsl-3", "casing_hsl-2", "connectivity_hsl-2", "memory_hsl-2", "others_hsl-3",
        "pcb_hsl-2", "power_supply_hsl-3", "processing_hsl-2", "sensing_hsl-3",
    )  # fmt: skip
    camera = catalogue.factors()["camera_prod"].impacts
    for indicator, name in (("GWP", "gwp"), ("ADPe", "adpe"), ("PE", "pe")):
        total = 2 * sum(catalogue.published()[f"iot_{block}_{name}"].value for block in blocks)
        impact = camera[indicator]
        assert impact is not None
        assert impact.value == pytest.approx(total, rel=1e-3)


# -- texts ---------------------------------------------------------------------------------------


def test_every_text_stands_in_both_languages_or_in_neither() -> None:
    for place, words in every_text():
        assert bool(words.en.strip()) == bool(words.fr.strip()), place


def test_sentences_and_names_are_translated() -> None:
    for place, words in every_text():
        if len(words.en) > LONGEST_NAME_OF_BOTH:
            assert words.en != words.fr, place


def test_texts_write_the_two_of_carbon_dioxide_below_the_line() -> None:
    for place, words in every_text():
        assert "CO2" not in words.en + words.fr, place


def test_french_texts_keep_their_signs_from_being_cut_off() -> None:
    for place, words in every_text():
        assert not re.search(r"[ \u00a0][;:!?%»]|« ", words.fr), place
        assert "'" not in words.fr, place


# -- studies -------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", STUDIES)
def test_a_study_of_the_program_has_no_problem(key: str) -> None:
    study = catalogue.study(key)
    assert study.key == key
    assert problems(study) == ()


@pytest.mark.parametrize("key", STUDIES)
def test_a_study_names_only_what_exists_and_uses_all_it_declares(key: str) -> None:
    study = catalogue.study(key)
    lines = [line for variant in study.variants for line in variant.lines]
    assert {line.device for line in lines} == set(study.devices)
    assert {line.phase for line in lines} <= set(catalogue.phases())
    for zone in catalogue.zones():
        assert {line.factor.replace(ZONE_MARK, zone) for line in lines} <= set(catalogue.factors())
    amounts = [line.amount for line in lines]
    used = frozenset[str]().union(*(parse(amount).names for amount in amounts))
    assert used == set(study.parameters)
    assert {each.unit for each in study.parameters.values()} <= {"", *catalogue.units()}


@pytest.mark.parametrize("key", STUDIES)
def test_a_study_compares_an_ai_with_a_reference_and_names_its_levers(key: str) -> None:
    study = catalogue.study(key)
    first, second = (study.variant(name) for name in study.compare)
    assert (first.role, second.role) == ("reference", "ai")
    assert 6 <= len(study.levers) <= 8
    assert set(study.levers) <= set(study.parameters)
    assert all([study.assumptions, study.benefits, study.rebounds])


@pytest.mark.parametrize("key", STUDIES)
def test_names_are_short_enough_for_the_screen(key: str) -> None:
    study = catalogue.study(key)
    for parameter in study.parameters.values():
        assert max(len(parameter.name.en), len(parameter.name.fr)) <= 40, parameter.key
    for variant in study.variants:
        assert max(len(variant.title.en), len(variant.title.fr)) <= 45, variant.key


@pytest.mark.parametrize("key", STUDIES)
def test_names_within_a_study_are_told_apart(key: str) -> None:
    study = catalogue.study(key)
    for language in ("en", "fr"):
        names = [getattr(each.name, language) for each in study.parameters.values()]
        assert len(names) == len(set(names))
        titles = [getattr(variant.title, language) for variant in study.variants]
        assert len(titles) == len(set(titles))


@pytest.mark.parametrize("key", STUDIES)
def test_a_parameter_whose_source_says_assumption_is_one_and_what_is_fixed_does_not_vary(
    key: str,
) -> None:
    for parameter in catalogue.study(key).parameters.values():
        assert (parameter.kind == "assumption") == parameter.source.en.startswith("Assumption") or (
            parameter.kind == "assumption" and "(assumption)" in parameter.source.en
        ), parameter.key
        assert (parameter.kind == "fixed") == parameter.range.fixed, parameter.key


def test_the_totals_of_every_variant_are_those_of_an_independent_computation() -> None:
    for (key, variant), expected in TOTALS.items():
        found = [known_total(catalogue.study(key), variant, "FRA", name) for name in INDICATORS]
        assert found == pytest.approx(expected, rel=1e-4), (key, variant)
    assert {key for key, _variant in TOTALS} == set(STUDIES)


@pytest.mark.parametrize(
    ("key", "answers"),
    [("forest_fire", 172_800), ("class_assistant", 54_000), ("camera_traps", 1_000_000)],
)
def test_a_study_counts_the_answers_of_its_functional_unit(key: str, answers: float) -> None:
    study = catalogue.study(key)
    values = {name: parameter.range.value for name, parameter in study.parameters.items()}
    assert parse(study.inferences).value(values) == answers


def factor_of(key: str) -> Factor:
    return catalogue.factors()[key]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("elec_FRA", (0.035, 0.04144, 0.056)),
        ("elec_POL", (0.53, 0.5886, 0.662)),
        ("elec_WOR", (0.39, 0.45829, 0.48)),
        ("elec_SWE", (0.03, 0.03526, 0.0407)),
        ("elec_GBR", (0.2, 0.21741, 0.246)),
    ],
)
def test_the_zones_of_the_studies_keep_their_ranges(
    key: str, expected: tuple[float, float, float]
) -> None:
    impact = factor_of(key).impacts["GWP"]
    assert impact is not None
    assert (impact.low, impact.value, impact.high) == expected
