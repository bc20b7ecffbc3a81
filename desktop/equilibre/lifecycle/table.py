"""One table of a study's file, read with suspicion: a refusal says what, where and what to do."""

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence

from equilibre.lifecycle.errors import StudyRefused
from equilibre.texts import Words, _

LARGEST = 1e15  # of any number, in any unit: far beyond any study, and computed without harm
SMALLEST = 1e-30  # of any number but zero
LONGEST_TEXT = 2_000  # characters
LONGEST_KEY = 40
_SHOWN = 60  # characters of a faulty name that a sentence repeats


class Place(tuple[str | int, ...]):
    """Where something stands: ("parameters", "days"), ("variants", "A1", "lines", 2, "amount").

    Lines, and what has no name, count from 0 here and from 1 in sentences.
    """

    __slots__ = ()

    def __new__(cls, *parts: str | int) -> "Place":
        return super().__new__(cls, parts)

    def __str__(self) -> str:
        """Return the place as a reader looks for it: parameters.days; variant A1, line 3."""
        match tuple(self):
            case ("variants", variant, "lines", int(index), *rest):
                first = _("variant {key}, line {number}").format(
                    key=_counted(variant), number=index + 1
                )
            case ("variants", variant, *rest):
                first = _("variant {key}").format(key=_counted(variant))
            case _:
                return ".".join(_counted(part) for part in self)
        return ", ".join((first, *(_counted(part) for part in rest)))


def _counted(part: str | int) -> str:
    return str(part + 1) if isinstance(part, int) else shown(part)


class EntryRefused(StudyRefused):
    """One entry of a study cannot be taken, because of what it says or of where it stands."""

    def __init__(self, sentence: str, place: Place) -> None:
        super().__init__(sentence)
        self.place = place


def shown(text: object) -> str:
    """Return *text*, which may be anything, as a sentence can quote it."""
    whole = "".join(letter if letter.isprintable() else "�" for letter in str(text)[: _SHOWN + 1])
    return whole if len(whole) <= _SHOWN else whole[:_SHOWN] + "…"


def refused(sentence: str, place: Place, **words: object) -> EntryRefused:
    """Return the refusal of what stands at *place*; *sentence* names {place} and *words*."""
    return EntryRefused(sentence.format(place=place, **words), place)


class Table:
    """The entries of one table, taken one by one; those left at the end are refused.

    Every method raises EntryRefused with a sentence.
    """

    def __init__(self, content: object, place: Place | str = "") -> None:
        self._place = place if isinstance(place, Place) else Place(*([place] if place else []))
        if not isinstance(content, Mapping):
            raise refused(
                _("“{place}” must be a group of named entries. Correct it in the file."),
                self._place,
            )
        self._left = dict(content)
        for name in self._left:
            if not isinstance(name, str):
                raise refused(_("“{place}” must be named by a text."), self.place(shown(name)))

    def place(self, *name: str | int) -> Place:
        """Return where the entry *name* stands."""
        return Place(*self._place, *name)

    def names(self) -> tuple[str, ...]:
        """Return the names of the entries left."""
        return tuple(self._left)

    def has(self, name: str) -> bool:
        """Return whether there is an entry *name* that says something."""
        return self._left.get(name) is not None

    def take(self, name: str) -> object:
        """Return the entry *name* and strike it off."""
        if name not in self._left:
            raise refused(_("“{place}” is missing. Add it to the file."), self.place(name))
        return self._left.pop(name)

    def end(self) -> None:
        """Refuse what nobody took."""
        for name in self._left:
            raise refused(
                _(
                    "“{place}” is not something that a study says. "
                    "Check its spelling or remove it from the file."
                ),
                self.place(name),
            )

    def text(self, name: str, longest: int = LONGEST_TEXT) -> str:
        """Return a text of *longest* characters at most."""
        return checked_text(self.take(name), self.place(name), longest)

    def choice(self, name: str, choices: Sequence[str]) -> str:
        """Return a text that is one of *choices*."""
        value = self.text(name)
        if value not in choices:
            raise refused(
                _("“{place}” is “{value}”, which is none of: {choices}."),
                self.place(name),
                value=shown(value),
                choices=", ".join(choices),
            )
        return value

    def words(self, name: str) -> Words:
        """Return a text in both languages; a plain text stands for both."""
        return checked_words(self.take(name), self.place(name))

    def optional_words(self, name: str) -> Words:
        """Return the text *name*, empty where there is none."""
        return self.words(name) if name in self._left else Words("", "")

    def number(self, name: str) -> float:
        """Return a number that can be computed with."""
        return checked_number(self.take(name), self.place(name))

    def entries(self, name: str, most: int) -> Sequence[object]:
        """Return a list of *most* entries at most, empty where there is none."""
        value = self._left.pop(name, ())
        if not isinstance(value, list | tuple):
            raise refused(_("“{place}” must be a list. Correct it in the file."), self.place(name))
        self._check_size(name, len(value), most)
        return value

    def table(self, name: str, most: int) -> "Table":
        """Return the table *name* of *most* entries at most, empty where there is none."""
        inner = Table(self._left.pop(name, {}), self.place(name))
        self._check_size(name, len(inner.names()), most)
        return inner

    def _check_size(self, name: str, size: int, most: int) -> None:
        if size > most:
            raise refused(
                _("“{place}” holds {size} entries, and {most} at most can be taken."),
                self.place(name),
                size=size,
                most=most,
            )


def checked_text(value: object, place: Place, longest: int = LONGEST_TEXT) -> str:
    """Return *value* if it is a text of *longest* characters at most. Raises EntryRefused."""
    if not isinstance(value, str):
        raise refused(
            _("“{place}” must be a text between quotation marks. Correct it in the file."), place
        )
    if len(value) > longest:
        raise refused(
            _("“{place}” is longer than {longest} characters: shorten it."), place, longest=longest
        )
    if not _writable(value):
        raise refused(_("“{place}” holds a character that cannot be shown: type it again."), place)
    return value


def _writable(text: str) -> bool:
    """Return whether *text* has no control character and no half character."""
    return not any(
        unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t" for letter in text
    )


def checked_key(value: object, place: Place) -> str:
    """Return *value* if it can name something in an amount. Raises EntryRefused."""
    text = checked_text(value, place)
    if len(text) > LONGEST_KEY or not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", text):
        raise refused(
            _(
                "“{name}” cannot be the short name of something (at “{place}”). Take at most "
                "{longest} letters without accents, digits and _, and begin with a letter."
            ),
            place,
            name=shown(text),
            longest=LONGEST_KEY,
        )
    return text


def checked_words(value: object, place: Place) -> Words:
    """Return *value*, a text or a table of two, in both languages. Raises EntryRefused."""
    if isinstance(value, str):
        text = checked_text(value, place)
        return Words(text, text)
    table = Table(value, place)
    words = Words(en=table.text("en"), fr=table.text("fr"))
    table.end()
    return words


def checked_number(value: object, place: Place) -> float:
    """Return *value* if it is a number that can be computed with. Raises EntryRefused."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise refused(_("“{place}” must be a number. Correct it in the file."), place)
    if not computable(value):
        raise refused(
            _(
                "“{place}” is too large, too small or not a number: give one between "
                "1e-30 and 1e15, or 0."
            ),
            place,
        )
    return float(value)


def computable(value: float) -> bool:
    """Return whether *value* is zero or of a size that a study may need, whatever its sign."""
    return value == 0 or (math.isfinite(value) and SMALLEST <= abs(value) <= LARGEST)
