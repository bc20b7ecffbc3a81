"""Printed accounts are found again; what is moved moves what depends on it, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.facts.electricity import countries
from equilibre.growth import catalogue
from equilibre.quantities import JOULES_PER_KILOWATT_HOUR
from equilibre.sessions.kept import KeptRuns
from equilibre.ui.growth.energy import grids, levers
from equilibre.ui.growth.energy.presenter import EnergyPresenter
from equilibre.ui.growth.energy.recomputation import Recomputation, factors_of
from equilibre.ui.growth.energy.state import HEADING, EnergyState
from equilibre.ui.growth.surroundings import Surroundings

ACCOUNTS = {account.key: account for account in catalogue.accounts()}
WITH_POWER = [key for key, account in ACCOUNTS.items() if account.power_watts is not None]
WITHOUT = [key for key in ACCOUNTS if key not in WITH_POWER]


def presenter(**surroundings: object) -> EnergyPresenter:
    return EnergyPresenter(Surroundings(KeptRuns(None), **surroundings))  # type: ignore[arg-type]


def values(state: EnergyState) -> dict[str, float | None]:
    return {bar.key: bar.value for bar in (*state.recomputed.bars, *state.grids.bars)}


def tonnes(page: EnergyPresenter, country: str) -> float:
    value = next(bar.value for bar in page.state.grids.bars if bar.key == country)
    assert page.state.grids.unit == "t"
    assert value is not None
    return value


@pytest.mark.parametrize("key", WITH_POWER)
def test_the_printed_energy_is_found_again_within_one_percent(key: str) -> None:
    page = presenter()
    page.choose_training(key)
    bars = {bar.key: bar.value for bar in page.state.recomputed.bars}
    assert bars["recomputed"] == pytest.approx(bars["printed"], rel=0.01)
    result = page.state.recomputed.result
    assert result is not None
    assert result.value.endswith(page.state.recomputed.unit)


@pytest.mark.parametrize("key", WITHOUT)
def test_what_was_never_published_is_a_sentence_and_no_bar(key: str) -> None:
    page = presenter()
    page.choose_training(key)
    state = page.state
    assert not state.computed
    assert state.recomputed.bars == state.recomputed.factors == state.levers == ()
    assert "dollars" in state.recomputed.missing
    assert state.grids.bars == ()
    assert state.grids.missing


def test_gpt_3_is_read_as_its_paper_prints_it() -> None:
    state = presenter().state
    assert state.chosen == "gpt-3-microsoft"
    assert [bar.text for bar in state.recomputed.bars] == ["1,287\u202fMWh", "1,289\u202fMWh"]
    assert "0.2%" in state.recomputed.subtitle
    assert [factor.value for factor in state.recomputed.factors] == [
        "330\u202fW",
        "10,000",
        "14.8\u202fdays",
        "1.10",
    ]
    assumed = {factor.key for factor in state.recomputed.factors if factor.assumed}
    assert assumed == {"devices", "hours"}


def test_gpt_3_on_other_grids() -> None:
    page = presenter()
    assert tonnes(page, "FRA") == pytest.approx(57, rel=0.01)
    assert tonnes(page, "POL") == pytest.approx(792, rel=0.01)
    assert tonnes(page, "printed") == pytest.approx(552.1)
    amounts = [bar.value or 0.0 for bar in page.state.grids.bars]
    assert amounts == sorted(amounts, reverse=True)


def test_the_country_changes_the_carbon_and_never_the_energy() -> None:
    page = presenter()
    before = page.state
    page.choose_country("POL")
    assert page.state.recomputed == before.recomputed
    assert page.state.levers == before.levers
    assert [bar.key for bar in page.state.grids.bars if bar.look == "chosen"] == ["POL"]
    assert page.state.grids.subtitle == (
        "You changed the country: 793\u202ft of CO₂e instead of 552\u202ft."
    )


@pytest.mark.parametrize("key", levers.KEYS)
def test_a_lever_moves_what_depends_on_it_and_nothing_else(key: str) -> None:
    page = presenter()
    before = page.state
    page.move(key, 0.9)
    after = page.state
    for old, new in zip(before.levers, after.levers, strict=True):
        assert (old == new) == (old.key != key)
    for was, now in zip(before.recomputed.factors, after.recomputed.factors, strict=True):
        assert (was == now) == (was.key != key)
    assert values(before)["printed"] == values(after)["printed"]
    ratio = values(after)["recomputed"] / values(before)["recomputed"]  # type: ignore[operator]
    assert ratio > 1.5
    assert tonnes(page, "FRA") / values(before)["FRA"] == pytest.approx(ratio)  # type: ignore[operator]


def test_as_printed_puts_everything_back() -> None:
    page = presenter()
    before = page.state
    page.move("power", 0.2)
    page.move("pue", 1.0)
    page.choose_country("IND")
    assert page.state.changed
    page.restore()
    assert page.state == before
    assert not page.state.changed


def test_a_lever_near_its_mark_stands_on_the_printed_figure() -> None:
    page = presenter()
    page.move("power", 0.9)
    page.move("power", 0.501)
    assert not page.state.changed


def test_another_training_starts_as_printed_with_the_same_electricity() -> None:
    page = presenter()
    page.move("power", 0.9)
    page.choose_country("DEU")
    page.choose_training("meena-google")
    assert not any(factor.moved for factor in page.state.recomputed.factors)
    assert page.state.country == "DEU"


def test_a_heading_of_the_list_chooses_nothing() -> None:
    page = presenter()
    before = page.state
    page.choose_training(HEADING)
    assert page.state == before
    assert {choice.key for choice in before.trainings} == {HEADING, *ACCOUNTS}


def test_the_search_for_an_architecture_shows_its_correction() -> None:
    page = presenter()
    page.choose_training("architecture-search-p100")
    bars = {bar.key: bar.value for bar in page.state.recomputed.bars}
    assert bars["printed"] / bars["corrected"] == pytest.approx(88, rel=0.01)  # type: ignore[operator]
    assert "88" in page.state.note
    assert any("arXiv 2104.10350" in text for text in page.explanations.note()[1])


def test_the_doubtful_row_says_so() -> None:
    page = presenter()
    page.choose_training("bert-v100")
    assert "suspect" in page.state.note


def test_comparisons_from_memory_are_hidden_unless_asked_for() -> None:
    shown = {choice.key for choice in presenter().state.comparisons}
    every = {choice.key for choice in presenter(unverified=True).state.comparisons}
    assert every - shown == {"pipeline", "pipeline-tuned"}


def test_at_most_one_comparison_and_none_at_first() -> None:
    page = presenter()
    assert page.state.comparison_sentence == ""
    page.choose_comparison("car-lifetime")
    assert "9.7 times" in page.state.comparison_sentence
    page.choose_country("FRA")
    assert "1.0 times" in page.state.comparison_sentence
    page.choose_training("transformer-base-p100")
    assert "%" in page.state.comparison_sentence
    title, paragraphs = page.explanations.of_comparison()
    assert title in page.state.comparison_sentence
    assert "Table 1" in paragraphs[-1]


def test_every_published_energy_is_drawn_on_one_grid() -> None:
    shown = grids.trainings(countries()["POL"], unverified=False)
    drawn = {pair.key: pair for pair in shown.pairs}
    assert drawn["gpt-3"].there == pytest.approx(792, rel=0.01)
    assert drawn["gpt-3"].published == pytest.approx(552.1)
    assert "gpt-2" not in drawn  # a hole is no dot
    energies = [pair.energy_joules for pair in shown.pairs]
    assert energies == sorted(energies, reverse=True)
    assert len(grids.trainings(countries()["POL"], unverified=True).pairs) >= len(shown.pairs)


def test_all_trainings_stand_on_the_student_s_electricity_until_another_is_chosen() -> None:
    page = presenter(country_key="DEU")
    page.choose_view("grids")
    assert page.state.country_shown == "DEU"
    assert page.state.all.there == "Germany"
    page.choose_country("POL")
    assert page.state.all.there == "Poland"


@pytest.mark.parametrize("key", list(ACCOUNTS))
def test_every_card_ends_with_a_source(key: str) -> None:
    page = presenter()
    page.choose_training(key)
    cards = [page.explanations.account(), page.explanations.grid(), page.explanations.note()]
    cards += [page.explanations.lever(lever.key) for lever in page.state.levers]
    for title, paragraphs in cards:
        assert title
        assert "Source: " in "\n".join(paragraphs)


@given(st.sampled_from(WITH_POWER), st.sampled_from(levers.KEYS), st.floats(0, 1))
def test_the_energy_is_always_the_product_of_the_factors(
    key: str, lever: str, position: float
) -> None:
    account = ACCOUNTS[key]
    value = levers.moved(lever, factors_of(account)[lever], position)
    moved = {} if value is None else {lever: value}
    factors = {**factors_of(account), **moved}
    product = factors["power"] * factors["devices"] * factors["hours"] * factors["pue"] / 1000
    energy = Recomputation(account, moved).energy_joules
    assert energy == pytest.approx(product * JOULES_PER_KILOWATT_HOUR)


@given(st.sampled_from(levers.KEYS), st.floats(1.01, 1e5), st.floats(0, 1))
def test_a_slider_finds_its_place_again(key: str, printed: float, position: float) -> None:
    ends = levers.span(key, 1.5 if key == "pue" else printed)
    assert ends.position(ends.value(position)) == pytest.approx(position, abs=0.02)


def test_purchases_are_left_out_on_both_sides() -> None:
    drawn = {pair.key: pair for pair in grids.trainings(countries()["FRA"], False).pairs}
    assert drawn["switch-transformer"].published == pytest.approx(72.2)
    assert drawn["gshard-600b"].published == pytest.approx(4.8)


def test_no_grid_emits_nothing() -> None:
    page = presenter()
    offered = [choice.key for choice in page.state.countries if choice.key]
    assert all(countries()[key].grams_per_kilowatt_hour > 0 for key in offered)
    assert len(offered) == page.state.grid_count


def test_a_grid_printed_with_nothing_leaves_a_sentence_and_never_a_zero() -> None:
    page = presenter(country_key="CAF")  # no country's grid emits nothing: it was rounded
    rounded = "No CO₂e: the source gives 0 g per kWh for Central African Republic, rounded."
    bar = next(each for each in page.state.grids.bars if each.key == "CAF")
    assert (bar.value, bar.text) == (None, "unknown")
    page.choose_country("CAF")
    assert page.state.grids.subtitle == rounded
    page.choose_comparison("car-lifetime")
    assert page.state.comparison_sentence == ""
    shown = page.state.all
    assert shown.subtitle == rounded
    assert {(pair.there, pair.there_text) for pair in shown.pairs} == {(None, "unknown")}
    assert rounded in page.explanations.grid()[1]
    page.choose_country("POL")
    assert rounded not in page.explanations.grid()[1]


def test_equal_figures_are_not_said_to_be_apart() -> None:
    page = presenter()
    page.choose_training("switch-transformer-google")
    assert "found again" in page.state.recomputed.subtitle


def test_the_card_beside_all_trainings_speaks_of_none_in_particular() -> None:
    page = presenter()
    page.choose_view("grids")
    text = "\n".join(page.explanations.grid()[1])
    assert "arXiv" not in text
    assert "France" in text


COUNTED = [row.key for row in catalogue.table_d1()]


def counted(key: str) -> EnergyPresenter:
    page = presenter()
    page.choose_view("operations")
    page.choose_counted(key)
    return page


def test_the_operations_of_every_row_are_found_again() -> None:
    rows = presenter().state.operations.rows
    assert len(rows) == 17
    for row in rows:
        assert row.recomputed == pytest.approx(row.printed, rel=0.01)
        product = row.parameters * row.tokens * row.operations_per_parameter_and_token
        assert row.recomputed == pytest.approx(product)
        assert row.factor == ("×\u202f3" if row.key.startswith("t5") else "×\u202f6")
    assert {row.key for row in rows if row.course} == {"bert-base", "gpt-3-175b"}


def test_gpt_3_is_the_first_count_and_is_written_out() -> None:
    shown = presenter().state.operations
    assert shown.chosen == "gpt-3-175b"
    assert [factor.value for factor in shown.factors] == [
        "174.6\u202fbillion",
        "300\u202fbillion",
        "6 operations",
    ]
    assert shown.result is not None
    assert shown.result.value == "3.143\u202f×\u202f10²³"
    assert "0.1% apart, by rounding" in shown.gap
    assert shown.sum == "2 + 4 = 6"
    assert shown.question == "Why 6 operations?"


def test_half_of_t5_sees_each_token() -> None:
    shown = counted("t5-11b").state.operations
    assert shown.sum == "(2 + 4) × 0.5 = 3"
    assert shown.factors[-1].value == "3 operations"
    assert any("encoder" in reason for reason in shown.reasons)
    assert not any("encoder" in reason for reason in presenter().state.operations.reasons)
    assert "found again" in shown.gap


@pytest.mark.parametrize("key", COUNTED)
def test_every_count_has_its_reasons_and_its_source(key: str) -> None:
    page = counted(key)
    assert len(page.state.operations.reasons) in {3, 4}
    for title, paragraphs in (page.count_card, page.reasons_card):
        assert title
        assert "Source: Brown et al. 2020" in "\n".join(paragraphs)
    assert "petaflop/s-days" in "\n".join(page.count_card[1])


def test_the_reasons_rest_on_the_assumptions_of_the_catalogue() -> None:
    page = counted("gpt-3-175b")
    text = "\n".join(page.reasons_card[1])
    for key in (
        "operations_per_parameter_and_token",
        "operations_per_parameter_and_generated_token",
    ):
        assumption = catalogue.assumptions()[key]
        assert str(assumption.basis) in text
        assert str(assumption.origin.locator) in text
    assert "3,640 petaflop/s-days" in "\n".join(page.count_card[1])


def test_the_days_of_gpt_3_follow_from_the_assumed_chips() -> None:
    page = presenter()
    for card in (page.explanations.account(), page.explanations.lever("hours")):
        (told,) = [text for text in card[1] if "follow from" in text]
        assert told.startswith("14.8\u202fdays")
        assert "10,000 chips" in told
    assert not any("follow from" in text for text in page.explanations.lever("pue")[1])
    page.choose_training("meena-google")
    assert not any("follow from" in text for text in page.explanations.account()[1])


def test_the_net_carbon_is_recomputed_beside_the_printed_one() -> None:
    page = presenter()
    page.choose_training("switch-transformer-google")
    text = "\n".join(page.explanations.account()[1])
    net = ACCOUNTS["switch-transformer-google"].net_carbon_kg
    assert net == pytest.approx(59.1e3, rel=0.01)
    assert "also prints 59.1\u202ft" in text
    assert "Recomputed with its 330\u202fg/kWh" in text
    page.choose_training("gpt-3-microsoft")
    assert "Recomputed with" not in "\n".join(page.explanations.account()[1])


def test_names_in_the_list_leave_room_for_their_hardware() -> None:
    texts = {choice.key: choice.text for choice in presenter().state.trainings}
    assert texts["architecture-search-p100"] == "Evolved Tr. (NAS), 8 × P100"
    assert texts["architecture-search-google"] == "Evolved Transformer (NAS)"
