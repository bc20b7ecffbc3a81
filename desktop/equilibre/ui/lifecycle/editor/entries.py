"""What stands at each place of a study, as a text to edit, and the study that a text makes."""

import difflib
from dataclasses import replace
from typing import cast

from equilibre.lifecycle import editing
from equilibre.lifecycle.errors import ExpressionRefused, StudyRefused
from equilibre.lifecycle.expression import parse
from equilibre.lifecycle.factor import Factor, Kind, Range
from equilibre.lifecycle.inventory import central
from equilibre.lifecycle.study import Line, Parameter, Study, Variant
from equilibre.texts import Words, _
from equilibre.ui.lifecycle.editor import notation

Place = tuple[str | int, ...]
BOUNDS = ("low", "value", "high")
NO_DATA = "no data"  # said of a figure, never meant by an empty text
ON, OFF = "on", "off"  # whether a parameter is a lever


def read(study: Study, place: Place) -> str:
    """Return the text at *place* of *study*. Raises LookupError where there is no such place."""
    match place:
        case ("title",):
            return str(study.title)
        case ("functional_unit",):
            return str(study.functional_unit)
        case ("zone",):
            return study.zone
        case ("compare", int(side)):
            return study.compare[side]
        case ("inferences",):
            return study.inferences
        case ("training_shared_by",):
            return study.training_shared_by
        case (("assumptions" | "benefits" | "rebounds") as field,):
            return notation.lines(_texts(study, field))
        case ("parameters", str(key), "lever"):
            return ON if study.parameters[key].key in study.levers else OFF
        case ("parameters", str(key), str(field)):
            return _of_parameter(study.parameters[key], field)
        case ("devices", str(key)):
            return str(study.devices[key])
        case ("variants", str(key), "lines", int(index), str(field)):
            return cast(str, getattr(study.variant(key).lines[index], field))
        case ("variants", str(key), str(field)):
            return str(getattr(study.variant(key), field))
        case ("factors", str(key), "impacts", str(indicator), str(bound)):
            impact = study.factors[key].impacts.get(indicator)
            return NO_DATA if impact is None else notation.plain(getattr(impact, bound))
        case ("factors", str(key), str(field)):
            return str(getattr(study.factors[key], field))
    raise LookupError(place)


def _texts(study: Study, field: str) -> tuple[Words, ...]:
    return cast(tuple[Words, ...], getattr(study, field))


def _of_parameter(parameter: Parameter, field: str) -> str:
    if field in BOUNDS:
        return notation.plain(getattr(parameter.range, field))
    return str(getattr(parameter, field))


def written(study: Study, place: Place, text: str) -> Study:
    """Return *study* with *text* at *place*.

    Raises StudyRefused where the text is no number, name or amount; whether the study can be
    computed is for ``checks.problems`` to say.
    """
    match place:
        case ("title",):
            return replace(study, title=notation.own_words(text, study.title))
        case ("functional_unit",):
            words = notation.own_words(" ".join(text.split()), study.functional_unit)
            return replace(study, functional_unit=words)
        case ("zone",):
            return replace(study, zone=text)
        case ("compare", int(side)):
            return _compared(study, side, text)
        case (("inferences" | "training_shared_by") as field,):
            count = checked_amount(study, text) if text.strip() else ""
            return replace(study, **{field: count})  # type: ignore[arg-type]
        case (("assumptions" | "benefits" | "rebounds") as field,):
            sentences = notation.sentences(text, _texts(study, field))
            return replace(study, **{field: sentences})  # type: ignore[arg-type]
        case ("parameters", str(key), str(field)):
            return _with_parameter(study, key, field, text)
        case ("devices", str(key)):
            if not text.strip():
                raise StudyRefused(_("Give the device a name."))
            return editing.with_device(study, key, notation.own_words(text, study.devices[key]))
        case ("variants", str(key), "lines", int(index), str(field)):
            line = study.variant(key).lines[index]
            return editing.with_line(study, key, _with_line(study, line, field, text), index)
        case ("variants", str(key), str(field)):
            return editing.with_variant(study, _with_variant(study.variant(key), field, text))
        case ("factors", str(key), "impacts", str(indicator), str(bound)):
            return _with_impact(study, study.factors[key], indicator, bound, text)
        case ("factors", str(key), str(field)):
            return editing.with_factor(study, _with_factor(study.factors[key], field, text))
    raise LookupError(place)


