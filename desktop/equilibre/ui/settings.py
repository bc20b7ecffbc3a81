"""What the user chose, kept from one start to the next, above what was settled for everyone."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from equilibre.errors import EquilibreError
from equilibre.plain_file import put_aside, read_plain_file
from equilibre.sessions.places import data_folder as data_folder
from equilibre.sessions.places import settings_folder as settings_folder
from equilibre.sessions.settings import Settings as Settings
from equilibre.sessions.system_settings import SystemSettings
from equilibre.texts import _, gathered

_LARGEST_BYTES = 2**20


class SettingsStore:
    """The settings and the file they live in; a file that cannot be written stops nothing.

    The file holds what the user chose, and nothing else: what is settled for everyone counts until
    they choose otherwise, and always where it is locked.
    """

    def __init__(self, path: Path | None, system: SystemSettings | None = None) -> None:
        self._path = path
        self._system = system or SystemSettings()
        self._usual, self._locked = _settled(self._system)
        self.problem = ""
        self._overrides: dict[str, Any] = {}
        self._chosen = self._load()

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._in_force(self._chosen | self._overrides)

    @property
    def notice(self) -> str:
        """What was settled for everyone and could not be followed; empty in general."""
        return gathered(self._system.sentences())

    def is_locked(self, name: str) -> bool:
        """Whether the setting *name* is settled for everyone and cannot be chosen."""
        return name in self._locked

    def override(self, **changes: Any) -> Settings:
        """Change some settings for this start only, as the command line asks."""
        self._overrides |= changes
        return self.settings

    def change(self, **changes: Any) -> Settings:
        """Change some settings and save them; what is locked stays as it is."""
        for name in changes:
            self._overrides.pop(name, None)
        chosen = self._chosen | {
            name: value for name, value in changes.items() if name not in self._locked
        }
        if self._in_force(chosen) != self._in_force(self._chosen):
            self._chosen = _sound(chosen)
            self._save()
        return self.settings

    def _in_force(self, chosen: Mapping[str, Any]) -> Settings:
        free = {name: value for name, value in chosen.items() if name not in self._locked}
        return replace(self._usual, **free).sound()

    def _load(self) -> dict[str, Any]:
        if self._path is None:
            return {}
        try:
            content = read_plain_file(self._path, _LARGEST_BYTES)
            if len(content) > _LARGEST_BYTES:
                raise ValueError("too large")
            return _known(json.loads(content))
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except (OSError, ValueError, RecursionError):
            aside = self._path
            with suppress(OSError, ValueError):
                aside = put_aside(self._path)
            self.problem = _(
                "Your settings could not be read; the usual ones are used. "
                "The old file is “{name}”."
            ).format(name=aside.name)
            return {}

    def _save(self) -> None:
        if self._path is None:
            return
        from equilibre.sessions.files import write_whole  # the first paint does without

        try:
            write_whole(self._path, json.dumps(self._chosen, indent=2).encode())
            self.problem = ""
        except EquilibreError as problem:
            self.problem = _("Your settings are not saved. {reason}").format(reason=problem)


def user_store(system: SystemSettings) -> SettingsStore:
    """Return the settings of this user, above those of the computer."""
    return SettingsStore(settings_folder() / "settings.json", system)


def user_kept_runs(system: SystemSettings) -> Path:
    """Return where the kept runs of this user live."""
    return (system.data_folder or data_folder()) / "kept-runs.equilibre"


def _known(written: Any) -> dict[str, Any]:
    """Return what *written* says of the settings that there are.

    Raises a ValueError where it is something else.
    """
    usual = asdict(Settings())
    if not isinstance(written, dict):
        raise ValueError("no settings")
    chosen = {name: value for name, value in written.items() if name in usual}
    if any(type(value) is not type(usual[name]) for name, value in chosen.items()):
        raise ValueError("not the settings of this program")
    return _sound(chosen)


def _sound(chosen: Mapping[str, Any]) -> dict[str, Any]:
    known = asdict(replace(Settings(), **chosen).sound())
    return {name: known[name] for name in chosen}


def _settled(system: SystemSettings) -> tuple[Settings, frozenset[str]]:
    """Return the settings with which everyone begins, and those that nobody chooses."""
    names = {field.name for field in fields(Settings)}
    usual = {name: value for name, value in system.values.items() if name in names}
    started = not system.values.get("welcome", True)
    return replace(Settings(), started=started, **usual), system.locked & names
