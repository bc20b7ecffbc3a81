"""The dialogues of the real window: whoever uses all of it opens these."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QDialog

from equilibre.ui.training.tab import TrainingTab
from equilibre.ui.window import MainWindow


def dialogues(window: MainWindow, training: TrainingTab) -> tuple[Callable[[], object], ...]:
    """Return what opens each dialogue of *window* and of its tab *training*."""
    return (
        window.show_sensors,
        window.show_about,
        training.show_data_card,
        training.show_energy_card,
        training.show_carbon_card,
        training.show_equivalent_card,
        training.bringing.ask_archives,
        window.instruments.calibrate,
        window.instruments.tell_truth,
        window.guide.show_welcome,
    )


def close_dialogues() -> None:
    """Close every dialogue on the screen."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.close()
