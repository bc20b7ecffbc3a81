"""What pages and dialogues need is read before anybody opens them: then they open at once.

Each module is imported where the program first needs it; here they stand in the order in which
they may be looked for.
"""

from collections.abc import Iterator

from equilibre.ui.loader import Step, imports

_GROWTH = ("scale", "models", "energy", "parts", "computer", "use", "myths")
_WITHOUT_QT = (
    *(f"equilibre.ui.growth.{page}.presenter" for page in _GROWTH),
    "equilibre.ui.meter.sensors.presenter",
    "equilibre.ui.meter.calibration.presenter",
    "email.parser",  # reads the versions that About names
)
_WITH_QT = (
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
    *(f"equilibre.ui.growth.{page}.page" for page in _GROWTH),
    "equilibre.ui.growth.tour",
    "equilibre.ui.dialogs.about",
    "equilibre.ui.dialogs.tour",
    "equilibre.ui.dialogs.welcome",
    "equilibre.ui.meter.sensors.dialog",
    "equilibre.ui.meter.calibration.dialog",
    "equilibre.ui.meter.truth.dialog",
)


def beside() -> Iterator[Step]:
    """Yield what a thread can do one after another, beside the window."""
    yield _compare_once
    yield from imports(*_WITHOUT_QT)
    yield _read_notices


def here() -> Iterator[Step]:
    """Yield what the window's thread does, a little at a time; see Loader."""
    yield from imports(*_WITH_QT)
    yield _read_about


def _compare_once() -> None:
    """Read the tables of the life cycle, and what draws at random: both stay read."""
    from equilibre.sessions.studies import OwnStudies
    from equilibre.ui.board import NoScreen
    from equilibre.ui.lifecycle.presenter import LifecyclePresenter

    LifecyclePresenter(NoScreen(), OwnStudies(None))


def _read_notices() -> None:
    """Read what the packages say of themselves, which stays read."""
    from equilibre.licences import notices

    notices()


def _read_about() -> None:
    """Read what About says of the program, which stays read, too."""
    from equilibre.ui.dialogs.about import about_paragraphs

    about_paragraphs()
