"""Training against use: when the energy of the use of a model overtakes that of its training."""

from equilibre.growth.errors import GrowthError
from equilibre.growth.model import Model
from equilibre.growth.training import (
    OPERATIONS_PER_PARAMETER_AND_GENERATED_TOKEN,
    OPERATIONS_PER_PARAMETER_AND_TOKEN,
)
from equilibre.growth.trend import DAYS_PER_YEAR
from equilibre.records import dataclass
from equilibre.texts import _

_LIKE = 0.1  # how far from 6 N D a training may be and still be called so


def generation_operations(
    parameters: float,
    tokens: float,
    operations_per_parameter_and_token: float = OPERATIONS_PER_PARAMETER_AND_GENERATED_TOKEN,
) -> float:
    """Return the floating-point operations that generating *tokens* takes: 2 N per token.

    Source: Brown et al. 2020, arXiv 2005.14165, Table D.1 (forward pass).
    """
    return operations_per_parameter_and_token * parameters * tokens


def break_even_tokens(
    tokens_seen: float,
    training: float = OPERATIONS_PER_PARAMETER_AND_TOKEN,
    generation: float = OPERATIONS_PER_PARAMETER_AND_GENERATED_TOKEN,
) -> float:
    """Return after how many generated tokens use has taken what training took: 3 D.

    Training takes 6 N D operations and a token 2 N: N, however large, drops out. It holds for
    the same energy per operation in both; use takes more of it where few are served at once.
    """
    return tokens_seen * training / generation


def break_even_requests(training_joules: float, joules_per_request: float) -> float:
    """Return after how many requests use has taken the energy of the training.

    Raises GrowthError for a request that takes nothing.
    """
    if not joules_per_request > 0:
        raise GrowthError(
            _("Requests without energy never reach that of the training. Choose another source.")
        )
    return training_joules / joules_per_request


@dataclass(frozen=True, slots=True)
class Bounded:
    """A value with the bounds known of it; both are the value where none are."""

    value: float
    low: float
    high: float

    def scaled(self, factor: float) -> "Bounded":
        """Return value and bounds multiplied by *factor* (0 or more)."""
        return Bounded(self.value * factor, self.low * factor, self.high * factor)

    @property
    def wide(self) -> bool:
        """Whether its bounds are known."""
        return self.high > self.low


@dataclass(frozen=True, slots=True)
class Use:
    """One training, and one way to use what was trained; energies in J, with their bounds."""

    training: Bounded
    request: Bounded  # of one
    requests_per_day: float
    shared: bool = False  # both come from one energy per operation: their bounds cancel out

    @property
    def per_day(self) -> Bounded:
        """The energy of a day of use in J."""
        return self.after(1.0)

    @property
    def per_year(self) -> Bounded:
        """The energy of a year of use in J."""
        return self.after(DAYS_PER_YEAR)

    def after(self, days: float) -> Bounded:
        """Return the energy that *days* of use take in J."""
        return self.request.scaled(self.requests_per_day * days)

    @property
    def break_even_requests(self) -> Bounded:
        """How many requests take the energy of the training, with the bounds of both.

        Raises GrowthError for a request that takes nothing.
        """
        value = break_even_requests(self.training.value, self.request.value)
        if self.shared:
            return Bounded(value, value, value)
        return Bounded(
            value,
            break_even_requests(self.training.low, self.request.high),
            break_even_requests(self.training.high, self.request.low),
        )

    @property
    def break_even_days(self) -> Bounded:
        """After how many days use overtakes training.

        Raises GrowthError where nobody makes any request, or where one takes nothing.
        """
        if not self.requests_per_day > 0:
            raise GrowthError(_("Without requests, use takes nothing. Choose some of them."))
        return self.break_even_requests.scaled(1 / self.requests_per_day)


# -- in operations -------------------------------------------------------------------------


def working_parameters(model: Model, unverified: bool) -> float | None:
    """Return the parameters that one token passes through: the active ones of a mixture."""
    active = model.value("active_parameters", unverified)
    return active or model.value("parameters", unverified)


def tokens_seen(model: Model, unverified: bool) -> float | None:
    """Return the tokens that a training went through; None where they are unknown."""
    if model.examples_unit != "tokens":
        return None
    return model.value("examples", unverified)


def training_factor(model: Model, unverified: bool) -> float:
    """Return the operations per parameter and token of a training: 6, or what it really was."""
    operations = model.value("operations", unverified)
    parameters = working_parameters(model, unverified)
    seen = tokens_seen(model, unverified)
    if not operations or not parameters or not seen:
        return OPERATIONS_PER_PARAMETER_AND_TOKEN
    factor = operations / (parameters * seen)
    usual = OPERATIONS_PER_PARAMETER_AND_TOKEN
    return usual if abs(factor / usual - 1) < _LIKE else factor


def answer_energy(
    model: Model, training: Bounded, tokens: float, unverified: bool
) -> Bounded | None:
    """Return the J of an answer at the energy per operation of the training; None if unknown."""
    operations = model.value("operations", unverified)
    parameters = working_parameters(model, unverified)
    if not operations or not parameters:
        return None
    return training.scaled(generation_operations(parameters, tokens) / operations)
