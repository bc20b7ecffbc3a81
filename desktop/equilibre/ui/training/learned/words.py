"""The sentences of the room of the trained model."""

from equilibre import numbers
from equilibre.learning.card import DatasetCard
from equilibre.learning.catalogue import family
from equilibre.learning.looking.judged import Classified, Estimated
from equilibre.learning.looking.subject import Subject
from equilibre.texts import _, ngettext
from equilibre.ui.training.learned.state import Model, View

_SUREST, _LEAST_SURE = 0.999, 0.005  # beyond, digits would promise what no model can
_ROUNDED_UP = 0.995


def view_name(view: View) -> str:
    """Return the short name of a way to look, for its button."""
    return {
        View.CONFUSION: _("Confusions"),
        View.TRUTH: _("Predicted or true"),
        View.IMAGES: _("Images"),
        View.WEIGHTS: _("Weights"),
        View.MAP: _("Map"),
        View.PLAY: _("Try it"),
    }[view]


def why_nothing(model: Model) -> str:
    """Return what to do before there is anything to see."""
    return {
        Model.NONE: _("Train a model first. Then see here what it learned, and where it errs."),
        Model.TRAINING: _(
            "The model changes at this moment. Pause the training, or wait for its end, to see "
            "what it has learned so far."
        ),
        Model.LOST: _(
            "The process that trained this model is gone, and the model with it. "
            "Train again to look."
        ),
        Model.THERE: "",
    }[model]


def at_rest() -> str:
    """Return why a model that has just been trained is not looked at for a moment."""
    return _("One moment: the computer at rest is being metered, then the model can be seen.")


def occupied() -> str:
    """Return why a model that is there cannot be looked at now."""
    return _("The training process computes something else. Wait for its end to look.")


def title(subject: Subject, card: DatasetCard) -> str:
    """Return which model it is."""
    return _("{family} · {data} · seed {seed}").format(
        family=_(family(subject.family).name), data=card.name, seed=subject.seed
    )


def judgement(judged: Classified | Estimated, card: DatasetCard) -> str:
    """Return how well the model answers, in one sentence."""
    if isinstance(judged, Estimated):
        return _("The answer is off by {error} in the mean, on {count} new rows").format(
            error=value(judged.mean_error), count=numbers.count(len(judged.truth))
        )
    return ngettext(
        "{count} wrong answer on {all} new rows",
        "{count} wrong answers on {all} new rows",
        judged.wrong_rows,
    ).format(count=numbers.count(judged.wrong_rows), all=numbers.count(judged.rows))


def images_title(judged: Classified, right_ones: bool) -> str:
    """Return how many images are answered rightly, or wrongly."""
    text = _("Right: {count} of {all}") if right_ones else _("Wrong: {count} of {all}")
    count = judged.rows - judged.wrong_rows if right_ones else judged.wrong_rows
    return text.format(count=numbers.count(count), all=numbers.count(judged.rows))


def value(number: float) -> str:
    """Return a value in its own unit, three digits of it."""
    return numbers.significant(number, 3)


def sure(probability: float) -> str:
    """Return how sure the model says it is: never quite certain."""
    if probability > _SUREST:
        return f">{numbers.THIN_SPACE}{numbers.percent(_SUREST)}"
    if probability < _LEAST_SURE:
        return f"<{numbers.THIN_SPACE}{numbers.percent(0.01, 0)}"
    return share(probability, whole=False)


def share(part: float, whole: bool) -> str:
    """Return a share; 100 % only where it is the *whole*."""
    return numbers.percent(part, 0 if whole or part < _ROUNDED_UP else 1)


def column_name(card: DatasetCard, column: int) -> str:
    """Return the name of a column, with its unit."""
    if column < len(card.column_names):
        return str(card.column_names[column])
    return _("column {number}").format(number=column + 1)


def target_name(card: DatasetCard) -> str:
    """Return what a regression answers, with its unit."""
    return str(card.target_name) if card.target_name else _("value")
