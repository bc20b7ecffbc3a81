"""The window: menus, tabs, footer, and the clock that brings them news."""

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton

from equilibre.resources import resource
from equilibre.texts import LANGUAGES, _, language, use_language
from equilibre.ui.filling import Filling
from equilibre.ui.focus import Place, focus_place, widget_at
from equilibre.ui.footer import Footer
from equilibre.ui.guide import Guide
from equilibre.ui.locked import lock, why_locked
from equilibre.ui.menus import (
    SEPARATOR,
    Action,
    Choice,
    Keys,
    Menu,
    Option,
    Role,
    TabMenus,
    fill_menu_bar,
)
from equilibre.ui.opening import Opening
from equilibre.ui.pages import Pages
from equilibre.ui.placing import place_of, put_back
from equilibre.ui.pump import Pump
from equilibre.ui.settings import Settings, SettingsStore
from equilibre.ui.tab import Tab, TabEntry
from equilibre.ui.tabs import TABS
from equilibre.ui.theme import theme, use_theme
from equilibre.ui.turns import Step, Turns

if TYPE_CHECKING:
    from equilibre.ui.equipment import Equipment
    from equilibre.ui.meter.instruments import Instruments

_FOOTER_EVERY = 1.0  # seconds


class MainWindow(QMainWindow):
    """Painted first with its chrome; the tab in front follows, then the others.

    What is imported above is all that the first paint waits for: nothing of numbers, sensors or
    processes belongs there, nor ``Qt``, whose enumerations are all made when it is first read.
    """

    filled = Signal()  # the tab in front is there

    equipment: "Equipment"  # from the first tab on, and the instruments too
    instruments: "Instruments"

    def __init__(
        self,
        store: SettingsStore,
        equip: "Callable[[], Equipment]",
        entries: Sequence[TabEntry] = TABS,
    ) -> None:
        """Make the chrome; *equip* makes what the tabs work with, in the loader's thread."""
        super().__init__()
        self.store = store
        self.setWindowTitle("Équilibre")
        self.setWindowIcon(application_icon())
        self.setAcceptDrops(True)
        self.setMinimumSize(900, 440)
        self._entries = entries
        self._unsaid: list[str] = []  # until a tab is in front
        self._pump: Pump | None = None
        self.closed = False
        self.turns = Turns(self)
        self.guide = Guide(self)
        self._filling = Filling(self, equip, entries)
        self._opening = Opening(self)
        self._build()
        fill_menu_bar(self.menuBar(), [Menu(title) for title in self._menu_titles()])
        self._fills_screen = put_back(self, self.store.settings.geometry)
        scheme = QApplication.styleHints().colorSchemeChanged
        scheme.connect(self._system_theme_changed)

    # -- building --------------------------------------------------------------------------

    @property
    def tabs(self) -> tuple[Tab, ...]:
        """The tabs that are loaded, in the order of the tab bar."""
        return tuple(tab for _place, tab in sorted(self._filling.tabs.items()))

    @property
    def current(self) -> Tab | None:
        """The tab in front, once it is loaded."""
        return self._filling.tabs.get(self._pages.currentIndex())

    @property
    def entry(self) -> TabEntry:
        """What is known of the tab in front before it is loaded."""
        return self._entries[self._pages.currentIndex()]

    @property
    def complete(self) -> bool:
        """Whether the tab that was in front is there, and follows what happens."""
        return self._pump is not None

    @property
    def whole(self) -> bool:
        """Whether every tab is there."""
        return self.complete and self._filling.whole

    def _build(self) -> None:
        """Make tab bar and footer anew, in the language and the theme in use."""
        self._place_pages(self._filling.tabs)
        self._pages.setCornerWidget(self._language_button())
        self._pages.currentChanged.connect(self._tab_chosen)
        self._footer = Footer()
        self._footer.sensors_asked.connect(self.show_sensors)
        self.setStatusBar(self._footer)
        self._show_meter()

    def _place_pages(self, tabs: Mapping[int, Tab]) -> None:
        """Put empty pages in the place of those that there are."""
        self._pages = Pages(self._entries, tabs)
        self._pages.setCurrentIndex(self._chosen_tab())
        self.setCentralWidget(self._pages)

    def _fill_menus(self) -> None:
        fill_menu_bar(self.menuBar(), self._menus(), self.turns.finish)

    def _language_button(self) -> QPushButton:
        other = next(key for key in LANGUAGES if key != language())
        button = QPushButton(LANGUAGES[other])
        button.setProperty("link", True)
        button.setStyleSheet(f"padding: 0 {theme().px(16)}px;")
        button.setAccessibleName(LANGUAGES[other])
        button.setToolTip(LANGUAGES[other])
        button.clicked.connect(self._other_language)
        lock(button, why_locked(self.store, "language"))
        return button

    def load(self) -> None:
        """Import the tab in front beside the painted window and build it; then the others."""
        self.turns.take(self._fill_menus, self._filling.load)

    def fill(self) -> None:
        """Make all tabs, build the one in front and begin to follow what happens, at once."""
        self._filling.fill()

    def building(self) -> tuple[Step, ...]:
        """Return the steps that make the view in front, if it is not there yet."""
        return (
            lambda: self._pages.prepare(),
            lambda: self._pages.build(),
            lambda: self._pages.fill(),
            self._reveal,
        )

    def _reveal(self) -> None:
        for widget in (self._pages, self._footer):
            widget.show()  # Qt has done it, if there was a turn between
        self._pages.reveal()

    def begin(self) -> None:
        """Follow what happens from now on: the tab in front is there."""
        self._since_footer = 0.0
        self._pump = Pump(self._tick, self._draw, self.busy)
        self._warn(self.store.notice, self.store.problem, self.equipment.keeping_problem())
        self.show_built()
        self._show_meter()
        self.open_files(())
        self.filled.emit()
        if not self.store.settings.started:
            QTimer.singleShot(0, self.guide, self.guide.show_welcome)

    # -- living ----------------------------------------------------------------------------

    def _tick(self) -> None:
        samples = self.equipment.sampler.drain()
        replies = self.equipment.host.replies()
        self.equipment.session.hear(samples)
        self.equipment.neighbours.measure(self.busy() or self.instruments.busy())
        self._warn(self.equipment.neighbours.news())
        for tab in self.tabs:
            tab.hear(samples, replies)
        self.instruments.hear(samples, replies)
        now = time.monotonic()
        if now - self._since_footer >= _FOOTER_EVERY:
            self._since_footer = now
            self._show_meter()

    def _show_meter(self) -> None:
        if not self._filling.tabs:
            return
        sampler = self.equipment.sampler
        self._footer.show_meter(self.equipment.session, sampler.routes(), sampler.share_of_core())

    def _draw(self) -> None:
        if self.current is not None:
            self.current.draw()

    def busy(self) -> bool:
        """Whether something is under way in a tab that must be followed closely."""
        return any(tab.busy() for tab in self.tabs)

    def _warn(self, *sentences: str) -> None:
        self._unsaid += filter(None, sentences)
        if self._unsaid and self.current is not None:
            self.current.warn("\n".join(self._unsaid))
            self._unsaid.clear()

    def change(self, **changes: Any) -> None:
        """Change settings and show it at once; what is under way goes on."""
        before = self.store.settings
        after = self.store.change(**changes)
        if after == before:
            return
        self.apply(after)
        self._warn(self.store.problem)

    def apply(self, settings: Settings) -> None:
        """Speak and look as *settings* say."""
        self.turns.finish()
        self.guide.end_tour()
        focus = QApplication.focusWidget()
        inside = focus is not None and focus.window() is self
        focused = focus_place(self._pages, self._footer)
        use_language(settings.language or language())
        # What is seen stays until all is there. What no longer serves goes first: a change of
        # theme dresses every widget that is alive.
        self.setUpdatesEnabled(False)
        for tab in self.tabs:
            tab.part()
        self._place_pages({})
        self.turns.take(
            lambda: use_theme(settings.theme, settings.scale_percent),
            self._build,
            self._fill_menus,
            *self.building(),
            lambda: self._seen_again(focused if inside else None),
        )

    def _seen_again(self, place: Place | None) -> None:
        """Show what was built, with the focus at *place*; None: the focus was elsewhere."""
        self.setUpdatesEnabled(True)
        if place is not None:
            (widget_at(place, self._pages, self._footer) or self._pages.view).setFocus()

    @Slot()
    def _other_language(self) -> None:
        self.change(language=next(key for key in LANGUAGES if key != language()))

    @Slot()
    def _system_theme_changed(self) -> None:
        if self.store.settings.theme == "system":
            self.apply(self.store.settings)

    # -- tabs ------------------------------------------------------------------------------

    def _chosen_tab(self) -> int:
        keys = [entry.key for entry in self._entries]
        key = self.store.settings.tab
        return keys.index(key) if key in keys else 0

    def show_tab(self, index: int) -> None:
        """Bring the tab *index* to the front, whole."""
        self.turn_to(index)
        self.turns.finish()

    def turn_to(self, index: int) -> None:
        """Bring the tab *index* to the front; its view is built in the turns that follow."""
        self._pages.setCurrentIndex(index)

    @Slot(int)
    def _tab_chosen(self, index: int) -> None:
        self.guide.end_tour()
        self.store.change(tab=self._entries[index].key)
        if self._pages.built:
            self.show_built()
        else:
            self.turns.take(*self.building(), self.show_built)

    def show_built(self) -> None:
        """Show what the tab in front has to say: its view is there, if it is loaded."""
        self._draw()
        self._fill_menus()
        self._warn()

    # -- menus -----------------------------------------------------------------------------

    def _menus(self) -> list[Menu]:
        from equilibre.ui.view_menu import view_menu  # the first paint shows titles only

        index = self._pages.currentIndex()
        of_tab = self.current.menus() if self.current is not None else TabMenus()
        leave = Action(_("Quit"), self.close, Keys.Quit, role=Role.QuitRole)
        tabs = Choice(
            "",
            [
                Option(number, _(entry.name), f"Ctrl+{number + 1}")
                for number, entry in enumerate(self._entries)
            ],
            index,
            self.turn_to,
        )
        filing, editing, viewing, own, helping = self._menu_titles()
        return [
            Menu(filing, [*of_tab.file, SEPARATOR, leave]),
            Menu(editing, of_tab.edit),
            Menu(viewing, view_menu(self.store, self.change, self.toggle_full_screen, tabs)),
            Menu(own, of_tab.own),
            Menu(
                helping,
                [
                    Action(_("Tour"), self.guide.show_tour, "F1"),
                    Action(_("About Équilibre"), self.show_about, icon="info", role=Role.AboutRole),
                ],
            ),
        ]

    def _menu_titles(self) -> tuple[str, str, str, str, str]:
        return _("&File"), _("&Edit"), _("&View"), _(self.entry.menu), _("&Help")

    def toggle_full_screen(self) -> None:
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    @Slot()
    def show_sensors(self) -> None:
        if self._filling.tabs:
            self.instruments.show_sensors()

    @Slot()
    def start(self) -> None:
        """Begin to listen to the computer and warm the training process up."""
        if not self.closed:  # in the meantime: nobody would end what begins now
            self.equipment.start()

    def show_about(self) -> None:
        from equilibre.ui.dialogs.about import AboutDialog

        AboutDialog(self).open()

    # -- the window itself -----------------------------------------------------------------

    def take_size(self, width: int, height: int) -> None:
        """Be as large as somebody asked, however small the screen."""
        self._fills_screen = False
        self.resize(width, height)

    def show(self) -> None:
        """Be seen; the first time as large as the screen, where that is small."""
        if self._fills_screen:
            self._fills_screen = False
            self.showMaximized()
        else:
            super().show()

    def remember_place(self) -> None:
        """Keep the size and place of the window for the next start."""
        self.store.change(geometry=place_of(self))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed = True
        self._filling.close()
        self.turns.forget()
        if self._filling.tabs:
            self.instruments.close()
        self.remember_place()
        if self._pump is not None:
            self._pump.stop()
        self.end()
        event.accept()

    def end(self) -> None:
        """Leave no thread and no process behind."""
        if hasattr(self, "equipment"):
            self.equipment.end()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.open_files([Path(url.toLocalFile()) for url in event.mimeData().urls()])

    def open_files(self, paths: Sequence[Path]) -> None:
        """Open each file in the tab that takes it; refuse the others with a sentence."""
        self._opening.open(paths)

    def come_forward(self) -> None:
        """Be seen: somebody who started the program again looks for its window."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    @Slot(list)
    def asked(self, paths: list[Path]) -> None:
        """Do what another start of the program asks, or the system: open files and be seen."""
        self.come_forward()
        self.open_files(paths)


def application_icon() -> QIcon:
    """Return the icon of the program."""
    pixmap = QPixmap()
    pixmap.loadFromData(resource("icons", "equilibre.svg").read_bytes(), "SVG")
    return QIcon(pixmap)
