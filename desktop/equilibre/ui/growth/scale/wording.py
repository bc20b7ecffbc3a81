"""What the page of true scale says in sentences."""

from datetime import date
from itertools import pairwise

from equilibre import numbers
from equilibre.growth import catalogue
from equilibre.growth.quantity import Quantity
from equilibre.texts import _, ngettext
from equilibre.ui.growth.scale.rows import of_course
from equilibre.ui.growth.scale.state import Row, ScaleState

CONTRAST = "gshard-600b"  # more parameters than GPT-3, and far less energy
_DAYS_PER_MONTH = 30.4375


def sentence(chosen: Quantity, unverified: bool) -> str:
    """Return how many times larger each of the three is than the one before."""
    course = of_course()
    known = [
        (model, figure.value)
        for model in course
        if (figure := chosen.read(model, unverified)) is not None and figure.value is not None
    ]
    if len(known) < 2:  # noqa: PLR2004 - a ratio needs two
        return ""
    (first, smallest), (last, largest) = known[0], known[-1]
    months = numbers.significant(_months(first.date, last.date))
    low = chosen.read(first, unverified)
    if low is not None and low.low is not None and low.low < smallest:
        return _(
            "From {first} to {last} in {months} months: ×{least} to ×{most}, for the row of "
            "{first} is doubtful."
        ).format(
            first=first.name,
            last=last.name,
            months=months,
            least=_times(largest / smallest, 2),
            most=_times(largest / low.low, 2),
        )
    if len(known) == len(course):
        steps = [after / before for (_m, before), (_n, after) in pairwise(known)]
        return _(
            "From {first} to {last} in {months} months: ×{one}, then ×{two}: ×{all} in all."
        ).format(
            first=first.name,
            last=last.name,
            months=months,
            one=_times(steps[0], 3),
            two=_times(steps[1], 3),
            all=_times(largest / smallest, 4),
        )
    return _("From {first} to {last} in {months} months: ×{all}.").format(
        first=first.name, last=last.name, months=months, all=_times(largest / smallest, 3)
    )


def tiles(rows: tuple[Row, ...]) -> str:
    """Return how many of the first of the course the last one holds, "" where it cannot be told."""
    course = [row for row in rows if row.course and row.value]
    if len(course) < 2 or course[-1].grown < 1:  # noqa: PLR2004 - two to compare
        return ""
    first, last = course[0], course[-1]
    return numbers.large((last.value or 0.0) / (first.value or 1.0), 4)


def _times(factor: float, digits: int) -> str:
    return numbers.significant(factor, digits)


def _months(first: date, last: date) -> float:
    return (last - first).days / _DAYS_PER_MONTH


def title(chosen: Quantity) -> str:
    """Return the title of the picture."""
    return _("{quantity}, to true scale").format(quantity=chosen.title)


def subtitle(state: ScaleState) -> str:
    """Return how the picture is to be read."""
    if state.logarithmic:
        return _("logarithmic: each step multiplies by ten, lengths no longer add up · L: linear")
    if state.shape == "areas":
        return _("the area of each square is the number · one tile: one BERT · L: logarithmic")
    return _("linear: twice as long is twice as much · L: logarithmic")


def zoom_text(zoom: int) -> str:
    """Return how far the picture is magnified, and by how many presses."""
    if zoom < 0:
        return _("÷{factor}").format(factor=numbers.count(10**-zoom))
    if not zoom:
        return _("The largest fills the picture.")
    factor = _("×{factor}").format(factor=numbers.count(10**zoom))
    return ngettext("{factor}: {count} press", "{factor}: {count} presses", zoom).format(
        factor=factor, count=zoom
    )


def _parameters_are_not_energy() -> str:
    larger, smaller = catalogue.model(CONTRAST), catalogue.model("GPT-3")
    parameters = (larger.value("parameters") or 0.0) / (smaller.value("parameters") or 1.0)
    energy = (smaller.value("energy") or 0.0) / (larger.value("energy") or 1.0)
    return _(
        "Parameters are not energy: {larger} has {more} times those of {smaller}, and its "
        "training took {less} times less."
    ).format(
        larger=larger.name,
        smaller=smaller.name,
        more=numbers.significant(parameters, 2),
        less=numbers.significant(energy, 2),
    )


NOTES = {
    "parameters": lambda: _parameters_are_not_energy(),
    "operations": lambda: _(
        "Operations are counted, not measured: six for each parameter and token."
    ),
    "energy": lambda: _("GPT-2’s energy was never published: a hole, not a zero."),
    "carbon": lambda: _(
        "CO₂e as published, each on its own grid: the same energy elsewhere is another figure."
    ),
}
"""What must not be concluded from the picture of each quantity."""
