"""What pages and dialogues need is read before anybody opens them: then they open at once."""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module

_GROWTH = ("scale", "models", "energy", "parts", "computer", "use", "myths")
MODULES = (
    "equilibre.ui.training.learned.room",  # before the first reply of the training process
    "equilibre.ui.training.experiments.room",
    "equilibre.ui.training.comparison",
    "equilibre.ui.training.cards",
    "equilibre.ui.training.own.dialog",
    "equilibre.ui.training.archives.dialog",
    "equilibre.ui.training.archives.trial",
    "equilibre.ui.training.tour",
    "equilibre.ui.dialogs.ask",
    "equilibre.ui.lifecycle.grade_page",
    "equilibre.ui.lifecycle.editor.page",
    "equilibre.ui.lifecycle.tour",
    *(f"equilibre.ui.growth.{page}.{name}" for page in _GROWTH for name in ("presenter", "page")),
    "equilibre.ui.growth.tour",
    "equilibre.ui.dialogs.about",
    "email.parser",  # reads the versions that it names
    "equilibre.ui.dialogs.tour",
    "equilibre.ui.dialogs.welcome",
    "equilibre.ui.meter.sensors.dialog",
    "equilibre.ui.meter.sensors.presenter",
    "equilibre.ui.meter.calibration.dialog",
    "equilibre.ui.meter.truth.dialog",
)
"""What is imported where it is first needed, in the order in which it may be looked for."""


def steps() -> Iterator[Callable[[], object]]:
    """Yield what a thread can do one after another, beside the window."""
    yield _compare_once
    for name in MODULES:
        yield partial(import_module, name)
    yield _read_notices


def _read_notices() -> None:
    """Read what the packages say of themselves, which stays read."""
    from equilibre.licences import notices
    from equilibre.ui.dialogs.about import about_paragraphs

    about_paragraphs()
    notices()


def _compare_once() -> None:
    """Read the tables of the life cycle, and what draws at random: both stay read."""
    from equilibre.sessions.studies import OwnStudies
    from equilibre.ui.board import NoScreen
    from equilibre.ui.lifecycle.presenter import LifecyclePresenter

    LifecyclePresenter(NoScreen(), OwnStudies(None))
