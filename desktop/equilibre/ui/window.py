"""The window: menus, tabs, footer, and the clock that brings them news."""

import base64
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QByteArray, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QTabWidget, QWidget

from equilibre.resources import resource
from equilibre.sessions.files import SUFFIX
from equilibre.texts import LANGUAGES, _, language, use_language
from equilibre.ui.equipment import Equipment
from equilibre.ui.footer import Footer
from equilibre.ui.menus import build_menus
from equilibre.ui.pump import Pump
from equilibre.ui.settings import Settings
from equilibre.ui.tabs import NAMES, Tab, load_tabs, make_tabs
from equilibre.ui.theme import theme, use_theme

if TYPE_CHECKING:
    from equilibre.ui.dialogs.tour import Tour
    from equilibre.ui.training.tab import TrainingTab

_IMPORT_POLL_MILLISECONDS = 15
_FOOTER_EVERY = 0.5  # seconds
_WIDTH, _HEIGHT = 1366, 768


class MainWindow(QMainWindow):
    """Painted first with its chrome; the tabs follow when their library is loaded."""

    def __init__(self, equipment: Equipment) -> None:
        super().__init__()
        self.equipment = equipment
        self.store = equipment.store
        self.setWindowTitle("Équilibre")
        self.setWindowIcon(application_icon())
        self.setAcceptDrops(True)
        self.setMinimumSize(1000, 500)
        self.tabs: tuple[Tab, ...] = ()
        self._tour: Tour | None = None
        self._loader: threading.Thread | None = None
        self._tab_widget = QTabWidget()
        self._closed = False
        self._build()
        self._place()
        scheme = QApplication.styleHints().colorSchemeChanged
        scheme.connect(self._system_theme_changed)

    # -- building --------------------------------------------------------------------------

    @property
    def training(self) -> "TrainingTab | None":
        """The training tab, once it is there."""
        return cast("TrainingTab", self.tabs[0]) if self.tabs else None

    @property
    def complete(self) -> bool:
        """Whether the tabs are there."""
        return bool(self.tabs)

    def _build(self) -> None:
        """Make menus, tabs and footer anew, in the language and the theme in use."""
        self.end_tour()
        build_menus(self)
        current = self._tab_widget.currentIndex()
        self._tab_widget = QTabWidget()
        self._tab_widget.setDocumentMode(True)
        self._tab_widget.tabBar().setExpanding(False)
        for index, name in enumerate(NAMES):
            page = self.tabs[index].build() if self.tabs else QWidget()
            self._tab_widget.addTab(page, _(name))
        self._tab_widget.setCurrentIndex(current)
        self._tab_widget.tabBar().setDrawBase(False)
        self._tab_widget.setCornerWidget(self._language_button(), Qt.Corner.TopRightCorner)
        self.setCentralWidget(self._tab_widget)
        self._footer = Footer()
        self._footer.sensors_asked.connect(self.show_sensors)
        self.setStatusBar(self._footer)
        self._footer.show_meter(self.equipment.session, self.equipment.sampler.routes())

    def _language_button(self) -> QPushButton:
        other = next(key for key in LANGUAGES if key != language())
        button = QPushButton(LANGUAGES[other])
        button.setProperty("link", True)
        button.setStyleSheet(f"padding: 0 {theme().px(16)}px;")
        button.setAccessibleName(LANGUAGES[other])
        button.setToolTip(LANGUAGES[other])
        button.clicked.connect(self._other_language)
        return button

    def load(self) -> None:
        """Import the drawing library beside the painted window, then build the tabs."""
        self._loader = threading.Thread(target=load_tabs, name="loader", daemon=True)
        self._loader.start()
        self._loader_timer = QTimer(self)
        self._loader_timer.timeout.connect(self._loaded)
        self._loader_timer.start(_IMPORT_POLL_MILLISECONDS)

    @Slot()
    def _loaded(self) -> None:
        if self._loader is not None and self._loader.is_alive():
            return
        if self._closed:
            self._loader_timer.stop()
            return
        self._loader_timer.stop()
        self.fill()

    def fill(self) -> None:
        """Build the tabs and begin to follow what happens."""
        self.tabs = make_tabs(self.equipment, self.show_sensors)
        self._build()
        self._since_footer = 0.0
        self._pump = Pump(self._tick, self._draw, self._busy)
        if self.store.problem and self.training is not None:
            self.training.presenter.warn(self.store.problem)
        if not self.store.settings.started:
            QTimer.singleShot(0, self, self.show_welcome)

    # -- living ----------------------------------------------------------------------------

    def _tick(self) -> None:
        samples = self.equipment.sampler.drain()
        replies = self.equipment.host.replies()
        self.equipment.session.hear(samples)
        for tab in self.tabs:
            tab.hear(samples, replies)
        now = time.monotonic()
        if now - self._since_footer >= _FOOTER_EVERY:
            self._since_footer = now
            self._footer.show_meter(self.equipment.session, self.equipment.sampler.routes())

    def _draw(self) -> None:
        for tab in self.tabs:
            tab.draw()

    def _busy(self) -> bool:
        return any(tab.busy() for tab in self.tabs)

    def change(self, **changes: Any) -> None:
        """Change settings and show it at once; what is under way goes on."""
        before = self.store.settings
        after = self.store.change(**changes)
        if after == before:
            return
        self.apply(after)
        if self.store.problem and self.training is not None:
            self.training.presenter.warn(self.store.problem)

    def apply(self, settings: Settings) -> None:
        """Speak and look as *settings* say."""
        use_language(settings.language or language())
        use_theme(settings.theme, settings.scale_percent)
        focus = QApplication.focusWidget()
        self._build()
        if focus is not None:
            self.setFocus()

    @Slot()
    def _other_language(self) -> None:
        self.change(language=next(key for key in LANGUAGES if key != language()))

    @Slot()
    def _system_theme_changed(self) -> None:
        if self.store.settings.theme == "system":
            self.apply(self.store.settings)

    # -- menus -----------------------------------------------------------------------------

    def open_runs(self) -> None:
        if self.training is not None:
            self.training.open_runs()

    def save_runs(self) -> None:
        if self.training is not None:
            self.training.save_runs()

    def start(self) -> None:
        if self.training is not None:
            self.training.presenter.start()

    def stop(self) -> None:
        if self.training is not None:
            self.training.presenter.stop()

    def undo(self) -> None:
        if self.training is not None:
            self.training.presenter.undo()

    def redo(self) -> None:
        if self.training is not None:
            self.training.presenter.redo()

    def reset(self) -> None:
        if self.training is not None:
            self.training.presenter.reset()

    def toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    @Slot()
    def show_sensors(self) -> None:
        from equilibre.ui.dialogs.sensors import SensorsDialog

        SensorsDialog(self.equipment.sampler.routes(), self).open()

    def show_about(self) -> None:
        from equilibre.ui.dialogs.about import AboutDialog

        AboutDialog(self).open()

    @Slot()
    def show_welcome(self) -> None:
        """Ask for language and level, then offer the tour."""
        from equilibre.ui.dialogs.welcome import WelcomeDialog

        dialog = WelcomeDialog(self.store.settings.level, self)
        dialog.language_chosen.connect(self._welcome_language)
        dialog.level_chosen.connect(self._welcome_level)
        dialog.finished.connect(self._welcomed)
        self._welcome = dialog
        dialog.open()

    @Slot(str)
    def _welcome_language(self, key: str) -> None:
        self._welcome.finished.disconnect(self._welcomed)
        self._welcome.close()
        self.change(language=key)
        self.show_welcome()

    @Slot(str)
    def _welcome_level(self, key: str) -> None:
        self.change(level=key)

    @Slot()
    def _welcomed(self) -> None:
        self.store.change(started=True, language=language())
        QTimer.singleShot(0, self, self.show_tour)

    @Slot()
    def show_tour(self) -> None:
        """Show the five places that matter."""
        from equilibre.ui.dialogs.tour import Stop, Tour

        if self.training is None or self.training.view is None or self._tour is not None:
            return
        view = self.training.view
        self.training.presenter.compare(False)
        self._tour = Tour(
            (
                Stop(
                    view.controls.settings_area,
                    _("Choose"),
                    _("Some data, a family of models, a few settings. Nothing here can break."),
                ),
                Stop(
                    view.controls.start,
                    _("Train and measure"),
                    _(
                        "Three seconds at rest, then the training. You can pause, go one epoch "
                        "at a time, or stop."
                    ),
                ),
                Stop(
                    view.charts,
                    _("Watch"),
                    _(
                        "Above, how well the model answers. Below, under the same time, the "
                        "power: its area is the energy."
                    ),
                ),
                Stop(
                    view.summary,
                    _("Read"),
                    _(
                        "Each figure says whether it was measured, estimated or computed, and "
                        "between which bounds. Click on one to see where it comes from."
                    ),
                ),
                Stop(
                    view.pages,
                    _("Compare"),
                    _("Keep your runs and see what one more point of accuracy costs."),
                ),
            ),
            self._tab_widget,
        )
        self._tour.ended.connect(self._tour_ended)

    def end_tour(self) -> None:
        """Leave the tour, if there is one."""
        if self._tour is not None:
            self._tour.leave()

    @Slot()
    def _tour_ended(self) -> None:
        self._tour = None

    # -- the window itself -----------------------------------------------------------------

    def _place(self) -> None:
        encoded = self.store.settings.geometry
        try:
            restored = bool(encoded) and self.restoreGeometry(
                QByteArray(base64.b64decode(encoded, validate=True))
            )
        except ValueError:
            restored = False
        if not restored:
            screen = QApplication.primaryScreen().availableGeometry()
            self.resize(min(_WIDTH, screen.width()), min(_HEIGHT, screen.height()))
            if screen.width() <= _WIDTH or screen.height() <= _HEIGHT:
                # A frame would push the footer off a small screen.
                self.setWindowState(Qt.WindowState.WindowMaximized)

    def remember_place(self) -> None:
        """Keep the size and place of the window for the next start."""
        self.store.change(geometry=base64.b64encode(self.saveGeometry().data()).decode())

    def closeEvent(self, event: QCloseEvent) -> None:
        self._closed = True
        self.remember_place()
        if self.tabs:
            self._pump.stop()
        self.equipment.end()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.open_files(event.mimeData().urls())

    def open_files(self, urls: Sequence[QUrl]) -> None:
        """Open the files dropped on the window; refuse the others with a sentence."""
        if self.training is None:
            return
        for url in urls:
            path = Path(url.toLocalFile())
            if path.suffix == SUFFIX:
                self.training.presenter.open_file(path)
            else:
                self.training.presenter.warn(
                    _("“{name}” cannot be opened here: files of runs end in {suffix}.").format(
                        name=path.name, suffix=SUFFIX
                    )
                )


def application_icon() -> QIcon:
    """Return the icon of the program."""
    pixmap = QPixmap()
    pixmap.loadFromData(resource("icons", "equilibre.svg").read_bytes(), "SVG")
    return QIcon(pixmap)
