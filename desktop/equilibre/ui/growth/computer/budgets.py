"""Answers the inverse questions: which language model some time trains, how many classes."""

from equilibre import numbers
from equilibre.growth.extrapolation import (
    CLASS_COMPUTERS,
    CLASS_SECONDS,
    YEAR_SECONDS,
    Pace,
    classes_needed,
    largest_language_model,
)
from equilibre.growth.model import Model
from equilibre.records import dataclass
from equilibre.texts import _, labelled, ngettext
from equilibre.ui.growth.computer import ranges
from equilibre.ui.growth.computer.paces import Known
from equilibre.ui.growth.computer.provenance import provenance_of
from equilibre.ui.growth.computer.state import Budget, Budgets, Reference

MOST_COMPUTERS = 10_000
MOST_HOURS = 1_000
_MINUTE_SECONDS = 60.0
_HOUR_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """So many computers for so many hours."""

    computers: int = CLASS_COMPUTERS
    hours: int = round(CLASS_SECONDS / _HOUR_SECONDS)

    @property
    def seconds(self) -> float:
        """Its duration."""
        return self.hours * _HOUR_SECONDS

    @property
    def name(self) -> str:
        """What it is, in the language in use."""
        hours = ngettext("{count} hour", "{count} hours", self.hours).format(
            count=numbers.count(self.hours)
        )
        return ngettext(
            "{count} computer for {hours}", "{count} computers for {hours}", self.computers
        ).format(count=numbers.count(self.computers), hours=hours)


def budgets(
    models: list[Model], model: Model, known: Known, school: SchoolClass, unverified: bool
) -> Budgets:
    """Return what the view says of the paces that are *known*."""
    pace = known.pace
    title = _("Which language model could be trained here?")
    missing = (
        ""
        if pace is not None
        else _(
            "Nothing can be told yet: train a model in the first tab, or measure the product of "
            "matrices, at the left."
        )
    )
    answers = _answers(pace, school) if pace is not None else ()
    return Budgets(
        title=title,
        subtitle=_("thought experiment, computed · parameters, each mark ten times the one before"),
        budgets=answers,
        references=tuple(
            Reference(each.name, figure.value, each.course, provenance_of(figure))
            for each in models
            if each.course and (figure := each.figure("parameters", unverified)) and figure.value
        ),
        computers=school.computers,
        hours=school.hours,
        classes=_classes(models, model, pace, school, unverified) if pace is not None else (),
        caution=_(
            "20 tokens for each parameter: an assumption, from far larger models. Classes as if "
            "computers shared the work without loss."
        ),
        missing=missing,
        summary=missing or "\n".join(labelled(one.name, one.text) for one in answers),
    )


def _answers(pace: Pace, school: SchoolClass) -> tuple[Budget, ...]:
    return (
        _budget("minute", _("One minute of this computer"), pace, 1, _MINUTE_SECONDS),
        _budget(
            "class",
            _("One class: {what}").format(what=school.name),
            pace,
            school.computers,
            school.seconds,
        ),
        _budget("year", _("One year of this computer"), pace, 1, YEAR_SECONDS),
    )


def _budget(key: str, name: str, pace: Pace, computers: int, seconds: float) -> Budget:
    rates = pace.operations_per_second
    low, fewest = largest_language_model(seconds, rates.low * computers)
    high, most = largest_language_model(seconds, rates.high * computers)
    text = _("{parameters} parameters, on {tokens} tokens").format(
        parameters=ranges.counts(low, high), tokens=ranges.counts(fewest, most)
    )
    return Budget(key, name, text, low, high)


def _classes(
    models: list[Model], model: Model, pace: Pace, school: SchoolClass, unverified: bool
) -> tuple[str, ...]:
    """Say how many classes BERT and the model chosen would take."""
    first = next(each for each in models if each.course)
    wanted = [first] if model is first else [first, model]
    return tuple(_of_model(each, pace, school, unverified) for each in wanted)


def _of_model(model: Model, pace: Pace, school: SchoolClass, unverified: bool) -> str:
    operations = model.value("operations", unverified)
    if operations is None:
        return _("{model}: nobody published how many operations").format(model=model.name)
    rates = pace.operations_per_second
    ends = (
        classes_needed(operations, rate, school.computers, school.seconds)
        for rate in (rates.high, rates.low)
    )
    return _("{model} would take {count} such classes (thought experiment)").format(
        model=model.name, count=ranges.counts(*ends)
    )
