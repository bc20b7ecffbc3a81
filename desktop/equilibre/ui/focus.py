"""The place of the keyboard, found again when everything was built anew."""

from typing import TypeAlias

from PySide6.QtWidgets import QApplication, QTabBar, QWidget

Place: TypeAlias = tuple[type[QWidget], ...]
"""What can take the focus, from the first widget to the one that has it."""


def focus_place(*roots: QWidget) -> Place:
    """Return where the focus is inside *roots*; empty where it is elsewhere."""
    focus = QApplication.focusWidget()
    widgets = _focusable(roots)
    if focus not in widgets:
        return ()
    return tuple(type(one) for one in widgets[: widgets.index(focus) + 1])


def widget_at(place: Place, *roots: QWidget) -> QWidget | None:
    """Return what is at *place* now; None where what comes before is no longer the same."""
    widgets = _focusable(roots)[: len(place)]
    same = bool(place) and tuple(type(one) for one in widgets) == place
    return widgets[-1] if same else None


def _focusable(roots: tuple[QWidget, ...]) -> list[QWidget]:
    from PySide6.QtCore import Qt  # the first paint does without

    return [
        one
        for root in roots
        for one in root.findChildren(QWidget)
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and one.isVisibleTo(root)
        # The arrows of a tab bar are hidden only once it is laid out.
        and not isinstance(one.parent(), QTabBar)
    ]
