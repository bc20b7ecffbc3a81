"""Decides what the page of true scale shows; knows no screen."""

import math
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol

from equilibre import numbers
from equilibre.growth import catalogue
from equilibre.growth.model import Model
from equilibre.growth.quantity import QUANTITIES, Quantity, quantity
from equilibre.texts import _, ngettext
from equilibre.ui.board import Board
from equilibre.ui.growth.player import Player
from equilibre.ui.growth.scale import rows as table
from equilibre.ui.growth.scale.state import Row, ScaleState, Shape
from equilibre.ui.growth.surroundings import Surroundings

QUANTITY_KEYS = ("parameters", "operations", "energy", "carbon")
_DAYS_PER_MONTH = 30.4375
_FURTHEST_OUT = -1  # one press back, to make room for what comes later


class Screen(Protocol):
    """What the presenter needs of the page."""

    def show_state(self, state: ScaleState) -> None: ...


class NoScreen:
    """Stands in until there is a page."""

    def show_state(self, state: ScaleState) -> None:
        pass


class ScalePresenter:
    """The models of the course, to true scale: linear first, then zoomed, then logarithmic."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self._board: Board[ScaleState, Screen] = Board(
            NoScreen(), ScaleState(quantity=QUANTITY_KEYS[0])
        )
        self.player = self._new_player()
        self.refresh()

    @property
    def state(self) -> ScaleState:
        """What is shown now."""
        return self._board.state

    def attach(self, screen: Screen) -> None:
        """Show everything on *screen*, in the language in use."""
        self._board.attach(screen)
        self.refresh()

    # -- asked by the page -----------------------------------------------------------------

    def choose_quantity(self, key: str) -> None:
        self._board.set(quantity=key, zoom=0)
        self._renew_player()

    def choose_shape(self, shape: Shape) -> None:
        self._set(shape=shape)

    def choose_logarithmic(self, on: bool) -> None:
        self._set(logarithmic=on)

    def toggle_scale(self) -> None:
        """Change between the linear axis and its logarithmic twin."""
        self.choose_logarithmic(not self.state.logarithmic)

    def zoom(self, by: int) -> None:
        """Make everything ten times larger (+1) or smaller (−1); back to the linear axis."""
        self._set(
            zoom=min(max(self.state.zoom + by, _FURTHEST_OUT), self._most()), logarithmic=False
        )

    def reset_zoom(self) -> None:
        self._set(zoom=0)

    def show_later(self, shown: bool) -> None:
        """Show the models after GPT-3 too, or only the three of the course."""
        self._board.set(later=shown, zoom=0)
        self._renew_player()

    def choose_row(self, key: str) -> None:
        self._board.set(chosen=key)

    def step_row(self, by: int) -> None:
        """Go to the next row, or to the one before."""
        keys = [row.key for row in self.state.rows]
        if keys:
            here = keys.index(self.state.chosen) + by if self.state.chosen in keys else 0
            self.choose_row(keys[min(max(here, 0), len(keys) - 1)])

    def day_moved(self) -> None:
        """Show the day of the player."""
        self.refresh()

    # -- what is shown ---------------------------------------------------------------------

    @property
    def unverified(self) -> bool:
        """Whether figures from memory are shown too."""
        return self._surroundings.unverified

    @property
    def quantity(self) -> Quantity:
        """What is compared."""
        return quantity(self.state.quantity)

    def refresh(self) -> None:
        """Say everything again, in the language in use, with what the surroundings say now."""
        self.player.motion = self._surroundings.motion
        self._set()

    def _set(self, **changes: object) -> None:
        with self._board.gathered():
            self._board.set(**changes)
            chosen, unverified = self.quantity, self._surroundings.unverified
            models = self._models()
            unit = table.unit_of(chosen, models, unverified)
            rows = table.rows(
                models, chosen, unverified, self.player.position, self._surroundings.motion
            )
            top = max((_length(row) * row.grown for row in rows), default=1.0) or 1.0
            self._board.set(
                quantities=tuple((key, quantity(key).title) for key in QUANTITY_KEYS),
                title=_title(chosen),
                subtitle=_subtitle(self.state),
                rows=rows,
                unit=unit.size,
                symbol=unit.symbol,
                tiles=_tiles(rows),
                top=top,
                zoom_text=_zoom_text(self.state.zoom),
                zoom_in=self.state.zoom < self._most(),
                zoom_out=self.state.zoom > _FURTHEST_OUT,
                motion=self._surroundings.motion,
                sentence=self._sentence(),
                note=_NOTES[chosen.key](),
            )

    def _models(self) -> list[Model]:
        course = table.of_course()
        if not self.state.later:
            return course
        return [*course, *table.later(self.quantity, self._surroundings.unverified)]

    def _most(self) -> int:
        """Return after how many presses the smallest model fills the picture."""
        lengths = [length for row in self.state.rows if (length := _length(row))]
        if not lengths:
            return 0
        return max(0, math.ceil(math.log10(max(lengths) / min(lengths)) - 0.05))

    def _new_player(self) -> Player:
        days = [model.date for model in self._models()]
        end = max(days) + timedelta(days=math.ceil(table.GROWING_DAYS))
        return Player([*days, end])

    def _renew_player(self) -> None:
        self.player.adopt(self._new_player())
        self.refresh()

    def _sentence(self) -> str:
        """Say how many times larger each of the three is than the one before."""
        chosen = self.quantity
        course = table.of_course()
        known = [
            (model, figure.value)
            for model in course
            if (figure := chosen.read(model, self._surroundings.unverified)) is not None
            and figure.value is not None
        ]
        if len(known) < 2:  # noqa: PLR2004 - a ratio needs two
            return ""
        (first, smallest), (last, largest) = known[0], known[-1]
        months = numbers.significant(_months(first.date, last.date))
        low = chosen.read(first, self._surroundings.unverified)
        if low is not None and low.low is not None and low.low < smallest:
            return _(
                "From {first} to {last} in {months} months: ×{least} to ×{most}, for the row of "
                "{first} is doubtful."
            ).format(
                first=first.name,
                last=last.name,
                months=months,
                least=_times(largest / smallest, 2),
                most=_times(largest / low.low, 2),
            )
        if len(known) == len(course):
            steps = [after / before for (_m, before), (_n, after) in pairwise(known)]
            return _(
                "From {first} to {last} in {months} months: ×{one}, then ×{two}: ×{all} in all."
            ).format(
                first=first.name,
                last=last.name,
                months=months,
                one=_times(steps[0], 3),
                two=_times(steps[1], 3),
                all=_times(largest / smallest, 4),
            )
        return _("From {first} to {last} in {months} months: ×{all}.").format(
            first=first.name, last=last.name, months=months, all=_times(largest / smallest, 3)
        )


def _length(row: Row) -> float:
    return max(row.value or 0.0, row.high or 0.0)


def _tiles(rows: tuple[Row, ...]) -> str:
    course = [row for row in rows if row.course and row.value]
    if len(course) < 2 or course[-1].grown < 1:  # noqa: PLR2004 - two to compare
        return ""
    first, last = course[0], course[-1]
    return numbers.large((last.value or 0.0) / (first.value or 1.0), 4)


def _times(factor: float, digits: int) -> str:
    return numbers.significant(factor, digits)


def _months(first: date, last: date) -> float:
    return (last - first).days / _DAYS_PER_MONTH


def _title(chosen: Quantity) -> str:
    return _("{quantity}, to true scale").format(quantity=chosen.title)


def _subtitle(state: ScaleState) -> str:
    if state.logarithmic:
        return _("logarithmic: each step multiplies by ten, lengths no longer add up · L: linear")
    if state.shape == "areas":
        return _("the area of each square is the number · one tile: one BERT · L: logarithmic")
    return _("linear: twice as long is twice as much · L: logarithmic")


def _zoom_text(zoom: int) -> str:
    if zoom < 0:
        return _("÷{factor}").format(factor=numbers.count(10**-zoom))
    if not zoom:
        return _("The largest fills the picture.")
    factor = _("×{factor}").format(factor=numbers.count(10**zoom))
    return ngettext("{factor}: {count} press", "{factor}: {count} presses", zoom).format(
        factor=factor, count=zoom
    )


def _parameters_are_not_energy() -> str:
    larger, smaller = catalogue.model("GShard-600B"), catalogue.model("GPT-3")
    parameters = (larger.value("parameters") or 0.0) / (smaller.value("parameters") or 1.0)
    energy = (smaller.value("energy") or 0.0) / (larger.value("energy") or 1.0)
    return _(
        "Parameters are not energy: {larger} has {more} times those of {smaller}, and its "
        "training took {less} times less."
    ).format(
        larger=larger.name,
        smaller=smaller.name,
        more=numbers.significant(parameters, 2),
        less=numbers.significant(energy, 2),
    )


_NOTES = {
    "parameters": lambda: _parameters_are_not_energy(),
    "operations": lambda: _(
        "Operations are counted, not measured: six for each parameter and token."
    ),
    "energy": lambda: _("GPT-2’s energy was never published: a hole, not a zero."),
    "carbon": lambda: _(
        "CO₂e as published, each on its own grid: the same energy elsewhere is another figure."
    ),
}
assert set(_NOTES) == set(QUANTITY_KEYS) <= {each.key for each in QUANTITIES}
