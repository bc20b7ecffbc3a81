"""The layers of neurons that every family ends in: on the processor, scikit-learn's own."""

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.card import DatasetCard
from equilibre.learning.control import Settings


class Head(Protocol):
    """What the engine needs of the layers, wherever they are computed.

    It is scikit-learn's multilayer perceptron, or something with the same face. Every call names
    its arguments.
    """

    coefs_: list[NDArray[np.float32]]  # one for each layer, (inputs, outputs); may be replaced
    intercepts_: list[NDArray[np.float32]]  # likewise, (outputs,)

    def partial_fit(self, *, X: Any, y: NDArray[Any], **classes: Any) -> Any:
        """See each row of X once, in batches, in an order of its own.

        *classes*, of a classification, are 0 to K - 1. The first call draws the weights.
        """

    def predict(self, *, X: Any) -> NDArray[Any]:
        """Return the class, or the value, of each row."""

    def predict_proba(self, *, X: Any) -> NDArray[Any]:
        """Return the probability of each class, (rows, K); not of a regression."""


def new_head(
    card: DatasetCard,
    hidden: tuple[int, ...],
    settings: Settings,
    seed: int,
    computed_on: str = "cpu",
) -> Head:
    """Return layers that have learned nothing yet. Imports scikit-learn.

    *hidden* are the numbers of neurons of the hidden layers; of *settings*, the learning rate,
    the batch size and the L2 penalty are read. *computed_on* is "cpu" or "gpu": on the graphics
    card the same layers are computed by PyTorch; raises GpuUnavailable where there is none.
    """
    from sklearn.neural_network import MLPClassifier, MLPRegressor

    model: Head = (MLPRegressor if card.task == "regression" else MLPClassifier)(
        hidden_layer_sizes=hidden,
        learning_rate_init=settings["learning_rate"],
        batch_size=int(settings["batch_size"]),
        alpha=settings["l2"],
        # A generator, not a number: a number would shuffle the rows alike in every epoch.
        random_state=np.random.RandomState(seed),
    )
    if computed_on == "gpu":
        from equilibre.learning.gpu import find_gpu
        from equilibre.learning.gpu_head import TorchHead

        return TorchHead(model, find_gpu().device)
    return model


def weights(head: Head) -> list[NDArray[np.float32]]:
    """Return a copy of the weights and intercepts of every layer."""
    return [np.array(each) for each in (*head.coefs_, *head.intercepts_)]


def put_weights(head: Head, copies: list[NDArray[np.float32]]) -> None:
    """Give *head* the weights that ``weights`` returned."""
    layers = len(copies) // 2
    head.coefs_, head.intercepts_ = copies[:layers], copies[layers:]
