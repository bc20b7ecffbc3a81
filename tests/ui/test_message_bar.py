"""A sentence above a tab is shown as it is written."""

from PySide6.QtWidgets import QApplication, QLabel

from equilibre.ui.theme import use_theme
from equilibre.ui.widgets.message_bar import MessageBar


def test_the_name_of_a_file_is_no_markup(qapp: QApplication) -> None:
    use_theme("light", 100)
    bar = MessageBar()
    heights = set()
    for name in ("“<h1>a.equilibre” cannot be read.", "“(h1)a.equilibre” cannot be read."):
        bar.say(name)
        (text,) = [label for label in bar.findChildren(QLabel) if label.text()]
        heights.add(text.heightForWidth(1000))
    assert len(heights) == 1
    bar.deleteLater()
