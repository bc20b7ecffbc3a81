"""Signals connected to presenters, which are no objects of Qt, by way of equilibre.ui.binding."""

import gc
import weakref
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from equilibre.ui import binding

CONNECTIONS = 50


class Presenter:
    """Keeps what it is told."""

    __module__ = "equilibre.ui.anywhere"  # as those of the program

    def __init__(self) -> None:
        self.heard: list[Any] = []

    def press(self) -> None:
        self.heard.append("pressed")

    def switch(self, on: bool) -> None:
        self.heard.append(on)

    def switch_on(self, on: bool = True) -> None:
        self.heard.append(on)

    def set_on(self, on: bool, level: int = 1) -> None:
        self.heard.append((on, level))

    def take(self, *given: Any) -> None:
        self.heard.append(given)


def weak_references() -> int:
    gc.collect()
    return sum(type(one) is weakref.ReferenceType for one in gc.get_objects())


def test_a_button_that_is_gone_leaves_nothing_with_the_presenter(qapp: object) -> None:
    presenter = Presenter()
    before = weak_references()
    for _ in range(CONNECTIONS):
        button = QPushButton()
        button.clicked.connect(presenter.press)
        button.click()
        del button
    assert presenter.heard == ["pressed"] * CONNECTIONS
    assert weak_references() == before


@pytest.mark.parametrize(
    ("method", "heard"),
    [("press", "pressed"), ("switch", True), ("set_on", (True, 1)), ("take", ())],
)
def test_a_method_is_given_as_many_values_as_it_takes(
    qtbot: QtBot, method: str, heard: object
) -> None:
    presenter, button = Presenter(), QPushButton()
    qtbot.addWidget(button)
    button.setCheckable(True)
    button.clicked.connect(getattr(presenter, method))
    button.click()
    assert presenter.heard == [heard]


def test_a_method_with_a_default_hears_a_signal_without_a_value(qtbot: QtBot) -> None:
    presenter, button = Presenter(), QPushButton()
    qtbot.addWidget(button)
    button.pressed.connect(presenter.switch_on)
    button.pressed.emit()
    assert presenter.heard == [True]


class Listener:
    """Of a library: it disconnects what it connected."""

    def __init__(self) -> None:
        self.heard = 0

    def hear(self) -> None:
        self.heard += 1


def test_a_library_may_disconnect_its_own_methods(qtbot: QtBot) -> None:
    listener, button = Listener(), QPushButton()
    qtbot.addWidget(button)
    button.clicked.connect(listener.hear)
    button.click()
    button.clicked.disconnect(listener.hear)
    button.click()
    assert listener.heard == 1


def test_a_connection_keeps_no_presenter_alive(qtbot: QtBot) -> None:
    presenter, button = Presenter(), QPushButton()
    qtbot.addWidget(button)
    button.clicked.connect(presenter.press)
    gone = weakref.ref(presenter)
    del presenter
    gc.collect()
    assert gone() is None
    button.click()  # and nobody is asked


def test_a_widget_hears_as_if_pyside_had_been_left_alone(qtbot: QtBot) -> None:
    first, second = QPushButton(), QPushButton()
    for button in (first, second):
        qtbot.addWidget(button)
        button.setCheckable(True)
    first.clicked.connect(second.click)
    first.click()
    assert second.isChecked()
    first.clicked.disconnect(second.click)
    first.click()
    assert second.isChecked()
    assert binding.connect is type(first.clicked).connect
