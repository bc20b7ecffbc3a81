"""The sentences of the experiments: what goes on, what was predicted, what it used."""

import math
import shlex

from equilibre import numbers
from equilibre.learning.experiments.experiment import Prediction
from equilibre.meter.reading import Kind
from equilibre.quantities import ENERGY
from equilibre.sessions.command_run import CommandRun
from equilibre.sessions.experiment_record import ExperimentRecord
from equilibre.texts import _, ngettext
from equilibre.ui.plots.scale import short_number
from equilibre.ui.training.account_words import account, is_measurable, joules
from equilibre.ui.training.experiments.state import Gap
from equilibre.ui.training.state import Card

_ENOUGH_POINTS = 3  # before the time left is told from them
_ENOUGH_SHARE = 0.04
_MINUTES_FROM = 100.0  # seconds; shorter guesses are told in seconds
_SAME = 1.15  # closer than this, a prediction hits


def running(done: int, count: int, elapsed_seconds: float, usual_seconds: float) -> str:
    """Return how far the experiment is, and about how long it still takes."""
    if not count:
        return ngettext("{count} point so far", "{count} points so far", done).format(
            count=numbers.count(done)
        )
    share = done / count
    if done >= _ENOUGH_POINTS and share >= _ENOUGH_SHARE:
        left = elapsed_seconds * (1 - share) / share
    else:
        left = max(0.0, usual_seconds - elapsed_seconds)
    text = _("{done} of {count} points").format(
        done=numbers.count(done), count=numbers.count(count)
    )
    if left < 1:
        return text
    return _("{progress} · about {time} left").format(progress=text, time=about_time(left))


def about_time(seconds: float) -> str:
    """Write a duration that is only guessed: 5 s, 40 s, 3 min."""
    if seconds < _MINUTES_FROM:
        return numbers.with_unit(numbers.count(max(5, 5 * round(seconds / 5))), "s")
    return numbers.with_unit(numbers.count(round(seconds / 60)), "min")


def over(record: ExperimentRecord, stopped: bool) -> str:
    """Return how the last run ended."""
    number = len(record.points)
    if record.complete:
        text = ngettext("Done: {count} point in {time}", "Done: {count} points in {time}", number)
    elif stopped:
        text = ngettext(
            "Stopped: {count} point is kept", "Stopped: {count} points are kept", number
        )
    else:
        text = ngettext(
            "Not complete: {count} point is kept", "Not complete: {count} points are kept", number
        )
    return text.format(count=numbers.count(number), time=numbers.seconds(record.seconds))


def predicted_text(prediction: Prediction, value: float) -> str:
    """Write what was predicted or found."""
    if prediction.choices:
        index = round(value)
        known = 0 <= index < len(prediction.choices)
        return _("“{choice}”").format(choice=_(prediction.choices[index])) if known else "—"
    match prediction.form:
        case "times":
            return f"×{short_number(float(f'{value:.1e}'))}"
        case "joules":
            return numbers.energy(value, 2)
        case "percent":
            return numbers.percent(value)
        case _:
            return numbers.large(value, 2)


def no_answer(count: int) -> Gap:
    """Return that so many predictions cannot be set against these points."""
    text = ngettext(
        "These points do not tell about one prediction: the experiment needs to go further.",
        "These points do not tell about {count} predictions: the experiment needs to go further.",
        count,
    )
    return Gap(text.format(count=numbers.count(count)))


def gap(prediction: Prediction, said: float | None, found: float, kind: str = "") -> Gap:
    """Return the prediction against what was found, as a ratio and never as a grade.

    *kind* says how the energy was obtained.
    """
    text = _gap_text(prediction, said, found, kind)
    if prediction.choices or said is None or said <= 0 or found <= 0:
        return Gap(text, _(prediction.question))
    low = math.log(min(*(stop for stop in prediction.stops if stop > 0), found))
    high = math.log(max(*prediction.stops, found))
    width = (high - low) or 1.0
    return Gap(
        text,
        _(prediction.question),
        (math.log(said) - low) / width,
        (math.log(found) - low) / width,
    )


