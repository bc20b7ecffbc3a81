"""The growth tab at the hands of those who mean it no good: nothing is raised, nothing is lost."""

from typing import cast

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from equilibre.growth import catalogue
from equilibre.ui.growth.cards import model_lines
from equilibre.ui.growth.computer.presenter import ComputerPresenter
from equilibre.ui.growth.models.presenter import ModelsPresenter
from equilibre.ui.growth.view import PAGES
from equilibre.ui.plots.picture import Picture
from equilibre.worker.messages import Multiplied, Multiply
from tests.sessions.records import run
from tests.ui.conftest import MakeRoom, Room, settle
from tests.ui.fitting import outside, overlapping
from tests.ui.growth.test_tab import open_tab, scale, scale_page, view_of


class Broken(Picture):
    """Cannot be painted."""

    def paint(self, painter: QPainter, target: QRectF) -> None:
        painter.drawLine(target.topLeft(), target.bottomRight())
        raise ArithmeticError


def test_a_picture_that_fails_leaves_no_painter_behind(qtbot: QtBot) -> None:
    picture = Broken()
    qtbot.addWidget(picture)
    with qtbot.capture_exceptions() as problems:
        picture.show()
        settle()
    assert {kind for kind, _problem, _where in problems} == {ArithmeticError}
    assert not picture.paintingActive()


def measure_and_leave(room: Room) -> ComputerPresenter:
    """Begin to measure the product of matrices, go to another page and change the language."""
    tab = open_tab(room)
    tab.presenter.choose_page("computer")
    tab.presenter.computer.measure()
    tab.presenter.choose_page("scale")
    room.change(language="fr")
    settle()
    return tab.presenter.computer


def test_a_measure_goes_on_when_the_page_that_asked_for_it_is_gone(make_room: MakeRoom) -> None:
    room = make_room(motion=False)
    computer = measure_and_leave(room)
    order = next(one for one in room.sent if isinstance(one, Multiply))
    computer.hear([], [])
    done = Multiplied(order.run, 1.0, 2.0, 1e9, 2, 1.0)
    for _beat in range(3):
        computer.hear(room.meter.samples(3.0), [done])
    assert not computer.busy()
    open_tab(room).presenter.choose_page("computer")
    settle()
    assert computer.state.paces.product.text


@pytest.mark.parametrize("year", ["0001", "1970", "2019", "2100", "9999"])
def test_a_run_of_a_clock_that_was_never_set_stretches_no_axis(
    make_room: MakeRoom, year: str
) -> None:
    room = make_room(motion=False)
    room.window.equipment.kept.keep(
        run("absurd", created=f"{year}-12-31T23:59:59+00:00"), run("sound")
    )
    tab = open_tab(room)
    tab.presenter.choose_page("models")
    models = cast("ModelsPresenter", tab.presenter.page("models"))
    before = models.state.plot.x
    models.show_own(True)
    settle()
    assert [point.name for point in models.state.plot.points if point.own] == ["Run sound"]
    assert models.state.plot.x.low == before.low
    assert "(1)" in models.state.own.text
    assert view_of(tab).chart() is not None


def test_no_card_calls_published_what_was_computed_here() -> None:
    for model in catalogue.models().values():
        line = model_lines(model, unverified=True)[-1]
        assert line.startswith("Energy per operation")
        assert not line.endswith("; published"), model.name


KEYS = {
    "l": lambda state: state.logarithmic,
    "+": lambda state: state.zoom == 1,
    "-": lambda state: state.zoom == -1,
}


@pytest.mark.parametrize("typed", KEYS)
def test_a_key_of_the_true_scale_acts_on_the_picture_and_never_in_a_list(
    make_room: MakeRoom, qtbot: QtBot, typed: str
) -> None:
    tab = open_tab(make_room(motion=False))
    page, presenter = scale_page(tab), scale(tab)
    for field in (page.quantity, page.play.speed):
        field.setFocus()
        before = presenter.state
        qtbot.keyClicks(field, typed)
        assert presenter.state == before
    for place in (page.chart, page.play.slider, page.zoom_in):
        presenter.reset_zoom()
        presenter.choose_logarithmic(False)
        place.setFocus()
        qtbot.keyClicks(place, typed)
        assert KEYS[typed](presenter.state), type(place)


def test_a_command_of_the_menus_is_no_key_of_the_picture(make_room: MakeRoom, qtbot: QtBot) -> None:
    tab = open_tab(make_room(motion=False))
    page, presenter = scale_page(tab), scale(tab)
    presenter.zoom(1)
    qtbot.keyClick(page.chart, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.chart, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    assert presenter.state.zoom == 1
    assert not presenter.state.logarithmic
    qtbot.keyClick(page.chart, Qt.Key.Key_0, Qt.KeyboardModifier.KeypadModifier)
    assert presenter.state.zoom == 0


@pytest.mark.parametrize("scale_percent", [150, 200])
@pytest.mark.parametrize("page", PAGES)
def test_large_texts_scroll_where_they_do_not_fit_and_nothing_is_out_of_reach(
    make_room: MakeRoom, page: str, scale_percent: int
) -> None:
    tab = open_tab(make_room(language="fr", motion=False, scale_percent=scale_percent))
    tab.presenter.choose_page(page)
    for _turn in range(3):
        settle()
    view = view_of(tab)
    assert [*outside(view), *overlapping(view)] == []
    last = view.pages.button("myths")
    last.setFocus()
    settle()
    assert last.visibleRegion().boundingRect().width() > last.width() * 0.9


def test_nothing_scrolls_around_the_pages_on_a_small_screen(make_room: MakeRoom) -> None:
    tab = open_tab(make_room(language="fr", motion=False), 1093, 535)
    for page in PAGES:
        tab.presenter.choose_page(page)
        settle()
        area = cast("QScrollArea", view_of(tab).parentWidget().parentWidget())
        assert area.horizontalScrollBar().maximum() == 0, page
        assert area.verticalScrollBar().maximum() == 0, page


def test_the_figures_of_the_note_have_their_source_one_click_away(
    make_room: MakeRoom, qtbot: QtBot
) -> None:
    tab = open_tab(make_room(motion=False))
    page = scale_page(tab)
    assert "GShard" in scale(tab).state.note
    qtbot.keyClick(page.about, Qt.Key.Key_Space)
    (card,) = [one for one in page.window().findChildren(QDialog) if one.isVisible()]
    texts = "\n".join(label.text() for label in card.findChildren(QLabel))
    assert "Patterson" in texts
    card.close()
    scale(tab).choose_quantity("energy")
    assert not page.about.isVisible()
