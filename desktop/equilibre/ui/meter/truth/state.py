"""What the proof of the meter shows; knows no screen."""

from equilibre.meter.emulation import KnownCurve
from equilibre.meter.truth import NaiveReading, TruthRecord
from equilibre.records import dataclass
from equilibre.texts import N_

CURVES = (
    "square_2_s",
    "square_700_ms",
    "square_100_ms",
    "sleeps",
    "ramp",
    "triangle",
    "square_200_ms",
    "square_500_ms",
    "square_1_s",
    "constant",
)
"""The keys of the powers that are offered, the most telling first."""

LAYOUTS = {
    "desktop": N_("Desktop computer"),
    "laptop": N_("Laptop with twin counters"),
    "server2": N_("Two processors"),
    "amd": N_("AMD, without memory"),
}

INCIDENTS = {
    "none": N_("Nothing"),
    "wrap": N_("The counter overflows"),
    "restart": N_("The counter restarts"),
    "errors": N_("2 s without reading"),
}

PERIODS = {"0.5": 0.5, "1": 1.0, "2": 2.0, "5": 5.0}
"""Seconds between two looks of the naive reader, by key."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What is played, and how often the naive reader looks."""

    curve: str = CURVES[0]
    layout: str = "desktop"
    incident: str = "none"
    period: str = "2"

    @property
    def period_seconds(self) -> float:
        """The time between two looks of the naive reader."""
        return PERIODS[self.period]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one reader found, as texts; empty while it is not known."""

    energy: str = ""
    error: str = ""
    detail: str = ""
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class TruthState:
    """Everything that the dialogue shows."""

    choices: Choices
    truth: KnownCurve
    seconds: float  # of the whole play
    playing: bool = False
    record: TruthRecord | None = None  # None before the first play
    naive: NaiveReading | None = None
    true_finding: Finding = Finding()
    meter_finding: Finding = Finding()
    naive_finding: Finding = Finding()
    verdict: str = ""
    problem: str = ""
