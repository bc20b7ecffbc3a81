"""A drop-down list that is too narrow for what is chosen."""

from pytestqt.qtbot import QtBot

from equilibre.ui.widgets.eliding_list import ElidingList
from tests.ui.conftest import settle

LONG = "Chiffres manuscrits & <b>lettres</b> de tous les pays"


def shown(qtbot: QtBot, width: int, tip: str = "") -> ElidingList:
    made = ElidingList("Data", letters=4)
    made.setToolTip(tip)
    qtbot.addWidget(made)
    made.addItem(LONG)
    made.resize(width, 30)
    made.show()
    settle()
    return made


def test_what_does_not_fit_is_whole_in_the_tooltip_as_plain_text(qtbot: QtBot) -> None:
    tip = shown(qtbot, 120, tip="Which data").toolTip()
    assert "manuscrits &amp; &lt;b&gt;lettres" in tip
    assert "Which data" in tip


def test_what_fits_leaves_the_tooltip_to_what_the_list_is_for(qtbot: QtBot) -> None:
    assert shown(qtbot, 900, tip="Which data").toolTip() == "Which data"


def test_it_asks_for_room_for_a_few_letters_only(qtbot: QtBot) -> None:
    assert shown(qtbot, 120).minimumSizeHint().width() < 200
