"""What was settled for everyone who uses this computer: settings.toml, above the program's own.

Up to three files are read, each above the one before: that of the computer, the one that
``EQUILIBRE_CONFIG`` names, the one that ``--config`` names. What a file locks, nothing above it
changes: no other file, no choice in the window, no option of the command line.
"""

import os
import re
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from equilibre.errors import EquilibreError
from equilibre.plain_file import read_plain_file, reason_of
from equilibre.records import dataclass
from equilibre.sessions.settings import LEVELS, SCALES, THEMES
from equilibre.texts import LANGUAGES, N_, _

VARIABLE = "EQUILIBRE_CONFIG"
NAME = "settings.toml"
_LARGEST_BYTES = 2**14  # the file with every explanation is a fifth of it
_LONGEST_SHOWN = 60  # letters of a wrong key or name
_UNKNOWN_VARIABLE = re.compile(r"\$\w+|\$\{\w+\}|%\w+%")


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence put into words when it is shown: which language, the settings say too."""

    text: str  # marked with N_, and so is what was expected
    words: Mapping[str, str]
    expected: str = ""

    def __str__(self) -> str:
        return _(self.text).format(**self.words, expected=_(self.expected))


@dataclass(frozen=True, slots=True)
class SystemSettings:
    """What was settled for every user, and what of it was not understood."""

    values: Mapping[str, Any] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()  # keys that keep their value, or the usual one
    notices: tuple[Notice, ...] = ()
    files: tuple[Path, ...] = ()  # that were read, the last above the others

    @property
    def data_folder(self) -> Path | None:
        """Where runs and studies are kept; None: where the system keeps what a user makes."""
        return self.values.get("data_folder")

    @property
    def sensors_left_out(self) -> frozenset[str]:
        """The keys of the sensors that are not read."""
        left_out: frozenset[str] = self.values.get("sensors_left_out", frozenset())
        return left_out

    def sentences(self) -> tuple[str, ...]:
        """Return what was not understood, in the language in use."""
        return tuple(str(notice) for notice in self.notices)

    def asked(self, **options: Any) -> "SystemSettings":
        """Return these settings with a notice for each of *options* that they lock.

        An option that was not given is None.
        """
        refused = tuple(
            Notice(_NOT_ASKED, {"key": key})
            for key, value in options.items()
            if key in self.locked and value not in (None, self.values.get(key))
        )
        return replace(self, notices=(*self.notices, *refused))

    def choose(self, key: str, asked: Any) -> Any:
        """Return what holds where the command line asks for *asked*; None: nothing is settled."""
        return self.values.get(key) if asked is None or key in self.locked else asked


_NOT_ASKED = N_("“{key}” is locked for this computer: the command line does not change it.")


def system_settings(
    named: Path | None = None,
    system: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> SystemSettings:
    """Return what the files say, *named* above the others; what they say wrong is in ``notices``.

    Never raises. *system* is as in ``sys.platform``.
    """
    given = os.environ if environment is None else environment
    chosen = given.get(VARIABLE)
    settings = _with_file(SystemSettings(), system_file(system, given), required=False)
    for path in (Path(chosen) if chosen else None, named):
        if path is not None:
            settings = _with_file(settings, path, required=True)
    return settings


def system_file(system: str | None = None, environment: Mapping[str, str] | None = None) -> Path:
    """Return where the settings of this computer are, if there are any."""
    given = os.environ if environment is None else environment
    match system or sys.platform:
        case "win32":
            return Path(given.get("ProgramData") or "C:/ProgramData", "Equilibre", NAME)
        case "darwin":
            return Path("/Library/Application Support/Equilibre", NAME)
        case _:
            return Path("/etc/equilibre", NAME)


def _with_file(below: SystemSettings, path: Path, required: bool) -> SystemSettings:
    """Return *below* with what the file at *path* says above it."""
    found = _table(path, required)
    if found is None:
        return below
    if isinstance(found, Notice):
        return replace(below, notices=(*below.notices, found))
    values, locked, notices = dict(below.values), set(below.locked), list(below.notices)
    for key, given in found.items():
        told = {"path": str(path), "key": key[:_LONGEST_SHOWN]}
        if key in below.locked:
            notices.append(Notice(_LOCKED_BELOW, told))
        elif key in _LISTS:
            names, others = _members(given, _LISTS[key]())
            notices += [Notice(_NO_SUCH_NAME, told | {"name": name}) for name in others]
            if key == "locked":
                locked |= names
            else:
                values[key] = names
        elif key not in _VALUES:
            notices.append(Notice(_NO_SUCH_KEY, told))
        else:
            read, expected = _VALUES[key]
            try:
                values[key] = read(given)
            except ValueError:
                notices.append(Notice(_WRONG_VALUE, told, expected))
    return SystemSettings(values, frozenset(locked), tuple(notices), (*below.files, path))


_NO_SUCH_KEY = N_("“{path}”: there is no setting “{key}”; it is left aside.")
_NO_SUCH_NAME = N_("“{path}”: “{key}” names “{name}”, which does not exist; it is left aside.")
_LOCKED_BELOW = N_("“{path}”: “{key}” is locked for this computer; it is left aside.")
_WRONG_VALUE = N_("“{path}”: “{key}” should be {expected}; it is left aside.")


def _table(path: Path, required: bool) -> Mapping[str, Any] | Notice | None:
    """Return what the file says, why it cannot be read, or None where it need not be there."""
    told = {"path": str(path)}
    try:
        content = read_plain_file(path, _LARGEST_BYTES)
        # Notepad and PowerShell begin a file with a mark that TOML does not know.
        text = content.decode("utf-8-sig")
    except FileNotFoundError:
        return Notice(_MISSING, told) if required else None
    except UnicodeDecodeError:
        return Notice(_NO_UTF_8, told)
    except (OSError, ValueError) as problem:
        return Notice(_UNREADABLE, told | {"reason": str(reason_of(problem))})
    if len(content) > _LARGEST_BYTES:
        return Notice(_TOO_LARGE, told)
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as problem:  # not TOML, or a number of thousands of digits
        return Notice(_NO_TOML, told | {"reason": str(problem)})


_MISSING = N_("“{path}” is not there: no settings are taken from it.")
_NO_UTF_8 = N_("“{path}” is not followed: save it as UTF-8.")
_UNREADABLE = N_("“{path}” is not followed: it cannot be read ({reason}).")
_TOO_LARGE = N_("“{path}” is not followed: it is larger than 16 kB.")
_NO_TOML = N_("“{path}” is not followed: it is not written in TOML ({reason}).")


# -- what each key may be; a reader raises ValueError for anything else ------------------------


def _one_of(allowed: Collection[str]) -> Callable[[Any], str]:
    def read(given: Any) -> str:
        if not isinstance(given, str) or given not in allowed:
            raise ValueError
        return given

    return read


def _switch(given: Any) -> bool:
    if not isinstance(given, bool):
        raise ValueError
    return given


def _scale(given: Any) -> int:
    if type(given) is not int or not SCALES[0] <= given <= SCALES[-1]:
        raise ValueError
    return given


def _country(given: Any) -> str:
    from equilibre.facts.electricity import country_named

    try:
        return country_named(given if isinstance(given, str) else "").key
    except EquilibreError as problem:
        raise ValueError from problem


def _folder(given: Any) -> Path:
    try:
        path = Path(os.path.expandvars(given)).expanduser()
    except (TypeError, RuntimeError) as problem:  # an account without a home has no ~
        raise ValueError from problem
    if not path.is_absolute() or "\0" in str(path) or _UNKNOWN_VARIABLE.search(str(path)):
        raise ValueError
    return path


_ON_OR_OFF = N_("true or false")
_VALUES: Mapping[str, tuple[Callable[[Any], Any], str]] = {
    "language": (_one_of(LANGUAGES), N_("“fr” or “en”")),
    "theme": (_one_of(THEMES), N_("“system”, “light”, “dark” or “contrast”")),
    "scale_percent": (_scale, N_("a whole number from 90 to 200")),
    "level": (_one_of(LEVELS), N_("“simple” or “complete”")),
    "country": (_country, N_("the code of a country, such as “FRA”, or its name")),
    "equivalents": (_switch, _ON_OR_OFF),
    "motion": (_switch, _ON_OR_OFF),
    "welcome": (_switch, _ON_OR_OFF),
    "data_folder": (_folder, N_("a whole path whose variables are known")),
}


def _keys() -> Collection[str]:
    return (*_VALUES, "sensors_left_out")


def _sensors() -> Collection[str]:
    from equilibre.meter.catalogue import SENSORS  # a tenth of a second, for those who need it

    return SENSORS


_LISTS: Mapping[str, Callable[[], Collection[str]]] = {
    "locked": _keys,
    "sensors_left_out": _sensors,
}


def _members(given: Any, allowed: Collection[str]) -> tuple[frozenset[str], list[str]]:
    """Return those of the list *given* that are allowed, and the others, to be shown."""
    every = [_word(one) for one in (given if isinstance(given, list) else [given])]
    others = [one[:_LONGEST_SHOWN] for one in every if one not in allowed]
    return frozenset(allowed).intersection(every), others


def _word(given: Any) -> str:
    try:
        return str(given)
    except ValueError:  # a number too long to be written
        return type(given).__name__
