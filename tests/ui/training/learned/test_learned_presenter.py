"""The room of the trained model, without a screen."""

from typing import Any

import numpy as np

from equilibre.learning.looking.decision_map import MapDecisions
from equilibre.learning.looking.judged import Judge
from equilibre.learning.looking.play import Ask, TakeExample
from equilibre.learning.looking.weights import ShowWeights
from equilibre.ui.training.learned.presenter import LearnedPresenter
from equilibre.ui.training.learned.state import LearnedState, Model, View
from equilibre.worker.messages import (
    Begun,
    Died,
    Do,
    Done,
    Failed,
    Finished,
    Paused,
    Ready,
    Resumed,
    Started,
    Told,
)
from tests.ui.training.learned import records

RUN = -1  # of the training: tasks have numbers of their own


class Bench:
    """The presenter with a training process that says what it is told to."""

    def __init__(self) -> None:
        self.sent: list[Do] = []
        self.occupied = False
        self.in_front = True
        self.now = 100.0
        self.presenter = LearnedPresenter(
            self.sent.append,  # type: ignore[arg-type]
            lambda: self.occupied,
            lambda: self.in_front,
            lambda: self.now,
        )

    @property
    def state(self) -> LearnedState:
        return self.presenter.state

    @property
    def task(self) -> Any:
        """The task asked for last."""
        return self.sent[-1].task

    def trains(self) -> None:
        self.presenter.hear([Started(RUN, 0.0, 650, 1347, 450)])

    def finishes(self) -> None:
        self.trains()
        self.presenter.hear(
            [Finished(RUN, 1.0, 1, False, False, 1.0, 1.0, 0.1)],
        )

    def tells(self, *outcomes: object) -> None:
        """Answer the task asked for last, whole."""
        run = self.sent[-1].run
        said = [Begun(run, 2.0), *(Told(run, one) for one in outcomes), Done(run, 3.0, 0.1, False)]
        self.presenter.hear(said)

    def judges(self, *about: str) -> None:
        self.finishes()
        self.tells(records.classified(records.subject(*about)))


def test_before_any_training_the_room_says_what_to_do_and_asks_for_nothing() -> None:
    bench = Bench()
    bench.presenter.hear([Ready(1)])
    bench.presenter.look()
    assert "Train a model first" in bench.state.message
    assert bench.sent == []


def test_while_a_model_changes_the_room_says_to_pause_or_wait() -> None:
    bench = Bench()
    bench.trains()
    assert "Pause the training" in bench.state.message
    assert bench.sent == []


def test_a_finished_training_is_looked_at_when_the_room_is_in_front() -> None:
    bench = Bench()
    bench.in_front = False
    bench.finishes()
    assert bench.sent == []
    bench.in_front = True
    bench.presenter.look()
    assert bench.task == Judge()
    bench.tells(records.classified())
    assert bench.state.message == ""
    assert bench.state.judged is not None
    assert bench.state.title == "Linear · Handwritten digits · seed 42"
    assert bench.presenter.complete


def test_the_rest_after_a_run_is_metered_before_a_look_that_nobody_asked_for() -> None:
    bench = Bench()
    bench.now = 1.1  # the training ends at 1.0
    bench.finishes()
    bench.presenter.hear([])
    assert bench.sent == []
    assert "at rest" in bench.state.message
    bench.now = 4.5
    bench.presenter.hear([])
    assert bench.task == Judge()
    assert bench.state.message == ""


def test_whoever_comes_to_look_does_not_wait() -> None:
    bench = Bench()
    bench.now = 1.1
    bench.finishes()
    bench.presenter.look()
    assert bench.task == Judge()


def test_the_views_are_those_that_suit_the_data() -> None:
    bench = Bench()
    bench.judges("digits")
    assert bench.state.views == (
        View.IMAGES,
        View.CONFUSION,
        View.MAP,
        View.WEIGHTS,
        View.PLAY,
    )
    bench.judges("breast_cancer", "kernel")
    assert bench.state.views == (View.CONFUSION, View.MAP, View.PLAY)
    bench.finishes()
    bench.tells(records.estimated())
    assert bench.state.views == (View.TRUTH, View.MAP, View.WEIGHTS, View.PLAY)


def test_each_view_asks_for_its_own_picture_once() -> None:
    bench = Bench()
    bench.judges()
    bench.presenter.choose_view(View.WEIGHTS)
    assert bench.task == ShowWeights()
    bench.tells(records.weights())
    bench.presenter.choose_view(View.MAP)
    assert bench.task == MapDecisions(directions=True)  # pixels are no axes
    about = records.subject()
    bench.tells(
        records.decision_map(about, None, whole=False), records.decision_map(about, None, True)
    )
    bench.presenter.choose_view(View.WEIGHTS)
    bench.presenter.choose_view(View.MAP)
    assert len(bench.sent) == 3
    assert bench.presenter.complete


