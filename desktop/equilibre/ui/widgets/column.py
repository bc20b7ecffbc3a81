"""Columns that scroll where they do not fit: the numbered steps of a tab, texts to read."""

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
    wherever it moves. The keyboard goes from control to control, and the area follows.
    """
    area = reading(steps)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def reading(texts: QWidget) -> QScrollArea:
    """Return *texts* likewise; there may be no control among them: the keyboard scrolls them."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(texts)
    area.viewport().setAutoFillBackground(False)
    texts.setAutoFillBackground(False)
    return area
