"""The colours of a decision map: of classes by their sureness, and of values on a scale."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from equilibre.learning.looking.decision_map import DecisionMap
from equilibre.ui.theme import theme
from equilibre.ui.training.learned.class_colours import class_colour
from equilibre.ui.training.learned.greys import channels, coloured_image

_FAINTEST, _STRONGEST = 0.16, 0.58  # of a colour in its territory, from doubt to certainty


def classes_image(shown: DecisionMap, count: int) -> QImage:
    """Return the territories: the surer the answer, the stronger its colour."""
    ground = channels(theme().colour("background"))
    classes = shown.answers.astype(int)
    palette = np.array([channels(class_colour(one)) for one in range(count)])
    # From even odds among all classes to certainty.
    even = 1.0 / count
    sure = np.clip((shown.sureness - even) / (1.0 - even), 0.0, 1.0)[..., np.newaxis]
    strength = _FAINTEST + (_STRONGEST - _FAINTEST) * sure
    colours = ground + (palette[classes] - ground) * strength
    return coloured_image(np.round(colours[::-1]).astype(np.uint8))


def values_image(shown: DecisionMap) -> QImage:
    """Return the values of a regression as colours."""
    low, high = value_range(shown)
    return coloured_image(ramp((shown.answers[::-1] - low) / (high - low)))


def value_range(shown: DecisionMap) -> tuple[float, float]:
    """Return the least and the greatest value, of the map or of the rows upon it."""
    low = float(min(shown.answers.min(), shown.point_truths.min(initial=np.inf)))
    high = float(max(shown.answers.max(), shown.point_truths.max(initial=-np.inf)))
    return low, high if high > low else low + 1.0


def ramp(shares: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return a colour for each share, 0 to 1: light to strong, one hue after another."""
    light = theme().name == "light"
    stops = (
        ("#FFF6E0", "#F2B25C", "#C0562B", "#5A1A3C")
        if light
        else ("#2A1B33", "#8A3A4E", "#E0874A", "#FFE9B0")
    )
    colours = np.array([channels(QColor(stop)) for stop in stops])
    at = np.linspace(0, 1, len(stops))
    clipped = np.clip(shares, 0, 1)
    mixed = np.stack([np.interp(clipped, at, colours[:, one]) for one in range(3)], axis=-1)
    return np.round(mixed).astype(np.uint8)


def value_colour(share: float) -> QColor:
    """Return the colour of one value, as a share of the range."""
    return QColor(*(int(one) for one in ramp(np.array([share]))[0]))
