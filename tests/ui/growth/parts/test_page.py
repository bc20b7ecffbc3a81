"""The page of insides and undersides fits, counts, and is read without a mouse."""

import math
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter
from pytestqt.qtbot import QtBot

from equilibre.growth import catalogue
from equilibre.sessions.kept import KeptRuns
from equilibre.texts import use_language
from equilibre.ui.dialogs.card import CardDialog
from equilibre.ui.growth.parts.page import PartsPage
from equilibre.ui.growth.parts.presenter import PartsPresenter
from equilibre.ui.growth.parts.state import View
from equilibre.ui.growth.surroundings import Surroundings
from equilibre.ui.theme import use_theme
from tests.ui.conftest import settle
from tests.ui.fitting import cut, outside, overlapping

Open = Callable[..., PartsPage]


@pytest.fixture
def surroundings() -> Surroundings:
    use_language("en")
    return Surroundings(KeptRuns(None), motion=False)


@pytest.fixture
def presenter(surroundings: Surroundings) -> PartsPresenter:
    return PartsPresenter(surroundings)


@pytest.fixture
def open_page(qtbot: QtBot, presenter: PartsPresenter) -> Open:
    def make(width: int = 1366, height: int = 640, language: str = "en") -> PartsPage:
        use_language(language)
        use_theme("light", 100)
        page = PartsPage(presenter)
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        for _turn in range(3):
            settle()
        return page

    return make


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use_language("en")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [(1093, 490), (1366, 640)], ids=str)
def test_nothing_is_cut_inside_or_beneath(
    open_page: Open, presenter: PartsPresenter, language: str, size: tuple[int, int]
) -> None:
    page = open_page(*size, language=language)
    assert [*cut(page), *outside(page), *overlapping(page)] == []
    presenter.choose_view("development")
    for project in catalogue.development():
        presenter.choose_project(project.key)
        for _turn in range(2):
            settle()
        assert [*cut(page), *outside(page), *overlapping(page)] == [], project.key
    assert page.minimumSizeHint().width() <= size[0]
    assert page.minimumSizeHint().height() <= size[1]


def test_arrows_walk_along_the_families_and_enter_opens_a_card(
    open_page: Open, presenter: PartsPresenter, qtbot: QtBot
) -> None:
    page = open_page()
    keys = [family.key for family in presenter.state.anatomy.families]
    qtbot.keyClick(page.anatomy, Qt.Key.Key_Right)
    assert presenter.state.family == keys[0]
    for _press in keys:
        qtbot.keyClick(page.anatomy, Qt.Key.Key_Down)
    assert presenter.state.family == keys[-1]
    qtbot.keyClick(page.anatomy, Qt.Key.Key_Left)
    assert presenter.state.family == keys[-2]
    assert page.anatomy.accessibleDescription() == presenter.state.reading
    qtbot.keyClick(page.anatomy, Qt.Key.Key_Return)
    (card,) = page.findChildren(CardDialog)
    assert card.windowTitle() == presenter.state.anatomy.families[-2].name
    card.close()


def test_the_mouse_reads_what_it_points_at(
    open_page: Open, presenter: PartsPresenter, qtbot: QtBot
) -> None:
    page = open_page()
    picture = page.anatomy.rectangles
    qtbot.mouseMove(picture, QPoint(60, picture.height() // 4))
    assert presenter.state.family == "up"
    right = picture.width() - 20  # the name beside a thin rectangle catches it too
    qtbot.mouseMove(picture, QPoint(right, picture.height() // 4))
    assert presenter.state.family == "embedding"


def test_without_motion_the_whole_count_is_there_at_once(open_page: Open) -> None:
    page = open_page()
    assert page.anatomy.rectangles.progress == 1
    assert not page.anatomy.tally.running
    assert not page.again.isVisible()


def test_with_motion_the_count_runs_up_once_and_again_when_asked(
    open_page: Open, surroundings: Surroundings, presenter: PartsPresenter, qtbot: QtBot
) -> None:
    surroundings.motion = True
    presenter.refresh()
    page = open_page()
    assert page.anatomy.tally.running
    page.anatomy.tally.finish()
    assert page.anatomy.rectangles.progress == 1
    qtbot.keyClick(page.again, Qt.Key.Key_Space)
    assert page.anatomy.tally.running
    assert not open_page().anatomy.tally.running  # another theme: it was seen


def test_a_saved_picture_shows_the_whole_count(
    open_page: Open, surroundings: Surroundings, presenter: PartsPresenter, tmp_path: Path
) -> None:
    surroundings.motion = True
    presenter.refresh()
    page = open_page()
    page.anatomy.save_picture_to(tmp_path / "parts.svg")
    assert page.anatomy.rectangles.progress == 1
    assert "175,181,291,520" in (tmp_path / "parts.svg").read_text(encoding="utf-8")


def test_both_pictures_have_their_table_and_their_sentence(
    open_page: Open, presenter: PartsPresenter
) -> None:
    page = open_page()
    rows = page.anatomy.data().rows
    assert sum(row[2] for row in rows) == 175_181_291_520  # type: ignore[misc]
    assert "66.2%" in page.anatomy.summary()
    presenter.choose_view("development")
    shares = [row[3] for row in page.iceberg.data().rows]
    assert shares == pytest.approx([0.3724, 0.6276], abs=1e-3)
    assert "37%" in page.iceberg.accessibleDescription()


def test_the_source_of_an_iceberg_opens_in_a_card(
    open_page: Open, presenter: PartsPresenter
) -> None:
    page = open_page()
    presenter.choose_view("development")
    page.projects.button("olmo").click()
    assert presenter.state.project == "olmo"
    page.source_of_iceberg.click()
    (card,) = page.findChildren(CardDialog)
    assert card.windowTitle() == "OLMo"
    card.close()


@pytest.mark.parametrize("view", ["parameters", "development"])
@pytest.mark.parametrize("size", [(40, 20), (700, 30), (60, 400), (330, 70), (700, 300)], ids=str)
def test_a_squeezed_picture_draws_what_has_room_and_nothing_else(
    open_page: Open, presenter: PartsPresenter, view: View, size: tuple[int, int]
) -> None:
    presenter.choose_view(view)
    page = open_page()
    use_theme("light", 200)
    picture = page.anatomy.rectangles if view == "parameters" else page.iceberg.ice
    image = QImage(*size, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    try:
        picture.paint(painter, QRectF(image.rect()))
    finally:  # a painter left open would take the whole process down
        painter.end()
    blank = QImage(image)
    blank.fill(QColor("white"))
    assert (image == blank) == (size != (700, 300))
    use_theme("light", 100)


def test_nothing_can_be_pointed_at_where_nothing_is_drawn(
    open_page: Open, presenter: PartsPresenter
) -> None:
    page = open_page()
    use_theme("light", 200)
    picture = page.anatomy.rectangles
    picture.setMinimumSize(0, 0)
    picture.resize(400, 40)
    place = QPointF(20, 20)
    none = Qt.MouseButton.NoButton
    picture.mouseMoveEvent(
        QMouseEvent(
            QMouseEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier
        )
    )
    assert presenter.state.family == ""
    use_theme("light", 100)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_formulas_of_the_table_compute_what_stands_beside_them(
    open_page: Open, language: str
) -> None:
    for _name, formula, parameters, _share in open_page(language=language).anatomy.data().rows:
        factors = re.findall(r"\d+", str(formula))
        assert math.prod(int(factor) for factor in factors) == parameters, formula
