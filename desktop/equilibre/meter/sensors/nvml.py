"""Energy of NVIDIA graphics cards from the library of their driver (NVML)."""

import contextlib
import importlib
import time
from collections.abc import Callable
from typing import Any

from equilibre.meter.figures import figures
from equilibre.meter.reading import Kind, Route, Status
from equilibre.meter.sensor import Reading
from equilibre.meter.sensors.counter import Change, Counter
from equilibre.texts import _, ngettext

# Return codes and field of the NVML interface (nvml.h).
_ERROR_NO_PERMISSION = 4
_FIELD_POWER_INSTANT = 186

MILLIJOULE = 1e-3
MILLIWATT = 1e-3
PATIENCE_SECONDS = 5.0
STILL_SECONDS = 5.0
RETRY_SECONDS = 2.0


class _Board:
    """One graphics card: its energy counter, or its power added up over real times."""

    def __init__(self, library: Any, handle: Any) -> None:
        """Find out what the card can say. Raises library.NVMLError when it says nothing."""
        self._library = library
        self._handle = handle
        self._counter: Counter | None = None
        self._power: tuple[float, float] | None = None  # time, watts
        self._power_joules = 0.0
        self.has_counter = False
        self.has_instant_power = True
        try:
            library.nvmlDeviceGetTotalEnergyConsumption(handle)
        except library.NVMLError:
            self._power_watts()
        else:
            self.has_counter = True
            cap_watts = figures("sensors")["nvml_default_cap_watts"].value
            self._counter = Counter(MILLIJOULE, None, cap_watts)

    @property
    def energy_joules(self) -> float:
        return self._counter.energy_joules if self._counter else self._power_joules

    def follow(self, time_seconds: float) -> Change:
        """Read the card at *time_seconds*. Raises library.NVMLError."""
        if self._counter is None:
            return self._integrate(time_seconds)
        millijoules = int(self._library.nvmlDeviceGetTotalEnergyConsumption(self._handle))
        advance = self._counter.judge(millijoules, time_seconds)
        if advance.change is not Change.STILL:
            self._counter.take(advance)
        return advance.change

    def forget(self) -> None:
        """The time until the next reading was not followed."""
        self._power = None

    def _integrate(self, time_seconds: float) -> Change:
        watts = self._power_watts()
        previous, self._power = self._power, (time_seconds, watts)
        if previous is None:
            return Change.RESTARTED if self._power_joules else Change.FIRST
        # The trapezoid between two real times: a nominal period would be wrong by the jitter.
        self._power_joules += (previous[1] + watts) / 2.0 * (time_seconds - previous[0])
        return Change.MOVED

    def _power_watts(self) -> float:
        if self.has_instant_power:
            # Newer cards average nvmlDeviceGetPowerUsage over a second; this field they do not.
            try:
                field = self._library.nvmlDeviceGetFieldValues(
                    self._handle, [_FIELD_POWER_INSTANT]
                )[0]
                if field.nvmlReturn == 0:
                    return float(field.value.uiVal) * MILLIWATT
            except (self._library.NVMLError, AttributeError):
                pass
            self.has_instant_power = False
        return float(self._library.nvmlDeviceGetPowerUsage(self._handle)) * MILLIWATT


