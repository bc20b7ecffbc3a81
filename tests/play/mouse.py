"""What a hand on the mouse does."""

import shiboken6
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.play.deed import Around, Deed
from tests.play.dice import Dice
from tests.play.screen import label, reach, touchable, under


def _target(around: Around, dice: Dice) -> tuple[QWidget, QPoint] | None:
    """Return something to touch, scrolled into sight, and a point of it."""
    controls, others = touchable(around.root)
    found = dice.weighted({"controls": 4, "others": 1}, "kind of target")
    chosen = (others or controls) if found == "others" else (controls or others)
    if not chosen:
        return None
    widget = dice.among(chosen, "target")
    reach(around.root, widget)
    area = widget.visibleRegion().boundingRect()
    if area.isEmpty():
        return None
    draw = dice.draw("point")
    return widget, QPoint(
        area.left() + draw.randrange(area.width()), area.top() + draw.randrange(area.height())
    )


def click(around: Around, dice: Dice) -> Deed | None:
    found = _target(around, dice)
    if found is None:
        return None
    widget, point = found
    met, place = under(around.root, widget, point)
    kind = dice.weighted({"left": 20, "double": 1, "right": 1}, "button")

    def do() -> None:
        if kind == "right":
            shown = met.mapToGlobal(place)
            _press(met, Qt.MouseButton.RightButton, place)
            if shiboken6.isValid(met):
                reason = QContextMenuEvent.Reason.Mouse
                QApplication.sendEvent(met, QContextMenuEvent(reason, place, shown))
            return
        _press(met, Qt.MouseButton.LeftButton, place)
        if kind == "double" and shiboken6.isValid(met):
            QTest.mouseDClick(met, Qt.MouseButton.LeftButton, pos=place)

    return Deed(f"{kind} click on {label(met)} at {place.toTuple()}", do)


def _press(widget: QWidget, button: Qt.MouseButton, place: QPoint) -> None:
    QTest.mousePress(widget, button, pos=place)
    if shiboken6.isValid(widget):  # a press may change the page
        QTest.mouseRelease(widget, button, pos=place)


def drag(around: Around, dice: Dice) -> Deed | None:
    found = _target(around, dice)
    if found is None:
        return None
    met, place = under(around.root, *found)
    draw = dice.draw("way")
    way = [place + QPoint(draw.randint(-200, 200), draw.randint(-80, 80)) for _step in range(4)]

    def do() -> None:
        QTest.mousePress(met, Qt.MouseButton.LeftButton, pos=place)
        for point in (*way, None):
            if not shiboken6.isValid(met):
                return
            where = point or way[-1]
            held = Qt.MouseButton.LeftButton if point else Qt.MouseButton.NoButton
            kind = QEvent.Type.MouseMove if point else QEvent.Type.MouseButtonRelease
            button = Qt.MouseButton.NoButton if point else Qt.MouseButton.LeftButton
            event = QMouseEvent(
                *(kind, QPointF(where), QPointF(met.mapToGlobal(where))),
                *(button, held, Qt.KeyboardModifier.NoModifier),
            )
            QApplication.sendEvent(met, event)

    return Deed(f"drag on {label(met)} from {place.toTuple()} to {way[-1].toTuple()}", do)


def wheel(around: Around, dice: Dice) -> Deed | None:
    found = _target(around, dice)
    if found is None:
        return None
    met, place = under(around.root, *found)
    draw = dice.draw("turn")
    angle = draw.choice((-1200, -120, 120, 1200))
    held = draw.choice((Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier))

    def do() -> None:
        event = QWheelEvent(
            *(QPointF(place), QPointF(met.mapToGlobal(place)), QPoint(), QPoint(0, angle)),
            *(Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False),
        )
        QApplication.sendEvent(met, event)

    return Deed(f"wheel {angle} with {held.name} on {label(met)}", do)
