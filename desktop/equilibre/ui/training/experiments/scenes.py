"""The experiments played by nobody: a real run for the pictures and for the self-test."""

from collections.abc import Sequence
from functools import partial

from equilibre.texts import _
from equilibre.ui.board import Choice
from equilibre.ui.photographer import Photographer
from equilibre.ui.tab import Trial, Until
from equilibre.ui.training.experiments.presenter import ExperimentsPresenter

_PLAYED = "double_descent"  # some seconds long, with a lens
_ENOUGH = 0.9  # of its points: it is stopped there, and says so


def photograph(presenter: ExperimentsPresenter, photographer: Photographer) -> None:
    """Take a picture of each experiment before its run, and of one from beginning to end."""
    for choice in presenter.state.experiments:
        presenter.choose(choice.key)
        photographer.take(f"experiment-{choice.key}")
    presenter.choose(_PLAYED)
    for index, guess in enumerate(presenter.state.guesses):
        presenter.predict(index, len(guess.choices) // 2)
    presenter.start()
    photographer.until(
        lambda: presenter.state.progress > _ENOUGH / 3 or not presenter.busy, _PLAYED
    )
    presenter.draw()
    photographer.take("experiment-running")
    photographer.until(lambda: presenter.state.progress > _ENOUGH or not presenter.busy, _PLAYED)
    presenter.stop()
    photographer.until(lambda: not presenter.busy and not presenter.resting, _PLAYED)
    photographer.take("experiment-read")
    for choice in presenter.state.pictures[1:]:
        presenter.choose_picture(choice.key)
        photographer.take(f"experiment-{choice.key}")
    lens = presenter.state.lens
    if lens is not None:
        presenter.choose_picture(presenter.state.pictures[0].key)
        presenter.look_through(len(lens.texts) // 2)
        photographer.take("experiment-lens")


def trials(presenter: ExperimentsPresenter, until: Until) -> Sequence[Trial]:
    """Return a trial of each experiment: it finds its first point in the training process."""

    def begins(choice: Choice) -> None:
        presenter.choose(choice.key)
        presenter.start(idle_seconds=0.0, budget_seconds=0.0)
        until(lambda: not presenter.busy)
        notice = presenter.state.notice
        if notice is not None or not presenter.state.can_save:
            raise RuntimeError(notice.text if notice else "no point")

    return tuple(
        Trial(
            f"experiment-{choice.key}",
            _("the first point of an experiment: {name}").format(name=choice.text),
            partial(begins, choice),
        )
        for choice in presenter.state.experiments
    )
