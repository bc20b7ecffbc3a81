"""Where the rows of the program's own data sets come from, by the key of their card."""

from collections.abc import Callable

from equilibre.learning.rows import Rows
from equilibre.learning.sources.camera import camera
from equilibre.learning.sources.chords import chords
from equilibre.learning.sources.forest import forest
from equilibre.learning.sources.shipped import fashion, penguins, weather
from equilibre.learning.sources.with_scikit_learn import breast_cancer, diabetes, digits

SOURCES: dict[str, Callable[[int], Rows]] = {
    "breast_cancer": breast_cancer,
    "diabetes": diabetes,
    "digits": digits,
    "fashion": fashion,
    "weather": weather,
    "penguins": penguins,
    "forest": forest,
    "camera": camera,
    "chords": chords,
}
"""A source gives all its rows; one that computes them gives as many as it is asked for.

The first rows of a computed set are the same however many are asked for.
"""
