"""The page of recomputed energy fits, speaks, and is worked without a mouse."""

import math
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from equilibre.growth import catalogue
from equilibre.sessions.kept import KeptRuns
from equilibre.texts import use_language
from equilibre.ui.dialogs.card import CardDialog
from equilibre.ui.growth.energy.page import EnergyPage
from equilibre.ui.growth.energy.presenter import EnergyPresenter
from equilibre.ui.growth.surroundings import Surroundings
from equilibre.ui.theme import use_theme
from tests.ui.conftest import settle
from tests.ui.fitting import cut, outside, overlapping

Open = Callable[..., EnergyPage]


@pytest.fixture
def presenter() -> EnergyPresenter:
    use_language("en")
    return EnergyPresenter(Surroundings(KeptRuns(None), motion=False))


@pytest.fixture
def open_page(qtbot: QtBot, presenter: EnergyPresenter) -> Open:
    def make(width: int = 1366, height: int = 640, language: str = "en") -> EnergyPage:
        use_language(language)
        use_theme("light", 100)
        page = EnergyPage(presenter)
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        for _turn in range(3):
            settle()
        return page

    return make


ACCOUNTS = [(account.key, account) for account in catalogue.accounts()]


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use_language("en")


def wrong(page: EnergyPage) -> list[str]:
    """Return what does not fit."""
    return [*cut(page), *outside(page), *overlapping(page)]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [(1093, 490), (1366, 640)], ids=str)
def test_nothing_is_cut_whatever_is_recomputed(
    open_page: Open, presenter: EnergyPresenter, language: str, size: tuple[int, int]
) -> None:
    page = open_page(*size, language=language)
    presenter.choose_country("POL")
    presenter.choose_comparison("car-lifetime")
    for account in catalogue.accounts():
        presenter.choose_training(account.key)
        for _turn in range(3):
            settle()
        assert wrong(page) == [], account.key
        assert page.minimumSizeHint().width() <= size[0]
        assert page.minimumSizeHint().height() <= size[1]
    presenter.choose_view("grids")
    settle()
    assert wrong(page) == []
    presenter.choose_view("operations")
    for row in presenter.state.operations.rows:
        presenter.choose_counted(row.key)
        for _turn in range(3):
            settle()
        assert wrong(page) == [], row.key
    assert page.minimumSizeHint().width() <= size[0]
    assert page.minimumSizeHint().height() <= size[1]


def test_a_lever_is_moved_with_the_keys(
    open_page: Open, presenter: EnergyPresenter, qtbot: QtBot
) -> None:
    page = open_page()
    assert not page.restore.isEnabled()
    slider = page.lever("power").slider
    for _press in range(10):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert presenter.state.changed
    assert page.restore.isEnabled()
    qtbot.keyClick(page.restore, Qt.Key.Key_Space)
    assert not presenter.state.changed
    assert slider.value() == round(presenter.state.levers[0].printed * slider.maximum())


def test_the_levers_are_those_of_the_account(open_page: Open, presenter: EnergyPresenter) -> None:
    page = open_page()
    assert page.lever("devices").isVisible()
    presenter.choose_training("bert-v100")
    with pytest.raises(KeyError):
        page.lever("devices")
    presenter.choose_training("gpt-2-tpu")
    settle()
    assert not page.grids.isVisible()
    assert not page.restore.isVisible()


def test_headings_of_the_list_cannot_be_chosen(open_page: Open) -> None:
    page = open_page()
    box = page.trainings
    headings = [index for index in range(box.count()) if box.itemData(index) == "heading"]
    assert len(headings) == 2
    assert not any(box.model().flags(box.model().index(index, 0)) for index in headings)


def test_the_comparison_is_chosen_in_a_menu_that_says_what_is_chosen(
    open_page: Open, presenter: EnergyPresenter
) -> None:
    page = open_page()
    car = next(
        action for action in page.comparison.menu().actions() if action.data() == "car-lifetime"
    )
    car.trigger()
    assert presenter.state.comparison == "car-lifetime"
    assert page.comparison_sentence.isVisible()
    checked = [action.data() for action in page.comparison.menu().actions() if action.isChecked()]
    assert checked == ["car-lifetime"]


