"""Where a figure comes from."""

from equilibre.records import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader needs to find the figure again."""

    title: str  # document or data set, with its licence
    locator: str  # table, page, column or file
    year: str  # of the figure, or the date of the data
    confidence: str  # how it was checked
