"""The training tab played by nobody: real runs for its pictures and for the self-test."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from equilibre.ui.photographer import Photographer
from equilibre.ui.tab import Until
from equilibre.ui.training.presenter import TrainingPresenter
from equilibre.ui.training.state import Phase

if TYPE_CHECKING:
    from equilibre.ui.training.tab import TrainingTab

_RUNS = (
    ("linear", {"epochs": 50.0}),
    ("polynomial", {"epochs": 20.0}),
    ("kernel", {"epochs": 50.0}),
    ("network", {"epochs": 200.0}),
)


def photograph(tab: "TrainingTab", photographer: Photographer) -> None:
    """Take the pictures of a run from beginning to end, of kept runs, of an error, of the cards."""
    presenter = tab.presenter
    _photograph_run(presenter, photographer)
    _photograph_kept_runs(presenter, photographer)
    presenter.kept.open_file(Path(sys.executable))
    presenter.kept.compare(False)
    photographer.take("error")
    presenter.dismiss()
    photographer.take_dialog("energy-card", tab.show_energy_card)
    photographer.take_dialog("data-card", tab.show_data_card)
    photographer.take_dialog("archives", tab.bringing.ask_archives)
    if tab.view is not None:
        photographer.take_dialog("data", tab.view.charts.learning.show_data)
    for room in tab.rooms:
        presenter.choose_page(room.key)
        room.photograph(photographer)
    presenter.choose_page("run")


def _photograph_run(presenter: TrainingPresenter, photographer: Photographer) -> None:
    presenter.start()
    photographer.until(lambda: presenter.state.progress > 0.6, "idle")  # noqa: PLR2004
    photographer.take("idle")
    photographer.until(
        lambda: presenter.state.phase is Phase.TRAINING and presenter.state.progress > 0.45,  # noqa: PLR2004
        "half-way",
    )
    photographer.take("half-way")
    photographer.until(
        lambda: presenter.state.phase is Phase.FINISHED and not presenter.resting, "finished"
    )
    photographer.take("finished")
    presenter.kept.keep()


def _photograph_kept_runs(presenter: TrainingPresenter, photographer: Photographer) -> None:
    for family, settings in _RUNS:
        presenter.choose_family(family)
        for key, value in settings.items():
            presenter.choose_setting(key, value)
        presenter.start()
        photographer.until(
            lambda: presenter.state.phase is Phase.FINISHED and presenter.state.run is not None,
            family,
        )
        if family == "linear":
            photographer.take("repeated")
        presenter.kept.keep()
    presenter.kept.compare(True)
    photographer.take("compared")


def one_epoch(presenter: TrainingPresenter, family: str, until: Until) -> None:
    """Train one epoch of a small model of *family*, a key, in the training process."""
    presenter.choose_dataset("breast_cancer")
    presenter.choose_family(family)
    presenter.step()
    until(lambda: presenter.state.phase is Phase.PAUSED)
    presenter.step()
    until(lambda: any(step.epoch >= 1 for step in presenter.curves().steps))
    presenter.stop()
    until(lambda: not presenter.state.phase.busy)
