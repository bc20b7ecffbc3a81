"""What a player sees: the window or dialogue in front, and what can be touched in it."""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)

_CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QTabBar,
)
_LONGEST_LABEL = 40


def in_front(window: QWidget) -> QWidget:
    """Return what takes clicks and keys now: a menu, a dialogue, or the *window*."""
    for widget in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
        if widget is not None and widget.isVisible():
            return widget
    return window


def touchable(root: QWidget) -> dict[str, dict[str, QWidget]]:
    """Return what can be touched, by kind, under names that do not depend on the language.

    Apart stand the buttons that lead on, and what is no control but takes the focus: a chart, a
    text.
    """
    found: dict[str, dict[str, QWidget]] = {}
    for name, widget in _shown(root):
        if not widget.isEnabled():
            continue
        if widget.property("primary"):
            found.setdefault("primary", {})[name] = widget
        elif isinstance(widget, _CONTROLS):
            found.setdefault("control", {})[name] = widget
        elif widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            found.setdefault("other", {})[name] = widget
    return found


def _shown(root: QWidget) -> Iterator[tuple[str, QWidget]]:
    """Walk over what is shown in *root*, always in one order."""
    waiting = [("", root)]
    while waiting:
        path, parent = waiting.pop()
        counts: Counter[str] = Counter()
        for child in parent.children():
            if not isinstance(child, QWidget):
                continue
            kind = type(child).__name__
            counts[kind] += 1
            if child.isVisible() and not child.isWindow():
                name = f"{path}/{kind}{counts[kind]}"
                waiting.append((name, child))
                yield name, child


def reach(root: QWidget, widget: QWidget) -> None:
    """Scroll until *widget* is seen, as somebody who looks for it does."""
    around = widget.parentWidget()
    while around is not None and around is not root:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()


def label(widget: QWidget) -> str:
    """Return what *widget* is, for a reader."""
    texts = [widget.accessibleName()]
    if isinstance(widget, QAbstractButton):
        texts.insert(0, widget.text())
    text = next(filter(None, texts), widget.objectName()).replace("\n", " ")
    kind = type(widget).__name__
    return f"{kind} “{text[:_LONGEST_LABEL]}”" if text else kind
