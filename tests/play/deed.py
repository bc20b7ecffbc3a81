"""What a move is: decided first, told, then done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from PySide6.QtWidgets import QWidget

from equilibre.ui.window import MainWindow
from tests.play.dice import Dice


@dataclass(frozen=True, slots=True)
class Around:
    """What the moves meet."""

    window: MainWindow
    root: QWidget  # what is in front: the window, a dialogue, a menu
    files: Mapping[str, Path]
    saved: Path  # the folder in which files are saved


@dataclass(frozen=True, slots=True)
class Deed:
    """A move decided, not done yet."""

    text: str
    do: Callable[[], object]
    wait_for_rest: bool = False  # then nothing is done until no run is under way


Move: TypeAlias = Callable[[Around, Dice], Deed | None]
