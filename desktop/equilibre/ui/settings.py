"""What the user chose, kept from one start to the next."""

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from equilibre.errors import EquilibreError
from equilibre.facts.electricity import DEFAULT_COUNTRY, countries
from equilibre.sessions.files import write_whole
from equilibre.sessions.places import data_folder as data_folder
from equilibre.sessions.places import settings_folder as settings_folder
from equilibre.texts import LANGUAGES, _, system_language
from equilibre.ui.theme import SCALES, THEMES

LEVELS = ("simple", "complete")


@dataclass(frozen=True, slots=True)
class Settings:
    """Every choice that outlives the program, with its default."""

    language: str = ""  # empty: not chosen yet
    theme: str = "system"
    scale_percent: int = 100
    level: str = "simple"
    country: str = DEFAULT_COUNTRY
    equivalents: bool = True
    motion: bool = True  # values glide and draws play; off: everything stands still
    started: bool = False  # the first start is over
    geometry: str = ""  # of the window, as Qt writes it, in base 64
    tab: str = ""  # the key of the one in front; empty or unknown: the first

    def sound(self) -> "Settings":
        """Return these settings with every value that is out of range put back to its default."""
        default = Settings()
        return replace(
            self,
            language=self.language if self.language in LANGUAGES else "",
            theme=self.theme if self.theme in THEMES else default.theme,
            scale_percent=min(max(self.scale_percent, SCALES[0]), SCALES[-1]),
            level=self.level if self.level in LEVELS else default.level,
            country=self.country if self.country in countries() else default.country,
        )


class SettingsStore:
    """The settings and the file they live in; a file that cannot be written stops nothing."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.problem = ""
        self._overrides: dict[str, Any] = {}
        self._saved = self._load()

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return replace(self._saved, **self._overrides).sound()

    def override(self, **changes: Any) -> Settings:
        """Change some settings for this start only, as the command line asks."""
        self._overrides |= changes
        return self.settings

    def change(self, **changes: Any) -> Settings:
        """Change some settings and save them."""
        for key in changes:
            self._overrides.pop(key, None)
        changed = replace(self._saved, **changes).sound()
        if changed != self._saved:
            self._saved = changed
            self._save()
        return self.settings

    def _load(self) -> Settings:
        if self._path is None:
            return Settings()
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Settings).sound()
        except FileNotFoundError:
            return Settings()
        except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            aside = self._path.with_name(f"{self._path.name}.unreadable-{int(time.time())}")
            try:
                self._path.rename(aside)
            except OSError:
                aside = self._path
            self.problem = _(
                "Your settings could not be read; the usual ones are used. "
                "The old file is “{name}”."
            ).format(name=aside.name)
            return Settings(language=system_language())

    def _save(self) -> None:
        if self._path is None:
            return
        try:
            write_whole(self._path, msgspec.json.format(msgspec.json.encode(self._saved)))
            self.problem = ""
        except EquilibreError as problem:
            self.problem = _("Your settings are not saved. {reason}").format(reason=problem)
