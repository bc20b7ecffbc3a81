"""A short play, and proofs that a play sees what goes wrong."""

import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from equilibre.sessions.kept import KeptRuns
from equilibre.worker.messages import Failed
from tests.play.dice import Dice
from tests.play.heart import Frozen, Heart
from tests.play.play import Earlier, read_log
from tests.play.runs import WatchedRuns
from tests.play.screen import touchable
from tests.play.watch import Watch
from tests.sessions.records import run

ROOT = Path(__file__).parents[2]


def test_a_short_play_meets_nothing_wrong() -> None:
    # What it takes is no matter of a test: other work slows it.
    command = [sys.executable, "-m", "tests.play", "--seed", "1", "--actions", "150"]
    done = subprocess.run(
        [*command, "--freeze", "0"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert "nothing went wrong" in done.stdout, done.stdout + done.stderr
    assert (done.returncode, done.stderr) == (0, "")


things = st.dictionaries(st.text(max_size=4), st.integers(), min_size=2, max_size=8)


@settings(derandomize=True, deadline=None)
@given(things, st.integers(0, 99), st.integers(0, 99))
def test_another_thing_on_the_screen_is_chosen_itself_or_changes_no_choice(
    known: dict[str, int], seed: int, turn: int
) -> None:
    dice = Dice(seed, turn)
    *others, new = known
    before = dice.among({key: key for key in others}, "target")
    assert dice.among({key: key for key in known}, "target") in (before, new)


def test_a_draw_is_as_frequent_as_its_weight() -> None:
    weights = {"often": 3.0, "rarely": 1.0}
    drawn = [Dice(1, turn).weighted(weights, "move") for turn in range(4000)]
    assert 0.72 < drawn.count("often") / len(drawn) < 0.78


def test_what_an_earlier_play_chose_is_chosen_again_and_missed_where_it_is_not_there() -> None:
    things = {key: key for key in "abcdef"}
    first = Dice(3, 1)
    chosen = first.among(things, "target"), first.weighted({"x": 1.0, "y": 1.0}, "move")
    fewer = {key: key for key in things if key != chosen[0]}
    again = Dice(99, 1, first.chosen)
    assert (again.among(things, "target"), again.weighted({"x": 1, "y": 9}, "move")) == chosen
    assert not again.missing
    assert again.among(fewer, "target") in fewer
    assert again.missing


def test_the_file_of_actions_tells_every_choice(tmp_path: Path) -> None:
    log = tmp_path / "7.log"
    log.write_text(
        'seed 7\n1 menu “A\tF1”\t{"move": "menu"}\nFROZEN 120 ms in paint\n2 the end\n', "utf-8"
    )
    assert read_log(log) == Earlier(7, {1: {"move": "menu"}})


def test_what_can_be_touched_keeps_its_name_in_another_language(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    buttons = [QPushButton("Start"), QPushButton("Stop"), QPushButton("Pause")]
    for button in buttons:
        layout.addWidget(button)
    buttons[2].setEnabled(False)
    window.show()
    before = touchable(window)
    buttons[0].setText("Démarrer")
    assert touchable(window) == before
    assert before == {"control": {"/QPushButton1": buttons[0], "/QPushButton2": buttons[1]}}


def kept(folder: Path) -> WatchedRuns:
    runs = WatchedRuns(folder / "kept-runs.equilibre")
    runs.keep(run("a"), run("b"))
    runs.rename("a", "Another name")
    runs.keep(run("c"))
    runs.delete("b")
    return runs


def test_every_change_of_the_kept_runs_is_followed(tmp_path: Path) -> None:
    runs = kept(tmp_path)
    for change in (runs.undo, runs.undo, runs.redo, runs.undo, runs.undo, runs.undo, runs.undo):
        change()
        assert runs.difference() == ""
    runs.keep(run("d"))
    assert (runs.difference(), [one.key for one in runs.runs]) == ("", ["d"])


def test_a_kept_run_that_is_lost_is_seen(tmp_path: Path) -> None:
    runs = kept(tmp_path)
    KeptRuns.delete(runs, "c")
    assert "should be: {'a': 'Another name', 'c': 'Run c'}" in runs.difference()


def test_a_kept_run_that_is_not_in_the_file_is_seen(tmp_path: Path) -> None:
    runs = kept(tmp_path)
    other = KeptRuns(tmp_path / "kept-runs.equilibre")
    other.delete("a")
    assert runs.difference() == "in the file: {'c': 'Run c'}"
    (tmp_path / "kept-runs.equilibre").unlink()
    assert "cannot be read" in runs.difference()


@pytest.fixture
def found() -> Iterator[list[str]]:
    """Return what a watch has found so far."""
    texts: list[str] = []
    watch = Watch(texts.append)
    with warnings.catch_warnings():
        watch.start()
        yield texts
        watch.stop()


def test_an_exception_of_a_slot_is_found(qtbot: QtBot, found: list[str]) -> None:
    def fail() -> None:
        raise ArithmeticError("a slot")

    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: bool(found))
    assert "ArithmeticError: a slot" in found[0]


def test_an_error_of_the_training_process_is_found_but_no_refusal() -> None:
    texts: list[str] = []
    watch = Watch(texts.append)
    watch.heard([Failed(1, "No.", "…\nequilibre.learning.errors.DataRefused: no")])
    assert texts == []
    watch.heard([Failed(2, "Unforeseen.", "…\nValueError: oh")])
    assert "ValueError: oh" in texts[0]


def spin(seconds: float) -> None:
    """Use the processor for *seconds* of it."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def test_a_frozen_moment_is_found_with_its_place(qtbot: QtBot) -> None:
    moments: list[Frozen] = []
    heart = Heart(0.15, moments.append)
    heart.start()
    QTimer.singleShot(0, lambda: spin(0.3))
    qtbot.waitUntil(lambda: bool(moments))
    heart.stop()
    assert moments[0].seconds >= 0.3


def test_the_players_own_time_is_no_frozen_moment(qtbot: QtBot) -> None:
    moments: list[Frozen] = []
    heart = Heart(0.1, moments.append)
    heart.start()
    heart.sleep()
    spin(0.2)
    heart.wake()
    QTimer.singleShot(0, lambda: None)
    qtbot.wait(30)
    heart.stop()
    assert moments == []
