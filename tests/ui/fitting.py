"""Finds the texts that are cut and the widgets that overlap, in a window that is shown."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)

from equilibre.ui.widgets.elided import ElidedLabel
from equilibre.ui.widgets.eliding_list import ElidingList

TEXTS = (QLabel, QPushButton, QToolButton, QCheckBox, QComboBox)

# What a window has inside its frame and above a task bar, at 1366×768 with 100 and 125 %, and at
# 1920×1080 with 200 %.
SMALLEST = (960, 461)
SIZES = [(1366, 689), (1093, 535), SMALLEST]


def faults(window: QWidget) -> list[str]:
    """Return what is cut in *window*; on the smallest screen, names may end in an ellipsis."""
    smallest = window.window().width() <= SMALLEST[0]
    return [
        text
        for text in (*cut(window), *outside(window), *overlapping(window))
        if not (smallest and text.endswith(" is elided"))
    ]


def visible(window: QWidget) -> list[QWidget]:
    """Return the widgets with texts that are shown in *window*."""
    return [
        one for one in window.findChildren(QWidget) if isinstance(one, TEXTS) and one.isVisible()
    ]


def cut(window: QWidget) -> list[str]:
    """Return each text that does not fit its widget, with what is missing."""
    return [text for one in visible(window) if (text := _cut(one))]


def _cut(widget: QWidget) -> str:
    if isinstance(widget, ElidedLabel):
        return f"“{widget.text()}” is elided" if widget.cut else ""
    if isinstance(widget, QLabel):
        return _cut_label(widget)
    if isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        field = widget.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            widget,
        )
        missing = _missing(widget, widget.currentText(), field.width())
        elides = missing and isinstance(widget, ElidingList)
        return f"“{widget.currentText()}” is elided" if elides else missing
    if isinstance(widget, QPushButton | QCheckBox):
        option = QStyleOptionButton()
        widget.initStyleOption(option)
        element = (
            QStyle.SubElement.SE_PushButtonContents
            if isinstance(widget, QPushButton)
            else QStyle.SubElement.SE_CheckBoxContents
        )
        room = widget.style().subElementRect(element, option, widget).width()
        if not widget.icon().isNull():
            room -= widget.iconSize().width() + (4 if widget.text() else 0)
        return _missing(widget, widget.text(), room)
    if isinstance(widget, QToolButton):
        return _missing(widget, widget.text(), widget.width())
    return ""


def _cut_label(label: QLabel) -> str:
    if not label.text():
        return ""
    room = label.contentsRect()
    if not label.wordWrap() and label.textFormat() is Qt.TextFormat.RichText:
        needed = label.sizeHint().width()
        return f"“{label.text()}” needs {needed} px" if needed > room.width() + 1 else ""
    if not label.wordWrap():
        return _missing(label, label.text(), room.width())
    needed = label.heightForWidth(label.width())
    if needed > label.height():
        return f"“{label.text()}” needs {needed} px of height, has {label.height()}"
    return ""


def _missing(widget: QWidget, text: str, room: int) -> str:
    plain = text.replace("&&", "\0").replace("&", "").replace("\0", "&")
    metrics = widget.fontMetrics()
    if widget.property("primary"):  # the style sheet writes it bolder than the widget knows
        font = widget.font()
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
    needed = max(map(metrics.horizontalAdvance, plain.split("\n")))
    # The blanks at both ends of a text are a pixel wide.
    return f"“{text}” needs {needed} px, has {room}" if plain and needed > room + 1 else ""


def _scrolled(widget: QWidget, window: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def place(widget: QWidget, window: QWidget) -> QRect:
    """Return where *widget* stands in *window*."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def outside(window: QWidget) -> list[str]:
    """Return the widgets that leave *window*; what scrolls may."""
    return [
        f"{type(one).__name__} {place(one, window)}"
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and not one.isWindow()
        and not _scrolled(one, window)
        and not one.size().isEmpty()
        and not window.rect().contains(place(one, window))
    ]


def overlapping(window: QWidget) -> list[str]:
    """Return the pairs of texts that lie upon each other."""
    places = [(one, place(one, window)) for one in visible(window) if not one.size().isEmpty()]
    return [
        f"{_name(first)} over {_name(second)}"
        for index, (first, here) in enumerate(places)
        for second, there in places[index + 1 :]
        if here.intersects(there)
        and not first.isAncestorOf(second)
        and not second.isAncestorOf(first)
        and first.window() is second.window()
        and not _scrolled(first, window)
        and not _scrolled(second, window)
    ]


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QPushButton) else ""
    return f"{type(widget).__name__} “{text}”"
