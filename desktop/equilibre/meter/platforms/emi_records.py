"""What the Energy Metering Interface of Windows says, byte by byte, and what of it to add up.

Layouts: ``emi.h`` of the Windows software development kit, packed and little-endian.
"""

import re
import struct
from collections.abc import Iterable, Mapping, Sequence

from equilibre.records import dataclass

PICOWATT_HOUR_JOULES = 3.6e-9  # 1e-12 W during 3600 s
DEVICE_TICK_SECONDS = 1e-7  # AbsoluteTime counts units of 100 ns

_PICOWATT_HOURS = 0  # the one unit that the interface knows
_VERSION_1_HEAD = struct.Struct("<i32s32sHH")  # unit, maker, model, revision, bytes of the name
_VERSION_2_HEAD = struct.Struct("<32s32sHH")  # maker, model, revision, channels
_CHANNEL_HEAD = struct.Struct("<iH")  # unit, bytes of the name that follows
_MEASUREMENT = struct.Struct("<QQ")  # energy, time
MEASUREMENT_BYTES = _MEASUREMENT.size

# The counters of Intel and AMD processors: the package and the memory are added up. Cores (PP0,
# one device per core on AMD) and built-in graphics (PP1) are inside the package, PSYS around it.
_ADDED = re.compile(r"RAPL_Package(?P<package>\d+(?:_Die\d+)?)_(?P<part>PKG|DRAM)", re.IGNORECASE)
_OF_PROCESSOR = re.compile(r"RAPL_", re.IGNORECASE)

_MIRROR_JOULES = 1.0  # two packages that agree this closely...
_MIRROR_LEAST_JOULES = 1000.0  # ...after having counted this much are one counter shown twice


@dataclass(frozen=True, slots=True)
class EmiChannel:
    """One counter of a meter."""

    name: str  # "RAPL_Package0_PKG"
    is_in_picowatt_hours: bool


@dataclass(frozen=True, slots=True)
class EmiMetadata:
    """What a meter says of itself."""

    maker: str
    model: str
    channels: tuple[EmiChannel, ...]  # those that are whole, in the order of the measurements
    claimed_channels: int  # how many it says that it has


@dataclass(frozen=True, slots=True)
class EmiMeasurement:
    """One counter at one time of the meter's own clock."""

    energy_picowatt_hours: int
    time_seconds: float


@dataclass(frozen=True, slots=True)
class ChannelPlace:
    """A counter to add up, and where it is found."""

    meter: int  # which of the meters
    index: int  # which of its measurements
    name: str
    is_package: bool  # the memory otherwise


def metadata(version: int, data: bytes) -> EmiMetadata:
    """Return what *data*, the metadata of a meter of *version* 1 or 2, says.

    Channels that the data does not hold whole are left out, whatever number it claims. Raises
    ValueError for another version and for data shorter than its own head.
    """
    if version == 1 and len(data) >= _VERSION_1_HEAD.size:
        unit, maker, model, _revision, name_bytes = _VERSION_1_HEAD.unpack_from(data)
        name = data[_VERSION_1_HEAD.size : _VERSION_1_HEAD.size + name_bytes]
        channels = [EmiChannel(_text(name), unit == _PICOWATT_HOURS)]
        return EmiMetadata(_text(maker), _text(model), tuple(channels), 1)
    if version == 2 and len(data) >= _VERSION_2_HEAD.size:
        maker, model, _revision, claimed = _VERSION_2_HEAD.unpack_from(data)
        channels = list(_channels(data, claimed))
        return EmiMetadata(_text(maker), _text(model), tuple(channels), claimed)
    raise ValueError(f"{len(data)} bytes are no metadata of version {version}")


def _channels(data: bytes, claimed: int) -> Iterable[EmiChannel]:
    offset = _VERSION_2_HEAD.size
    for _channel in range(claimed):
        begin = offset + _CHANNEL_HEAD.size
        if begin > len(data):
            return
        unit, name_bytes = _CHANNEL_HEAD.unpack_from(data, offset)
        offset = begin + name_bytes
        if offset > len(data):
            return
        yield EmiChannel(_text(data[begin:offset]), unit == _PICOWATT_HOURS)


def measurements(data: bytes) -> list[EmiMeasurement]:
    """Return the measurements in *data*, one per channel; an incomplete last one is left out."""
    whole = data[: len(data) // MEASUREMENT_BYTES * MEASUREMENT_BYTES]
    return [
        EmiMeasurement(energy, ticks * DEVICE_TICK_SECONDS)
        for energy, ticks in _MEASUREMENT.iter_unpack(whole)
    ]


def channels_to_add(meters: Sequence[EmiMetadata]) -> list[ChannelPlace]:
    """Return the counters of *meters* that make up the processor and its memory, each once."""
    chosen: dict[tuple[str, str], ChannelPlace] = {}
    for meter, described in enumerate(meters):
        for index, channel in enumerate(described.channels):
            match = _ADDED.fullmatch(channel.name)
            if match is None or not channel.is_in_picowatt_hours:
                continue
            part = match["part"].upper()
            place = ChannelPlace(meter, index, channel.name, part == "PKG")
            chosen.setdefault((match["package"].lower(), part), place)
    packages = {package for package, part in chosen if part == "PKG"}
    return [place for (package, _part), place in chosen.items() if package in packages]


def without_mirrors(
    places: Sequence[ChannelPlace], energies_joules: Mapping[ChannelPlace, float]
) -> list[ChannelPlace]:
    """Return *places* without the counters that say nothing of their own.

    Some processors of several dies show one counter once per die; where the processor does not
    count its memory, that counter stays at 0. *energies_joules* is what each has counted.
    """
    kept: list[ChannelPlace] = []
    for place in places:
        energy_joules = energies_joules[place]
        if energy_joules == 0.0 and not place.is_package:
            continue
        if energy_joules <= _MIRROR_LEAST_JOULES or not any(
            other.is_package == place.is_package
            and abs(energies_joules[other] - energy_joules) < _MIRROR_JOULES
            for other in kept
        ):
            kept.append(place)
    return kept


def other_channels(meters: Sequence[EmiMetadata]) -> list[str]:
    """Return the names of the counters of which nothing is known: they are not added.

    Some computers have meters of their own, whose names do not say what contains what.
    """
    names = [channel.name for described in meters for channel in described.channels]
    return sorted({name for name in names if name and not _OF_PROCESSOR.match(name)})


def _text(data: bytes) -> str:
    """Return the UTF-16 text before the first zero of *data*; a lone last byte is left out."""
    even = data[: len(data) // 2 * 2]
    return even.decode("utf-16-le", errors="replace").split("\0")[0].strip()
