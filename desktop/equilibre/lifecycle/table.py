"""One table of a study's file, read with suspicion: a refusal says what, where and what to do."""

import math
import unicodedata
from collections.abc import Mapping, Sequence

from equilibre.lifecycle.errors import StudyRefused
from equilibre.texts import Words, _

LARGEST = 1e15  # of any number, in any unit: far beyond any study, and computed without harm
SMALLEST = 1e-30  # of any number but zero
LONGEST_TEXT = 2_000  # characters
_SHOWN = 60  # characters of a faulty name that a sentence repeats


def shown(text: object) -> str:
    """Return *text*, which may be anything, as a sentence can quote it."""
    whole = "".join(letter if letter.isprintable() else "�" for letter in str(text)[: _SHOWN + 1])
    return whole if len(whole) <= _SHOWN else whole[:_SHOWN] + "…"


def writable(text: str) -> bool:
    """Return whether *text* can be shown and written: no control character, no half character."""
    return not any(
        unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t" for letter in text
    )


class Table:
    """The entries of one table, taken one by one; those left at the end are refused.

    Every method raises StudyRefused with a sentence.
    """

    def __init__(self, content: object, place: str, joint: str = ".") -> None:
        if not isinstance(content, Mapping):
            raise StudyRefused(
                _("“{place}” must be a group of named entries. Correct it in the file.").format(
                    place=place or _("the study")
                )
            )
        self._left = dict(content)
        self._place = place
        self._joint = joint

    def place(self, name: object) -> str:
        """Return where the entry *name* stands, as a reader finds it in the file."""
        return f"{self._place}{self._joint}{shown(name)}" if self._place else shown(name)

    def names(self) -> list[str]:
        """Return the names of the entries left, which must be texts."""
        for name in self._left:
            if not isinstance(name, str):
                raise StudyRefused(
                    _("“{place}” must be named by a text.").format(place=self.place(name))
                )
        return list(self._left)

    def has(self, name: str) -> bool:
        """Return whether there is an entry *name* that says something."""
        return self._left.get(name) is not None

    def take(self, name: str) -> object:
        """Return the entry *name* and strike it off."""
        if name not in self._left:
            raise StudyRefused(
                _("“{place}” is missing. Add it to the file.").format(place=self.place(name))
            )
        return self._left.pop(name)

    def end(self) -> None:
        """Refuse what nobody took."""
        for name in self._left:
            raise StudyRefused(
                _(
                    "“{place}” is not something that a study says. "
                    "Check its spelling or remove it from the file."
                ).format(place=self.place(name))
            )

    def text(self, name: str, longest: int = LONGEST_TEXT) -> str:
        """Return a text of *longest* characters at most."""
        return checked_text(self.take(name), self.place(name), longest)

    def choice(self, name: str, choices: Sequence[str]) -> str:
        """Return a text that is one of *choices*."""
        value = self.text(name)
        if value not in choices:
            raise StudyRefused(
                _("“{place}” is “{value}”, which is none of: {choices}.").format(
                    place=self.place(name), value=shown(value), choices=", ".join(choices)
                )
            )
        return value

    def words(self, name: str) -> Words:
        """Return a text in both languages; a plain text stands for both."""
        return checked_words(self.take(name), self.place(name))

    def optional_words(self, name: str) -> Words:
        """Return the text *name*, empty where there is none."""
        return self.words(name) if name in self._left else Words("", "")

    def number(self, name: str) -> float:
        """Return a number, which can be computed with."""
        return checked_number(self.take(name), self.place(name))

    def entries(self, name: str, most: int) -> Sequence[object]:
        """Return a list of *most* entries at most, empty where there is none."""
        if name not in self._left:
            return ()
        value = self.take(name)
        if not isinstance(value, list | tuple):
            raise StudyRefused(
                _("“{place}” must be a list. Correct it in the file.").format(
                    place=self.place(name)
                )
            )
        if len(value) > most:
            raise StudyRefused(
                _("“{place}” holds more than {most} entries: remove some.").format(
                    place=self.place(name), most=most
                )
            )
        return value

    def table(self, name: str, most: int) -> "Table":
        """Return the table *name* of *most* entries at most, empty where there is none."""
        inner = Table(self._left.pop(name, {}), self.place(name))
        if len(inner._left) > most:
            raise StudyRefused(
                _("“{place}” holds more than {most} entries: remove some.").format(
                    place=self.place(name), most=most
                )
            )
        return inner


def checked_text(value: object, place: str, longest: int = LONGEST_TEXT) -> str:
    """Return *value* if it is a text of *longest* characters at most."""
    if not isinstance(value, str):
        raise StudyRefused(
            _("“{place}” must be a text between quotation marks. Correct it in the file.").format(
                place=place
            )
        )
    if len(value) > longest:
        raise StudyRefused(
            _("“{place}” is longer than {longest} characters: shorten it.").format(
                place=place, longest=longest
            )
        )
    if not writable(value):
        raise StudyRefused(
            _("“{place}” holds a character that cannot be shown: type it again.").format(
                place=place
            )
        )
    return value


def checked_words(value: object, place: str) -> Words:
    """Return *value*, a text or a table of two, in both languages."""
    if isinstance(value, str):
        text = checked_text(value, place)
        return Words(text, text)
    table = Table(value, place)
    words = Words(en=table.text("en"), fr=table.text("fr"))
    table.end()
    return words


def checked_number(value: object, place: str) -> float:
    """Return *value* if it is a number that can be computed with."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise StudyRefused(
            _("“{place}” must be a number. Correct it in the file.").format(place=place)
        )
    if not computable(value):
        raise StudyRefused(
            _(
                "“{place}” is too large, too small or not a number: give one between "
                "1e-30 and 1e15, or 0."
            ).format(place=place)
        )
    return float(value)


def computable(value: float) -> bool:
    """Return whether *value* is zero or of a size that any study may need."""
    return value == 0 or (math.isfinite(value) and SMALLEST <= abs(value) <= LARGEST)
