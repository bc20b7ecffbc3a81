"""What a life-cycle study is made of: a functional unit, parameters, and ways of doing the job."""

from dataclasses import field
from typing import Literal

from equilibre.lifecycle.factor import Factor, Kind, Range
from equilibre.records import dataclass
from equilibre.texts import Words

ZONE_MARK = "{z}"  # in the name of a factor: the electricity zone of the comparison


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named quantity that amounts are computed from."""

    key: str
    name: Words
    range: Range
    unit: str  # a key of the units, or "" for a plain number
    kind: Kind
    source: Words


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the inventory: an amount of something, for a device in a phase of its life."""

    phase: str  # a key of the phases
    device: str  # a key of the study's devices
    factor: str  # a key of the factors; may hold ZONE_MARK
    amount: str  # an arithmetic expression (+ - * / and brackets) of numbers and parameters


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of doing the job."""

    key: str
    title: Words
    role: Literal["reference", "ai"]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Study:
    """Several ways of doing the same job, counted for the same functional unit.

    A study carries the factors that it changed or brought; the others are those of the tables.
    """

    key: str
    title: Words
    functional_unit: Words
    zone: str  # where the electricity comes from unless chosen otherwise: FRA…
    parameters: dict[str, Parameter]
    devices: dict[str, Words]
    variants: tuple[Variant, ...]
    compare: tuple[str, str]  # the two variants shown first
    factors: dict[str, Factor] = field(default_factory=dict)
    levers: tuple[str, ...] = ()  # parameters worth moving first
    assumptions: tuple[Words, ...] = ()  # what the comparison takes for granted
    benefits: tuple[Words, ...] = ()  # effects on the world that nobody evaluated
    rebounds: tuple[Words, ...] = ()  # what the service may make people do more
    inferences: str = ""  # expression: answers given in one functional unit
    training_shared_by: str = ""  # expression: functional units that one training serves

    def variant(self, key: str) -> Variant:
        """Return the variant named *key*; raises KeyError when there is none."""
        for variant in self.variants:
            if variant.key == key:
                return variant
        raise KeyError(key)
