"""What the page of insides and undersides shows now."""

from typing import Literal

from equilibre.records import dataclass

View = Literal["parameters", "development"]


@dataclass(frozen=True, slots=True)
class Family:
    """One family of matrices of the model."""

    key: str
    name: str
    group: str  # "mlp", "attention" or "embedding"
    formula: str
    parameters: int
    count: str
    share: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another model, whole, drawn at the scale of the picture."""

    name: str
    parameters: float
    text: str


@dataclass(frozen=True, slots=True)
class Anatomy:
    """Where the parameters of one model are."""

    title: str = ""
    subtitle: str = ""
    families: tuple[Family, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    groups: str = ""  # the shares of the groups, in one line
    sentence: str = ""

    @property
    def total(self) -> int:
        """All parameters."""
        return sum(family.parameters for family in self.families)


@dataclass(frozen=True, slots=True)
class Side:
    """What lies above or below the water: its share of the area, and what is written beside it."""

    amount: float  # in the unit of the iceberg
    name: str
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Iceberg:
    """The final training of a project above the water, what it took to get there below."""

    key: str = ""
    title: str = ""
    subtitle: str = ""
    unit: str = ""
    above: Side = Side(0.0, "", "")
    below: Side = Side(0.0, "", "")
    order_only: bool = False  # only a ratio is known, and roughly
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class PartsState:
    """The picture in front and what is chosen in it."""

    view: View = "parameters"
    family: str = ""  # the one being read
    reading: str = ""
    anatomy: Anatomy = Anatomy()
    project: str = ""
    projects: tuple[tuple[str, str], ...] = ()
    iceberg: Iceberg = Iceberg()
    motion: bool = True
    notice: None = None
