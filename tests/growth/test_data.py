"""The figures of the models are those published, recompute, and say where they come from."""

import re
from collections import Counter

import pytest

from equilibre.growth import catalogue
from equilibre.growth.figure import Confidence, Figure, Kind, Origin
from equilibre.growth.model import Model
from equilibre.growth.quantity import energy_per_operation
from equilibre.texts import Words

MEGAWATT_HOUR = 3.6e9
# Published beside the table, in pJ per operation: what our own division must give again.
PICOJOULES_PER_OPERATION = {
    "bert": 33.1,
    "t5-11b": 7.62,
    "meena": 7.46,
    "gpt-3": 14.8,
    "gshard-600b": 6.52,
    "switch-transformer": 7.84,
    "gopher": 6.08,
    "lamda-137b": 4.57,
    "palm-540b": 4.89,
    "opt-175b": 2.71,
    "bloom-176b": 4.26,
    "llama-65b": 2.95,
    "gpt-4": 7.27,
    "starcoderbase-15b": 3.82,
    "llama-2-70b": 2.95,
    "falcon-180b": 2.68,
    "llama-3-70b": 2.05,
    "llama-3-1-405b": 2.05,
    "olmo-2-7b": 3.19,
    "deepseek-v3": 2.06,
    "llama-4-maverick": 2.68,
}


def of(quantity: str, *kinds: Kind) -> list[Model]:
    """Return the models with a value of *quantity* that came to be in one of *kinds*."""
    found = []
    for model in catalogue.models().values():
        figure = model.figures.get(quantity)
        if figure and figure.value is not None and (not kinds or figure.kind in kinds):
            found.append(model)
    return found


def design_power(figure: Figure) -> float | None:
    """Return the watts that the basis of a derived energy names, None for another route."""
    found = re.search(r"× (\d+) W of design power, without PUE", figure.basis.en)
    return float(found[1]) if found and figure.kind is Kind.DERIVED else None


def bounds(model: Model, quantity: str) -> tuple[float, float]:
    """Return the bounds of a figure that must have two."""
    figure = model.figures[quantity]
    assert figure.low is not None
    assert figure.high is not None
    return figure.low, figure.high


def origins() -> list[Origin]:
    """Return where every figure of the tables comes from."""
    figures = [each for model in catalogue.models().values() for each in model.figures.values()]
    figures += catalogue.assumptions().values()
    figures += [request.energy for request in catalogue.requests()]
    rows = [model.origin for model in catalogue.models().values() if model.origin]
    records = [
        *catalogue.accounts(),
        *catalogue.comparisons(),
        *catalogue.anatomy(),
        *catalogue.table_d1(),
        *catalogue.development(),
        *catalogue.trends().values(),
        *catalogue.efficiency(),
        *(evidence for myth in catalogue.myths() for evidence in myth.evidence),
    ]
    return [
        *rows,
        *(figure.origin for figure in figures),
        *(record.origin for record in records),
    ]


def texts() -> list[Words]:
    """Return every text of the tables."""
    figures = [each for model in catalogue.models().values() for each in model.figures.values()]
    figures += catalogue.assumptions().values()
    figures += [request.energy for request in catalogue.requests()]
    return [
        *(figure.basis for figure in figures),
        *(origin.locator for origin in origins()),
        *catalogue.domains().values(),
        *catalogue.groups().values(),
        *catalogue.benchmarks().values(),
        *(account.note for account in catalogue.accounts() if account.note.en),
        *(comparison.name for comparison in catalogue.comparisons()),
        *(text for family in catalogue.anatomy() for text in (family.name, family.formula)),
        *(project.detail for project in catalogue.development()),
        *(request.task for request in catalogue.requests()),
        *(text for each in catalogue.trends().values() for text in (each.name, each.quantity)),
        *(trend.period for trend in catalogue.trends().values()),
        *(text for myth in catalogue.myths() for text in (myth.claim, myth.correction)),
        *(evidence.sentence for myth in catalogue.myths() for evidence in myth.evidence),
    ]


def test_there_are_87_models_77_with_operations_and_21_with_an_energy() -> None:
    assert len(catalogue.models()) == 87
    assert len(of("operations")) == 77
    assert len(of("energy", Kind.PUBLISHED, Kind.ESTIMATED)) == 21


def test_no_model_stands_twice() -> None:
    names = Counter(model.name.casefold() for model in catalogue.models().values())
    assert max(names.values()) == 1


def test_the_models_of_the_course_are_as_on_its_slides() -> None:
    course = [
        (model.name, model.value("parameters"), model.date.year)
        for model in catalogue.models().values()
        if model.course
    ]
    assert course == [("BERT", 110e6, 2018), ("GPT-2", 1.5e9, 2019), ("GPT-3", 175e9, 2020)]


def test_every_figure_says_where_it_comes_from() -> None:
    for origin in origins():
        assert origin.source.strip()
        assert isinstance(origin.confidence, Confidence)


def test_every_text_is_in_both_languages() -> None:
    for text in texts():
        assert text.en.strip(), text
        assert text.fr.strip(), text


def test_french_texts_keep_the_french_typography() -> None:
    for text in texts():
        assert "'" not in text.fr, text.fr
        assert not re.search(r"(?<![\d\u202f])[;!?»%]|[^\u202f\d] ?:(?!//)", text.fr), text.fr
        assert not re.search(r" [:;!?»%]|«(?!\u202f)", text.fr), text.fr


def test_examples_have_a_unit() -> None:
    assert {model.examples_unit for model in of("examples")} == {"tokens", "images"}


def test_energies_are_in_joules_and_carbon_in_kilograms() -> None:
    gpt3 = catalogue.model("gpt-3")
    assert gpt3.value("energy") == pytest.approx(1287 * MEGAWATT_HOUR)
    assert gpt3.value("carbon") == pytest.approx(552_100.0)


