"""The sentences about a run: what it is doing, how it ended, what it is called."""

from equilibre import numbers
from equilibre.learning.catalogue import datasets
from equilibre.learning.dataset import card
from equilibre.sessions.recorder import Recorder
from equilibre.sessions.run import Run
from equilibre.texts import _
from equilibre.ui.training.state import Phase


def heading(name: str, dataset: str) -> str:
    """Return the name of a run and that of its data, which may be unknown here."""
    data = str(card(dataset).name) if dataset in datasets() else dataset
    return _("{name} · {data}").format(name=name, data=data)


def status(phase: Phase, recorder: Recorder | None, run: Run | None, resting: bool = False) -> str:
    """Return what is going on, in one line; *resting*: the idle level after the run is read."""
    match phase:
        case Phase.READY:
            return _("Choose data and a model, then start. Nothing is sent anywhere.")
        case Phase.IDLE:
            return _("First, the computer at rest: what it draws without training")
        case Phase.FINISHED:
            if resting:
                return _("At rest again: what the computer draws after the training")
            return _finished(run) if run is not None else ""
    if phase is Phase.REPEATING and recorder is not None:
        return _("Too short for the sensor: done again, {count} times so far").format(
            count=numbers.count(recorder.repeats)
        )
    done = recorder.steps[-1].epoch if recorder and recorder.steps else 0
    epochs = int(recorder.request.settings.get("epochs", 0)) if recorder else 0
    text = (
        _("Paused at epoch {done} of {all}; the energy account waits too")
        if phase is Phase.PAUSED
        else _("Epoch {done} of {all}")
    )
    return text.format(done=numbers.count(done), all=numbers.count(epochs))


def _finished(run: Run) -> str:
    lasted = numbers.seconds(run.seconds)
    epochs = numbers.count(run.epochs)
    if run.stopped:
        return _("Stopped after {epochs} epochs and {time}").format(epochs=epochs, time=lasted)
    if run.repeats > 1:
        return _(
            "Too short for the sensor ({time}): done {count} times, energy divided by {count}"
        ).format(time=lasted, count=numbers.count(run.repeats))
    return _("{epochs} epochs in {time}").format(epochs=epochs, time=lasted)
