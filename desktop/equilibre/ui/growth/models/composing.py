"""Makes what is shown out of what is wished; knows no screen."""

from collections.abc import Callable, Sequence

from equilibre import numbers
from equilibre.growth import catalogue
from equilibre.records import dataclass
from equilibre.texts import N_, _
from equilibre.ui.growth.marking import Fill, Mark, shape_of
from equilibre.ui.growth.models import comparing, measuring, plotting, wording
from equilibre.ui.growth.models.axis import DATE
from equilibre.ui.growth.models.drawing import Drawing
from equilibre.ui.growth.models.points import OWN, Subject, points_of, tally
from equilibre.ui.growth.models.state import (
    Box,
    Card,
    Choice,
    Continuation,
    Fitting,
    Line,
    ModelsState,
    Point,
)
from equilibre.ui.growth.models.wishes import Subjects, Wishes
from equilibre.ui.growth.player import Player

ACROSS = (DATE, "parameters", "operations")
UPWARD = ("parameters", "operations", "energy", "carbon", "energy_per_operation")
TOOLS = {"look": N_("Look"), "fit": N_("Measure"), "draw": N_("Predict")}


@dataclass(frozen=True, slots=True)
class Composer:
    """Looks at the wishes, never changes them."""

    wishes: Wishes
    subjects: Subjects
    player: Player
    drawing: Drawing | None  # of the quantity in force
    unverified: bool
    motion: bool

    def state(self) -> ModelsState:
        """Return the whole page."""
        wishes = self.wishes
        points = self.points(self._shown())
        measured = self._measured(points) if wishes.tool == "fit" else None
        plot = plotting.plot(
            points,
            self._lines(measured),
            wishes.across,
            wishes.upward,
            wishes.logarithmic,
            self._beyond(points),
        )
        finding = self._finding()
        pointed = wishes.pointed if plot.point(wishes.pointed) else ""
        return ModelsState(
            plot=plot,
            title=wording.title(wishes.across, plot.y.title),
            finding=finding,
            legend=wording.legend(plot),
            across=wishes.across,
            upward=wishes.upward,
            logarithmic=wishes.logarithmic,
            choices_across=_choices(ACROSS, wishes.upward),
            choices_upward=_choices(UPWARD, wishes.across),
            boxes=self._boxes(),
            own=self._own_box(),
            unverified=self.unverified,
            tool=wishes.tool,
            tools=tuple(
                Choice(key, _(text), refusal_of_tool(wishes, key)) for key, text in TOOLS.items()
            ),
            fitting=self._fitting(measured),
            continuation=self._continuation(),
            day=int(self.player.position),
            playing=self.player.playing,
            pointed=pointed,
            card=self.card(self.subject(pointed)),
            summary=wording.summary(plot, finding),
            motion=self.motion,
        )

    def subject(self, key: str) -> Subject | None:
        """Return the model, or the run, that a point stands for."""
        found = [*self.subjects.models, *self.subjects.runs]
        return next((one for one in found if one.key == key), None)

    def card(self, subject: Subject | None) -> Card | None:
        """Return the small card of a model, or of a run."""
        if subject is None:
            return None
        return wording.card(subject, self.wishes.across, self.wishes.upward, self.unverified)

    def points(self, subjects: Sequence[Subject]) -> tuple[Point, ...]:
        """Return the points of *subjects* on the axes in force."""
        return points_of(subjects, self.wishes.across, self.wishes.upward, self.unverified)

    def _shown(self) -> list[Subject]:
        wishes = self.wishes
        models = self.subjects.reachable(wishes.revealed)
        shown = [one for one in models if one.model.domain not in wishes.hidden]
        return [*shown, *(self.subjects.runs if wishes.own else [])]

    def _finding(self) -> str:
        """Return how many of all models have such figures, whatever is hidden now."""
        wishes, models = self.wishes, self.subjects.models
        across = None
        if wishes.across != DATE:
            across = tally(models, wishes.across, self.unverified)
        upward = tally(models, wishes.upward, self.unverified)
        return wording.finding(upward, across, wishes.upward, wishes.across)

    # -- measuring -------------------------------------------------------------------------

    def _measured(self, points: Sequence[Point]) -> measuring.Measured | None:
        first, last = self.wishes.fit_days
        return measuring.measure(
            [
                point
                for point in points
                if first <= point.day <= last
                and not point.own
                and (point.mark.accent or self.wishes.fit_over == "shown")
            ]
        )

    def _lines(self, measured: measuring.Measured | None) -> tuple[Line, ...]:
        wishes = self.wishes
        if wishes.across != DATE:
            return ()
        if wishes.tool == "fit":
            if measured is None:
                return ()
            return plotting.fit_lines(
                measured, wishes.fit_days, self.player.last, wishes.upward, wishes.logarithmic
            )
        if self.drawing is None or not self.drawing.drawn:
            return ()
        return (plotting.drawn_line(self.drawing, wishes.logarithmic),)

    def _beyond(self, points: Sequence[Point]) -> Sequence[tuple[float, float]]:
        """Return what the axes must hold besides the points: the curve drawn, and its room."""
        wishes, drawing = self.wishes, self.drawing
        if drawing is None or wishes.across != DATE or wishes.tool == "fit":
            return ()
        if wishes.tool == "draw" and not wishes.revealed:
            return plotting.room_to_draw(points, drawing)
        return drawing.points if drawing.drawn else ()

    def _fitting(self, measured: measuring.Measured | None) -> Fitting:
        wishes = self.wishes
        first, last = wishes.fit_days
        sentence = caution = ""
        if wishes.tool == "fit" and wishes.logarithmic:
            sentence, caution = measuring.sentence(measured), measuring.caution(measured)
        elif wishes.tool == "fit":  # on a linear axis the slope is no growth rate
            sentence = _("A pace is read on the logarithmic scale: press L.")
        return Fitting(
            first,
            last,
            (self.player.first, self.player.last),
            (wording.month_text(first), wording.month_text(last)),
            wishes.fit_over,
            sentence,
            caution,
        )

    # -- continuing ------------------------------------------------------------------------

    def _continuation(self) -> Continuation:
        revealed, drawing = self.wishes.revealed, self.drawing
        drawn = drawing is not None and drawing.drawn
        sentence = ""
        if drawing is not None and self.wishes.across == DATE:
            if revealed and (drawn or self.wishes.tool == "draw"):
                later = self.points(self.subjects.later)
                sentence = comparing.comparison(drawing, later, self.wishes.upward)
            elif drawn:
                sentence = comparing.drawn_sentence(drawing)
        waiting = "" if revealed else wording.waiting(len(self.subjects.later))
        return Continuation(revealed, drawn, sentence, waiting)

    # -- what can be chosen ----------------------------------------------------------------

    def _boxes(self) -> tuple[Box, ...]:
        reachable = self.subjects.reachable(self.wishes.revealed)
        domains = [subject.model.domain for subject in reachable]
        return tuple(
            Box(
                key,
                _("{name} ({count})").format(name=name, count=numbers.count(domains.count(key))),
                Mark(shape_of(key), Fill.FULL),
                key not in self.wishes.hidden,
                key in domains,
            )
            for key, name in catalogue.domains().items()
        )

    def _own_box(self) -> Box:
        count = len(self.subjects.runs)
        text = _("my kept runs ({count})").format(count=numbers.count(count))
        return Box(OWN, text, Mark(shape_of(OWN), Fill.FULL), self.wishes.own, count > 0)


def refusal_of_tool(wishes: Wishes, tool: str) -> str:
    """Return why a tool makes no sense on the axes in force, "" where it does."""
    if tool == "look" or wishes.across == DATE:
        return ""
    return _("Growth is told along time: choose the date.")


def refusal_of_axis(key: str, other: str) -> str:
    """Return why an axis cannot show what the other one shows, "" where it can."""
    return _("This is on the other axis already.") if key == other else ""


def _choices(keys: Sequence[str], other: str) -> tuple[Choice, ...]:
    name: Callable[[str], str] = wording.axis_name
    return tuple(Choice(key, name(key), refusal_of_axis(key, other)) for key in keys)
