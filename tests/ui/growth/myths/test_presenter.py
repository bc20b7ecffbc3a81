"""What is often heard turns over to what the figures say."""

from pathlib import Path

import pytest

from equilibre.growth import catalogue
from equilibre.sessions.kept import KeptRuns
from equilibre.texts import use_language
from equilibre.ui.growth.myths.presenter import MythsPresenter
from equilibre.ui.growth.myths.state import MythCard, Panel
from equilibre.ui.growth.surroundings import Surroundings

THIN = "\u202f"


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


@pytest.fixture
def presenter(tmp_path: Path) -> MythsPresenter:
    return MythsPresenter(Surroundings(KeptRuns(tmp_path / "kept.equilibre")))


def card(presenter: MythsPresenter, key: str) -> MythCard:
    return next(one for one in presenter.state.cards if one.key == key)


def texts(panel: Panel) -> list[str]:
    return [amount.text.replace(THIN, " ") for amount in panel.amounts]


def test_there_are_at_least_six_claims_within_quotation_marks(presenter: MythsPresenter) -> None:
    assert len(presenter.state.cards) >= 6
    assert all(
        one.claim.startswith("“") and one.claim.endswith("”") for one in presenter.state.cards
    )


def test_a_card_is_spoken_as_its_claim_then_with_its_correction(presenter: MythsPresenter) -> None:
    before = card(presenter, "five-cars")
    assert before.spoken == before.claim
    presenter.turn("five-cars")
    after = card(presenter, "five-cars")
    assert after.spoken.startswith(after.claim)
    assert after.correction in after.spoken
    presenter.turn("five-cars")
    assert card(presenter, "five-cars") == before


def test_all_cards_turn_over_then_back(presenter: MythsPresenter) -> None:
    presenter.turn("five-cars")
    presenter.turn_all()
    assert presenter.state.all_turned
    assert all(one.turned for one in presenter.state.cards)
    presenter.turn_all()
    assert not any(one.turned for one in presenter.state.cards)


def test_the_five_cars_are_a_search_and_the_areas_are_to_scale(presenter: MythsPresenter) -> None:
    (panel,) = card(presenter, "five-cars").panels
    assert texts(panel) == ["284 t", "3.2 t", "0.087 t"]
    assert panel.amounts[2].share == pytest.approx(192 / 626_155)


def test_three_watt_hours_stand_beside_a_quarter_to_a_third(presenter: MythsPresenter) -> None:
    (panel,) = card(presenter, "three-watt-hours").panels
    assert texts(panel) == ["3 Wh", "0.24–0.34 Wh"]
    new = panel.amounts[1]
    assert (new.low, new.high) == (pytest.approx(0.08), pytest.approx(0.34 / 3))


def test_more_parameters_stand_beside_less_energy(presenter: MythsPresenter) -> None:
    sizes, energies = card(presenter, "parameters-are-energy").panels
    assert texts(sizes) == ["619 billion", "175 billion"]
    assert texts(energies) == ["24.1 MWh", "1,287 MWh"]
    assert sizes.amounts[1].share == pytest.approx(175 / 619)
    assert energies.amounts[0].share == pytest.approx(24.1 / 1287)


def test_pictures_agree_with_the_sentences_beside_them(presenter: MythsPresenter) -> None:
    for key in ("a-trend-is-a-law", "unpublished-is-zero"):
        shown = card(presenter, key)
        for panel in shown.panels:
            for amount in panel.amounts:
                number = amount.text.replace(THIN, " ").lstrip("×").split(" ")[0].split(".")[0]
                assert number in shown.correction or key == "a-trend-is-a-law"
    (panel,) = card(presenter, "a-trend-is-a-law").panels
    assert texts(panel) == ["×42 billion", "×4.9 million"]


def test_every_share_fits_its_picture(presenter: MythsPresenter) -> None:
    for shown in presenter.state.cards:
        for panel in shown.panels:
            assert max(amount.share for amount in panel.amounts) <= 1
            assert min(amount.share for amount in panel.amounts) > 0


def test_every_claim_has_evidence_with_its_source(presenter: MythsPresenter) -> None:
    for myth in catalogue.myths():
        assert presenter.myth(myth.key).evidence
        assert all(one.origin.source for one in myth.evidence)


def test_turned_cards_stay_turned_in_another_language(presenter: MythsPresenter) -> None:
    presenter.turn("five-cars")
    use_language("fr")
    try:
        presenter.refresh()
        shown = card(presenter, "five-cars")
        assert shown.turned
        assert "cinq voitures" in shown.claim
    finally:
        use_language("en")