def test_the_source_of_a_factor_opens_in_a_card(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    page.lever("power").explained.emit("power")
    (card,) = page.findChildren(CardDialog)
    assert card.windowTitle() == "Power of one V100"
    card.close()


def test_a_slider_goes_from_the_least_carbon_to_the_most(
    open_page: Open, presenter: EnergyPresenter, qtbot: QtBot
) -> None:
    page = open_page()
    presenter.choose_view("grids")
    qtbot.keyClick(page.grid, Qt.Key.Key_Home)
    least = presenter.state.all.pairs[0].there
    qtbot.keyClick(page.grid, Qt.Key.Key_Right)
    assert page.country.currentData() == presenter.state.country
    qtbot.keyClick(page.grid, Qt.Key.Key_End)
    assert 0 < least < presenter.state.all.pairs[0].there
    presenter.choose_country("FRA")
    assert page.grid.value() == presenter.state.grid_rank


def test_each_row_of_all_trainings_opens_the_card_of_its_model(
    open_page: Open, presenter: EnergyPresenter, qtbot: QtBot
) -> None:
    page = open_page()
    presenter.choose_view("grids")
    settle()
    names = [pair.name for pair in presenter.state.all.pairs]
    for _press in range(2):
        qtbot.keyClick(page.all, Qt.Key.Key_Down)
    qtbot.keyClick(page.all, Qt.Key.Key_Return)
    picture = page.all.rows
    bottom = QPoint(picture.width() // 2, picture.height() - 8)
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=bottom)
    cards = page.findChildren(CardDialog)
    assert [card.windowTitle() for card in cards] == [names[1], names[-1]]
    for card in cards:
        card.close()


def test_every_chart_has_its_table_and_its_sentence(
    open_page: Open, presenter: EnergyPresenter, tmp_path: Path
) -> None:
    page = open_page()
    for chart in (page.recomputed, page.grids, page.all, page.operations):
        data = chart.data()
        assert data.rows
        assert all(len(row) == len(data.header) for row in data.rows)
        assert chart.summary() == chart.accessibleDescription()
    assert "1,289" in page.recomputed.summary()
    assert "CO2e_kilograms" in page.grids.data_csv()
    page.recomputed.save_picture_to(tmp_path / "energy.svg")
    assert (tmp_path / "energy.svg").stat().st_size > 0


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("key", [choice for choice, _text in ACCOUNTS])
def test_tables_hold_plain_numbers_in_columns_that_name_their_unit(
    open_page: Open, presenter: EnergyPresenter, language: str, key: str
) -> None:
    presenter.choose_training(key)
    page = open_page(language=language)
    for chart in (page.recomputed, page.grids, page.all, page.operations):
        for row in chart.data().rows:
            for name, cell in zip(chart.data().header[1:], row[1:], strict=True):
                assert not (isinstance(cell, str) and any(one.isdigit() for one in cell)), name
    account = dict(ACCOUNTS)[key]
    table = page.recomputed.data()
    assert table.header[1:-1] == (
        "energy_joules",
        "power_watts",
        "devices",
        "duration_seconds",
        "PUE",
    )
    held = [[cell for cell in row[1:-1] if cell is not None] for row in table.rows]
    assert all(len(cells) == 1 for cells in held)
    assert all(row[-1] for row in table.rows)
    if account.power_watts is None:
        return
    factors = {
        name: value
        for row in table.rows
        for name, value in zip(table.header[2:-1], row[2:-1], strict=True)
        if value is not None
    }
    assert factors["power_watts"] == account.power_watts
    assert factors["duration_seconds"] == account.hours * 3600
    assert factors["PUE"] == account.pue
    energies = {row[-1]: row[1] for row in table.rows if row[1] is not None}
    assert math.prod(factors.values()) == pytest.approx(list(energies.values())[1])
    grids = page.grids.data()
    assert grids.header[1:] == ("CO2e_grams_per_kilowatt_hour", "year", "CO2e_kilograms")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_a_rounded_grid_does_not_tell_is_an_empty_cell(
    qtbot: QtBot, language: str, open_page: Open, presenter: EnergyPresenter
) -> None:
    presenter.choose_view("grids")
    presenter.choose_country("CAF")
    page = open_page(1093, 490, language)
    country = "Central African Republic" if language == "en" else "République centrafricaine"
    rows = [row for row in page.grids.data().rows if row[0] == country]
    assert [row[-1] for row in rows] == [None]
    assert all(row[3] is None for row in page.all.data().rows)
    assert f",{country}" in page.all.data_csv()
    assert country in page.all.summary()
    assert page.country.currentText() == country  # the list names what the picture shows
    assert wrong(page) == []
    page.all.picture()
    page.grids.picture()


def test_a_page_made_anew_shows_what_was_chosen(
    open_page: Open, presenter: EnergyPresenter
) -> None:
    open_page()
    presenter.move("hours", 0.8)
    presenter.choose_country("FRA")
    page = open_page()
    assert page.country.currentData() == "FRA"
    assert page.recomputed.bars.shown == presenter.state.recomputed


def test_the_views_are_three_and_each_shows_its_own_column(
    open_page: Open, presenter: EnergyPresenter, qtbot: QtBot
) -> None:
    page = open_page()
    qtbot.mouseClick(page.view.button("operations"), Qt.MouseButton.LeftButton)
    settle()
    assert presenter.state.view == "operations"
    assert page.operations.isVisible()
    assert page.counting.isVisible()
    for hidden in (page.trainings, page.country, page.grid, page.comparison, page.restore):
        assert not hidden.isVisible()
    qtbot.mouseClick(page.view.button("grids"), Qt.MouseButton.LeftButton)
    settle()
    assert not page.counting.isVisible()
    assert page.country.isVisible()


def test_the_arrows_go_from_count_to_count(
    open_page: Open, presenter: EnergyPresenter, qtbot: QtBot
) -> None:
    page = open_page()
    presenter.choose_view("operations")
    settle()
    rows = [row.key for row in presenter.state.operations.rows]
    for key, place in (
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_End, -1),
        (Qt.Key.Key_Down, -1),
        (Qt.Key.Key_Up, -2),
    ):
        qtbot.keyClick(page.operations, key)
        assert presenter.state.operations.chosen == rows[place]
        assert page.counting.trainings.currentData() == rows[place]
    name = presenter.state.operations.rows[-2].name
    assert page.operations.accessibleDescription().startswith(name)
    qtbot.keyClick(page.operations, Qt.Key.Key_Return)
    (card,) = page.findChildren(CardDialog)
    assert card.windowTitle() == name
    card.close()