def _compared(study: Study, side: int, key: str) -> Study:
    """Put *key* on one side; the variant that was there changes places with it."""
    pair = list(study.compare)
    if pair[1 - side] == key:
        pair[1 - side] = pair[side]
    pair[side] = key
    return replace(study, compare=(pair[0], pair[1]))


# -- amounts -------------------------------------------------------------------------------------


def checked_amount(study: Study, text: str) -> str:
    """Return a typed amount as studies write it. Raises ExpressionRefused, with the position."""
    amount = notation.amount(text).strip()
    parsed = parse(amount)
    unknown = unknown_names(study, amount)
    if not unknown:
        return amount
    close = difflib.get_close_matches(unknown[0], study.parameters, 1)
    sentence = (
        _("“{name}” is not a parameter: did you mean “{other}”?").format(
            name=unknown[0], other=close[0]
        )
        if close
        else _("“{name}” is not a parameter of this study.").format(name=unknown[0])
    )
    try:
        parsed.value(central(study))
    except ExpressionRefused as problem:
        raise ExpressionRefused(sentence, problem.position) from None
    return amount


def unknown_names(study: Study, text: str) -> tuple[str, ...]:
    """Return the names in a typed amount that are no parameters, sorted."""
    try:
        names = parse(notation.amount(text)).names
    except ExpressionRefused:
        return ()
    return tuple(sorted(names - set(study.parameters)))


def worth(study: Study, text: str) -> float | None:
    """Return what a typed amount is worth at the central values, None where it is not computed."""
    try:
        value = float(parse(notation.amount(text)).value(central(study)))
    except ExpressionRefused:
        return None
    return value if abs(value) < float("inf") else None


# -- one record ----------------------------------------------------------------------------------


def _with_parameter(study: Study, key: str, field: str, text: str) -> Study:
    parameter = study.parameters[key]
    match field:
        case "key":
            return editing.rename_parameter(study, key, text.strip())
        case "lever":
            others = tuple(name for name in study.levers if name != key)
            return replace(study, levers=(*others, key) if text == ON else others)
        case "name" | "source":
            words = notation.own_words(text, getattr(parameter, field))
            changed = replace(parameter, **{field: words})  # type: ignore[arg-type]
        case "unit":
            changed = replace(parameter, unit=text)
        case "kind":
            changed = replace(parameter, kind=cast(Kind, text))
        case _:
            changed = replace(parameter, range=_with_bound(parameter.range, field, text))
    return editing.with_parameter(study, changed)


def _with_bound(old: Range, bound: str, text: str) -> Range:
    """Return *old* with another bound; the value of a range without width carries all three."""
    value = notation.number(text)
    if bound == "value" and old.fixed:
        return Range(value, value, value)
    return replace(old, **{bound: value})


def _with_line(study: Study, line: Line, field: str, text: str) -> Line:
    if field == "amount":
        return replace(line, amount=checked_amount(study, text))
    return replace(line, **{field: text})


def _with_variant(variant: Variant, field: str, text: str) -> Variant:
    if field == "title":
        if not text.strip():
            raise StudyRefused(_("Give this way a title."))
        return replace(variant, title=notation.own_words(text, variant.title))
    return replace(variant, role="ai" if text == "ai" else "reference")


def _with_factor(factor: Factor, field: str, text: str) -> Factor:
    if field == "name" and not text.strip():
        raise StudyRefused(_("Give the figure a name."))
    if field in ("name", "source", "note"):
        words = notation.own_words(text, getattr(factor, field))
        return replace(factor, **{field: words})  # type: ignore[arg-type]
    return replace(factor, **{field: text})  # type: ignore[arg-type]


def _with_impact(study: Study, factor: Factor, indicator: str, bound: str, text: str) -> Study:
    """Write one bound of an impact; the first figure where there was no data is all three."""
    old = factor.impacts.get(indicator)
    impact: Range | None
    if text == NO_DATA:
        impact = None
    elif not text.strip():
        raise StudyRefused(_("Write a number here, or choose “no data”: it is not zero."))
    elif old is None:
        value = notation.number(text)
        impact = Range(value, value, value)
    else:
        impact = _with_bound(old, bound, text)
    impacts = factor.impacts | {indicator: impact}
    return editing.with_factor(study, replace(factor, impacts=impacts))
