"""What the training process would tell of made-up models."""

import numpy as np

from equilibre.learning.dataset import card
from equilibre.learning.looking.decision_map import COARSE, FINE, DecisionMap
from equilibre.learning.looking.judged import Classified, Estimated, Image
from equilibre.learning.looking.play import Answer, Example
from equilibre.learning.looking.subject import Subject
from equilibre.learning.looking.weights import Weights


def subject(dataset: str = "digits", family: str = "linear", seed: int = 42) -> Subject:
    return Subject(dataset, family, {"epochs": 20}, seed, 650)


def classified(about: Subject | None = None) -> Classified:
    """Return ten right answers of each class, and a few errors."""
    about = about or subject()
    count = len(card(about.dataset).classes)
    confusion = 10 * np.eye(count, dtype=np.int64)
    confusion[0, 1], confusion[1, 0] = 3, 1
    shape = card(about.dataset).image
    if not shape:
        return Classified(about, confusion)
    random = np.random.default_rng(0)

    def image(row: int, answer: int, truth: int) -> Image:
        pixels = random.random(shape, np.float32)
        return Image(row, pixels, answer, 0.999 - row / 100, truth)

    wrong = (*(image(row, 1, 0) for row in range(3)), image(3, 0, 1))
    right = tuple(image(10 + row, row % count, row % count) for row in range(40))
    return Classified(about, confusion, wrong, right)


def estimated() -> Estimated:
    truth = np.linspace(30, 300, 40)
    return Estimated(subject("diabetes"), truth, truth + 20 * np.sin(truth))


def weights(about: Subject | None = None) -> Weights:
    about = about or subject()
    description = card(about.dataset)
    random = np.random.default_rng(0)
    shape = (description.outputs, description.columns)
    return Weights(
        about,
        "outputs",
        random.normal(size=shape),
        random.normal(size=shape) / 9,
        np.arange(description.columns),
        tuple(range(description.outputs)),
        description.outputs,
    )


def decision_map(about: Subject, columns: tuple[int, int] | None, whole: bool) -> DecisionMap:
    description = card(about.dataset)
    up, across = FINE if whole else COARSE
    random = np.random.default_rng(0)
    regression = description.task == "regression"
    rows, places = np.mgrid[0:up, 0:across] / max(up, across)
    bands = rows + places
    answers = (
        100 + 200 * bands if regression else (bands * 4).astype(int) % len(description.classes)
    )
    points = random.random(60)
    truths = 100 + 200 * points if regression else (points * len(description.classes)) // 1
    return DecisionMap(
        about,
        columns,
        (0.0, 0.0) if columns else (0.31, 0.12),
        -3.0,
        4.0,
        100.0,
        240.0,
        answers.astype(float),
        np.clip(0.3 + rows, 0, 1),
        -3 + 7 * random.random(60),
        100 + 140 * random.random(60),
        truths,
        np.roll(truths, 1) if not regression else truths + 9,
        2,
        whole,
    )


def example(about: Subject | None = None) -> Example:
    about = about or subject()
    description = card(about.dataset)
    columns = description.columns
    random = np.random.default_rng(0)
    image = bool(description.image)
    return Example(
        about,
        0,
        450,
        16 * random.random(columns),
        np.zeros(columns),
        np.full(columns, 16.0),
        () if image else tuple(range(columns)),
        120.0 if description.task == "regression" else 1.0,
        (25.0, 346.0),
    )


def answer(given: Example) -> Answer:
    description = card(given.subject.dataset)
    if description.task == "regression":
        return Answer(given.subject, given.values, np.array([133.0]))
    outputs = np.linspace(1, 2, len(description.classes))
    return Answer(given.subject, given.values, outputs / outputs.sum())
