"""Which build this is: a version, and the commit and the packages from which it was made."""

import json
from datetime import UTC, date, datetime

from equilibre import __version__
from equilibre.records import dataclass
from equilibre.resources import resource

CHECKOUT = "checkout"  # the name of what runs from the repository, or from a wheel


@dataclass(frozen=True, slots=True)
class Build:
    """One state of the program, as its installer was made.

    *name* is a commit, with ``+changes`` where files differed from it. *lock* is the SHA-256 of the
    list of packages, in hexadecimal, and *epoch* the time of the commit in seconds since 1970;
    both are empty (``""``, 0) in a checkout, whose packages may be others.
    """

    version: str
    name: str = CHECKOUT
    lock: str = ""
    epoch: int = 0

    @property
    def is_checkout(self) -> bool:
        """Whether this was started from a checkout, not from what an installer put in place."""
        return self.name == CHECKOUT

    @property
    def day(self) -> date:
        """The day of the commit, in Greenwich."""
        return datetime.fromtimestamp(self.epoch, UTC).date()


def build() -> Build:
    """Return the build that is running."""
    file = resource("build.json")
    if not file.is_file():
        return Build(__version__)
    told = json.loads(file.read_text(encoding="utf-8"))
    return Build(__version__, told["build"], told["lock"], told["epoch"])
