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
    return _progress(phase, recorder) if recorder is not None else ""


def _progress(phase: Phase, recorder: Recorder) -> str:
    last = recorder.steps[-1] if recorder.steps else None
    if last is not None and last.rows is not None:
        text = (
            _("Paused after {done} of {all} rows; the energy account waits too")
            if phase is Phase.PAUSED
            else _("Solved for {done} of {all} rows")
        )
        rows = recorder.started.training_rows if recorder.started else last.rows
        return text.format(done=numbers.count(last.rows), all=numbers.count(rows))
    text = (
        _("Paused at epoch {done} of {all}; the energy account waits too")
        if phase is Phase.PAUSED
        else _("Epoch {done} of {all}")
    )
    done = last.epoch if last is not None else 0
    return text.format(done=numbers.count(done), all=numbers.count(recorder.last_epoch))


def _finished(run: Run) -> str:
    lasted = numbers.seconds(run.seconds)
    epochs = numbers.count(run.epochs)
    last = run.steps[-1] if run.steps else None
    if last is not None and last.rows is not None:
        text = (
            _("Stopped after {rows} rows and {time}")
            if run.stopped
            else _("Solved for up to {rows} rows in {time}")
        )
        return text.format(rows=numbers.count(last.rows), time=lasted)
    if run.stopped:
        return _("Stopped after {epochs} epochs and {time}").format(epochs=epochs, time=lasted)
    if last is not None and last.kept_epoch is not None and last.kept_epoch < run.epochs:
        return _("{epochs} epochs in {time}; the weights of epoch {best} are kept").format(
            epochs=epochs, time=lasted, best=numbers.count(last.kept_epoch)
        )
    if run.repeats > 1:
        return _(
            "Too short for the sensor ({time}): done {count} times, energy divided by {count}"
        ).format(time=lasted, count=numbers.count(run.repeats))
    return _("{epochs} epochs in {time}").format(epochs=epochs, time=lasted)
