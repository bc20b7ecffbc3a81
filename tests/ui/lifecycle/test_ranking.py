"""The ranking can be read and opened without a mouse."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from equilibre.ui.lifecycle.ranking import Ranking
from equilibre.ui.lifecycle.state import Ranked

ROWS = (
    Ranked("camera, production", 1.0, "80 %", factor="camera_prod"),
    Ranked("lifetime", 0.4, "20 %", parameter="cam_life"),
    Ranked("nothing to open", 0.1, "5 %"),
)


def test_the_arrow_keys_and_return_open_the_card_of_a_row(qtbot: QtBot) -> None:
    ranking = Ranking("test", "Test")
    qtbot.addWidget(ranking)
    ranking.resize(300, 200)
    ranking.show_rows("Test", "", ROWS)
    opened: list[Ranked] = []
    ranking.picked.connect(opened.append)
    keys = Qt.Key
    for key in (keys.Key_Return, keys.Key_Down, keys.Key_Return, keys.Key_Down, keys.Key_Space):
        qtbot.keyClick(ranking, key)
    assert opened == [ROWS[0], ROWS[1]]
    for key in (keys.Key_Down, keys.Key_Down, keys.Key_Return):
        qtbot.keyClick(ranking, key)
    assert opened == [ROWS[0], ROWS[1]]
    assert ranking.ranking.current == 2
