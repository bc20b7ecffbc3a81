"""The experiments played by nobody: real runs for the pictures and for the self-test."""

from collections.abc import Sequence

from equilibre.texts import _
from equilibre.ui.photographer import Photographer
from equilibre.ui.tab import Trial, Until
from equilibre.ui.training.experiments.presenter import ExperimentsPresenter

_SECONDS = 20.0  # an experiment stopped there shows enough for a picture


def photograph(presenter: ExperimentsPresenter, photographer: Photographer) -> None:
    """Take a picture before, while and after each experiment; long ones are stopped half-way."""
    for choice in presenter.state.experiments:
        presenter.choose(choice.key)
        for index, guess in enumerate(presenter.state.guesses):
            presenter.predict(index, len(guess.choices) // 2)
        photographer.take(f"{choice.key}-predict")
        presenter.start()
        photographer.until(lambda: presenter.state.progress > 0 or not presenter.busy, choice.key)
        for _turn in range(round(_SECONDS / 0.5)):
            if presenter.busy:
                photographer.rest(0.5)
        photographer.take(f"{choice.key}-running")
        presenter.stop()
        photographer.until(lambda: not presenter.busy and not presenter.resting, choice.key)
        photographer.take(f"{choice.key}-read")
        for other in presenter.state.pictures[1:]:
            presenter.choose_picture(other.key)
            photographer.take(f"{choice.key}-{other.key}")


def trials(presenter: ExperimentsPresenter, until: Until) -> Sequence[Trial]:
    """Return one trial: every experiment begins in the training process, and can be stopped."""

    def every_experiment_begins() -> None:
        for choice in presenter.state.experiments:
            presenter.choose(choice.key)
            presenter.start()
            until(lambda: presenter.state.progress > 0 or not presenter.busy)
            presenter.stop()
            until(lambda: not presenter.busy)
            notice = presenter.state.notice
            if notice is not None:
                raise RuntimeError(f"{choice.key}: {notice.text}")

    return (Trial("experiments", _("the first point of each experiment"), every_experiment_begins),)
