"""A mountain that does not exist: heights cut in square cells, and what is measured on them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from equilibre.records import dataclass

Field = NDArray[np.float32]
"""A number in each cell of a map, shape (rows from north to south, columns from west to east)."""

CELL_METRES = 30.0


@dataclass(frozen=True, slots=True)
class Relief:
    """The shape of the ground in each cell."""

    elevation_metres: Field
    slope_radians: Field
    aspect_radians: Field  # where the slope faces, clockwise from north, 0 to 2π


def fractal(side: int, roughness: float, finest_metres: float, seed: int) -> Field:
    """Return a field of ``side`` × ``side`` cells, of mean 0 and standard deviation 1.

    Its waves fall with their frequency as ``frequency ** -roughness`` (a real relief has about 2),
    and are smoothed away below *finest_metres*. The width of a square twice as wide is cut out, so
    that its borders do not join.
    """
    from scipy import fft

    twice = fft.next_fast_len(side + side // 3, real=True)
    noise = np.random.default_rng(seed).standard_normal((twice, twice), dtype=np.float32)
    waves = fft.rfft2(noise, overwrite_x=True)
    frequency = np.hypot(fft.fftfreq(twice)[:, None], fft.rfftfreq(twice)[None, :])
    frequency[0, 0] = np.inf  # no mean
    smoothing = np.exp(-((finest_metres / CELL_METRES * frequency) ** 2))
    waves *= (frequency**-roughness * smoothing).astype(np.float32)
    field: Field = fft.irfft2(waves, (twice, twice), overwrite_x=True)[:side, :side]
    field -= field.mean()
    field /= field.std()
    return field


def relief(elevation_metres: Field) -> Relief:
    """Return the slopes of heights and where they face."""
    southwards, eastwards = np.gradient(elevation_metres, CELL_METRES)
    # Downhill is against the gradient; north is at the top of the map.
    aspect = np.arctan2(-eastwards, southwards) % np.float32(2 * np.pi)
    return Relief(elevation_metres, np.arctan(np.hypot(southwards, eastwards)), aspect)


def hillshade(ground: Relief, sun_height_degrees: float, sun_azimuth_degrees: float) -> Field:
    """Return how brightly the sun lights each cell, 0 to 255, shadows of other cells left out.

    The usual formula of maps: 255 times the cosine of the angle between the sun and the ground.
    """
    height, azimuth = np.radians([sun_height_degrees, sun_azimuth_degrees]).astype(np.float32)
    light = np.sin(height) * np.cos(ground.slope_radians) + np.cos(height) * np.sin(
        ground.slope_radians
    ) * np.cos(azimuth - ground.aspect_radians)
    shade: Field = np.maximum(0, 255 * light)
    return shade


def distance_metres(places: NDArray[np.bool_]) -> tuple[Field, Any]:
    """Return how far each cell is from the nearest place, and the row and column of that place."""
    from scipy.ndimage import distance_transform_edt

    cells, nearest = distance_transform_edt(~places, return_indices=True)
    return (cells * CELL_METRES).astype(np.float32), nearest
