"""What two hands on the keyboard do."""

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.play.deed import Around, Deed
from tests.play.dice import Dice
from tests.play.screen import label

_KEYS = {
    name: getattr(Qt.Key, f"Key_{name}")
    for name in (
        *("Tab", "Backtab", "Space", "Return", "Escape", "Delete", "Backspace", "Home", "End"),
        *("Up", "Down", "Left", "Right", "PageUp", "PageDown", "F1", "F2", "F11", "9", "A"),
        *("Question", "Plus", "Minus", "BracketLeft", "Menu"),
    )
}
_TEXTS = {
    text: text
    for text in (
        *("", "1", "-7", "1e9", "1e999", "0,5", "nan", "été", "森林", "مرحبا", "👩‍🔬", "\u202eabc"),
        *("=1+1", "<b>x</b>", "%s {0} {name}", "a" * 300, '"open', "&Quit", "../../x", "\ud800"),
    )
}


def key(around: Around, dice: Dice) -> Deed | None:
    name = dice.among({name: name for name in _KEYS}, "key")
    held = dice.weighted({"No": 12, "Shift": 1, "Control": 1}, "held")
    modifier = getattr(Qt.KeyboardModifier, f"{held}Modifier")
    native = around.root.window().windowHandle()
    return Deed(
        f"key {held} {name} on {label(_focus(around))}",
        lambda: QTest.keyClick(native, _KEYS[name], modifier),
    )


def type_text(around: Around, dice: Dice) -> Deed | None:
    text = dice.among(_TEXTS, "text")
    end = dice.weighted({"Return": 3, "Tab": 2, "": 1}, "end")
    native = around.root.window().windowHandle()

    def do() -> None:
        for letter in text:
            if not _there(native):
                return
            QTest.sendKeyEvent(
                *(QTest.KeyAction.Click, native, Qt.Key.Key_unknown, letter),
                Qt.KeyboardModifier.NoModifier,
            )
        if end and _there(native):
            QTest.keyClick(native, _KEYS[end])

    return Deed(f"type {ascii(text[:20])} {end} into {label(_focus(around))}", do)


def escape(root: QWidget) -> None:
    """Press the key that leaves."""
    QTest.keyClick(root.window().windowHandle(), Qt.Key.Key_Escape)


def _there(native: QWindow) -> bool:
    return shiboken6.isValid(native) and native.isVisible()


def _focus(around: Around) -> QWidget:
    focus = around.root.focusWidget()
    return focus if focus is not None and focus.isVisible() else around.root
