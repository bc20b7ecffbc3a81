"""The dialogue for a table of one's own on the screen: whole, and within reach of a keyboard."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QAbstractItemModel, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from equilibre.learning import shelf
from equilibre.texts import use_language
from equilibre.ui.equipment import Equipment
from equilibre.ui.theme import use_theme
from equilibre.ui.training.own.dialog import TableDialog
from tests.learning.own.tables import written
from tests.ui.conftest import settle
from tests.ui.fitting import cut, outside, overlapping
from tests.ui.training.own.test_table_presenter import TEXT, Process


class Stand:
    """A dialogue over a window, and the process that it asks."""

    def __init__(self, window: QWidget, path: Path | None) -> None:
        self.process = Process()
        self.keys: list[str] = []
        host: Any = SimpleNamespace(send=self.process.send, busy=False, paused=False)
        equipment = cast(Equipment, SimpleNamespace(host=host))
        self.dialog = TableDialog(path, equipment, self.keys.append, window)
        self.dialog.open()
        settle()

    def hear(self) -> None:
        said, self.process.said = self.process.said, []
        self.dialog.hear((), said)
        settle()

    @property
    def model(self) -> QAbstractItemModel:
        return self.dialog.page.columns.model()

    def ticked(self) -> list[str]:
        role = Qt.ItemDataRole.CheckStateRole
        return [
            self.model.index(row, 1).data()
            for row in range(self.model.rowCount())
            if self.model.index(row, 0).data(role) == Qt.CheckState.Checked
        ]


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[QWidget]:
    use_language("en")
    use_theme("light", 100)
    shelf.use(tmp_path / "shelf")
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1093, 535)
    made.show()
    yield made
    made.close()
    shelf.use(None)
    settle()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path, TEXT, "rivers.csv")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_text_fits_before_and_after_the_reading(
    window: QWidget, path: Path, language: str
) -> None:
    use_language(language)
    stand = Stand(window, None)
    for _step in ("empty", "read"):
        assert cut(stand.dialog) == []
        assert outside(stand.dialog) == []
        assert overlapping(stand.dialog) == []
        stand.dialog.presenter.open(path)
        stand.hear()


def test_the_columns_are_ticked_with_the_keyboard(window: QWidget, path: Path) -> None:
    stand = Stand(window, path)
    stand.hear()
    QAbstractItemModelTester(stand.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert stand.ticked() == ["size", "weight"]
    columns = stand.dialog.page.columns
    columns.setFocus()
    columns.setCurrentIndex(stand.model.index(3, 0))
    QTest.keyClick(columns, Qt.Key.Key_Space)
    assert stand.ticked() == ["weight"]
    columns.setCurrentIndex(stand.model.index(2, 0))  # dates: there is no box
    QTest.keyClick(columns, Qt.Key.Key_Space)
    assert stand.ticked() == ["weight"]


def test_the_focus_goes_to_the_first_choice_once_the_table_is_there(
    window: QWidget, path: Path
) -> None:
    stand = Stand(window, path)
    stand.hear()
    assert stand.dialog.focusWidget() is stand.dialog.page.target


def test_the_data_are_used_and_the_dialogue_closes(window: QWidget, path: Path) -> None:
    stand = Stand(window, path)
    assert not stand.dialog.use.isEnabled()
    stand.hear()
    stand.dialog.use.click()
    closed: list[int] = []
    stand.dialog.finished.connect(closed.append)
    stand.hear()
    assert closed == [TableDialog.DialogCode.Accepted.value]
    assert tuple(stand.keys) == shelf.keys()


def test_a_file_dropped_on_the_dialogue_is_read(window: QWidget, path: Path) -> None:
    stand = Stand(window, None)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    stand.dialog.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    stand.hear()
    assert stand.dialog.presenter.state.file == "rivers.csv"
    assert stand.dialog.page.target.currentText() == "kind"


def test_a_refusal_stands_above_and_can_be_closed(window: QWidget, tmp_path: Path) -> None:
    stand = Stand(window, written(tmp_path, b"PK\x03\x04", "data.csv"))
    stand.hear()
    assert stand.dialog.messages.isVisible()
    assert "spreadsheet" in stand.dialog.messages.accessibleName()
    stand.dialog.messages.closed.emit()
    assert not stand.dialog.messages.isVisible()
