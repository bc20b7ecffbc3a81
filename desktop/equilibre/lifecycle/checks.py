"""What is wrong with a study: everything that keeps it from being computed, each at its place."""

from collections.abc import Iterator, Mapping, Sequence

from equilibre.lifecycle.catalogue import (
    factors,
    indicators,
    phases,
    refuse_impossible,
    units,
    zones,
)
from equilibre.lifecycle.document import decode_study, encoded_study
from equilibre.lifecycle.errors import ExpressionRefused, StudyRefused
from equilibre.lifecycle.expression import parse
from equilibre.lifecycle.factor import Range
from equilibre.lifecycle.study import ZONE_MARK, Line, Study, Variant
from equilibre.lifecycle.table import EntryRefused, Place, shown
from equilibre.records import dataclass
from equilibre.texts import _

_LARGEST_AMOUNT = 1e30  # of a line: times any factor, it is still a number
COUNTS = (Place("inferences"), Place("training_shared_by"))

Values = Sequence[Mapping[str, float]]  # the parameters in each scenario


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that keeps a study from being computed, or that its author may want to see."""

    place: tuple[str | int, ...]  # ("variants", "A1", "lines", 2, "amount"): from 0
    sentence: str


def problems(study: Study) -> tuple[Problem, ...]:
    """Return what keeps *study* from being computed; none: it is computed, saved and read again."""
    found = [*_of_form(study)]
    found += [*_of_names(study)]
    found += [*_of_parameters(study)]
    found += [*_of_factors(study)]
    values = _scenarios(study)
    for variant in study.variants:
        found += [*_of_variant(study, variant, values)]
    for place, text in zip(COUNTS, (study.inferences, study.training_shared_by), strict=True):
        if text:
            found += [*_of_amount(place, text, values)]
    return tuple({problem.place: problem for problem in reversed(found)}.values())[::-1]


def _problem(place: Place, sentence: str, **words: object) -> Problem:
    return Problem(tuple(place), sentence.format(place=place, **words))


def _of_form(study: Study) -> Iterator[Problem]:
    """Yield what a file could not hold: names, sizes, characters."""
    try:
        decode_study(encoded_study(study))
    except EntryRefused as problem:
        yield Problem(tuple(problem.place), str(problem))


def _of_names(study: Study) -> Iterator[Problem]:
    if study.zone not in zones():
        yield _problem(
            Place("zone"),
            _("“{place}”: there is no electricity zone “{name}”. Choose one of the list."),
            name=shown(study.zone),
        )
    keys = [variant.key for variant in study.variants]
    for twin in sorted({key for key in keys if keys.count(key) > 1}):
        yield _problem(
            Place("variants", twin), _("“{place}” is there twice: give one another name.")
        )
    first, second = study.compare
    if first == second or not {first, second} <= set(keys):
        yield _problem(
            Place("compare"), _("“{place}” must name two different variants of the study.")
        )
    for index, name in enumerate(study.levers):
        if name not in study.parameters:
            yield _problem(
                Place("levers", index),
                _("“{place}”: “{name}” is not a parameter of the study."),
                name=shown(name),
            )


def _of_parameters(study: Study) -> Iterator[Problem]:
    for key, parameter in study.parameters.items():
        place = Place("parameters", key)
        yield from _of_key(place, key, parameter.key)
        yield from _of_range(place, parameter.range)
        if parameter.unit and parameter.unit not in units():
            yield _of_unit(Place(*place, "unit"), parameter.unit)


def _of_factors(study: Study) -> Iterator[Problem]:
    for key, factor in study.factors.items():
        place = Place("factors", key)
        yield from _of_key(place, key, factor.key)
        if factor.unit not in units():
            yield _of_unit(Place(*place, "unit"), factor.unit)
        for name, impact in factor.impacts.items():
            if name not in indicators():
                yield _problem(
                    Place(*place, "impacts", name),
                    _("“{place}”: there is no such indicator. Take one of: {known}."),
                    known=", ".join(indicators()),
                )
            elif impact is not None:
                yield from _of_range(Place(*place, "impacts", name), impact)
        try:
            refuse_impossible(factor)
        except StudyRefused as problem:
            yield Problem((*place, "impacts"), str(problem))


def _of_key(place: Place, key: str, own: str) -> Iterator[Problem]:
    if own != key:
        yield _problem(
            Place(*place, "key"), _("“{place}” has another short name: {name}."), name=shown(own)
        )


def _of_unit(place: Place, unit: str) -> Problem:
    return _problem(
        place, _("“{place}”: the unit “{unit}” is not known. Choose one."), unit=shown(unit)
    )


def _of_range(place: Place, bounds: Range) -> Iterator[Problem]:
    if bounds.low > bounds.value:
        yield _problem(
            Place(*place, "low"),
            _("“{place}” is above the central value: lower it, or raise the central value."),
        )
    if bounds.value > bounds.high:
        yield _problem(
            Place(*place, "high"),
            _("“{place}” is below the central value: raise it, or lower the central value."),
        )


def _of_variant(study: Study, variant: Variant, values: Values) -> Iterator[Problem]:
    for position, line in enumerate(variant.lines):
        yield from _of_line(study, Place("variants", variant.key, "lines", position), line, values)


def _of_line(study: Study, place: Place, line: Line, values: Values) -> Iterator[Problem]:
    if line.phase not in phases():
        yield _problem(
            Place(*place, "phase"),
            _("“{place}”: there is no phase “{name}”. Choose one of the list."),
            name=shown(line.phase),
        )
    if line.device not in study.devices:
        yield _problem(
            Place(*place, "device"),
            _("“{place}”: “{name}” is not a device of the study. Add it, or choose another."),
            name=shown(line.device),
        )
    yield from _of_factor_name(study, Place(*place, "factor"), line.factor)
    yield from _of_amount(Place(*place, "amount"), line.amount, values)


def _of_factor_name(study: Study, place: Place, name: str) -> Iterator[Problem]:
    for zone in zones() if ZONE_MARK in name else ("",):
        key = name.replace(ZONE_MARK, zone)
        if key not in study.factors and key not in factors():
            yield _problem(
                place,
                _("“{place}”: there is no factor “{name}”. Choose one, or add it to the study."),
                name=shown(key),
            )
            return


def _of_amount(place: Place, text: str, values: Values) -> Iterator[Problem]:
    try:
        amounts = [float(parse(text).value(scenario)) for scenario in values]
    except ExpressionRefused as problem:
        yield _problem(place, "{place}: {reason}", reason=problem)
        return
    if not all(abs(amount) <= _LARGEST_AMOUNT for amount in amounts):  # nor what is no number
        yield _problem(
            place,
            _(
                "“{place}”: “{text}” divides by zero, or is too large, for the lowest, central or "
                "highest values of its parameters. Change it, or their ranges."
            ),
            text=shown(text),
        )
    elif place in COUNTS and min(amounts) <= 0:
        yield _problem(
            place,
            _("“{place}”: “{text}” must be above zero for all values of its parameters."),
            text=shown(text),
        )


def _scenarios(study: Study) -> Values:
    """Return the parameters at their lowest together, at their central values, at their highest."""
    ranges = {key: parameter.range for key, parameter in study.parameters.items()}
    return (
        {key: each.low for key, each in ranges.items()},
        {key: each.value for key, each in ranges.items()},
        {key: each.high for key, each in ranges.items()},
    )
