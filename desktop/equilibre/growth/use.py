"""Training against use: after how many requests the use of a model overtakes its training."""

from equilibre.growth.errors import GrowthError
from equilibre.growth.training import (
    OPERATIONS_PER_PARAMETER_AND_GENERATED_TOKEN,
    OPERATIONS_PER_PARAMETER_AND_TOKEN,
)
from equilibre.texts import _


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


def days_until(requests: float, users: float, requests_per_user_and_day: float) -> float | None:
    """Return after how many days these users made *requests*; None where nobody makes any."""
    each_day = users * requests_per_user_and_day
    return requests / each_day if each_day > 0 else None


def use_energy_joules(
    users: float, requests_per_user_and_day: float, joules_per_request: float, days: float
) -> float:
    """Return the energy in J that *users* take in *days*."""
    return users * requests_per_user_and_day * joules_per_request * days
