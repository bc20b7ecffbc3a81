"""The data sets: what the user reads about them, and the rows themselves."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import cache, lru_cache
from math import ceil
from typing import Any, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from equilibre.learning.control import Settings
from equilibre.learning.errors import UnknownName
from equilibre.resources import resource
from equilibre.texts import Words, _

TEST_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class DatasetCard:
    """What is known of a data set without opening it, read from ``resources/datasets``."""

    key: str
    name: Words
    question: Words  # what a model is asked, in one sentence
    task: Literal["classification", "regression"]
    rows: int
    columns: int
    row_name: Words  # what a row is: patients, images…
    source: Words  # whose data, when, where published
    licence: str
    honest_for: Words  # what a result on these data may be used for, and what not
    classes: tuple[Words, ...] = ()  # in the order of their numbers; empty for a regression
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
        return ceil(self.rows * TEST_SHARE)

    @property
    def training_rows(self) -> int:
        """Number of rows that the model learns from."""
        return self.rows - self.test_rows


@cache
def card(key: str) -> DatasetCard:
    """Return the card of the data set named *key*.

    Raises UnknownName when there is none, ValueError when its file is not a whole card.
    """
    file = resource("datasets", f"{key}.toml")
    if not key.isidentifier() or not file.is_file():
        raise UnknownName(_("There is no data set named “{name}”.").format(name=key))
    content = msgspec.toml.decode(file.read_bytes())
    unknown = set(content) - {each.name for each in fields(DatasetCard)}
    if unknown:
        raise ValueError(f"{key}.toml: unknown keys {sorted(unknown)}")
    return msgspec.convert(content | {"key": key}, DatasetCard)


@dataclass(frozen=True, slots=True)
class Dataset:
    """The rows of a data set, a quarter of them set aside to judge the model.

    Columns are standardised (mean 0, standard deviation 1 on the training rows; a constant column
    is 0). A class is its number, 0 to K - 1; a regression target is standardised likewise.
    """

    card: DatasetCard
    training_columns: NDArray[np.float32]  # (training rows, columns)
    test_columns: NDArray[np.float32]  # (test rows, columns)
    training_target: NDArray[Any]  # (training rows,), int64 classes or float32 values
    test_target: NDArray[Any]  # (test rows,), likewise


@lru_cache(maxsize=4)
def load(key: str, seed: int) -> Dataset:
    """Return the data set *key*, split by *seed* with the shares of the classes kept.

    Imports scikit-learn: only the training process may call it. Raises UnknownName.
    """
    from sklearn.model_selection import train_test_split

    description = card(key)
    columns, target = _rows(key)
    regression = description.task == "regression"
    training, test, training_target, test_target = train_test_split(
        columns,
        target,
        test_size=TEST_SHARE,
        random_state=seed,
        stratify=None if regression else target,
    )
    training, test = _standardised(training, test)
    if regression:
        training_target, test_target = _standardised(training_target, test_target)
    return Dataset(description, training, test, training_target, test_target)


def _standardised(
    training: NDArray[np.float64], test: NDArray[np.float64]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    mean, deviation = training.mean(axis=0), training.std(axis=0)
    deviation = np.where(deviation == 0, 1.0, deviation)
    return (
        ((training - mean) / deviation).astype(np.float32),
        ((test - mean) / deviation).astype(np.float32),
    )


@cache
def _rows(key: str) -> tuple[NDArray[np.float64], NDArray[Any]]:
    columns, target = _LOADERS[key]()
    return columns, target


def _breast_cancer() -> Any:
    from sklearn.datasets import load_breast_cancer

    return load_breast_cancer(return_X_y=True)


def _diabetes() -> Any:
    from sklearn.datasets import load_diabetes

    return load_diabetes(return_X_y=True)


def _digits() -> Any:
    from sklearn.datasets import load_digits

    return load_digits(return_X_y=True)


_LOADERS: dict[str, Callable[[], Any]] = {
    "breast_cancer": _breast_cancer,
    "diabetes": _diabetes,
    "digits": _digits,
}
