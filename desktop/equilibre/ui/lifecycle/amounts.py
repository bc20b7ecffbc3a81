"""The amounts of the lines that use a factor, with their rule in words: allocation is a choice."""

import re

from equilibre import numbers
from equilibre.lifecycle import catalogue
from equilibre.lifecycle.expression import parse
from equilibre.lifecycle.inventory import central, factor_of
from equilibre.lifecycle.study import Study
from equilibre.texts import _, ngettext

_MOST = 6
_NAME = re.compile(r"[A-Za-z_]\w*")


def rule(study: Study, amount: str) -> str:
    """Return *amount* with the names of its parameters in words: 1 ÷ camera lifetime."""

    def named(match: re.Match[str]) -> str:
        parameter = study.parameters.get(match.group())
        return f"[{parameter.name}]" if parameter else match.group()

    spaced = re.sub(r"\s*([*/+])\s*", r" \1 ", amount)
    # A number such as 1e6 holds a letter, and no name.
    pieces = re.split(r"(\d[\d.]*(?:[eE][+-]?\d+)?)", spaced)
    return "".join(
        piece if index % 2 else _signs(_NAME.sub(named, piece))
        for index, piece in enumerate(pieces)
    )


def _signs(text: str) -> str:
    return text.replace("*", "×").replace("/", "÷").replace("-", "−")


def amounts_in_words(study: Study, zone: str, factor: str, ways: dict[str, str]) -> list[str]:
    """Return a sentence for each line of *ways* (letter: variant) that uses *factor*."""
    values = central(study)
    sentences: dict[str, list[str]] = {}
    for letter, variant in ways.items():
        for line in study.variant(variant).lines:
            used = factor_of(study, line.factor, zone)
            if used.key != factor:
                continue
            value = float(parse(line.amount).value(values))
            unit = catalogue.units().get(used.unit)
            amount = numbers.significant(value, 2)
            sentence = _("{device}, {phase}: {amount} = {rule}").format(
                device=study.devices.get(line.device, line.device),
                phase=catalogue.phases()[line.phase].name,
                amount=numbers.with_unit(amount, unit.of(value) if unit else used.unit),
                rule=rule(study, line.amount),
            )
            sentences.setdefault(sentence, []).append(letter)
    found = [
        _("In {ways}: {sentence}").format(ways=", ".join(dict.fromkeys(letters)), sentence=text)
        for text, letters in sentences.items()
    ]
    if len(found) > _MOST:
        left = len(found) - _MOST
        more = ngettext("and {count} more line", "and {count} more lines", left)
        return [*found[:_MOST], more.format(count=numbers.count(left))]
    return found
