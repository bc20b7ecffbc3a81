"""``snapshot``: pictures of every screen in the states that matter, made by real runs."""

import tempfile
from pathlib import Path

from equilibre.texts import _, system_language, use_language
from equilibre.ui.application import Options, make_application, speak_qt
from equilibre.ui.dialogs.licences import LicencesDialog
from equilibre.ui.equipment import Equipment, make_equipment
from equilibre.ui.meter import album
from equilibre.ui.photographer import Photographer, SnapshotFailed, open_dialog
from equilibre.ui.settings import SettingsStore
from equilibre.ui.theme import use_theme
from equilibre.ui.window import MainWindow

_SIZE = (1366, 768)


def run(folder: Path, options: Options) -> int:
    """Write the pictures into *folder* and return 0. Raises SnapshotFailed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise SnapshotFailed(
            _("The folder “{folder}” cannot be made: {reason}.").format(
                folder=folder, reason=problem.strerror
            )
        ) from problem
    application = make_application()
    language = options.language or system_language()
    use_language(language)
    speak_qt(application)
    theme = options.theme or "light"
    use_theme(theme, options.scale_percent or 100)
    store = SettingsStore(None)
    store.change(
        language=language, theme=theme, scale_percent=options.scale_percent or 100, started=True
    )
    store.change(motion=False)  # a picture of something that moves is a picture of anything
    with tempfile.TemporaryDirectory() as temporary:
        kept = Path(temporary) / "kept.equilibre"
        equipment = make_equipment(store, kept, options.surroundings())
        window = MainWindow(store, lambda: equipment)
        size = options.size or _SIZE
        window.take_size(*size)
        window.show()
        equipment.start()
        try:
            window.fill()
            photographer = Photographer(folder, window, f"{language}-{theme}-{size[0]}x{size[1]}")
            _photograph(photographer, window, equipment)
        finally:
            window.close()
    return 0


def _photograph(photographer: Photographer, window: MainWindow, equipment: Equipment) -> None:
    photographer.until(
        lambda: equipment.host.ready and not equipment.host.loading, "the training process"
    )
    photographer.rest(1.0)
    window.guide.show_welcome()
    dialog = open_dialog()
    photographer.take("welcome", dialog)
    dialog.blockSignals(True)
    dialog.close()
    for index, tab in enumerate(window.tabs):
        window.show_tab(index)
        photographer.take("empty")
        window.guide.show_tour()
        photographer.take("tour")
        window.guide.end_tour()
        tab.photograph(photographer)
    album.photograph(photographer, window.instruments, window)
    photographer.take_dialog("about", window.show_about)
    photographer.take_dialog("licences", lambda: LicencesDialog(window).open())
