"""A published model: when, by whom, how large, and what its training took."""

from collections.abc import Mapping
from datetime import date

from equilibre.growth.figure import Figure, Origin
from equilibre.records import dataclass


@dataclass(frozen=True, slots=True)
class Model:
    """One row of the table of models; a figure that is unknown is absent, never zero.

    Figures by quantity, in SI: ``parameters`` (total), ``active_parameters`` (those used for one
    token, of a mixture of experts), ``examples`` (tokens or images seen), ``operations``
    (floating-point operations of the training), ``energy`` (J), ``carbon`` (kg CO2e).
    """

    key: str
    name: str
    date: date
    organisation: str
    domain: str  # key of a domain
    course: bool  # one of the three of the course's slides
    examples_unit: str  # "tokens", "images" or "" where unknown
    hardware: str  # "" where unknown
    accelerators: int | None
    hours: float | None  # wall clock
    accelerator_hours: float | None
    figures: Mapping[str, Figure]
    origin: Origin | None = None  # of all but the figures; None for a run of this computer

    def figure(self, quantity: str, unverified: bool = False) -> Figure | None:
        """Return a figure; one from memory only where *unverified* ones are wanted."""
        figure = self.figures.get(quantity)
        if figure is None or not (unverified or figure.verified):
            return None
        return figure

    def value(self, quantity: str, unverified: bool = False) -> float | None:
        """Return the value of a figure (SI), None where there is none."""
        figure = self.figure(quantity, unverified)
        return None if figure is None else figure.value
