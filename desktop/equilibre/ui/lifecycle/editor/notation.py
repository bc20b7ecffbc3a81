"""What an author types, read as a number, an amount or sentences; and the same written to edit."""

import re

from equilibre.lifecycle.errors import StudyRefused
from equilibre.lifecycle.table import computable, shown
from equilibre.texts import Words, _, language

_SIGNS = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "\u00a0": " "})
_POWERS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?")
_GROUPS = re.compile(r"([-+]?[0-9]{1,3})((?:,[0-9]{3}){2,}|(?:,[0-9]{3})+(?=\.))(\.[0-9]*)?")
_DOUBTFUL = re.compile(r"[-+]?[1-9][0-9]{0,2},[0-9]{3}")


def number(text: str) -> float:
    """Return the number that *text* writes, with a comma or a point before its decimals.

    Spaces between groups, ``3e-4`` and ``3 × 10⁻⁴`` are read too. Raises StudyRefused with a
    sentence; where a comma may stand for groups or for decimals, it asks which.
    """
    plain_text = _exponent_written(re.sub(r"\s", "", text).translate(_SIGNS))
    if not plain_text:
        raise StudyRefused(_("Write a number here."))
    if language() == "en" and _DOUBTFUL.fullmatch(plain_text):
        raise StudyRefused(
            _("“{text}” may be read in two ways: write {decimals} or {whole}.").format(
                text=shown(text),
                decimals=plain_text.replace(",", "."),
                whole=plain_text.replace(",", ""),
            )
        )
    groups = _GROUPS.fullmatch(plain_text)
    if groups:
        plain_text = plain_text.replace(",", "")
    if not _NUMBER.fullmatch(plain_text):
        raise StudyRefused(
            _("“{text}” is not a number: write 1200, 0.5 or 3e-4, for example.").format(
                text=shown(text)
            )
        )
    value = float(plain_text.replace(",", "."))
    if not computable(value):
        raise StudyRefused(
            _("“{text}” is too large or too small: take another unit.").format(text=shown(text))
        )
    return value


def _exponent_written(text: str) -> str:
    """Return *text* whose ``*10⁻⁴`` or ``*10^-4`` reads ``e-4``."""
    power = re.fullmatch(r"(.+)\*10(?:\^([-+]?[0-9]+)|([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))", text)
    if not power:
        return text
    return f"{power[1]}e{power[2] or power[3].translate(_POWERS)}"


def plain(value: float) -> str:
    """Write *value* to be edited: every digit, no groups, the decimal sign of the language."""
    text = repr(float(value)).removesuffix(".0")
    mantissa, mark, exponent = text.partition("e")
    if mark:
        text = f"{mantissa.removesuffix('.0')}e{int(exponent)}"
    return text.replace(".", ",") if language() == "fr" else text


def amount(text: str) -> str:
    """Return a typed amount as studies write it; no character changes its place.

    ``×``, ``÷`` and the true minus are signs of the keyboard, and a comma between two digits is a
    decimal point: amounts have no lists.
    """
    return re.sub(r"(?<=[0-9]),(?=[0-9])", ".", text.translate(_SIGNS))


def own_words(text: str, old: Words) -> Words:
    """Return *text* in both languages; unchanged, the *old* words keep their translation."""
    return old if text == str(old) else Words(text, text)


def lines(texts: tuple[Words, ...]) -> str:
    """Write sentences to be edited, one on each line."""
    return "\n".join(" ".join(str(text).split("\n")) for text in texts)


def sentences(text: str, old: tuple[Words, ...]) -> tuple[Words, ...]:
    """Return the sentence of each line of *text*; those that were there keep their translation."""
    known = {" ".join(str(words).split("\n")): words for words in old}
    found = (line.strip() for line in text.split("\n"))
    return tuple(known.get(line, Words(line, line)) for line in found if line)
