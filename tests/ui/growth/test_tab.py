"""The growth tab in its window: what is clicked is heard, and views come and go."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from equilibre.ui.growth.scale.page import ScalePage
from equilibre.ui.growth.scale.presenter import ScalePresenter
from equilibre.ui.growth.tab import GrowthTab
from equilibre.ui.growth.view import PAGES, GrowthView
from equilibre.ui.plots.frame import ChartFrame
from tests.ui.conftest import MakeRoom, Room, settle


def open_tab(room: Room, width: int = 1366, height: int = 689) -> GrowthTab:
    """Put the growth tab in front."""
    room.show(width, height)
    index = next(n for n, one in enumerate(room.window.tabs) if isinstance(one, GrowthTab))
    room.window.show_tab(index)
    settle()
    return cast("GrowthTab", room.window.tabs[index])


@pytest.fixture
def room(make_room: MakeRoom) -> Room:
    return make_room(motion=False)


@pytest.fixture
def tab(room: Room) -> GrowthTab:
    return open_tab(room)


def view_of(tab: GrowthTab) -> GrowthView:
    assert tab.view is not None
    return tab.view


def scale_page(tab: GrowthTab) -> ScalePage:
    return cast("ScalePage", view_of(tab).page("scale"))


def scale(tab: GrowthTab) -> ScalePresenter:
    return cast("ScalePresenter", tab.presenter.page("scale"))


def test_every_page_opens_and_has_a_chart_whose_data_name_their_sources(
    room: Room, tab: GrowthTab
) -> None:
    for key in PAGES:
        view_of(tab).page_chosen.emit(key)
        room.window.turns.finish()
        settle()
        assert tab.presenter.state.page == key
        assert view_of(tab).pages.choice == key
        chart = view_of(tab).chart()
        if chart is not None:
            assert chart.data().rows
            assert chart.summary()


def test_the_key_l_bends_the_axis_and_back(tab: GrowthTab, qtbot: QtBot) -> None:
    chart = scale_page(tab).chart
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_L)
    assert scale(tab).state.logarithmic
    qtbot.keyClick(chart, Qt.Key.Key_L)
    assert not scale(tab).state.logarithmic


def test_the_buttons_zoom_and_the_presses_are_counted(tab: GrowthTab) -> None:
    page = scale_page(tab)
    page.zoom_in.click()
    page.zoom_in.click()
    assert scale(tab).state.zoom == 2
    assert any("2 presses" in label.text() for label in page.findChildren(QLabel))
    page.zoom_out.click()
    assert scale(tab).state.zoom == 1


def test_keys_walk_along_the_models_and_open_a_card(tab: GrowthTab, qtbot: QtBot) -> None:
    chart = scale_page(tab).chart
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    (card,) = [one for one in view_of(tab).window().findChildren(QDialog) if one.isVisible()]
    texts = "\n".join(label.text() for label in card.findChildren(QLabel))
    assert "Strubell" in texts
    assert "Checked:" in texts
    card.close()


def test_a_change_of_language_keeps_what_was_chosen(make_room: MakeRoom) -> None:
    room = make_room(motion=False)
    tab = open_tab(room)
    scale(tab).choose_quantity("energy")
    scale(tab).zoom(1)
    room.change(language="fr")
    settle()
    assert scale(tab).state.quantity == "energy"
    assert scale(tab).state.zoom == 1
    assert "Énergie" in scale(tab).state.title


def test_the_menu_copies_the_chart_and_its_data(tab: GrowthTab) -> None:
    copy_picture, copy_data = tab.menus().edit
    copy_picture.act()  # type: ignore[union-attr]
    assert not QApplication.clipboard().image().isNull()
    copy_data.act()  # type: ignore[union-attr]
    assert "GPT-3" in QApplication.clipboard().text()


def test_the_picture_of_a_chart_is_saved_at_rest(tab: GrowthTab, tmp_path: Path) -> None:
    chart = cast("ChartFrame", view_of(tab).chart())
    for suffix in ("png", "svg"):
        chart.save_picture_to(tmp_path / f"scale.{suffix}")
        assert (tmp_path / f"scale.{suffix}").stat().st_size > 2_000


def test_playing_stops_when_the_page_is_left(make_room: MakeRoom) -> None:
    tab = open_tab(make_room())
    page = scale_page(tab)
    page.play.toggle()
    assert scale(tab).player.playing
    tab.view.window().show_tab(0)  # type: ignore[union-attr, attr-defined]
    settle()
    assert not scale(tab).player.playing


def test_the_tour_shows_places_of_the_first_page(tab: GrowthTab) -> None:
    tab.presenter.choose_page("scale")
    stops = tab.tour()
    settle()
    assert len(stops) >= 3
    assert all(stop.place.isVisible() for stop in stops)


def test_the_last_training_is_known_here_before_it_is_kept(make_room: MakeRoom) -> None:
    room = make_room()
    tab = open_tab(room)
    tab.presenter.choose_page("computer")
    room.window.show_tab(0)
    room.begin()
    room.train()
    room.complete()
    assert not room.presenter.state.run_kept
    room.window.show_tab(2)
    assert [choice.key for choice in tab.presenter.computer.state.paces.runs]


def test_a_country_chosen_in_another_tab_is_the_country_here(tab: GrowthTab) -> None:
    tab.presenter.choose_page("computer")
    window = view_of(tab).window()
    window.show_tab(0)  # type: ignore[attr-defined]
    window.store.change(country="POL")  # type: ignore[attr-defined]
    window.show_tab(2)  # type: ignore[attr-defined]
    assert tab.presenter.computer.state.country == "POL"
