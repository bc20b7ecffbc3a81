"""Everything that a player can do, and how often."""

import os

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QMessageBox, QTabWidget

from tests.play.deed import Around, Deed, Move
from tests.play.dice import Dice
from tests.play.keyboard import escape, key, type_text
from tests.play.mouse import blind, click, clicked, drag, wheel
from tests.play.screen import label

_SIZES = {
    f"{width}×{height}": (width, height)
    for width, height in ((1366, 689), (1000, 500), (1920, 1080), (1280, 720), (3000, 600))
}


def drop(around: Around, dice: Dice) -> Deed | None:
    files = _some_files(around, dice)
    root = around.root
    draw = dice.draw("place")
    place = QPoint(draw.randrange(root.width()), draw.randrange(root.height()))

    def do() -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(around.files[name])) for name in files])
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        native = root.window().windowHandle()
        enter = QDragEnterEvent(place, copy, data, left, none)
        QApplication.sendEvent(native, enter)
        if enter.isAccepted():
            QApplication.sendEvent(native, QDropEvent(QPointF(place), copy, data, left, none))
        else:
            QApplication.sendEvent(native, QDragLeaveEvent())

    return Deed(f"drop {', '.join(files)} on {label(root)}", do)


def _some_files(around: Around, dice: Dice) -> list[str]:
    count = dice.draw("count").choice((1, 1, 1, 2, 3))
    names = {name: name for name in around.files}
    return [dice.among(names, f"file {number}") for number in range(count)]


def menu(around: Around, dice: Dice) -> Deed | None:
    """Open a menu; a line of it is chosen in another move."""
    bar = around.window.menuBar()
    titles = {str(number): title for number, title in enumerate(bar.actions())}
    if not titles or bar.isHidden():
        return None
    title = dice.among(titles, "title")
    place = bar.mapTo(around.window, bar.actionGeometry(title).center())
    return Deed(f"menu “{title.text()}”", lambda: clicked(around.window, place))


def menu_choice(around: Around, dice: Dice) -> Deed | None:
    """Choose a line of the menu that is open, or of the list."""
    root = around.root
    if not isinstance(root, QMenu):
        return click(around, dice)
    lines = {str(number): line for number, line in enumerate(root.actions()) if line.isEnabled()}
    if not lines:
        return close(around, dice)
    action = dice.among(lines, "line")
    place = root.actionGeometry(action).center()

    return Deed(f"menu line “{action.text()}”", lambda: clicked(root, place))


def tab(around: Around, dice: Dice) -> Deed | None:
    pages = around.window.centralWidget()
    assert isinstance(pages, QTabWidget)
    number, bar = dice.draw("tab").randrange(pages.count()), pages.tabBar()
    place = bar.mapTo(around.window, bar.tabRect(number).center())
    return Deed(f"tab {number}", lambda: clicked(around.window, place))


def resize(around: Around, dice: Dice) -> Deed | None:
    size = dice.among({name: name for name in _SIZES}, "size")
    return Deed(f"resize to {size}", lambda: around.window.resize(*_SIZES[size]))


def kill(around: Around, _dice: Dice) -> Deed | None:
    process = around.window.equipment.host.process
    if process is None:
        return None
    return Deed("kill the training process", lambda: os.kill(process, 9))


def rest(around: Around, _dice: Dice) -> Deed | None:
    """Let what is under way come to its end."""
    if not any(tab.busy() for tab in around.window.tabs):
        return None
    return Deed("wait for the end of what is under way", lambda: None, wait_for_rest=True)


def close(around: Around, dice: Dice) -> Deed | None:
    """Leave the dialogue or the menu in front."""
    root = around.root
    if isinstance(root, QDialog) and not isinstance(root, QMessageBox):
        return Deed(f"close {label(root)}", root.close)
    return Deed(f"Escape on {label(root)}", lambda: escape(root))


def answer(around: Around, dice: Dice) -> Deed | None:
    """Choose a file where the system's dialogue asks for one, or none."""
    dialog = around.root
    assert isinstance(dialog, QFileDialog)
    if dice.draw("answer").random() < 0.2:
        return Deed("choose no file", dialog.reject)
    names = _some_files(around, dice)
    if dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave:
        path = around.saved / names[0]
    else:
        path = around.files[names[0]]

    def do() -> None:
        dialog.selectFile(str(path))
        dialog.accept()
        if dialog.isVisible():  # it refuses a file that is not there
            dialog.reject()

    return Deed(f"choose the file {path.name}", do)


IN_THE_WINDOW: dict[str, float] = {
    "click": 50,
    "key": 14,
    "type_text": 5,
    "wheel": 5,
    "drag": 5,
    "drop": 4,
    "menu": 12,
    "tab": 3,
    "resize": 1,
    "kill": 0.5,
    "rest": 3,
}
IN_A_DIALOG: dict[str, float] = {
    "click": 50,
    "key": 14,
    "type_text": 8,
    "wheel": 4,
    "drag": 4,
    "drop": 2,
    "close": 10,
    "kill": 0.5,
    "rest": 2,
}
IN_A_MENU: dict[str, float] = {"menu_choice": 6, "key": 3, "close": 3}
MOVES: dict[str, Move] = {
    move.__name__: move
    for move in (click, drag, wheel, key, type_text, drop, menu, menu_choice, tab)
    + (resize, kill, rest, close, answer)
}


def hurried(dice: Dice) -> bool:
    """Return whether the next move comes before the window has come to rest."""
    return dice.draw("hurry").random() < 0.1


def decide(around: Around, dice: Dice) -> Deed:
    """Return what to do now."""
    root = dice.among({type(around.root).__name__: around.root}, "in front")
    if hurried(dice) and not isinstance(root, QFileDialog):
        return blind(around, dice)
    if isinstance(root, QFileDialog):
        weights: dict[str, float] = {"answer": 1}
    elif root.windowType() == Qt.WindowType.Popup:
        weights = IN_A_MENU
    else:
        weights = IN_THE_WINDOW if root is around.window else IN_A_DIALOG
    name = dice.weighted(weights, "move")
    return MOVES[name](around, dice) or Deed(f"nothing to {name}", lambda: None)
