"""Decides what is looked at of the model trained last; knows no screen."""

import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.dataset import card
from equilibre.learning.looking.decision_map import DecisionMap, MapDecisions
from equilibre.learning.looking.judged import Classified, Estimated, Judge
from equilibre.learning.looking.play import Answer, Ask, Example, TakeExample
from equilibre.learning.looking.subject import Subject
from equilibre.learning.looking.weights import ShowWeights, Weights
from equilibre.learning.task import Task
from equilibre.sessions.recorder import IDLE_AFTER_SECONDS
from equilibre.ui.board import Board, NoScreen, Shows
from equilibre.ui.errand import Errand
from equilibre.ui.training.learned import words
from equilibre.ui.training.learned.state import LearnedState, MapChoice, Model, View, views_of
from equilibre.worker.messages import (
    Command,
    Died,
    Done,
    Failed,
    Finished,
    Paused,
    Ready,
    Reply,
    Resumed,
    Started,
)

_SETTLED_SECONDS = 0.4  # for the last readings of that rest to arrive
_FAR = 7919  # a prime: rows that follow each other may be alike, and none is to come twice soon


class LearnedPresenter:
    """Asks the training process for one picture at a time, while somebody looks."""

    def __init__(
        self,
        send: Callable[[Command], None],
        occupied: Callable[[], bool] = lambda: False,
        in_front: Callable[[], bool] = lambda: True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """*occupied*: whether the process computes something that a task would disturb."""
        self._occupied = occupied
        self._in_front = in_front
        self._clock = clock
        self._rested_seconds = 0.0  # until then, the computer at rest after a run is metered
        self._errand = Errand(send, self._told, self._ended, self._failed)
        self._asked = ""  # what the task under way is for
        self._fresh: set[str] = set()  # what was told of the model as it is now
        self._refused = ""  # why the last look failed; it is not tried again
        self._training: int | None = None  # the run under way, or the last one
        self._row = 0
        self._influential: tuple[int, ...] = ()  # columns of this model, once they are known
        self._board: Board[LearnedState, Shows] = Board(
            NoScreen(), LearnedState(message=words.why_nothing(Model.NONE))
        )

    @property
    def state(self) -> LearnedState:
        """What is shown now."""
        return self._board.state

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._errand.busy

    @property
    def complete(self) -> bool:
        """Whether the view in front shows the model as it is now."""
        return not self._errand.busy and self._wanted() is None

    def attach(self, screen: Shows) -> None:
        """Show everything on *screen*, in the language in use."""
        self._board.attach(screen)
        subject, about = self.state.subject, self.state.card
        if subject is not None and about is not None:
            self._board.set(title=words.title(subject, about))
        self._say()

    # -- what arrives ----------------------------------------------------------------------

    def hear(self, replies: Sequence[Reply]) -> None:
        """Take what the training process said since the last time, to whomever."""
        with self._board.gathered():
            self._errand.hear(replies)
            for reply in replies:
                self._note(reply)
            if self._clock() >= self._rested_seconds:
                self.look()

    def _note(self, reply: Reply) -> None:
        """Follow what becomes of the model."""
        match reply:
            case Started(run=run):
                self._training = run
                self._becomes(Model.TRAINING)
            case Resumed():
                self._becomes(Model.TRAINING)
            case Finished(time_seconds=now):
                self._rested_seconds = now + IDLE_AFTER_SECONDS + _SETTLED_SECONDS
                self._becomes(Model.THERE)
            case Paused():
                self._becomes(Model.THERE)
            case Failed(run=run) if run == self._training:
                self._becomes(Model.THERE)
            case Ready() | Died() if self.state.model is not Model.NONE:
                self._becomes(Model.LOST)
            case _:
                pass

    def _becomes(self, model: Model) -> None:
        self._fresh.clear()
        self._influential = ()
        self._refused = ""
        self._board.set(model=model)
        self._say()

    def _say(self) -> None:
        """Say why there is nothing to see, where there is nothing."""
        text = words.why_nothing(self.state.model)
        if self.state.model is Model.THERE and self._clock() < self._rested_seconds:
            text = words.at_rest()
        self._board.set(message=self._refused or text)

    # -- asking ----------------------------------------------------------------------------

    def look(self) -> None:
        """Ask for what the view in front still lacks, if it can be asked now.

        Whoever comes to look does not wait for the end of the rest after a run.
        """
        if self._errand.busy or self._refused or not self._in_front():
            return
        wanted = self._wanted() if self.state.model is Model.THERE else None
        if wanted is None:
            self._board.set(working=False)
        elif self._occupied():
            if self.state.judged is None:
                self._board.set(message=words.occupied())
        else:
            self._rested_seconds = 0.0
            self._say()
            self._asked, task = wanted
            self._board.set(working=True)
            self._errand.start(task)

    def _wanted(self) -> tuple[str, Task] | None:
        if "judged" not in self._fresh:
            return "judged", Judge()
        match self.state.view:
            case View.WEIGHTS if "weights" not in self._fresh:
                return "weights", ShowWeights()
            case View.MAP if "map" not in self._fresh:
                choice = self.state.map_choice
                return "map", MapDecisions(choice.directions, choice.columns)
            case View.PLAY if self.state.example is None:
                return "example", TakeExample(self._row, self._influential)
            case View.PLAY if "answer" not in self._fresh and self.state.values is not None:
                return "answer", Ask(self.state.values)
        return None

    def _look_at_once(self, key: str) -> None:
        """Ask for *key* anew, in the place of the picture that is being made."""
        self._fresh.discard(key)
        if self._errand.busy and self._asked == "map" and self.state.model is Model.THERE:
            wanted = self._wanted()
            if wanted is not None:
                self._asked, task = wanted
                self._errand.start(task)
        else:
            self.look()

    def _told(self, outcome: Any) -> None:
        told = getattr(outcome, "subject", None)
        if isinstance(told, Subject):
            self._take_subject(told)
        match outcome:
            case Classified() | Estimated():
                self._fresh.add("judged")
                self._board.set(judged=outcome)
            case Weights():
                self._fresh.add("weights")
                self._board.set(weights=outcome)
            case DecisionMap():
                if outcome.whole:
                    self._fresh.add("map")
                self._board.set(decision_map=outcome)
            case Example():
                self._influential = outcome.influential
                self._board.set(example=outcome, values=outcome.values, own=False)
            case Answer():
                if outcome.values is self.state.values or np.array_equal(
                    outcome.values, self.state.values if self.state.values is not None else ()
                ):
                    self._fresh.add("answer")
                self._board.set(answer=outcome)

    def _take_subject(self, subject: Subject) -> None:
        """Show nothing of another model than *subject*, and the views that suit its data."""
        before = self.state.subject
        if subject == before:
            return
        about = card(subject.dataset)
        views = views_of(about, subject.family)
        same_data = before is not None and before.dataset == subject.dataset
        self._board.set(
            subject=subject,
            card=about,
            title=words.title(subject, about),
            views=views,
            view=self.state.view if before and self.state.view in views else views[0],
            judged=None,
            weights=None,
            decision_map=None,
            answer=None,
            cell=None,
            **(
                {}
                if same_data
                else {"example": None, "values": None, "map_choice": MapChoice(bool(about.image))}
            ),
        )

    def _ended(self, done: Done) -> None:
        self._asked = ""
        self.look()

    def _failed(self, reason: str) -> None:
        self._asked = ""
        self._refused = reason
        self._board.set(working=False)
        self._say()

    # -- chosen by the user ----------------------------------------------------------------

    def choose_view(self, key: str) -> None:
        """Look in another way."""
        self._board.set(view=View(key))
        self._look_at_once("")

    def narrow(self, truth: int, answer: int) -> None:
        """Show the images of this truth that got that answer."""
        about = self.state.card
        if about is not None and about.image:
            self._board.set(cell=(truth, answer), right_ones=truth == answer, view=View.IMAGES)

    def choose_images(self, right_ones: bool) -> None:
        """Show all images answered rightly, or all answered wrongly."""
        self._board.set(right_ones=right_ones, cell=None)

    def choose_map(self, directions: bool, columns: tuple[int, int] | None = None) -> None:
        """Map the two directions of greatest spread, or two columns."""
        self._board.set(map_choice=MapChoice(directions, columns))
        self._look_at_once("map")

    def play_with(self, row: int) -> None:
        """Begin with the test row number *row*."""
        self._row = row
        self._board.set(example=None, answer=None, view=View.PLAY)
        self._look_at_once("answer")

    def next_example(self) -> None:
        """Begin with another test row."""
        self.play_with(self._row + _FAR)

    def change(self, values: NDArray[np.float64]) -> None:
        """Ask what the model says of *values*, (columns,) in the units of the data."""
        self._board.set(values=values)
        self._look_at_once("answer")

    def put_back(self) -> None:
        """Put the row back as it was."""
        if self.state.example is not None:
            self._board.set(own=False)
            self.change(self.state.example.values)

    def blank(self) -> None:
        """Begin with an empty image."""
        if self.state.example is not None:
            self._board.set(own=True)
            self.change(self.state.example.low.copy())
