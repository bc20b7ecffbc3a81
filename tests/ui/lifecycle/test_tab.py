"""The life-cycle tab in its window: what is clicked is heard, and views come and go."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.files import study_bytes
from equilibre.lifecycle.own_parameters import moved
from equilibre.ui.dialogs.data import DataDialog
from equilibre.ui.lifecycle import levers
from equilibre.ui.lifecycle.factor_card import Spread
from equilibre.ui.lifecycle.signs_page import SignsPage
from equilibre.ui.lifecycle.state import PAGES
from equilibre.ui.lifecycle.tab import LifecycleTab
from equilibre.ui.lifecycle.view import LifecycleView
from equilibre.ui.plots.frame import ChartFrame
from equilibre.ui.widgets.lever import LeverSlider
from tests.ui.conftest import Room, settle
from tests.ui.fitting import cut


def open_tab(room: Room, width: int = 1366, height: int = 689) -> LifecycleTab:
    """Put the life-cycle tab in front."""
    room.show(width, height)
    index = next(n for n, one in enumerate(room.window.tabs) if isinstance(one, LifecycleTab))
    room.window.show_tab(index)
    settle()
    return cast("LifecycleTab", room.window.tabs[index])


@pytest.fixture
def tab(room: Room) -> LifecycleTab:
    return open_tab(room)


def find_turns(tab: LifecycleTab) -> None:
    while tab.presenter.busy():
        tab.presenter.tick()


def view_of(tab: LifecycleTab) -> LifecycleView:
    assert tab.view is not None
    return tab.view


def dialog_of(room: Room) -> QDialog:
    settle()
    (found,) = [one for one in room.window.findChildren(QDialog) if one.isVisible()]
    return found


def choose(combo: QComboBox, key: str) -> None:
    """Choose an entry as a person does."""
    index = combo.findData(key)
    assert index >= 0
    combo.setCurrentIndex(index)
    combo.activated.emit(index)
    settle()


# -- controls ----------------------------------------------------------------------------------


def test_the_lists_of_the_left_column_are_heard(tab: LifecycleTab) -> None:
    controls = view_of(tab).controls
    choose(controls.second, "A2")
    choose(controls.zone, "POL")
    assert (tab.presenter.state.second, tab.presenter.state.zone) == ("A2", "POL")
    choose(controls.first, "A2")
    assert (tab.presenter.state.first, tab.presenter.state.second) == ("A2", "R0")
    assert controls.second.currentData() == "R0"
    choose(controls.study, "camera_traps")
    assert controls.zone.currentData() == catalogue.study("camera_traps").zone
    assert [controls.first.itemData(n) for n in range(controls.first.count())] == [
        "R0",
        "A1",
        "A2",
    ]


def test_a_lever_goes_step_by_step_with_the_arrows(tab: LifecycleTab, qtbot: QtBot) -> None:
    find_turns(tab)
    for lever in tab.presenter.state.levers:
        slider = view_of(tab).controls.lever(lever.key).slider
        assert slider.maximum() == levers.STEPS
        before = slider.value()
        for _press in range(3):
            qtbot.keyClick(slider, Qt.Key.Key_Right)
        assert slider.value() == min(before + 3, levers.STEPS)
        qtbot.keyClick(slider, Qt.Key.Key_Left)
        assert slider.value() == min(before + 3, levers.STEPS) - 1


def test_levers_say_their_value_and_their_turns_to_screen_readers(tab: LifecycleTab) -> None:
    find_turns(tab)
    for lever in tab.presenter.state.levers:
        slider = view_of(tab).controls.lever(lever.key).slider
        assert slider.accessibleName() == lever.name
        assert lever.value in slider.accessibleDescription()
        assert lever.switch in slider.accessibleDescription()


def test_every_control_of_every_page_has_a_name(tab: LifecycleTab) -> None:
    from PySide6.QtWidgets import (
        QAbstractButton,
        QAbstractSlider,
        QAbstractSpinBox,
        QLineEdit,
        QScrollBar,
    )

    kinds = (QAbstractButton, QComboBox, QAbstractSlider, QAbstractSpinBox, QLineEdit)
    for page in PAGES[:4]:  # the editor is tried beside its own tests
        tab.presenter.choose_page(page)
        settle()
        for one in view_of(tab).findChildren(object):  # type: ignore[type-var]
            if not isinstance(one, kinds) or isinstance(one, QScrollBar) or not one.isVisible():
                continue
            if isinstance(one, QLineEdit) and isinstance(
                one.parent(), QAbstractSpinBox | QComboBox
            ):
                continue
            text = one.text() if isinstance(one, QAbstractButton) else ""
            assert one.accessibleName() or text, (page, one)


# -- charts ------------------------------------------------------------------------------------


def charts(tab: LifecycleTab) -> list[ChartFrame]:
    return [one for one in view_of(tab).findChildren(ChartFrame) if one.isVisible()]


@pytest.mark.parametrize("page", ["signs", "details", "beyond"])
def test_every_chart_can_be_saved_read_as_a_table_and_heard(
    tab: LifecycleTab, tmp_path: Path, page: str
) -> None:
    tab.presenter.choose_page(page)
    settle()
    found = charts(tab)
    assert len(found) == {"signs": 2, "details": 3, "beyond": 1}[page]
    for chart in found:
        assert not chart.picture().isNull()
        for suffix in ("png", "svg"):
            path = tmp_path / f"{chart.name}.{suffix}"
            chart.save_picture_to(path)
            assert path.stat().st_size > 1_000
        data = chart.data()
        assert data.rows
        assert all(len(row) == len(data.header) for row in data.rows)
        assert chart.data_csv().count("\n") == len(data.rows) + 1
        assert len(chart.summary().split("\n")) > 1
        assert chart.accessibleDescription() == chart.summary()
        assert chart.accessibleName()


def test_a_table_writes_no_data_and_never_zero_for_it(tab: LifecycleTab) -> None:
    tab.presenter.choose_page("details")
    tab.presenter.choose_indicator("WATER")
    tab.presenter.choose_shown("first")
    settle()
    chart = next(one for one in charts(tab) if one.name == "devices-phases")
    data = chart.data()
    assert data.rows == (("vehicle", "no data"),)
    assert data.header == ("device", "Other use (L)")


@pytest.mark.parametrize("page", ["signs", "details", "beyond"])
def test_the_data_of_every_chart_open_in_a_dialog(tab: LifecycleTab, room: Room, page: str) -> None:
    tab.presenter.choose_page(page)
    settle()
    for chart in charts(tab):
        chart.show_data()
        dialog = dialog_of(room)
        assert isinstance(dialog, DataDialog)
        dialog.close()
        settle()


def test_an_empty_indicator_paints_and_describes_its_charts(tab: LifecycleTab) -> None:
    tab.presenter.choose("second", "R0b")  # two ways of which nobody knows the water
    for page in ("signs", "details", "beyond"):
        tab.presenter.choose_page(page)
        tab.presenter.choose_indicator("WATER")
        settle()
        for chart in charts(tab):
            assert not chart.picture().isNull()
            assert chart.summary()


# -- views come and go -------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_another_language_keeps_the_page_and_the_levers(
    room: Room, tab: LifecycleTab, page: str
) -> None:
    tab.presenter.choose_page(page)
    tab.presenter.move_lever("tower_km", 0.1)
    before, study = tab.view, tab.presenter.study
    room.change(language="fr")
    settle()
    assert tab.view is not before
    assert tab.presenter.state.page == page
    assert tab.presenter.study == study
    assert view_of(tab).pages.choice == page
    assert view_of(tab).unit.text() == study.functional_unit.fr
    slider = view_of(tab).controls.lever("tower_km").slider
    assert slider.accessibleName() == study.parameters["tower_km"].name.fr
    assert slider.value() == pytest.approx(0.1 * levers.STEPS, abs=1)


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_another_theme_keeps_everything_and_paints_every_page(
    room: Room, tab: LifecycleTab, theme: str
) -> None:
    tab.presenter.choose("second", "A3")
    tab.presenter.choose_zone("POL")
    find_turns(tab)
    state = tab.presenter.state
    room.change(theme=theme)
    settle()
    assert tab.presenter.state == state
    for page in PAGES:
        tab.presenter.choose_page(page)
        settle()
        assert not view_of(tab).grab().isNull()


# -- cards -------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", catalogue.study_keys())
def test_the_card_of_every_factor_opens(room: Room, tab: LifecycleTab, key: str) -> None:
    tab.presenter.choose_study(key)
    lines = [line for one in tab.presenter.study.variants for line in one.lines]
    for factor in dict.fromkeys(line.factor for line in lines):
        tab.show_factor_card(factor)
        dialog = dialog_of(room)
        dialog.grab()
        # A list of published figures shows its whole texts when it is opened.
        lists = tuple(f"“{one.currentText()}”" for one in dialog.findChildren(QComboBox))
        assert [text for text in cut(dialog) if not text.startswith(lists)] == [], factor
        texts = [label.text() for label in dialog.findChildren(QLabel)]
        assert any(text.startswith("Source: ") for text in texts)
        dialog.close()
        settle()


def test_the_card_of_every_electricity_opens(room: Room, tab: LifecycleTab) -> None:
    for zone in catalogue.zones():
        tab.presenter.choose_zone(zone)
        tab.show_zone_card()
        dialog = dialog_of(room)
        assert catalogue.zones()[zone].name in dialog.windowTitle() or dialog.findChildren(QLabel)
        dialog.close()
        settle()


def test_a_figure_of_the_card_can_be_used_and_taken_back(
    room: Room, tab: LifecycleTab, qtbot: QtBot
) -> None:
    tab.show_factor_card("server_prod")
    dialog = dialog_of(room)
    assert dialog.findChildren(Spread)
    combo = dialog.findChildren(QComboBox)[0]
    combo.setCurrentIndex(combo.count() - 1)
    figure = catalogue.published()[combo.currentData()]
    use = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Use this figure")
    qtbot.mouseClick(use, Qt.MouseButton.LeftButton)
    settle()
    impact = tab.presenter.study.factors["server_prod"].impacts["GWP"]
    assert impact is not None
    assert impact.value == figure.value
    tab.presenter.undo()
    assert tab.presenter.study == tab.presenter.opened


def test_the_card_of_a_study_says_what_is_compared(room: Room, tab: LifecycleTab) -> None:
    tab.show_study_card()
    texts = " ".join(label.text() for label in dialog_of(room).findChildren(QLabel))
    assert str(tab.presenter.study.functional_unit) in texts
    for indicator in catalogue.indicators().values():
        assert str(indicator.scope) in texts


# -- joules ------------------------------------------------------------------------------------


def test_without_a_kept_run_joules_are_asked_for_in_a_sentence(tab: LifecycleTab) -> None:
    tab.bring_joules()
    notice = tab.presenter.state.notice
    assert notice is not None
    assert "Keep a run" in notice.text


def test_the_joules_of_a_kept_run_go_into_the_study(
    room: Room, tab: LifecycleTab, qtbot: QtBot
) -> None:
    room.complete()
    room.presenter.kept.keep()
    settle()
    tab.bring_joules()
    dialog = dialog_of(room)
    use = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Use these joules")
    qtbot.mouseClick(use, Qt.MouseButton.LeftButton)
    settle()
    assert "own_training_kWh" in tab.presenter.study.parameters


# -- files -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["theirs.json", "Theirs.equilibre-study"])
def test_a_study_dropped_on_the_window_is_opened(
    room: Room, tab: LifecycleTab, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(study_bytes(moved(catalogue.study("forest_fire"), "tower_km", 3.0)))
    room.open_files(path)
    settle()
    assert tab.presenter.state.own
    assert tab.presenter.study.parameters["tower_km"].range.value == 3


# -- what is loaded when -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("starting", ""),
        ("the tab", "window.show_tab(1); application.processEvents()"),
    ],
)
def test_what_only_exports_need_is_not_loaded_by(name: str, act: str) -> None:
    code = f"""
