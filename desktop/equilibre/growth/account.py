"""The accounts that papers give of their trainings, to be computed again and changed."""

from equilibre.growth.figure import Origin
from equilibre.growth.training import account_energy_kwh, carbon_kg
from equilibre.records import dataclass
from equilibre.texts import Words


@dataclass(frozen=True, slots=True)
class Account:
    """A training as a paper accounts for it: energy = power x devices x hours x PUE.

    The units are those of the papers. None where the paper prints nothing. Change a field with
    ``dataclasses.replace``: the energy and the carbon follow.
    """

    key: str
    name: str
    paper: str  # "strubell" or "patterson"
    hardware: str
    devices: int  # 1 where the power is of the whole machine
    power_watts: float | None  # measured, of one device
    power_kind: str  # "measured", or "" where there is none
    hours: float  # wall clock
    pue: float  # power usage effectiveness of the data centre
    carbon_kg_per_kwh: float  # of the grid
    net_carbon_kg_per_kwh: float | None  # less the carbon-free electricity that was bought
    printed_energy_kwh: float | None
    printed_carbon_kg: float | None
    printed_net_carbon_kg: float | None
    cost_dollars: tuple[float, float] | None  # cloud prices, low and high
    operations: float | None
    parameters: float | None
    active_share: float | None  # of the parameters, for one token
    model: str  # key of the model in the table of models, "" where it is not there
    note: Words  # "" where there is nothing to say
    origin: Origin

    @property
    def energy_kwh(self) -> float | None:
        """The energy computed again, in kWh; None without a power."""
        if self.power_watts is None:
            return None
        return account_energy_kwh(self.power_watts, self.devices, self.hours, self.pue)

    @property
    def carbon_kg(self) -> float | None:
        """The carbon computed again, in kg CO2e; None without a power."""
        energy = self.energy_kwh
        return None if energy is None else carbon_kg(energy, self.carbon_kg_per_kwh)

    @property
    def net_carbon_kg(self) -> float | None:
        """The same less what was bought carbon-free; None where the paper has no net intensity."""
        energy = self.energy_kwh
        if energy is None or self.net_carbon_kg_per_kwh is None:
            return None
        return carbon_kg(energy, self.net_carbon_kg_per_kwh)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Something of daily life, or a training, that Strubell's Table 1 sets side by side."""

    key: str
    name: Words
    carbon_kg: float
    origin: Origin


@dataclass(frozen=True, slots=True)
class Project:
    """What a project took before and around its final training."""

    key: str
    name: str
    final_run_energy: float | None  # J
    total_energy: float | None  # J, the final training included
    ratio: float  # of the total to the final training; LISA's is in hours, as its detail says
    detail: Words
    origin: Origin
