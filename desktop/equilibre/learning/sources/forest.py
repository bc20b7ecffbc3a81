"""A computed twin of the forest-cover data: a mountain, what grows where, and why.

Nothing is copied from the real data (Covertype, Blackard & Dean): the class counts are theirs, and
the mountain is shaped so that its ten measurements have about their published means and spreads
(covtype.info, sections 7 and 8, UCI Machine Learning Repository).
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.rows import Rows
from equilibre.learning.sources.terrain import (
    Field,
    Relief,
    distance_metres,
    fractal,
    hillshade,
    relief,
)

COUNTS = (211_840, 283_301, 35_754, 2_747, 9_493, 17_367, 20_510)
"""Of the cells of each class, as published: 581 012 together."""

SOILS = 40
WILDERNESSES = 4

_SIDE = 763  # the smallest square that holds the cells
_SEED = 1998  # the year the real data were published: another one is another mountain

# Height and azimuth (degrees) of suns that light this mountain about as published, at 9, 12, 15 h.
_SUNS = ((58.0, 115.0), (66.0, 190.0), (37.0, 255.0))

# What each class likes, in the order of the classes: height and its spread (m), distance to water
# (1: far), warm slopes (1: they face the south). Chosen by hand: only the counts are published.
_HEIGHT = np.array([3130, 2920, 2400, 2230, 2790, 2420, 3370], np.float32)
_SPREAD = np.array([150, 170, 140, 90, 110, 150, 110], np.float32)
_DRY = np.array([-0.3, 0.3, 0.4, -1.6, -0.2, 0.0, 0.3], np.float32)
_WARM = np.array([-1.3, 1.0, 2.0, 0.5, 2.3, -2.3, 0.0], np.float32)
_BURNT = np.array([-1.8, 2.2, 0.4, 0.0, 2.6, -0.9, -0.7], np.float32)  # near old fires
_CUT = np.array([-2.2, 1.8, 0.7, 0.4, 1.8, 0.0, 0.0], np.float32)  # near roads

_OF_THE_SOIL = 0.7  # how much each reason weighs against the height
_OF_HISTORY = 1.0  # storms, diseases, seeds: places that no column tells
_OF_CHANCE = 0.45


def forest(rows: int) -> Rows:
    """Return *rows* cells of the mountain, in an order that does not depend on their number.

    Columns as in the real data: ten measurements, then 4 and 40 columns that are 0 or 1.
    """
    measurements, wilderness, soil, cover = _cells()
    columns = np.zeros((rows, measurements.shape[1] + WILDERNESSES + SOILS), np.float32)
    columns[:, : measurements.shape[1]] = measurements[:rows]
    row = np.arange(rows)
    columns[row, measurements.shape[1] + wilderness[:rows]] = 1
    columns[row, measurements.shape[1] + WILDERNESSES + soil[:rows]] = 1
    return Rows(columns, cover[:rows].astype(np.int64))


@lru_cache(maxsize=1)
def _cells() -> tuple[NDArray[np.float32], NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]]:
    """Return measurements, wilderness, soil and class of all cells, shuffled once and for all."""
    ground = _mountain()
    measurements = _measurements(ground)
    wilderness, soil = _wilderness(ground), _soil(ground)
    order = np.random.default_rng(_SEED).permutation(_SIDE * _SIDE)[: sum(COUNTS)]
    columns = np.stack([each.ravel()[order] for each in measurements], axis=1)
    cover = _assigned(_scores(ground, measurements, soil, order))
    return columns, wilderness.ravel()[order], soil.ravel()[order], cover


def _mountain() -> Relief:
    ramp = np.linspace(-1, 1, _SIDE, dtype=np.float32)
    down_to_the_north_east = ramp[:, None] - ramp
    heights = fractal(_SIDE, 1.61, 300.0, _SEED) + 1.3 * down_to_the_north_east
    heights -= heights.mean()
    return relief(2959 + 280 / heights.std() * heights)


def _measurements(ground: Relief) -> list[Field]:
    """Return the ten measurements of the real data, in their order and units."""
    valleys = ground.elevation_metres - _blurred(ground.elevation_metres, 8)
    streams = valleys < np.quantile(valleys, 0.09)
    water, (row, column) = distance_metres(streams)
    above_water = ground.elevation_metres - ground.elevation_metres[row, column]
    low = ground.elevation_metres < np.quantile(ground.elevation_metres, 0.92)
    wanderings = fractal(_SIDE, 2.2, 600.0, _SEED + 1)
    roads, _nearest = distance_metres((np.abs(wanderings) < 0.014) & low)
    generator = np.random.default_rng(_SEED + 2)
    starts = np.zeros((_SIDE, _SIDE), bool)
    starts[tuple(generator.integers(0, _SIDE, (2, 40)))] = True
    fires, _nearest = distance_metres(starts)
    shades = [hillshade(ground, *sun).round() for sun in _SUNS]
    return [
        ground.elevation_metres.round(),
        np.degrees(ground.aspect_radians).round(),
        np.degrees(ground.slope_radians).round(),
        water.round(),
        above_water.round(),
        roads.round(),
        *shades,
        fires.round(),
    ]


def _blurred(field: Field, cells: float) -> Field:
    from scipy.ndimage import gaussian_filter

    blurred: Field = gaussian_filter(field, cells)
    return blurred


def _wilderness(ground: Relief) -> NDArray[np.uint8]:
    """Return the protected area of each cell, with about the published shares of the four."""
    place = np.linspace(0, 1, _SIDE, dtype=np.float32)[:, None] * 2 + fractal(
        _SIDE, 2.2, 900.0, _SEED + 3
    )
    areas = np.where(place < np.quantile(place, 0.5), 0, 2).astype(np.uint8)
    height = _blurred(ground.elevation_metres, 40)
    areas[(height > np.quantile(height, 0.85)) & (place < np.quantile(place, 0.7))] = 1
    areas[height < np.quantile(height, 0.064)] = 3
    return areas


def _soil(ground: Relief) -> NDArray[np.uint8]:
    """Return the soil of each cell: 8 belts of height of 5 rocks each, with ragged borders."""
    rock = fractal(_SIDE, 1.6, 300.0, _SEED + 4)
    belt = ground.elevation_metres + 60 * fractal(_SIDE, 1.2, 150.0, _SEED + 5)
    belts = np.digitize(belt, np.quantile(belt, np.arange(1, 8) / 8))
    rocks = np.digitize(rock, np.quantile(rock, np.arange(1, 5) / 5))
    return np.asarray(5 * belts + rocks, np.uint8)


def _scores(
    ground: Relief, measurements: list[Field], soil: NDArray[np.uint8], order: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Return how well each class does in each cell, shape (cells, classes), in *order*."""
    generator = np.random.default_rng(_SEED + 6)
    likes = generator.standard_normal((SOILS, len(COUNTS)), dtype=np.float32)
    height = ground.elevation_metres.ravel()[order]
    dry = np.minimum(measurements[3].ravel()[order] / 300, 2) - 1
    warm = -(np.cos(ground.aspect_radians) * np.tan(ground.slope_radians)).ravel()[order] * 4
    scores = np.empty((len(order), len(COUNTS)), np.float32)
    burnt = 2 * np.exp(-((measurements[9].ravel()[order] / 1200) ** 2)) - 0.5
    cut = 2 * np.exp(-((measurements[5].ravel()[order] / 900) ** 2)) - 0.5
    for k in range(len(COUNTS)):
        history = fractal(_SIDE, 1.5, 250.0, _SEED + 10 + k).ravel()[order]
        scores[:, k] = (
            -(((height - _HEIGHT[k]) / _SPREAD[k]) ** 2) / 2
            + _DRY[k] * dry
            + _WARM[k] * warm
            + _BURNT[k] * burnt
            + _CUT[k] * cut
            + _OF_THE_SOIL * likes[soil.ravel()[order], k]
            + _OF_HISTORY * history
            + _OF_CHANCE * generator.gumbel(size=len(order))
        )
    return scores


def _assigned(scores: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return the class of each cell: as many of each as published, the rarest choosing first.

    A class takes the cells where it beats by most the best of those that have not chosen yet.
    """
    cover = np.full(len(scores), 255, np.uint8)
    left = list(np.argsort(COUNTS))
    while left:
        k = left.pop(0)
        free = np.flatnonzero(cover == 255)
        if left:
            lead = scores[free, k] - scores[np.ix_(free, left)].max(axis=1)
            free = free[np.argpartition(-lead, COUNTS[k] - 1)[: COUNTS[k]]]
        cover[free] = k
    return cover
