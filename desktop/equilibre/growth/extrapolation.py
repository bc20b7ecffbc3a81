"""What a published training would take on this computer: a thought experiment, never a forecast.

Each answer is an interval between two paces, and is to be read as an order of magnitude.
"""

import math

from equilibre.growth.errors import GrowthError
from equilibre.growth.training import (
    OPERATIONS_PER_PARAMETER_AND_TOKEN,
    training_bytes,
    weights_bytes,
)
from equilibre.records import dataclass
from equilibre.texts import _

# Hoffmann et al. 2022 (Chinchilla), arXiv 2203.15556: 1.4e12 tokens for 70e9 parameters.
TOKENS_PER_PARAMETER = 20.0
DAY_SECONDS = 86_400.0
YEAR_SECONDS = 365.25 * DAY_SECONDS
CLASS_SECONDS = 3600.0  # an hour of class
CLASS_COMPUTERS = 30  # an assumption


@dataclass(frozen=True, slots=True)
class Bounds:
    """The two ends between which a value that is not negative is believed to lie.

    Raises GrowthError where they are no such ends.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high < math.inf:
            raise GrowthError(
                _(
                    "The bounds {low} and {high} say nothing: give two values that are not "
                    "negative, the smaller one first."
                ).format(low=self.low, high=self.high)
            )

    def scaled(self, factor: float) -> "Bounds":
        """Return the bounds of *factor* (not negative) times the value."""
        return Bounds(self.low * factor, self.high * factor)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a computer computes, and with how much energy: as it trained, and at its best.

    Raises GrowthError for a computer that does not compute.
    """

    operations_per_second: Bounds
    joules_per_operation: Bounds | None  # None: no sensor

    def __post_init__(self) -> None:
        if not self.operations_per_second.low > 0:
            raise GrowthError(
                _("A computer that makes no operation never ends a training. Measure its pace.")
            )


@dataclass(frozen=True, slots=True)
class Extrapolation:
    """What a training would take here; None where something that it needs is unknown.

    Memory comes first: what does not fit cannot be trained, however long one waits.
    """

    weights_bytes: float | None
    training_bytes: float | None
    weights_fit: bool | None
    fits_in_memory: bool | None
    seconds: Bounds | None
    energy_joules: Bounds | None
    carbon_kg: Bounds | None


def on_this_computer(
    operations: float | None,
    parameters: float | None,
    pace: Pace,
    memory_bytes: float | None,
    carbon_kg_per_joule: float | None,
) -> Extrapolation:
    """Return what a training of *operations* and *parameters* would take at *pace*.

    Time is operations / pace, energy operations x joules per operation, carbon energy x
    intensity. All the parameters must fit in memory, those of every expert too. An unknown
    number of operations leaves time, energy and carbon unknown; memory needs the parameters only.
    """
    weights = None if parameters is None else weights_bytes(parameters)
    training = None if parameters is None else training_bytes(parameters)
    energy = _energy(operations, pace)
    carbon = None
    if energy is not None and carbon_kg_per_joule is not None:
        carbon = energy.scaled(carbon_kg_per_joule)
    return Extrapolation(
        weights_bytes=weights,
        training_bytes=training,
        weights_fit=_fits(weights, memory_bytes),
        fits_in_memory=_fits(training, memory_bytes),
        seconds=_seconds(operations, pace),
        energy_joules=energy,
        carbon_kg=carbon,
    )


def _fits(needed_bytes: float | None, memory_bytes: float | None) -> bool | None:
    if needed_bytes is None or memory_bytes is None:
        return None
    return needed_bytes <= memory_bytes


def _seconds(operations: float | None, pace: Pace) -> Bounds | None:
    if operations is None:
        return None
    rate = pace.operations_per_second
    return Bounds(operations / rate.high, operations / rate.low)


def _energy(operations: float | None, pace: Pace) -> Bounds | None:
    if operations is None or pace.joules_per_operation is None:
        return None
    return pace.joules_per_operation.scaled(operations)


def largest_language_model(
    seconds: float,
    operations_per_second: float,
    tokens_per_parameter: float = TOKENS_PER_PARAMETER,
    operations_per_parameter_and_token: float = OPERATIONS_PER_PARAMETER_AND_TOKEN,
) -> tuple[float, float]:
    """Return the parameters and the tokens of the largest model that a budget of time trains well.

    With D = 20 N tokens, 6 N D = 120 N² operations: N = √(pace x time / 120).
    Source of the 20: Hoffmann et al. 2022, arXiv 2203.15556, which looked at far larger models.
    """
    operations = seconds * operations_per_second
    parameters = math.sqrt(operations / (operations_per_parameter_and_token * tokens_per_parameter))
    return parameters, tokens_per_parameter * parameters


def share_of(model_operations: float, own_operations: float) -> float:
    """Return which share of a model's training *own_operations* are, 0.5 for one half.

    Raises GrowthError for a training without operations.
    """
    if not model_operations > 0:
        raise GrowthError(_("A training without operations has no share. Choose another model."))
    return own_operations / model_operations


def classes_needed(
    operations: float,
    operations_per_second: float,
    computers: float = CLASS_COMPUTERS,
    seconds: float = CLASS_SECONDS,
) -> float:
    """Return how many classes of *computers* for *seconds* make *operations*; 0.1 is a tenth.

    As if computers shared a training without any loss. Raises GrowthError for an empty class.
    """
    each = operations_per_second * computers * seconds
    if not each > 0:
        raise GrowthError(
            _("A class that makes no operation never ends. Give it computers, time and a pace.")
        )
    return operations / each
