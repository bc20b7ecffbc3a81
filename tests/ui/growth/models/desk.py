"""A presenter and a page of the models for tests, without a window around."""

from dataclasses import replace

from equilibre.growth.figure import Confidence, Figure, Kind, Origin
from equilibre.sessions.kept import KeptRuns
from equilibre.sessions.run import Run
from equilibre.texts import Words
from equilibre.ui.growth.models.points import Subject
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


def from_memory(subject: Subject, quantity: str) -> Subject:
    """Return a subject one figure of which nobody verified."""
    origin = Origin("A report", Words("page 1", "page 1"), Confidence.MEMORY)
    figure = Figure(1e3, None, None, Kind.PUBLISHED, origin, Words("", ""))
    model = replace(subject.model, figures={**subject.model.figures, quantity: figure})
    return replace(subject, model=model)