def _gap_text(prediction: Prediction, said: float | None, found: float, kind: str) -> str:
    found_text = predicted_text(prediction, found)
    if prediction.form == "joules":
        found_text = numbers.about(kind, found_text)
    if said is None:
        return _("Found: {found}. You ran it without predicting.").format(found=found_text)
    said_text = predicted_text(prediction, said)
    if prediction.choices:
        if round(said) == round(found):
            return _("You predicted {said}, and so it is.").format(said=said_text)
        return _("You predicted {said}; it is {found}.").format(said=said_text, found=found_text)
    words = {"said": said_text, "found": found_text}
    if said > 0 and found > 0:
        ratio = max(said, found) / min(said, found)
        words["ratio"] = numbers.significant(ratio, 2)
        if ratio < _SAME:
            return _("You predicted {said} and found {found}: nearly the same.").format(**words)
        if found > said:
            return _(
                "You predicted {said} and found {found}: ×{ratio} more than predicted."
            ).format(**words)
        return _("You predicted {said} and found {found}: ×{ratio} less than predicted.").format(
            **words
        )
    return _("You predicted {said} and found {found}.").format(**words)


def energy_card(record: ExperimentRecord | None, under_way: bool) -> Card:
    """Return the card of the energy of the whole experiment."""
    title = _("Energy so far") if under_way else _("Energy of the experiment")
    if record is None:
        return Card(title, "—", detail=_("starts with the run"))
    energy = record.energy
    points = record.findings.processor_seconds
    worked = _("processor time of the points: {time}").format(time=numbers.seconds(points))
    if energy is None:
        return Card(title, "—", detail=worked if points else _("not metered"))
    gross = energy.gross
    digits = numbers.digits_for(gross.value, gross.low, gross.high)
    value = numbers.about(energy.kind, numbers.energy(gross.value, digits))
    shown = numbers.rounded(gross.value, digits)
    bounds = numbers.interval(gross.low, gross.high, ENERGY, value=shown)
    marginal, detail = energy.marginal, worked
    if marginal is not None and is_measurable(marginal):
        detail = _("above idle: {energy}").format(
            energy=numbers.about(energy.kind, numbers.energy(marginal.value, 2))
        )
    obtained = ""
    if energy.kind is Kind.MIXED and energy.measured_share is not None:
        share = numbers.percent(energy.measured_share, 0)
        obtained = _("{share} measured").format(share=share)
    interval = f"{bounds} · {numbers.other_energy(gross.value)}"
    note = worked if detail != worked else ""
    return Card(title, value, interval, detail, str(energy.kind), note, obtained)


def command(run: CommandRun, record: ExperimentRecord | None) -> tuple[str, ...]:
    """Return what a command of the student's own used, beside the whole experiment."""
    name = shlex.join(run.command)
    lasted = numbers.seconds(run.seconds) if run.seconds is not None else "—"
    if run.energy is None or run.gross is None:
        told = [
            _("“{command}”, {time}: {reason}").format(command=name, time=lasted, reason=run.reason)
        ]
    else:
        told = [
            _("“{command}” used {energy}, {kind}, in {time}.").format(
                command=name,
                energy=joules(run.gross, run.energy.kind),
                kind=numbers.kind_name(str(run.energy.kind)),
                time=lasted,
            )
        ]
        whole = record.energy.gross.value if record and record.energy else 0.0
        if whole > 0 and run.gross.value > 0:
            ratio = short_number(float(f"{run.gross.value / whole:.1e}"))
            told.append(_("That is {ratio} times this whole experiment.").format(ratio=ratio))
    if run.interrupted:
        told.append(_("It was stopped before its end."))
    elif run.exit_status:
        told.append(
            _("It ended with the exit status {status}: something went wrong in it.").format(
                status=run.exit_status
            )
        )
    return tuple(told)


def paragraphs(record: ExperimentRecord | None) -> tuple[str, ...]:
    """Return the account of the energy: how much, of what, by whom, how sure."""
    if record is None or record.energy is None:
        return (_("No energy was metered during this experiment."),) if record else ()
    whole = _("Energy of the whole experiment: {energy}, {kind}.").format(
        energy=joules(record.energy.gross, record.energy.kind),
        kind=numbers.kind_name(str(record.energy.kind)),
    )
    shared = _(
        "The energy of one point is not metered by itself, most are far too short: it is the "
        "energy of the whole experiment, shared out by the processor time that each took. "
        "Ratios between points are ratios of processor time."
    )
    source = _("Obtained from: {source}").format(source=record.energy.source)
    return (whole, source, shared, *account(record.energy)[1:])
