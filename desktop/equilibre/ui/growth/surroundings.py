"""What every page of the growth tab shares; knows no screen."""

from collections.abc import Callable
from dataclasses import field

from equilibre.facts.electricity import DEFAULT_COUNTRY, Country, countries
from equilibre.records import dataclass
from equilibre.sessions.kept import KeptRuns
from equilibre.ui.board import Notice


def _nothing(*_what: object) -> None:
    pass


@dataclass(slots=True)
class Surroundings:
    """The student's country, kept runs and wishes, and a way to say something above the page."""

    kept: KeptRuns
    country_key: str = DEFAULT_COUNTRY
    country_locked: str = ""  # why the student cannot choose it; empty: they can
    unverified: bool = False  # figures from memory are shown too
    motion: bool = True  # False: nothing glides, everything jumps
    notify: Callable[[Callable[[], Notice]], None] = _nothing  # given a maker: languages change
    keep_country: Callable[[str], None] = _nothing  # for the next start
    followers: list[Callable[[], None]] = field(default_factory=list)

    @property
    def country(self) -> Country:
        """The electricity that carbon is computed with."""
        return countries()[self.country_key]

    def choose_country(self, key: str) -> None:
        """Compute carbon with the electricity of *key* from now on, on every page."""
        if key != self.country_key:
            self.country_key = key
            self.keep_country(key)
            self.tell()

    def show_unverified(self, shown: bool) -> None:
        """Show or hide the figures that nobody verified, on every page."""
        if shown != self.unverified:
            self.unverified = shown
            self.tell()

    def tell(self) -> None:
        """Have every page computed anew."""
        for follow in self.followers:
            follow()
