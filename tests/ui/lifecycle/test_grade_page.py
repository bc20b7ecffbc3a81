"""Grading a paper: the grade follows the answers, the answers survive, the study stands beside."""

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from equilibre.lifecycle.grade import scale
from equilibre.sessions.studies import OwnStudies
from equilibre.texts import use_language
from equilibre.ui.board import NoScreen
from equilibre.ui.lifecycle.grade_page import GradePage
from equilibre.ui.lifecycle.paper_grade import PaperGrade, result_text
from equilibre.ui.lifecycle.presenter import LifecyclePresenter
from equilibre.ui.lifecycle.tab import LifecycleTab
from equilibre.ui.theme import use_theme
from tests.ui.conftest import MakeRoom, settle
from tests.ui.fitting import cut

QUANTIFIED = {"mentioned": True, "specific": True, "quantified": True, "direct": True}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


@pytest.fixture(autouse=True, scope="module")
def light(qapp: QApplication) -> None:
    use_theme("light", 100)


@pytest.fixture(scope="module")
def studied() -> LifecyclePresenter:
    return LifecyclePresenter(NoScreen(), OwnStudies(None))


@pytest.fixture
def page(qtbot: QtBot) -> GradePage:
    made = GradePage()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def presenter(studied: LifecyclePresenter) -> LifecyclePresenter:
    studied.choose("first", "R0")
    studied.choose("second", "A1")
    studied.choose_page("grade")
    return studied


def texts(page: GradePage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


def test_a_paper_of_which_nothing_is_said_has_the_lowest_grade(page: GradePage) -> None:
    assert page.paper_grade.letter.text() == "a"
    assert scale().questions[0].missing.en in page.paper_grade.missing.text()


def test_the_grade_follows_the_answers(page: GradePage) -> None:
    seen = []
    for key in ("mentioned", "specific", "quantified", "direct"):
        page.form.boxes[key].click()
        seen.append(page.paper_grade.letter.text())
    assert seen == ["b", "c", "c", "d"]
    for key in ("production", "training", "inference", "end_of_life"):
        page.form.boxes[key].click()
    assert page.paper_grade.letter.text() == "e"
    page.form.boxes["mentioned"].click()
    assert page.paper_grade.letter.text() == "a"


def test_what_is_missing_for_the_next_grade_is_said(page: GradePage) -> None:
    page.show_paper(PaperGrade("", QUANTIFIED))
    missing = page.paper_grade.missing.text()
    assert missing.startswith("For e:")
    for question in scale().questions:
        assert (question.missing.en in missing) == (question.needed_for == "e")


def test_every_change_is_told_with_the_whole_paper(page: GradePage, qtbot: QtBot) -> None:
    told: list[PaperGrade] = []
    page.answered.connect(told.append)
    qtbot.keyClicks(page.title, "Me")
    page.form.boxes["mentioned"].click()
    assert [one.title for one in told] == ["M", "Me", "Me"]
    assert told[-1].answers["mentioned"]
    assert not told[-1].answers["specific"]


def test_a_click_on_the_question_ticks_its_box(page: GradePage, qtbot: QtBot) -> None:
    label = next(one for one in page.findChildren(QLabel) if one.buddy() is not None)
    box = label.buddy()
    qtbot.mouseClick(label, Qt.MouseButton.LeftButton)
    assert box is page.form.boxes["mentioned"]
    assert page.form.boxes["mentioned"].isChecked()


def test_another_page_shows_what_was_answered_and_tells_nobody(
    page: GradePage, qtbot: QtBot
) -> None:
    page.title.setText("A paper")
    page.show_paper(PaperGrade("A paper", QUANTIFIED))
    other = GradePage()
    qtbot.addWidget(other)
    told: list[PaperGrade] = []
    other.answered.connect(told.append)
    other.show_paper(page.paper)
    assert other.title.text() == "A paper"
    assert other.form.answers() == {
        question.key: QUANTIFIED.get(question.key, False) for question in scale().questions
    }
    assert other.paper_grade.letter.text() == "d"
    assert told == []


def test_the_answers_survive_another_language_and_theme(make_room: MakeRoom) -> None:
    room = make_room()
    room.window.show_tab(1)
    tab = cast("LifecycleTab", room.window.tabs[1])
    tab.presenter.choose_page("grade")

    def shown() -> GradePage:
        assert tab.view is not None
        found = tab.view.page("grade", tab.presenter.state)
        assert isinstance(found, GradePage)
        return found

    before = shown()
    before.form.boxes["mentioned"].click()
    use_language("fr")
    tab.build()
    tab.attach()
    assert shown() is not before
    assert shown().form.boxes["mentioned"].isChecked()
    assert shown().paper_grade.name.text() == "Mention générale"


def test_starting_again_empties_the_form(page: GradePage) -> None:
    page.show_paper(PaperGrade("A paper", QUANTIFIED))
    told: list[PaperGrade] = []
    page.answered.connect(told.append)
    page.again.click()
    assert told == [PaperGrade()]
    assert page.title.text() == ""
    assert not any(page.form.answers().values())
    assert page.paper_grade.letter.text() == "a"


def test_the_result_is_copied_as_text(page: GradePage) -> None:
    page.show_paper(PaperGrade("A paper", QUANTIFIED))
    page.copy.click()
    copied = QApplication.clipboard().text()
    assert copied == result_text(page.paper)
    assert copied.startswith("A paper\nGrade d: Gain quantified without the AI part\n")
    yes, no = copied.split("Answered with no")
    for question in scale().questions:
        answered = QUANTIFIED.get(question.key, False)
        assert (question.text.en in yes) == answered
        assert (question.text.en in no) != answered
    assert "Ligozat" in copied


def test_the_study_in_hand_has_its_grade_and_what_it_fills_in(
    page: GradePage, presenter: LifecyclePresenter
) -> None:
    page.show_state(presenter.state)
    assert page.study_grade.letter.text() == presenter.state.grade == "e"
    assert "Filled in" in texts(page)
    assert "Count the training of the AI." in texts(page)


def test_a_study_without_an_ai_says_what_is_missing(
    page: GradePage, presenter: LifecyclePresenter
) -> None:
    presenter.choose("second", "R1")
    page.show_state(presenter.state)
    assert page.study_grade.letter.text() == "d"
    shown = texts(page)
    missing = shown[shown.index("Missing for e") : shown.index("Filled in")]
    assert "Count the training of the AI." in missing
    assert "Count the end of life of the equipment." not in missing


def test_the_source_of_the_scale_is_named(page: GradePage) -> None:
    assert any("Sustainability 14:5172, 2022" in text for text in texts(page))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("letters", [{}, QUANTIFIED], ids=["a", "d"])
def test_no_text_is_cut_in_the_smallest_window(
    qtbot: QtBot, presenter: LifecyclePresenter, language: str, letters: dict[str, bool]
) -> None:
    use_language(language)
    presenter.attach(NoScreen())
    page = GradePage()
    qtbot.addWidget(page)
    page.show_state(presenter.state)
    page.show_paper(PaperGrade("A paper", letters))
    page.resize(760, 400)
    page.show()
    settle()
    assert (page.width(), page.height()) == (760, 400)
    assert cut(page) == []
