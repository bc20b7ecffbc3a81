"""What models are compared by: a new axis of the charts is one entry here."""

from collections.abc import Callable
from dataclasses import replace

from equilibre import numbers
from equilibre.growth.figure import Figure, Kind
from equilibre.growth.model import Model
from equilibre.quantities import CARBON, ENERGY, MEGAWATT_HOUR, Unit, unit_for
from equilibre.records import dataclass
from equilibre.texts import N_, Words, _

# Trainings are told in megawatt-hours and tonnes, however large: so they can be compared.
TRAINING_ENERGY = tuple(unit for unit in ENERGY if unit.size <= MEGAWATT_HOUR.size)
TRAINING_CARBON = tuple(unit for unit in CARBON if unit.size <= 1000.0)  # noqa: PLR2004 - a tonne
_WHOLE = 1000.0  # from here on figures are printed whole: 1,287 MWh


def printed(value: float, ladder: tuple[Unit, ...]) -> str:
    """Write a published value (SI) as it is printed, in the unit of *ladder* that suits it."""
    unit = unit_for(value, ladder)
    number = value / unit.size
    digits = max(3, len(str(round(number)))) if number >= _WHOLE else 3
    return numbers.with_unit(numbers.large(number, digits), unit.symbol)


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something that every model has, published or not."""

    key: str
    name: str  # English, marked with N_
    unit: str  # of the SI value, for files: "J", "kg", "J/operation"; "" for a plain count
    write: Callable[[float], str]  # a value as people read it, with its unit
    read: Callable[[Model, bool], Figure | None]  # of a model, unverified ones too if asked

    @property
    def title(self) -> str:
        """The name in the language in use."""
        return _(self.name)


def _own(key: str) -> Callable[[Model, bool], Figure | None]:
    return lambda model, unverified: model.figure(key, unverified)


def energy_per_operation(model: Model, unverified: bool = False) -> Figure | None:
    """Return the joules per floating-point operation of a training: its energy over its count.

    Its kind and its origin are those of the energy, its basis says that the quotient was computed
    here; its bounds hold those of both. None where either is missing.
    """
    operations = model.figure("operations", unverified)
    energy = model.figure("energy", unverified)
    if operations is None or operations.value is None or energy is None:
        return None
    if energy.kind is Kind.UNDISCLOSED:
        return replace(energy, low=None, high=None)
    least, most = _ends(energy)
    fewest, greatest = _ends(operations)
    bounded = any(
        bound is not None for bound in (energy.low, energy.high, operations.low, operations.high)
    )
    return replace(
        energy,
        value=None if energy.value is None else energy.value / operations.value,
        low=least / greatest if bounded and least and greatest else None,
        high=most / fewest if bounded and most and fewest else None,
        basis=Words(
            f"computed here: energy ÷ operations. Energy: {energy.basis.en}",
            f"calculé ici : énergie ÷ opérations. Énergie : {energy.basis.fr}",
        ),
    )


def _ends(figure: Figure) -> tuple[float | None, float | None]:
    """Return the bounds of a figure, its value in the place of one that is not known."""
    return (
        figure.value if figure.low is None else figure.low,
        figure.value if figure.high is None else figure.high,
    )


def _joules_per_operation(value: float) -> str:
    return numbers.with_unit(numbers.significant(value * 1e12, 2), "pJ")


QUANTITIES = (
    Quantity("parameters", N_("Parameters"), "", numbers.large, _own("parameters")),
    Quantity(
        "operations", N_("Operations of the training"), "", numbers.scientific, _own("operations")
    ),
    Quantity(
        "energy",
        N_("Energy of the training"),
        "J",
        lambda value: printed(value, TRAINING_ENERGY),
        _own("energy"),
    ),
    Quantity(
        "carbon",
        N_("CO₂e of the training"),
        "kg",
        lambda value: printed(value, TRAINING_CARBON),
        _own("carbon"),
    ),
    Quantity(
        "energy_per_operation",
        N_("Energy per operation"),
        "J/operation",
        _joules_per_operation,
        energy_per_operation,
    ),
)


def quantity(key: str) -> Quantity:
    """Return the quantity named *key*. Raises KeyError when there is none."""
    return next(each for each in QUANTITIES if each.key == key)
