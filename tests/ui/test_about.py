"""What the program says of itself, and the licences of what is inside it."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from equilibre import __version__, resources
from equilibre.ui.dialogs.about import AboutDialog, about_paragraphs
from equilibre.ui.dialogs.licences import LicencesDialog
from tests.ui.conftest import MakeRoom, settle
from tests.ui.fitting import SIZES, faults


def test_the_program_says_its_version_its_build_and_its_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "copy of its source code" in about_paragraphs()[1]
    real = resources.resource
    told = {"build": "abcdef012345", "lock": "fedcba9876543210", "epoch": 1_767_225_600}
    (tmp_path / "build.json").write_text(json.dumps(told), encoding="utf-8")
    monkeypatch.setattr(
        "equilibre.build.resource",
        lambda *parts: tmp_path / "build.json" if parts == ("build.json",) else real(*parts),
    )
    first, second, *_others = about_paragraphs()
    assert __version__ in first
    assert "abcdef012345" in second
    assert "fedcba987654" in second


def test_the_use_of_qt_under_the_lgpl_is_told_without_a_click() -> None:
    assert any("GNU Lesser General Public License" in text for text in about_paragraphs())


def test_the_licences_open_from_what_the_program_is(make_room: MakeRoom, qtbot: QtBot) -> None:
    room = make_room()
    room.show()
    room.window.show_about()
    settle()
    (about,) = room.window.findChildren(AboutDialog)
    (button,) = [one for one in about.findChildren(QPushButton) if one.text() == "Licences"]
    button.click()
    settle()
    (licences,) = about.findChildren(LicencesDialog)
    assert licences.isVisible()
    assert "MIT License" in licences.text.toPlainText()


def test_a_screen_reader_hears_where_the_keyboard_begins(make_room: MakeRoom) -> None:
    room = make_room()
    room.show()
    room.window.show_about()
    settle()
    (about,) = room.window.findChildren(AboutDialog)
    focus = about.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "About Équilibre"


def test_each_licence_can_be_read_with_the_keyboard(make_room: MakeRoom, qtbot: QtBot) -> None:
    room = make_room()
    room.show()
    dialog = LicencesDialog(room.window)
    dialog.open()
    settle()
    dialog.parts.setFocus()
    seen = set()
    for _row in range(dialog.parts.count()):
        seen.add(dialog.text.toPlainText())
        assert dialog.text.toPlainText()
        qtbot.keyClick(dialog.parts, Qt.Key.Key_Down)
    assert dialog.parts.currentRow() == dialog.parts.count() - 1
    assert len(seen) > dialog.parts.count() / 2


@pytest.mark.parametrize("size", SIZES)
def test_the_licences_fit_a_small_screen(make_room: MakeRoom, size: tuple[int, int]) -> None:
    room = make_room()
    room.show(*size)
    dialog = LicencesDialog(room.window)
    dialog.open()
    settle()
    assert faults(dialog) == []
    assert dialog.height() <= size[1]
    assert isinstance(dialog, QDialog)
