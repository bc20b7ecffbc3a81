"""What two hands on the keyboard do."""

import shiboken6
from PySide6.QtCore import Qt
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
    focus = _focus(around)
    return Deed(
        f"key {held} {name} on {label(focus)}",
        lambda: QTest.keyClick(focus, _KEYS[name], getattr(Qt.KeyboardModifier, f"{held}Modifier")),
    )


def type_text(around: Around, dice: Dice) -> Deed | None:
    text = dice.among(_TEXTS, "text")
    end = dice.weighted({"Return": 3, "Tab": 2, "": 1}, "end")
    focus = _focus(around)

    def do() -> None:
        for letter in text:
            if not shiboken6.isValid(focus):
                return
            QTest.sendKeyEvent(
                *(QTest.KeyAction.Click, focus, Qt.Key.Key_unknown, letter),
                Qt.KeyboardModifier.NoModifier,
            )
        if end and shiboken6.isValid(focus):
            QTest.keyClick(focus, _KEYS[end])

    return Deed(f"type {ascii(text[:20])} {end} into {label(focus)}", do)


def _focus(around: Around) -> QWidget:
    focus = around.root.focusWidget()
    return focus if focus is not None and focus.isVisible() else around.root
