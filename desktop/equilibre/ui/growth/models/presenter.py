"""Decides what the page of the models shows; knows no screen."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from equilibre.growth import catalogue
from equilibre.texts import N_, _
from equilibre.ui.board import Board
from equilibre.ui.growth.marking import Fill, Mark, shape_of
from equilibre.ui.growth.models import comparing, measuring, plotting, table, wording
from equilibre.ui.growth.models.axis import DATE
from equilibre.ui.growth.models.drawing import Drawing
from equilibre.ui.growth.models.points import (
    OWN,
    Subject,
    points_of,
    subject_of_model,
    subject_of_run,
    tally,
)
from equilibre.ui.growth.models.state import (
    Box,
    Card,
    Choice,
    Continuation,
    Fitting,
    Line,
    ModelsState,
    Plot,
    Point,
)
from equilibre.ui.growth.player import Player
from equilibre.ui.growth.surroundings import Surroundings

ACROSS = (DATE, "parameters", "operations")
UPWARD = ("parameters", "operations", "energy", "carbon", "energy_per_operation")
TOOLS = {"look": N_("Look"), "fit": N_("Measure"), "draw": N_("Continue")}
LAST_DRAWN = date(2025, 12, 31)
_NUDGE = 0.1  # decades


class Screen(Protocol):
    """What the presenter needs of the page."""

    def show_state(self, state: ModelsState) -> None: ...


class NoScreen:
    """Stands in until there is a page."""

    def show_state(self, state: ModelsState) -> None:
        pass


class ModelsPresenter:
    """Axes, models shown, the day, the point looked at, the growth measured, the curve drawn."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.surroundings = surroundings
        self.across, self.upward, self.logarithmic = DATE, "parameters", False
        self.hidden: set[str] = set()  # domains
        self.own = False
        self.tool = "look"
        self.revealed = False
        self.pointed = ""
        self._models = [subject_of_model(model) for model in catalogue.models().values()]
        self._course = [subject for subject in self._models if subject.course]
        self.turning = self._course[-1].day  # GPT-3: later models wait to be revealed
        self.player = Player([subject.model.date for subject in self._reachable()])
        self.fit_over = "course"
        self.fit_days = (self._course[0].day, self.turning)
        self.drawings: dict[str, Drawing] = {}  # by quantity
        self._board: Board[ModelsState, Screen] = Board(NoScreen(), self._state())

    @property
    def state(self) -> ModelsState:
        """What is shown now."""
        return self._board.state

    def attach(self, screen: Screen) -> None:
        """Show everything on *screen*, in the language in use."""
        self._board.attach(screen)
        self.refresh()

    def refresh(self) -> None:
        """Compute everything anew: choices, language, country or kept runs changed."""
        self.player.motion = self.surroundings.motion
        with self._board.gathered():
            self._board.state = self._state()
            self._board.set()

    # -- choices ---------------------------------------------------------------------------

    def choose_across(self, key: str) -> None:
        if self._refusal_across(key):
            return
        self.across = key
        if key != DATE:
            self.tool = "look"  # growth is told along time
        self.refresh()

    def choose_upward(self, key: str) -> None:
        if self._refusal_upward(key):
            return
        self.upward = key
        self.refresh()

    def choose_scale(self, logarithmic: bool) -> None:
        self.logarithmic = logarithmic
        self.refresh()

    def toggle_scale(self) -> None:
        self.choose_scale(not self.logarithmic)

    def show_domain(self, key: str, shown: bool) -> None:
        (self.hidden.discard if shown else self.hidden.add)(key)
        self.refresh()

    def show_own(self, shown: bool) -> None:
        self.own = shown
        self.refresh()

    def show_unverified(self, shown: bool) -> None:
        self.surroundings.show_unverified(shown)
        self.refresh()

    def choose_tool(self, key: str) -> None:
        if self.across != DATE and key != "look":
            return
        self.tool = key
        if key != "look":
            self.logarithmic = True  # slopes are read, and drawn, on decades
            self.player.pause()
            self.player.go(self.player.last)
        self.refresh()

    # -- time ------------------------------------------------------------------------------

    def moved(self) -> None:
        """Follow the player, which the play bar moved: nothing but the day changes."""
        newest = self._newest() if self.player.position < self.player.last else None
        text = "" if newest is None else wording.newest_text(newest, self.upward)
        pointed = self.state.plot.point(self.pointed)
        if pointed is not None and pointed not in self._present():
            self.pointed = ""
        self._board.set(
            day=int(self.player.position),
            playing=self.player.playing,
            newest="" if newest is None else newest.key,
            newest_text=text,
            pointed=self.pointed,
            card=self._card(),
        )

    def _newest(self) -> Subject | None:
        """Return the last model that appeared, if it is on the chart."""
        drawn = {point.key for point in self._present() if not point.key.startswith("run:")}
        return next((one for one in reversed(self._models) if one.key in drawn), None)

    # -- pointing --------------------------------------------------------------------------

    def point(self, key: str) -> None:
        """Look at a point; an empty key looks at none."""
        if key != self.pointed:
            self.pointed = key
            self._board.set(pointed=key, card=self._card())

    def step(self, direction: int) -> None:
        """Go to the next point by date (+1) or to the one before (−1)."""
        keys = [point.key for point in self._present()]
        if not keys:
            return
        if self.pointed not in keys:
            self.point(keys[0] if direction > 0 else keys[-1])
            return
        index = keys.index(self.pointed) + direction
        self.point(keys[min(max(index, 0), len(keys) - 1)])

    def end(self, last: bool) -> None:
        """Go to the first or to the last point."""
        present = self._present()
        if present:
            self.point(present[-1 if last else 0].key)

    def subject(self, key: str) -> Subject | None:
        """Return the model, or the run, that a point stands for."""
        return next((one for one in self._everything() if one.key == key), None)

    def table(self) -> tuple[tuple[str, ...], tuple[table.Row, ...]]:
        """Return the columns and the rows of the table twin: models not revealed wait."""
        subjects = [*self._reachable(), *(self._runs() if self.own else [])]
        return (
            table.header(self.across, self.upward),
            table.rows(subjects, self.across, self.upward, self.surroundings.unverified),
        )

    def _present(self) -> list[Point]:
        """Return the points that can be seen on the day shown, by date."""
        today = int(self.player.position)
        points = [point for point in self.state.plot.points if present(point, today)]
        return sorted(points, key=lambda point: (point.day, point.name))

    # -- measuring -------------------------------------------------------------------------

    def fit_between(self, first: int, last: int) -> None:
        """Measure the growth between two days (ordinals), in any order."""
        span = self._fit_span()
        first, last = sorted((first, last))
        self.fit_days = (max(first, span[0]), min(last, span[1]))
        self.fit_over = "shown"
        self.refresh()

    def fit_course(self, only: bool) -> None:
        """Measure along the three of the course, or along all models shown."""
        self.fit_over = "course" if only else "shown"
        if only:
            self.fit_days = (self._course[0].day, self.turning)
        self.refresh()

    def _fit_span(self) -> tuple[int, int]:
        return self.player.first, self.player.last

    def _measured(self, points: Sequence[Point]) -> measuring.Measured | None:
        first, last = self.fit_days
        return measuring.measure(
            [
                point
                for point in points
                if first <= point.day <= last
                and not point.key.startswith("run:")
                and (point.mark.accent or self.fit_over == "shown")
            ]
        )

    # -- continuing ------------------------------------------------------------------------

    @property
    def drawing(self) -> Drawing | None:
        """The curve of the quantity in force, None where GPT-3 has no such figure."""
        if self.upward not in self.drawings:
            figure = self._course[-1].figure(self.upward, False)
            if figure is None or figure.value is None:
                return None
            self.drawings[self.upward] = Drawing(self.turning, figure.value, LAST_DRAWN.toordinal())
        return self.drawings[self.upward]

    def draw(self, strokes: Sequence[tuple[float, float]]) -> None:
        """Lead the drawn curve through (day, value) points."""
        drawing = self.drawing
        if drawing is not None and not self.revealed and self.tool == "draw":
            drawing.through(strokes)
            self.refresh()

    def nudge(self, steps: int) -> None:
        """Move the end of the drawn curve up or down by tenths of a decade."""
        drawing = self.drawing
        if drawing is not None and not self.revealed and self.tool == "draw":
            drawing.move_end(steps * _NUDGE)
            self.refresh()

    def rub_out(self) -> None:
        if self.drawing is not None:
            self.drawing.rub_out()
        self.refresh()

    def reveal(self, revealed: bool = True) -> None:
        """Show the models after GPT-3, or hide them again."""
        self.revealed = revealed
        fresh = Player([subject.model.date for subject in self._reachable()])
        self.player.stops = fresh.stops
        self.player.pause()
        self.player.go(self.player.last)
        self.fit_days = (self.fit_days[0], min(self.fit_days[1], self.player.last))
        self.refresh()

    # -- what is shown ---------------------------------------------------------------------

    def _reachable(self) -> list[Subject]:
        return [one for one in self._models if self.revealed or one.day <= self.turning]

    def _runs(self) -> list[Subject]:
        found = (subject_of_run(run) for run in self.surroundings.kept.runs)
        return [subject for subject in found if subject is not None]

    def _everything(self) -> list[Subject]:
        return [*self._models, *(self._runs() if self.own else [])]

    def _shown(self) -> list[Subject]:
        models = [one for one in self._reachable() if one.model.domain not in self.hidden]
        return [*models, *(self._runs() if self.own else [])]

    def _points(self, subjects: Sequence[Subject]) -> tuple[Point, ...]:
        return points_of(subjects, self.across, self.upward, self.surroundings.unverified)

    def _state(self) -> ModelsState:
        points = self._points(self._shown())
        measured = self._measured(points) if self.tool == "fit" else None
        plot = self._plot(points, self._lines(measured))
        if plot.point(self.pointed) is None:
            self.pointed = ""
        unverified = self.surroundings.unverified
        finding = wording.finding(
            tally(self._models, self.upward, unverified),
            None if self.across == DATE else tally(self._models, self.across, unverified),
            self.upward,
            self.across,
        )
        return ModelsState(
            plot=plot,
            title=wording.title(self.across, plot.y.title),
            finding=finding,
            legend=wording.legend(plot),
            across=self.across,
            upward=self.upward,
            logarithmic=self.logarithmic,
            choices_across=self._choices(ACROSS, self._refusal_across),
            choices_upward=self._choices(UPWARD, self._refusal_upward),
            boxes=self._boxes(),
            own=self._own_box(),
            unverified=unverified,
            tool=self.tool,
            tools=tuple(
                Choice(key, _(text), "" if key == "look" else self._refusal_tool())
                for key, text in TOOLS.items()
            ),
            fitting=self._fitting(measured),
            continuation=self._continuation(),
            day=int(self.player.position),
            playing=self.player.playing,
            pointed=self.pointed,
            card=self._card(),
            summary=wording.summary(plot, finding),
            motion=self.surroundings.motion,
        )

    def _plot(self, points: tuple[Point, ...], lines: tuple[Line, ...]) -> Plot:
        return plotting.plot(
            points,
            lines,
            self.across,
            self.upward,
            self.logarithmic,
            self.drawing if self.tool == "draw" else None,
            self._course[0].day,
        )

    def _lines(self, measured: measuring.Measured | None) -> tuple[Line, ...]:
        if self.across != DATE:
            return ()
        if self.tool == "fit" and measured is not None:
            last = self.player.last
            return plotting.fit_lines(measured, self.fit_days, last, self.upward, self.logarithmic)
        drawing = self.drawing
        if drawing is None or not drawing.drawn or not (self.tool == "draw" or self.revealed):
            return ()
        return (plotting.drawn_line(drawing, self.logarithmic),)

    def _fitting(self, measured: measuring.Measured | None) -> Fitting:
        first, last = self.fit_days
        sentence = caution = ""
        if self.tool == "fit":
            sentence = measuring.sentence(measured)
            caution = measuring.caution(measured)
            if not self.logarithmic:  # a slope is no growth rate on a linear axis
                sentence = _("Slopes are read on the logarithmic scale: press L.")
                caution = ""
        return Fitting(
            first,
            last,
            self._fit_span(),
            (wording.date_text(first), wording.date_text(last)),
            self.fit_over,
            sentence,
            caution,
        )

    def _continuation(self) -> Continuation:
        drawing = self.drawing
        drawn = drawing is not None and drawing.drawn
        sentence = ""
        if drawing is not None and self.across == DATE:
            if self.revealed:
                later = [one for one in self._models if one.day > self.turning]
                sentence = comparing.comparison(drawing, self._points(later), self.upward)
            elif drawn:
                sentence = comparing.drawn_sentence(drawing)
        return Continuation(self.revealed, drawn, sentence)

    def _card(self) -> Card | None:
        subject = self.subject(self.pointed) if self.pointed else None
        if subject is None:
            return None
        return wording.card(subject, self.across, self.upward, self.surroundings.unverified)

    # -- what can be chosen ----------------------------------------------------------------

    def _choices(self, keys: Sequence[str], refusal: object) -> tuple[Choice, ...]:
        return tuple(
            Choice(key, wording.axis_name(key), refusal(key))  # type: ignore[operator]
            for key in keys
        )

    def _refusal_across(self, key: str) -> str:
        return wording.same_twice() if key == self.upward else ""

    def _refusal_upward(self, key: str) -> str:
        return wording.same_twice() if key == self.across else ""

    def _refusal_tool(self) -> str:
        return "" if self.across == DATE else _("Growth is told along time: choose the date.")

    def _boxes(self) -> tuple[Box, ...]:
        counts = dict.fromkeys(catalogue.domains(), 0)
        for subject in self._reachable():
            counts[subject.model.domain] += 1
        return tuple(
            Box(
                key,
                _("{name} ({count})").format(name=name, count=counts[key]),
                Mark(shape_of(key), Fill.FULL),
                key not in self.hidden,
            )
            for key, name in catalogue.domains().items()
        )

    def _own_box(self) -> Box:
        text = _("my kept runs ({count})").format(count=len(self._runs()))
        return Box(OWN, text, Mark(shape_of(OWN), Fill.FULL), self.own)


def present(point: Point, day: int) -> bool:
    """Return whether a point is there on a day: the student's own runs always are."""
    return point.day <= day or point.key.startswith("run:")
