"""Amounts as arithmetic: numbers, named parameters, + - * / and brackets, and nothing else."""

import math
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from equilibre.lifecycle.errors import ExpressionRefused
from equilibre.records import dataclass
from equilibre.texts import _

LONGEST = 1_000  # characters
DEEPEST = 50  # brackets and minus signs, one inside another

Value = float | NDArray[np.floating]

_TOKEN = re.compile(
    r"(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[^\W\d]\w*)"
    r"|(?P<sign>[-+*/()])"
)
_NEGATE = "negate"  # the minus of one operand, beside + - * /


class _Token(NamedTuple):
    """A number, a name or a sign, and where it stands; the last one is empty."""

    kind: str
    text: str
    position: int


@dataclass(frozen=True, slots=True)
class Expression:
    """An amount that has been read: operands and operations in the order they are computed."""

    text: str
    names: frozenset[str]
    # In postfix order, so that computing needs a stack and no recursion: (kind, number or text).
    steps: tuple[tuple[str, float | str], ...]

    def value(self, values: Mapping[str, Value]) -> Value:
        """Return the amount for these *values* of the parameters (numbers or equal-shape arrays).

        Arrays keep their type. A division by zero gives an infinite or undefined amount, without
        warning: the caller knows which line to name. Raises ExpressionRefused when a parameter
        has no value.
        """
        stack: list[Value] = []
        with np.errstate(all="ignore"):
            for kind, content in self.steps:
                if kind == "number":
                    stack.append(float(content))
                elif kind == "name":
                    stack.append(self._operand(str(content), values))
                elif content == _NEGATE:
                    stack.append(-stack.pop())
                else:
                    second, first = stack.pop(), stack.pop()
                    stack.append(_combine(str(content), first, second))
        return stack.pop()

    def _operand(self, name: str, values: Mapping[str, Value]) -> Value:
        try:
            return values[name]
        except KeyError:
            first = next(re.finditer(rf"\b{name}\b", self.text))
            raise ExpressionRefused(
                _("The amount “{text}” uses “{name}”, which is not a parameter.").format(
                    text=self.text, name=name
                ),
                first.start(),
            ) from None


def _combine(sign: str, first: Value, second: Value) -> Value:
    match sign:
        case "+":
            return first + second
        case "-":
            return first - second
        case "*":
            return first * second
        case _:
            # Plain numbers too would divide by zero with an error.
            quotient: Value = np.true_divide(first, second)
            return quotient if isinstance(quotient, np.ndarray) else float(quotient)


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """Read an amount such as ``days*tower_km/cams_per_site``.

    Raises ExpressionRefused, with the position of what is wrong: only numbers (decimal point,
    exponent), names, ``+ - * /`` and brackets are read, at most LONGEST characters and DEEPEST
    levels of brackets. Nothing of it is ever executed.
    """
    if len(text) > LONGEST:
        raise ExpressionRefused(
            _(
                "An amount is longer than {limit} characters: name a part of it as a parameter."
            ).format(limit=LONGEST),
            LONGEST,
        )
    return _Parser(text).expression()


def _tokens(text: str) -> list[_Token]:
    tokens = []
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        match = _TOKEN.match(text, position)
        if match is None:
            raise ExpressionRefused(_foreign(text, position), position)
        tokens.append(_Token(str(match.lastgroup), match.group(), position))
        position = match.end()
    return [*tokens, _Token("end", "", len(text))]


def _foreign(text: str, position: int) -> str:
    if text[position] == ",":
        return _("In the amount “{text}”, write decimals with a point (character {place}).").format(
            text=text, place=position + 1
        )
    return _(
        "In the amount “{text}”, “{character}” (character {place}) means nothing: "
        "an amount is made of numbers, parameters, + - * / and brackets."
    ).format(text=text, character=text[position], place=position + 1)


class _Parser:
    """Reads one amount from left to right, one method for each rule of the grammar."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)
        self._place = 0
        self._depth = 0
        self._steps: list[tuple[str, float | str]] = []

    def expression(self) -> Expression:
        if self._next.kind == "end":
            raise ExpressionRefused(
                _("An amount is empty: write a number, or a calculation such as 2*days."), 0
            )
        self._sum()
        if self._next.kind != "end":
            raise self._refused(
                _("In the amount “{text}”, a bracket closes nothing (character {place}).")
                if self._next.text == ")"
                else _("In the amount “{text}”, a sign + - * / is missing (character {place})."),
                self._next.position,
            )
        names = frozenset(str(content) for kind, content in self._steps if kind == "name")
        return Expression(self._text, names, tuple(self._steps))

    @property
    def _next(self) -> _Token:
        return self._tokens[self._place]

    def _sum(self) -> None:
        self._product()
        while self._next.text in ("+", "-"):
            self._operation(self._product)

    def _product(self) -> None:
        self._signed()
        while self._next.text in ("*", "/"):
            self._operation(self._signed)

    def _operation(self, operand: Callable[[], None]) -> None:
        sign = self._take().text
        operand()
        self._steps.append(("sign", sign))

    def _signed(self) -> None:
        if self._next.text != "-":
            self._atom()
            return
        self._deeper(self._take())
        self._signed()
        self._depth -= 1
        self._steps.append(("sign", _NEGATE))

    def _atom(self) -> None:
        token = self._take()
        if token.kind == "number":
            self._number(token)
        elif token.kind == "name":
            self._steps.append(("name", token.text))
        elif token.text == "(":
            self._brackets(token)
        else:
            raise self._refused(
                _("In the amount “{text}”, something is missing at character {place}."),
                token.position,
            )

    def _number(self, token: _Token) -> None:
        number = float(token.text)
        if not math.isfinite(number):
            raise self._refused(
                _("In the amount “{text}”, a number is too large (character {place})."),
                token.position,
            )
        self._steps.append(("number", number))

    def _brackets(self, opening: _Token) -> None:
        self._deeper(opening)
        self._sum()
        if self._next.text != ")":
            unclosed = self._next.kind == "end"
            raise self._refused(
                _("In the amount “{text}”, a bracket is not closed (character {place}).")
                if unclosed
                else _("In the amount “{text}”, a sign + - * / is missing (character {place})."),
                opening.position if unclosed else self._next.position,
            )
        self._take()
        self._depth -= 1

    def _deeper(self, token: _Token) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._refused(
                _("In the amount “{text}”, brackets are too deep (character {place})."),
                token.position,
            )

    def _take(self) -> _Token:
        token = self._next
        self._place += 1  # who takes the end refuses the amount
        return token

    def _refused(self, sentence: str, position: int) -> ExpressionRefused:
        return ExpressionRefused(sentence.format(text=self._text, place=position + 1), position)
