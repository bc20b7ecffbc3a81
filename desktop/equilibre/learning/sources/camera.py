"""A computed fire-watch camera: wooded ridges under a cloudy sky, half of them with a smoke plume.

Pictures are drawn, not photographed: what a model learns of them holds for no real forest.
"""

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.rows import Rows

Images = NDArray[np.float32]
"""Grey levels from 0 (black) to 1, shape (images, height, width), or what they are made of."""

SIDE = 32  # pixels
_AT_ONCE = 512  # images drawn together; the first ones stay the same however many are asked for
_RIDGES = 3
_PALE = 0.7  # of the plumes; the others are black, of resin
_PUFFS = 16  # of smoke, across a picture
_SEED = 2022


def camera(rows: int) -> Rows:
    """Return *rows* images of 32 × 32 grey levels, 0 to 255; class 1 where there is smoke."""
    parts = [fire_watch(part) for part in range(-(-rows // _AT_ONCE))]
    images = np.concatenate([images for images, _smoke in parts])[:rows]
    smoke = np.concatenate([smoke for _images, smoke in parts])[:rows]
    return Rows(images.reshape(rows, -1), smoke)


def fire_watch(part: int, side: int = SIDE) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return the *part*-th series of 512 images, and 1 where there is smoke, else 0.

    The images are grey levels from 0 to 255, shape (512, side, side).
    """
    generator = np.random.default_rng((_SEED, part))
    smoke = generator.permutation(_AT_ONCE) % 2
    row, column = (np.mgrid[:side, :side] / side).astype(np.float32)
    images, horizon, air = _sky(generator, row, side)
    images, ridge = _ridges(generator, images, horizon, air, row)
    images = _mist(generator, images, row, column)
    images = np.where(
        (smoke == 1)[:, None, None], _plume(generator, images, ridge, row, column), images
    )
    exposure = _uniform(generator, 0.75, 1.2)
    noise = _uniform(generator, 0.005, 0.025) * _normal(generator, images.shape)
    levels = (255 * np.clip(exposure * images + noise, 0, 1)).round().astype(np.uint8)
    return levels, smoke.astype(np.int64)


def _uniform(generator: np.random.Generator, low: float, high: float) -> Images:
    """Return one number for each image, shape (images, 1, 1)."""
    return generator.uniform(low, high, (_AT_ONCE, 1, 1)).astype(np.float32)


def _normal(generator: np.random.Generator, shape: tuple[int, ...]) -> Images:
    return generator.standard_normal(shape, dtype=np.float32)


def _soft(generator: np.random.Generator, rows: int, columns: int, side: int) -> Images:
    """Return a smooth random field for each image, joining *rows* × *columns* numbers of mean 0."""
    coarse = _normal(generator, (_AT_ONCE, rows, columns))
    field = _joining(rows, side) @ coarse @ _joining(columns, side).T
    return field.astype(np.float32, copy=False)


def _joining(numbers: int, side: int) -> NDArray[np.float32]:
    """Return what joins *numbers* to *side* ones by half waves, shape (side, numbers)."""
    place = np.linspace(0, numbers - 1, side)[:, None]
    near = np.clip(np.abs(place - np.arange(numbers)), 0, 1)
    return ((1 + np.cos(np.pi * near)) / 2).astype(np.float32)


def _sky(generator: np.random.Generator, row: Images, side: int) -> tuple[Images, Images, Images]:
    """Return skies with their clouds, the height of the horizon, and the grey of the far air."""
    horizon, air = _uniform(generator, 0.3, 0.5), _uniform(generator, 0.5, 0.9)
    zenith = air - _uniform(generator, -0.05, 0.3)
    sky = zenith + (air - zenith) * np.minimum(row / horizon, 1)
    clouds = _soft(generator, 8, 4, side) + 0.6 * _soft(generator, 16, 8, side)
    cover = np.clip(clouds - _uniform(generator, 0.3, 2.3), 0, 1)
    return sky + cover * _uniform(generator, 0.05, 0.25), horizon, air


def _ridges(
    generator: np.random.Generator, images: Images, horizon: Images, air: Images, row: Images
) -> tuple[Images, Images]:
    """Return the images with ridges from far to near, and the outline of one of them in each.

    An outline is the height of each column, shape (images, 1, width). The farther, the more a
    ridge takes the grey of the air.
    """
    side = row.shape[-1]
    wood = _uniform(generator, 0.15, 0.3)
    outlines = []
    for nearness in range(_RIDGES):
        far = 1 - (nearness + 1) / (_RIDGES + 1)
        outline = horizon + 0.17 * nearness + _outline(generator, side)
        outlines.append(outline)
        haze = far * _uniform(generator, 0.5, 1.0)
        trees = 0.04 * (1 - far) * _normal(generator, images.shape)
        grey = (1 - haze) * (wood + trees) + haze * air
        images = np.where(row > outline, grey, images)
    chosen = generator.integers(0, _RIDGES, _AT_ONCE)
    return images, np.stack(outlines)[chosen, np.arange(_AT_ONCE)]


def _outline(generator: np.random.Generator, side: int) -> Images:
    """Return a mountain line for each image: waves, each half as high as one half as short."""
    across = np.linspace(0, 2 * np.pi, side, dtype=np.float32)
    line = np.zeros((_AT_ONCE, 1, side), np.float32)
    for wave in (0.5, 1, 2, 4):
        height = 0.05 / max(wave, 1) * _uniform(generator, 0.3, 1.2)
        line += height * np.sin(wave * across + _uniform(generator, 0, 2 * np.pi))
    return line


def _mist(generator: np.random.Generator, images: Images, row: Images, column: Images) -> Images:
    """Return the images with one flat bank of mist each, which is as pale as smoke."""
    height, middle = _uniform(generator, 0.4, 0.95), _uniform(generator, 0, 1)
    thick, wide = _uniform(generator, 0.02, 0.06), _uniform(generator, 0.1, 0.35)
    bank = np.exp(-(((row - height) / thick) ** 2) - ((column - middle) / wide) ** 2)
    bank *= _uniform(generator, 0, 0.5)
    grey = _uniform(generator, 0.6, 0.9)
    misty: Images = images + bank * (grey - images)
    return misty


def _plume(
    generator: np.random.Generator, images: Images, ridge: Images, row: Images, column: Images
) -> Images:
    """Return the images with a plume each: it starts below a ridge line, rises, leans, thins."""
    side = row.shape[-1]
    foot = generator.integers(side // 5, side - side // 5, _AT_ONCE)
    start = foot[:, None, None].astype(np.float32) / side
    ground = np.take_along_axis(ridge, foot[:, None, None], axis=2) + _uniform(generator, 0, 0.12)
    height = np.maximum(ground - row, 0)
    wind, bend = _uniform(generator, -0.7, 0.7), _uniform(generator, 0.8, 1.6)
    wander = 0.02 * np.sin(height * _uniform(generator, 10, 25) + _uniform(generator, 0, 6))
    middle = start + wind * height**bend + wander
    width = _uniform(generator, 0.03, 0.06) + _uniform(generator, 0.2, 0.5) * height
    reach = _uniform(generator, 0.3, 0.9)
    density = np.exp(-(((column - middle) / width) ** 2) - height / reach) * (row <= ground)
    density *= 1 + 0.35 * _soft(generator, _PUFFS, _PUFFS, side)
    density = np.clip(_uniform(generator, 0.7, 1.2) * density, 0, 1)
    pale, black = _uniform(generator, 0.65, 0.95), _uniform(generator, 0.05, 0.3)
    grey = np.where(_uniform(generator, 0, 1) < _PALE, pale, black)
    smoky: Images = images + density * (grey - images)
    return smoky
