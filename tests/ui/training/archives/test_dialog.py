"""The dialogue of the published sets, on the screen."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from equilibre.learning import shelf
from equilibre.learning.archives.bring import Bring, Progress, Stage
from equilibre.learning.archives.covertype import COVERTYPE
from equilibre.texts import use_language
from equilibre.ui.theme import use_theme
from equilibre.ui.training.archives.dialog import ArchivesDialog
from equilibre.worker.messages import Command, Done, Stop, Told
from tests.learning.archives.look_alikes import covertype_text, put
from tests.ui.conftest import settle
from tests.ui.fitting import cut


class Hall:
    """A window, and the dialogue over it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.sent: list[Command] = []
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1093, 535)
        self.window.show()
        host = SimpleNamespace(send=self.sent.append, busy=False)
        equipment = SimpleNamespace(host=host)
        self.dialog = ArchivesDialog(equipment, self.window)  # type: ignore[arg-type]
        self.dialog.open()
        settle()


@pytest.fixture(params=["en", "fr"])
def hall(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[Hall]:
    use_language(request.param)
    use_theme("light", 100)
    shelf.use(tmp_path / "datasets")
    yield Hall(qtbot)
    shelf.use(None)
    use_language("en")


def test_every_set_fits_in_a_small_window(hall: Hall):
    dialog = hall.dialog
    for row in range(dialog.list.count()):
        dialog.list.setCurrentRow(row)
        settle()
        assert cut(dialog) == []
        dialog.download.click()
        settle()
        assert dialog.yes.isVisible()
        assert cut(dialog) == []
        dialog.no.click()
    assert (dialog.width(), dialog.height()) <= (1093, 535)


def test_a_folder_is_chosen_and_the_set_used(
    hall: Hall, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    dialog = hall.dialog
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args: str(tmp_path))
    assert not dialog.use.isVisible()
    dialog.folder.click()
    run = hall.sent[-1].run  # type: ignore[union-attr]
    assert dialog.stop.isVisible()
    dialog.hear([], [Told(run, Progress(Stage.READING, 1, 2))])
    assert cut(dialog) == []
    list(Bring(put(tmp_path, COVERTYPE, covertype_text()), tmp_path).outcomes())
    dialog.hear([], [Done(run, 0.0, 0.0, False)])
    settle()
    assert dialog.use.hasFocus()
    assert cut(dialog) == []
    with qtbot.waitSignal(dialog.used) as used:
        dialog.use.click()
    assert used.args == ["covertype"]
    assert not dialog.isVisible()


def test_escape_stops_then_closes(hall: Hall, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    dialog = hall.dialog
    dialog.download.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.folder.isVisible()  # the question is answered by no
    dialog.download.click()
    dialog.yes.click()
    run = hall.sent[-1].run  # type: ignore[union-attr]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert isinstance(hall.sent[-1], Stop)
    dialog.hear([], [Done(run, 0.0, 0.0, True)])
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_enter_removes_nothing(hall: Hall, tmp_path: Path):
    list(Bring(put(tmp_path, COVERTYPE, covertype_text()), tmp_path).outcomes())
    dialog = hall.dialog
    dialog.presenter.choose("newsgroups")
    dialog.presenter.choose("covertype")
    dialog.remove.click()
    assert dialog.no.hasFocus()
    dialog.no.click()
    assert shelf.keys() == ("covertype",)
