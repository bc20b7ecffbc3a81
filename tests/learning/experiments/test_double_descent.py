"""The peak of the test error, what melts it, and where it does not help."""

import pytest

from equilibre.learning.experiments.double_descent import EXPERIMENT
from equilibre.learning.experiments.experiment import Findings, Point, Request
from equilibre.learning.experiments.repeats import mean_point
from tests.learning.experiments.conducted import conducted, read


@pytest.fixture(scope="module")
def usual() -> Findings:
    return conducted(EXPERIMENT, trials=3)


def at(findings: Findings, picture: str, x: float, ridge: float = 0.0) -> Point:
    points = findings.of(picture, "norm" if picture == "norm" else "test")
    return next(point for point in points if point.x == x and point.lens == ridge)


def test_the_peak_stands_where_there_are_as_many_features_as_rows(usual: Findings) -> None:
    bare = [point for point in usual.of("error", "test") if point.lens == 0.0]
    peak = max(bare, key=lambda point: point.y)
    assert peak.x == 1.0
    assert peak.figures["features"] == 200
    assert peak.y == pytest.approx(0.85, abs=0.1)
    assert bare[-1].y == pytest.approx(0.05, abs=0.02)


def test_a_ridge_melts_the_peak(usual: Findings) -> None:
    assert at(usual, "error", 1.0, 1e-2).y == pytest.approx(0.077, abs=0.02)
    heights = [at(usual, "error", 1.0, ridge).y for ridge in (0.0, 1e-6, 1e-4, 1e-3, 1e-2)]
    assert heights == sorted(heights, reverse=True)


def test_the_parameters_are_largest_at_the_peak(usual: Findings) -> None:
    assert at(usual, "norm", 1.0).y > 5 * at(usual, "norm", 0.5).y
    assert at(usual, "norm", 1.0).y > 5 * at(usual, "norm", 10.0).y


def test_more_images_can_do_worse_but_not_with_a_ridge(usual: Findings) -> None:
    assert at(usual, "rows", 1.0).y > 2 * at(usual, "rows", 0.5).y
    assert at(usual, "rows", 1.0, 1e-2).y < at(usual, "rows", 0.5, 1e-2).y


def test_on_the_diabetes_data_the_largest_model_is_the_worse_one(usual: Findings) -> None:
    assert at(usual, "diabetes", 10.0).y > 1.0 > at(usual, "diabetes", 0.2).y
    assert at(usual, "diabetes", 1.0).y > 10


def test_the_sentences_say_what_was_seen(usual: Findings) -> None:
    told = read(EXPERIMENT, usual)
    assert "N = n = 200" in told
    assert "A ridge melts the peak" in told
    assert "The largest model does better" in told
    assert "More data can hurt" in told
    assert "On the diabetes data it does not help" in told
    shape, times = (prediction.truth(usual) for prediction in EXPERIMENT.predictions)
    assert shape == 3  # lower than ever
    assert times == pytest.approx(16, rel=0.4)


def test_with_many_wrong_labels_the_large_model_does_not_win() -> None:
    noisy = conducted(EXPERIMENT, rows=100, noise=0.4, trials=3)
    peak = max(noisy.of("error", "test"), key=lambda point: point.y)
    assert peak.x == 1.0
    assert peak.figures["features"] == 100
    assert "The largest model does better" not in read(EXPERIMENT, noisy)
    assert EXPERIMENT.predictions[0].truth(noisy) != 3


def test_the_same_seed_gives_the_same_points() -> None:
    first, again, other = (next(EXPERIMENT.conduct(Request({}, seed=seed))) for seed in (7, 7, 8))
    assert first.values == again.values
    assert first.values != other.values


def test_without_points_nothing_is_said() -> None:
    nothing = Findings(EXPERIMENT.defaults(), (), complete=False)
    assert read(EXPERIMENT, nothing) == ""
    assert [prediction.truth(nothing) for prediction in EXPERIMENT.predictions] == [None, None]


def test_trials_that_differ_too_much_leave_the_shape_open() -> None:
    def point(x: float, *errors: float) -> Point:
        return mean_point("error", "test", x, errors, lens=0.0, figures={"rows": 200})

    unsure = (point(0.5, 0.1, 0.12, 0.11), point(1.0, 0.9, 0.1, 0.5), point(10.0, 0.1, 0.5, 0.4))
    findings = Findings(EXPERIMENT.defaults(), unsure, complete=True)
    assert EXPERIMENT.predictions[0].truth(findings) is None
    assert "these trials do not tell them apart" in read(EXPERIMENT, findings)
    assert "Not conclusive: whether the largest model does better" in read(EXPERIMENT, findings)
