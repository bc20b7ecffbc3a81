"""A family of models: its formula, its settings and what they cost, without training it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from equilibre.learning.control import Control, Settings
from equilibre.learning.dataset import DatasetCard
from equilibre.learning.errors import UnusableSetting
from equilibre.texts import N_, _

# One multiplication and one addition forward, twice as many backward (gradient of the parameters
# and of the inputs): the usual count of a training step, for each parameter and row.
OPERATIONS_PER_PARAMETER_AND_ROW = 6


def _same_columns(card: DatasetCard, settings: Settings) -> int:
    return card.columns


def _no_hidden_layer(settings: Settings) -> tuple[int, ...]:
    return ()


def _no_feature_map(card: DatasetCard, settings: Settings, seed: int) -> Any:
    return None


def _every_stop(control: Control, stop: float, card: DatasetCard) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Family:
    """A way to write f(x): a map of the columns to features, then layers of neurons.

    Every family ends in the same output layer, trained by the same solver (Adam) on the same
    loss, so that curves and joules can be compared.
    """

    key: str
    name: str  # English, marked with N_
    formula: str
    explanation: str  # one or two sentences, likewise
    controls: tuple[Control, ...]
    features: Callable[[DatasetCard, Settings], int] = _same_columns
    """Number of features that enter the first layer."""
    hidden: Callable[[Settings], tuple[int, ...]] = _no_hidden_layer
    """Number of neurons of each hidden layer."""
    feature_map: Callable[[DatasetCard, Settings, int], Any] = _no_feature_map
    """The scikit-learn transformer for a seed, not fitted, or None; imports scikit-learn."""
    refusal: Callable[[Control, float, DatasetCard], str | None] = _every_stop
    """The family's own reason against a stop, in the user's language."""

    def control(self, key: str) -> Control:
        """Return the control named *key*. Raises UnusableSetting when there is none."""
        for each in self.controls:
            if each.key == key:
                return each
        raise UnusableSetting(_("This model has no setting named “{name}”.").format(name=key))

    def why_not(self, control: Control, stop: float, card: DatasetCard) -> str | None:
        """Return the sentence that says why *stop* is not offered for these data, else None."""
        if control.key == "batch_size" and stop > card.training_rows:
            return _("These data have only {rows} training rows.").format(rows=card.training_rows)
        return self.refusal(control, stop, card)

    def stops(self, control: Control, card: DatasetCard) -> tuple[float, ...]:
        """Return the stops of *control* that these data allow, in order; never empty."""
        return tuple(stop for stop in control.stops if self.why_not(control, stop, card) is None)

    def default(self, control: Control, card: DatasetCard) -> float:
        """Return the stop chosen at first for these data."""
        wished = card.defaults.get(self.key, {}).get(control.key, control.default)
        return min(self.stops(control, card), key=lambda stop: abs(stop - wished))

    def defaults(self, card: DatasetCard) -> dict[str, float]:
        """Return the first choice of every control for these data."""
        return {each.key: self.default(each, card) for each in self.controls}

    def complete(self, card: DatasetCard, settings: Settings) -> dict[str, float]:
        """Return *settings* with the defaults of what it leaves out.

        Raises UnusableSetting, with a sentence, for a control or a stop that does not exist.
        """
        for key, value in settings.items():
            control = self.control(key)
            if value not in control.stops:
                raise UnusableSetting(
                    _("“{name}” cannot be {value}. Choose one of: {stops}.").format(
                        name=_(control.name),
                        value=f"{value:g}",
                        stops=", ".join(f"{stop:g}" for stop in self.stops(control, card)),
                    )
                )
            refusal = self.why_not(control, value, card)
            if refusal is not None:
                raise UnusableSetting(refusal)
        return self.defaults(card) | dict(settings)

    def layers(self, card: DatasetCard, settings: Settings) -> tuple[int, ...]:
        """Return the width of every layer: features, hidden layers, outputs."""
        return (self.features(card, settings), *self.hidden(settings), card.outputs)

    def parameters(self, card: DatasetCard, settings: Settings) -> int:
        """Return |θ|, the number of trained weights and intercepts."""
        return sum(
            (inputs + 1) * outputs for inputs, outputs in pairwise(self.layers(card, settings))
        )

    def operations_per_epoch(self, card: DatasetCard, settings: Settings) -> float:
        """Return about how many floating-point operations an epoch takes, evaluation left out.

        Six for each weight and row. The solver's own (some ten per weight and batch) and the
        feature map, which is applied once, are not counted.
        """
        weights = sum(inputs * outputs for inputs, outputs in pairwise(self.layers(card, settings)))
        return float(OPERATIONS_PER_PARAMETER_AND_ROW * weights * card.training_rows)


EPOCHS = Control(
    key="epochs",
    name=N_("Epochs"),
    explanation=N_("How many times the model sees all the training rows."),
    stops=(5, 10, 20, 50, 100, 200, 300, 500, 1000),
    default=100,
)

LEARNING_RATE = Control(
    key="learning_rate",
    name=N_("Learning rate"),
    explanation=N_("How far each correction moves the parameters."),
    stops=(0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1),
    default=0.001,
    simple=False,
)

BATCH_SIZE = Control(
    key="batch_size",
    name=N_("Batch size"),
    explanation=N_("How many rows are seen between two corrections of the parameters."),
    stops=(8, 16, 32, 64, 128, 256),
    default=32,
    simple=False,
)


def common_controls(learning_rate: float) -> tuple[Control, ...]:
    """Return the controls of the solver, the same for every family but for the default rate."""
    return (EPOCHS, replace(LEARNING_RATE, default=learning_rate), BATCH_SIZE)
