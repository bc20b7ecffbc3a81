"""Data classes whose methods are not compiled before they are used.

The standard library writes six methods of each class as text and compiles them, 0.6 ms a class: of
a hundred classes the first chart waits for. Here all but ``__init__`` are the same few functions
for every class, and ``__init__`` is compiled for the first instance. In everything else the
classes are data classes: ``fields``, ``replace``, ``asdict`` and msgspec take them for what they
are.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # checkers of types see nothing else
else:

    def dataclass(*, slots: bool, frozen: bool = False, eq: bool = True) -> Callable[[type], type]:
        """Return what makes a data class of a class, as ``dataclasses.dataclass`` does."""

        def decorate(cls: type) -> type:
            made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
            for name, method in _methods(made, frozen, eq).items():
                if cls.__dict__.get(name) is None:  # nor is it written in the class
                    setattr(made, name, method)
            return made

        return decorate


def _methods(cls: Any, frozen: bool, eq: bool) -> dict[str, Any]:
    """Return the methods of a data class, by name."""
    fields = dataclasses.fields(cls)
    names = tuple(each.name for each in fields)
    shown = tuple(each.name for each in fields if each.repr)

    def __init__(self: object, *given: Any, **named: Any) -> None:
        cls.__init__ = _compiled_init(cls, fields, frozen)
        cls.__init__(self, *given, **named)

    def __repr__(self: object) -> str:
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{type(self).__qualname__}({told})"

    methods: dict[str, Any] = {"__init__": __init__, "__repr__": __repr__}
    if eq:
        methods |= _comparing([each.name for each in fields if each.compare], frozen)
    if frozen:
        methods |= _freezing(cls, names)
    return methods


def _comparing(names: list[str], frozen: bool) -> dict[str, Any]:
    together = attrgetter(*names) if len(names) > 1 else None

    def values(self: object) -> object:
        # A tuple also of one value: what is the same is equal then, be it an array or no number.
        return together(self) if together else tuple(getattr(self, name) for name in names)

    def __eq__(self: object, other: object) -> Any:
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    def __hash__(self: object) -> int:
        return hash(values(self))

    return {"__eq__": __eq__, "__hash__": __hash__ if frozen else None}


def _freezing(cls: Any, names: tuple[str, ...]) -> dict[str, Any]:
    def __setattr__(self: object, name: str, value: object) -> None:
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        object.__setattr__(self, name, value)

    def __delattr__(self: object, name: str) -> None:
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        object.__delattr__(self, name)

    def __getstate__(self: object) -> list[Any]:
        return [getattr(self, name) for name in names]

    def __setstate__(self: object, state: list[Any]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    return {
        "__setattr__": __setattr__,
        "__delattr__": __delattr__,
        "__getstate__": __getstate__,
        "__setstate__": __setstate__,
    }


def _compiled_init(cls: Any, fields: tuple[Field[Any], ...], frozen: bool) -> Callable[..., None]:
    """Return the ``__init__`` of *cls*, as the standard library would write it."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_make": MISSING}
    taken, body = ["self"], []
    for each in fields:
        value, default = each.name, ""
        if each.default is not MISSING:
            known[f"_default_{each.name}"] = each.default
            default = f"_default_{each.name}"
        elif each.default_factory is not MISSING:
            known[f"_factory_{each.name}"] = each.default_factory
            made = f"_factory_{each.name}()"
            default = "_make"
            value = f"{made} if {each.name} is _make else {each.name}" if each.init else made
        if each.init:
            taken.append(f"{each.name}={default}" if default else each.name)
        elif not default:
            continue
        elif each.default is not MISSING:
            value = default
        body.append(
            f"_set(self, {each.name!r}, {value})" if frozen else f"self.{each.name} = {value}"
        )
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    lines = "\n ".join(body or ["pass"])
    exec(f"def __init__({', '.join(taken)}):\n {lines}", known)
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__module__ = cls.__module__
    return init
