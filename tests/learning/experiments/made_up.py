"""An experiment made up for tests: two predictions, three pictures, a lens, no computation."""

from collections.abc import Iterator

from equilibre.learning.control import Control
from equilibre.learning.experiments.experiment import (
    Axis,
    Entry,
    Experiment,
    Findings,
    Picture,
    Point,
    Prediction,
    Request,
    Series,
)

SIZES = (1, 10, 100, 1000)


def points(rows: float = 200) -> tuple[Point, ...]:
    """Return what a whole run finds: models of four sizes, their costs, and two searches."""
    models = [
        Point("score", "test", size, 0.5 + 0.1 * index, size / 1000, 0.4, 0.95, 3, lens=0.0)
        for index, size in enumerate(SIZES)
    ]
    lens = [Point("score", "test", size, 0.9, lens=1.0) for size in SIZES]
    bars = [
        Point("cost", "test", 0, 0.0, 0.4, name="small"),
        Point("cost", "test", 1, 0.0, 4.0, name="large", kept=True),
    ]
    fits = [
        Point("fits", "test", 2 * one + fold, 0.8 + 0.1 * one, 1.0, name=f"{fold + 1}",
              group=f"candidate {one + 1}", kept=one == fold == 1)
        for one in range(2)
        for fold in range(2)
    ]  # fmt: skip
    return (*models, *lens, *bars, *fits)


def conduct(request: Request) -> Iterator[Point]:
    yield from points(request.settings["rows"])


def read(findings: Findings) -> tuple[str, ...]:
    best = max((point.y for point in findings.of("score")), default=None)
    return () if best is None else (f"The best score is {best:.2f}.",)


def truth(findings: Findings) -> float | None:
    costs = [point.processor_seconds for point in findings.of("cost")]
    return costs[1] / costs[0] if len(costs) > 1 else None


MADE_UP = Experiment(
    key="made_up",
    name="A made-up experiment",
    question="Does a larger model do better?",
    explanation="Nothing is computed.",
    predictions=(
        Prediction(
            "Is it better?", ("No", "Yes"), truth=lambda found: 1.0 if found.points else None
        ),
        Prediction("How many times?", stops=(1, 2, 5, 10), form="times", truth=truth),
    ),
    pictures=(
        Picture(
            "score",
            "Score against size",
            "curves",
            Axis("Size", logarithmic=True),
            Axis("Score", unit="%"),
            (Series("test", "Test rows"),),
            short="Score",
        ),
        Picture(
            "cost",
            "Cost of each",
            "bars",
            Axis("Model"),
            Axis("Energy", energy=True),
            (Series("test", "Test rows"),),
        ),
        Picture(
            "fits",
            "Every fit",
            "icicle",
            Axis("Energy", energy=True),
            Axis("Score", unit="%"),
            (Series("test", "Test rows"),),
        ),
    ),
    conduct=conduct,
    count=lambda request: len(points()),
    read=read,
    controls=(
        Control("rows", "Rows", "How many rows.", (100, 200, 400), 200),
        Control("trials", "Trials", "How often.", (1, 3), 3, simple=False),
    ),
    lens=Control("ridge", "Ridge", "How much.", (0.0, 1.0), 0.0),
    datasets=("digits", "breast_cancer"),
    entries=(Entry("scheduler", "Scheduler", "Its address."),),
    seconds=10.0,
    sources=("Somebody, Somewhere, 2019",),
)
OTHER = Experiment(
    key="other",
    name="Another one",
    question="And this?",
    explanation="Nothing either.",
    predictions=(),
    pictures=MADE_UP.pictures[:1],
    conduct=conduct,
    count=lambda request: 0,
)
