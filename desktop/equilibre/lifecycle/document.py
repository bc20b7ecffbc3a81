"""A study as the tables of a file, and back: right types and sizes, and nothing unknown."""

import re
from collections.abc import Mapping
from typing import Literal, cast, get_args

from equilibre.lifecycle.errors import StudyRefused
from equilibre.lifecycle.factor import Factor, Kind, Range
from equilibre.lifecycle.study import Line, Parameter, Study, Variant
from equilibre.lifecycle.table import (
    LONGEST_KEY,
    Place,
    Table,
    checked_key,
    checked_number,
    checked_text,
    checked_words,
    refused,
    shown,
)
from equilibre.texts import Words, _

FORMAT = "equilibre-study-1"
MOST_VARIANTS = 40
MOST_LINES = 400  # of one variant
MOST_PARAMETERS = 400
MOST_FACTORS = 200
MOST_DEVICES = 400
MOST_INDICATORS = 40
MOST_TEXTS = 100  # of one list
LONGEST_DEVICE = 80
LONGEST_AMOUNT = 1_000

KINDS = cast(tuple[Kind, ...], get_args(Kind))
ROLES = ("reference", "ai")


def decode_study(content: Mapping[str, object]) -> Study:
    """Return the study that *content*, a decoded TOML or JSON file, describes.

    What is said is of the right type and size, and nothing else is said; whether it can be
    computed is for ``checks.problems`` to say. Raises StudyRefused with a sentence.
    """
    table = Table(content)
    _check_format(table)
    study = Study(
        key=checked_key(table.take("key"), Place("key")),
        title=table.words("title"),
        functional_unit=table.words("functional_unit"),
        zone=table.text("zone", LONGEST_KEY),
        compare=_pair(table),
        inferences=_expression(table, "inferences"),
        training_shared_by=_expression(table, "training_shared_by"),
        levers=tuple(
            checked_text(each, Place("levers", index), LONGEST_KEY)
            for index, each in enumerate(table.entries("levers", MOST_PARAMETERS))
        ),
        assumptions=_texts(table, "assumptions"),
        benefits=_texts(table, "benefits"),
        rebounds=_texts(table, "rebounds"),
        parameters=_parameters(table.table("parameters", MOST_PARAMETERS)),
        devices=_devices(table.table("devices", MOST_DEVICES)),
        factors=_factors(table.table("factors", MOST_FACTORS)),
        variants=_variants(table),
    )
    table.end()
    return study


def _check_format(table: Table) -> None:
    if not table.has("format"):
        raise StudyRefused(_("The file is not a study of Équilibre: it does not say its format."))
    written = table.text("format")
    number = re.fullmatch(r"equilibre-study-([0-9]{1,9})", written)
    if number and int(number[1]) > 1:
        raise StudyRefused(
            _("This study was made by a newer version of Équilibre. Update the program to open it.")
        )
    if written != FORMAT:
        raise StudyRefused(
            _("The file is not a study of Équilibre: its format is “{format}”.").format(
                format=shown(written)
            )
        )


def _pair(table: Table) -> tuple[str, str]:
    pair = table.entries("compare", MOST_VARIANTS)
    if len(pair) != 2:  # noqa: PLR2004
        raise refused(_("“{place}” must name the two variants to compare."), Place("compare"))
    first, second = (
        checked_text(each, Place("compare", index), LONGEST_KEY) for index, each in enumerate(pair)
    )
    return first, second


def _expression(table: Table, name: str) -> str:
    return table.text(name, LONGEST_AMOUNT) if name in table.names() else ""


def _texts(table: Table, name: str) -> tuple[Words, ...]:
    entries = table.entries(name, MOST_TEXTS)
    return tuple(checked_words(each, Place(name, index)) for index, each in enumerate(entries))


def _parameters(table: Table) -> dict[str, Parameter]:
    parameters = {}
    for name in table.names():
        place = table.place(name)
        entry = Table(table.take(name), place)
        parameters[name] = Parameter(
            key=checked_key(name, place),
            name=entry.words("name"),
            range=Range(entry.number("low"), entry.number("value"), entry.number("high")),
            unit=entry.text("unit", LONGEST_DEVICE),
            kind=cast(Kind, entry.choice("kind", KINDS)),
            source=entry.words("source"),
        )
        entry.end()
    return parameters


def _devices(table: Table) -> dict[str, Words]:
    devices = {}
    for name in table.names():
        checked_text(name, table.place(name), LONGEST_DEVICE)
        devices[name] = table.words(name)
    return devices