def test_the_energy_of_gpt_2_is_a_hole_with_two_reconstructions() -> None:
    model = catalogue.model("gpt-2")
    energy, carbon = model.figures["energy"], model.figures["carbon"]
    assert energy.kind is carbon.kind is Kind.UNDISCLOSED
    assert energy.value is None
    assert carbon.value is None
    assert energy.low == pytest.approx(1.7 * MEGAWATT_HOUR)
    assert energy.high == pytest.approx(4.1 * MEGAWATT_HOUR)
    by_power = 32 * 168 * 283 * 1.1 * 3600.0
    assert by_power == pytest.approx(energy.low, rel=0.02)
    operations = model.value("operations")
    assert operations is not None
    assert operations * 7.6e-12 == pytest.approx(energy.high, rel=0.02)


def test_nothing_of_gpt_4_5_was_disclosed() -> None:
    figures = catalogue.model("GPT-4.5").figures
    assert set(figures) == {"parameters", "operations", "energy", "carbon"}
    assert {figure.kind for figure in figures.values()} == {Kind.UNDISCLOSED}
    assert all(figure.value is None for figure in figures.values())


def test_only_an_undisclosed_figure_or_an_interval_has_no_value() -> None:
    for model in catalogue.models().values():
        for figure in model.figures.values():
            assert (figure.value is None) == (figure.kind is Kind.UNDISCLOSED), model.name


def test_a_value_stands_between_its_bounds() -> None:
    for model in catalogue.models().values():
        for figure in model.figures.values():
            if figure.value is not None and figure.low is not None and figure.high is not None:
                assert figure.low <= figure.value <= figure.high, model.name


def test_the_suspect_row_of_bert_keeps_its_printed_value_as_upper_bound() -> None:
    bert = catalogue.model("bert")
    energy, carbon = bounds(bert, "energy"), bounds(bert, "carbon")
    assert energy == pytest.approx((0.46 * MEGAWATT_HOUR, 1.507 * MEGAWATT_HOUR))
    assert bert.value("energy") == pytest.approx(energy[1])
    assert carbon[0] / carbon[1] == pytest.approx(energy[0] / energy[1], rel=0.01)


def test_an_energy_from_the_design_power_recomputes_with_its_interval() -> None:
    checked = 0
    for model in of("energy", Kind.DERIVED):
        figure = model.figures["energy"]
        power = design_power(figure)
        if power is None:
            continue
        assert model.accelerator_hours is not None, model.name
        expected = model.accelerator_hours * power * 3600.0
        assert figure.value == pytest.approx(expected, rel=1e-3), model.name
        assert figure.low == pytest.approx(0.60 * expected, rel=1e-3), model.name
        assert figure.high == pytest.approx(1.21 * expected, rel=1e-3), model.name
        checked += 1
    assert checked == 15


def test_the_interval_of_the_design_power_is_that_of_pattersons_table() -> None:
    design_watts = {"TPU v2": 280.0, "TPU v3": 450.0, "V100": 300.0}
    ratios = [
        account.power_watts * account.pue / design_watts[account.hardware.split(" × ")[1]]
        for account in catalogue.accounts()
        if account.paper == "patterson" and account.power_watts is not None
    ]
    assert (min(ratios), max(ratios)) == pytest.approx((0.60, 1.21), abs=0.005)


def test_an_energy_from_peak_power_is_divided_by_what_it_was_too_high() -> None:
    checked = 0
    for model in of("energy", Kind.DERIVED):
        figure = model.figures["energy"]
        found = re.search(r"gives ([\d,.]+) MWh", figure.basis.en)
        if found is None:
            continue
        product = float(found[1].replace(",", "")) * MEGAWATT_HOUR
        low, high = bounds(model, "energy")
        assert (low, high) == pytest.approx((product / 3.7, product / 1.2), rel=1e-3)
        assert figure.value == pytest.approx((low * high) ** 0.5, rel=1e-3)
        checked += 1
    assert checked == 15


def test_the_energy_of_palm_recomputes_from_its_measured_power() -> None:
    chip_hours = 6144 * 1200 + 3072 * 336
    assert catalogue.model("palm-540b").accelerator_hours == pytest.approx(chip_hours, rel=1e-3)
    expected = chip_hours * 378.5 * 1.08 * 3600.0
    assert catalogue.model("palm-540b").value("energy") == pytest.approx(expected, rel=1e-3)


def test_every_derived_energy_has_one_of_the_three_routes() -> None:
    assert len(of("energy", Kind.DERIVED)) == 15 + 15 + 1


def test_derived_operations_are_six_per_parameter_and_token() -> None:
    for model in of("operations", Kind.DERIVED):
        parameters = model.value("active_parameters", unverified=True) or model.value("parameters")
        examples = model.value("examples")
        assert parameters is not None
        assert examples is not None
        assert model.value("operations") == pytest.approx(6 * parameters * examples, rel=0.005)


@pytest.mark.parametrize(("key", "picojoules"), PICOJOULES_PER_OPERATION.items())
def test_the_energy_per_operation_agrees_with_the_published_one(
    key: str, picojoules: float
) -> None:
    figure = energy_per_operation(catalogue.model(key), unverified=True)
    assert figure is not None
    assert figure.value == pytest.approx(picojoules * 1e-12, rel=0.01)


@pytest.mark.parametrize("model", catalogue.models().values(), ids=lambda model: model.key)
def test_every_model_says_where_its_hardware_and_hours_come_from(model: Model) -> None:
    assert model.origin is not None
    assert model.origin.source.strip()
    assert model.origin.locator.en.strip()
    assert model.origin.locator.fr.strip()
    assert model.origin.confidence is not Confidence.MEMORY
