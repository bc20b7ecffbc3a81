"""Small trainings to look at, each done once."""

from functools import cache

from equilibre.learning.catalogue import family
from equilibre.learning.engine import Training, prepared


@cache
def trained(dataset: str, family_key: str, epochs: int = 20) -> Training:
    """Return the training after its end."""
    training = prepared(dataset, family(family_key), {"epochs": epochs}, seed=0)
    for _step in training.steps():
        pass
    return training
