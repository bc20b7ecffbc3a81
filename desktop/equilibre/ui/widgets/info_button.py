"""The small button that tells where something comes from."""

from PySide6.QtWidgets import QToolButton

from equilibre.ui.icons import icon


class InfoButton(QToolButton):
    """An “i” without a frame; *text* says what it tells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setIcon(icon("info"))
        self.setProperty("flat", True)
        self.setToolTip(text)
        self.setAccessibleName(text)
