"""An amount is arithmetic on named parameters, and nothing else can be written in it."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.lifecycle.errors import ExpressionRefused
from equilibre.lifecycle.expression import DEEPEST, LONGEST, parse

VALUES = {"a": 2.0, "b": 5.0, "days": 120.0}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", 3.0),
        ("1.5e-3", 0.0015),
        (".5", 0.5),
        ("2.", 2.0),
        ("1E+2", 100.0),
        ("a+b*2", 12.0),
        ("(a+b)*2", 14.0),
        ("a-b-1", -4.0),
        ("b/a/2", 1.25),
        ("b/(a/2)", 5.0),
        ("-a*b", -10.0),
        ("a--b", 7.0),
        ("a*-b", -10.0),
        ("--a", 2.0),
        ("-(a-b)/3", 1.0),
        (" days / 7 *\ta ", 120 / 7 * 2),
    ],
)
def test_an_amount_is_computed_as_arithmetic_is_written(text: str, expected: float) -> None:
    assert parse(text).value(VALUES) == pytest.approx(expected, rel=1e-15)


def test_an_amount_names_its_parameters() -> None:
    expression = parse("days*hours_watch*3600/period_s + days")
    assert expression.names == {"days", "hours_watch", "period_s"}
    assert expression.text == "days*hours_watch*3600/period_s + days"


def test_arrays_give_an_array_of_their_type() -> None:
    days = np.array([1, 2, 3], dtype=np.float32)
    amount = parse("2*days/4 + 1").value({"days": days})
    assert isinstance(amount, np.ndarray)
    assert amount.dtype == np.float32
    assert amount.tolist() == [1.5, 2.0, 2.5]


@pytest.mark.parametrize("text", ["1/(a-2)", "1/0", "0/0", "1e308*1e308"])
def test_a_division_by_zero_or_an_overflow_gives_no_finite_amount(text: str) -> None:
    assert not math.isfinite(float(parse(text).value(VALUES)))


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        ("   ", 0),
        ("a b", 2),
        ("2a", 1),
        ("a**2", 2),
        ("a+", 2),
        ("*a", 0),
        ("+a", 0),
        ("(a+b", 0),
        ("a)", 1),
        ("(a b)", 3),
        ("()", 1),
        ("a(b)", 1),
        ("1,5*a", 1),
        ("a.b", 1),
        ("a[0]", 1),
        ("'a'", 0),
        ("a if b else 1", 2),
        ("lambda: a", 6),
        ("a^2", 1),
        ("a%2", 1),
        ("a//b", 2),
        ("a:=3", 1),
        ("1e999", 0),
        ("a\x00", 1),
        ("٣", 0),
        ("__import__('os')", 11),
    ],
)
def test_what_is_not_arithmetic_is_refused_where_it_stands(text: str, position: int) -> None:
    with pytest.raises(ExpressionRefused) as refused:
        parse(text)
    assert refused.value.position == position
    assert len(str(refused.value)) > 20


def test_a_parameter_without_value_is_named() -> None:
    with pytest.raises(ExpressionRefused, match="“weeks”") as refused:
        parse("days + weeks").value(VALUES)
    assert refused.value.position == 7


@pytest.mark.parametrize(
    "nested",
    [lambda n: "(" * n + "1" + ")" * n, lambda n: "-" * n + "1"],
    ids=["brackets", "minus"],
)
def test_brackets_stand_one_inside_another_up_to_a_limit(nested: Callable[[int], str]) -> None:
    assert parse(nested(DEEPEST)).value({}) == 1.0
    with pytest.raises(ExpressionRefused) as refused:
        parse(nested(DEEPEST + 1))
    assert refused.value.position == DEEPEST


def test_brackets_side_by_side_are_not_deep() -> None:
    assert parse("+".join(["(1)"] * 200)).value({}) == 200.0


def test_an_amount_has_a_longest_length() -> None:
    assert parse("1+" * (LONGEST // 2 - 1) + "11").value({}) == LONGEST // 2 - 1 + 11
    with pytest.raises(ExpressionRefused):
        parse("1" * (LONGEST + 1))


numbers = st.floats(0.001, 1000).map(lambda number: f"{number:.6g}")
sums = st.recursive(
    numbers,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda p: f"({p[0]}{p[1]}{p[2]})"),
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda p: f"{p[0]} {p[1]} {p[2]}"),
        inner.map(lambda each: f"-{each}"),
    ),
    max_leaves=12,
)


@given(sums)
def test_arithmetic_agrees_with_the_language_that_runs_it(text: str) -> None:
    try:
        expected = float(eval(text))  # the text was made above, of digits and signs
    except ZeroDivisionError:
        return
    assert parse(text).value({}) == pytest.approx(expected, rel=1e-12, abs=1e-300)


@given(st.text(alphabet="ab1.e+-*/() ,é", max_size=30))
def test_any_text_is_an_amount_or_is_refused_with_a_position_in_it(text: str) -> None:
    position = 0
    try:
        expression = parse(text)
    except ExpressionRefused as refused:
        position = refused.position
    else:
        float(expression.value(dict.fromkeys(expression.names, 2.0)))
    assert 0 <= position <= len(text)
