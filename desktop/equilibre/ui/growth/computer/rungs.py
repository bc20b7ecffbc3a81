"""Says what stands on the ladder of operations, one's own last training included."""

from equilibre import numbers
from equilibre.facts.equivalents import equivalents
from equilibre.growth.extrapolation import share_of
from equilibre.growth.ladder import rung_of
from equilibre.growth.model import Model
from equilibre.sessions.speed import Speed
from equilibre.texts import _
from equilibre.ui.growth.computer.paces import Known
from equilibre.ui.growth.computer.provenance import provenance_of
from equilibre.ui.growth.computer.state import Ladder, Rung
from equilibre.ui.growth.marking import SHAPES, Fill, Mark, mark_of

FIRST, LAST = 6, 26  # powers of ten at both ends
OWN, PRODUCT = "own-run", "own-product"
EQUIVALENT = "led"
_IN_WORDS = (6, 9, 12)


def rungs(models: list[Model], model: Model, known: Known, unverified: bool) -> tuple[Rung, ...]:
    """Return what stands on the ladder: one's own, those of the course, the model chosen."""
    own = []
    if known.trained is not None:
        name = known.run.name if known.run is not None else known.trained.name
        own.append(_own(OWN, _("Your training “{name}”").format(name=name), known.trained))
    if known.product is not None:
        own.append(
            _own(
                PRODUCT,
                _("Products of matrices, {duration}").format(
                    duration=numbers.seconds(known.product.seconds)
                ),
                known.product,
            )
        )
    standing = [each for each in models if each.course and each is not model] + [model]
    return (*own, *(rung for each in standing if (rung := _rung(each, model, unverified))))


def _own(key: str, name: str, speed: Speed) -> Rung:
    return Rung(
        key,
        name,
        speed.operations,
        numbers.scientific(speed.operations, 2),
        Mark(SHAPES["own"], Fill.FULL),
        own=True,
    )


def _rung(each: Model, model: Model, unverified: bool) -> Rung | None:
    figure = each.figure("operations", unverified)
    if figure is None or figure.value is None:
        return None
    return Rung(
        each.key,
        each.name,
        figure.value,
        numbers.scientific(figure.value),
        mark_of(figure, each.domain, each.course),
        chosen=each is model,
        provenance=provenance_of(figure),
    )


def ends(standing: tuple[Rung, ...]) -> tuple[int, int]:
    """Return the powers of ten at both ends of a ladder that holds everything."""
    reached = [rung_of(rung.operations) for rung in standing]
    return min(FIRST, *reached, FIRST), max(LAST, *(one + 1 for one in reached), LAST)


def ladder(standing: tuple[Rung, ...], known: Known, decade: int | None) -> Ladder:
    """Return the ladder and what is said of the power of ten *decade*; None: that of the model."""
    first, last = ends(standing)
    chosen = next((rung for rung in standing if rung.chosen), None)
    if decade is None:
        decade = rung_of((chosen or standing[-1]).operations)
    decade = min(max(decade, first), last - 1)
    told = _told(standing, decade)
    lines = _lens_lines(told, known, decade)
    title = _title(known, chosen)
    return Ladder(
        title=title,
        subtitle=_(
            "operations; each rung is ten times the one below · click or arrows: look closer"
        ),
        first=first,
        last=last,
        decade=decade,
        rungs=standing,
        words=tuple((power, numbers.large(10.0**power, 1)) for power in _IN_WORDS),
        lens_title=_("From {low} to {high} (× {low})").format(
            low=numbers.power_of_ten(decade), high=numbers.power_of_ten(decade + 1)
        ),
        lens_lines=lines,
        told="" if told is None else told.key,
        summary=" ".join((title + ".", *lines)),
    )


def _title(known: Known, chosen: Rung | None) -> str:
    if known.trained is None:
        return _("The ladder of operations: your own last training is missing")
    texts = {
        "duration": numbers.seconds(known.trained.seconds),
        "count": numbers.scientific(known.trained.operations, 2),
    }
    if chosen is None:
        return _("Your {duration} did {count} operations").format(**texts)
    share = share_of(chosen.operations, known.trained.operations)
    return _("Your {duration} did {count} operations: {share} of {model}").format(
        **texts, share=numbers.scientific(share, 2), model=chosen.name
    )


def _told(standing: tuple[Rung, ...], decade: int) -> Rung | None:
    """Return what is told of a power of ten: the model chosen, or the largest that stands there."""
    here = [rung for rung in standing if rung_of(rung.operations) == decade]
    return max(here, key=lambda rung: (rung.chosen, rung.operations), default=None)


def _lens_lines(told: Rung | None, known: Known, decade: int) -> tuple[str, ...]:
    first = _("Nothing of this list stands here.") if told is None else _standing(told, known)
    lines = [first, *_at_own_pace(known, 10.0**decade, numbers.power_of_ten(decade))]
    if known.trained is None:
        lines.append(_("Train a model in the first tab: it will stand on this ladder as a star."))
    return tuple(lines)


def _standing(rung: Rung, known: Known) -> str:
    """Say how far what stands here is from one's own training."""
    own = known.trained
    if own is None or rung.key == OWN:
        return _("{name}: {count} operations.").format(name=rung.name, count=rung.text)
    ratio = rung.operations / own.operations
    return _("{name}: {count} operations, {ratio} times your last training.").format(
        name=rung.name, count=rung.text, ratio=numbers.large(ratio, 2)
    )


def _at_own_pace(known: Known, operations: float, written: str) -> list[str]:
    """Say what as many operations would take at the pace of one's training; one equivalent."""
    own = known.trained or known.product
    if own is None:
        return []
    duration = numbers.seconds(operations / own.operations_per_second.value)
    pace = (
        _(
            "Thought experiment: at the pace of your training, {count} operations would take about "
            "{duration}."
        )
        if known.trained is not None
        else _(
            "Thought experiment: at the fastest pace, {count} operations would take about "
            "{duration}."
        )
    )
    line = pace.format(count=written, duration=duration)
    if own.joules_per_operation is None:
        return [line]
    joules = operations * own.joules_per_operation.value
    equivalent = equivalents()[EQUIVALENT]
    thing = equivalent.name.format(duration=numbers.seconds(joules / equivalent.value))
    return [
        line,
        _("Their energy, about {energy}: as much as {thing}.").format(
            energy=numbers.energy(joules, 2), thing=thing
        ),
    ]
