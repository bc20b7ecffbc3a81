"""One figure of one model, and where it comes from."""

from enum import StrEnum

from equilibre.records import dataclass
from equilibre.texts import N_, Words, _


class Kind(StrEnum):
    """How a figure came to be; each kind has its own mark on charts."""

    PUBLISHED = "published"  # by those who trained the model, or measured it
    ESTIMATED = "estimated"  # by a third party
    DERIVED = "derived"  # computed here from published figures
    UNDISCLOSED = "undisclosed"  # a hole: nobody published it


class Confidence(StrEnum):
    """How the figure was checked."""

    OPENED = "opened"  # the primary text or data set was read
    SECONDARY = "secondary"  # a transcription or a quotation with its page
    MEMORY = "memory"  # not verified: hidden unless asked for


_KINDS = {
    Kind.PUBLISHED: N_("published"),
    Kind.ESTIMATED: N_("estimated by a third party"),
    Kind.DERIVED: N_("computed here"),
    Kind.UNDISCLOSED: N_("never published"),
}
_CONFIDENCES = {
    Confidence.OPENED: N_("read in the source itself"),
    Confidence.SECONDARY: N_("quoted from a third party, not read in the source"),
    Confidence.MEMORY: N_("from memory, not verified"),
}


def kind_in_words(kind: Kind) -> str:
    """Return how a figure came to be, in the language in use."""
    return _(_KINDS[kind])


def confidence_in_words(confidence: Confidence) -> str:
    """Return how a figure was checked, in the language in use."""
    return _(_CONFIDENCES[confidence])


@dataclass(frozen=True, slots=True)
class Origin:
    """What a reader needs to find a figure again."""

    source: str  # document or data set, with its licence
    locator: Words  # table, page, row
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Figure:
    """A value in SI units with the bounds known of it; no value where nobody published one."""

    value: float | None
    low: float | None  # bounds that the source, or the derivation, justifies
    high: float | None
    kind: Kind
    origin: Origin
    basis: Words  # how it was obtained: "measured power × hours × PUE 1.58"

    @property
    def verified(self) -> bool:
        """Whether someone read it somewhere: what comes from memory is hidden by default."""
        return self.origin.confidence is not Confidence.MEMORY
