"""Reads the watts that somebody types, as a French or an English hand writes them."""

import math
import re

from equilibre.errors import EquilibreError
from equilibre.texts import _

_BLANKS = re.compile(r"[\s\u00a0\u202f]+")
_UNIT = re.compile(r"w(atts?)?$", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}[.,]\d{3}")


class NotWatts(EquilibreError):
    """What was typed is not a power."""


def typed_watts(text: str) -> float:
    """Return the watts in *text*: "12,5", "12.5 W". Raises NotWatts with a sentence."""
    bare = _UNIT.sub("", _BLANKS.sub("", text))
    if not bare:
        raise NotWatts(_("Type the watts that the plug meter shows, for example 23.5."))
    if _GROUPED.fullmatch(bare):
        raise NotWatts(
            _("“{text}” can be read in two ways: type one or two decimals, or none.").format(
                text=text.strip()
            )
        )
    try:
        watts = float(bare.replace(",", "."))
    except ValueError:
        watts = math.nan
    if not math.isfinite(watts) or not re.fullmatch(r"[+-]?[\d.,]+", bare):
        raise NotWatts(
            _("“{text}” is not a number of watts: type for example 23.5.").format(
                text=text.strip()[:40]
            )
        )
    return watts
