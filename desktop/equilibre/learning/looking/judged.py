"""The answers to the rows set aside: which are wrong, and how far off."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from equilibre.learning.looking.subject import (
    Progress,
    Subject,
    answers_in_chunks,
    darkest_and_brightest,
    in_own_units,
    looked_at,
    subject,
)
from equilibre.records import dataclass

if TYPE_CHECKING:
    from equilibre.learning.engine import Training

MOST_IMAGES = 200  # wrong ones, and as many right ones


@dataclass(frozen=True, slots=True, eq=False)
class Image:
    """One test image, what the model says of it, and what it is."""

    row: int  # among the test rows
    pixels: NDArray[np.float32]  # (height, width), from 0 for black to 1 for white
    answer: int  # class
    sureness: float  # probability that the model gives to its answer
    truth: int  # class


@dataclass(frozen=True, slots=True, eq=False)
class Classified:
    """How a classifier answers to every test row."""

    subject: Subject
    confusion: NDArray[np.int64]  # (classes, classes): rows of this truth with that answer
    wrong: tuple[Image, ...] = ()  # the surest of them first; none where rows are no images
    right: tuple[Image, ...] = ()  # the least sure of them first

    @property
    def rows(self) -> int:
        """Number of test rows."""
        return int(self.confusion.sum())

    @property
    def wrong_rows(self) -> int:
        """Number of test rows answered wrongly."""
        return self.rows - int(np.trace(self.confusion))


@dataclass(frozen=True, slots=True, eq=False)
class Estimated:
    """How a regression answers to every test row, in the target's own unit."""

    subject: Subject
    truth: NDArray[np.float64]  # (test rows,)
    answers: NDArray[np.float64]  # likewise

    @property
    def mean_error(self) -> float:
        """Mean distance between the answer and the truth."""
        return float(np.abs(self.answers - self.truth).mean())


@dataclass(frozen=True, slots=True)
class Judge:
    """Ask the model for its answer to every test row."""

    def outcomes(self, last: "Training | None") -> Iterator[Progress | Classified | Estimated]:
        """Yield how far it is, then the judgement. Raises NothingLearned."""
        training = looked_at(last)
        data = training.dataset
        pieces = []
        for progress, piece in answers_in_chunks(training, data.test_columns):
            pieces.append(piece)
            yield progress
        given = np.concatenate(pieces)
        if data.card.task == "regression":
            truth = data.test_target.astype(np.float64) * data.target_deviation + data.target_mean
            yield Estimated(subject(training), truth, given[:, 0])
        else:
            yield _classified(training, given)


def _classified(training: "Training", probabilities: NDArray[np.float64]) -> Classified:
    card, truth = training.dataset.card, training.dataset.test_target
    answer, sureness = probabilities.argmax(axis=1), probabilities.max(axis=1)
    confusion = np.zeros((len(card.classes),) * 2, dtype=np.int64)
    np.add.at(confusion, (truth, answer), 1)
    if not card.image:
        return Classified(subject(training), confusion)
    black, white = darkest_and_brightest(training)

    def images(rows: NDArray[np.int64]) -> tuple[Image, ...]:
        own = in_own_units(training, training.dataset.test_columns[rows])
        grey = np.clip((own - black) / ((white - black) or 1.0), 0.0, 1.0)
        pixels = grey.astype(np.float32).reshape(len(rows), *card.image)
        return tuple(
            Image(int(row), one, int(answer[row]), float(sureness[row]), int(truth[row]))
            for row, one in zip(rows, pixels, strict=True)
        )

    surest = np.argsort(-sureness, kind="stable")
    wrong = surest[answer[surest] != truth[surest]][:MOST_IMAGES]
    right = surest[answer[surest] == truth[surest]][::-1][:MOST_IMAGES]
    return Classified(subject(training), confusion, images(wrong), images(right))
