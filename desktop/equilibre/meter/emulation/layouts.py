"""Which energy counters computers have, and what each of them counts."""

import math
from dataclasses import replace

from equilibre.meter.emulation.curves import KnownCurve
from equilibre.records import dataclass

PACKAGE_RANGE_MICROJOULES = 262_143_328_850
MEMORY_RANGE_MICROJOULES = 65_712_999_613
# The hardware counts in steps of 2⁻¹⁴ J; the kernel converts them to microjoules.
QUANTUM_JOULES = 2.0**-14
_ROUNDING = 1e-6  # of a quantum: what floating point may lack to a whole one

LAYOUTS = ("desktop", "laptop", "server2", "amd", "dies", "mirrored_dies", "noperm")


@dataclass(slots=True)
class EmulatedZone:
    """One counter: what it counts of the power of the packages, and its state."""

    identifier: str  # "intel-rapl:0:2"
    name: str
    share: float = 1.0  # of the power of all packages
    extra_watts: float = 0.0  # drawn all the time
    range_microjoules: int = PACKAGE_RANGE_MICROJOULES
    first_microjoules: int = 1_000_000
    counted: bool = False  # whether a right reader adds this zone up
    limits_watts: tuple[float, ...] = ()
    energy_joules: float = 0.0
    descriptor: int = -1

    def microjoules(self) -> int:
        """Return what the counter shows."""
        quanta = math.floor(self.energy_joules / QUANTUM_JOULES + _ROUNDING)
        counted = round(quanta * QUANTUM_JOULES * 1e6)
        return (self.first_microjoules + counted) % self.range_microjoules


def zones_of(layout: str, memory_watts: float) -> list[EmulatedZone]:
    """Return the counters of *layout*. Raises ValueError for one that does not exist."""
    match layout:
        case "desktop" | "noperm":
            return [
                _package("intel-rapl:0", "package-0"),
                EmulatedZone("intel-rapl:0:0", "core", 0.7),
                EmulatedZone("intel-rapl:0:1", "uncore", 0.05),
                _memory("intel-rapl:0:2", memory_watts),
            ]
        case "laptop":
            return [
                _package("intel-rapl:0", "package-0"),
                EmulatedZone("intel-rapl:0:0", "core", 0.7),
                EmulatedZone("intel-rapl:0:1", "uncore", 0.05),
                EmulatedZone("intel-rapl:1", "psys", 1.0, 6.0),
                EmulatedZone("intel-rapl-mmio:0", "package-0", 1.0),
            ]
        case "server2":
            return [
                _package("intel-rapl:0", "package-0", 0.6),
                _memory("intel-rapl:0:0", memory_watts),
                _package("intel-rapl:1", "package-1", 0.4),
                _memory("intel-rapl:1:0", memory_watts),
            ]
        case "amd":
            zone = _package("intel-rapl:0", "package-0")
            zone.limits_watts = ()  # AMD processors state none
            return [zone, EmulatedZone("intel-rapl:0:0", "core", 0.6)]
        case "dies":
            return [
                _package(f"intel-rapl:{place}", f"package-{place // 2}-die-{place % 2}", share)
                for place, share in enumerate((0.4, 0.3, 0.2, 0.1))
            ]
        case "mirrored_dies":
            return _mirrored_dies()
    raise ValueError(f"unknown layout: {layout!r}")


def counted_curve(curve: KnownCurve, layout: str, memory_watts: float) -> KnownCurve:
    """Return what a right reader of *layout* shows when the packages follow *curve*."""
    counted = [zone for zone in zones_of(layout, memory_watts) if zone.counted]
    share = math.fsum(zone.share for zone in counted)
    extra_watts = math.fsum(zone.extra_watts for zone in counted)
    corners = tuple((seconds, watts * share + extra_watts) for seconds, watts in curve.corners)
    return replace(curve, corners=corners)


def _mirrored_dies() -> list[EmulatedZone]:
    """Two packages of two dies; each die shows the counter of its whole package."""
    zones = []
    for place, share in enumerate((0.6, 0.6, 0.4, 0.4)):
        package, die = divmod(place, 2)
        zone = _package(f"intel-rapl:{place}", f"package-{package}-die-{die}", share)
        zone.first_microjoules = (5 + package) * 1_000_000_000
        zone.counted = die == 0
        zones.append(zone)
    return zones


def _package(identifier: str, name: str, share: float = 1.0) -> EmulatedZone:
    return EmulatedZone(identifier, name, share, counted=True, limits_watts=(65.0, 0.0))


def _memory(identifier: str, watts: float) -> EmulatedZone:
    return EmulatedZone(
        identifier,
        "dram",
        share=0.0,
        extra_watts=watts,
        range_microjoules=MEMORY_RANGE_MICROJOULES,
        counted=True,
    )
