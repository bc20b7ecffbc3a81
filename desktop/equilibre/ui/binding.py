"""Imports PySide6, and mends three of its habits that every start or many months pay for."""

import builtins
import inspect
from collections.abc import Callable
from types import FunctionType, MethodType
from typing import Any
from weakref import WeakMethod

from equilibre.ui.signatures import read_later

with read_later():  # it takes Python's import over, too
    from PySide6.QtCore import QMetaObject, QObject, SignalInstance


def import_plainly() -> None:
    """Give Python its own import back.

    That of PySide6 reads the source of each module that is imported, and keeps it in memory, to
    see whether it may ask for names in other letters (``__feature__``): nothing here ever does.
    """
    own = getattr(builtins, "__orig_import__", None)  # as PySide6 keeps it
    if own is not None:
        builtins.__import__ = own


_connect = SignalInstance.connect
_ABSENT = object()  # in the place of a value that the signal does not carry


def connect(signal: SignalInstance, slot: object, *way: Any, **ways: Any) -> QMetaObject.Connection:
    """Connect as PySide6 does, and leave nothing behind once the sender is gone.

    PySide6 keeps a weak reference and its callback, 148 bytes, of each connection to a method of
    an object that is not Qt's, for as long as that object lives (6.11.3, measured). Presenters
    live as long as the program, and their views are made anew with every language and theme.
    A function is let go with the sender: a method of a presenter is connected through one. It is
    then not found by ``disconnect``; methods of libraries, which may call that, are left alone.
    """
    return _connect(signal, _lightly(slot), *way, **ways)


def _is_ours(owner: object) -> bool:
    return type(owner).__module__.startswith(__name__.partition(".")[0] + ".")


def _lightly(slot: object) -> object:
    """Return a function that does what *slot* does, where PySide6 would not let *slot* go.

    Like the connection itself, it keeps nothing alive, and gives as many values as are taken.
    """
    if not isinstance(slot, MethodType) or isinstance(slot.__self__, QObject):
        return slot
    if not isinstance(slot.__func__, FunctionType) or not _is_ours(slot.__self__):
        return slot
    method: WeakMethod[Callable[..., object]] = WeakMethod(slot)

    def call(*given: object) -> None:
        alive = method()
        if alive is not None:
            alive(*(one for one in given if one is not _ABSENT))

    # PySide6 counts the names: ``clicked`` tells who names none not even whether it is on.
    code = slot.__func__.__code__
    match None if code.co_flags & inspect.CO_VARARGS else code.co_argcount - 1:  # but for self
        case 0:
            return lambda: call()
        case 1:
            return lambda first=_ABSENT: call(first)
        case 2:
            return lambda first=_ABSENT, second=_ABSENT: call(first, second)
        case _:
            return call


import_plainly()
SignalInstance.connect = connect  # type: ignore[method-assign]
