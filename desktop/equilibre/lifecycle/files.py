"""Studies in files: read with suspicion, written so that they are read again unchanged."""

import json
import re
from collections.abc import Mapping
from typing import Literal, cast, get_args

from equilibre.lifecycle.errors import StudyRefused
from equilibre.lifecycle.factor import Factor, Kind, Range
from equilibre.lifecycle.study import Line, Parameter, Study, Variant
from equilibre.lifecycle.table import Table, checked_number, checked_text, checked_words, shown
from equilibre.texts import Words, _

FORMAT = "equilibre-study-1"
LARGEST_BYTES = 2_000_000
DEEPEST = 16  # tables within tables; a study needs five
MOST_VARIANTS = 40
MOST_LINES = 400
MOST_PARAMETERS = 400
MOST_FACTORS = 200
MOST_DEVICES = 400
MOST_INDICATORS = 40
MOST_TEXTS = 100
LONGEST_KEY = 40
LONGEST_DEVICE = 80
LONGEST_AMOUNT = 1_000

KINDS = cast(tuple[Kind, ...], get_args(Kind))
ROLES = ("reference", "ai")


def read_study(data: bytes) -> Study:
    """Return the study in *data*, the bytes of a user's file, once it is known to compute.

    Raises StudyRefused with a sentence: what is wrong, where, and what to do.
    """
    # Here and not above: the checks know the tables, whose own studies are decoded here.
    from equilibre.lifecycle.checks import problems

    study = decode_study(_content(data))
    for problem in problems(study):
        raise StudyRefused(problem.sentence)
    return study


def decode_study(content: Mapping[str, object]) -> Study:
    """Return the study that *content*, a decoded TOML or JSON file, describes.

    What is said is of the right type and size, and nothing else is said; whether it can be
    computed is for ``checks.problems`` to say. Raises StudyRefused with a sentence.
    """
    table = Table(content, "")
    _check_format(table)
    study = Study(
        key=_key(table.text("key"), "key"),
        title=table.words("title"),
        functional_unit=table.words("functional_unit"),
        zone=table.text("zone", LONGEST_KEY),
        compare=_pair(table),
        inferences=_expression(table, "inferences"),
        training_shared_by=_expression(table, "training_shared_by"),
        levers=tuple(
            checked_text(each, table.place("levers"), LONGEST_KEY)
            for each in table.entries("levers", MOST_PARAMETERS)
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


def study_bytes(study: Study) -> bytes:
    """Return the file of *study*: ``read_study`` gives the same study back, to the last digit."""
    text = json.dumps(_encoded(study), indent=1, ensure_ascii=False, allow_nan=False)
    return (text + "\n").encode()


# -- from bytes ----------------------------------------------------------------------------------

# Strings are swallowed whole, closed or not; what is left that counts is the brackets.
_BRACKETS = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def _content(data: bytes) -> Mapping[str, object]:
    if len(data) > LARGEST_BYTES:
        raise StudyRefused(_("The file is larger than 2 MB: files of studies never are."))
    depth = 0
    for match in _BRACKETS.finditer(data):
        first = match.group()[:1]
        depth += (first in b"[{") - (first in b"]}")
        if depth > DEEPEST:
            raise StudyRefused(_("The file is not a study of Équilibre: its tables are too deep."))
    try:
        content = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_without_twins,
            parse_constant=_no_constant,
            parse_int=_whole_number,
        )
    except UnicodeDecodeError as problem:
        raise StudyRefused(
            _("The file is not text in UTF-8: save it again with this encoding.")
        ) from problem
    except json.JSONDecodeError as problem:
        raise StudyRefused(
            _(
                "The file is not a study of Équilibre, or it is damaged "
                "(line {line}, column {column})."
            ).format(line=problem.lineno, column=problem.colno)
        ) from problem
    if not isinstance(content, dict):
        raise StudyRefused(_("The file is not a study of Équilibre."))
    return content


def _without_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    content = dict(pairs)
    if len(content) < len(pairs):
        names = [name for name, _value in pairs]
        twin = next(name for name in content if names.count(name) > 1)
        raise StudyRefused(
            _("“{name}” is said twice in the same place: keep one.").format(name=shown(twin))
        )
    return content


def _no_constant(name: str) -> float:
    raise StudyRefused(
        _("“{name}” is not a number that a study can hold: give a number.").format(name=name)
    )


def _whole_number(text: str) -> float:
    return int(text) if len(text) < LONGEST_KEY else float(text)


# -- from tables to records ----------------------------------------------------------------------


def _check_format(table: Table) -> None:
    if not table.has("format"):
        raise StudyRefused(_("The file is not a study of Équilibre: it does not say its format."))
    written = table.text("format")
    number = re.fullmatch(r"equilibre-study-(\d{1,9})", written, re.ASCII)
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


def _key(value: object, place: str) -> str:
    text = checked_text(value, place)
    if len(text) > LONGEST_KEY or not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", text):
        raise StudyRefused(
            _(
                "“{place}”: a name such as “{name}” cannot be used. Take at most 40 letters "
                "without accents, digits and _, and begin with a letter."
            ).format(place=place, name=shown(text))
        )
    return text


def _pair(table: Table) -> tuple[str, str]:
    pair = table.entries("compare", 2)
    if len(pair) != 2:  # noqa: PLR2004
        raise StudyRefused(_("“compare” must name the two variants to compare."))
    first, second = (checked_text(each, "compare", LONGEST_KEY) for each in pair)
    return first, second


def _expression(table: Table, name: str) -> str:
    return table.text(name, LONGEST_AMOUNT) if table.has(name) else ""


def _texts(table: Table, name: str) -> tuple[Words, ...]:
    return tuple(
        checked_words(each, f"{name}.{number}")
        for number, each in enumerate(table.entries(name, MOST_TEXTS), start=1)
    )


def _parameters(table: Table) -> dict[str, Parameter]:
    parameters = {}
    for name in table.names():
        place = table.place(name)
        entry = Table(table.take(name), place)
        parameters[name] = Parameter(
            key=_key(name, place),
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
            key=_key(name, place),
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
                checked_text(each, entry.place("published"))
                for each in entry.entries("published", MOST_TEXTS)
            ),
        )
        entry.end()
    return factors


