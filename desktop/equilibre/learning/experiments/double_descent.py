"""More parameters than rows: the test error climbs to a peak, and falls again behind it."""

import time
from collections.abc import Iterator
from dataclasses import field
from typing import TYPE_CHECKING, Any

from equilibre.learning.control import Control
from equilibre.learning.experiments.descent_words import read, truth_of_peak, truth_of_shape
from equilibre.learning.experiments.experiment import (
    Axis,
    Experiment,
    Picture,
    Point,
    Prediction,
    Request,
    Series,
)
from equilibre.learning.experiments.random_features import RandomFeatures, solutions
from equilibre.learning.experiments.repeats import mean_point, median_point
from equilibre.records import dataclass
from equilibre.texts import N_

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

WIDTH = 0.35  # standard deviation of the random directions, for columns from 0 to 1
TEST_IMAGES = 797  # the other 1 000 can be learned from
DIABETES_ROWS = 100  # learned from; the other 342 test

# Features per training row, coarse before fine: the peak shows after a few of them.
RATIOS: tuple[float, ...] = (0.2, 1.0, 10.0, 0.5, 2.0, 0.9, 1.25, 0.05, 0.7, 5.0, 0.95, 1.05)
RATIOS += (0.1, 0.3, 0.4, 0.6, 0.8, 1.1, 1.5, 3.0)
ROW_RATIOS = (0.5, 1.0, 5.0, 0.25, 0.75, 1.25, 2.0, 0.95, 1.05, 1.5, 3.0)  # rows per feature
DIABETES_RATIOS = (0.1, 1.0, 10.0, 0.5, 2.0, 0.05, 0.2, 0.8, 1.25, 5.0)

ROWS = Control(
    key="rows",
    name=N_("Training rows n"),
    explanation=N_("How many images are learned from. The peak moves with it."),
    stops=(100, 200, 400),
    default=200,
)
NOISE = Control(
    key="noise",
    name=N_("Random labels"),
    explanation=N_("The share of the training images that get the name of a digit at random."),
    stops=(0.0, 0.1, 0.2, 0.4),
    default=0.0,
    percent=True,
)
TRIALS = Control(
    key="trials",
    name=N_("Trials"),
    explanation=N_("How many times everything is done, with other images and other features."),
    stops=(3, 5, 10, 20),
    default=5,
    simple=False,
)
RIDGE = Control(
    key="ridge",
    name=N_("Ridge λ"),
    explanation=N_("How much large parameters are held back: 0, not at all."),
    stops=(0.0, 1e-6, 1e-4, 1e-3, 1e-2, 1e-1, 1.0),
    default=0.0,
)

PER_ROW = Axis(N_("Random features per training row, N/n"), logarithmic=True)
ERROR = Axis(N_("Wrong answers"), unit="%")

PICTURES = (
    Picture(
        "error",
        N_("Wrong answers against the number of features"),
        "curves",
        PER_ROW,
        ERROR,
        (
            Series("test", N_("Test images")),
            Series("training", N_("Training images")),
        ),
        short=N_("Error"),
    ),
    Picture(
        "norm",
        N_("Size of the parameters ‖θ‖ against the number of features"),
        "curves",
        PER_ROW,
        Axis(N_("Size of the parameters ‖θ‖"), logarithmic=True),
        (Series("norm", N_("Size of the parameters")),),
        short=N_("Parameters"),
    ),
    Picture(
        "rows",
        N_("Wrong answers against the number of training images"),
        "curves",
        Axis(N_("Training images per feature, n/N"), logarithmic=True),
        ERROR,
        (Series("test", N_("Test images")),),
        short=N_("Rows"),
    ),
    Picture(
        "diabetes",
        N_("Where it does not help: the diabetes data"),
        "curves",
        PER_ROW,
        Axis(N_("Squared error (1: always say the mean)"), logarithmic=True),
        (Series("test", N_("Test patients")),),
        short=N_("Diabetes"),
    ),
)


@dataclass(slots=True)
class _Trials:
    """The values of every place so far, trial by trial, and the points they make."""

    values: dict[tuple[str, str, float, float], list[float]] = field(default_factory=dict)
    seconds: dict[tuple[str, float], float] = field(default_factory=dict)  # CPU time

    def point(
        self, picture: str, series: str, x: float, ridge: float, value: float, **more: Any
    ) -> Point:
        """Return the point of that place with one more trial."""
        values = self.values.setdefault((picture, series, x, ridge), [])
        values.append(value)
        if picture in ("norm", "diabetes"):  # a few trials are a thousand times the others
            return median_point(picture, series, x, values, lens=ridge, **more)
        return mean_point(picture, series, x, values, least=0.0, most=1.0, lens=ridge, **more)


@dataclass(frozen=True, slots=True)
class _Split:
    """What a trial learns from, and what judges it."""

    training: "NDArray[Any]"  # (n, d)
    target: "NDArray[Any]"  # (n, K): one column per class, or the standardised value
    test: "NDArray[Any]"  # (test rows, d)
    test_target: "NDArray[Any]"  # (test rows, K)

    def first(self, rows: int) -> "_Split":
        """Return the same with the first training rows only."""
        return _Split(self.training[:rows], self.target[:rows], self.test, self.test_target)


