"""Where the figures of a table come from: a file says it in columns; knows no screen."""

from equilibre.growth.figure import Figure, Kind
from equilibre.records import dataclass

COLUMNS = ("kind", "source", "locator")
_COMPUTED = "computed"


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a figure came to be, and where it stands if someone published it."""

    kind: str = _COMPUTED
    source: str = ""
    locator: str = ""

    @property
    def cells(self) -> tuple[str, str, str]:
        """The cells of COLUMNS."""
        return self.kind, self.source, self.locator


MEASURED = Provenance("measured")


def provenance_of(figure: Figure) -> Provenance:
    """Return where a figure comes from, as files say it."""
    return Provenance(kind_of(figure), figure.origin.source, str(figure.origin.locator))


def kind_of(figure: Figure) -> str:
    """Return how a figure came to be, as files say it: never translated."""
    return _COMPUTED if figure.kind is Kind.DERIVED else figure.kind.value
