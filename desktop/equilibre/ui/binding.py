"""Imports PySide6, and lets Python import everything else as it does without it."""

import builtins

import PySide6.QtCore  # noqa: F401 - it takes Python's import over


def import_plainly() -> None:
    """Give Python its own import back.

    That of PySide6 reads the source of each module that is imported, and keeps it in memory, to
    see whether it may ask for names in other letters (``__feature__``): nothing here ever does.
    """
    own = getattr(builtins, "__orig_import__", None)  # as PySide6 keeps it
    if own is not None:
        builtins.__import__ = own


import_plainly()
