"""The accounts and tables of the papers recompute to what the papers print."""

import re
from dataclasses import replace

import pytest

from equilibre.growth import catalogue
from equilibre.growth.figure import Kind


def test_the_accounts_recompute_to_the_printed_figures() -> None:
    """To 1 %, but for two figures that are printed with two digits only."""
    apart = set()
    for account in catalogue.accounts():
        for name, computed, printed in (
            ("energy", account.energy_kwh, account.printed_energy_kwh),
            ("carbon", account.carbon_kg, account.printed_carbon_kg),
            ("net carbon", account.net_carbon_kg, account.printed_net_carbon_kg),
        ):
            assert (computed is None) == (printed is None), (account.key, name)
            if computed is not None and computed != pytest.approx(printed, rel=0.01):
                assert computed == pytest.approx(printed, rel=0.02)
                apart.add((account.key, name))
    assert apart == {("transformer-base-p100", "carbon"), ("gshard-600b-google", "net carbon")}


def test_the_rows_without_a_power_have_no_energy() -> None:
    silent = [account.key for account in catalogue.accounts() if account.energy_kwh is None]
    assert silent == ["bert-tpu", "architecture-search-tpu", "gpt-2-tpu"]
    for account in catalogue.accounts():
        assert (account.carbon_kg is None) == (account.key in silent)
        assert (account.power_kind == "measured") == (account.key not in silent)


def test_bert_needs_79_2_hours_to_give_the_printed_energy() -> None:
    bert = next(each for each in catalogue.accounts() if each.key == "bert-v100")
    assert bert.energy_kwh != pytest.approx(bert.printed_energy_kwh, rel=1e-3)
    longer = replace(bert, hours=79.2)
    assert longer.energy_kwh == pytest.approx(bert.printed_energy_kwh, rel=2e-4)


def test_the_five_cars_are_a_search_that_was_88_times_too_high() -> None:
    accounts = {each.key: each for each in catalogue.accounts()}
    strubell, google = accounts["architecture-search-p100"], accounts["architecture-search-google"]
    cars = next(each for each in catalogue.comparisons() if each.key == "car-lifetime")
    assert strubell.printed_carbon_kg == pytest.approx(5 * cars.carbon_kg, rel=0.01)
    assert strubell.energy_kwh is not None
    assert google.energy_kwh is not None
    assert strubell.energy_kwh / google.energy_kwh == pytest.approx(88, rel=0.01)


def test_accounts_name_models_that_exist() -> None:
    named = {each.model for each in (*catalogue.accounts(), *catalogue.table_d1()) if each.model}
    assert named <= set(catalogue.models())


def test_the_families_of_matrices_make_gpt_3() -> None:
    families = catalogue.anatomy()
    assert len(families) == 8
    assert sum(family.parameters for family in families) == 175_181_291_520
    assert {family.group for family in families} == set(catalogue.groups())


def test_each_family_is_the_product_that_its_formula_says() -> None:
    for family in catalogue.anatomy():
        product = 1
        for factor in re.findall(r"\d[\d,]*", family.formula.en):
            product *= int(factor.replace(",", ""))
        assert product == family.parameters, family.key
        assert re.findall(r"\d+", family.formula.fr) == re.findall(r"\d+", family.formula.en)


def test_table_d1_recomputes() -> None:
    rows = catalogue.table_d1()
    assert len(rows) == 17
    for row in rows:
        assert row.recomputed_operations == pytest.approx(row.operations, rel=0.01), row.name
        assert row.petaflops_days * 8.64e19 == pytest.approx(row.operations, rel=0.01), row.name


def test_trends_double_at_their_pace() -> None:
    for trend in catalogue.trends().values():
        factor = 2 ** (12 / trend.doubling_months)
        assert trend.factor_per_year == pytest.approx(factor, rel=0.02), trend.key


def test_development_took_more_than_the_final_training() -> None:
    ratios = {project.key: project.ratio for project in catalogue.development()}
    expected = {"bloom": 2.68, "olmo": 1.50, "opt": 2.0, "lisa": 2000.0}
    assert ratios == pytest.approx(expected, rel=0.01)


def test_a_request_has_a_value_or_two_bounds() -> None:
    for request in catalogue.requests():
        energy = request.energy
        assert energy.value or (energy.low and energy.high), request.key
    prompt = next(each for each in catalogue.requests() if each.key == "gemini-prompt")
    assert prompt.energy.value == pytest.approx(0.24 * 3600)


def test_gains_of_efficiency_are_those_printed_but_for_one_error_of_the_source() -> None:
    first = {}
    apart = []
    for milestone in catalogue.efficiency():
        start = first.setdefault(milestone.benchmark, milestone.operations)
        gain = start / milestone.operations
        if gain != pytest.approx(milestone.printed_reduction, rel=0.06):
            apart.append(milestone.model)
    assert set(first) == set(catalogue.benchmarks())
    assert apart == ["EfficientNet (b1)"]


def test_myths_rest_on_evidence() -> None:
    assert len(catalogue.myths()) >= 6
    assert all(myth.evidence for myth in catalogue.myths())


def test_the_counts_that_myths_print_are_those_of_the_table() -> None:
    myths = {myth.key: myth.correction for myth in catalogue.myths()}
    small = sum((model.value("parameters") or 1e12) < 1e9 for model in catalogue.models().values())
    assert re.findall(r"\b\d+ of them", myths["all-models-are-huge"].en) == [f"{small} of them"]
    known = sum(
        model.figures["energy"].kind in (Kind.PUBLISHED, Kind.ESTIMATED)
        for model in catalogue.models().values()
        if "energy" in model.figures
    )
    count = len(catalogue.models())
    assert f"Of the {count} models here, {known} " in myths["unpublished-is-zero"].en


def test_assumptions_are_named_and_have_a_value() -> None:
    values = {key: figure.value for key, figure in catalogue.assumptions().items()}
    assert values == {
        "bytes_per_parameter": 2,
        "training_bytes_per_parameter": 16,
        "operations_per_parameter_and_token": 6,
        "operations_per_parameter_and_generated_token": 2,
        "tokens_per_parameter": 20,
        "tokens_per_answer": 500,
    }
