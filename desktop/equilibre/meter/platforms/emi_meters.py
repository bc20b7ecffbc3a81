"""The energy meters of Windows, opened, and the processor's counters found among them."""

import contextlib

from equilibre.meter.counting.counted import Measured
from equilibre.meter.platforms.emi_records import (
    MEASUREMENT_BYTES,
    PICOWATT_HOUR_JOULES,
    ChannelPlace,
    EmiMeasurement,
    EmiMetadata,
    channels_to_add,
    measurements,
    metadata,
    other_channels,
    without_mirrors,
)
from equilibre.meter.platforms.emi_windows import (
    GET_MEASUREMENT,
    GET_METADATA,
    GET_METADATA_SIZE,
    GET_VERSION,
    EnergyMeters,
)
from equilibre.records import dataclass

_LARGEST_METADATA_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class _Meter:
    """A meter, open."""

    handle: int
    described: EmiMetadata


class ProcessorMeters:
    """The counters of the processor and its memory; the meters without any are closed again."""

    def __init__(self, system: EnergyMeters) -> None:
        """Open the meters of *system*. Raises OSError when they cannot even be listed."""
        self._system = system
        self.refused = False  # a meter is there, but closed to this account
        self._meters = self._opened()
        described = [meter.described for meter in self._meters]
        self.others = other_channels(described)
        self.places: list[ChannelPlace] = []
        try:
            self.places = self._chosen(channels_to_add(described))
        except (OSError, ValueError):
            self.places = []
        in_use = {place.meter for place in self.places}
        for number, meter in enumerate(self._meters):
            if number not in in_use:  # on AMD processors there is one for each core
                self._close(meter.handle)
        self._open = sorted(in_use)

    @property
    def covers_memory(self) -> bool:
        """Whether the memory is among the counters."""
        return any(not place.is_package for place in self.places)

    @property
    def steady(self) -> list[bool]:
        """For each of ``places``, whether it always moves: the memory may rest."""
        return [place.is_package for place in self.places]

    def measured(self) -> list[Measured]:
        """Return what the counters say, in the order of ``places``. Raises OSError, ValueError.

        In pWh, at the time of the meter's own clock: when we ask does not spoil its power.
        """
        answers = {number: self._answer(number) for number in self._open}
        try:
            said = [answers[place.meter][place.index] for place in self.places]
        except IndexError:
            raise ValueError("the meter gives fewer measurements than before") from None
        return [Measured(one.energy_picowatt_hours, one.time_seconds) for one in said]

    def close(self) -> None:
        """Let go of the meters."""
        for number in self._open:
            self._close(self._meters[number].handle)
        self._open = []

    def _opened(self) -> list[_Meter]:
        meters = []
        for path in self._system.paths():
            try:
                handle = self._system.open(path)
            except OSError as problem:
                self.refused = self.refused or isinstance(problem, PermissionError)
                continue
            try:
                meters.append(_Meter(handle, self._described(handle)))
            except (OSError, ValueError):
                self._close(handle)
        return meters

    def _described(self, handle: int) -> EmiMetadata:
        """Return what the meter says of itself. Raises OSError or ValueError."""
        version = int.from_bytes(self._system.ask(handle, GET_VERSION, 2), "little")
        size = int.from_bytes(self._system.ask(handle, GET_METADATA_SIZE, 4), "little")
        if not 0 < size <= _LARGEST_METADATA_BYTES:
            raise ValueError(f"metadata of {size} bytes")
        return metadata(version, self._system.ask(handle, GET_METADATA, size))

    def _chosen(self, places: list[ChannelPlace]) -> list[ChannelPlace]:
        """Return those of *places* that say something of their own. Raises OSError, ValueError."""
        answers = {number: self._answer(number) for number in {place.meter for place in places}}
        answering = [place for place in places if place.index < len(answers[place.meter])]
        energies_joules = {
            place: answers[place.meter][place.index].energy_picowatt_hours * PICOWATT_HOUR_JOULES
            for place in answering
        }
        return without_mirrors(answering, energies_joules)

    def _answer(self, number: int) -> list[EmiMeasurement]:
        meter = self._meters[number]
        size = MEASUREMENT_BYTES * max(1, meter.described.claimed_channels)
        return measurements(self._system.ask(meter.handle, GET_MEASUREMENT, size))

    def _close(self, handle: int) -> None:
        with contextlib.suppress(OSError):
            self._system.close(handle)
