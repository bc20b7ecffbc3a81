"""What a run is called until the user calls it otherwise."""

from equilibre.learning.catalogue import family
from equilibre.texts import _
from equilibre.worker.messages import Train


def run_name(request: Train) -> str:
    """Return the name of the run of *request*: that of its model, and where it is computed."""
    name = _(family(request.family).name)
    return _("{family} (GPU)").format(family=name) if request.computed_on == "gpu" else name


def interrupted_name(name: str) -> str:
    """Return the name of the run *name* whose end came from outside."""
    return _("{name} (interrupted)").format(name=name)