def test_another_plane_takes_the_place_of_the_map_that_is_being_made() -> None:
    bench = Bench()
    bench.judges("breast_cancer")
    bench.presenter.choose_view(View.MAP)
    assert bench.task == MapDecisions()
    bench.presenter.choose_map(False, (3, 5))
    assert bench.task == MapDecisions(columns=(3, 5))
    about = records.subject("breast_cancer")
    bench.tells(records.decision_map(about, (3, 5), whole=True))
    assert bench.presenter.complete


def test_nothing_of_the_model_before_stays_under_the_name_of_the_next_one() -> None:
    bench = Bench()
    bench.judges("digits")
    bench.presenter.choose_view(View.WEIGHTS)
    bench.tells(records.weights())
    bench.finishes()
    bench.tells(records.classified(records.subject("digits", "linear", seed=7)))
    assert bench.state.title.endswith("seed 7")
    assert bench.state.weights is None
    assert bench.task == ShowWeights()


def test_each_epoch_done_by_hand_is_looked_at() -> None:
    bench = Bench()
    bench.trains()
    bench.presenter.hear([Paused(RUN, 1.0)])
    assert bench.task == Judge()
    bench.tells(records.classified())
    bench.presenter.hear([Resumed(RUN, 2.0)])
    assert bench.state.model is Model.TRAINING
    bench.presenter.hear([Paused(RUN, 3.0)])
    assert len(bench.sent) == 2
    assert bench.state.message == ""


def test_a_model_gone_with_its_process_is_not_asked_for() -> None:
    for ends in (Ready(2), Died(None, "gone")):
        bench = Bench()
        bench.judges()
        bench.presenter.hear([ends])
        asked = len(bench.sent)
        bench.presenter.look()
        assert "Train again" in bench.state.message
        assert len(bench.sent) == asked


def test_while_the_process_computes_something_else_the_room_waits() -> None:
    bench = Bench()
    bench.occupied = True
    bench.finishes()
    assert bench.sent == []
    assert "something else" in bench.state.message
    bench.occupied = False
    bench.presenter.hear([])
    assert bench.task == Judge()
    assert bench.state.message == ""


def test_a_refusal_is_shown_and_not_asked_again_before_the_next_training() -> None:
    bench = Bench()
    bench.finishes()
    bench.presenter.hear([Failed(bench.sent[-1].run, "It is gone.", "")])
    bench.presenter.hear([])
    assert bench.state.message == "It is gone."
    assert len(bench.sent) == 1
    bench.finishes()
    assert len(bench.sent) == 2


def test_changes_faster_than_answers_are_asked_once_with_the_last_values() -> None:
    bench = Bench()
    bench.judges()
    bench.presenter.choose_view(View.PLAY)
    assert bench.task == TakeExample(0)
    given = records.example()
    bench.tells(given, records.answer(given))
    assert bench.presenter.complete
    for step in range(5):
        bench.presenter.change(given.values + step)
    first = bench.task
    assert isinstance(first, Ask)
    assert np.array_equal(first.values, given.values)
    bench.tells(records.answer(given))
    assert np.array_equal(bench.task.values, given.values + 4)


def test_a_clicked_image_is_the_one_played_with() -> None:
    bench = Bench()
    bench.judges()
    bench.presenter.play_with(17)
    assert bench.state.view is View.PLAY
    assert bench.task == TakeExample(17)
    given = records.example()
    bench.tells(given, records.answer(given))
    bench.presenter.next_example()
    assert bench.task.row not in (17, 17 + 450)


def test_a_blank_image_belongs_to_no_row_of_the_data_until_it_is_put_back() -> None:
    bench = Bench()
    bench.judges()
    bench.presenter.play_with(0)
    given = records.example()
    bench.tells(given, records.answer(given))
    bench.presenter.blank()
    assert bench.state.own
    assert bench.state.values is not None
    assert not bench.state.values.any()
    bench.presenter.put_back()
    assert not bench.state.own
    assert np.array_equal(bench.state.values, given.values)


def test_a_cell_of_the_matrix_leads_to_its_images() -> None:
    bench = Bench()
    bench.judges()
    bench.presenter.narrow(0, 1)
    assert (bench.state.view, bench.state.cell) == (View.IMAGES, (0, 1))
    bench.presenter.choose_images(True)
    assert bench.state.cell is None
    bench.judges("breast_cancer")
    bench.presenter.narrow(0, 1)
    assert bench.state.view is View.CONFUSION  # there are no images to show
