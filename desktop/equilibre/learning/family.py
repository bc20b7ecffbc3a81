"""A family of models: its formula, its settings and what they cost, without training it."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from equilibre import numbers
from equilibre.learning import exact_kernel
from equilibre.learning.control import Control, Settings
from equilibre.learning.dataset import DatasetCard, used_rows
from equilibre.learning.errors import UnusableSetting
from equilibre.learning.memory import memory_bytes
from equilibre.learning.solver import OPERATIONS_PER_WEIGHT_AND_ROW, SHARE, validation_rows
from equilibre.records import dataclass
from equilibre.texts import _

LEAST_ROWS = 20
"""A share of fewer rows than that teaches nothing."""


def _same_columns(card: DatasetCard, settings: Settings) -> int:
    return card.columns


def _no_hidden_layer(settings: Settings) -> tuple[int, ...]:
    return ()


def _no_feature_map(card: DatasetCard, settings: Settings, seed: int) -> Any:
    return None


def _every_stop(control: Control, stop: float, card: DatasetCard, rows: int) -> str | None:
    return None


def _every_dataset(card: DatasetCard) -> str | None:
    return None


def _never(settings: Settings) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Family:
    """A way to write f(x): a map of the columns to features, then layers of neurons.

    Every family ends in the same output layer, trained by the same solver (Adam) on the same
    loss, so that curves and joules can be compared. Only the exact kernel has another: it is
    fitted whole, to more and more rows.
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
    refusal: Callable[[Control, float, DatasetCard, int], str | None] = _every_stop
    """The family's own reason against a stop for so many rows, in the user's language."""
    unsuitable: Callable[[DatasetCard], str | None] = _every_dataset
    """Why the family makes no sense on these data, in the user's language; None where it does."""
    exact: Callable[[Settings], bool] = _never
    """Whether the exact kernel is meant, which ``equilibre.learning.exact_kernel`` fits."""

    @property
    def has_map(self) -> bool:
        """Whether the layers see features, not the columns themselves."""
        return self.feature_map is not _no_feature_map

    # -- settings --------------------------------------------------------------------------

    def control(self, key: str) -> Control:
        """Return the control named *key*. Raises UnusableSetting when there is none."""
        for each in self.controls:
            if each.key == key:
                return each
        raise UnusableSetting(_("This model has no setting named “{name}”.").format(name=key))

    def applies(self, control: Control, settings: Settings) -> bool:
        """Return whether *control* means anything beside the other *settings*."""
        return control.needs is None or settings.get(control.needs[0]) == control.needs[1]

    def why_not(
        self, control: Control, stop: float, card: DatasetCard, settings: Settings | None = None
    ) -> str | None:
        """Return the sentence that says why *stop* is not offered for these data, else None.

        Beside the other *settings*: fewer rows allow smaller batches only.
        """
        rows = self.rows(card, {} if settings is None else settings)
        if control.key == SHARE.key and stop < 1 and used_rows(card, stop) < LEAST_ROWS:
            return _("So small a share of {rows} training rows teaches nothing.").format(
                rows=numbers.count(card.training_rows)
            )
        if control.key == "batch_size" and stop > max(rows, control.stops[0]):
            return _("These data have only {rows} training rows.").format(rows=numbers.count(rows))
        return self.refusal(control, stop, card, rows)

    def stops(
        self, control: Control, card: DatasetCard, settings: Settings | None = None
    ) -> tuple[float, ...]:
        """Return the stops of *control* that these data allow, in order; never empty."""
        return tuple(
            stop for stop in control.stops if self.why_not(control, stop, card, settings) is None
        )

    def default(
        self, control: Control, card: DatasetCard, settings: Settings | None = None
    ) -> float:
        """Return the stop chosen at first for these data, beside the other *settings*."""
        own = card.share if control.key == SHARE.key else control.default
        wished = card.defaults.get(self.key, {}).get(control.key, own)
        return min(self.stops(control, card, settings), key=lambda stop: abs(stop - wished))

    def defaults(self, card: DatasetCard) -> dict[str, float]:
        """Return the first choice of every control for these data."""
        return self.nearest(card, {})

    def nearest(self, card: DatasetCard, settings: Settings) -> dict[str, float]:
        """Return *settings* with the defaults of what they leave out.

        What these data or the other settings do not allow moves to the nearest stop that is.
        """
        found: dict[str, float] = {}
        for control in self._rows_first():
            stops = self.stops(control, card, found)
            wished = settings.get(control.key, self.default(control, card, found))
            found[control.key] = min(stops, key=lambda stop: abs(stop - wished))
        return {control.key: found[control.key] for control in self.controls}

    def complete(self, card: DatasetCard, settings: Settings) -> dict[str, float]:
        """Return *settings* with the defaults of what they leave out.

        Raises UnusableSetting, with a sentence, for a control or a stop that does not exist, and
        for data on which the family makes no sense.
        """
        reason = self.unsuitable(card)
        if reason is not None:
            raise UnusableSetting(reason)
        found = self.nearest(card, settings)
        for key, value in settings.items():
            control = self.control(key)
            if value not in control.stops:
                raise UnusableSetting(
                    _("“{name}” cannot be {value}. Choose one of: {stops}.").format(
                        name=_(control.name),
                        value=f"{value:g}",
                        stops=", ".join(f"{stop:g}" for stop in self.stops(control, card, found)),
                    )
                )
            refusal = self.why_not(control, value, card, found)
            if refusal is not None:
                raise UnusableSetting(refusal)
        return found

    def _rows_first(self) -> list[Control]:
        """Return the controls, those first on which the number of rows depends."""
        return sorted(self.controls, key=lambda each: each.key not in ("exact", "rows", SHARE.key))

    # -- what they come to -----------------------------------------------------------------

    def share(self, card: DatasetCard, settings: Settings) -> float:
        """Return the share of the training rows to be loaded."""
        if self.exact(settings):
            return min(1.0, settings.get("rows", card.training_rows) / card.training_rows)
        return settings.get(SHARE.key, card.share)

    def rows(self, card: DatasetCard, settings: Settings) -> int:
        """Return the number of training rows in use, those kept to stop early included."""
        return used_rows(card, self.share(card, settings))

    def rows_learned(self, card: DatasetCard, settings: Settings) -> int:
        """Return the number of rows that the model learns from."""
        rows = self.rows(card, settings)
        if self.exact(settings):
            return rows
        return rows - validation_rows(rows, settings.get("patience", 0))

    def layers(self, card: DatasetCard, settings: Settings) -> tuple[int, ...]:
        """Return the width of every layer: features, hidden layers, outputs."""
        if self.exact(settings):
            return (self.rows(card, settings), card.outputs)
        return (self.features(card, settings), *self.hidden(settings), card.outputs)

    def weights(self, card: DatasetCard, settings: Settings) -> int:
        """Return the number of trained weights, intercepts left out."""
        return sum(inputs * outputs for inputs, outputs in pairwise(self.layers(card, settings)))

    def parameters(self, card: DatasetCard, settings: Settings) -> int:
        """Return |θ|, the number of trained weights and intercepts."""
        layers = self.layers(card, settings)
        intercepts = 0 if self.exact(settings) else sum(layers[1:])
        return self.weights(card, settings) + intercepts

    def operations_per_step(self, card: DatasetCard, settings: Settings) -> float:
        """Return about how many floating-point operations a correction of the parameters takes.

        Six for each weight and row of the batch. The solver's own (some ten per weight) and the
        feature map are not counted. Of the exact kernel: the last fit.
        """
        if self.exact(settings):
            return self.operations_per_epoch(card, settings)
        rows = min(settings["batch_size"], self.rows_learned(card, settings))
        return OPERATIONS_PER_WEIGHT_AND_ROW * self.weights(card, settings) * rows

    def operations_per_epoch(self, card: DatasetCard, settings: Settings) -> float:
        """Return about how many floating-point operations an epoch takes, evaluation left out.

        As for a step, over all the rows. Of the exact kernel: the last fit.
        """
        rows = self.rows_learned(card, settings)
        if self.exact(settings):
            return exact_kernel.operations(card, rows)
        return float(OPERATIONS_PER_WEIGHT_AND_ROW * self.weights(card, settings) * rows)

    def operations(self, card: DatasetCard, settings: Settings, epochs: int) -> float:
        """Return about how many floating-point operations a training of *epochs* epochs takes."""
        if self.exact(settings):
            fits = exact_kernel.sizes(self.rows(card, settings))[:epochs]
            return sum(exact_kernel.operations(card, rows) for rows in fits)
        return self.operations_per_epoch(card, settings) * epochs

    def memory_bytes(self, card: DatasetCard, settings: Settings) -> float:
        """Return about how much memory the training needs, the libraries left out."""
        rows = self.rows(card, settings)
        return memory_bytes(
            card,
            rows=rows,
            layers=self.layers(card, settings),
            mapped=self.has_map,
            batch=min(settings.get("batch_size", rows), rows),
            exact=self.exact(settings),
        )

    def last_epoch(self, card: DatasetCard, settings: Settings) -> int:
        """Return the number of epochs of a whole training; the exact kernel's are its fits."""
        if self.exact(settings):
            return len(exact_kernel.sizes(self.rows(card, settings)))
        return int(settings["epochs"])
