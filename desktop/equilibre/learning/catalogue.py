"""What can be trained: the data sets and the families of models."""

from equilibre.learning import shelf
from equilibre.learning.errors import UnknownName
from equilibre.learning.family import Family
from equilibre.learning.kernel import KERNEL
from equilibre.learning.linear import LINEAR
from equilibre.learning.network import NETWORK
from equilibre.learning.polynomial import POLYNOMIAL
from equilibre.texts import _

DATASETS = (
    "digits",
    "fashion",
    "breast_cancer",
    "diabetes",
    "penguins",
    "weather",
    "forest",
    "camera",
    "chords",
)
"""The data sets that come with the program, in the order of the list on screen."""

FAMILIES = (LINEAR, POLYNOMIAL, KERNEL, NETWORK)


def datasets() -> tuple[str, ...]:
    """Return the keys of every data set: those of the program, then those of the user's shelf."""
    return (*DATASETS, *shelf.keys())


def family(key: str) -> Family:
    """Return the family named *key*. Raises UnknownName when there is none."""
    for each in FAMILIES:
        if each.key == key:
            return each
    raise UnknownName(_("There is no family of models named “{name}”.").format(name=key))
