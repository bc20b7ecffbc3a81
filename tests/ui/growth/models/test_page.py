"""The page of the models on a screen: keys, mouse, motion, room, pictures."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from equilibre.sessions.run import Run
from equilibre.texts import use_language
from equilibre.ui.growth.models.page import ModelsPage
from equilibre.ui.growth.models.presenter import ModelsPresenter
from equilibre.ui.theme import use_theme
from tests.sessions.records import run
from tests.ui.conftest import settle
from tests.ui.fitting import cut, outside, overlapping
from tests.ui.growth.models.desk import from_memory, make_presenter

MakePage = Callable[..., tuple[ModelsPresenter, ModelsPage]]


@pytest.fixture
def make_page(qtbot: QtBot) -> Iterator[MakePage]:
    """Return a function that shows the page alone."""

    def make(
        *runs: Run, size: tuple[int, int] = (1093, 490), motion: bool = False, language: str = "en"
    ) -> tuple[ModelsPresenter, ModelsPage]:
        use_language(language)
        use_theme("light", 100)
        presenter = make_presenter(*runs, motion=motion)
        page = ModelsPage(presenter)
        qtbot.addWidget(page)
        page.resize(*size)
        page.show()
        settle()
        return presenter, page

    yield make
    use_language("en")


def spot(page: ModelsPage, key: str) -> QPoint:
    """Return where a point is drawn."""
    picture = page.chart.points
    assert picture.state is not None
    point = picture.state.plot.point(key)
    assert point is not None
    x, y = picture.stage(QRectF(picture.rect())).spot(point)
    return QPointF(x, y).toPoint()


def test_arrows_walk_and_what_is_looked_at_is_told_to_screen_readers(
    make_page: MakePage, qtbot: QtBot
) -> None:
    presenter, page = make_page()
    page.chart.setFocus()
    qtbot.keyClick(page.chart, Qt.Key.Key_Home)
    assert "AlexNet" in page.chart.accessibleDescription()
    qtbot.keyClick(page.chart, Qt.Key.Key_Right)
    assert "Word2Vec" in page.chart.accessibleDescription()
    qtbot.keyClick(page.chart, Qt.Key.Key_End)
    qtbot.keyClick(page.chart, Qt.Key.Key_Left)
    assert presenter.state.pointed != "gpt-3"
    qtbot.keyClick(page.chart, Qt.Key.Key_Escape)
    assert presenter.state.pointed == ""
    assert "87 models" in page.chart.accessibleDescription()


def test_enter_opens_all_that_is_known(make_page: MakePage, qtbot: QtBot) -> None:
    presenter, page = make_page(run(name="Mine"))
    presenter.show_own(True)
    for key, title in (("gpt-3", "GPT-3"), ("run:a", "Mine")):
        presenter.point(key)
        qtbot.keyClick(page.chart, Qt.Key.Key_Return)
        (dialog,) = [one for one in page.findChildren(QDialog) if one.isVisible()]
        assert dialog.windowTitle() == title
        dialog.close()
        settle()


def test_the_letter_l_goes_from_linear_to_decades(make_page: MakePage, qtbot: QtBot) -> None:
    presenter, page = make_page()
    qtbot.keyClick(page.chart, Qt.Key.Key_L)
    assert presenter.state.logarithmic
    assert page.controls.axes.scale.choice == "log"
    qtbot.keyClick(page.chart, Qt.Key.Key_L)
    assert not presenter.state.logarithmic


def test_axes_travel_and_jump_with_reduced_motion(make_page: MakePage) -> None:
    presenter, page = make_page(motion=True)
    presenter.toggle_scale()
    assert page.chart.points.travelling
    page.chart.picture()  # a picture that is kept waits for nothing
    assert not page.chart.points.travelling
    presenter, page = make_page(motion=False)
    presenter.toggle_scale()
    assert not page.chart.points.travelling


def test_the_bar_goes_through_the_years(make_page: MakePage, qtbot: QtBot) -> None:
    presenter, page = make_page()
    qtbot.mouseClick(page.play_bar.back, Qt.MouseButton.LeftButton)
    assert presenter.state.day < presenter.player.last
    assert presenter.state.newest_text
    qtbot.mouseClick(page.play_bar.forth, Qt.MouseButton.LeftButton)
    assert presenter.state.newest_text == ""
    presenter.reveal()
    assert page.play_bar.slider.maximum() == presenter.player.last


def test_the_mouse_looks_at_points_and_opens_them(make_page: MakePage, qtbot: QtBot) -> None:
    presenter, page = make_page(size=(1366, 640))
    picture = page.chart.points
    qtbot.mouseMove(picture, QPoint(3, 3))
    qtbot.mouseMove(picture, spot(page, "gpt-3"))
    assert presenter.state.pointed == "gpt-3"
    assert page.chart.picture().size().width() > 0
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=spot(page, "gpt-3"))
    assert any(isinstance(one, QDialog) and one.isVisible() for one in page.findChildren(QDialog))


def drag(qtbot: QtBot, page: ModelsPage, *spots: QPoint) -> None:
    """Press, go through *spots*, let go."""
    picture = page.chart.points
    qtbot.mousePress(picture, Qt.MouseButton.LeftButton, pos=spots[0])
    for place in spots[1:]:
        qtbot.mouseMove(picture, place)
    qtbot.mouseRelease(picture, Qt.MouseButton.LeftButton, pos=spots[-1])


def test_a_curve_is_drawn_with_the_mouse_and_with_keys(make_page: MakePage, qtbot: QtBot) -> None:
    presenter, page = make_page(size=(1366, 640))
    presenter.choose_tool("draw")
    settle()
    start = spot(page, "gpt-3")
    drag(qtbot, page, start, start + QPoint(60, -30), start + QPoint(200, -90))
    assert presenter.state.continuation.drawn
    before = presenter.state.plot.lines[0].points[-1][1]
    assert before > 175e9
    qtbot.keyClick(page.chart, Qt.Key.Key_Up)
    assert presenter.state.plot.lines[0].points[-1][1] > before
    qtbot.mouseClick(page.controls.draw.reveal, Qt.MouseButton.LeftButton)
    assert presenter.state.continuation.revealed
    assert page.sentence.text().startswith("You drew")
    assert page.sentence.isVisible()


def test_two_dates_are_brushed_with_the_mouse_and_with_sliders(
    make_page: MakePage, qtbot: QtBot
) -> None:
    presenter, page = make_page(size=(1366, 640))
    presenter.choose_tool("fit")
    settle()
    drag(qtbot, page, spot(page, "gpt-3"), spot(page, "bert"))
    fitting = presenter.state.fitting
    assert fitting.over == "shown"
    assert fitting.first < fitting.last
    assert page.controls.fit.first.value() == fitting.first
    page.controls.fit.first.setValue(presenter.player.first)
    assert presenter.state.fitting.first == presenter.player.first
    assert "per year" in page.sentence.text()


def test_the_lines_beside_say_where_they_come_from(make_page: MakePage, qtbot: QtBot) -> None:
    presenter, page = make_page()
    presenter.choose_tool("fit")
    qtbot.mouseClick(page.controls.fit.sources, Qt.MouseButton.LeftButton)
    (dialog,) = [one for one in page.findChildren(QDialog) if one.isVisible()]
    text = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "18.8 months" in text
    assert "24" in text
    assert "Koomey et al. 2011" in text


def test_choices_of_the_left_column_reach_the_chart(make_page: MakePage, qtbot: QtBot) -> None:
    presenter, page = make_page(run())
    models = presenter.subjects.models
    models[0] = from_memory(models[0], "carbon")
    page.controls.axes.upward.setCurrentIndex(3)
    page.controls.axes.upward.activated.emit(3)
    assert presenter.state.upward == "carbon"
    page.controls.shown.domains["games"].setChecked(False)
    assert "games" in presenter.wishes.hidden
    page.controls.shown.own.setChecked(True)
    assert presenter.state.own.ticked
    page.controls.shown.unverified.setChecked(True)
    assert presenter.surroundings.unverified
    assert "memory" in " ".join(text for _mark, text in presenter.state.legend)


def test_what_was_chosen_survives_a_new_view(make_page: MakePage, qtbot: QtBot) -> None:
    presenter, page = make_page(size=(1366, 640))
    presenter.choose_tool("draw")
    presenter.nudge(7)
    presenter.choose_upward("operations")
    use_theme("dark", 100)
    again = ModelsPage(presenter)
    qtbot.addWidget(again)
    again.show()
    settle()
    assert again.controls.tools.choice == "draw"
    assert again.controls.axes.upward.currentData() == "operations"
    use_theme("light", 100)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [(1093, 490), (1366, 640), (1920, 950)], ids=str)
def test_nothing_is_cut(make_page: MakePage, language: str, size: tuple[int, int]) -> None:
    presenter, page = make_page(run(), size=size, language=language)
    presenter.reveal()
    faults = {}
    for upward in ("parameters", "energy", "energy_per_operation"):
        for tool in ("look", "fit", "draw"):
            presenter.choose_upward(upward)
            presenter.choose_tool(tool)
            for _turn in range(3):
                settle()
            if found := [*cut(page), *outside(page), *overlapping(page)]:
                faults[upward, tool] = found
    assert faults == {}
    assert page.minimumSizeHint().width() <= size[0]


def test_the_picture_is_saved_with_its_points(make_page: MakePage, tmp_path: Path) -> None:
    presenter, page = make_page(size=(1366, 640))
    presenter.choose_upward("energy")
    presenter.toggle_scale()
    for name in ("models.png", "models.svg"):
        page.chart.save_picture_to(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 5_000
    picture = QImage(str(tmp_path / "models.png"))
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height(), 2)
    }
    assert "#00568f" in colours  # the accent of the course
    assert "gpt-3" in page.chart.data_csv().lower()


def test_the_chart_describes_itself(make_page: MakePage) -> None:
    _presenter, page = make_page()
    assert "GPT-3: 175\u202fbillion." in page.chart.summary()
