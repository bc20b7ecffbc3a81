"""What a user may choose, and what each choice may be."""

from dataclasses import replace

from equilibre.facts.default import DEFAULT_COUNTRY
from equilibre.records import dataclass
from equilibre.texts import LANGUAGES

THEMES = ("system", "light", "dark", "contrast")
SCALES = (90, 100, 110, 125, 150, 175, 200)  # percent
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
            country=self.country if _is_country(self.country) else default.country,
        )


def _is_country(key: str) -> bool:
    if key == DEFAULT_COUNTRY:
        return True  # the window is not kept waiting for the table
    from equilibre.facts.electricity import countries

    return key in countries()
