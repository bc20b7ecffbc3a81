"""The cards can be read, turned and sourced, with a mouse or without."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from equilibre.sessions.kept import KeptRuns
from equilibre.texts import use_language
from equilibre.ui.dialogs.card import CardDialog
from equilibre.ui.growth.myths.page import MythsPage
from equilibre.ui.growth.myths.presenter import MythsPresenter
from equilibre.ui.growth.surroundings import Surroundings
from equilibre.ui.theme import use_theme
from tests.ui.conftest import settle
from tests.ui.fitting import cut, outside, overlapping

Open = Callable[..., MythsPage]


@pytest.fixture
def open_page(qtbot: QtBot, tmp_path: Path) -> Open:
    def make(
        width: int = 1366, height: int = 640, language: str = "en", motion: bool = False
    ) -> MythsPage:
        use_language(language)
        use_theme("light", 100)
        kept = KeptRuns(tmp_path / "kept.equilibre")
        page = MythsPage(MythsPresenter(Surroundings(kept, motion=motion)))
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        settle()
        return page

    return make


@pytest.fixture(autouse=True)
def english_again() -> object:
    yield
    use_language("en")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [(1093, 490), (1366, 640), (1920, 950)], ids=str)
def test_nothing_is_cut_on_either_side(
    open_page: Open, language: str, size: tuple[int, int]
) -> None:
    page = open_page(*size, language=language)
    for _side in range(2):
        for _turn in range(2):
            settle()
        assert [*cut(page), *outside(page), *overlapping(page)] == []
        page.turn_all.click()


def test_cards_scroll_downwards_only(open_page: Open) -> None:
    page = open_page(1093, 490)
    (area,) = page.findChildren(QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    assert page.minimumSizeHint().width() <= 1093


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_card_turns_by_key_and_says_so(open_page: Open, qtbot: QtBot, key: Qt.Key) -> None:
    card = open_page().cards["five-cars"]
    claim = card.accessibleName()
    qtbot.keyClick(card, key)
    assert card.accessibleName().startswith(claim)
    assert "626,155" in card.accessibleName()
    qtbot.keyClick(card, key)
    assert card.accessibleName() == claim


def test_a_card_turns_wherever_it_is_clicked(open_page: Open, qtbot: QtBot) -> None:
    card = open_page().cards["five-cars"]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().bottomRight() * 0.5)
    assert card.card.turned


def test_tab_goes_from_card_to_card(open_page: Open) -> None:
    page = open_page()
    cards = list(page.cards.values())
    assert all(card.focusPolicy() & Qt.FocusPolicy.TabFocus for card in cards)
    following = cards[0].nextInFocusChain()
    while not following.focusPolicy() & Qt.FocusPolicy.TabFocus or not following.isVisible():
        following = following.nextInFocusChain()
    assert following is cards[1]


def test_turning_changes_no_height(open_page: Open) -> None:
    page = open_page()
    before = [card.height() for card in page.cards.values()]
    page.turn_all.click()
    settle()
    assert [card.height() for card in page.cards.values()] == before


def test_a_turn_glides_only_where_things_may_move(open_page: Open, qtbot: QtBot) -> None:
    still = open_page(motion=False).cards["five-cars"]
    qtbot.keyClick(still, Qt.Key.Key_Return)
    assert not still.turning
    gliding = open_page(motion=True).cards["five-cars"]
    qtbot.keyClick(gliding, Qt.Key.Key_Return)
    assert gliding.turning


def test_the_sources_open_in_a_card(open_page: Open) -> None:
    page = open_page()
    card = page.cards["five-cars"]
    card.asked.emit("five-cars")
    (dialog,) = page.findChildren(CardDialog)
    assert dialog.windowTitle().startswith("“Training a model")
    dialog.close()
