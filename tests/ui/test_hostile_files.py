"""Every bad file is dropped on the window, and runs that are sound but odd are shown: it lives."""

import contextlib
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

from equilibre.lifecycle.document import encoded_study
from equilibre.lifecycle.editing import new_study
from equilibre.sessions.files import FORMAT, RunsUnreadable, decode_runs
from equilibre.ui.widgets.message_bar import MessageBar
from tests.hostile.corpus import EVERYTHING, plant
from tests.sessions.records import run
from tests.ui.conftest import MakeRoom, Room, settle

SUFFIXES = (".equilibre", ".equilibre-study", ".json")  # a table is read in the other process
NAMES = (
    *("<h1>big</h1>", '<img src="/etc/passwd">', "a\nb\nc", "\u202eesrever", "عربي", "漢字" * 40),
    *("é" * 3000, "🏳️‍🌈", "=1+1", "&File", "%s %d {0} {name}", "\x00\x07", " ", ""),
)
WORDS_OF_THE_FORMAT = (
    *("format", "key", "role", "kind", "phase", "device", "factor", "amount", "zone", "compare"),
    *("levers", "unit", "inferences", "training_shared_by"),
)
VALUES = (None, True, False, 0, 1, 2**31 - 1, 0.0, -0.0, 1.0, 1e15, -1e15, 1e-300, *NAMES)


def bars(room: Room) -> list[str]:
    found = room.window.findChildren(MessageBar)
    return [bar._text.text() for bar in found if bar.isVisibleTo(bar.parentWidget())]


def pages(window: QWidget) -> list[str]:
    """Return the texts that would take the name of something for a page of the web."""
    labels = (one for one in window.findChildren(QLabel) if "<h1>" in one.text())
    found = [one.text() for one in labels if one.textFormat() != Qt.TextFormat.PlainText]
    tips = [one.toolTip() for one in window.findChildren(QWidget)]
    for view in window.findChildren(QAbstractItemView):
        model = view.model()
        for row in range(model.rowCount() if model else 0):
            tips.append(model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) or "")
    return found + [tip for tip in tips if "<h1>" in tip and GuiQt.mightBeRichText(tip)]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_bad_file_that_is_dropped_gets_a_sentence(
    make_room: MakeRoom,
    tmp_path: Path,
    suffix: str,
) -> None:
    room = make_room()
    room.show()
    silent = []
    for number, hostile in enumerate(EVERYTHING):
        path = tmp_path / f"{number} <b>&été\u202e{suffix}"
        plant(hostile, path)
        room.open_files(path)
        if not any(path.name in text for text in bars(room)):
            silent.append((hostile, bars(room)))
    assert not silent
    assert room.window.equipment.kept.runs == ()


def changed(content: Any, dice: random.Random) -> Any:
    """Return *content* with one leaf of it exchanged for another of its kind, in general."""
    if isinstance(content, dict) and content:
        name = dice.choice(list(content))
        return content | {name: changed(content[name], dice)}
    if isinstance(content, list) and content:
        place = dice.randrange(len(content))
        if dice.random() < 0.2:  # said twice, or in another order
            return [*content[place:], *content[:place], content[place]]
        return [*content[:place], changed(content[place], dice), *content[place + 1 :]]
    kinds = [each for each in VALUES if type(each) is type(content)]
    return dice.choice(kinds or VALUES)


def written() -> dict[str, Any]:
    """Return what a file of two runs holds."""
    encoded = msgspec.json.encode({"format": FORMAT, "version": 1, "runs": (run("a"), run("b"))})
    content: dict[str, Any] = json.loads(encoded)
    return content


def sound(contents: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    """Yield those of *contents* that are files of runs."""
    for content in contents:
        data = json.dumps(content).encode()
        with contextlib.suppress(RunsUnreadable):
            decode_runs(data, "odd")
            yield data


def show_all(room: Room, data: bytes, path: Path) -> None:
    """Open a file of runs, show the last of them and compare them all."""
    path.write_bytes(data)
    room.open_files(path)
    room.presenter.kept.show_run(room.window.equipment.kept.runs[-1].key)
    settle()
    room.presenter.kept.compare(True)
    settle()


def test_runs_with_any_name_are_shown_and_their_names_are_no_pages(
    make_room: MakeRoom, tmp_path: Path
) -> None:
    room = make_room()
    room.show()
    for name in NAMES:
        content = written()
        content["runs"][0] |= dict.fromkeys(("name", "created", "dataset", "country"), name)
        show_all(room, json.dumps(content).encode(), tmp_path / "odd.equilibre")
        room.presenter.kept.show_run("a")
        settle()
        assert not pages(room.window)


def marked(content: Any) -> Any:
    """Return *content* with every text that people read turned into a heading of HTML."""
    if isinstance(content, dict):
        return {
            name: each if name in WORDS_OF_THE_FORMAT else marked(each)
            for name, each in content.items()
        }
    if isinstance(content, list):
        return [marked(each) for each in content]
    return f"<h1>{content}</h1>" if isinstance(content, str) else content


def test_the_texts_of_a_study_are_no_pages(make_room: MakeRoom, tmp_path: Path) -> None:
    room = make_room()
    room.show()
    path = tmp_path / "odd.equilibre-study"
    path.write_text(json.dumps(marked(encoded_study(new_study()))))
    room.open_files(path)
    settle()
    assert bars(room) == ["“<h1>My study</h1>” was opened."]
    assert not pages(room.window)


def test_runs_that_are_sound_but_odd_are_shown(make_room: MakeRoom, tmp_path: Path) -> None:
    room = make_room()
    room.show()
    dice = random.Random(8)
    shown = 0
    for data in sound(changed(changed(written(), dice), dice) for _round in range(60)):
        show_all(room, data, tmp_path / "odd.equilibre")
        shown += 1
    assert shown > 10
