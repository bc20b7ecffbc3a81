"""A box to tick."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox

from equilibre.ui.theme import theme


class CheckBox(QCheckBox):
    """A box to tick whose outline is seen in every theme."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        palette = self.palette()  # the style draws the outline a shade darker than the window
        palette.setColor(QPalette.ColorRole.Window, theme().colour("border").lighter(140))
        self.setPalette(palette)
