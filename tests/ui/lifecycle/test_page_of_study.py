"""The page on paper: it says what the screen says, in both languages, on two A4 pages."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from equilibre.errors import EquilibreError
from equilibre.lifecycle import catalogue
from equilibre.sessions.files import RunsUnwritable
from equilibre.sessions.studies import OwnStudies
from equilibre.texts import Words, use_language
from equilibre.ui.board import NoScreen
from equilibre.ui.lifecycle.page_of_study import changes, page_html, write_page
from equilibre.ui.lifecycle.paper import SignDrawing, document_of
from equilibre.ui.lifecycle.presenter import LifecyclePresenter
from equilibre.ui.theme import LIGHT, use_theme


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


@pytest.fixture
def presenter(qapp: QApplication) -> LifecyclePresenter:
    return LifecyclePresenter(NoScreen(), OwnStudies(None))


def text(presenter: LifecyclePresenter) -> str:
    """Return what the page says, as its reader sees it."""
    return document_of(page_html(presenter), {}).toPlainText()


def test_the_page_says_what_is_compared_and_what_is_found(presenter: LifecyclePresenter) -> None:
    said = text(presenter)
    state, study = presenter.state, presenter.study
    for part in (study.title, study.functional_unit, state.first_title, state.second_title):
        assert str(part) in said
    assert "Electricity  France" in said
    assert state.sentence in said
    for row in state.rows:
        for part in (row.name, row.totals, row.word, row.change, row.interval):
            assert part in said


def test_the_page_is_the_same_whatever_the_screen_shows(presenter: LifecyclePresenter) -> None:
    first = page_html(presenter)
    presenter.choose_page("beyond")
    presenter.choose_indicator("WATER")
    assert page_html(presenter) == first


def test_the_page_says_where_data_are_missing(presenter: LifecyclePresenter) -> None:
    said = text(presenter)
    assert "Metals B: mobile network (use: network)." in said
    assert "Water in use A: vehicle (use: travel)" in said


def test_gaps_that_both_share_are_counted_apart(presenter: LifecyclePresenter) -> None:
    presenter.choose("first", "R1")
    assert re.search(r"\d lines that A and B share, which cancel", text(presenter))


def test_what_nobody_evaluated_and_what_is_supposed_is_said(presenter: LifecyclePresenter) -> None:
    said = text(presenter)
    study = presenter.study
    for one in (*study.assumptions, *study.benefits, *study.rebounds):
        assert str(one) in said


def test_the_parameters_used_are_listed_and_no_others(presenter: LifecyclePresenter) -> None:
    said = page_html(presenter)
    study = presenter.study
    assert f'<td align="left" width="23%">{study.parameters["tower_km"].name}</td>' in said
    assert str(study.parameters["tower_km"].source) in text(presenter)
    assert str(study.parameters["staff_h"].name) not in said
    assert "<b>assumption</b>" in said
    assert "<b>published</b>" not in said


def test_every_factor_used_has_its_source_and_licence(presenter: LifecyclePresenter) -> None:
    said = text(presenter)
    for key in ("vehicle_km", "camera_prod", "elec_FRA"):
        factor = catalogue.factors()[key]
        for part in (factor.name, factor.source, factor.licence, factor.year):
            assert str(part) in said
    assert str(catalogue.factors()["elec_POL"].name) not in said


def test_the_draws_and_the_seed_are_said(presenter: LifecyclePresenter) -> None:
    assert "10,000 draws, seed 0" in text(presenter)


def test_a_study_as_it_was_opened_has_no_list_of_changes(presenter: LifecyclePresenter) -> None:
    assert changes(presenter.opened, presenter.study) == ()
    assert "Changed since" not in text(presenter)


def test_what_was_moved_is_listed(presenter: LifecyclePresenter) -> None:
    while presenter.busy():
        presenter.tick()
    presenter.move_lever("tower_km", 0.5)
    (change,) = changes(presenter.opened, presenter.study)
    assert change.startswith("daily drive to the tower: 40\u202fkm/d → ")
    assert change in text(presenter)


def test_added_parameters_other_figures_and_other_lines_are_changes(
    presenter: LifecyclePresenter,
) -> None:
    study = presenter.study
    added = replace(study.parameters["days"], key="own", name=Words("mine", "à moi"))
    camera = catalogue.factors()["camera_prod"]
    shorter = replace(study.variants[0], lines=())
    now = replace(
        study,
        parameters={**study.parameters, "own": added},
        factors={"camera_prod": camera},
        variants=(shorter, *study.variants[1:]),
    )
    assert changes(study, now) == (
        "mine: added",
        f"{camera.name}: another figure",
        f"“{shorter.title}”: other lines",
    )


def test_a_way_that_has_no_line_in_a_phase_shows_a_dash_and_a_gap_a_question(
    presenter: LifecyclePresenter,
) -> None:
    travel = re.search(r"<tr><td[^>]*>use: travel</td>(.*?)</tr>", page_html(presenter))
    assert travel is not None
    cells = re.findall(r"<td[^>]*>(.*?)</td>", travel[1])
    assert cells == ["390", "—", "5.3", "—", "5.6", "—", "?", "—"]


def test_texts_of_a_users_study_cannot_write_rich_text(presenter: LifecyclePresenter) -> None:
    hostile = '<img src="file:///etc/hostname"> & <b>'
    study = replace(
        presenter.study,
        title=Words(hostile, hostile),
        devices={key: Words(hostile, hostile) for key in presenter.study.devices},
        assumptions=(Words(hostile, hostile),),
    )
    presenter.edit(study)
    assert 'file:///etc/hostname">' not in page_html(presenter)
    assert text(presenter).count(hostile) > 2


def test_the_page_speaks_french(presenter: LifecyclePresenter) -> None:
    use_language("fr")
    presenter.attach(NoScreen())
    said = text(presenter)
    assert said.startswith(presenter.study.title.fr)
    assert presenter.study.assumptions[0].fr in said
    assert "\u202f%" in said


@pytest.mark.parametrize("key", catalogue.study_keys())
def test_the_page_is_written_as_a_pdf_of_a_few_pages(
    presenter: LifecyclePresenter, tmp_path: Path, key: str
) -> None:
    presenter.choose_study(key)
    path = tmp_path / "page.pdf"
    write_page(path, presenter)
    content = path.read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == 2
    assert b"Inter" in content
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_said(presenter: LifecyclePresenter, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RunsUnwritable) as refusal:
        write_page(tmp_path / "file" / "page.pdf", presenter)
    assert isinstance(refusal.value, EquilibreError)
    assert "page.pdf" in str(refusal.value)


def test_drawings_keep_the_colours_of_paper_in_a_dark_window(
    presenter: LifecyclePresenter,
) -> None:
    rows = presenter.state.rows
    light = SignDrawing(rows[0], rows).image(150, 20)
    use_theme("dark", 150)
    try:
        dark = SignDrawing(rows[0], rows).image(150, 20)
    finally:
        use_theme("light", 100)
    assert dark == light
    # B does better in the climate: its bar goes to the left of the middle.
    inside = QColor(light.pixelColor(light.width() * 2 // 5, light.height() // 3))
    assert inside.alpha() > 0
    assert abs(inside.hue() - QColor(LIGHT.signs["less"]).hue()) <= 2
    assert light.pixelColor(light.width() * 4 // 5, light.height() // 3).alpha() == 0
