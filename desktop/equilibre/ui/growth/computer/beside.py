"""Puts one's own energy per operation beside that of the data centres; knows no screen."""

from dataclasses import replace
from datetime import date, timedelta

from equilibre import numbers
from equilibre.growth.catalogue import trends
from equilibre.growth.figure import Figure, Kind
from equilibre.growth.model import Model
from equilibre.growth.published import Trend
from equilibre.growth.quantity import energy_per_operation, quantity
from equilibre.meter.reading import Kind as Obtained
from equilibre.sessions.speed import Speed
from equilibre.texts import _, joined, labelled
from equilibre.ui.growth.computer import ranges
from equilibre.ui.growth.computer.paces import Known
from equilibre.ui.growth.computer.provenance import Provenance, kind_of, provenance_of
from equilibre.ui.growth.computer.state import Beside, Dot, Slope
from equilibre.ui.growth.marking import SHAPES, Fill, Mark, fill_in_words, fill_of, mark_of

_WIDEST = 2.5  # ratio of the bounds: what is wider says nothing of a trend
_LINES = ("koomey", "koomey-slowed")
_REFERENCE = "gpt-3"  # where the lines start: the first large training with a measured power
_DAYS_PER_MONTH = 30.4375
_MARGIN_DAYS = 120


def beside(models: list[Model], known: Known, today: date, unverified: bool) -> Beside:
    """Return the dots of the trainings whose energy was published, and one's own of *today*."""
    dots = [dot for each in models if (dot := _dot(each, unverified)) is not None]
    own = _own_dots(known, today)
    shown = sorted([*dots, *own], key=lambda dot: dot.day)
    days = [dot.day for dot in shown] or [today.toordinal()]
    first = date.fromordinal(min(days)) - timedelta(days=_MARGIN_DAYS)
    last = max(*days, today.toordinal())
    title = _("Energy of one operation (pJ): data centres, and this computer")
    missing = _("Look at a dot: with the mouse, or with the arrow keys.")
    if not own:
        missing = _(
            "Your own dot is missing: train a model in the first tab, or measure the product."
        )
    return Beside(
        title=title,
        subtitle=_(
            "logarithmic · full: energy published, half: quoted or estimated, hollow: computed here"
        ),
        dots=tuple(shown),
        slopes=_slopes(dots),
        first_day=first.toordinal(),
        last_day=last + _MARGIN_DAYS,
        caution=_(
            "Boundaries differ: measured power with the cooling of the building (PUE), or the "
            "power of the design without it; here, what the sensor covers."
        ),
        missing=missing,
        summary=_summary(own, dots),
    )


def _dot(model: Model, unverified: bool) -> Dot | None:
    figure = energy_per_operation(model, unverified)
    if figure is None or figure.value is None or not _tells(figure):
        return None
    low, high = figure.low or figure.value, figure.high or figure.value
    text = joined(
        (
            ranges.picojoules(figure.value, low, high),
            labelled(quantity("energy").title, fill_in_words(fill_of(figure))),
            f"{model.date:%m/%Y}",
        )
    )
    return Dot(
        model.key,
        model.name,
        model.date.toordinal(),
        figure.value,
        low,
        high,
        text,
        mark_of(figure, model.domain, model.course),
        energy_kind=kind_of(figure),
        provenance=replace(provenance_of(figure), kind=Provenance().kind),
    )


def _tells(figure: Figure) -> bool:
    """Whether its interval is narrow enough, or someone published it."""
    if figure.kind is not Kind.DERIVED or figure.low is None or figure.high is None:
        return True
    return figure.high / figure.low <= _WIDEST


def _own_dots(known: Known, today: date) -> list[Dot]:
    dots = []
    if known.trained is not None:
        dots.append(_own("own-run", _("your training"), known.trained, today))
    if known.product is not None:
        dots.append(_own("own-product", _("product of matrices"), known.product, today))
    return [dot for dot in dots if dot is not None]


def _own(key: str, name: str, speed: Speed, today: date) -> Dot | None:
    joules = speed.joules_per_operation
    if joules is None or not joules.value > 0:
        return None
    kind = speed.kind or Obtained.ESTIMATED
    measured = kind is Obtained.MEASURED
    return Dot(
        key,
        name,
        today.toordinal(),
        joules.value,
        joules.low,
        joules.high,
        joined((ranges.picojoules(joules.value, joules.low, joules.high), numbers.kind_name(kind))),
        Mark(SHAPES["own"], Fill.FULL if measured else Fill.HALF),
        own=True,
        energy_kind=kind.value,
    )


def _slopes(dots: list[Dot]) -> tuple[Slope, ...]:
    """Return the lines of Koomey, from the dot where they start."""
    start = next((dot for dot in dots if dot.key == _REFERENCE), None)
    if start is None:
        return ()
    return tuple(
        Slope(
            _("{name}: halving in {count} months").format(
                name=trend.name, count=numbers.count(round(trend.doubling_months))
            ),
            start.day,
            start.joules,
            trend.doubling_months * _DAYS_PER_MONTH,
        )
        for trend in lines()
    )


def lines() -> tuple[Trend, ...]:
    """Return the trends drawn as lines: as many more computations for each joule."""
    return tuple(trends()[key] for key in _LINES)


def _summary(own: list[Dot], dots: list[Dot]) -> str:
    sentences = [
        _("{name}: {text}.").format(name=dot.name, text=dot.text)
        for dot in (*own, *(dot for dot in dots if dot.mark.accent))
    ]
    return "\n".join(sentences)
