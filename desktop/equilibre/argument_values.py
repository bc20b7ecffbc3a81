"""What the command line takes as values: each is read here, or refused with a sentence."""

import argparse
import math
import os
from collections.abc import Callable
from pathlib import Path

from equilibre.numbers import count
from equilibre.sessions.settings import SCALES
from equilibre.texts import _

_LARGEST_VALUE = 1e15  # of a parameter, as in the files of studies
_LONGEST_IDLE_SECONDS = 600


def size(text: str) -> tuple[int, int]:
    """Return the width and the height of a window in pixels."""
    width, _cross, height = text.lower().partition("x")
    try:
        size = int(width), int(height)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a size: write it as 1366x768.").format(text=text)
        ) from None
    if not all(200 <= side <= 10_000 for side in size):  # noqa: PLR2004
        raise argparse.ArgumentTypeError(
            _("“{text}”: each side must lie between 200 and 10 000 pixels.").format(text=text)
        )
    return size


def scale(text: str) -> int:
    """Return the size of texts in percent."""
    try:
        percent = int(text.rstrip("%"))
    except ValueError:
        percent = 0
    if not SCALES[0] <= percent <= SCALES[-1]:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a size of texts: between 90 and 200 (percent).").format(text=text)
        )
    return percent


def setting(text: str) -> tuple[str, float]:
    """Return the key and the value of a setting of a model."""
    key, _equals, value = text.partition("=")
    try:
        return key, float(value)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a setting: write it as epochs=50.").format(text=text)
        ) from None


def entry(text: str) -> tuple[str, str]:
    """Return the key of something typed in, and the text."""
    key, equals, typed = text.partition("=")
    if not key or not equals:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not an entry: write a name, = and the text.").format(text=text)
        )
    return key.strip(), typed.strip()


def value(text: str) -> tuple[str, float]:
    """Return the name and the value of a parameter of a study."""
    name, _equals, written = text.partition("=")
    number = _number(written)
    if not name or not abs(number) <= _LARGEST_VALUE:
        raise argparse.ArgumentTypeError(
            _("“{text}” sets no parameter: write a name and a number, as in days=120.").format(
                text=text
            )
        )
    return name.strip(), number


def whole(smallest: int, largest: int) -> Callable[[str], int]:
    """Return what reads a whole number between two others."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = smallest - 1
        if not smallest <= number <= largest:
            raise argparse.ArgumentTypeError(
                _("“{text}” is not a whole number between {smallest} and {largest}.").format(
                    text=text, smallest=count(smallest), largest=count(largest)
                )
            )
        return number

    return read


def positive(text: str) -> float:
    """Return a number above zero."""
    number = _number(text)
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a number above zero: write it as 2e10.").format(text=text)
        )
    return number


def rest(text: str) -> float:
    """Return a time at rest in seconds: zero, or long enough to be listened to."""
    number = _number(text)
    if number and not 1 <= number <= _LONGEST_IDLE_SECONDS:
        raise argparse.ArgumentTypeError(
            _("“{text}” is no time at rest: 0, or 1 to {most} seconds.").format(
                text=text, most=count(_LONGEST_IDLE_SECONDS)
            )
        )
    return number


def file(text: str) -> Path:
    """Return a file to open, whole: the one window may be in another folder."""
    # Whatever has an ending is meant as a file: if it is not there, the window says so.
    if not os.path.splitext(text)[1] and not os.path.exists(text):  # noqa: PTH110, PTH122
        raise argparse.ArgumentTypeError(
            _("“{text}” is neither a command nor a file: see --help.").format(text=text)
        )
    try:
        return Path(os.path.abspath(text))  # noqa: PTH100 - the one window may be in another folder
    except FileNotFoundError:  # the folder of the terminal was removed
        return Path(text)


def _number(text: str) -> float:
    """Return a number; where *text* is none, NaN, which no bound lets through."""
    try:
        return float(text)
    except ValueError:
        return math.nan
