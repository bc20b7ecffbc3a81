r"""The registry of a Windows, as wine keeps it in files of text.

A registry is a table from keys, such as ``HKCU\Software\Classes\.txt``, to their values: from names
(``""`` for the one without) to texts. A value that is no text stays as the file writes it.
"""

import re
from collections.abc import Mapping
from pathlib import Path

Registry = Mapping[str, Mapping[str, str]]

_HIVES = {"HKLM": "system.reg", "HKCU": "user.reg"}
_KEY = re.compile(r"\[(.+)\](?: \d+)?$")
_VALUE = re.compile(r'(?:@|"((?:[^"\\]|\\.)*)")=(.*)$')
_TEXT = re.compile(r'(?:str\(2\):)?"(.*)"$')
_ESCAPE = re.compile(r"\\(?:x([0-9a-f]{1,4})|(.))")


def registry(prefix: Path) -> Registry:
    """Return what the registry of the prefix says; wine must have ended, for it writes it then."""
    found: dict[str, Mapping[str, str]] = {}
    for hive, file in _HIVES.items():
        found.update(read((prefix / file).read_text(encoding="utf-8", errors="replace"), hive))
    return found


def read(text: str, hive: str) -> Registry:
    """Return what a file of the registry says; its keys begin with *hive*."""
    found: dict[str, dict[str, str]] = {}
    values: dict[str, str] = {}
    for line in text.replace("\\\n", "").splitlines():
        if key := _KEY.match(line):
            values = found.setdefault(f"{hive}\\{_plain(key[1])}", {})
        elif value := _VALUE.match(line):
            written = _TEXT.match(value[2])
            values[_plain(value[1] or "")] = _plain(written[1]) if written else value[2]
    return found


def entries(table: Registry) -> set[str]:
    """Return every key, with a backslash at its end, and every value of every key."""
    return {f"{key}\\" for key in table} | {
        f"{key}\\{name or '@'}" for key, values in table.items() for name in values
    }


def _plain(written: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], written)
