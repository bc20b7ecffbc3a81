"""The colour of a model and how full it is painted: its place, and how its figure came to be."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from equilibre.growth.figure import Kind
from equilibre.ui.growth.scale.state import Row
from equilibre.ui.theme import theme

_FILL = {None: 0, Kind.PUBLISHED: 255, Kind.ESTIMATED: 110, Kind.DERIVED: 0, Kind.UNDISCLOSED: 0}
"""How full (alpha): hollow where the figure is computed here."""


def ink_of(row: Row) -> QColor:
    """Return the colour of a model: the accent for the three of the course."""
    return theme().colour("accent" if row.course else "axis")


def fill_of(row: Row) -> QColor:
    """Return what a bar or a square is filled with."""
    fill = ink_of(row)
    fill.setAlpha(_FILL[row.kind])
    return fill


def outline_of(row: Row) -> QPen:
    """Return the outline of a bar or a square: none where it is full."""
    return QPen(Qt.PenStyle.NoPen) if row.kind is Kind.PUBLISHED else QPen(ink_of(row), 1)
