"""An answer of a large language model, by EcoLogits 0.11.3: energy, time, cards, impacts, water."""

import math

from equilibre.lifecycle.allocation import water_in_use_litres
from equilibre.lifecycle.formulas.data_centre import facility_energy_kwh
from equilibre.lifecycle.formulas.errors import check_not_negative, check_positive
from equilibre.lifecycle.formulas.figures import Impact, figures
from equilibre.records import dataclass

_SECONDS_PER_HOUR = 3600.0
_WATT_HOURS_PER_KILOWATT_HOUR = 1000.0
_BITS_PER_BYTE = 8.0


@dataclass(frozen=True, slots=True)
class Site:
    """Where the model runs: the building and its electricity."""

    pue: float
    site_litres_per_kwh: float
    mix: Impact  # of one kWh
    mix_litres_per_kwh: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What one answer costs; the tokens read, idle machines, training and network are left out."""

    computing_kwh: float  # of the machines
    energy_kwh: float  # with the building
    seconds: float
    cards: int
    usage: Impact
    embodied: Impact
    water_litres: float

    @property
    def total(self) -> Impact:
        """Use and making together."""
        return self.usage + self.embodied


def card_energy_kwh(tokens: float, active_billions: float, batch: float | None = None) -> float:
    """Return the electricity of one card for an answer of *tokens*.

    tokens x (alpha exp(beta B) P + gamma) / 1000, with B requests at once and P the active
    parameters in billions. Source: EcoLogits 0.11.3, impacts/llm.py.
    """
    check_not_negative(tokens, active_billions)
    values = figures("language_model").values
    fading = math.exp(values["card_energy_beta"] * _batch(batch))
    per_token = values["card_energy_alpha"] * fading * active_billions
    return tokens * (per_token + values["card_energy_gamma"]) / _WATT_HOURS_PER_KILOWATT_HOUR


def latency_seconds(
    tokens: float,
    active_billions: float,
    batch: float | None = None,
    tokens_per_second: float | None = None,
    first_token_seconds: float = 0.0,
    request_seconds: float = math.inf,
) -> float:
    """Return how long an answer of *tokens* holds the cards.

    From the speed where it is known, else tokens x (alpha P + beta B + gamma); the time to the
    first token is added, and the whole never exceeds the time that the request took.
    Source: EcoLogits 0.11.3, impacts/llm.py.
    """
    check_not_negative(tokens, active_billions, first_token_seconds)
    if tokens_per_second is None:
        values = figures("language_model").values
        per_token = (
            values["latency_alpha"] * active_billions
            + values["latency_beta"] * _batch(batch)
            + values["latency_gamma"]
        )
    else:
        check_positive(tokens_per_second)
        per_token = 1 / tokens_per_second
    return min(tokens * per_token + first_token_seconds, request_seconds)


def cards_needed(total_billions: float, bits: float | None = None) -> int:
    """Return how many cards hold the weights, a power of two.

    2^ceil(log2(ceil(1.2 P bits / 8 / 80))). Source: EcoLogits 0.11.3, impacts/llm.py.
    """
    check_positive(total_billions)
    values = figures("language_model").values
    width = values["weight_bits"] if bits is None else bits
    gigabytes = values["memory_margin"] * total_billions * width / _BITS_PER_BYTE
    cards = math.ceil(gigabytes / values["card_memory"])
    return 1 << (cards - 1).bit_length()


def server_energy_kwh(seconds: float, cards: float, batch: float | None = None) -> float:
    """Return what the server draws besides its cards: its share of time, cards and requests.

    Source: EcoLogits 0.11.3, impacts/llm.py (1.2 kW for 8 cards).
    """
    check_not_negative(seconds, cards)
    values = figures("language_model").values
    share = cards / values["server_cards"] / _batch(batch)
    return seconds / _SECONDS_PER_HOUR * values["server_power"] * share


def embodied(seconds: float, cards: float, batch: float | None = None) -> Impact:
    """Return the share of the making of server and cards that falls on one answer.

    latency / (life x B) x (cards/8 x server + cards x card). Source: EcoLogits 0.11.3.
    """
    check_not_negative(seconds, cards)
    table = figures("language_model")
    hardware = table.group("hardware")
    made = cards / table.values["server_cards"] * hardware["server"] + cards * hardware["card"]
    return made * (seconds / (table.values["life"] * _batch(batch)))


def answer(
    tokens: float,
    active_billions: float,
    total_billions: float,
    site: Site,
    batch: float | None = None,
    tokens_per_second: float | None = None,
    first_token_seconds: float = 0.0,
) -> Answer:
    """Return what an answer of *tokens* costs on *site*.

    0.044 g CO2e, 0.0018 mg Sbe and 2.2 mL for 400 tokens of a dense model of 122.61 billion
    parameters in Sweden. Source: EcoLogits 0.11.3, impacts/llm.py.
    """
    seconds = latency_seconds(
        tokens, active_billions, batch, tokens_per_second, first_token_seconds
    )
    cards = cards_needed(total_billions)
    computing = server_energy_kwh(seconds, cards, batch) + cards * card_energy_kwh(
        tokens, active_billions, batch
    )
    energy = facility_energy_kwh(computing, site.pue)
    return Answer(
        computing_kwh=computing,
        energy_kwh=energy,
        seconds=seconds,
        cards=cards,
        usage=site.mix * energy,
        embodied=embodied(seconds, cards, batch),
        water_litres=water_in_use_litres(
            computing, site.site_litres_per_kwh, site.pue, site.mix_litres_per_kwh
        ),
    )


def _batch(given: float | None) -> float:
    batch = figures("language_model").values["batch"] if given is None else given
    check_positive(batch)
    return batch
