"""Energy of NVIDIA graphics cards from the library of their driver (NVML)."""

import contextlib
import importlib
import threading
import time
from collections import Counter as Tally
from collections.abc import Callable, Iterable
from typing import Any

from equilibre.meter.counting.counter import Change
from equilibre.meter.figures import figures
from equilibre.meter.platforms.nvml_boards import RETRY_SECONDS, Board
from equilibre.meter.reading import Kind, Route, Status
from equilibre.meter.sensor import Reading
from equilibre.texts import _, ngettext

_ERROR_NO_PERMISSION = 4  # nvml.h

STILL_SECONDS = 5.0
# A driver that is loaded for this needs a second or two for each card; one that is stuck answers
# never, and would keep every other sensor waiting.
LONGEST_SECONDS = 10.0


class Nvml:
    """Every NVIDIA graphics card of this computer, added up.

    All calls into the library are made by the thread that makes the record and then by the one
    that reads it, never by two at once.
    """

    def __init__(
        self,
        library: Any = None,
        clock: Callable[[], float] = time.monotonic,
        longest_seconds: float = LONGEST_SECONDS,
    ) -> None:
        """Look for the cards through *library*, a module like ``pynvml`` (None: that one).

        A driver that does not answer within *longest_seconds* is asked no more.
        """
        self._library = library
        self._clock = clock
        self._boards: list[Board] = []
        self._silent_boards = 0
        self._before_joules = 0.0  # counted by cards that were lost since
        self._read_joules = 0.0  # the total at the last reading
        self._moved_seconds = 0.0
        self._retry_seconds = 0.0
        self._gap = False
        self._initialised = False
        self._stuck = False
        self._status = self._looked_for(longest_seconds)

    def route(self) -> Route:
        assumed = figures("sensors")
        status = self._status
        boards = tuple(self._boards)
        return Route(
            key="nvml",
            name=_("NVIDIA graphics card (NVML)"),
            device="gpu",
            kind=Kind.MEASURED,
            status=status,
            scope=self._scope(boards),
            reason=self._reason(status),
            remedy=self._remedy(status),
            relative_uncertainty=assumed["nvml_relative_uncertainty"].value,
            refresh_seconds=max(
                (board.refresh_seconds for board in boards),
                default=assumed["nvml_refresh_seconds"].value,
            ),
            unit="mJ" if any(board.has_counter for board in boards) or not boards else "mW",
        )

    def read(self) -> Reading | None:
        now = self._clock()
        if self._status is Status.LOST and (now < self._retry_seconds or not self._found_again()):
            return None
        if self._status is not Status.AVAILABLE:
            return None
        lost_before = sum(board.is_lost for board in self._boards)
        changes = [board.follow(self._clock()) for board in self._boards]
        lost = sum(board.is_lost for board in self._boards)
        if lost == len(self._boards):
            self._lose(now)
            return None
        # One card that stays silent does not silence the others: they go on without it.
        self._gap = self._gap or lost > lost_before or any(b.resumed for b in self._boards)
        missed = any(board.missed for board in self._boards)
        self._gap = self._gap or missed
        if missed:
            # What the other cards added meanwhile would pass for the energy of all of them.
            self._before_joules -= self._total_joules() - self._read_joules
        if any(board.is_failing for board in self._boards):
            return None
        if all(change in (Change.STILL, None) for change in changes):
            if now - self._moved_seconds > STILL_SECONDS:
                self._lose(now)
            return None
        self._moved_seconds = now
        self._read_joules = self._total_joules()
        gap, self._gap = self._gap, False
        return Reading(self._read_joules, gap)

    def close(self) -> None:
        self._boards = []
        if self._initialised and not self._stuck:
            self._initialised = False
            # Where the driver is gone there is nothing left to close.
            with contextlib.suppress(self._library.NVMLError):
                self._library.nvmlShutdown()

    def _total_joules(self) -> float:
        return self._before_joules + sum(board.energy_joules for board in self._boards)

    def _lose(self, now: float) -> None:
        self._before_joules = self._total_joules()
        self.close()
        self._retry_seconds = now + RETRY_SECONDS
        self._status = Status.LOST

    def _found_again(self) -> bool:
        self._retry_seconds = self._clock() + RETRY_SECONDS
        if self._find() is not Status.AVAILABLE:
            return False
        self._status = Status.AVAILABLE
        self._gap = True
        return True

    def _looked_for(self, longest_seconds: float) -> Status:
        found: list[Status] = []
        thread = threading.Thread(
            target=lambda: found.append(self._find()), name="nvml", daemon=True
        )
        thread.start()
        thread.join(longest_seconds)
        self._stuck = thread.is_alive()
        return found[0] if found else Status.ABSENT

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
            return Status.NO_PERMISSION if _is_refusal(problem) else Status.ABSENT
        refused = False
        boards = []
        for handle in handles:
            try:
                boards.append(Board(library, handle))
            except library.NVMLError as problem:
                refused = refused or _is_refusal(problem)
        self._boards = boards
        self._silent_boards = len(handles) - len(boards)
        self._moved_seconds = self._clock()
        if boards:
            return Status.AVAILABLE
        self.close()
        return Status.NO_PERMISSION if refused else Status.ABSENT

    def _scope(self, boards: tuple[Board, ...]) -> str:
        sentences = [_whole(boards), _("Cards of other makers are not in it.")]
        partitioned = [board for board in boards if board.is_partitioned]
        if partitioned:
            sentences.append(
                _(
                    "Shared by its partitions (MIG): {names}. The figure is of the whole card,"
                    " whichever partition works."
                ).format(names=_names(partitioned))
            )
        if boards and self._silent_boards:
            sentences.append(
                ngettext(
                    "{count} further card says nothing of its energy and is not metered.",
                    "{count} further cards say nothing of their energy and are not metered.",
                    self._silent_boards,
                ).format(count=self._silent_boards)
            )
        lost = [board for board in boards if board.is_lost]
        if lost:
            sentences.append(
                _("Not metered now, for want of an answer: {names}.").format(names=_names(lost))
            )
        sentences.extend(_without_counter(boards))
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
        if self._stuck:
            return _("The driver of the NVIDIA graphics card does not answer.")
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
        if self._stuck:
            return _("Start the computer again: the other sensors are read without it.")
        return _(
            "If this computer has an NVIDIA card, install NVIDIA's own driver and start the"
            " program again."
        )


