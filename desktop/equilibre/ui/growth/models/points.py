"""Turns models and kept runs into what is drawn of them; knows no screen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from equilibre.facts.electricity import countries
from equilibre.growth.figure import Confidence, Figure, Kind, Origin
from equilibre.growth.model import Model
from equilibre.growth.quantity import Quantity, quantity
from equilibre.meter.reading import Interval
from equilibre.records import dataclass
from equilibre.sessions.run import Run
from equilibre.sessions.speed import speed_of
from equilibre.texts import Words
from equilibre.ui.growth.marking import Fill, fill_of, mark_of
from equilibre.ui.growth.models.axis import DATE
from equilibre.ui.growth.models.state import OWN_PREFIX, Point

OWN = "own"
_COURSE_RANK, _OWN_RANK, _RECORD_RANK = 3, 2, 1
_YEARS = range(2020, 2100)  # outside them, the clock of the computer was never set


@dataclass(frozen=True, slots=True)
class Subject:
    """A model, or a kept run looked at as one."""

    key: str
    model: Model
    run: Run | None = None

    @property
    def day(self) -> int:
        return self.model.date.toordinal()

    @property
    def course(self) -> bool:
        return self.model.course

    def figure(self, key: str, unverified: bool) -> Figure | None:
        """Return the figure of a quantity, None where there is none to show."""
        return quantity(key).read(self.model, unverified)


def subject_of_model(model: Model) -> Subject:
    return Subject(model.key, model)


def subject_of_run(run: Run) -> Subject | None:
    """Return a kept run as a model of its own, None where its day cannot be read or believed."""
    try:
        day = datetime.fromisoformat(run.created).date()
    except ValueError:
        return None
    if day.year not in _YEARS:
        return None
    model = Model(
        key=f"{OWN_PREFIX}{run.key}",
        name=run.name,
        date=day,
        organisation="",
        domain=OWN,
        course=False,
        examples_unit="",
        hardware="",
        accelerators=None,
        hours=run.seconds / 3600,
        accelerator_hours=None,
        figures=_figures(run),
    )
    return Subject(model.key, model, run)


def _figures(run: Run) -> Mapping[str, Figure]:
    figures = {
        "parameters": _figure(
            Interval(run.parameters, run.parameters, run.parameters),
            Kind.PUBLISHED,
            Words("counted", "comptés"),
        )
    }
    speed = speed_of(run)
    if speed is not None:
        figures["operations"] = _figure(
            Interval(speed.operations, speed.operations, speed.operations),
            Kind.DERIVED,
            Words(
                "six for each weight, row and epoch",
                "six pour chaque poids, ligne et époque",
            ),
        )
    if run.energy is not None:
        gross = run.energy.gross
        kind = Kind.PUBLISHED if run.energy.kind == "measured" else Kind.ESTIMATED
        source = run.energy.source
        figures["energy"] = _figure(gross, kind, Words(source, source))
        country = countries().get(run.country)
        if country is not None:
            factor = country.carbon_intensity_kg_per_joule
            figures["carbon"] = _figure(
                gross.scaled(factor),
                Kind.DERIVED,
                Words(f"energy × {country.english}", f"énergie × {country.french}"),
            )
    return figures


def _figure(interval: Interval, kind: Kind, basis: Words) -> Figure:
    wide = interval.high > interval.low
    return Figure(
        value=float(interval.value),
        low=interval.low if wide else None,
        high=interval.high if wide else None,
        kind=kind,
        origin=Origin("", Words("a kept run", "un essai gardé"), Confidence.OPENED),
        basis=basis,
    )


def points_of(
    subjects: Iterable[Subject], across: str, upward: str, unverified: bool
) -> tuple[Point, ...]:
    """Return the points on two axes, by date; what has no place on the axes is left out."""
    found = [
        point
        for subject in sorted(subjects, key=lambda one: (one.day, one.model.name))
        if (point := _point(subject, across, quantity(upward), unverified)) is not None
    ]
    return _ranked(found)


def _point(subject: Subject, across: str, upward: Quantity, unverified: bool) -> Point | None:
    x = float(subject.day) if across == DATE else _value(subject, across, unverified)
    figure = upward.read(subject.model, unverified)
    if x is None or figure is None or (figure.value is None and fill_of(figure) is not Fill.CROSS):
        return None
    return Point(
        key=subject.key,
        name=subject.model.name,
        day=subject.day,
        x=x,
        y=figure.value,
        low=figure.low,
        high=figure.high,
        mark=mark_of(figure, subject.model.domain, subject.course),
        rank=_COURSE_RANK if subject.course else _OWN_RANK if subject.run else 0,
    )


def _value(subject: Subject, key: str, unverified: bool) -> float | None:
    figure = subject.figure(key, unverified)
    return None if figure is None else figure.value


def _ranked(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the points, those that were the largest of their time marked as such."""
    largest = 0.0
    ranked = []
    for point in points:
        record = point.y is not None and point.y > largest and point.rank != _OWN_RANK
        if record and point.y is not None:
            largest = point.y
        ranked.append(replace(point, rank=_RECORD_RANK) if record and not point.rank else point)
    return tuple(ranked)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many models have a figure of a quantity, and how it came to be."""

    models: int
    published: int
    estimated: int
    derived: int
    undisclosed: int

    @property
    def valued(self) -> int:
        """How many have a value."""
        return self.published + self.estimated + self.derived

    @property
    def absent(self) -> int:
        """How many have nothing here."""
        return self.models - self.valued - self.undisclosed


def tally(subjects: Iterable[Subject], key: str, unverified: bool) -> Tally:
    """Count the models by how their figure of a quantity came to be."""
    figures = [subject.figure(key, unverified) for subject in subjects]
    kinds = [figure.kind for figure in figures if figure is not None]
    return Tally(
        len(figures),
        kinds.count(Kind.PUBLISHED),
        kinds.count(Kind.ESTIMATED),
        kinds.count(Kind.DERIVED),
        kinds.count(Kind.UNDISCLOSED),
    )
