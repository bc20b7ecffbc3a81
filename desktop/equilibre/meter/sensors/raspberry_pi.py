"""Energy of a Raspberry Pi 5 from the chip that feeds it."""

import re
import time
from collections.abc import Callable
from pathlib import Path

from equilibre.meter.computer import Computer, this_computer
from equilibre.meter.counting.following import Following, Found
from equilibre.meter.figures import figures
from equilibre.meter.platforms.monitors import PowerMeter, text
from equilibre.meter.reading import Boundary, Kind, Route, Status
from equilibre.meter.reasons.elsewhere import reason_elsewhere
from equilibre.meter.reasons.permission import account
from equilibre.meter.sensor import Reading
from equilibre.texts import _

DEVICE_TREE = Path("/proc/device-tree")

_MAKER = "Raspberry Pi"
# The Raspberry Pi 5 and 500, and the Compute Module 5, carry the chip that meters its rails.
_METERED = re.compile(r"Raspberry Pi (Compute Module )?5(00)?\b")
_LONGEST_SECONDS = 1.0  # a command that takes longer does not answer
# Lines such as: VDD_CORE_A current(7), an equals sign, 2.03900000A; voltages say volt(15) and V.
_VALUE = re.compile(r"^\s*(\w+)_([AV])(?:\s+\w+\(\d+\))?=(-?\d+(?:\.\d+)?)[AV]\s*$", re.MULTILINE)
_LEAST_RAIL = "VDD_CORE"  # of the processor: an answer without it is none


def ask_vcgencmd() -> str:
    """Return what the firmware says of its rails.

    Raises FileNotFoundError without the command, PermissionError where this account may not ask,
    OSError when it fails otherwise.
    """
    import subprocess

    try:
        answer = subprocess.run(
            ["vcgencmd", "pmic_read_adc"],  # noqa: S607 - its folder depends on the distribution
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
            timeout=_LONGEST_SECONDS,
        )
    except subprocess.SubprocessError as problem:
        raise OSError(0, str(problem)) from problem
    if answer.returncode != 0:
        words = f"{answer.stderr} {answer.stdout}"
        if re.search(r"permission|/dev/vc|VCHI", words, re.IGNORECASE):
            raise PermissionError(13, words.strip())
        raise OSError(0, words.strip())
    return answer.stdout


def rail_watts(answer: str) -> dict[str, float]:
    """Return the power of every rail that *answer* gives both a current and a voltage for.

    Raises ValueError when the processor's own rail is not among them.
    """
    values: dict[str, dict[str, float]] = {"A": {}, "V": {}}
    for name, unit, value in _VALUE.findall(answer):
        values[unit][name] = float(value)
    watts = {
        name: amperes * values["V"][name]
        for name, amperes in values["A"].items()
        if name in values["V"]
    }
    if _LEAST_RAIL not in watts:
        raise ValueError("an answer without the rail of the processor")
    return watts


class RaspberryPi:
    """The rails of a Raspberry Pi 5, added up; asked twice a second at most."""

    def __init__(
        self,
        device_tree: Path = DEVICE_TREE,
        computer: Computer | None = None,
        ask: Callable[[], str] = ask_vcgencmd,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._computer = computer or this_computer()
        self._ask = ask
        self._clock = clock
        self._period_seconds = figures("sensors")["raspberry_pi_refresh_seconds"].value
        self._next_seconds = 0.0
        self._has_command = True
        self._is_metered = False
        self._model = ""
        if self._computer.system == "Linux":
            self._model = text(device_tree / "model").rstrip("\0").strip()
            self._is_metered = _METERED.match(self._model) is not None
        self._following = Following(self._find, clock)

    def route(self) -> Route:
        assumed = figures("sensors")
        status = self._following.status
        return Route(
            key="raspberry_pi",
            name=_("Power chip of the Raspberry Pi"),
            device="cpu",
            kind=Kind.MEASURED,
            status=status,
            scope=_(
                "The processor, its graphics, the memory and the other chips of the board, by the"
                " rails that feed them; not what the chip that feeds them loses, the USB sockets,"
                " the fan or the power supply. The uncertainty of 5 % is our assumption."
            ),
            reason=self._reason(status),
            remedy=self._remedy(status),
            relative_uncertainty=assumed["raspberry_pi_relative_uncertainty"].value,
            refresh_seconds=self._period_seconds,
            covers=("cpu", "memory", "gpu"),
            boundary=Boundary.PARTS,
            unit="V × A",
            system="Linux",
        )

    def read(self) -> Reading | None:
        now = self._clock()
        if now < self._next_seconds:
            return None
        self._next_seconds = now + self._period_seconds
        return self._following.read()

    def close(self) -> None:
        self._following.close()

    def _find(self) -> Found:
        if not self._is_metered:
            return Found(Status.ABSENT)
        try:
            self._watts()
        except FileNotFoundError:
            self._has_command = False
            return Found(Status.ABSENT)
        except PermissionError:
            return Found(Status.NO_PERMISSION)
        except (OSError, ValueError):
            return Found(Status.ABSENT)
        return Found(Status.AVAILABLE, (PowerMeter(self._watts, self._period_seconds),))

    def _watts(self) -> float:
        return sum(rail_watts(self._ask()).values())

    def _reason(self, status: Status) -> str:
        if status is Status.AVAILABLE:
            return ""
        if status is Status.NO_PERMISSION:
            return _("The Raspberry Pi meters its rails, but this account may not ask.")
        if status is Status.LOST:
            return _("The power chip of the Raspberry Pi no longer answers.")
        if self._computer.system != "Linux":
            return reason_elsewhere("Linux", self._computer)
        if not self._model.startswith(_MAKER):
            return _("This computer is no Raspberry Pi.")
        if not self._is_metered:
            return _("This model does not meter its power, from the Raspberry Pi 5 on they do.")
        if not self._has_command:
            return _("The command vcgencmd, which asks the power chip, is not installed.")
        return _("The power chip of the Raspberry Pi does not answer.")

    def _remedy(self, status: Status) -> str:
        if status is Status.NO_PERMISSION:
            return _(
                "An administrator types, once:\n{give}\nthen log out and in again. To undo it:\n"
                "{take_back}"
            ).format(
                give=f"sudo usermod --append --groups video {account()}",
                take_back=f"sudo gpasswd --delete {account()} video",
            )
        if status is Status.LOST:
            return _("It is asked again every two seconds.")
        if self._is_metered and not self._has_command:
            return _("An administrator installs it:\n{command}").format(
                command="sudo apt install raspi-utils"
            )
        return ""