def _is_refusal(problem: Exception) -> bool:
    return getattr(problem, "value", None) == _ERROR_NO_PERMISSION


def _names(boards: Iterable[Board]) -> str:
    """Return the names of *boards*, equal ones once with their number."""
    tally = Tally(board.name or _("a card without a name") for board in boards)
    return ", ".join(name if count == 1 else f"{count} × {name}" for name, count in tally.items())


def _whole(boards: tuple[Board, ...]) -> str:
    if len(boards) > 1:
        return ngettext(
            "{count} whole graphics card with its memory and fans, whoever uses it: {names}.",
            "{count} whole graphics cards with their memory and fans, whoever uses them: {names}.",
            len(boards),
        ).format(count=len(boards), names=_names(boards))
    if boards and boards[0].name:
        return _(
            "The whole graphics card {name} with its memory and fans, whoever uses it."
        ).format(name=boards[0].name)
    return _("The whole graphics card with its memory and fans, whoever uses it.")


def _without_counter(boards: tuple[Board, ...]) -> list[str]:
    without = [board for board in boards if not board.has_counter]
    if not without:
        return []
    if len(without) == len(boards):
        return [_("Without an energy counter, its power is read ten times a second and added up.")]
    return [
        _(
            "Without an energy counter, the power of {names} is read ten times a second and"
            " added up."
        ).format(names=_names(without))
    ]
