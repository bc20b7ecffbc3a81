"""A window that is closed stays closed, and asks nothing more of its user."""

from PySide6.QtWidgets import QApplication

from equilibre.ui.dialogs.welcome import WelcomeDialog
from equilibre.ui.settings import SettingsStore
from tests.ui.conftest import MakeRoom, settle


def test_a_window_closed_before_its_welcome_welcomes_nobody(make_room: MakeRoom) -> None:
    store = SettingsStore(None)
    store.change(language="en")
    room = make_room(store)
    room.window.close()
    settle()
    assert not any(isinstance(one, WelcomeDialog) for one in QApplication.topLevelWidgets())
