"""The neural networks: layers of simple functions, one after the other."""

from equilibre.learning.control import Control, Settings
from equilibre.learning.family import Family
from equilibre.learning.solver import common_controls
from equilibre.texts import N_

LAYERS = Control(
    key="layers",
    name=N_("Hidden layers"),
    explanation=N_("How many layers of neurons stand between the columns and the answer."),
    stops=(1, 2, 3, 4),
    default=1,
)

NEURONS = Control(
    key="neurons",
    name=N_("Neurons per layer"),
    explanation=N_("How many neurons each hidden layer has."),
    stops=(8, 16, 32, 64, 128, 256, 512, 1024),
    default=64,
)


def _hidden(settings: Settings) -> tuple[int, ...]:
    return (int(settings["neurons"]),) * int(settings["layers"])


NETWORK = Family(
    key="network",
    name=N_("Neural network"),
    formula="f(x) = g_L ∘ … ∘ g₁(x)",
    explanation=N_(
        "Each layer of neurons makes its own features out of those of the layer before. "
        "Able to learn almost anything, at a price."
    ),
    controls=(LAYERS, NEURONS, *common_controls(learning_rate=0.001)),
    hidden=_hidden,
)
