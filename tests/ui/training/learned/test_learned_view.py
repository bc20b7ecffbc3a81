"""The pictures of the trained model: nothing is cut, all is read without eyes, clicks arrive."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from equilibre.learning.looking.play import Ask, TakeExample
from equilibre.ui.plots.frame import ChartFrame
from equilibre.ui.training.learned.presenter import LearnedPresenter
from equilibre.ui.training.learned.room import LearnedRoom
from equilibre.ui.training.learned.state import View
from equilibre.ui.training.learned.view import LearnedView
from equilibre.worker.messages import Begun, Do, Done, Finished, Started, Told
from tests.ui.conftest import MakeRoom, Room, settle
from tests.ui.fitting import cut, outside, overlapping
from tests.ui.training.learned import records

RUN = -1  # of the training


class Learned:
    """The room of a window that is shown, with what the training process would tell."""

    def __init__(self, window: Room) -> None:
        self.window = window
        self.room = next(one for one in window.tab.rooms if isinstance(one, LearnedRoom))
        window.presenter.choose_page("learned")
        settle()

    @property
    def view(self) -> LearnedView:
        assert self.room.view is not None
        return self.room.view

    @property
    def presenter(self) -> LearnedPresenter:
        return self.room.presenter

    def finish(self) -> None:
        self.presenter.hear(
            [Started(RUN, 0.0, 650, 1347, 450), Finished(RUN, 1.0, 1, False, False, 1, 1, 0.1)]
        )

    def tell(self, *outcomes: object) -> None:
        run = self.tasks()[-1].run
        said = [Begun(run, 2.0), *(Told(run, one) for one in outcomes), Done(run, 3.0, 0.1, False)]
        self.presenter.hear(said)
        settle()

    def tasks(self) -> list[Do]:
        return [one for one in self.window.sent if isinstance(one, Do)]

    def judge(self, dataset: str, family: str = "linear") -> None:
        self.finish()
        about = records.subject(dataset, family)
        self.tell(records.estimated() if dataset == "diabetes" else records.classified(about))

    def open(self, view: View, dataset: str) -> None:
        """Choose *view*, and tell what it asks for."""
        self.presenter.choose_view(view)
        about = self.presenter.state.subject or records.subject(dataset)
        if view is View.WEIGHTS:
            self.tell(records.weights(about))
        elif view is View.MAP:
            columns = None if self.presenter.state.map_choice.directions else (0, 1)
            self.tell(*(records.decision_map(about, columns, one) for one in (False, True)))
        elif view is View.PLAY:
            given = records.example(about)
            self.tell(given, records.answer(given))
        settle()


@pytest.fixture
def learned(room: Room) -> Learned:
    return Learned(room)


def click(widget: QWidget, place: QPointF) -> None:
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        button = Qt.MouseButton.LeftButton
        event = QMouseEvent(
            kind, place, widget.mapToGlobal(place), button, button, Qt.KeyboardModifier.NoModifier
        )
        (widget.mousePressEvent if kind == QEvent.Type.MouseButtonPress else
         widget.mouseReleaseEvent)(event)  # fmt: skip


def press(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        widget.keyPressEvent(event)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("dataset", ["digits", "breast_cancer", "diabetes", "chords"])
def test_no_text_of_any_view_is_cut_on_a_small_screen(
    make_room: MakeRoom, language: str, dataset: str
) -> None:
    window = make_room(language=language)
    window.show(1093, 535)
    learned = Learned(window)

    def check(state: str) -> None:
        found = [*cut(learned.view), *outside(window.window), *overlapping(learned.view)]
        # A subtitle or a name of the data may be elided: its tooltip is whole.
        found = [one for one in found if "elided" not in one]
        assert found == [], f"{state}: {found}"

    check("nothing trained")
    learned.judge(dataset)
    for view in learned.presenter.state.views:
        learned.open(view, dataset)
        check(view)


def charts(view: LearnedView) -> Sequence[ChartFrame]:
    return (view.gallery, view.confusion, view.map, view.weights, view.play.answer)


def test_every_picture_has_a_table_a_sentence_and_a_file(learned: Learned, tmp_path: Path) -> None:
    learned.judge("digits")
    for view in learned.presenter.state.views:
        learned.open(view, "digits")
    for chart in charts(learned.view):
        data = chart.data()
        assert data.rows
        assert all(len(row) == len(data.header) for row in data.rows)
        assert chart.summary()
        chart.save_picture_to(tmp_path / f"{chart.name}.png")
        assert not QImage(str(tmp_path / f"{chart.name}.png")).isNull()


def test_the_regression_is_a_cloud_around_a_diagonal_with_its_table(learned: Learned) -> None:
    learned.judge("diabetes")
    truth = learned.view.truth
    assert len(truth.data().rows) == 40
    assert "off by" in truth.summary()


def test_a_click_on_a_cell_of_the_matrix_shows_its_images(learned: Learned) -> None:
    learned.judge("digits")
    learned.open(View.CONFUSION, "digits")
    matrix = learned.view.confusion.matrix
    matrix.grab()  # it knows its cells once it is painted
    click(matrix, matrix._cell(0, 1).center())
    assert learned.presenter.state.view is View.IMAGES
    assert [one.row for one in learned.view.gallery.pages.images] == [0, 1, 2]


def test_the_matrix_is_walked_with_arrows_and_read_in_words(learned: Learned) -> None:
    learned.judge("digits")
    learned.open(View.CONFUSION, "digits")
    chart = learned.view.confusion
    press(chart, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert "It is “0”, the model answers “1”: 3" in chart.accessibleDescription()
    press(chart, Qt.Key.Key_Return)
    assert learned.presenter.state.cell == (0, 1)


def test_a_clicked_image_goes_to_be_played_with(learned: Learned) -> None:
    learned.judge("digits")
    pages = learned.view.gallery.pages
    pages.grab()
    click(pages, QPointF(10, 10))
    assert learned.presenter.state.view is View.PLAY
    assert learned.tasks()[-1].task == TakeExample(pages.images[0].row)


def test_a_drawing_is_asked_in_the_units_of_the_data(learned: Learned) -> None:
    learned.judge("digits")
    learned.open(View.PLAY, "digits")
    learned.presenter.blank()
    learned.tell(records.answer(records.example()))
    pad = learned.view.play.pad
    pad.stroke(QPointF(4, 1), QPointF(4, 7), 1.0)
    asked = learned.tasks()[-1].task
    learned.presenter.hear([])
    assert isinstance(asked, Ask)
    values = learned.presenter.state.values
    assert values is not None
    drawn = values.reshape(8, 8)
    assert drawn.max() == pytest.approx(16.0)
    assert drawn[4, 3] > 0
    assert drawn[:, 0].max() == 0


def test_one_draws_and_rubs_out_with_the_keyboard(learned: Learned) -> None:
    learned.judge("digits")
    learned.open(View.PLAY, "digits")
    learned.presenter.blank()
    settle()
    pad = learned.view.play.pad
    press(pad, Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert pad.pixels[4, 5] == 1.0
    press(pad, Qt.Key.Key_Delete)
    assert pad.pixels[4, 5] == 0.0


def test_a_moved_slider_asks_with_that_column_changed_only(learned: Learned) -> None:
    learned.judge("breast_cancer")
    learned.open(View.PLAY, "breast_cancer")
    before = learned.presenter.state.values
    assert before is not None
    learned.view.play.sliders.sliders[3].slider.setValue(400)
    asked = learned.tasks()[-1].task
    assert isinstance(asked, Ask)
    assert np.flatnonzero(asked.values != before).tolist() == [3]
    assert asked.values[3] == 16.0


def test_two_other_columns_are_chosen_for_the_map(learned: Learned) -> None:
    learned.judge("breast_cancer")
    learned.open(View.MAP, "breast_cancer")
    chart = learned.view.map
    chart.across.setCurrentIndex(4)
    chart.across.activated.emit(4)
    assert learned.presenter.state.map_choice.columns == (4, 1)
    chart.plane.button("directions").click()
    assert learned.presenter.state.map_choice.directions


def test_a_chord_can_be_kept_as_a_sound(learned: Learned) -> None:
    from equilibre.ui.training.learned.player import wav

    learned.judge("chords", "network")
    learned.presenter.choose_view(View.PLAY)
    learned.open(View.PLAY, "chords")
    play = learned.view.play
    assert play.play.isVisible()
    content = wav(play._samples())
    assert content[:4] == b"RIFF"
    assert len(content) > 44_100


def test_a_computer_without_a_player_says_so(
    learned: Learned, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("equilibre.ui.training.learned.player.sys.platform", "linux")
    monkeypatch.setattr("equilibre.ui.training.learned.player.shutil.which", lambda _name: None)
    learned.judge("chords", "network")
    learned.open(View.PLAY, "chords")
    learned.view.play.play.click()
    assert "no program that plays" in learned.view.play._problem.text()


def test_another_language_shows_the_same_view_in_its_words(learned: Learned) -> None:
    learned.judge("digits")
    learned.open(View.MAP, "digits")
    learned.window.tab.build()
    learned.window.tab.attach()
    settle()
    assert learned.presenter.state.view is View.MAP
    assert learned.view.buttons is not None
    assert learned.view.buttons.choice == View.MAP


def test_a_training_may_begin_after_the_language_changed_on_another_page(learned: Learned) -> None:
    learned.judge("digits")
    learned.window.presenter.choose_page("run")
    learned.window.change(language="fr", theme="dark")
    settle()
    learned.finish()  # the view is gone: nothing is shown on it
    learned.window.presenter.choose_page("learned")
    settle()
    assert learned.view.isVisible()
    learned.tell(records.classified(records.subject("digits")))
    assert learned.presenter.state.judged is not None


def test_of_very_many_classes_the_matrix_shows_those_confused_most(learned: Learned) -> None:
    matrix = learned.view.confusion.matrix
    counts = 10 * np.eye(60, dtype=np.int64)
    counts[7, 41] = 5
    matrix.resize(500, 300)
    matrix.show_judged(
        replace(records.classified(), confusion=counts), tuple(f"name {one}" for one in range(60))
    )
    matrix.grab()
    assert {7, 41} <= set(matrix.classes)
    assert len(matrix.classes) < 60
    picked: list[tuple[int, int]] = []
    matrix.picked.connect(lambda truth, answer: picked.append((truth, answer)))
    row, column = matrix.classes.index(7), matrix.classes.index(41)
    click(matrix, matrix._cell(row, column).center())
    assert picked == [(7, 41)]
