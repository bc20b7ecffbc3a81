"""One play: a move at each turn of the event loop, and what went wrong, with what came before."""

import json
import time
import traceback
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO, TypeAlias

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from equilibre.ui.window import MainWindow
from tests.play.deed import Around, Deed
from tests.play.dice import Dice
from tests.play.heart import Frozen, Heart
from tests.play.moves import close, decide, hurried
from tests.play.runs import WatchedRuns
from tests.play.screen import in_front
from tests.play.watch import Watch

_LAST = 10  # actions told with a failure
_LONGEST_REST_SECONDS = 15.0
_LONGEST_WAIT_SECONDS = 5.0  # for what an earlier play met here
_POLL_MILLISECONDS = 20
_PAUSES = {"5": 70.0, "20": 20.0, "150": 6.0, "600": 1.0}  # milliseconds, and how often

Choices: TypeAlias = Mapping[str, str]  # of one action: the names of the draws, and what came


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that must not be, and what was done just before."""

    text: str
    before: tuple[str, ...]


@dataclass(slots=True)
class Story:
    """What a play found."""

    actions: int = 0
    problems: list[Problem] = field(default_factory=list)
    frozen: list[tuple[Frozen, str]] = field(default_factory=list)  # each with the action


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier play, as its file of actions tells it; without choices: a new one."""

    seed: int
    choices: dict[int, Choices]  # by the number of the action


class Play(QObject):
    """Makes a move, lets the window live a little, and so on to the end."""

    def __init__(
        self,
        window: MainWindow,
        files: dict[str, Path],
        saved: Path,
        earlier: Earlier,
        log: TextIO,
        longest_seconds: float,
        over: Callable[[], None],
    ) -> None:
        """*over* is called when the last action has come to its end."""
        super().__init__()
        self.story = Story()
        self.watch = Watch(self.found)
        self._window, self._files, self._saved = window, files, saved
        self._seed, self._log, self._over = earlier.seed, log, over
        self._last: deque[str] = deque(maxlen=_LAST)
        self._told: set[str] = set()
        self._heart = Heart(longest_seconds, self._frozen)
        self._doing: QWidget | None = None  # what was in front when the move under way began
        self._rest_until = 0.0
        self._actions, self._end = 0, 0.0
        self._again = earlier.choices
        self._awaited, self._waited_since = 0, 0.0  # the action, and the time

    def start(self, actions: int, end_seconds: float) -> None:
        """Play *actions* moves, or until the monotonic clock says *end_seconds*."""
        self._actions, self._end = actions, end_seconds
        host = self._window.equipment.host
        replies = host.replies
        host.replies = lambda: self.watch.heard(replies())  # type: ignore[method-assign]
        self._window.installEventFilter(self)
        self._write(f"seed {self._seed}")
        self.watch.start()
        self._heart.start()
        QTimer.singleShot(0, self, self._turn)

    def stop(self) -> None:
        """Look no more: neither moments nor failures are heard of."""
        self._heart.stop()
        self.watch.stop()

    def found(self, text: str) -> None:
        """Remember what went wrong, once."""
        if text not in self._told:
            self._told.add(text)
            self.story.problems.append(Problem(text, tuple(self._last)))
            self._write(f"PROBLEM {text}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the window open, whoever quits."""
        if event.type() == QEvent.Type.Close:
            event.ignore()
            return True
        return False

    @Slot()
    def _turn(self) -> None:
        if self._doing is in_front(self._window):
            # The move is not over: its events are still handed out, and it opened nothing.
            QTimer.singleShot(1, self, self._turn)
            return
        self._heart.sleep()
        self.check_runs()
        if self._is_resting() or self._is_changing():
            QTimer.singleShot(_POLL_MILLISECONDS, self, self._turn)
            self._heart.wake()
            return
        try:
            self._move()
        except Exception:  # of the player: it must not wait for ever
            self.found(traceback.format_exc())
            self._finish()

    def _move(self) -> None:
        around = Around(self._window, in_front(self._window), self._files, self._saved)
        if self.story.actions >= self._actions or time.monotonic() >= self._end:
            self._leave(around)
            return
        action = self.story.actions + 1
        dice = Dice(self._seed, action, self._again.get(action))
        deed = decide(around, dice)
        if dice.missing and self._may_come(action):
            QTimer.singleShot(_POLL_MILLISECONDS, self, self._turn)
            self._heart.wake()
            return
        self.story.actions = action
        self._note(deed.text, dice.chosen)
        if deed.wait_for_rest:
            self._rest_until = time.monotonic() + _LONGEST_REST_SECONDS
        # Before it is done: a menu, or the dialogue of files, keeps its caller until it closes.
        pause = int(dice.weighted(_PAUSES, "pause"))
        QTimer.singleShot(pause, self, self._turn)
        self._do(deed)

    def _may_come(self, action: int) -> bool:
        """Whether it is worth waiting for what was met at *action* of the earlier play."""
        now = time.monotonic()
        if self._awaited != action:
            self._awaited, self._waited_since = action, now
        return now - self._waited_since < _LONGEST_WAIT_SECONDS

    def _leave(self, around: Around) -> None:
        """Close what is open, one thing at a time, and end."""
        if around.root is self._window:
            self._note("the end")
            self._finish()
            return
        deed = close(around, Dice(self._seed, 0))
        assert deed is not None
        QTimer.singleShot(0, self, self._turn)
        self._do(deed)

    def _finish(self) -> None:
        self._window.removeEventFilter(self)
        self._over()

    def _do(self, deed: Deed) -> None:
        before, self._doing = self._doing, in_front(self._window)
        self._heart.wake()
        try:
            deed.do()
        except Exception:  # the next turn is under way
            self.found(traceback.format_exc())
        self._doing = before

    def _is_resting(self) -> bool:
        if time.monotonic() >= self._rest_until:
            return False
        host = self._window.equipment.host
        # What is paused waits for the player.
        return host.loading or (any(tab.busy() for tab in self._window.tabs) and not host.paused)

    def _is_changing(self) -> bool:
        """Whether what is chosen now would depend on how far the window has come."""
        return self._window.turns.pending and not hurried(Dice(self._seed, self.story.actions + 1))

    def check_runs(self) -> None:
        """See that every kept run is there, in memory and in the file."""
        kept = self._window.equipment.kept
        if isinstance(kept, WatchedRuns):
            difference = kept.difference()
            if difference:
                self.found(f"A kept run is lost: {difference}")

    def _frozen(self, moment: Frozen) -> None:
        action = self._last[-1] if self._last else ""
        self.story.frozen.append((moment, action))
        self._write(f"FROZEN {1000 * moment.seconds:.0f} ms in {moment.where}")

    def _note(self, text: str, chosen: Choices | None = None) -> None:
        words = f"{self.story.actions} {text}"
        self._last.append(words)
        self._write(f"{words}\t{json.dumps(chosen)}" if chosen else words)

    def _write(self, text: str) -> None:
        self._log.write(text.encode("utf-8", "replace").decode() + "\n")
        self._log.flush()


def read_log(path: Path) -> Earlier:
    """Return the play whose actions are in the file at *path*."""
    head, *lines = path.read_text("utf-8").split("\n")
    choices = {}
    for line in lines:
        words, _tab, chosen = line.rpartition("\t")
        if chosen.startswith("{"):
            choices[int(words.split()[0])] = json.loads(chosen)
    return Earlier(int(head.split()[1]), choices)
