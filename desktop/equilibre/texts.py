"""The texts of the program in the user's language; English is written in the code.

``_`` translates now; ``N_`` only marks a text that is declared now and translated when shown.
"""

import gettext as _gettext
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from equilibre.resources import resource

_MOST_SENTENCES = 3  # above a tab: more would leave it no room
LANGUAGES = {"fr": "Français", "en": "English"}

_translations: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def use_language(language: str) -> None:
    """Speak *language* from now on: ``fr`` or ``en``. Raises ValueError for any other."""
    global _translations, _language
    if language not in LANGUAGES:
        raise ValueError(f"unknown language: {language!r}")
    _translations = _translations_into(language)
    _language = language


@cache
def _translations_into(language: str) -> _gettext.NullTranslations:
    if language == "en":
        return _gettext.NullTranslations()
    with resource("translations", language, "LC_MESSAGES", "equilibre.mo").open("rb") as file:
        return _gettext.GNUTranslations(file)


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
