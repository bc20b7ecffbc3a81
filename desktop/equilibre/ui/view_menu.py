"""The View menu: which tab is in front, and how everything looks and speaks."""

from collections.abc import Callable, Sequence

from equilibre import numbers
from equilibre.texts import LANGUAGES, _
from equilibre.ui.menus import SEPARATOR, Action, Choice, Item, Menu, Option, Switch
from equilibre.ui.settings import Settings
from equilibre.ui.theme import SCALES


def view_menu(
    settings: Settings, change: Callable[..., None], full_screen: Callable[[], None], tabs: Choice
) -> Menu:
    """Return the menu that shows *settings*; choosing in it calls *change*, field=value."""
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
        chosen = getattr(settings, setting)
        return Choice(text, options, chosen, lambda value: change(**{setting: value}))

    items: list[Item] = [
        choice(_("Language"), languages, "language"),
        choice(_("Theme"), themes, "theme"),
        choice(_("Size of texts"), sizes, "scale_percent"),
        choice(_("Level"), levels, "level"),
        Switch(_("Everyday comparisons"), settings.equivalents, lambda on: change(equivalents=on)),
        Switch(_("Animations"), settings.motion, lambda on: change(motion=on)),
        SEPARATOR,
        Action(_("Full screen"), full_screen, "F11"),
    ]
    if len(tabs.options) > 1:
        items = [tabs, SEPARATOR, *items]
    return Menu(_("&View"), items)