def test_a_click_on_a_count_writes_it_out_and_the_mouse_reads_it(
    open_page: Open, presenter: EnergyPresenter, qtbot: QtBot
) -> None:
    page = open_page()
    presenter.choose_view("operations")
    settle()
    picture = page.operations.rows
    first = QPoint(picture.width() // 2, 30)
    assert picture.row_at(first.toPointF()) == 0
    qtbot.mouseMove(picture, first + QPoint(5, 0))
    qtbot.mouseMove(picture, first)
    assert picture.under_mouse == 0
    assert picture.toolTip().startswith("T5-Small")
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=first)
    assert presenter.state.operations.chosen == "t5-small"
    below = QPoint(picture.width() // 2, picture.height() - 4)
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=below)
    assert presenter.state.operations.chosen == "t5-small"


def test_the_table_of_the_counts_is_that_of_the_paper(open_page: Open) -> None:
    data = open_page().operations.data()
    assert len(data.rows) == 17
    for _name, parameters, tokens, factor, printed, recomputed in data.rows:
        assert recomputed == pytest.approx(parameters * tokens * factor)  # type: ignore[operator]
        assert recomputed == pytest.approx(printed, rel=0.01)


def test_a_chosen_count_outlives_the_page(open_page: Open, presenter: EnergyPresenter) -> None:
    open_page()
    presenter.choose_view("operations")
    presenter.choose_counted("bert-base")
    page = open_page(language="fr")
    assert page.counting.trainings.currentText() == "BERT-Base"
    assert page.operations.rows.shown.chosen == "bert-base"
    assert page.view.choice == "operations"
