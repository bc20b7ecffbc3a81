"""The View menu: which tab is in front, and how everything looks and speaks."""

from collections.abc import Callable, Sequence

from equilibre import numbers
from equilibre.texts import LANGUAGES, _
from equilibre.ui.locked import why_locked
from equilibre.ui.menus import SEPARATOR, Action, Choice, Item, Option, Remark, Switch
from equilibre.ui.settings import SettingsStore
from equilibre.ui.theme import SCALES


def view_menu(
    store: SettingsStore, change: Callable[..., None], full_screen: Callable[[], None], tabs: Choice
) -> list[Item]:
    """Return the lines that show the settings; choosing in them calls *change*, field=value."""
    settings = store.settings
    themes = (
        Option("system", _("As the system")),
        Option("light", _("Light")),
        Option("dark", _("Dark")),
        Option("contrast", _("High contrast")),
    )
    languages = [Option(key, name) for key, name in LANGUAGES.items()]
    sizes = [Option(scale, numbers.percent(scale / 100, 0)) for scale in SCALES]
    levels = (Option("simple", _("Simple")), Option("complete", _("Complete")))

    def choice(text: str, options: Sequence[Option], setting: str) -> Choice:
        return Choice(
            text,
            options,
            getattr(settings, setting),
            lambda value: change(**{setting: value}),
            why_locked(store, setting),
        )

    def switch(text: str, setting: str) -> Switch:
        return Switch(
            text,
            getattr(settings, setting),
            lambda on: change(**{setting: on}),
            why_locked(store, setting),
        )

    choices: list[Item] = [
        choice(_("Language"), languages, "language"),
        choice(_("Theme"), themes, "theme"),
        choice(_("Size of texts"), sizes, "scale_percent"),
        choice(_("Level"), levels, "level"),
        switch(_("Everyday comparisons"), "equivalents"),
        switch(_("Animations"), "motion"),
    ]
    if any(isinstance(item, Choice | Switch) and item.closed for item in choices):
        choices.append(Remark(_("What is locked is settled for everyone on this computer.")))
    front: list[Item] = [tabs, SEPARATOR] if len(tabs.options) > 1 else []
    full = Action(_("Full screen"), full_screen, "F11")
    return [*front, *choices, SEPARATOR, full]
