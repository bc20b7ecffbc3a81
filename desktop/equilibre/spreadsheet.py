"""Texts in tables that a spreadsheet program may open: none of them is ever an order to it."""

import re

# What a formula begins with; the wide ones are of Asia.
_STARTS = "=+\\-@＝＋－＠"
_AT_THE_BEGINNING = re.compile(rf"[\t\r]|\s*[{_STARTS}]")
# A program that takes other separators than the comma, as in France, begins a cell here too.
_FURTHER_ON = re.compile(rf"""([;|\t\r\n][\s"']*)(?=[{_STARTS}])""")


def harmless(cell: object) -> object:
    """Return *cell* so that no spreadsheet takes any of it for a formula; numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    cell = _FURTHER_ON.sub(r"\1'", cell)
    return f"'{cell}" if _AT_THE_BEGINNING.match(cell) else cell
