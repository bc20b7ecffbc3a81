"""Energy of the whole computer from its battery, while it is unplugged (Linux)."""

import time
from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path

from equilibre.meter.computer import Computer, this_computer
from equilibre.meter.counting.counter import Change
from equilibre.meter.counting.cross_check import CrossCheck
from equilibre.meter.counting.integral import Integral
from equilibre.meter.counting.refresh import Refresh
from equilibre.meter.figures import figures
from equilibre.meter.platforms.files import read_small
from equilibre.meter.platforms.supplies import Battery as BatteryState
from equilibre.meter.platforms.supplies import Store, supplies
from equilibre.meter.reading import Boundary, Kind, Route, Status
from equilibre.meter.reasons.elsewhere import reason_elsewhere
from equilibre.meter.sensor import Reading
from equilibre.numbers import percent
from equilibre.texts import _

# Batteries renew their power every few seconds at best.
SHORTEST_SECONDS = 1.0
# Two accounts are compared over at least so many renewals.
LEAST_RENEWALS = 10
# The files that together say the power of a battery.
POWER_FILES = ("power_now", "current_now", "voltage_now")


class _State(Enum):
    SPEAKING = auto()
    ON_MAINS = auto()
    SILENT = auto()  # unplugged, but it does not say its power
    REFUSED = auto()  # unplugged, but this account may not read its power
    NONE = auto()
    REMOVED = auto()
    CLOSED = auto()


_STATUS = {
    _State.SPEAKING: Status.AVAILABLE,
    _State.ON_MAINS: Status.WAITING,
    _State.SILENT: Status.WAITING,
    _State.REFUSED: Status.NO_PERMISSION,
    _State.NONE: Status.ABSENT,
    _State.REMOVED: Status.LOST,
    _State.CLOSED: Status.NO_PERMISSION,
}


class Battery:
    """Every battery of the computer, added up; read once a second at most."""

    def __init__(
        self,
        root: Path,
        computer: Computer | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._root = root
        self._computer = computer or this_computer()
        self._clock = clock
        assumed = figures("sensors")
        self._assumed_uncertainty = assumed["battery_relative_uncertainty"].value
        self._refresh = Refresh(assumed["battery_refresh_seconds"].value)
        self._check = CrossCheck(LEAST_RENEWALS, assumed["battery_check_tolerance"].value)
        self._integral = Integral()
        self._stores: dict[str, Store] = {}
        self._drained_joules = 0.0
        self._next_seconds = 0.0
        self._state = _State.NONE
        self._look()

    def route(self) -> Route:
        state = self._state
        return Route(
            key="battery",
            name=_("Battery"),
            device="computer",
            kind=Kind.MEASURED,
            status=_STATUS[state],
            scope=self._scope(),
            reason=self._reason(state),
            remedy=self._remedy(state),
            relative_uncertainty=max(self._assumed_uncertainty, self._check.disagreement),
            refresh_seconds=max(SHORTEST_SECONDS, self._refresh.seconds),
            boundary=Boundary.COMPUTER,
            around=True,
            unit="µW",
            system="Linux",
        )

    def read(self) -> Reading | None:
        now = self._clock()
        if now < self._next_seconds:
            return None
        self._next_seconds = now + SHORTEST_SECONDS
        batteries = self._look()
        if self._state is not _State.SPEAKING:
            self._forget()
            return None
        watts = sum(battery.watts or 0.0 for battery in batteries)
        self._refresh.hear(watts, now)
        change = self._integral.add(watts, now)
        self._compare(batteries)
        return Reading(self._integral.energy_joules, gap=change is Change.RESTARTED)

    def close(self) -> None:
        self._forget()

    def _look(self) -> tuple[BatteryState, ...]:
        """Return the batteries that feed the computer, and set the state."""
        known = self._state not in (_State.NONE, _State.CLOSED)
        try:
            shown = supplies(self._root)
        except PermissionError:
            self._state = _State.CLOSED
            return ()
        except OSError:
            self._state = _State.REMOVED if known else _State.NONE
            return ()
        feeding = tuple(b for b in shown.batteries if b.status == "Discharging")
        if not shown.batteries:
            self._state = _State.REMOVED if known else _State.NONE
        elif shown.on_mains:
            self._state = _State.ON_MAINS
        elif not feeding or any(battery.watts is None for battery in feeding):
            refused = any(self._refuses(b) for b in feeding if b.watts is None)
            self._state = _State.REFUSED if refused else _State.SILENT
        else:
            self._state = _State.SPEAKING
        return feeding

    def _refuses(self, battery: BatteryState) -> bool:
        """Return whether this account may not read what *battery* says of its power."""
        for file in POWER_FILES:
            try:
                read_small(self._root / battery.name / file)
            except PermissionError:
                return True
            except OSError:
                continue
        return False

    def _forget(self) -> None:
        self._integral.forget()
        self._refresh.forget()
        self._stores = {}  # the check begins anew with the next ones

    def _compare(self, batteries: tuple[BatteryState, ...]) -> None:
        """Hold what the batteries say that they have lost against the power added up."""
        stores = {battery.name: battery.store for battery in batteries}
        before, self._stores = self._stores, stores
        if before.keys() != stores.keys():
            self._check.forget()
            return
        lost = [before[name].drained_joules(store) for name, store in stores.items()]
        known = [joules for joules in lost if joules is not None]
        if len(known) < len(lost):
            self._check.forget()
            return
        self._drained_joules += sum(known)
        self._check.hear(self._drained_joules, self._integral.energy_joules)

    def _scope(self) -> str:
        sentences = [
            _(
                "The whole computer while it is unplugged: screen, disks and fans too; not the"
                " losses of the charger."
            )
        ]
        if self._check.disagreement:
            sentences.append(
                _(
                    "What the battery has lost differs by {percent} from the power that it"
                    " states: this is taken as its uncertainty."
                ).format(percent=percent(self._check.disagreement, 0))
            )
        else:
            sentences.append(
                _("The uncertainty of {percent} is our assumption: the makers state none.").format(
                    percent=percent(self._assumed_uncertainty, 0)
                )
            )
        return " ".join(sentences)

    def _reason(self, state: _State) -> str:
        match state:
            case _State.SPEAKING:
                return ""
            case _State.ON_MAINS:
                return _("The computer is on mains: its battery does not say what it draws.")
            case _State.SILENT:
                return _("The battery does not say its power.")
            case _State.REFUSED:
                return _("This account may not read the power of the battery.")
            case _State.REMOVED:
                return _("The battery is no longer there.")
            case _State.CLOSED:
                return _("This account may not ask the battery.")
        if self._computer.system != "Linux":
            return reason_elsewhere("Linux", self._computer)
        if self._computer.is_virtual:
            return _("This is a virtual machine: it shows no battery.")
        return _("This computer has no battery.")

    def _remedy(self, state: _State) -> str:
        match state:
            case _State.ON_MAINS:
                return _(
                    "Unplug the charger: the battery then meters the whole computer. Leave the"
                    " brightness of the screen as it is during a comparison."
                )
            case _State.SILENT:
                return _("Wait a minute: some batteries speak a while after they are unplugged.")
            case _State.REFUSED:
                return _("Ask the administrator of this computer for access to the battery.")
            case _State.REMOVED:
                return _("It is looked for again every second.")
            case _State.CLOSED:
                return _("Start the program outside of the sandbox that hides the battery.")
        return ""
