"""The data classes of the program are those of the standard library, but for when they are made."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from equilibre import records

NAN = float("nan")


def make(dataclass: Any) -> Any:
    """Return classes of every shape that the program has, made by *dataclass*."""

    class Shapes:
        @dataclass(frozen=True, slots=True)
        class Point:
            """A point."""

            x: float
            y: float = 0.0
            names: list[str] = dataclasses.field(default_factory=list)

            def __post_init__(self) -> None:
                if self.x < 0:
                    raise ValueError("left of everything")

        @dataclass(frozen=True, slots=True)
        class One:
            """One value."""

            value: Any

        @dataclass(frozen=True, slots=True)
        class Nothing:
            """No value."""

        @dataclass(slots=True)
        class Open:
            """It may be changed."""

            count: int = 0
            parts: dict[str, int] = dataclasses.field(default_factory=dict)

        @dataclass(frozen=True, slots=True, eq=False)
        class Same:
            """Equal to itself alone."""

            value: int

        @dataclass(frozen=True, slots=True)
        class Hidden:
            """Neither compared nor shown whole."""

            key: str
            made: int = dataclasses.field(default=7, init=False)
            note: str = dataclasses.field(default="", compare=False, repr=False)

            def __str__(self) -> str:
                return self.key

        @dataclass(frozen=True, slots=True)
        class Own:
            """Compares by itself."""

            value: int

            def __eq__(self, other: object) -> bool:
                return True

            def __repr__(self) -> str:
                return "own"

    return Shapes


OURS, USUAL = make(records.dataclass), make(dataclasses.dataclass)


def told(shapes: Any, ask: Callable[[Any], object]) -> object:
    """Return what *ask* makes of *shapes*: a value, or what is wrong with it."""
    try:
        return ask(shapes)
    except (TypeError, AttributeError, ValueError) as problem:
        return type(problem), str(problem)


@pytest.mark.parametrize(
    "ask",
    [
        lambda s: repr([s.Point(1), s.Point(1, 2, ["a"]), s.Nothing(), s.Open(), s.Hidden("a")]),
        lambda s: (repr(s.Own(1)), str(s.Hidden("k")), s.Hidden("a").made),
        lambda s: (s.Point(1) == s.Point(1.0), s.Point(1) == s.Point(2), s.Point(1) == s.One(1)),
        lambda s: (s.One(NAN) == s.One(NAN), s.One(1) == 1, s.Nothing() == s.Nothing()),
        lambda s: (s.Same(1) == s.Same(1), s.Own(1) == s.Own(2), s.Open(1) == s.Open(1)),
        lambda s: s.Hidden("a", note="x") == s.Hidden("a", note="y"),
        lambda s: hash(s.One("a")) == hash(s.One("a")),
        lambda s: hash(s.Hidden("a", note="x")) == hash(s.Hidden("a", note="y")),
        lambda s: (hash(s.Nothing()), hash(s.Own(3)) == hash(s.Own(3))),
        lambda s: hash(s.Open()),
        lambda s: hash(s.Point(1)),
        lambda s: s.Point(),
        lambda s: s.Point(1, z=2),
        lambda s: s.Point(1, 2, [], 4),
        lambda s: s.Point(-1),
        lambda s: s.Hidden("a", 3, 4),
        lambda s: setattr(s.Point(1), "x", 2),
        lambda s: delattr(s.Point(1), "x"),
        lambda s: setattr(s.Open(), "other", 2),
        lambda s: s.Point(1).names is s.Point(1).names,
        lambda s: repr(dataclasses.replace(s.Point(1, 2), x=3)),
        lambda s: dataclasses.replace(s.Hidden("a"), made=3),
        lambda s: dataclasses.asdict(s.Point(1, 2, ["a"])),
        lambda s: [(f.name, f.type, f.default, f.init) for f in dataclasses.fields(s.Point)[:2]],
        lambda s: (s.Point.__match_args__, s.Point.__slots__, s.Point.__doc__),
        lambda s: repr(copy.deepcopy(s.Point(1, 2, ["a"]))),
        lambda s: repr(copy.copy(s.Open(1))),
        lambda s: msgspec.json.encode(s.Point(1, 2, ["a"])),
        lambda s: repr(msgspec.json.decode(b'{"x": 1}', type=s.Point)),
        lambda s: msgspec.json.decode(b'{"x": -1}', type=s.Point),
        lambda s: msgspec.json.decode(b'{"y": 1}', type=s.Point),
    ],
)
def test_a_record_does_what_a_data_class_does(ask: Callable[[Any], object]) -> None:
    assert told(OURS, ask) == told(USUAL, ask)


@records.dataclass(frozen=True, slots=True)
class Sent:
    """Goes to another process."""

    name: str
    parts: tuple[int, ...] = ()


def test_a_record_is_sent_to_another_process_whole() -> None:
    sent = Sent("a", (1, 2))
    assert pickle.loads(pickle.dumps(sent)) == sent


def test_a_change_to_a_frozen_record_is_refused_as_usual() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Sent("a").name = "b"  # type: ignore[misc]