def _digits(rows: int, wrong: float, generator: "Generator") -> _Split:
    """Return images with pixels from 0 to 1, a share *wrong* of the *rows* with a random name."""
    import numpy as np

    from equilibre.learning.sources import SOURCES

    given = SOURCES["digits"](0)
    order = generator.permutation(len(given.target))
    images, names = given.columns[order] / 16.0, np.array(given.target[order], dtype=np.int64)
    learned = names[TEST_IMAGES:].copy()
    redrawn = generator.permutation(len(learned))
    drawn = generator.integers(0, 10, len(learned))
    part = redrawn < round(wrong * len(learned))
    learned[part] = drawn[part]
    one_hot = np.eye(10)
    return _Split(
        images[TEST_IMAGES:],
        one_hot[learned],
        images[:TEST_IMAGES],
        one_hot[names[:TEST_IMAGES]],
    ).first(rows)


def _diabetes(generator: "Generator") -> _Split:
    from equilibre.learning.sources import SOURCES

    given = SOURCES["diabetes"](0)
    order = generator.permutation(len(given.target))
    columns, target = given.columns[order], given.target[order][:, None]
    n = DIABETES_ROWS
    columns = (columns - columns[:n].mean(axis=0)) / columns[:n].std(axis=0)
    target = (target - target[:n].mean()) / target[:n].std()
    return _Split(columns[:n], target[:n], columns[n:], target[n:])


def conduct(request: Request) -> Iterator[Point]:
    """Yield the points of all pictures, trial after trial."""
    import numpy as np

    settings = EXPERIMENT.defaults() | dict(request.settings)
    rows, trials = int(settings["rows"]), _Trials()
    for trial in range(int(settings["trials"])):
        generator = np.random.default_rng((request.seed, trial))
        images = _digits(1000, settings["noise"], generator)
        few = images.first(rows)
        for ratio in RATIOS:
            yield from _fits("error", few, ratio, round(rows * ratio), trials, generator)
        for ratio in _row_ratios(rows):
            some = images.first(round(rows * ratio))
            yield from _fits("rows", some, ratio, rows, trials, generator)
        patients = _diabetes(generator)
        for ratio in DIABETES_RATIOS:
            features = round(DIABETES_ROWS * ratio)
            yield from _fits("diabetes", patients, ratio, features, trials, generator)


def _row_ratios(features: int) -> tuple[float, ...]:
    return tuple(ratio for ratio in ROW_RATIOS if features * ratio <= 1000)  # noqa: PLR2004


def _fits(
    picture: str, split: _Split, x: float, features: int, trials: _Trials, generator: "Generator"
) -> Iterator[Point]:
    """Yield what every ridge makes of one draw of features."""
    import numpy as np

    began = time.process_time()
    drawn = RandomFeatures.drawn(split.training.shape[1], features, WIDTH, generator)
    training, test = drawn.of(split.training), drawn.of(split.test)
    found = [
        (
            ridge,
            _error(training @ answer, split.target),
            _error(test @ answer, split.test_target),
            float(np.linalg.norm(answer)),
        )
        for ridge, answer in zip(
            RIDGE.stops, solutions(training, split.target, RIDGE.stops), strict=True
        )
    ]
    trials.seconds[picture, x] = trials.seconds.get((picture, x), 0.0) + (
        time.process_time() - began
    )
    figures = {"rows": len(split.training), "features": features}
    for ridge, training_error, test_error, norm in found:
        # One decomposition serves all ridges: its time is counted once.
        spent = trials.seconds[picture, x] if ridge == RIDGE.default else 0.0
        yield trials.point(
            picture, "test", x, ridge, test_error, figures=figures, processor_seconds=spent
        )
        if picture == "error":
            yield trials.point(picture, "training", x, ridge, training_error, figures=figures)
            yield trials.point("norm", "norm", x, ridge, norm, figures=figures)


def _error(answers: "NDArray[Any]", target: "NDArray[Any]") -> float:
    """Return the share of wrong answers, or the squared error relative to the mean's."""
    if target.shape[1] > 1:
        return float((answers.argmax(axis=1) != target.argmax(axis=1)).mean())
    return float(((answers - target) ** 2).mean() / (target**2).mean())


def count(request: Request) -> int:
    """Return how many points a whole run yields."""
    settings = EXPERIMENT.defaults() | dict(request.settings)
    rows = _row_ratios(int(settings["rows"]))
    draws = 3 * len(RATIOS) + len(rows) + len(DIABETES_RATIOS)
    return int(settings["trials"]) * draws * len(RIDGE.stops)


EXPERIMENT = Experiment(
    key="double_descent",
    name=N_("Double descent"),
    question=N_("Do more parameters than training rows always make a model worse?"),
    explanation=N_(
        "A few images of digits, more and more random Fourier features of them, and the answer of "
        "least squares with the smallest parameters. Each trial draws other images and features."
    ),
    predictions=(
        Prediction(
            N_(
                "With as many features as rows, the model knows all its rows by heart. With still "
                "more features, its error on new images…"
            ),
            choices=(
                N_("…goes on rising"),
                N_("…stays as high as it is"),
                N_("…falls again, but not as low as before"),
                N_("…falls again, lower than ever"),
            ),
            truth=truth_of_shape,
        ),
        Prediction(
            N_(
                "How many times the error of the largest model is that of the model with as many "
                "features as rows?"
            ),
            stops=(1, 2, 5, 10, 20, 50),
            form="times",
            truth=truth_of_peak,
        ),
    ),
    pictures=PICTURES,
    conduct=conduct,
    count=count,
    read=read,
    controls=(ROWS, NOISE, TRIALS),
    lens=RIDGE,
    seconds=8.0,
    sources=(
        "M. Belkin, D. Hsu, S. Ma, S. Mandal, Reconciling modern machine-learning practice and "
        "the classical bias–variance trade-off, PNAS 116(32), 2019, 15849–15854",
        "A. Rahimi, B. Recht, Random features for large-scale kernel machines, NIPS 2007",
    ),
)
