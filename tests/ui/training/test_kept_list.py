"""The list of the kept runs: as long as a class makes it, each line made when it is seen."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from equilibre.texts import use_language
from equilibre.ui.theme import use_theme
from equilibre.ui.training import kept_list as kept_list_module
from equilibre.ui.training.kept_list import KeptList
from tests.sessions.records import run
from tests.ui.conftest import settle


@pytest.fixture
def kept(qtbot: QtBot) -> KeptList:
    use_language("en")
    use_theme("light", 100)
    made = KeptList()
    qtbot.addWidget(made)
    made.resize(300, 240)
    made.show()
    return made


def view(kept: KeptList) -> QListView:
    (found,) = kept.findChildren(QListView)
    return found


def lines(kept: KeptList) -> list[str]:
    model = view(kept).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount(QModelIndex()))]


def test_the_last_kept_is_the_first_of_the_list(kept: KeptList) -> None:
    kept.show_runs((run("a", name="First"), run("b", name="Second")), "")
    assert [line.rpartition(" · ")[2] for line in lines(kept)] == ["Second", "First"]


def test_enter_on_a_line_shows_that_run(kept: KeptList, qtbot: QtBot) -> None:
    kept.show_runs(tuple(run(key) for key in "abc"), "")
    settle()
    listed = view(kept)
    listed.setCurrentIndex(listed.model().index(0, 0))
    with qtbot.waitSignal(kept.run_chosen) as chosen:
        QTest.keyClick(listed, Qt.Key.Key_Return)
    assert chosen.args == ["c"]


def test_a_click_on_a_line_shows_that_run(kept: KeptList, qtbot: QtBot) -> None:
    kept.show_runs(tuple(run(key) for key in "abc"), "")
    settle()
    listed = view(kept)
    place = listed.visualRect(listed.model().index(2, 0)).center()
    with qtbot.waitSignal(kept.run_chosen) as chosen:
        QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["a"]


def test_of_a_thousand_runs_only_the_lines_that_are_seen_are_made(
    kept: KeptList, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = set[str]()
    line = kept_list_module._line
    monkeypatch.setattr(kept_list_module, "_line", lambda one: made.add(one.key) or line(one))
    kept.show_runs(tuple(run(f"run {number}") for number in range(1000)), "")
    settle()
    kept.grab()
    assert 0 < len(made) < 50
