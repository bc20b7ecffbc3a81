"""The room on screen: it fits, it paints in every theme, it survives another language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget

from equilibre.learning.experiments.catalogue import EXPERIMENTS
from equilibre.texts import use_language
from equilibre.ui.theme import use_theme
from equilibre.ui.training.experiments.reading import Reading
from equilibre.ui.training.experiments.room import Columns
from equilibre.ui.training.experiments.stage import Stage
from equilibre.ui.training.experiments.steps import Steps
from equilibre.worker.messages import Died
from tests.ui.conftest import MakeRoom, settle
from tests.ui.fitting import cut
from tests.ui.training.experiments.stagehand import Stagehand


@pytest.fixture(autouse=True)
def light(qapp: object) -> Iterator[None]:
    use_theme("light", 100)
    yield
    use_theme("light", 100)


def shown(hand: Stagehand, width: int = 1093, height: int = 440) -> tuple[QWidget, Columns]:
    """Return the three columns as the tab lays them out, in a window of that size."""
    columns = Columns(Steps(), Stage(), Reading())
    window = QWidget()
    layout = QHBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(columns.steps)
    layout.addWidget(columns.stage, 1)
    layout.addWidget(columns.reading)
    columns.steps.setFixedWidth(300)
    columns.reading.setFixedWidth(252)
    window.resize(width, height)
    hand.presenter.attach(columns)
    columns.steps.predicted.connect(hand.presenter.predict)
    columns.steps.experiment_chosen.connect(hand.presenter.choose)
    window.show()
    settle()
    return window, columns


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_every_picture_is_painted_in_every_theme_and_read_with_the_arrows(
    theme: str, tmp_path: Path
) -> None:
    hand = Stagehand()
    hand.complete()
    use_theme(theme, 100)
    window, columns = shown(hand)
    chart = columns.stage.chart
    for choice in hand.state.pictures:
        hand.presenter.choose_picture(choice.key)
        before = chart.marks.grab().toImage()
        QTest.keyClick(chart, Qt.Key.Key_Right)
        assert chart.marks.current == 0
        assert chart.marks.readings[0] in chart.accessibleDescription()
        assert chart.marks.grab().toImage() != before
        QTest.keyClick(chart, Qt.Key.Key_Left)
        assert chart.data().rows
        assert chart.data_csv().count("\n") == len(chart.data().rows) + 1
        chart.save_picture_to(tmp_path / "picture.svg")
        assert b"<svg" in (tmp_path / "picture.svg").read_bytes()
    window.close()


@pytest.mark.parametrize(("width", "height"), [(1093, 440), (1366, 590)])
def test_nothing_is_cut_before_or_after_a_run(width: int, height: int) -> None:
    hand = Stagehand()
    window, _columns = shown(hand, width, height)
    assert cut(window) == []
    hand.complete()
    settle()
    assert cut(window) == []
    window.close()


def test_a_prediction_is_made_by_a_button_then_by_a_slider() -> None:
    hand = Stagehand()
    window, columns = shown(hand)
    first, second = columns.steps.guesses
    assert first.isVisible()
    assert not second.isVisible()
    first.buttons[1].click()
    assert hand.state.guesses[0].answer == 1
    assert second.isVisible()
    assert second.slider is not None
    QTest.keyClick(second.slider, Qt.Key.Key_Right)
    assert hand.state.guesses[1].answer == second.slider.value()
    window.close()


def test_the_slider_answers_where_it_stands_when_it_is_only_touched() -> None:
    hand = Stagehand()
    hand.presenter.predict(0, 1)
    window, columns = shown(hand)
    slider = columns.steps.guesses[1].slider
    assert slider is not None
    handle = slider.rect().center()
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=handle)
    assert hand.state.guesses[1].answer is not None
    window.close()


def test_results_are_there_again_after_another_language_and_another_theme() -> None:
    hand = Stagehand()
    hand.complete()
    window, _columns = shown(hand)
    window.close()
    use_language("fr")
    use_theme("dark", 100)
    window, columns = shown(hand)
    assert columns.stage.chart.data().rows
    assert hand.state.sentences[0] in columns.reading.area.accessibleDescription()
    window.close()


def test_in_the_window_the_page_has_its_own_start_and_a_training_waits_for_its_end(
    make_room: MakeRoom,
) -> None:
    room = make_room()
    room.show()
    experiments = next(one for one in room.tab.rooms if one.key == "experiments")
    room.presenter.choose_page("experiments")
    settle()
    QTest.keyClick(room.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert experiments.busy()
    room.presenter.choose_page("run")
    room.presenter.start()
    assert not room.presenter.state.phase.busy
    assert room.presenter.state.notice is not None
    assert "Experiments" in room.presenter.state.notice.text
    room.presenter.choose_page("experiments")
    QTest.keyClick(room.view, Qt.Key.Key_Escape)
    assert not experiments.busy()


def test_in_the_window_an_experiment_waits_for_the_end_of_a_training(make_room: MakeRoom) -> None:
    room = make_room()
    room.show()
    room.presenter.start()
    room.presenter.choose_page("experiments")
    experiments = next(one for one in room.tab.rooms if one.key == "experiments")
    settle()
    QTest.keyClick(room.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not experiments.busy()
    assert "A training is under way" in experiments.presenter.state.notice.text  # type: ignore[attr-defined]


def test_an_experiment_goes_on_when_the_language_changes_on_another_page(
    make_room: MakeRoom,
) -> None:
    room = make_room()
    room.show()
    experiments = next(one for one in room.tab.rooms if one.key == "experiments")
    room.presenter.choose_page("experiments")
    settle()
    QTest.keyClick(room.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    room.presenter.choose_page("run")
    room.change(language="fr", theme="dark")
    settle()
    room.tab.hear([], [Died(None, "The process is gone.")])  # its widgets are gone too
    experiments.presenter.stop()  # type: ignore[attr-defined]
    assert not experiments.busy()
    room.presenter.choose_page("experiments")
    assert experiments.columns.steps.start.isVisible()  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_experiment_of_the_program_is_cut_on_a_small_screen(language: str) -> None:
    use_language(language)
    hand = Stagehand(experiments=EXPERIMENTS)
    hand.presenter.choose_level(complete=True)
    window, _columns = shown(hand)
    for choice in hand.state.experiments:
        hand.presenter.choose(choice.key)
        for place in range(len(hand.state.guesses)):
            hand.presenter.ask(place)
            settle()
            settle()  # the scroll bar that came or went lays the column out once more
            assert cut(window) == [], f"{choice.key}, question {place + 1}"
    window.close()
