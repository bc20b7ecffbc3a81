"""What a training takes: operations, time, energy, carbon and memory, as the papers count them.

The accounts of the papers are printed in watts, hours and kWh: so are their functions here.
"""

from equilibre.growth.errors import GrowthError
from equilibre.quantities import JOULES_PER_KILOWATT_HOUR, JOULES_PER_WATT_HOUR
from equilibre.texts import _

SECONDS_PER_HOUR = 3600.0
_WATT_HOURS_PER_KILOWATT_HOUR = JOULES_PER_KILOWATT_HOUR / JOULES_PER_WATT_HOUR

# A weight is multiplied and added once forward, and twice backward: Brown et al. 2020,
# arXiv 2005.14165, Table D.1. Half of it for T5, whose weights each see one half of the tokens:
# the rows of that table say so themselves (see CountedTraining).
OPERATIONS_PER_PARAMETER_AND_TOKEN = 6.0
# The forward pass alone: what a token takes when the model is used. Same table.
OPERATIONS_PER_PARAMETER_AND_GENERATED_TOKEN = 2.0
BYTES_PER_WEIGHT = 2.0  # numbers of 16 bits
# Mixed precision with Adam: weight and gradient in 16 bits, weight and two moments in 32 bits.
# Not verified.
BYTES_PER_TRAINED_PARAMETER = 16.0


def training_operations(
    parameters: float,
    tokens: float,
    operations_per_parameter_and_token: float = OPERATIONS_PER_PARAMETER_AND_TOKEN,
) -> float:
    """Return the floating-point operations of a training on *tokens* tokens, repeats included.

    6 N D for a dense network, 3 N D for T5; N counts the parameters used for one token, so the
    active ones of a mixture of experts. Source: Brown et al. 2020, arXiv 2005.14165, Table D.1.
    """
    return operations_per_parameter_and_token * parameters * tokens


def account_energy_kwh(
    power_watts: float, devices: float, hours: float, power_usage_effectiveness: float
) -> float:
    """Return the energy in kWh that a data centre drew: devices x power x hours x PUE.

    *power_watts* is the mean of one device and *hours* is wall clock; where a paper gives the
    power of all together, *devices* is 1.
    Source: Strubell et al. 2019, arXiv 1906.02243, eq. 1; Patterson et al. 2021, arXiv 2104.10350.
    """
    watt_hours = power_watts * devices * hours * power_usage_effectiveness
    return watt_hours / _WATT_HOURS_PER_KILOWATT_HOUR


def carbon_kg(energy_kwh: float, kg_per_kwh: float) -> float:
    """Return the kg CO2e of *energy_kwh* drawn from a grid of *kg_per_kwh*.

    With pounds per kWh (0.954 in Strubell et al. 2019) it returns pounds.
    """
    return energy_kwh * kg_per_kwh


def hours_at(operations: float, devices: float, operations_per_second_per_device: float) -> float:
    """Return the wall-clock hours of *operations* shared by *devices* at the pace they kept.

    Raises GrowthError where nothing computes.
    """
    pace = devices * operations_per_second_per_device
    if not pace > 0:
        raise GrowthError(
            _("Devices that make no operation never end a training. Choose a pace above zero.")
        )
    return operations / pace / SECONDS_PER_HOUR


def weights_bytes(parameters: float, bytes_per_weight: float = BYTES_PER_WEIGHT) -> float:
    """Return the memory in bytes that the weights alone take: what using the model needs."""
    return parameters * bytes_per_weight


def training_bytes(
    parameters: float, bytes_per_parameter: float = BYTES_PER_TRAINED_PARAMETER
) -> float:
    """Return the memory in bytes that training takes, without that of the activations.

    Weights, gradients and the optimiser's moments, in mixed precision with Adam: not verified.
    """
    return parameters * bytes_per_parameter
