"""A paragraph is as high as Qt says, at each width, whatever became of it meanwhile."""

import pytest
from pytestqt.qtbot import QtBot

from equilibre.ui.theme import theme, use_theme
from equilibre.ui.widgets.paragraph import Paragraph
from equilibre.ui.widgets.plain import plain_label

SHORT, LONG = "A few words.", "A sentence that takes several lines wherever it stands. " * 5


@pytest.fixture
def words(qtbot: QtBot) -> Paragraph:
    use_theme("light", 100)
    made = Paragraph(LONG)
    qtbot.addWidget(made)
    return made


def height(qtbot: QtBot, text: str, width: int, size: float = 14) -> int:
    label = plain_label(text)
    qtbot.addWidget(label)
    label.setWordWrap(True)
    label.setFont(theme().font(size))
    return label.heightForWidth(width)


@pytest.mark.parametrize("width", [120, 300, 900])
def test_it_is_as_high_as_a_label_that_remembers_nothing(
    qtbot: QtBot, words: Paragraph, width: int
) -> None:
    words.setFont(theme().font(14))
    for _asked in range(2):
        assert words.heightForWidth(width) == height(qtbot, LONG, width)


def test_another_text_has_another_height(qtbot: QtBot, words: Paragraph) -> None:
    words.setFont(theme().font(14))
    before = words.heightForWidth(200)
    words.setText(SHORT)
    assert words.heightForWidth(200) == height(qtbot, SHORT, 200) < before


def test_another_font_has_another_height(qtbot: QtBot, words: Paragraph) -> None:
    words.setFont(theme().font(14))
    before = words.heightForWidth(200)
    words.setFont(theme().font(22))
    assert words.heightForWidth(200) == height(qtbot, LONG, 200, 22) > before
