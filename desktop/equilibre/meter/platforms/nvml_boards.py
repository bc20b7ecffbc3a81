"""One NVIDIA graphics card as the library of its driver (NVML) shows it."""

import contextlib
from typing import Any

from equilibre.meter.counting.counter import Change, Counter
from equilibre.meter.counting.refresh import Refresh
from equilibre.meter.figures import figures

# Codes of nvml.h.
_FIELD_POWER_INSTANT = 186
_WITHOUT_COUNTER = (3, 13)  # not supported, function not found

MILLIJOULE = 1e-3
MILLIWATT = 1e-3
PATIENCE_SECONDS = 5.0  # read errors shorter than this are bridged: the counter goes on
RETRY_SECONDS = 2.0


class Board:
    """A graphics card: its energy counter, or its power added up over real times."""

    def __init__(self, library: Any, handle: Any) -> None:
        """Find out what the card can say. Raises library.NVMLError when it says nothing."""
        self._library = library
        self._handle = handle
        self._counter: Counter | None = None
        self._power: tuple[float, float] | None = None  # time, watts
        self._power_joules = 0.0
        self._has_instant_power = True
        self._failing_since: float | None = None
        self._retry_seconds = 0.0
        self._refresh = Refresh(figures("sensors")["nvml_refresh_seconds"].value)
        self.is_lost = False
        self.missed = False
        self.resumed = False
        self.name = self._name()
        self.is_partitioned = self._is_partitioned()
        self.has_counter = self._has_counter()
        if self.has_counter:
            cap_watts = figures("sensors")["nvml_default_cap_watts"].value
            self._counter = Counter(MILLIJOULE, None, cap_watts)
        else:
            self._power_watts()

    @property
    def energy_joules(self) -> float:
        """What was counted since the first reading."""
        return self._counter.energy_joules if self._counter else self._power_joules

    @property
    def refresh_seconds(self) -> float:
        """The time between two values of the card, as seen so far."""
        return self._refresh.seconds

    @property
    def is_failing(self) -> bool:
        """Whether the card does not answer now, and may do so again in a moment."""
        return self._failing_since is not None and not self.is_lost

    def follow(self, time_seconds: float) -> Change | None:
        """Read the card at *time_seconds*; return what it did, None when it does not answer.

        ``missed`` is true afterwards when the energy since the previous answer is not known;
        ``resumed`` when this is the first answer after a silence.
        """
        self.missed = self.resumed = False
        if self.is_lost and time_seconds < self._retry_seconds:
            return None
        try:
            change = self._counted(time_seconds) if self._counter else self._added(time_seconds)
        except self._library.NVMLError:
            self._fail(time_seconds)
            return None
        if self._failing_since is not None:
            self._failing_since = None
            self.is_lost = False
            self.resumed = True
            # A counter has gone on by itself meanwhile; a power was not added up.
            self.missed = self._counter is None
        self.missed = self.missed or change is Change.RESTARTED
        return change

    def _counted(self, time_seconds: float) -> Change:
        assert self._counter is not None
        millijoules = int(self._library.nvmlDeviceGetTotalEnergyConsumption(self._handle))
        advance = self._counter.judge(millijoules, time_seconds)
        if advance.change is not Change.STILL:
            self._counter.take(advance)
        self._refresh.hear(millijoules, time_seconds)
        return advance.change

    def _added(self, time_seconds: float) -> Change:
        watts = self._power_watts()
        self._refresh.hear(watts, time_seconds)
        previous, self._power = self._power, (time_seconds, watts)
        if previous is None:
            return Change.FIRST
        # The trapezoid between two real times: a nominal period would be wrong by the jitter.
        self._power_joules += (previous[1] + watts) / 2.0 * (time_seconds - previous[0])
        return Change.MOVED

    def _fail(self, time_seconds: float) -> None:
        self._power = None
        self._refresh.forget()
        if self._failing_since is None:
            self._failing_since = time_seconds
        if time_seconds - self._failing_since > PATIENCE_SECONDS:
            self.is_lost = True
            self._retry_seconds = time_seconds + RETRY_SECONDS

    def _has_counter(self) -> bool:
        try:
            self._library.nvmlDeviceGetTotalEnergyConsumption(self._handle)
        except self._library.NVMLError as problem:
            if getattr(problem, "value", None) in _WITHOUT_COUNTER:
                return False  # before Volta, or an old driver
            raise
        except AttributeError:
            return False  # an old library
        return True

    def _power_watts(self) -> float:
        if self._has_instant_power:
            # Newer cards average nvmlDeviceGetPowerUsage over a second; this field they do not.
            with contextlib.suppress(self._library.NVMLError, AttributeError):
                field = self._library.nvmlDeviceGetFieldValues(
                    self._handle, [_FIELD_POWER_INSTANT]
                )[0]
                if field.nvmlReturn == 0:
                    return float(field.value.uiVal) * MILLIWATT
        watts = float(self._library.nvmlDeviceGetPowerUsage(self._handle)) * MILLIWATT
        self._has_instant_power = False  # it answers, but not to the better question
        return watts

    def _name(self) -> str:
        try:
            name = self._library.nvmlDeviceGetName(self._handle)
        except (self._library.NVMLError, AttributeError, UnicodeError):
            return ""
        return name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)

    def _is_partitioned(self) -> bool:
        try:
            present, _pending = self._library.nvmlDeviceGetMigMode(self._handle)
        except (self._library.NVMLError, AttributeError):
            return False  # a card that cannot be partitioned
        return bool(present)
