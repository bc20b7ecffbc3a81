"""What a hand on the mouse does: the window's system hands it over, as it comes from a mouse."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.play.deed import Around, Deed
from tests.play.dice import Dice
from tests.play.screen import label, reach, touchable

_EYE = {"primary": 1.0, "control": 8.0, "other": 2.0}  # how often each kind draws the eye
_NONE = Qt.KeyboardModifier.NoModifier


def _target(around: Around, dice: Dice) -> tuple[QWidget, QPoint] | None:
    """Return something to touch, scrolled into sight, and a point of it in what is in front."""
    found = touchable(around.root)
    if not found:
        return None
    kind = dice.weighted({kind: _EYE[kind] for kind in found}, "kind of target")
    widget = dice.among(found[kind], "target")
    reach(around.root, widget)
    area = widget.visibleRegion().boundingRect()
    if area.isEmpty():
        return None
    draw = dice.draw("point")
    point = QPoint(
        area.left() + draw.randrange(area.width()), area.top() + draw.randrange(area.height())
    )
    return widget, widget.mapTo(around.root, point)


def click(around: Around, dice: Dice) -> Deed | None:
    found = _target(around, dice)
    if found is None:
        return None
    widget, place = found
    kind = dice.weighted({"left": 20, "double": 1, "right": 1}, "button")
    return Deed(
        f"{kind} click on {label(widget)} at {place.toTuple()}",
        lambda: clicked(around.root, place, kind),
    )


def blind(around: Around, dice: Dice) -> Deed:
    """Click anywhere, whatever is there."""
    draw, root = dice.draw("anywhere"), around.root
    place = QPoint(int(draw.random() * root.width()), int(draw.random() * root.height()))
    return Deed(f"click at {place.toTuple()}", lambda: clicked(root, place))


def clicked(root: QWidget, place: QPoint, kind: str = "left") -> None:
    """Click at *place* of *root*; it may be gone when the button comes up again."""
    native, at = _native(root, place)
    if kind == "right":
        _each(native, lambda: QTest.mouseClick(native, Qt.MouseButton.RightButton, _NONE, at))
        reason = QContextMenuEvent.Reason.Mouse
        event = QContextMenuEvent(reason, at, native.mapToGlobal(at), _NONE)
        _each(native, lambda: QApplication.sendEvent(native, event))
        return
    for _time in range(2 if kind == "double" else 1):
        for act in (QTest.mousePress, QTest.mouseRelease):
            _each(native, lambda act=act: act(native, Qt.MouseButton.LeftButton, _NONE, at))


def drag(around: Around, dice: Dice) -> Deed | None:
    found = _target(around, dice)
    if found is None:
        return None
    widget, place = found
    draw = dice.draw("way")
    way = [place + QPoint(draw.randint(-200, 200), draw.randint(-80, 80)) for _step in range(4)]
    left = Qt.MouseButton.LeftButton

    def do() -> None:
        native, at = _native(around.root, place)
        QTest.mousePress(native, left, _NONE, at)
        for point in way:
            _each(native, lambda point=point: QTest.mouseMove(native, at + point - place))
        _each(native, lambda: QTest.mouseRelease(native, left, _NONE, at + way[-1] - place))

    return Deed(f"drag on {label(widget)} from {place.toTuple()} to {way[-1].toTuple()}", do)


def wheel(around: Around, dice: Dice) -> Deed | None:
    found = _target(around, dice)
    if found is None:
        return None
    widget, place = found
    draw = dice.draw("turn")
    angle = draw.choice((-1200, -120, 120, 1200))
    held = draw.choice((_NONE, Qt.KeyboardModifier.ControlModifier))

    def do() -> None:
        native, at = _native(around.root, place)
        event = QWheelEvent(
            *(QPointF(at), QPointF(native.mapToGlobal(at)), QPoint(), QPoint(0, angle)),
            *(Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False),
        )
        QApplication.sendEvent(native, event)

    return Deed(f"wheel {angle} with {held.name} on {label(widget)}", do)


def _native(root: QWidget, place: QPoint) -> tuple[QWindow, QPoint]:
    """Return the window of the system that holds *root*, and *place* in it."""
    window = root.window()
    return window.windowHandle(), root.mapTo(window, place)


def _each(native: QWindow, act: Callable[[], object]) -> None:
    """Do *act* in a window that is still there."""
    if shiboken6.isValid(native) and native.isVisible():
        act()