def _impacts(table: Table) -> dict[str, Range | None]:
    impacts: dict[str, Range | None] = {}
    for name in table.names():
        place = table.place(name)
        if not table.has(name):
            table.take(name)
            impacts[name] = None  # no data
            continue
        bounds = table.entries(name, 3)
        if len(bounds) != 3:  # noqa: PLR2004
            raise StudyRefused(
                _("“{place}” must be three numbers: lowest, central, highest.").format(place=place)
            )
        low, value, high = (checked_number(each, place) for each in bounds)
        impacts[name] = Range(low, value, high)
    return impacts


def _variants(table: Table) -> tuple[Variant, ...]:
    variants = []
    for number, content in enumerate(table.entries("variants", MOST_VARIANTS), start=1):
        entry = Table(content, f"variants.{number}")
        key = _key(entry.text("key"), entry.place("key"))
        variants.append(
            Variant(
                key=key,
                title=entry.words("title"),
                role=cast(Literal["reference", "ai"], entry.choice("role", ROLES)),
                lines=tuple(
                    _line(line, _("variant {key}, line {number}").format(key=key, number=position))
                    for position, line in enumerate(entry.entries("lines", MOST_LINES), start=1)
                ),
            )
        )
        entry.end()
    return tuple(variants)


def _line(content: object, place: str) -> Line:
    entry = Table(content, place, joint=", ")
    line = Line(
        phase=entry.text("phase", LONGEST_DEVICE),
        device=entry.text("device", LONGEST_DEVICE),
        factor=entry.text("factor", LONGEST_KEY),
        amount=entry.text("amount", LONGEST_AMOUNT),
    )
    entry.end()
    return line


# -- from records to tables ----------------------------------------------------------------------


def _encoded(study: Study) -> dict[str, object]:
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
        "variants": [
            {
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
            for variant in study.variants
        ],
    }


def _both(words: Words) -> object:
    return words.en if words.en == words.fr else {"en": words.en, "fr": words.fr}


def _encoded_parameter(parameter: Parameter) -> dict[str, object]:
    return {
        "name": _both(parameter.name),
        "low": _short(parameter.range.low),
        "value": _short(parameter.range.value),
        "high": _short(parameter.range.high),
        "unit": parameter.unit,
        "kind": parameter.kind,
        "source": _both(parameter.source),
    }


def _encoded_factor(factor: Factor) -> dict[str, object]:
    return {
        "name": _both(factor.name),
        "unit": factor.unit,
        "impacts": {
            key: None if each is None else [_short(each.low), _short(each.value), _short(each.high)]
            for key, each in factor.impacts.items()
        },
        "source": _both(factor.source),
        "locator": factor.locator,
        "licence": factor.licence,
        "year": factor.year,
        "kind": factor.kind,
        "note": _both(factor.note),
        "published": list(factor.published),
    }


def _short(value: float) -> float:
    """Return *value* as its shortest writing: 120 for 120.0."""
    return int(value) if float(value).is_integer() else value
