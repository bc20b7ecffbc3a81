"""The left column of a tab: numbered steps that scroll where they do not fit."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QWidget

from equilibre.ui.theme import theme


def step(number: int, text: str) -> QLabel:
    """Return the heading of a step."""
    label = QLabel(f"{number}   {text}")
    label.setFont(theme().font(13, QFont.Weight.DemiBold))
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return label


def scrolling(steps: QWidget) -> QScrollArea:
    """Return *steps* with a vertical scroll bar where there is too little height.

    *steps* come empty and are filled in their place: what the area has measured is dressed again
    wherever it moves.
    """
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(steps)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    steps.setAutoFillBackground(False)
    return area
