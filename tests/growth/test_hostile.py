"""What a quotient of figures must never do: lose an interval, or pass for a published one."""

import pytest

from equilibre.growth import catalogue
from equilibre.growth.figure import Kind
from equilibre.growth.model import Model
from equilibre.growth.quantity import energy_per_operation

MODELS = tuple(catalogue.models().values())


def both(model: Model) -> bool:
    """Whether a model has an energy and operations."""
    return all(model.value(key, unverified=True) for key in ("energy", "operations"))


@pytest.mark.parametrize("model", list(filter(both, MODELS)), ids=lambda model: model.key)
def test_the_energy_per_operation_keeps_the_bounds_of_both(model: Model) -> None:
    energy, operations = model.figures["energy"], model.figures["operations"]
    quotient = energy_per_operation(model, unverified=True)
    assert quotient is not None
    assert energy.value is not None
    assert operations.value is not None
    assert quotient.value == energy.value / operations.value
    bounds = (energy.low, energy.high, operations.low, operations.high)
    if all(bound is None for bound in bounds):
        assert quotient.low is quotient.high is None
        return
    least, most = energy.low or energy.value, energy.high or energy.value
    fewest, greatest = operations.low or operations.value, operations.high or operations.value
    assert quotient.low == least / greatest
    assert quotient.high == most / fewest
    assert quotient.low <= quotient.value <= quotient.high


@pytest.mark.parametrize("model", list(filter(both, MODELS)), ids=lambda model: model.key)
def test_the_energy_per_operation_says_in_both_languages_that_it_was_computed_here(
    model: Model,
) -> None:
    quotient = energy_per_operation(model, unverified=True)
    assert quotient is not None
    assert quotient.basis.en.startswith("computed here: energy ÷ operations")
    assert quotient.basis.fr.startswith("calculé ici : énergie ÷ opérations")


def test_what_nobody_published_has_no_energy_per_operation() -> None:
    quotient = energy_per_operation(catalogue.model("gpt-2"))
    assert quotient is not None
    assert quotient.kind is Kind.UNDISCLOSED
    assert (quotient.value, quotient.low, quotient.high) == (None, None, None)
