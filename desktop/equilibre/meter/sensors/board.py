"""Energy of ARM boards that meter the rails which feed them (hwmon)."""

import time
from collections.abc import Callable
from pathlib import Path

from equilibre.meter.computer import Computer, this_computer
from equilibre.meter.counting.following import Following, Found
from equilibre.meter.figures import figures
from equilibre.meter.platforms.files import read_number
from equilibre.meter.platforms.monitors import (
    Chip,
    PowerMeter,
    chips,
    interval,
    monitors,
    slowest,
    text,
)
from equilibre.meter.reading import Boundary, Kind, Route, Status
from equilibre.meter.reasons.elsewhere import reason_elsewhere
from equilibre.meter.sensor import Reading
from equilibre.records import dataclass
from equilibre.texts import _

MILLI = 1e-3
_CHANNELS = (1, 2, 3)  # further files of the chip are sums and shunt voltages
_UNUSED = "NC"  # not connected


@dataclass(frozen=True, slots=True)
class Rail:
    """One supply of a board, with the chip that meters it."""

    folder: Path
    channel: int
    label: str  # "VDD_IN"; empty where the board names none

    def watts(self) -> float:
        """Return voltage times current. Raises OSError or ValueError."""
        volts = read_number(self.folder / f"in{self.channel}_input") * MILLI
        # A resting rail may show a current a little below zero.
        amperes = max(0, read_number(self.folder / f"curr{self.channel}_input")) * MILLI
        return volts * amperes


def rails(chip: Chip, folders: list[Path]) -> tuple[list[Rail], bool]:
    """Return the rails to add up, each energy once, and whether one of them is the total."""
    found = [
        Rail(folder, channel, text(folder / f"in{channel}_label"))
        for folder in folders
        for channel in _CHANNELS
        if (folder / f"in{channel}_input").exists()
        and (folder / f"curr{channel}_input").exists()
        and text(folder / f"in{channel}_enable") != "0"
    ]
    for total in chip.totals:
        for rail in found:
            if rail.label == total:
                return [rail], True
    labels = {rail.label for rail in found}
    fed = {rail for rail, feeder in chip.inside if feeder in labels}
    return [rail for rail in found if rail.label not in fed and rail.label != _UNUSED], False


class Board:
    """The supply of an ARM board, from the chips that meter its rails."""

    def __init__(
        self,
        root: Path,
        computer: Computer | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._root = root
        self._computer = computer or this_computer()
        self._names: tuple[tuple[int, str], ...] = ()  # channel and label of each rail
        self._has_total = False
        self._has_chip = False
        self._following = Following(self._find, clock)

    def route(self) -> Route:
        assumed = figures("sensors")
        status = self._following.status
        return Route(
            key="board",
            name=_("Power sensors of the board"),
            device="cpu",
            kind=Kind.MEASURED,
            status=status,
            scope=self._scope(),
            reason=self._reason(status),
            remedy=self._remedy(status),
            relative_uncertainty=assumed["board_relative_uncertainty"].value,
            refresh_seconds=slowest(self._following.meters),
            covers=chips()["ina3221"].covers,
            boundary=Boundary.PARTS,
            unit="mV × mA",
            system="Linux",
        )

    def read(self) -> Reading | None:
        return self._following.read()

    def close(self) -> None:
        self._following.close()

    def _find(self) -> Found:
        found = monitors(self._root, "board")
        if not found:
            return Found(Status.ABSENT)
        self._has_chip = True
        chip = found[0][0]
        chosen, has_total = rails(chip, [folder for _chip, folder in found])
        names = tuple((rail.channel, rail.label) for rail in chosen)
        if self._names and names != self._names:
            return Found(Status.ABSENT)  # a rail is missing: what is left is another figure
        meters = tuple(
            PowerMeter(rail.watts, interval(rail.folder / "update_interval")) for rail in chosen
        )
        try:
            for meter in meters:
                meter.watts()
        except PermissionError:
            return Found(Status.NO_PERMISSION)
        except (OSError, ValueError):
            return Found(Status.ABSENT)
        self._names, self._has_total = names, has_total
        return Found(Status.AVAILABLE if meters else Status.ABSENT, meters)

    def _scope(self) -> str:
        names = ", ".join(label for _channel, label in self._names if label)
        if self._has_total:
            inside = _(
                "The whole module, by the rail that feeds it ({names}): processor, memory and"
                " graphics; not what is plugged into the board, nor the power supply."
            ).format(names=names)
        elif names:
            inside = _(
                "All the rails that the board meters, added up ({names}); what it does not meter"
                " is not in it, nor the power supply."
            ).format(names=names)
        else:
            inside = _(
                "All the rails that the board meters, added up; what it does not meter is not in"
                " it, nor the power supply."
            )
        return " ".join((inside, _("The uncertainty of 5 % is our assumption.")))

    def _reason(self, status: Status) -> str:
        if status is Status.AVAILABLE:
            return ""
        if status is Status.NO_PERMISSION:
            return _("The board meters its supply, but this account may not read it.")
        if status is Status.LOST:
            return _("The power sensors of the board no longer answer.")
        if self._computer.system != "Linux":
            return reason_elsewhere("Linux", self._computer)
        if self._has_chip:
            return _("The power sensors of the board do not say what it draws.")
        return _("This computer has no board that meters its own rails.")

    @staticmethod
    def _remedy(status: Status) -> str:
        if status is Status.NO_PERMISSION:
            return _(
                "Ask the administrator of this computer for access to the power sensors of the"
                " board."
            )
        return _("It is looked for again every two seconds.") if status is Status.LOST else ""
