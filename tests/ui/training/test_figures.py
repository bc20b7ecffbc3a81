"""Figures say their kind, their interval and never that something is nothing."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.facts.electricity import countries
from equilibre.meter.reading import Interval, Kind, Status
from equilibre.sessions.run import PartEnergy, Work
from equilibre.texts import use_language
from equilibre.ui.training import figures
from equilibre.ui.training.figures import SCALES
from equilibre.ui.training.state import Card
from tests.sessions.records import ESTIMATE, energy, route, run

seeded = settings(derandomize=True, deadline=None, max_examples=150)
THIN = "\u202f"
ZERO = re.compile(rf"(?<!\d[.,{THIN}])(?<!\d)0(?:[.,]0+)?(?![.,]?\d)")


def texts(card: Card) -> list[str]:
    return [card.title, card.value, card.interval, card.detail]


def joules(value: float, kind: Kind = Kind.MEASURED) -> figures.RunEnergy:
    factor = 2.0 if kind is Kind.ESTIMATED else 1.05
    interval = Interval(value, value / factor, value * factor)
    return energy(interval, interval.scaled(0.5), kind)


def test_the_search_for_zeros_finds_them() -> None:
    for text in ("0 J", "0.0 J", "from 0 to", "0,00 g"):
        assert ZERO.search(text.replace(" ", THIN)), text
    for text in ("0.5 J", "10 J", "1,000 J", "0,00012 g", "1 000 W", "100 %"):
        assert not ZERO.search(text.replace(" ", THIN)), text


@seeded
@given(
    value=st.floats(1e-6, 1e9),
    scale=st.sampled_from(SCALES),
    kind=st.sampled_from(Kind),
    country=st.sampled_from(["FRA", "World", "ISL"]),
    language=st.sampled_from(["fr", "en"]),
)
def test_nothing_small_reads_as_nothing(
    value: float, scale: int, kind: Kind, country: str, language: str
) -> None:
    use_language(language)
    one = joules(value, kind)
    shown = [
        *texts(figures.energy_card(one, running=False)),
        *texts(figures.energy_card(one, running=True)),
        *texts(figures.carbon_card(one, country)),
        figures.scale_text(one, scale),
        figures.equivalent_text(one, country, scale, "car"),
        figures.equivalent_text(one, country, scale, "led"),
    ]
    for text in shown:
        assert not ZERO.search(text), text
        assert not re.search(r"\de[-+]?\d", text), text


@pytest.mark.parametrize("value", [1e-4, 1.0, 200.0, 5e4])
@pytest.mark.parametrize("scale", SCALES)
def test_under_a_gram_of_co2_the_comparison_is_turned_round(value: float, scale: int) -> None:
    kilograms = countries()["FRA"].carbon_kg(value * scale)
    text = figures.equivalent_text(joules(value), "FRA", scale, "car")
    assert ("×" in text) == (kilograms >= 1e-3)
    assert "car" in text


def test_energy_is_compared_with_energy() -> None:
    # 8 J keep a bulb of 8 W alight for a second.
    text = figures.equivalent_text(joules(8.0), "FRA", 1, "led").replace(THIN, " ")
    assert "1.0 s" in text
    assert text == figures.equivalent_text(joules(8.0), "World", 1, "led").replace(THIN, " ")


def test_co2_is_compared_with_co2() -> None:
    clean = figures.equivalent_text(joules(1e6), "FRA", 1000, "car")
    assert clean != figures.equivalent_text(joules(1e6), "World", 1000, "car")


def test_every_country_can_be_compared() -> None:
    for country in countries():
        for scale in SCALES:
            figures.equivalent_text(joules(100.0), country, scale, "car")
            figures.equivalent_text(joules(100.0), country, scale, "led")


def test_no_electricity_is_said_to_make_nothing() -> None:
    for country in countries():
        card = figures.carbon_card(joules(100.0), country)
        assert not ZERO.search(card.value), country


def test_nothing_metered_is_compared_with_nothing() -> None:
    for one in (None, joules(0.0)):
        assert figures.equivalent_text(one, "FRA", 1, "car") == ""


def test_what_is_unknown_is_a_dash_without_a_kind() -> None:
    for card in (
        figures.power_card([], None),
        figures.power_card([(route(), None)], None),
        figures.energy_card(None, running=False),
        figures.carbon_card(None, "FRA"),
    ):
        assert (card.value, card.interval, card.kind) == ("—", "", "")


def test_a_measure_stands_bare_with_the_digits_of_its_interval() -> None:
    card = figures.energy_card(energy(Interval(183.4, 182.0, 185.0)), running=False)
    assert card.value == f"183{THIN}J"
    assert card.interval.startswith(f"182–185{THIN}J")
    assert "mWh" in card.interval + card.detail
    assert card.kind == "measured"


def test_an_estimate_has_its_sign_its_band_and_few_digits() -> None:
    card = figures.energy_card(joules(183.4, Kind.ESTIMATED), running=False)
    assert card.value == f"≈{THIN}180{THIN}J"
    assert "91–367" in card.interval
    power = figures.power_card([(ESTIMATE, 42.3)], 10.0)
    assert power.value == f"≈{THIN}40{THIN}W"
    assert "–" in power.interval
    assert power.kind == "estimated"


def test_co2_is_computed_and_has_the_interval_of_the_energy() -> None:
    card = figures.carbon_card(energy(Interval(3.6e6, 3.4e6, 3.8e6)), "FRA")
    assert card.value == f"44{THIN}g"
    assert card.interval == f"41–47{THIN}g"
    assert card.kind == "computed"


def test_without_an_idle_level_the_part_of_the_training_is_said_unknown() -> None:
    card = figures.energy_card(energy(marginal=None), running=False)
    assert "unknown" in card.detail


def test_a_training_lost_in_the_noise_is_said_not_measurable() -> None:
    noise = Interval(-0.4, -3.0, 2.2)
    assert "not measurable" in figures.energy_card(energy(marginal=noise), running=False).detail


@pytest.mark.parametrize(
    ("marginal", "kind"),
    [
        (Interval(0.0, -2.0, 2.0), Kind.MEASURED),  # reads "0 J"
        (Interval(1e-7, -2.0, 2.0), Kind.MEASURED),  # reads "0.10 µJ", known to 2 J
        (Interval(-2.0, -4.0, -1.0), Kind.ESTIMATED),  # a training that gives energy
        (Interval(0.0, 0.0, 0.0), Kind.ESTIMATED),
    ],
    ids=str,
)
def test_what_cannot_be_told_from_idle_is_always_said_so(marginal: Interval, kind: Kind) -> None:
    card = figures.energy_card(energy(marginal=marginal, kind=kind), running=False)
    assert "not measurable" in card.detail


def test_only_numbers_carry_the_sign_of_an_estimate() -> None:
    one = energy(marginal=Interval(-2.0, -4.0, -1.0), kind=Kind.ESTIMATED)
    assert "≈" not in figures.energy_card(one, running=False).detail


def test_many_trainings_are_counted_in_words() -> None:
    use_language("en")
    assert figures.scale_text(None, 1) == "1 training"
    assert "1,000,000 trainings" in figures.scale_text(joules(100.0), 1_000_000)


def test_parts_measured_and_estimated_make_a_power_measured_in_part() -> None:
    card = figures.power_card([(route(), 30.0), (ESTIMATE, 10.0)], 25.0)
    assert card.kind == "mixed"
    assert card.value == f"≈{THIN}40{THIN}W"
    assert "–" in card.interval


def test_a_part_lost_beside_others_is_named() -> None:
    lost = route("nvml", status=Status.LOST)
    card = figures.power_card([(route(), 30.0), (lost, None)], None)
    assert "30" in card.value
    assert "NVML" in card.detail
    assert figures.power_card([(lost, None)], None).value == "—"


def test_the_card_tells_the_measured_share_and_whose_work_it_was() -> None:
    account = replace(energy(kind=Kind.MIXED), measured_share=0.78, work=Work(142.74, 10.98, 29.28))
    card = figures.energy_card(account, running=False)
    assert card.obtained == "78% measured"
    assert card.note == "work: training 78%, window 6%"
    assert figures.energy_card(energy(), running=False).note == ""


def test_the_idle_level_of_a_run_is_that_of_all_its_parts() -> None:
    parts = tuple(
        PartEnergy("cpu", key, key, Kind.MEASURED, Interval(1, 1, 1), None, idle_watts=watts)
        for key, watts in (("powercap", 20.0), ("memory", 3.0))
    )
    assert figures.idle_of(run(energy=replace(energy(), parts=parts))) == 23.0
    assert figures.idle_of(run()) == 30.0  # an older file: from its curve
    assert figures.idle_of(run(power=())) is None
