"""PySide6 imported without what it knows of its functions' signatures: read when asked for.

They stand in its sentences about wrong arguments, which a program that works never needs. PySide6
carries the modules that write them as text, and compiles them and their regular expressions anew at
each start: a third of the time that its import takes (31 of 83 ms with 6.11.3, measured).
"""

import builtins
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_PLACE = "shibokensupport/signature/"  # as PySide6 names its files where it compiles them
_LATER = frozenset(
    f"{_PLACE}{name}.py"
    for name in (
        *("errorhandler", "layout", "mapping", "parser"),
        *("lib/enum_sig", "lib/pyi_generator", "lib/tool"),
    )
)
# In the place of such a module: Python calls its __getattr__ for the first name looked up in it.
_UNREAD = f"from {__name__} import reader\n__getattr__ = reader(globals())\n"

_compile = builtins.compile
_sources: dict[str, Any] = {}


@contextmanager
def read_later() -> Iterator[None]:
    """Have PySide6, where it is first imported in this block, leave those modules unread.

    One that knows other names for them is imported as usual.
    """
    builtins.compile = _compile_later
    try:
        yield
    finally:
        builtins.compile = _compile


def _compile_later(source: Any, filename: Any, *more: Any, **others: Any) -> Any:
    if filename in _LATER:
        _sources[filename], source = source, _UNREAD
    return _compile(source, filename, *more, **others)


def reader(names: dict[str, Any]) -> Callable[[str], Any]:
    """Return the ``__getattr__`` of the unread module with *names*, which reads it."""
    filename = names["__name__"].replace(".", "/") + ".py"

    def look_up(name: str) -> Any:
        if name.startswith("__"):  # Python asks for them, of any module
            raise AttributeError(name)
        source = _sources.pop(filename, None)
        if source is not None:
            exec(_compile(source, filename, "exec"), names)
        try:
            return names[name]
        except KeyError:
            raise AttributeError(name) from None

    # Two functions stand there from the beginning, and give way to those of the module: one that
    # the libraries of PySide6 take past any __getattr__, one that NumPy calls while it is imported.
    if filename.endswith("/mapping.py"):
        names["update_mapping"] = lambda: look_up("update_mapping")()
    elif filename.endswith("/errorhandler.py"):
        names["make_helptext"] = lambda of: _help(of) or look_up("make_helptext")(of)
    return look_up


def _help(function: Any) -> str | None:
    """Return what *function* says of itself, where PySide6 has nothing to add."""
    from shibokensupport.signature import get_signature  # type: ignore[import-not-found]

    told: str | None = function.__doc__
    return told if told and not get_signature(function) else None
