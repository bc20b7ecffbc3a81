"""Decides what the page of true scale shows; knows no screen."""

import math
from datetime import timedelta
from typing import Protocol

from equilibre.growth.model import Model
from equilibre.growth.quantity import Quantity, quantity
from equilibre.ui.board import Board, NoScreen
from equilibre.ui.growth.player import Player
from equilibre.ui.growth.scale import rows as table
from equilibre.ui.growth.scale import wording
from equilibre.ui.growth.scale.state import Row, ScaleState, Shape
from equilibre.ui.growth.surroundings import Surroundings

QUANTITY_KEYS = tuple(wording.NOTES)
_FURTHEST_OUT = -1  # one press back, to make room for what comes later


class Screen(Protocol):
    """What the presenter needs of the page."""

    def show_state(self, state: ScaleState) -> None: ...


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
                title=wording.title(chosen),
                subtitle=wording.subtitle(self.state),
                rows=rows,
                waiting=tuple(model.name for model in models[len(rows) :]),
                unit=unit.size,
                symbol=unit.symbol,
                tiles=wording.tiles(rows),
                top=top,
                zoom_text=wording.zoom_text(self.state.zoom),
                zoom_in=self.state.zoom < self._most(),
                zoom_out=self.state.zoom > _FURTHEST_OUT,
                motion=self._surroundings.motion,
                sentence=wording.sentence(chosen, unverified),
                note=wording.NOTES[chosen.key](),
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


def _length(row: Row) -> float:
    return max(row.value or 0.0, row.high or 0.0)
