"""The texts of the program in the user's language; English is written in the code.

``_`` translates now; ``N_`` only marks a text that is declared now and translated when shown.
"""

import os
import struct
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property

from equilibre.records import dataclass
from equilibre.resources import resource

_MOST_SENTENCES = 3  # above a tab: more would leave it no room
LANGUAGES = {"fr": "Français", "en": "English"}

_MAGIC = bytes.fromhex("DE120495")  # with which a .mo file begins on the processors of today
_HEAD = struct.Struct("<4s4I")
_ENTRY = struct.Struct("<2I")  # the length of a text and where it begins


class English:
    """The texts as they stand in the code."""

    def gettext(self, message: str) -> str:
        """Return *message* in this language."""
        return message

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Return the text for *count* things in this language."""
        return singular if count == 1 else plural


class Translated(English):
    """The texts of a compiled catalogue, which stands in the order of the English ones.

    Each is looked for when it is asked for: Python's own gettext reads all of them first, 4 ms
    before the window is painted.
    """

    def __init__(self, compiled: bytes) -> None:
        """Begin with the bytes of a .mo file. Raises ValueError for any others."""
        if len(compiled) < _HEAD.size or not compiled.startswith(_MAGIC):
            raise ValueError("not a compiled catalogue of texts")
        self._bytes = compiled
        head = _HEAD.unpack_from(compiled)
        _magic, _revision, self._count, self._english, self._translated = head
        self._found: dict[str, tuple[str, ...]] = {}

    def gettext(self, message: str) -> str:
        forms = self._forms(message)
        return message if forms is None else forms[0]

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        forms, form = self._forms(singular) or (), self._form(count)
        return forms[form] if form < len(forms) else super().ngettext(singular, plural, count)

    def _forms(self, message: str) -> tuple[str, ...] | None:
        """Return the translation of *message* in each of its numbers; None: there is none."""
        if message not in self._found:
            english = message.encode()
            place = bisect_left(range(self._count), english, key=self._singular)
            if place == self._count or self._singular(place) != english:
                return None
            translated = self._text(self._translated, place).decode()
            self._found[message] = tuple(translated.split("\0"))
        return self._found[message]

    def _singular(self, place: int) -> bytes:
        return self._text(self._english, place).partition(b"\0")[0]

    def _text(self, table: int, place: int) -> bytes:
        length, start = _ENTRY.unpack_from(self._bytes, table + place * _ENTRY.size)
        return self._bytes[start : start + length]

    @cached_property
    def _form(self) -> Callable[[int], int]:
        """Tells which form a number takes, as the head of the catalogue says."""
        from gettext import c2py

        head = self.gettext("")
        rule: Callable[[int], int] = c2py(head.partition("plural=")[2].partition(";")[0])
        return rule


_translations = English()
_language = "en"


def use_language(language: str) -> None:
    """Speak *language* from now on: ``fr`` or ``en``. Raises ValueError for any other."""
    global _translations, _language
    if language not in LANGUAGES:
        raise ValueError(f"unknown language: {language!r}")
    _translations = _translations_into(language)
    _language = language


@cache
def _translations_into(language: str) -> English:
    if language == "en":
        return English()
    path = resource("translations", language, "LC_MESSAGES", "equilibre.mo")
    return Translated(path.read_bytes())


def language() -> str:
    """Return the language in use."""
    return _language


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages, as it stands in a file; ``str()`` gives the one in use."""

    en: str
    fr: str

    def __str__(self) -> str:
        return self.fr if _language == "fr" else self.en


def labelled(label: object, text: object) -> str:
    """Return a name and what it is, with the colon of the language in use."""
    return _("{label}: {text}").format(label=label, text=text)


def joined(parts: Iterable[object]) -> str:
    """Return *parts* side by side, with the semicolon of the language in use."""
    return _("{first}; {second}").format(first="", second="").join(str(part) for part in parts)


def gathered(sentences: Sequence[str]) -> str:
    """Return the first of *sentences*, one a line, and how many others there are: a few fit."""
    others = len(sentences) - _MOST_SENTENCES
    if others <= 0:
        return "\n".join(sentences)
    more = ngettext("… and {count} other.", "… and {count} others.", others)
    return "\n".join((*sentences[:_MOST_SENTENCES], more.format(count=others)))


def system_language() -> str:
    """Return the language of this computer's user: English for English speakers, else French."""
    told = (os.environ.get(variable) for variable in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next(filter(None, told), None) or _locale()
    return "en" if name.lower().startswith("en") else "fr"


def _locale() -> str:
    import locale

    return locale.getlocale()[0] or ""


def _(message: str) -> str:
    return _translations.gettext(message) if message else ""


def N_(message: str) -> str:
    return message


def ngettext(singular: str, plural: str, count: int) -> str:
    return _translations.ngettext(singular, plural, count)
