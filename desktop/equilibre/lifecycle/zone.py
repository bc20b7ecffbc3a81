"""The zones that electricity comes from."""

from equilibre.records import dataclass
from equilibre.texts import language


@dataclass(frozen=True, slots=True)
class Zone:
    """A country, or a group of countries, and the factor of its electricity."""

    key: str  # ISO 3166 alpha-3; WOR for the world, EEE for Europe
    english: str
    french: str
    factor: str  # the key of its electricity among the factors

    @property
    def name(self) -> str:
        """The name in the language in use."""
        return self.french if language() == "fr" else self.english
