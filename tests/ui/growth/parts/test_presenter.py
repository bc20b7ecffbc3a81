"""What is inside a model and beneath its training, in counts, shares and words."""

import pytest

from equilibre.growth import catalogue
from equilibre.growth.figure import Origin
from equilibre.sessions.kept import KeptRuns
from equilibre.texts import use_language
from equilibre.ui.growth.parts import development
from equilibre.ui.growth.parts.presenter import PartsPresenter
from equilibre.ui.growth.surroundings import Surroundings

PROJECTS = {project.key: project for project in catalogue.development()}


@pytest.fixture
def presenter() -> PartsPresenter:
    use_language("en")
    return PartsPresenter(Surroundings(KeptRuns(None)))


def test_the_families_make_gpt_3(presenter: PartsPresenter) -> None:
    anatomy = presenter.state.anatomy
    assert anatomy.total == 175_181_291_520
    assert len(anatomy.families) == 8
    assert "175" in anatomy.title


def test_the_shares_of_the_groups(presenter: PartsPresenter) -> None:
    assert presenter.state.anatomy.groups == (
        "perceptrons 66.2%; attention 33.1%; words in and out 0.7%"
    )


def test_the_tables_of_words_alone_are_eleven_bert(presenter: PartsPresenter) -> None:
    assert "0.7%" in presenter.state.anatomy.sentence
    assert "11 times" in presenter.state.anatomy.sentence


def test_other_models_stand_beside_at_the_same_scale(presenter: PartsPresenter) -> None:
    sizes = {each.name: each.parameters for each in presenter.state.anatomy.neighbours}
    assert sizes == {"GPT-2": 1.5e9, "BERT": pytest.approx(1.1e8, rel=0.02)}


def test_a_family_is_read_with_its_formula_count_and_share(presenter: PartsPresenter) -> None:
    assert presenter.state.reading == ""
    presenter.point("value")
    assert presenter.state.reading == (
        "Values: 128 × 12,288 × 96 heads × 96 layers = 14,495,514,624 (8.3%)"
    )
    presenter.point("")
    assert presenter.state.reading == ""


@pytest.mark.parametrize("key", [family.key for family in catalogue.anatomy()])
def test_every_family_has_its_card(presenter: PartsPresenter, key: str) -> None:
    title, paragraphs, origin = presenter.family_card(key)
    assert title
    assert paragraphs
    assert isinstance(origin, Origin)


@pytest.mark.parametrize(
    ("key", "above"), [("bloom", 0.3724), ("olmo", 0.6655), ("opt", 0.5), ("lisa", 1 / 2000)]
)
def test_the_shares_of_each_iceberg(presenter: PartsPresenter, key: str, above: float) -> None:
    presenter.choose_project(key)
    ice = presenter.state.iceberg
    share = ice.above.amount / (ice.above.amount + ice.below.amount)
    assert share == pytest.approx(above, rel=1e-3)
    assert development.shares(PROJECTS[key]) == pytest.approx((above, 1 - above), rel=1e-3)


def test_bloom_is_told_in_megawatt_hours(presenter: PartsPresenter) -> None:
    presenter.choose_project("bloom")
    ice = presenter.state.iceberg
    assert ice.unit == "MWh"
    assert ice.above.text == "433\u202fMWh, 37%"
    assert ice.below.text == "730\u202fMWh, 63%"
    assert ice.sentence == "BLOOM took 1,163\u202fMWh in all: 2.7 times its final training."


def test_what_was_only_said_in_words_has_no_energy(presenter: PartsPresenter) -> None:
    presenter.choose_project("opt")
    ice = presenter.state.iceberg
    assert ice.order_only
    assert "Wh" not in ice.above.text + ice.below.text + ice.unit
    assert "authors" in ice.sentence


def test_hours_are_not_called_energy(presenter: PartsPresenter) -> None:
    presenter.choose_project("lisa")
    ice = presenter.state.iceberg
    assert not ice.order_only
    assert "hours" in ice.subtitle
    assert "energy" not in ice.subtitle
    assert "2,000" in ice.sentence


@pytest.mark.parametrize("key", list(PROJECTS))
def test_every_card_says_that_icebergs_are_not_compared(
    presenter: PartsPresenter, key: str
) -> None:
    presenter.choose_project(key)
    title, paragraphs, origin = presenter.project_card()
    assert title == PROJECTS[key].name
    assert development.caution() in paragraphs
    assert origin == PROJECTS[key].origin


def test_texts_follow_the_language(presenter: PartsPresenter) -> None:
    use_language("fr")
    try:
        presenter.refresh()
        assert "Clés" in {family.name for family in presenter.state.anatomy.families}
    finally:
        use_language("en")