def _factors(table: Table) -> dict[str, Factor]:
    factors = {}
    for name in table.names():
        place = table.place(name)
        entry = Table(table.take(name), place)
        factors[name] = Factor(
            key=checked_key(name, place),
            name=entry.words("name"),
            unit=entry.text("unit", LONGEST_DEVICE),
            impacts=_impacts(entry.table("impacts", MOST_INDICATORS)),
            source=entry.words("source"),
            locator=entry.text("locator"),
            licence=entry.text("licence"),
            year=entry.text("year"),
            kind=cast(Kind, entry.choice("kind", KINDS)),
            note=entry.optional_words("note"),
            published=tuple(
                checked_text(each, entry.place("published", index))
                for index, each in enumerate(entry.entries("published", MOST_TEXTS))
            ),
        )
        entry.end()
    return factors


def _impacts(table: Table) -> dict[str, Range | None]:
    impacts: dict[str, Range | None] = {}
    for name in table.names():
        checked_text(name, table.place(name), LONGEST_KEY)
        if table.has(name):
            impacts[name] = _impact(table, name)
        else:
            table.take(name)
            impacts[name] = None  # no data
    return impacts


def _impact(table: Table, name: str) -> Range:
    place = table.place(name)
    bounds = table.entries(name, MOST_INDICATORS)
    if len(bounds) != 3:  # noqa: PLR2004
        raise refused(_("“{place}” must be three numbers: lowest, central, highest."), place)
    return Range(*(checked_number(each, Place(*place, i)) for i, each in enumerate(bounds)))


def _variants(table: Table) -> tuple[Variant, ...]:
    variants = []
    for index, content in enumerate(table.entries("variants", MOST_VARIANTS)):
        unnamed = Place("variants", index)
        key = checked_key(Table(content, unnamed).take("key"), Place(*unnamed, "key"))
        entry = Table(content, Place("variants", key))
        entry.take("key")
        variants.append(
            Variant(
                key=key,
                title=entry.words("title"),
                role=cast(Literal["reference", "ai"], entry.choice("role", ROLES)),
                lines=tuple(
                    _line(line, entry.place("lines", position))
                    for position, line in enumerate(entry.entries("lines", MOST_LINES))
                ),
            )
        )
        entry.end()
    return tuple(variants)


def _line(content: object, place: Place) -> Line:
    entry = Table(content, place)
    line = Line(
        phase=entry.text("phase", LONGEST_DEVICE),
        device=entry.text("device", LONGEST_DEVICE),
        factor=entry.text("factor", LONGEST_KEY),
        amount=entry.text("amount", LONGEST_AMOUNT),
    )
    entry.end()
    return line


def encoded_study(study: Study) -> dict[str, object]:
    """Return *study* as the tables of a file, in the order in which people read them."""
    return {
        "format": FORMAT,
        "key": study.key,
        "title": _both(study.title),
        "functional_unit": _both(study.functional_unit),
        "zone": study.zone,
        "compare": list(study.compare),
        "inferences": study.inferences,
        "training_shared_by": study.training_shared_by,
        "levers": list(study.levers),
        "assumptions": [_both(text) for text in study.assumptions],
        "benefits": [_both(text) for text in study.benefits],
        "rebounds": [_both(text) for text in study.rebounds],
        "parameters": {key: _encoded_parameter(each) for key, each in study.parameters.items()},
        "devices": {key: _both(name) for key, name in study.devices.items()},
        "factors": {key: _encoded_factor(each) for key, each in study.factors.items()},
        "variants": [_encoded_variant(each) for each in study.variants],
    }


def _both(words: Words) -> object:
    return words.en if words.en == words.fr else {"en": words.en, "fr": words.fr}


def _encoded_parameter(parameter: Parameter) -> dict[str, object]:
    low, value, high = _numbers(parameter.range)
    return {
        "name": _both(parameter.name),
        "low": low,
        "value": value,
        "high": high,
        "unit": parameter.unit,
        "kind": parameter.kind,
        "source": _both(parameter.source),
    }


def _encoded_factor(factor: Factor) -> dict[str, object]:
    return {
        "name": _both(factor.name),
        "unit": factor.unit,
        "impacts": {
            key: None if each is None else _numbers(each) for key, each in factor.impacts.items()
        },
        "source": _both(factor.source),
        "locator": factor.locator,
        "licence": factor.licence,
        "year": factor.year,
        "kind": factor.kind,
        "note": _both(factor.note),
        "published": list(factor.published),
    }


def _encoded_variant(variant: Variant) -> dict[str, object]:
    return {
        "key": variant.key,
        "role": variant.role,
        "title": _both(variant.title),
        "lines": [
            {
                "phase": line.phase,
                "device": line.device,
                "factor": line.factor,
                "amount": line.amount,
            }
            for line in variant.lines
        ],
    }


def _numbers(bounds: Range) -> list[float]:
    """Return the three numbers in their shortest writing: 120 for 120.0."""
    return [
        int(number) if float(number).is_integer() else number
        for number in (bounds.low, bounds.value, bounds.high)
    ]
