"""A row of controls is one line where it fits, and several where it does not."""

import pytest
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from equilibre.texts import use_language
from equilibre.ui.theme import use_theme
from equilibre.ui.widgets.segmented import Segmented
from equilibre.ui.widgets.wrapping import WrappingRow
from tests.ui.conftest import settle
from tests.ui.fitting import faults

NAMES = ("See its curves", "Rename", "Delete", "Undo", "Open", "Save")


@pytest.fixture(autouse=True)
def usual() -> None:
    use_language("en")
    use_theme("light", 100)


def shown(qtbot: QtBot, row: QHBoxLayout, width: int) -> tuple[QWidget, list[QPushButton]]:
    """Return a window of this *width* with a row of buttons, two of them far to the right."""
    window = QWidget()
    qtbot.addWidget(window)
    buttons = [QPushButton(name) for name in NAMES]
    for button in buttons[:4]:
        row.addWidget(button)
    row.addStretch(1)
    for button in buttons[4:]:
        row.addWidget(button)
    column = QVBoxLayout(window)
    column.addLayout(row)
    column.addStretch(1)
    window.resize(width, 300)
    window.show()
    settle()
    return window, buttons


def test_a_row_that_fits_is_that_of_qt(qtbot: QtBot) -> None:
    _window, buttons = shown(qtbot, WrappingRow(), 900)
    _other, plain = shown(qtbot, QHBoxLayout(), 900)
    assert [one.geometry() for one in buttons] == [one.geometry() for one in plain]


@pytest.mark.parametrize("width", [160, 240, 360])
def test_a_row_that_does_not_fit_takes_more_lines_and_cuts_nothing(
    qtbot: QtBot, width: int
) -> None:
    window, buttons = shown(qtbot, WrappingRow(), width)
    assert window.width() == width
    assert faults(window) == []
    tops = [one.y() for one in buttons]
    assert tops == sorted(tops)
    assert len(set(tops)) > 1


def test_it_is_one_line_again_in_a_wide_window(qtbot: QtBot) -> None:
    window, buttons = shown(qtbot, WrappingRow(), 200)
    window.resize(900, 300)
    settle()
    assert len({one.y() for one in buttons}) == 1


def test_a_hidden_button_takes_no_place(qtbot: QtBot) -> None:
    window, buttons = shown(qtbot, WrappingRow(), 240)
    lines = len({one.y() for one in buttons})
    for button in buttons[1:]:
        button.hide()
    settle()
    assert lines > 1
    assert window.minimumSizeHint().height() <= 60


def test_choices_that_wrap_ask_for_the_width_of_the_widest_only(qtbot: QtBot) -> None:
    choices = [(name, name) for name in NAMES]
    wrapping, plain = (Segmented(choices, "Pages", wraps=wraps) for wraps in (True, False))
    for one in (wrapping, plain):
        qtbot.addWidget(one)
    assert wrapping.minimumSizeHint().width() < plain.minimumSizeHint().width() / 3
    assert wrapping.sizeHint() == plain.sizeHint()
