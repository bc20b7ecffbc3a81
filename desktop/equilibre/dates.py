"""Days as people write them: files keep 2026-11-23, screens say 23 November 2026."""

from datetime import date

from equilibre.texts import Words

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
    return str(day_words(day))


def day_words(day: date) -> Words:
    """Return *day* as both languages write it."""
    number = _FIRST if day.day == 1 else Words(str(day.day), str(day.day))
    month = _MONTHS[day.month - 1]
    return Words(
        _UNBROKEN.join((number.en, month.en, str(day.year))),
        _UNBROKEN.join((number.fr, month.fr, str(day.year))),
    )


def moment_text(created: str) -> str:
    """Write an ISO 8601 moment as its day and its minute; as it is where it is none."""
    day, _letter, time = created.partition("T")
    return f"{day_of(day)}, {time[:5]}" if time else day_of(day)


def day_of(created: str) -> str:
    """Write the day of an ISO 8601 moment; as it is where it is none."""
    try:
        return day_text(date.fromisoformat(created[:10]))
    except ValueError:
        return created