import sys
from equilibre.meter.session import SessionMeter
from equilibre.sessions.kept import KeptRuns
from equilibre.texts import use_language
from equilibre.ui.application import make_application
from equilibre.ui.equipment import Equipment
from equilibre.ui.settings import SettingsStore
from equilibre.ui.theme import use_theme
from equilibre.ui.window import MainWindow
from tests.ui.fakes import FakeHost, FakeSampler
application = make_application()
use_language("fr")
use_theme("light", 100)
store = SettingsStore(None)
equipment = Equipment(FakeHost(), FakeSampler([]), SessionMeter(), KeptRuns(None), store, None)
window = MainWindow(store, lambda: equipment)
window.show()
window.fill()
application.processEvents()
{act}
window.close()
heavy = {{"openpyxl", "xlsxwriter", "olca_schema", "scipy", "pandas", "sklearn", "matplotlib"}}
print(sorted(heavy & set(sys.modules)))
print(len([one for one in window.tabs if getattr(one, "_presenter", None) is not None]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    heavy, computed = done.stdout.split("\n")[:2]
    assert heavy == "[]"
    # No study is computed before its tab is looked at.
    assert computed == ("1" if act else "0"), name


def test_the_tour_of_the_tab_stops_at_things_that_are_shown(tab: LifecycleTab) -> None:
    tab.presenter.choose_page("details")
    stops = tab.tour()
    settle()
    assert len(stops) == 4
    assert all(stop.place.isVisible() for stop in stops)


def test_the_trial_of_the_tab_waits_for_its_levers(tab: LifecycleTab) -> None:
    def until(done: Callable[[], bool]) -> None:
        for _beat in range(200):
            tab.hear((), ())
            if done():
                return
        raise AssertionError("the levers never settle")

    for trial in tab.trials(until):
        trial.do()
    assert view_of(tab).findChildren(LeverSlider)
    assert isinstance(view_of(tab).made("signs"), SignsPage)
