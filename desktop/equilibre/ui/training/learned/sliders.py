"""One slider for each of the columns that the answers depend on most."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from equilibre import numbers
from equilibre.learning.card import DatasetCard
from equilibre.learning.looking.play import Example
from equilibre.texts import _
from equilibre.ui.theme import theme
from equilibre.ui.training.learned import words
from equilibre.ui.widgets.column import scrolling
from equilibre.ui.widgets.layouts import empty
from equilibre.ui.widgets.lever import STEPS, LeverSlider

MOST_SLIDERS = 12


class Sliders(QWidget):
    """Moves the columns of a row; ``moved`` when one was."""

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.values: NDArray[np.float64] = np.zeros(0)
        self.sliders: dict[int, LeverSlider] = {}
        self._example: Example | None = None
        self._card: DatasetCard | None = None
        self._inner = QWidget()
        self._rows = QVBoxLayout(self._inner)
        self._rows.setContentsMargins(0, 0, theme().px(8), 0)
        self._rows.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(self._inner))

    def show_row(self, example: Example, values: NDArray[np.float64], card: DatasetCard) -> None:
        """Stand on *values*, with sliders for the columns that count in *example*."""
        columns = _columns(example, card)
        if card is not self._card or list(self.sliders) != list(columns):
            self._card = card
            self._build(columns, card)
        self._example, self.values = example, values.copy()
        for column in self.sliders:
            self._show(column)

    def _build(self, columns: Sequence[int], card: DatasetCard) -> None:
        empty(self._rows)
        self.sliders = {}
        for column in columns:
            name = words.column_name(card, column)
            slider = LeverSlider(
                str(column),
                name,
                _("{name}: how far it can go in the rows learned from").format(name=name),
            )
            slider.moved.connect(self._moved)
            self.sliders[column] = slider
            self._rows.addWidget(slider)
        self._rows.addStretch(1)

    def _show(self, column: int) -> None:
        assert self._example is not None
        low, high = self._reach(column)
        value = float(self.values[column])
        position = min(max((value - low) / (high - low), 0.0), 1.0)
        self.sliders[column].show_lever(_written(value, low, high), position, (), "")

    def _reach(self, column: int) -> tuple[float, float]:
        assert self._example is not None
        low, high = float(self._example.low[column]), float(self._example.high[column])
        return (low, high) if high > low else (low, low + 1.0)

    def _moved(self, key: str, share: float) -> None:
        column = int(key)
        if self._example is None or column >= len(self.values):
            return
        low, high = self._reach(column)
        value = low + round(share * STEPS) / STEPS * (high - low)
        self.values = self.values.copy()
        self.values[column] = value
        self.sliders[column].show_lever(
            _written(value, low, high), (value - low) / (high - low), (), ""
        )
        self.moved.emit()


def _columns(example: Example, card: DatasetCard) -> tuple[int, ...]:
    """Return the columns to move: those of a sound in the order of its notes."""
    if card.audible:
        return tuple(range(card.columns))
    return example.influential[:MOST_SLIDERS]


def _written(value: float, low: float, high: float) -> str:
    """Write *value* with the decimals that its reach asks for."""
    spread = max(abs(high - low), 1e-12)
    decimals = int(min(max(2 - np.floor(np.log10(spread)), 0), 6))
    return numbers.decimal(value, decimals)
