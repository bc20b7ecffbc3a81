"""Puts what is on the sheet of an experiment into the fields of the state; knows no screen."""

from collections.abc import Sequence
from dataclasses import replace

from equilibre.errors import EquilibreError
from equilibre.learning.control import Control
from equilibre.learning.dataset import card
from equilibre.learning.experiments.experiment import (
    COMMAND,
    Experiment,
    Findings,
    Prediction,
    Request,
)
from equilibre.sessions.experiment_record import ExperimentRecord
from equilibre.texts import _
from equilibre.ui.board import Choice
from equilibre.ui.plots.scale import short_number
from equilibre.ui.training.experiments import words
from equilibre.ui.training.experiments.composing import compose
from equilibre.ui.training.experiments.conducting import Conducting
from equilibre.ui.training.experiments.sheet import Sheet
from equilibre.ui.training.experiments.state import Gap, Guess, Knob, Phase, Typed


def choices(sheet: Sheet, complete: bool) -> dict[str, object]:
    """Return what is chosen on *sheet*; *complete*: every control is shown."""
    experiment = sheet.experiment
    lens = experiment.lens
    return {
        "question": _(experiment.question),
        "explanation": _(experiment.explanation),
        "sources": tuple(map(_, experiment.sources)),
        "guesses": tuple(map(_guess, experiment.predictions, sheet.answers)),
        "asked": sheet.asked,
        "knobs": tuple(
            _knob(control, sheet.settings[control.key])
            for control in experiment.controls
            if control.simple or complete
        ),
        "datasets": tuple(Choice(key, str(card(key).name)) for key in experiment.datasets),
        "dataset": sheet.dataset,
        "typed": tuple(
            Typed(
                one.key,
                _(one.name),
                _(one.explanation),
                sheet.entries.get(one.key, ""),
                is_command=one.key == COMMAND,
            )
            for one in experiment.entries
        ),
        "seed": sheet.seed if complete else None,
        "start_text": _start_text(sheet),
        "pictures": tuple(Choice(one.key, _(one.short or one.name)) for one in experiment.pictures),
        "picture_names": tuple(_(one.name) for one in experiment.pictures),
        "picture": sheet.picture,
        "lens": _knob(lens, sheet.lens) if lens and sheet.lens is not None else None,
    }


def _guess(prediction: Prediction, answer: int | None) -> Guess:
    texts = (
        tuple(map(_, prediction.choices))
        if prediction.choices
        else tuple(words.predicted_text(prediction, stop) for stop in prediction.stops)
    )
    return Guess(_(prediction.question), texts, not prediction.choices, answer)


def _knob(control: Control, value: float) -> Knob:
    return Knob(
        control.key,
        _(control.name),
        _(control.explanation),
        tuple(map(short_number, control.stops)),
        control.stops.index(value),
    )


def _start_text(sheet: Sheet) -> str:
    if sheet.record is not None:
        return _("Run again")
    missing = any(answer is None for answer in sheet.answers)
    return _("Run without predicting") if missing else _("Run and measure")


def picture(sheet: Sheet, record: ExperimentRecord | None) -> dict[str, object]:
    """Return the drawing of the picture chosen, of what *record* holds."""
    chosen = next(one for one in sheet.experiment.pictures if one.key == sheet.picture)
    kind = str(record.energy.kind) if record and record.energy else ""
    findings = record.findings if record else Findings(sheet.settings, (), complete=False)
    empty = (
        _("Predict, then run: the points will appear here.")
        if record is None
        else _("Nothing to show here in this run.")
    )
    return {"drawing": compose(chosen, findings, sheet.lens, kind, sheet.linear, empty)}


def results(sheet: Sheet, record: ExperimentRecord | None, under_way: bool) -> dict[str, object]:
    """Return what *record* says in words and figures."""
    return {
        "sentences": sheet.experiment.read(record.findings) if record else (),
        "gaps": _gaps(sheet, record, under_way),
        "command": words.command(sheet.command, record) if sheet.command else (),
        "energy": words.energy_card(record, under_way),
        "account": words.paragraphs(record),
        "hint": "" if record else _("What the points say will be read here, sentence by sentence."),
        "can_save": record is not None and not under_way,
    }


def _gaps(sheet: Sheet, record: ExperimentRecord | None, under_way: bool) -> tuple[Gap, ...]:
    if record is None:
        return ()
    answers = list(
        zip(sheet.experiment.predictions, sheet.predicted(), found_by(sheet, record), strict=True)
    )
    kind = str(record.energy.kind) if record.energy else ""
    known = [
        words.gap(prediction, said, found, kind)
        for prediction, said, found in answers
        if found is not None
    ]
    missing = len(answers) - len(known)
    if missing and not under_way:
        known.append(words.no_answer(missing))
    return tuple(known)


def found_by(sheet: Sheet, record: ExperimentRecord) -> Sequence[float | None]:
    """Return what the points of *record* answer to each prediction, None where they do not."""
    return tuple(one.truth(record.findings) for one in sheet.experiment.predictions)


def told(sheet: Sheet) -> ExperimentRecord | None:
    """Return the record of *sheet* with what was predicted, found and read."""
    record = sheet.record
    if record is None:
        return None
    return replace(
        record,
        predictions=sheet.predicted(),
        found=tuple(found_by(sheet, record)),
        sentences=sheet.experiment.read(record.findings),
    )


def count(experiment: Experiment, request: Request) -> int:
    """Return how many points a whole run has, 0 where what was typed makes no sense."""
    try:
        return experiment.count(request)
    except EquilibreError:
        return 0  # the run will say why


# -- how far -----------------------------------------------------------------------------------


def elsewhere(running: Sheet) -> str:
    """Return that another experiment than the one shown is under way."""
    name = _(running.experiment.name)
    return _("Another experiment is under way: {name}").format(name=name)


def status(sheet: Sheet, conducting: Conducting, own: bool) -> str:
    """Return what is going on with *sheet*; *own*: it is the one conducted last."""
    recorder, experiment = conducting.recorder, sheet.experiment
    if conducting.phase is Phase.IDLE:
        return _("First, the computer at rest")
    if conducting.phase is Phase.RUNNING and recorder is not None:
        whole = count(experiment, recorder.request)
        elapsed_seconds = conducting.elapsed_seconds()
        return words.running(recorder.told, whole, elapsed_seconds, experiment.seconds)
    if conducting.resting and own:
        return _("At rest again: what the computer draws after the work")
    if sheet.record is not None:
        return words.over(sheet.record, sheet.stopped)
    return _("It takes about {time}").format(time=words.about_time(experiment.seconds))


def progress(running: Sheet | None, conducting: Conducting) -> float:
    """Return which share of the experiment under way is done."""
    recorder = conducting.recorder
    if running is None or recorder is None or conducting.phase is not Phase.RUNNING:
        return 0.0
    return min(1.0, recorder.told / max(1, count(running.experiment, recorder.request)))
