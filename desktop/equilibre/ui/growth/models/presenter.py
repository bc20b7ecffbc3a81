"""Decides what the page of the models shows; knows no screen."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from equilibre.ui.board import Board, NoScreen
from equilibre.ui.growth.models import table, wording
from equilibre.ui.growth.models.axis import DATE
from equilibre.ui.growth.models.composing import Composer, refusal_of_axis, refusal_of_tool
from equilibre.ui.growth.models.drawing import Drawing
from equilibre.ui.growth.models.points import Subject
from equilibre.ui.growth.models.state import ModelsState, Point
from equilibre.ui.growth.models.wishes import Subjects, Wishes
from equilibre.ui.growth.player import Player
from equilibre.ui.growth.surroundings import Surroundings

LAST_DRAWN = date(2025, 12, 31)
_NUDGE = 0.1  # decades


class Screen(Protocol):
    """What the presenter needs of the page."""

    def show_state(self, state: ModelsState) -> None: ...


class ModelsPresenter:
    """Axes, models shown, the day, the point looked at, the growth measured, the curve drawn."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.surroundings = surroundings
        self.subjects = Subjects(surroundings.kept)
        self.wishes = Wishes((self.subjects.course[0].day, self.subjects.turning))
        self.player = Player(self._stops())
        self._board: Board[ModelsState, Screen] = Board(NoScreen(), self._composer().state())

    @property
    def state(self) -> ModelsState:
        """What is shown now."""
        return self._board.state

    def attach(self, screen: Screen) -> None:
        """Show everything on *screen*, in the language in use."""
        self._board.attach(screen)
        self.refresh()

    def refresh(self) -> None:
        """Compute everything anew: a choice, the language, the country or a run changed."""
        self.player.motion = self.surroundings.motion
        self._board.state = self._composer().state()
        self.wishes.pointed = self._board.state.pointed
        self._board.set()

    def _composer(self) -> Composer:
        surroundings = self.surroundings
        return Composer(
            self.wishes,
            self.subjects,
            self.player,
            self.drawing,
            surroundings.unverified,
            surroundings.motion,
        )

    # -- choices ---------------------------------------------------------------------------

    def choose_across(self, key: str) -> None:
        """Put a quantity, or the date, on the horizontal axis."""
        if not refusal_of_axis(key, self.wishes.upward):
            self.wishes.across = key
            if key != DATE:
                self.wishes.tool = "look"
            self.refresh()

    def choose_upward(self, key: str) -> None:
        """Put a quantity on the vertical axis."""
        if not refusal_of_axis(key, self.wishes.across):
            self.wishes.upward = key
            self.refresh()

    def choose_scale(self, logarithmic: bool) -> None:
        self.wishes.logarithmic = logarithmic
        self.refresh()

    def toggle_scale(self) -> None:
        self.choose_scale(not self.wishes.logarithmic)

    def show_domain(self, key: str, shown: bool) -> None:
        (self.wishes.hidden.discard if shown else self.wishes.hidden.add)(key)
        self.refresh()

    def show_own(self, shown: bool) -> None:
        self.wishes.own = shown
        self.refresh()

    def show_unverified(self, shown: bool) -> None:
        self.surroundings.show_unverified(shown)
        self.refresh()

    def choose_tool(self, key: str) -> None:
        """Look at points, measure a growth, or draw what comes next."""
        if refusal_of_tool(self.wishes, key):
            return
        self.wishes.tool = key
        if key != "look":
            self.wishes.logarithmic = True  # a pace is read, and drawn, on decades
            self._stop_at_the_end()
        self.refresh()

    # -- time ------------------------------------------------------------------------------

    def moved(self) -> None:
        """Follow the player, which the play bar moved: nothing but the day changes."""
        newest = self._newest() if self.player.position < self.player.last else None
        upward, unverified = self.wishes.upward, self.surroundings.unverified
        if self.wishes.pointed not in {point.key for point in self._present()}:
            self.wishes.pointed = ""
        self._board.set(
            day=int(self.player.position),
            playing=self.player.playing,
            newest="" if newest is None else newest.key,
            newest_text="" if newest is None else wording.newest(newest, upward, unverified),
            pointed=self.wishes.pointed,
            card=self.state.card if self.wishes.pointed else None,
        )

    def _newest(self) -> Subject | None:
        """Return the last model that appeared, if it is on the chart."""
        drawn = {point.key for point in self._present()}
        return next((one for one in reversed(self.subjects.models) if one.key in drawn), None)

    def _stops(self) -> list[date]:
        reachable = self.subjects.reachable(self.wishes.revealed)
        return [subject.model.date for subject in reachable]

    def _stop_at_the_end(self) -> None:
        self.player.pause()
        self.player.go(self.player.last)

    # -- pointing --------------------------------------------------------------------------

    def point(self, key: str) -> None:
        """Look at a point; an empty key looks at none."""
        if key != self.wishes.pointed:
            self.wishes.pointed = key
            self._board.set(pointed=key, card=self._composer().card(self.subject(key)))

    def step(self, direction: int) -> None:
        """Go to the next point by date (+1) or to the one before (−1)."""
        keys = [point.key for point in self._present()]
        if not keys:
            return
        if self.wishes.pointed in keys:
            index = keys.index(self.wishes.pointed) + direction
        else:
            index = 0 if direction > 0 else len(keys)
        self.point(keys[min(max(index, 0), len(keys) - 1)])

    def end(self, last: bool) -> None:
        """Go to the first or to the last point."""
        present = self._present()
        if present:
            self.point(present[-1 if last else 0].key)

    def subject(self, key: str) -> Subject | None:
        """Return the model, or the run, that a point stands for."""
        return self._composer().subject(key)

    def table(self) -> tuple[tuple[str, ...], tuple[table.Row, ...]]:
        """Return the columns and the rows of the table twin: models not revealed wait."""
        wishes = self.wishes
        models = self.subjects.reachable(wishes.revealed)
        return (
            table.header(wishes.across, wishes.upward),
            table.rows(
                [*models, *(self.subjects.runs if wishes.own else [])],
                wishes.across,
                wishes.upward,
                self.surroundings.unverified,
            ),
        )

    def _present(self) -> list[Point]:
        """Return the points that can be seen on the day shown, by date."""
        today = int(self.player.position)
        points = [point for point in self.state.plot.points if point.present(today)]
        return sorted(points, key=lambda point: (point.day, point.name))

    # -- measuring -------------------------------------------------------------------------

    def fit_between(self, first: int, last: int) -> None:
        """Measure the growth of the models shown between two days (ordinals), in any order."""
        low, high = self.player.first, self.player.last
        first, last = sorted((first, last))
        self.wishes.fit_days = (min(max(first, low), high), min(max(last, low), high))
        self.wishes.fit_over = "shown"
        self.refresh()

    def fit_course(self, only: bool) -> None:
        """Measure along the three of the course, or along all models shown."""
        self.wishes.fit_over = "course" if only else "shown"
        if only:
            self.wishes.fit_days = (self.subjects.course[0].day, self.subjects.turning)
        self.refresh()

    # -- predicting ------------------------------------------------------------------------

    @property
    def drawing(self) -> Drawing | None:
        """The curve of the quantity in force, None where GPT-3 has no such figure."""
        drawings, key = self.wishes.drawings, self.wishes.upward
        if key not in drawings:
            figure = self.subjects.course[-1].figure(key, False)
            if figure is None or figure.value is None:
                return None
            last = LAST_DRAWN.toordinal()
            drawings[key] = Drawing(self.subjects.turning, figure.value, last)
        return drawings[key]

    def draw(self, strokes: Sequence[tuple[float, float]]) -> None:
        """Lead the drawn curve through (day, value) points."""
        drawing = self._open_drawing()
        if drawing is not None:
            drawing.through(strokes)
            self.refresh()

    def nudge(self, steps: int) -> None:
        """Move the end of the drawn curve up or down by tenths of a decade."""
        drawing = self._open_drawing()
        if drawing is not None:
            drawing.move_end(steps * _NUDGE)
            self.refresh()

    def rub_out(self) -> None:
        drawing = self._open_drawing()
        if drawing is not None:
            drawing.rub_out()
            self.refresh()

    def _open_drawing(self) -> Drawing | None:
        """Return the curve if it may be changed: not once the answer was seen."""
        return self.drawing if self.wishes.tool == "draw" and not self.wishes.revealed else None

    def reveal(self, revealed: bool = True) -> None:
        """Show the models after GPT-3, or hide them again."""
        self.wishes.revealed = revealed
        self.player.stops = Player(self._stops()).stops
        self._stop_at_the_end()
        first, last = self.wishes.fit_days
        self.wishes.fit_days = (min(first, self.player.last), min(last, self.player.last))
        self.refresh()