class Nvml:
    """Every NVIDIA graphics card of this computer, added up.

    All calls into the library are made by the thread that makes the record and then by the one
    that reads it, never by two at once.
    """

    def __init__(self, library: Any = None, clock: Callable[[], float] = time.monotonic) -> None:
        """Look for the cards through *library*, a module like ``pynvml`` (None: that one)."""
        self._library = library
        self._clock = clock
        self._boards: list[_Board] = []
        self._silent_boards = 0
        self._before_joules = 0.0
        self._moved_seconds = 0.0
        self._failing_since: float | None = None
        self._retry_seconds = 0.0
        self._gap = False
        self._initialised = False
        self._status = self._find()

    def route(self) -> Route:
        assumed = figures("sensors")
        status = self._status
        return Route(
            key="nvml",
            name=_("NVIDIA graphics card (NVML)"),
            device="gpu",
            kind=Kind.MEASURED,
            status=status,
            scope=self._scope(),
            reason=self._reason(status),
            remedy=self._remedy(status),
            relative_uncertainty=assumed["nvml_relative_uncertainty"].value,
            refresh_seconds=assumed["nvml_refresh_seconds"].value,
            unit="mJ",
        )

    def read(self) -> Reading | None:
        now = self._clock()
        if self._status is Status.LOST:
            if now < self._retry_seconds:
                return None
            self._retry_seconds = now + RETRY_SECONDS
            if self._find() is not Status.AVAILABLE:
                return None
            self._status = Status.AVAILABLE
            self._gap = True
        if self._status is not Status.AVAILABLE:
            return None
        try:
            changes = [board.follow(self._clock()) for board in self._boards]
        except self._library.NVMLError:
            self._fail(now)
            return None
        if self._failing_since is not None:
            self._failing_since = None
            self._gap = True
        if all(change is Change.STILL for change in changes):
            if now - self._moved_seconds > STILL_SECONDS:
                self._lose(now)
            return None
        self._moved_seconds = now
        gap = self._gap or Change.RESTARTED in changes
        self._gap = False
        energy_joules = self._before_joules + sum(board.energy_joules for board in self._boards)
        return Reading(energy_joules, gap)

    def close(self) -> None:
        self._boards = []
        if self._initialised:
            self._initialised = False
            # Where the driver is gone there is nothing left to close.
            with contextlib.suppress(self._library.NVMLError):
                self._library.nvmlShutdown()

    def _fail(self, now: float) -> None:
        for board in self._boards:
            board.forget()
        if self._failing_since is None:
            self._failing_since = now
        if now - self._failing_since > PATIENCE_SECONDS:
            self._lose(now)

    def _lose(self, now: float) -> None:
        self._before_joules += sum(board.energy_joules for board in self._boards)
        self.close()
        self._failing_since = None
        self._retry_seconds = now + RETRY_SECONDS
        self._status = Status.LOST

    def _find(self) -> Status:
        if self._library is None:
            try:
                self._library = importlib.import_module("pynvml")
            except ImportError:
                return Status.ABSENT
        library = self._library
        try:
            library.nvmlInit()
            self._initialised = True
            handles = [
                library.nvmlDeviceGetHandleByIndex(index)
                for index in range(library.nvmlDeviceGetCount())
            ]
        except library.NVMLError as problem:
            self.close()
            refused = getattr(problem, "value", None) == _ERROR_NO_PERMISSION
            return Status.NO_PERMISSION if refused else Status.ABSENT
        refused = False
        silent_boards = 0
        for handle in handles:
            try:
                self._boards.append(_Board(library, handle))
            except library.NVMLError as problem:
                silent_boards += 1
                refused = refused or getattr(problem, "value", None) == _ERROR_NO_PERMISSION
        self._silent_boards = silent_boards
        self._moved_seconds = self._clock()
        if self._boards:
            return Status.AVAILABLE
        self.close()
        return Status.NO_PERMISSION if refused else Status.ABSENT

    def _scope(self) -> str:
        boards = len(self._boards)
        sentences = [
            _("The whole graphics card with its memory and fans, whoever uses it.")
            if boards < 2
            else ngettext(
                "{count} whole graphics card with its memory and fans, whoever uses it.",
                "{count} whole graphics cards with their memory and fans, whoever uses them.",
                boards,
            ).format(count=boards)
        ]
        if boards and self._silent_boards:
            sentences.append(
                ngettext(
                    "{count} further card says nothing of its energy and is not metered.",
                    "{count} further cards say nothing of their energy and are not metered.",
                    self._silent_boards,
                ).format(count=self._silent_boards)
            )
        if any(not board.has_counter for board in self._boards):
            sentences.append(
                _("Without an energy counter, its power is read ten times a second and added up.")
            )
        sentences.append(
            _("NVIDIA states 5 % of uncertainty for older cards; we assume it for all.")
        )
        return " ".join(sentences)

    def _reason(self, status: Status) -> str:
        if status is Status.AVAILABLE:
            return ""
        if status is Status.NO_PERMISSION:
            return _("The driver of the graphics card does not let this account read its energy.")
        if status is Status.LOST:
            return _("The graphics card no longer answers.")
        if self._silent_boards:
            return _("The NVIDIA graphics card of this computer says nothing of its energy.")
        return _("No NVIDIA graphics card with its driver was found on this computer.")

    def _remedy(self, status: Status) -> str:
        if status is Status.NO_PERMISSION:
            return _("Ask the administrator of this computer for access to the graphics card.")
        if status is Status.LOST:
            return _("It is looked for again every two seconds.")
        if status is Status.AVAILABLE or self._silent_boards:
            return ""
        return _(
            "If this computer has an NVIDIA card, install NVIDIA's own driver and start the"
            " program again."
        )
