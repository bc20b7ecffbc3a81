"""The experiments, in the order of the list on screen: a new one is a file and a line here."""

from equilibre.learning.errors import UnknownName
from equilibre.learning.experiments.double_descent import EXPERIMENT as DOUBLE_DESCENT
from equilibre.learning.experiments.experiment import Experiment
from equilibre.learning.experiments.five_ways import EXPERIMENT as FIVE_WAYS
from equilibre.learning.experiments.four_families import EXPERIMENT as FOUR_FAMILIES
from equilibre.learning.experiments.frugal import EXPERIMENT as FRUGAL
from equilibre.learning.experiments.more import EXPERIMENT as MORE
from equilibre.learning.experiments.train_or_use import EXPERIMENT as TRAIN_OR_USE
from equilibre.learning.experiments.tuning import EXPERIMENT as TUNING
from equilibre.texts import _

EXPERIMENTS: tuple[Experiment, ...] = (
    FOUR_FAMILIES,
    MORE,
    TUNING,
    DOUBLE_DESCENT,
    TRAIN_OR_USE,
    FIVE_WAYS,
    FRUGAL,
)


def experiment(key: str) -> Experiment:
    """Return the experiment named *key*. Raises UnknownName when there is none."""
    for each in EXPERIMENTS:
        if each.key == key:
            return each
    raise UnknownName(_("There is no experiment named “{name}”.").format(name=key))
