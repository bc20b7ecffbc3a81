"""The page on use fits small screens, follows its presenter and can be read without a mouse."""

import gettext
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from equilibre import texts
from equilibre.sessions.kept import KeptRuns
from equilibre.texts import use_language
from equilibre.ui.dialogs.card import CardDialog
from equilibre.ui.growth.surroundings import Surroundings
from equilibre.ui.growth.use.page import UsePage
from equilibre.ui.growth.use.presenter import THEOREM, UsePresenter
from equilibre.ui.theme import use_theme
from equilibre.ui.widgets.elided import ElidedLabel
from equilibre.ui.widgets.lever import LeverSlider
from tests.ui.conftest import settle
from tests.ui.fitting import cut, outside, overlapping

VIEWS = ("break_even", "request", "curves", "result")


class Longer(gettext.NullTranslations):
    """A language whose sentences are a quarter longer than the English ones."""

    def gettext(self, message: str) -> str:
        room = len(message) // 4
        return message + " " + "mot " * (room // 4) if room >= 4 else message + "x" * room


class Opened:
    """A page and its presenter."""

    def __init__(self, page: UsePage, presenter: UsePresenter) -> None:
        self.page, self.presenter = page, presenter

    def faults(self) -> list[str]:
        """Return what is cut, but for lists and levers: their tips say all of it."""
        for _turn in range(3):
            settle()
        lists = [one.currentText() for one in self.page.findChildren(QComboBox)]
        names = [
            label.text()
            for lever in self.page.findChildren(LeverSlider)
            for label in lever.findChildren(ElidedLabel)
        ]
        given_way = tuple(f"“{text}”" for text in (*lists, *names))
        found = [*cut(self.page), *outside(self.page), *overlapping(self.page)]
        return [text for text in found if not text.startswith(given_way)]


Open = Callable[..., Opened]


@pytest.fixture
def open_page(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    def make(
        width: int = 1366, height: int = 640, language: str = "en", motion: bool = False
    ) -> Opened:
        use_language(language)
        use_theme("light", 100)
        kept = KeptRuns(tmp_path / "kept.equilibre")
        presenter = UsePresenter(Surroundings(kept, motion=motion))
        page = UsePage(presenter)
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        settle()
        return Opened(page, presenter)

    yield make
    use_language("en")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [(1093, 490), (1366, 640)], ids=str)
def test_nothing_is_cut(open_page: Open, language: str, size: tuple[int, int]) -> None:
    opened = open_page(*size, language=language)
    for view in VIEWS:
        opened.presenter.choose_view(view)
        assert opened.faults() == [], view
    assert (opened.page.width(), opened.page.height()) == size


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_result_fits_the_smallest_screen(open_page: Open, language: str) -> None:
    opened = open_page(1093, 490, language=language)
    opened.presenter.choose_view("result")
    for choice in opened.presenter.state.result.benchmarks:
        opened.presenter.choose_benchmark(choice.key)
        assert opened.faults() == [], choice.key
    assert (opened.page.width(), opened.page.height()) == (1093, 490)


def test_sentences_a_quarter_longer_fit_the_smallest_screen(
    open_page: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    presenter = open_page().presenter
    monkeypatch.setattr(texts, "_translations", Longer())
    presenter.choose_demand("data-centres")
    opened = Opened(UsePage(presenter), presenter)
    qtbot.addWidget(opened.page)
    opened.page.resize(1093, 490)
    opened.page.show()
    for view in VIEWS:
        presenter.choose_view(view)
        assert opened.faults() == [], view
    assert (opened.page.width(), opened.page.height()) == (1093, 490)
    presenter.choose_view("break_even")
    settle()
    assert opened.page.break_even.chart.height() >= 180


def test_the_lists_and_the_levers_move_the_picture(open_page: Open) -> None:
    opened = open_page()
    field = opened.page.choices.request
    index = field.list.findData(THEOREM)
    field.list.activated.emit(index)
    assert opened.presenter.state.break_even.request == THEOREM
    assert field.list.currentData() == THEOREM
    before = opened.page.break_even.verdict.text()
    opened.page.choices.users.slider.setValue(100)
    assert opened.page.break_even.verdict.text() != before


def test_key_l_changes_the_axis_of_the_curves_only(open_page: Open, qtbot: QtBot) -> None:
    opened = open_page()
    qtbot.keyClick(opened.page, Qt.Key.Key_L)
    assert not opened.presenter.state.growth.logarithmic
    opened.presenter.choose_view("curves")
    qtbot.keyClick(opened.page.growth.chart, Qt.Key.Key_L)
    assert opened.presenter.state.growth.logarithmic
    assert opened.page.growth_choices.scale.choice == "logarithmic"


def test_the_axis_jumps_where_nothing_may_move_and_glides_elsewhere(open_page: Open) -> None:
    still = open_page(motion=False)
    still.presenter.choose_view("curves")
    still.presenter.toggle_scale()
    assert still.page.growth.chart.growth.bend == 1
    gliding = open_page(motion=True)
    gliding.presenter.choose_view("curves")
    gliding.presenter.toggle_scale()
    assert gliding.page.growth.chart.growth.bend < 1


def test_arrows_and_return_open_the_card_of_a_request(open_page: Open, qtbot: QtBot) -> None:
    opened = open_page()
    opened.presenter.choose_view("request")
    chart = opened.page.requests
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(chart, key)
    assert "Writing or summarising" in chart.accessibleDescription()
    (dialog,) = opened.page.findChildren(CardDialog)
    assert dialog.windowTitle() == "Writing or summarising a text"
    dialog.close()


def test_a_click_on_a_row_opens_its_card(open_page: Open, qtbot: QtBot) -> None:
    opened = open_page()
    opened.presenter.choose_view("request")
    settle()
    picture = opened.page.requests.requests
    middle = next(y for y in range(picture.height()) if picture.row_at(y) == 2)
    opened_keys: list[str] = []
    opened.page.requests.picked.connect(opened_keys.append)
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(20, middle))
    assert opened_keys == ["gemini-prompt"]
    for dialog in opened.page.findChildren(CardDialog):
        dialog.close()


def test_arrows_and_return_open_the_card_of_a_milestone(open_page: Open, qtbot: QtBot) -> None:
    opened = open_page()
    opened.presenter.choose_view("result")
    chart = opened.page.result.chart
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(chart, key)
    assert chart.accessibleDescription().startswith("GoogLeNet: ")
    (dialog,) = opened.page.findChildren(CardDialog)
    assert dialog.windowTitle() == "GoogLeNet"
    dialog.close()
    for _press in range(9):
        qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription().startswith("Moore alone")
    chart.clearFocus()
    opened.presenter.choose_benchmark("gnmt")
    assert chart.result.current == -1


def test_a_click_near_a_dot_opens_its_card_and_elsewhere_nothing(
    open_page: Open, qtbot: QtBot
) -> None:
    opened = open_page()
    opened.presenter.choose_view("result")
    settle()
    picture = opened.page.result.chart.result
    picked: list[str] = []
    picture.picked.connect(picked.append)
    width, height = picture.width(), picture.height()
    places = ((x, y) for x in range(width // 2, width, 15) for y in range(height // 2, height, 15))
    last = next(QPoint(x, y) for x, y in places if picture.stop_at(QPointF(x, y)) == 5)
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=last)
    assert picked == ["EfficientNet (b0)"]
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert picked == ["EfficientNet (b0)"]
    for dialog in opened.page.findChildren(CardDialog):
        dialog.close()


def test_the_list_of_results_changes_the_steps(open_page: Open) -> None:
    opened = open_page()
    opened.presenter.choose_view("result")
    field = opened.page.result_choices.benchmark.list
    field.activated.emit(field.findData("seq2seq"))
    assert opened.presenter.state.result.benchmark == "seq2seq"
    assert opened.page.result.verdict.text().startswith("61 times fewer")


@pytest.mark.parametrize(
    "which", ["model", "request", "theorem", "efficiency", "demand", "users", "benchmark"]
)
def test_every_choice_has_its_card(open_page: Open, which: str) -> None:
    page = open_page().page
    {
        "model": page.choices.model.asked.emit,
        "request": page.choices.request.asked.emit,
        "theorem": page.break_even.theorem_asked.emit,
        "efficiency": page.growth_choices.efficiency.asked.emit,
        "demand": page.growth_choices.demand.asked.emit,
        "benchmark": page.result_choices.benchmark.asked.emit,
        "users": lambda: page.choices.explained.emit("users"),
    }[which]()
    (dialog,) = page.findChildren(CardDialog)
    dialog.close()


def test_the_charts_give_their_data_and_their_pictures(open_page: Open, tmp_path: Path) -> None:
    opened = open_page()
    page = opened.page
    charts = (page.break_even.chart, page.requests, page.growth.chart, page.result.chart)
    for view, chart in zip(VIEWS, charts, strict=True):
        opened.presenter.choose_view(view)
        settle()
        data = chart.data()
        assert data.rows
        assert all(len(row) == len(data.header) for row in data.rows)
        assert len(chart.summary()) > 40
        chart.save_picture_to(tmp_path / f"{view}.svg")
        assert (tmp_path / f"{view}.svg").stat().st_size > 2_000


def test_a_page_made_anew_shows_what_was_chosen(open_page: Open, qtbot: QtBot) -> None:
    opened = open_page()
    opened.presenter.choose_model("bloom-176b")
    opened.presenter.choose_view("curves")
    use_language("fr")
    again = UsePage(opened.presenter)
    qtbot.addWidget(again)
    assert again.views.choice == "curves"
    assert again.choices.model.list.currentData() == "bloom-176b"
