"""A presenter and a page of the models for tests, without a window around."""

from equilibre.sessions.kept import KeptRuns
from equilibre.sessions.run import Run
from equilibre.ui.growth.models.presenter import ModelsPresenter
from equilibre.ui.growth.surroundings import Surroundings


def make_presenter(*runs: Run, motion: bool = False) -> ModelsPresenter:
    """Return a presenter that knows *runs*."""
    kept = KeptRuns(None)
    if runs:
        kept.keep(*runs)
    return ModelsPresenter(Surroundings(kept, motion=motion))


def names(presenter: ModelsPresenter) -> set[str]:
    """Return the names of what is drawn."""
    return {point.name for point in presenter.state.plot.points}
