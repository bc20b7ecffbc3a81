"""Energy and carbon of training a model: Strubell et al. 2019, and BLOOM (Luccioni et al. 2023)."""

from equilibre.lifecycle.formulas.data_centre import facility_energy_kwh
from equilibre.lifecycle.formulas.errors import check_not_negative, check_positive, check_share
from equilibre.lifecycle.formulas.figures import figures
from equilibre.records import dataclass

_WATTS_PER_KILOWATT = 1000.0


def strubell_energy_kwh(
    hours: float,
    processor_watts: float,
    memory_watts: float = 0.0,
    card_watts: float = 0.0,
    cards: float = 0.0,
    pue: float | None = None,
) -> float:
    """Return the electricity in kWh of a training of *hours*, data centre included.

    PUE x (p_processor + p_memory + g p_card) x t / 1000. Table 3 of the paper prints the sum of
    the three powers only. The published PUE, 1.58, is taken where none is given.
    Source: Strubell, Ganesh, McCallum, ACL 2019, section 3, equation 1.
    """
    check_not_negative(hours, processor_watts, memory_watts, card_watts, cards)
    watts = processor_watts + memory_watts + cards * card_watts
    effectiveness = figures("strubell").values["pue"] if pue is None else pue
    return facility_energy_kwh(watts * hours / _WATTS_PER_KILOWATT, effectiveness)


def strubell_carbon_pounds(energy_kwh: float) -> float:
    """Return the lb of CO2e of *energy_kwh* on the United States grid of 2018.

    Source: Strubell, Ganesh, McCallum, ACL 2019, section 3 (0.954 lb/kWh, EPA).
    """
    check_not_negative(energy_kwh)
    return energy_kwh * figures("strubell").values["pounds_per_kilowatt_hour"]


@dataclass(frozen=True, slots=True)
class TrainingRun:
    """What the footprint of a training on a cluster is computed from."""

    card_hours: float
    cards: float
    card_watts: float  # the design power: no meter is read
    dynamic_kilowatts: float  # of the cluster, by computing
    total_kilowatts: float  # of the cluster, with idle nodes and infrastructure
    carbon_kg_per_kwh: float
    cards_per_server: float
    server_kg: float  # CO2e of making one, without its cards
    card_kg: float  # CO2e of making one
    life_hours: float
    occupancy: float  # share of the life really used


@dataclass(frozen=True, slots=True)
class TrainingFootprint:
    """The three parts of the carbon of a training, and the electricity of two of them."""

    dynamic_kwh: float
    idle_kwh: float
    dynamic_kg: float
    idle_kg: float
    embodied_kg: float

    @property
    def total_kg(self) -> float:
        """The kg of CO2e in all."""
        return self.dynamic_kg + self.idle_kg + self.embodied_kg


def training_footprint(run: TrainingRun) -> TrainingFootprint:
    """Return the dynamic, idle and embodied CO2e of *run*, in kg.

    Dynamic: card-hours x design power. Idle: what the cluster draws beyond computing, over the
    same hours of the wall clock. Embodied: the share of the life of servers and cards.
    Source: Luccioni, Viguier, Ligozat, JMLR 24 (253), 2023, sections 4.1 to 4.3.
    """
    check_positive(run.card_hours, run.cards, run.cards_per_server, run.life_hours)
    check_share(run.occupancy)
    check_not_negative(run.card_watts, run.dynamic_kilowatts, run.server_kg, run.card_kg)
    dynamic_kwh = run.card_hours * run.card_watts / _WATTS_PER_KILOWATT
    idle_kwh = run.card_hours / run.cards * (run.total_kilowatts - run.dynamic_kilowatts)
    check_not_negative(idle_kwh, run.carbon_kg_per_kwh)
    made_kg_per_card = run.server_kg / run.cards_per_server + run.card_kg
    return TrainingFootprint(
        dynamic_kwh=dynamic_kwh,
        idle_kwh=idle_kwh,
        dynamic_kg=dynamic_kwh * run.carbon_kg_per_kwh,
        idle_kg=idle_kwh * run.carbon_kg_per_kwh,
        embodied_kg=run.card_hours * made_kg_per_card / (run.life_hours * run.occupancy),
    )


def bloom_training() -> TrainingRun:
    """Return the training of BLOOM as published: 24.69 t dynamic, 14.6 idle, 50.5 in all.

    Source: Luccioni, Viguier, Ligozat, JMLR 24 (253), 2023, tables 1 and 3.
    """
    values = figures("bloom").values
    return TrainingRun(
        card_hours=values["card_hours"],
        cards=values["cards"],
        card_watts=values["card_power"],
        dynamic_kilowatts=values["dynamic_power"],
        total_kilowatts=values["total_power"],
        carbon_kg_per_kwh=values["carbon_intensity"],
        cards_per_server=values["cards_per_server"],
        server_kg=values["server_production"],
        card_kg=values["card_production"],
        life_hours=values["life"],
        occupancy=values["occupancy"],
    )
