"""Energy of AMD and Intel graphics cards from what their Linux drivers show (hwmon)."""

import time
from collections.abc import Callable
from pathlib import Path

from equilibre.meter.computer import Computer, this_computer
from equilibre.meter.counting.counter import Change
from equilibre.meter.counting.following import Following, Found
from equilibre.meter.figures import figures
from equilibre.meter.platforms.files import read_number
from equilibre.meter.platforms.monitors import (
    MICRO,
    Chip,
    EnergyMeter,
    PowerMeter,
    monitors,
    text,
)
from equilibre.meter.reading import Kind, Route, Status
from equilibre.meter.reasons.elsewhere import reason_elsewhere
from equilibre.meter.sensor import Reading
from equilibre.texts import _, ngettext

STILL_SECONDS = 5.0


class _Card:
    """One card, which is left asleep where it sleeps: to read it would wake it up."""

    def __init__(self, folder: Path, file: str, meter: EnergyMeter | PowerMeter) -> None:
        self._folder = folder
        self._meter = meter
        self.is_chip_only = file == "energy2_input"
        self.has_counter = isinstance(meter, EnergyMeter)

    @property
    def sleeps(self) -> bool:
        return _sleeps(self._folder)

    @property
    def refresh_seconds(self) -> float | None:
        return self._meter.refresh_seconds

    @property
    def energy_joules(self) -> float:
        return self._meter.energy_joules

    def follow(self, time_seconds: float) -> Change:
        if self.sleeps:
            self._meter.forget()
            return Change.STILL
        return self._meter.follow(time_seconds)

    def forget(self) -> None:
        self._meter.forget()

    def close(self) -> None:
        self._meter.close()


def _sleeps(folder: Path) -> bool:
    return text(folder / "device" / "power" / "runtime_status") == "suspended"


class Graphics:
    """Every AMD or Intel card of this computer, added up."""

    def __init__(
        self,
        root: Path,
        computer: Computer | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._root = root
        self._computer = computer or this_computer()
        self._clock = clock
        self._cards: tuple[_Card, ...] = ()
        self._built_in = 0  # graphics inside a processor, whose energy is in that of the processor
        self._unknown = 0  # graphics of which it cannot be told
        self._silent = 0  # cards that say nothing
        self._following = Following(self._find, clock, STILL_SECONDS)

    def route(self) -> Route:
        assumed = figures("sensors")
        status = self._following.status
        periods = [card.refresh_seconds for card in self._cards]
        return Route(
            key="graphics",
            name=_("AMD or Intel graphics card (Linux)"),
            device="gpu",
            kind=Kind.MEASURED,
            status=status,
            scope=self._scope(),
            reason=self._reason(status),
            remedy=self._remedy(status),
            relative_uncertainty=assumed["graphics_relative_uncertainty"].value,
            refresh_seconds=max(
                (period for period in periods if period is not None),
                default=assumed["graphics_refresh_seconds"].value,
            ),
            unit="µJ" if self._cards and self._cards[0].has_counter else "µW",
            system="Linux",
        )

    def read(self) -> Reading | None:
        if self._cards and all(card.sleeps for card in self._cards):
            self._following.asleep()
            return None
        return self._following.read()

    def close(self) -> None:
        self._following.close()

    def _find(self) -> Found:
        self._built_in = self._unknown = self._silent = 0
        cards: list[_Card] = []
        refused = False
        for chip, folder in monitors(self._root, "graphics"):
            if any((folder / file).exists() for file in chip.built_in):
                self._built_in += 1
            elif chip.separate and not any((folder / file).exists() for file in chip.separate):
                self._unknown += 1
            else:
                try:
                    cards.append(self._card(chip, folder))
                except PermissionError:
                    refused = True
                except (OSError, ValueError):
                    self._silent += 1
        self._cards = tuple(cards)
        if cards:
            return Found(Status.AVAILABLE, self._cards)
        return Found(Status.NO_PERMISSION if refused else Status.ABSENT)

    def _card(self, chip: Chip, folder: Path) -> _Card:
        """Return the card in *folder*. Raises OSError or ValueError when it says nothing."""
        assumed = figures("sensors")
        documented_seconds = assumed["graphics_refresh_seconds"].value
        problem: Exception = OSError(0, "no file of this card says its energy")
        sleeps = _sleeps(folder)
        for file in chip.files:
            path = folder / file
            if not path.exists():
                continue
            cap_watts = assumed["graphics_default_cap_watts"].value
            power = _power(path, documented_seconds, cap_watts)
            counter = EnergyMeter(path, cap_watts) if file.startswith("energy") else None
            try:
                if counter and not sleeps:
                    read_number(path)
                    counter.watch(self._clock, documented_seconds)
                elif not sleeps:
                    power.watts()
            except (OSError, ValueError) as refusal:
                problem = refusal
                continue
            return _Card(folder, file, counter or power)
        raise problem

    def _scope(self) -> str:
        cards = len(self._cards)
        sentences = [
            _("The whole graphics card with its memory and fans, whoever uses it.")
            if cards < 2
            else ngettext(
                "{count} whole graphics card with its memory and fans, whoever uses it.",
                "{count} whole graphics cards with their memory and fans, whoever uses them.",
                cards,
            ).format(count=cards)
        ]
        if any(card.is_chip_only for card in self._cards):
            sentences.append(_("Where a card says only what its chip takes, that alone is in it."))
        if cards and self._silent:
            sentences.append(
                ngettext(
                    "{count} further card says nothing of its energy and is not metered.",
                    "{count} further cards say nothing of their energy and are not metered.",
                    self._silent,
                ).format(count=self._silent)
            )
        if cards and self._built_in:
            sentences.append(self._built_in_words())
        if cards and self._unknown:
            sentences.append(self._unknown_words())
        if any(not card.has_counter for card in self._cards):
            sentences.append(
                _("Without an energy counter, its power is read ten times a second and added up.")
            )
        sentences.append(_("A card that sleeps is not woken up: nothing is counted meanwhile."))
        sentences.append(_("The uncertainty of 5 % is our assumption: the makers state none."))
        return " ".join(sentences)

    @staticmethod
    def _built_in_words() -> str:
        return _(
            "Graphics that are built into the processor are in the figure of the processor and"
            " are not added."
        )

    @staticmethod
    def _unknown_words() -> str:
        return _(
            "It cannot be told whether the AMD graphics of this computer are built into the"
            " processor: so as not to count them twice, they are not added."
        )

    def _reason(self, status: Status) -> str:
        if status is Status.AVAILABLE:
            return ""
        if status is Status.NO_PERMISSION:
            return _("The driver of the graphics card does not let this account read its energy.")
        if status is Status.LOST:
            return _("The graphics card no longer answers.")
        if self._computer.system != "Linux":
            return reason_elsewhere("Linux", self._computer)
        if self._following.never_moved:
            return _("The graphics card shows an energy counter that does not move.")
        if self._silent:
            return _("The graphics card of this computer says nothing of its energy.")
        if self._unknown:
            return self._unknown_words()
        if self._built_in:
            return self._built_in_words()
        return _("No AMD or Intel graphics card that says its energy was found.")

    def _remedy(self, status: Status) -> str:
        if status is Status.NO_PERMISSION:
            return _("Ask the administrator of this computer for access to the graphics card.")
        if status is Status.LOST:
            return _("It is looked for again every two seconds.")
        return ""


def _power(path: Path, documented_seconds: float, cap_watts: float) -> PowerMeter:
    return PowerMeter(lambda: read_number(path) * MICRO, documented_seconds, cap_watts)
