"""The layers of neurons on PyTorch: the same first weights, batches, loss and solver.

What scikit-learn's multilayer perceptron computes on the processor is computed here on any device
of PyTorch, step for step, so that only the device differs between two runs.
"""

from copy import deepcopy
from typing import Any

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.gpu import pytorch

_ROWS_AT_ONCE = 8192  # of a prediction


class TorchHead:
    """A multilayer perceptron on *device*, with the face of scikit-learn's."""

    def __init__(self, twin: Any, device: str) -> None:
        """Compute what *twin*, an estimator that has learned nothing, would compute.

        Raises GpuUnavailable without PyTorch.
        """
        self._torch = pytorch()
        self._device = device
        self._twin = twin
        self._layers: list[tuple[Any, Any]] = []  # weights and intercepts, on the device
        self._solver: Any = None
        self._classes = 0  # 0: a regression

    # -- the face of scikit-learn's estimator ----------------------------------------------

    @property
    def coefs_(self) -> list[NDArray[np.float32]]:
        """The weights of each layer, (inputs, outputs)."""
        return [weights.detach().cpu().numpy() for weights, _intercepts in self._layers]

    @coefs_.setter
    def coefs_(self, arrays: list[NDArray[np.float32]]) -> None:
        self._put(0, arrays)

    @property
    def intercepts_(self) -> list[NDArray[np.float32]]:
        """The intercepts of each layer, (outputs,)."""
        return [intercepts.detach().cpu().numpy() for _weights, intercepts in self._layers]

    @intercepts_.setter
    def intercepts_(self, arrays: list[NDArray[np.float32]]) -> None:
        self._put(1, arrays)

    def partial_fit(self, *, X: Any, y: NDArray[Any], **classes: Any) -> "TorchHead":
        """See each row once, in batches, in the order in which scikit-learn would."""
        from sklearn.utils import gen_batches, shuffle

        if self._solver is None:
            self._begin(X, y, classes)
        order = shuffle(np.arange(len(y)), random_state=self._twin.random_state)
        for batch in gen_batches(len(y), min(self._twin.batch_size, len(y))):
            rows = order[batch]
            self._learn(self._tensor(X[rows]), self._target(y[rows]))
        float(self._layers[-1][1].detach().sum())  # wait: the time is that of the work
        return self

    def predict(self, *, X: Any) -> NDArray[Any]:
        """Return the class, or the value, of each row."""
        if not self._classes:
            return self._outputs(X)[:, 0]
        classes: NDArray[Any] = self.predict_proba(X=X).argmax(axis=1)
        return classes

    def predict_proba(self, *, X: Any) -> NDArray[np.float32]:
        """Return the probability of each class, (rows, K)."""
        outputs = self._torch.from_numpy(self._outputs(X))
        if outputs.shape[1] == 1:
            positive = outputs.sigmoid().numpy()
            return np.hstack((1 - positive, positive))
        probabilities: NDArray[np.float32] = outputs.softmax(dim=1).numpy()
        return probabilities

    # -- the mathematics -------------------------------------------------------------------

    def _begin(self, columns: Any, target: NDArray[Any], classes: dict[str, Any]) -> None:
        """Take the weights that the twin would draw, and its generator as it would leave it."""
        self._classes = len(classes.get("classes", ()))
        batch = slice(self._twin.batch_size)
        drawn = deepcopy(self._twin)
        drawn.learning_rate_init = float(np.finfo(np.float64).tiny)  # it draws, and learns nothing
        drawn.partial_fit(X=columns[batch], y=target[batch], **classes)
        for array in (*drawn.coefs_, *drawn.intercepts_):
            self._twin.random_state.uniform(size=array.shape)
        self._layers = [
            (self._parameter(weights), self._parameter(intercepts))
            for weights, intercepts in zip(drawn.coefs_, drawn.intercepts_, strict=True)
        ]
        self._solver = self._torch.optim.Adam(
            [each for layer in self._layers for each in layer], lr=self._twin.learning_rate_init
        )

    def _learn(self, columns: Any, target: Any) -> None:
        outputs = self._forward(columns)
        functional = self._torch.nn.functional
        if not self._classes:
            loss = ((outputs[:, 0] - target) ** 2).mean() / 2
        elif outputs.shape[1] == 1:
            loss = functional.binary_cross_entropy_with_logits(outputs[:, 0], target)
        else:
            loss = functional.cross_entropy(outputs, target)
        squares = sum((weights**2).sum() for weights, _intercepts in self._layers)
        loss = loss + self._twin.alpha * squares / (2 * len(target))
        self._solver.zero_grad()
        loss.backward()
        self._solver.step()

    def _forward(self, columns: Any) -> Any:
        for weights, intercepts in self._layers[:-1]:
            columns = (columns @ weights + intercepts).relu()
        weights, intercepts = self._layers[-1]
        return columns @ weights + intercepts

    def _outputs(self, columns: Any) -> NDArray[np.float32]:
        """Return what the last layer says of each row, (rows, outputs), before its function."""
        parts = []
        with self._torch.no_grad():
            for first in range(0, columns.shape[0], _ROWS_AT_ONCE):
                part = self._tensor(columns[first : first + _ROWS_AT_ONCE])
                parts.append(self._forward(part).cpu().numpy())
        return np.concatenate(parts)

    def _tensor(self, columns: Any) -> Any:
        dense = columns.toarray() if hasattr(columns, "toarray") else columns
        return self._torch.from_numpy(np.ascontiguousarray(dense, np.float32)).to(self._device)

    def _target(self, target: NDArray[Any]) -> Any:
        whole = self._classes > 2  # noqa: PLR2004 - two classes have one output
        array = target.astype(np.int64 if whole else np.float32)
        return self._torch.from_numpy(array).to(self._device)

    def _parameter(self, array: NDArray[Any]) -> Any:
        return self._tensor(array).requires_grad_()

    def _put(self, place: int, arrays: list[NDArray[np.float32]]) -> None:
        with self._torch.no_grad():
            for layer, array in zip(self._layers, arrays, strict=True):
                layer[place].copy_(self._tensor(array))
