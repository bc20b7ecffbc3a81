"""The table twin of the chart of models, in SI; knows no screen."""

from collections.abc import Iterable

from equilibre.growth.quantity import quantity
from equilibre.ui.growth.models.axis import DATE
from equilibre.ui.growth.models.points import Subject

Row = tuple[object, ...]
_ABSENT = "absent"
_UNITS = {"J": "joules", "kg": "kg_co2e", "J/operation": "joules_per_operation"}


def header(across: str, upward: str) -> tuple[str, ...]:
    """Return the names of the columns, with their units."""
    name = _column(upward)
    return (
        "name",
        "date",
        "organisation",
        "domain",
        *(() if across == DATE else (_column(across),)),
        name,
        f"{name}_low",
        f"{name}_high",
        "kind",
        "confidence",
        "source",
        "locator",
        "basis",
    )


def rows(
    subjects: Iterable[Subject], across: str, upward: str, unverified: bool
) -> tuple[Row, ...]:
    """Return a row for each model, those without a figure too: they say that it is absent."""
    return tuple(_row(subject, across, upward, unverified) for subject in subjects)


def _row(subject: Subject, across: str, upward: str, unverified: bool) -> Row:
    model = subject.model
    figure = subject.figure(upward, unverified)
    about: Row = (model.name, model.date.isoformat(), model.organisation, model.domain)
    if across != DATE:
        other = subject.figure(across, unverified)
        about = (*about, "" if other is None else _cell(other.value))
    if figure is None:
        return (*about, "", "", "", _ABSENT, "", "", "", "")
    return (
        *about,
        _cell(figure.value),
        _cell(figure.low),
        _cell(figure.high),
        str(figure.kind),
        str(figure.origin.confidence),
        figure.origin.source,
        str(figure.origin.locator),
        str(figure.basis),
    )


def _cell(value: float | None) -> object:
    return "" if value is None else value


def _column(key: str) -> str:
    unit = quantity(key).unit
    return f"{key}_{_UNITS[unit]}" if unit else key
