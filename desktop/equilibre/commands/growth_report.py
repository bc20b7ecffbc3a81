"""What ``growth`` answers: the figures of a training and what it would take here, as JSON."""

from collections.abc import Sequence
from typing import Any

from equilibre.facts.electricity import Country
from equilibre.growth import catalogue
from equilibre.growth.account import Account
from equilibre.growth.extrapolation import Bounds, Extrapolation, Pace
from equilibre.growth.figure import Figure
from equilibre.growth.model import Model
from equilibre.meter.reading import Kind
from equilibre.quantities import JOULES_PER_KILOWATT_HOUR, MEGAWATT_HOUR
from equilibre.records import dataclass
from equilibre.sessions.speed import Speed

KILOGRAMS_PER_TONNE = 1000.0
ASSUMED = ("bytes_per_parameter", "training_bytes_per_parameter")
QUANTITIES = ("parameters", "operations", "energy", "carbon")


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that is said of a model."""

    model: Model
    course: Sequence[Model]  # compared in a table; empty where one model was asked for
    country: Country
    country_chosen: bool  # else it is the one that the program begins with
    pace: Pace
    speeds: tuple[Speed, ...]  # measured here; empty where the pace was given
    memory_bytes: int  # of this computer
    here: Extrapolation

    @property
    def grid_carbon_kg(self) -> float | None:
        """The published energy with the electricity of the country, in kg of CO2e.

        None where the source rounded the carbon of that electricity to nothing.
        """
        energy = self.model.value("energy")
        if energy is None or not self.country.grams_per_kilowatt_hour:
            return None
        return self.country.carbon_kg(energy)

    @property
    def joules_kind(self) -> str | None:
        """How the joules per operation are known: measured, estimated, given or not at all."""
        kinds = [speed.kind for speed in self.speeds if speed.kind is not None]
        if kinds:
            # Far from the runs themselves, what is estimated in part is an estimate.
            measured = all(kind is Kind.MEASURED for kind in kinds)
            return str(Kind.MEASURED if measured else Kind.ESTIMATED)
        return "given" if self.pace.joules_per_operation else None

    @property
    def accounts(self) -> list[tuple[Account, float]]:
        """The accounts of this training, each with its energy computed again, in J."""
        return [
            (each, each.energy_kwh * JOULES_PER_KILOWATT_HOUR)
            for each in catalogue.accounts()
            if each.model == self.model.key and each.energy_kwh is not None
        ]


def as_row(answer: Answer) -> dict[str, Any]:
    """Return the answer with its units in the names; what is unknown is null.

    ``co2e_tonnes`` is the published figure, or the published energy times the carbon intensity of
    the country where one was chosen.
    """
    model = answer.model
    energy, carbon = model.figure("energy"), model.value("carbon")
    low, high = (energy.low, energy.high) if energy else (None, None)
    shown = answer.grid_carbon_kg if answer.country_chosen else carbon
    recomputed = [joules for _account, joules in answer.accounts]
    return {
        "name": model.name,
        "year": model.date.year,
        "parameters": model.value("parameters"),
        "training_flop": model.value("operations"),
        "energy_mwh": _mwh(model.value("energy")),
        "energy_kind": str(energy.kind) if energy else None,
        "co2e_tonnes": _tonnes(shown),
        "this_computer": _here(answer),
        "energy_mwh_low": _mwh(low),
        "energy_mwh_high": _mwh(high),
        "energy_mwh_recomputed": _mwh(recomputed[0] if recomputed else None),
        "co2e_tonnes_published": _tonnes(carbon),
        "country": answer.country.key,
        "grid_gco2e_per_kwh": answer.country.grams_per_kilowatt_hour,
        "grid_year": int(answer.country.source.year),
        "co2e_tonnes_on_grid": _tonnes(answer.grid_carbon_kg),
        "sources": {key: _origin(model.figure(key)) for key in QUANTITIES},
    }


def _here(answer: Answer) -> dict[str, Any]:
    here, pace = answer.here, answer.pace
    return {
        "fits_in_memory": here.fits_in_memory,
        **_ends("seconds", here.seconds),
        **_ends("energy_mwh", here.energy_joules, MEGAWATT_HOUR.size),
        **_ends("co2e_tonnes", here.carbon_kg, KILOGRAMS_PER_TONNE),
        "thought_experiment": True,
        **_ends("operations_per_second", pace.operations_per_second),
        **_ends("joules_per_operation", pace.joules_per_operation),
        "joules_kind": answer.joules_kind,
        "pace": "measured" if answer.speeds else "given",
        "memory_bytes": answer.memory_bytes,
        "training_bytes": here.training_bytes,
        "weights_bytes": here.weights_bytes,
        "weights_fit_in_memory": here.weights_fit,
        "assumptions": {
            key: {"value": catalogue.assumptions()[key].value}
            | (_origin(catalogue.assumptions()[key]) or {})
            for key in ASSUMED
        },
    }


def _ends(name: str, bounds: Bounds | None, unit: float = 1.0) -> dict[str, float | None]:
    return {
        f"{name}_low": None if bounds is None else bounds.low / unit,
        f"{name}_high": None if bounds is None else bounds.high / unit,
    }


def _mwh(joules: float | None) -> float | None:
    return None if joules is None else joules / MEGAWATT_HOUR.size


def _tonnes(kilograms: float | None) -> float | None:
    return None if kilograms is None else kilograms / KILOGRAMS_PER_TONNE


def _origin(figure: Figure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    return {
        "kind": str(figure.kind),
        "source": figure.origin.source,
        "locator": str(figure.origin.locator),
        "confidence": str(figure.origin.confidence),
        "basis": str(figure.basis),
    }
