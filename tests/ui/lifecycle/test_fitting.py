"""On a small screen nothing of the life-cycle tab is cut, in either language and every study."""

import itertools

import pytest
from PySide6.QtWidgets import QDialog

from equilibre.lifecycle import catalogue
from equilibre.ui.lifecycle.tab import LifecycleTab
from equilibre.ui.widgets.elided import ElidedLabel
from equilibre.ui.widgets.lever import LeverSlider
from tests.ui.conftest import MakeRoom, settle
from tests.ui.fitting import SIZES
from tests.ui.fitting import faults as faults_in
from tests.ui.lifecycle.test_tab import find_turns, open_tab, view_of

languages = pytest.mark.parametrize("language", ["fr", "en"])
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


def faults(tab: LifecycleTab) -> list[str]:
    """Return what is cut but what may give way: lists and levers say all of it in their tips."""
    find_turns(tab)
    for _turn in range(3):  # labels in scrolled columns get their heights one after the other
        settle()
    view = view_of(tab)
    controls = view.controls
    lists = (controls.study, controls.first, controls.second, controls.zone)
    names = [
        label
        for lever in view.findChildren(LeverSlider)
        for label in lever.findChildren(ElidedLabel)
    ]
    given_way = [one.currentText() for one in lists] + [label.text() for label in names]
    found = faults_in(view)
    return [text for text in found if not text.startswith(tuple(f"“{one}”" for one in given_way))]


@languages
@sizes
@pytest.mark.parametrize("key", catalogue.study_keys())
def test_no_text_of_a_page_is_cut(
    make_room: MakeRoom, language: str, size: tuple[int, int], key: str
) -> None:
    tab = open_tab(make_room(language=language), *size)
    presenter = tab.presenter
    presenter.choose_study(key)
    find_turns(tab)
    found = {}
    for page in ("signs", "details", "beyond", "grade", "edit"):
        presenter.choose_page(page)
        if texts := faults(tab):
            found[page] = texts
    assert found == {}


@languages
def test_no_text_is_cut_whichever_two_ways_are_compared(make_room: MakeRoom, language: str) -> None:
    tab = open_tab(make_room(language=language), *min(SIZES))
    found = {}
    for key in catalogue.study_keys():
        tab.presenter.choose_study(key)
        for first, second in itertools.combinations(
            [one.key for one in tab.presenter.study.variants], 2
        ):
            tab.presenter.choose("first", first)
            tab.presenter.choose("second", second)
            if texts := faults(tab):
                found[key, first, second] = texts
    assert found == {}


@languages
def test_no_text_is_cut_beside_a_message_of_several_lines(
    make_room: MakeRoom, language: str
) -> None:
    tab = open_tab(make_room(language=language), 1093, 535)
    tab.presenter.warn("Une phrase assez longue pour prendre plusieurs lignes. " * 4)
    assert faults(tab) == []
    tab.presenter.copy_study()
    tab.presenter.delete_study()
    assert faults(tab) == []


@languages
def test_the_window_can_be_as_small_as_a_small_screen(make_room: MakeRoom, language: str) -> None:
    room = make_room(language=language)
    tab = open_tab(room, 1093, 535)
    for page in ("signs", "details", "beyond", "grade", "edit"):
        tab.presenter.choose_page(page)
        room.show(1093, 535)
        assert (room.window.width(), room.window.height()) == (1093, 535), page
        least = room.window.minimumSizeHint()
        assert least.width() <= 1093, page
        assert least.height() <= 535, page


@pytest.mark.parametrize(("language", "scale"), [("fr", 90), ("fr", 110), ("en", 110)])
def test_other_sizes_of_text_are_not_cut_either(
    make_room: MakeRoom, language: str, scale: int
) -> None:
    tab = open_tab(make_room(language=language, scale_percent=scale), 1366, 689)
    find_turns(tab)
    found = {}
    for page in ("signs", "details", "beyond", "grade", "edit"):
        tab.presenter.choose_page(page)
        if texts := faults(tab):
            found[page] = texts
    assert found == {}


@languages
def test_no_dialog_is_cut_or_larger_than_a_small_screen(make_room: MakeRoom, language: str) -> None:
    room = make_room(language=language)
    tab = open_tab(room, 1093, 535)
    room.complete()
    room.presenter.kept.keep()
    for open_it in (tab.show_study_card, tab.show_zone_card, tab.bring_joules):
        open_it()
        settle()
        (dialog,) = [one for one in room.window.findChildren(QDialog) if one.isVisible()]
        found = faults_in(dialog)
        assert found == [], f"{dialog.windowTitle()}: {found}"
        assert dialog.height() <= 535
        dialog.close()
        settle()
