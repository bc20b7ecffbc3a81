"""The life-cycle tab brought to every state that deserves a picture."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from equilibre.ui.lifecycle.grade_page import GradePage
from equilibre.ui.lifecycle.paper_grade import PaperGrade
from equilibre.ui.lifecycle.presenter import LifecyclePresenter
from equilibre.ui.lifecycle.signs_page import SignsPage
from equilibre.ui.photographer import Photographer, open_dialog

if TYPE_CHECKING:
    from equilibre.ui.lifecycle.tab import LifecycleTab

_FACTOR = "gpu_h100_prod"  # published several times, at figures far apart
_ANSWERED = ("mentioned", "specific", "quantified", "direct", "inference")


def photograph(tab: "LifecycleTab", photographer: Photographer) -> None:
    """Take the pictures of the pages, of the lessons of the studies, of the cards, of an error."""
    presenter = tab.presenter
    _photograph_signs(tab, photographer)
    _photograph_details(presenter, photographer)
    presenter.choose_page("beyond")
    photographer.take("beyond")
    _photograph_grade(tab, photographer)
    _photograph_cards(tab, photographer)
    presenter.copy_study()
    _settle(presenter, photographer)
    photographer.take("edit")
    presenter.delete_study()
    presenter.dismiss()
    presenter.choose_page("signs")
    for key in ("class_assistant", "smart_thermostat"):
        presenter.choose_study(key)
        _settle(presenter, photographer)
        photographer.take(key.replace("_", "-"))
    presenter.open_file(Path(sys.executable))
    photographer.take("study-error")
    presenter.dismiss()
    presenter.choose_study("forest_fire")


def _page(tab: "LifecycleTab", key: str) -> QWidget:
    assert tab.view is not None
    return tab.view.page(key, tab.presenter.state)


def _settle(presenter: LifecyclePresenter, photographer: Photographer) -> None:
    """Wait until it is known where the signs turn: the levers show it."""
    photographer.until(lambda: not presenter.busy(), "levers")


def _photograph_signs(tab: "LifecycleTab", photographer: Photographer) -> None:
    presenter = tab.presenter
    presenter.choose_study("forest_fire")
    presenter.choose_page("signs")
    _settle(presenter, photographer)
    photographer.take("signs")
    page = _page(tab, "signs")
    assert isinstance(page, SignsPage)
    moving = page.strip.moving
    page.strip.set_motion(False)  # the draws at rest: always the same
    page.strip.draws.setChecked(True)
    photographer.take("draws")
    page.strip.draws.setChecked(False)
    page.strip.set_motion(moving)
    for state, first, second, zone in (
        ("replaces-nothing", "R1", "A3", "FRA"),
        ("poland", "R0b", "A1", "POL"),
    ):
        presenter.choose("first", first)
        presenter.choose("second", second)
        presenter.choose_zone(zone)
        _settle(presenter, photographer)
        photographer.take(state)
    presenter.choose_zone("FRA")
    presenter.choose("first", "R0")
    _settle(presenter, photographer)


def _photograph_details(presenter: LifecyclePresenter, photographer: Photographer) -> None:
    presenter.choose_page("details")
    for state, shown, indicator in (
        ("difference", "difference", "GWP"),
        ("difference-of-metals", "difference", "ADPe"),
        ("one-way", "second", "ADPe"),
    ):
        presenter.choose_shown(shown)
        presenter.choose_indicator(indicator)
        photographer.take(state)
    presenter.choose_shown("difference")
    presenter.choose_indicator("GWP")


def _photograph_grade(tab: "LifecycleTab", photographer: Photographer) -> None:
    presenter = tab.presenter
    presenter.choose_page("grade")
    page = _page(tab, "grade")
    assert isinstance(page, GradePage)
    page.show_paper(PaperGrade("", dict.fromkeys(_ANSWERED, True)))
    photographer.take("grade")
    page.start_again()


def _photograph_cards(tab: "LifecycleTab", photographer: Photographer) -> None:
    presenter = tab.presenter
    presenter.choose_page("signs")
    photographer.take_dialog("study-card", tab.show_study_card)
    photographer.take_dialog("electricity-card", tab.show_zone_card)
    photographer.take_dialog("factor-card", lambda: tab.show_factor_card(_FACTOR))
    presenter.dismiss()  # what somebody else said: the next message is an answer
    tab.bring_joules()
    if presenter.state.notice is None:
        dialog = open_dialog()
        photographer.take("own-joules", dialog)
        dialog.close()
    else:  # no run of this computer has an energy: it says so
        photographer.take("no-joules")
        presenter.dismiss()
