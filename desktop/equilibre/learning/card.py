"""What is known of a data set without opening it: the card that the student reads."""

from dataclasses import field, fields
from functools import cache
from math import ceil
from typing import Literal

import msgspec

from equilibre.learning.control import Settings
from equilibre.learning.errors import UnknownName
from equilibre.records import dataclass
from equilibre.resources import resource
from equilibre.texts import Words, _

TEST_SHARE = 0.25
_LONGEST_KEY = 64  # some systems fail to look for a file of a very long name
MOST_TEST_ROWS = 20_000  # more would judge no better, and cost more than the training


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which published file a data set was made from, and how."""

    package: str  # the archive it came in, with its version
    sha256: str  # of that archive
    file: str  # inside the archive
    transform: str  # the script of this repository that made our file of it
    date: str  # when, ISO 8601


@dataclass(frozen=True, slots=True)
class DatasetCard:
    """A data set as its file in ``resources/datasets``, or on the user's shelf, describes it."""

    key: str
    name: Words
    question: Words  # what a model is asked, in one sentence
    task: Literal["classification", "regression"]
    rows: int
    columns: int
    row_name: Words  # what a row is: patients, images…
    source: Words  # whose data, when, where published
    licence: str | Words  # its name, or a sentence where it has none
    honest_for: Words  # what a result on these data may be used for, and what not
    origin: Literal["real", "synthetic", "own"] = "real"  # own: a table of the user's
    classes: tuple[Words, ...] = ()  # in the order of their numbers; empty for a regression
    column_names: tuple[Words, ...] = ()  # with their units; empty for images and words
    target_name: Words | None = None  # of a regression, with its unit
    image: tuple[int, ...] = ()  # height and width, where a row is a grey image
    audible: bool = False  # a row can be played
    sparse: bool = False  # rows are mostly zeros: words of a text
    published_test_rows: int = 0  # the last rows, where the publication set them aside itself
    share: float = 1.0  # of the training rows used at first
    provenance: Provenance | None = None
    defaults: dict[str, Settings] = field(default_factory=dict)  # by family, where they differ

    @property
    def honest_use(self) -> str:
        """``honest_for`` in the language in use, as the rest of a sentence."""
        text = str(self.honest_for)
        return text[:1].lower() + text[1:]

    @property
    def outputs(self) -> int:
        """Number of outputs of a model: one per class, but one for two classes or a number."""
        return len(self.classes) if len(self.classes) > 2 else 1  # noqa: PLR2004

    @property
    def test_rows(self) -> int:
        """Number of rows set aside to judge the model, rounded up as scikit-learn does."""
        return self.published_test_rows or min(ceil(self.rows * TEST_SHARE), MOST_TEST_ROWS)

    @property
    def training_rows(self) -> int:
        """Number of rows that a model may learn from."""
        return self.rows - self.test_rows

    @property
    def generated(self) -> bool:
        """Whether the rows are computed, as many as asked for."""
        return self.origin == "synthetic"


@cache
def card_of_resource(key: str) -> DatasetCard:
    """Return the card of a data set that comes with the program.

    Raises UnknownName when there is none, ValueError when its file is not a whole card.
    """
    file = resource("datasets", f"{key}.toml")
    if len(key) > _LONGEST_KEY or not key.isidentifier() or not file.is_file():
        raise UnknownName(_("There is no data set named “{name}”.").format(name=key))
    content = msgspec.toml.decode(file.read_bytes())
    unknown = set(content) - {each.name for each in fields(DatasetCard)}
    if unknown:
        raise ValueError(f"{key}.toml: unknown keys {sorted(unknown)}")
    return msgspec.convert(content | {"key": key}, DatasetCard)
