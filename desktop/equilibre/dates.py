"""Days as people write them: files keep 2026-11-23, screens say 23 November 2026."""

import re
from datetime import date

from equilibre.texts import Words

_DAY = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])")
_MONTHS = tuple(
    Words(english, french)
    for english, french in (
        ("January", "janvier"),
        ("February", "février"),
        ("March", "mars"),
        ("April", "avril"),
        ("May", "mai"),
        ("June", "juin"),
        ("July", "juillet"),
        ("August", "août"),
        ("September", "septembre"),
        ("October", "octobre"),
        ("November", "novembre"),
        ("December", "décembre"),
    )
)
_FIRST = Words("1", "1er")
_UNBROKEN = "\u00a0"  # no line ends within a date


def day_text(day: date) -> str:
    """Write *day* in the language in use: "23 November 2026", "1er mars 2026"."""
    number = str(_FIRST) if day.day == 1 else str(day.day)
    return _UNBROKEN.join((number, str(_MONTHS[day.month - 1]), str(day.year)))


def moment_text(created: str) -> str:
    """Write an ISO 8601 moment as its day and its minute; as it is where it is none."""
    day, _letter, time = created.partition("T")
    return f"{with_days(day)}, {time[:5]}" if time else with_days(day)


def with_days(text: str) -> str:
    """Return *text*, each day in it that is written 2026-11-23 in words."""
    return _DAY.sub(_in_words, text)


def _in_words(found: re.Match[str]) -> str:
    try:
        return day_text(date.fromisoformat(found.group()))
    except ValueError:
        return found.group()
