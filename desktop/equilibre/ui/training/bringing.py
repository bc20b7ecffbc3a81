"""Other data than the program's own: the dialogues that bring them, and their removal."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from equilibre.learning.dataset import card
from equilibre.meter.reading import Sample
from equilibre.texts import _
from equilibre.ui.equipment import Equipment
from equilibre.ui.tab import Trial, Until
from equilibre.ui.training.presenter import TrainingPresenter
from equilibre.worker.messages import Reply

if TYPE_CHECKING:
    from equilibre.ui.training.archives.dialog import ArchivesDialog
    from equilibre.ui.training.archives.trial import PhotographTrial
    from equilibre.ui.training.own.dialog import TableDialog


class Bringing(QObject):
    """Opens one dialogue at a time, and has the data that it brought chosen."""

    def __init__(
        self,
        equipment: Equipment,
        presenter: TrainingPresenter,
        window: Callable[[], QWidget],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._equipment = equipment
        self._presenter = presenter
        self._window = window
        self._dialog: ArchivesDialog | TableDialog | None = None
        self._trial: PhotographTrial | None = None

    def hear(self, samples: Sequence[Sample], replies: Sequence[Reply]) -> None:
        """Take what was measured and said, for the dialogue that is open, if any."""
        if self._dialog is not None:
            self._dialog.hear(samples, replies)
        if self._trial is not None:
            self._trial.hear(replies)

    def trials(self, until: Until) -> Sequence[Trial]:
        """Return what the self-test tries here."""
        from equilibre.ui.training.archives.trial import PhotographTrial

        self._trial = trial = PhotographTrial(self._equipment.host.send)
        return (Trial("photographs", _("photographs"), lambda: trial.run(until)),)

    @Slot()
    def ask_table(self) -> None:
        """Open the dialogue of a table of the user's own."""
        self.open_table(None)

    def open_table(self, path: Path | None) -> None:
        """Look at the table in the file at *path*, or ask for one."""
        from equilibre.ui.training.own.dialog import TableDialog

        self._open(
            TableDialog(
                path, self._equipment, self._presenter.show_datasets, self._window().window()
            )
        )

    @Slot()
    def ask_archives(self) -> None:
        """Open the list of the full published sets."""
        from equilibre.ui.training.archives.dialog import ArchivesDialog

        dialog = ArchivesDialog(self._equipment, self._window().window())
        dialog.used.connect(self._presenter.show_datasets)
        self._open(dialog)

    def _open(self, dialog: "ArchivesDialog | TableDialog") -> None:
        if self._dialog is not None:
            self._dialog.reject()
        self._dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    @Slot()
    def _closed(self) -> None:
        self._dialog = None
        self._presenter.show_datasets()

    @Slot()
    def ask_removal(self) -> None:
        """Remove the chosen data set from the shelf, if the user says yes."""
        from equilibre.ui.dialogs.ask import ask_removal

        key = self._presenter.state.dataset
        if ask_removal(str(card(key).name), self._window()):
            self._presenter.remove_dataset(key)
