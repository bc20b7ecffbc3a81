"""Power of a whole Mac as its controller (SMC) knows it."""

import time
from collections.abc import Callable

from equilibre.meter.computer import Computer, this_computer
from equilibre.meter.counting.whole_power import Look, Supply, WholePower
from equilibre.meter.figures import figures
from equilibre.meter.platforms.smc_connection import AppleSmc, SmcConnection
from equilibre.meter.platforms.smc_records import (
    SmcKind,
    kind_answer,
    kind_request,
    value_answer,
    value_request,
)
from equilibre.meter.reading import Boundary, Kind, Route, Status
from equilibre.meter.reasons.elsewhere import reason_elsewhere
from equilibre.meter.sensor import Reading
from equilibre.texts import _

KEY = "PSTR"  # the power of the whole system, in watts


class Smc:
    """The power of the whole Mac, plugged in or not."""

    def __init__(
        self,
        computer: Computer | None = None,
        connect: Callable[[], SmcConnection] = AppleSmc,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Reach the controller with *connect*."""
        self._computer = computer or this_computer()
        self._connect = connect
        self._connection: SmcConnection | None = None
        self._kind: SmcKind | None = None
        refresh_seconds = figures("sensors")["smc_refresh_seconds"].value
        self._power = WholePower(self._look, refresh_seconds, 0.0, clock)
        if self._power.status is not Status.AVAILABLE:
            self.close()

    def route(self) -> Route:
        status = self._power.status
        return Route(
            key="smc",
            name=_("Whole Mac (system controller)"),
            device="computer",
            kind=Kind.MEASURED,
            status=status,
            scope=_(
                "The whole Mac with its screen, disks and fans, plugged in or not; not the"
                " losses of its charger nor the charging of its battery. Apple documents neither"
                " this figure nor its uncertainty: the 5 % are our assumption."
            ),
            reason=self._reason(status),
            remedy=_("It is asked again by itself.") if status is Status.LOST else "",
            relative_uncertainty=figures("sensors")["smc_relative_uncertainty"].value,
            refresh_seconds=self._power.refresh_seconds,
            # Metered inside, behind the adapter or the built-in power supply, whose losses are
            # therefore not in it: the computer, not the plug.
            boundary=Boundary.COMPUTER,
            around=True,
            unit="W",
            system="macOS",
        )

    def read(self) -> Reading | None:
        return self._power.read()

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _look(self) -> Look:
        """Ask the controller. Raises OSError or ValueError."""
        if self._computer.system != "macOS":
            return Look(Supply.NONE)
        try:
            if self._connection is None:
                self._connection = self._connect()
            if self._kind is None:
                self._kind = kind_answer(self._connection.call(kind_request(KEY)))
            answer = self._connection.call(value_request(KEY, self._kind))
            power_watts = value_answer(answer, self._kind)
        except KeyError:
            return Look(Supply.NONE)
        except AttributeError as problem:
            raise OSError("a library without the function") from problem
        except OSError:
            self.close()  # a connection that was cut is made again at the next look
            raise
        if power_watts <= 0.0:
            raise ValueError("a computer that works uses power")
        return Look(Supply.KNOWN, power_watts)

    def _reason(self, status: Status) -> str:
        if status is Status.AVAILABLE:
            return ""
        if self._computer.system != "macOS":
            return reason_elsewhere("macOS", self._computer)
        if status is Status.NO_PERMISSION:
            return _("This account may not ask the system controller of this Mac.")
        if status is Status.LOST:
            return _("The system controller no longer answers.")
        if self._computer.is_virtual:
            return _("This is a virtual machine: it has no system controller.")
        return _("The system controller of this Mac does not say the power of the whole.")
