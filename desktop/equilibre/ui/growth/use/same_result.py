"""Ever fewer operations for the same result, in words and in shares; knows no screen."""

import math
from collections.abc import Callable
from datetime import date

from equilibre import numbers
from equilibre.growth.figure import Confidence
from equilibre.growth.published import Milestone, Trend
from equilibre.growth.saving import Saving
from equilibre.growth.trend import MONTHS_PER_YEAR
from equilibre.texts import N_, Words, _, joined, labelled
from equilibre.ui.board import Choice
from equilibre.ui.growth.marking import Fill
from equilibre.ui.growth.use.state import SameResult, Step
from equilibre.ui.plots.tick import Tick

MOORE = "moore"  # the trend beside, and the key of its line
FIRST_YEAR, LAST_YEAR = 2012, 2020
_ROOM = 0.25  # decades above and below
_DECADES = {
    15: N_("a million billion"),
    16: N_("10 million billion"),
    17: N_("100 million billion"),
    18: N_("a billion billion"),
    19: N_("10 billion billion"),
    20: N_("100 billion billion"),
}


def view(saving: Saving, moore: Trend, benchmarks: dict[str, Words]) -> SameResult:
    """Return the steps of *saving* beside the pace of *moore*, from the same origin."""
    operations = [one.operations for one in saving.milestones]
    low, high = math.log10(min(operations)) - _ROOM, math.log10(max(operations)) + _ROOM

    def up(value: float) -> float:
        return (math.log10(value) - low) / (high - low)

    last = saving.last
    alone = saving.at_pace(moore, last.date)
    said = _verdict(saving, alone)
    steps = tuple(_step(saving, one, up) for one in saving.milestones)
    return SameResult(
        benchmarks=tuple(Choice(key, capitalised(name)) for key, name in benchmarks.items()),
        benchmark=saving.first.benchmark,
        title=_("Operations to reach the same result (logarithmic)"),
        subtitle=_("{result} · click a dot for its source").format(
            result=capitalised(benchmarks[saving.first.benchmark])
        ),
        steps=steps,
        pace=Step(
            key=MOORE,
            label=f"{moore.name}\n÷{numbers.large(alone, 2)}",
            text=_("Moore alone, in {time}: ÷{factor}.").format(
                time=_time(saving.years), factor=numbers.large(alone, 2)
            ),
            across=_across(last.date),
            up=up(saving.first.operations / alone),
        ),
        decades=tuple(
            Tick(up(10.0**power), numbers.power_of_ten(power), _(words))
            for power, words in _DECADES.items()
            if low <= power <= high
        ),
        years=tuple(
            Tick(_across(date(year, 1, 1)), str(year)) for year in range(FIRST_YEAR, LAST_YEAR + 1)
        ),
        verdict=said,
        reading=_reading(saving),
        rows=tuple(_row(saving, moore, one) for one in saving.milestones),
        summary=f"{said} " + joined(step.text for step in steps),
    )


def capitalised(name: Words) -> str:
    """Return a name that begins a line."""
    text = str(name)
    return text[:1].upper() + text[1:]


def operations_in_words(milestone: Milestone) -> str:
    """Return what a training took: "2.7 × 10¹⁷ operations"."""
    return _("{count} operations").format(count=numbers.scientific(milestone.operations, 2))


def reduction_in_words(saving: Saving, milestone: Milestone) -> str:
    """Return how many times fewer, with what was printed where that is an error."""
    factor = numbers.large(saving.reduction(milestone), 3)
    if saving.misprinted(milestone):
        printed = numbers.large(milestone.printed_reduction, 3)
        return _("÷{factor} (printed: ÷{printed})").format(factor=factor, printed=printed)
    return f"÷{factor}"


def _verdict(saving: Saving, alone: float) -> str:
    return _(
        "{factor} times fewer operations for the same result in {time}; "
        "Moore alone would make {alone}."
    ).format(
        factor=numbers.large(saving.reduction(saving.last), 3),
        time=_time(saving.years),
        alone=numbers.large(alone, 2),
    )


def _reading(saving: Saving) -> str:
    wrong = [one for one in saving.milestones if saving.misprinted(one)]
    return "\n\n".join(
        (
            *(
                _(
                    "The source prints ÷{printed} for {name}, but its own operations make "
                    "÷{factor}: that is what is shown."
                ).format(
                    printed=numbers.large(one.printed_reduction, 3),
                    name=one.model,
                    factor=numbers.large(saving.computed_reduction(one), 3),
                )
                for one in wrong
            ),
            _(
                "The dashed line is Moore’s pace from the same origin: twice the transistors on "
                "a chip every two years. It is another gain, which comes on top."
            ),
            _(
                "Meanwhile the largest trainings grew (see the curves that cross). This says "
                "nothing of what was done with the saving, nor that one caused the other."
            ),
        )
    )


def _step(saving: Saving, milestone: Milestone, up: Callable[[float], float]) -> Step:
    first, last = milestone is saving.first, milestone is saving.last
    reduction = "" if first else reduction_in_words(saving, milestone)
    between = "\n" if last else " "
    took = joined((operations_in_words(milestone), str(milestone.date.year)))
    return Step(
        key=milestone.model,
        label=f"{milestone.model}{between}{reduction}".strip(),
        text=labelled(milestone.model, joined((took, reduction)) if reduction else took),
        across=_across(milestone.date),
        up=up(milestone.operations),
        fill=Fill.FULL if milestone.origin.confidence is Confidence.OPENED else Fill.HALF,
    )


def _row(saving: Saving, moore: Trend, milestone: Milestone) -> tuple[object, ...]:
    return (
        milestone.model,
        milestone.date.isoformat(),
        milestone.operations,
        milestone.printed_reduction,
        saving.computed_reduction(milestone),
        saving.at_pace(moore, milestone.date),
    )


def _across(day: date) -> float:
    start, end = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 1, 1)
    return (day - start).days / (end - start).days


def _time(years: float) -> str:
    """Write a stretch of time: "7 years", "8.5 months"."""
    if years < 1:
        return numbers.with_unit(numbers.large(years * MONTHS_PER_YEAR, 2), _("months"))
    return numbers.with_unit(numbers.large(years, 2), _("years"))
