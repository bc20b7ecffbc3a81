"""Shows a newcomer around: the welcome with its two choices, then the tour."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from equilibre.texts import language

if TYPE_CHECKING:
    from equilibre.ui.dialogs.tour import Tour
    from equilibre.ui.window import MainWindow


class Guide(QObject):
    """Of one window; its dialogues are imported when they open."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._tour: Tour | None = None

    @Slot()
    def show_welcome(self) -> None:
        """Ask for language and level, then offer the tour."""
        from equilibre.ui.dialogs.welcome import WelcomeDialog

        if self._window.closed:
            return  # it would stay, alone, and the program with it
        dialog = WelcomeDialog(self._window.store, self._window)
        dialog.language_chosen.connect(self._language_chosen)
        dialog.level_chosen.connect(self._level_chosen)
        dialog.finished.connect(self._welcomed)
        self._welcome = dialog
        dialog.open()

    @Slot(str)
    def _language_chosen(self, key: str) -> None:
        self._welcome.finished.disconnect(self._welcomed)
        self._welcome.close()
        self._window.change(language=key)
        self.show_welcome()

    @Slot(str)
    def _level_chosen(self, key: str) -> None:
        self._window.change(level=key)

    @Slot()
    def _welcomed(self) -> None:
        self._window.store.change(started=True, language=language())
        QTimer.singleShot(0, self, self.show_tour)

    @Slot()
    def show_tour(self) -> None:
        """Show the places of the tab in front that matter."""
        from equilibre.ui.dialogs.tour import Tour

        self._window.turns.finish()
        pages, tab = self._window.centralWidget(), self._window.current
        if self._tour is not None or pages is None or tab is None:
            return
        stops = tab.tour()
        if stops:
            self._tour = Tour(stops, pages)
            self._tour.ended.connect(self._ended)

    def end_tour(self) -> None:
        """Leave the tour, if there is one."""
        if self._tour is not None:
            self._tour.leave()

    @Slot()
    def _ended(self) -> None:
        self._tour = None
