"""The searches are scikit-learn's own, every fit is seen and timed, and a stop keeps them."""

import threading

import pytest

from equilibre import numbers
from equilibre.learning.dataset import load
from equilibre.learning.experiments.candidates import SEARCHES, VARIED, Plan, model
from equilibre.learning.experiments.experiment import Findings, Point
from equilibre.learning.experiments.searching import Search
from equilibre.learning.experiments.tuning import EXPERIMENT
from tests.learning.experiments.conducted import conducted, read

SMALL = {"values": 2.0, "folds": 3.0, "draws": 5.0}


@pytest.fixture(scope="module")
def findings() -> Findings:
    return conducted(EXPERIMENT, "breast_cancer", **SMALL)


def gain(findings: Findings, series: str) -> Point:
    return findings.of("gain", series)[0]


@pytest.mark.parametrize("series", ["grid", "random", "halving"])
def test_each_search_times_its_fits_and_keeps_one(findings: Findings, series: str) -> None:
    fits = findings.of(series)
    assert all(fit.processor_seconds > 0 for fit in fits)
    assert [fit.kept for fit in fits].count(True) == 1
    figures = gain(findings, series).figures
    assert figures["trainings"] == len(fits)
    assert figures["seconds"] == pytest.approx(sum(fit.processor_seconds for fit in fits))


def test_the_grid_tries_every_candidate_on_every_fold(findings: Findings) -> None:
    fits = [fit for fit in findings.of("grid") if not fit.kept]
    groups = [fit.group for fit in fits]
    assert len(set(groups)) == 8
    assert all(groups.count(group) == 3 for group in groups)


def test_what_is_kept_is_one_of_the_best_candidates(findings: Findings) -> None:
    means: dict[str, float] = {}
    for fit in findings.of("grid"):
        if not fit.kept:
            means[fit.group] = means.get(fit.group, 0.0) + fit.y / 3
    kept = next(fit for fit in findings.of("grid") if fit.kept)
    assert means[kept.group] == pytest.approx(max(means.values()))
    assert findings.of("best", "grid")[-1].y == pytest.approx(max(means.values()))


def test_the_energy_is_counted_once(findings: Findings) -> None:
    fits = sum(sum(fit.processor_seconds for fit in findings.of(series)) for series in SEARCHES)
    first = gain(findings, "first").processor_seconds
    assert findings.processor_seconds == pytest.approx(fits + first)


@pytest.mark.parametrize(("values", "rows"), [(2, 426), (3, 426), (3, 1347), (4, 1347)])
def test_the_rounds_of_halving_are_those_of_scikit_learn(values: int, rows: int) -> None:
    from sklearn.datasets import make_classification
    from sklearn.dummy import DummyClassifier

    plan = Plan(values=values, folds=3, draws=5, rows=rows, seed=0)
    columns, target = make_classification(rows, random_state=0)
    search = SEARCHES["halving"](plan)(DummyClassifier())
    search.param_grid = {"random_state": list(range(plan.rounds[0]))}
    assert search.fit(columns, target).n_candidates_ == plan.rounds


def test_the_random_search_draws_between_the_ends_of_the_grid(findings: Findings) -> None:
    neurons = [int(fit.group.split()[0]) for fit in findings.of("random")]
    assert all(32 <= each <= 128 for each in neurons)
    assert len(set(neurons)) > 2


def test_a_search_given_up_trains_no_more() -> None:
    plan = Plan(values=3, folds=5, draws=5, rows=426, seed=0)
    search = Search(SEARCHES["grid"](plan), model(0))
    fits = search.fits(load("breast_cancer", 0), VARIED)
    kept = [next(fits) for _fit in range(4)]
    threads = threading.active_count()
    fits.close()  # type: ignore[attr-defined]
    assert threading.active_count() == threads - 1
    assert len({tuple(fit.parameters.values()) for fit in kept}) == 1
    assert all(fit.processor_seconds > 0 for fit in kept)


def test_a_fault_of_the_search_is_told_where_it_is_awaited() -> None:
    def broken(estimator: object) -> object:
        from sklearn.model_selection import GridSearchCV

        return GridSearchCV(estimator, {"alpha": [-1.0]}, cv=2, error_score="raise")

    with pytest.raises(ValueError, match="alpha"):
        list(Search(broken, model(0)).fits(load("breast_cancer", 0), VARIED))


def test_the_first_part_of_the_points_can_be_read(findings: Findings) -> None:
    some = Findings(findings.settings, findings.points[:20], complete=False)
    assert "So far" in read(EXPERIMENT, some)
    assert "keep one" not in read(EXPERIMENT, some)


def test_the_sentences_count_every_training(findings: Findings) -> None:
    fits = sum(len(findings.of(series)) for series in SEARCHES)
    text = read(EXPERIMENT, findings)
    first = gain(findings, "first")  # tried again and again only to time it
    once = findings.processor_seconds - first.processor_seconds + first.trial_seconds
    cost = numbers.energy(findings.joules_of(once) or 0.0, 2)
    assert f"In all {fits + 1} trainings, of which 3 are kept: {cost}." in text
    assert "The grid search did 25 trainings to keep one" in text


def made_up(
    right: int, wrong: int, validation: float = 0.95, kept_seconds: float = 1.0
) -> Findings:
    """Return what would be found if the random search had so many answers of its own."""
    more = {"trainings": 9.0, "seconds": 9.0, "kept_seconds": kept_seconds, "test_rows": 400.0}
    unlike = {
        f"{word}_unlike_{other}": count
        for word, count in (("right", right), ("wrong", wrong))
        for other in ("first", "grid")
    }
    return Findings(
        EXPERIMENT.defaults(),
        (
            Point("gain", "first", 1.0, 0.9, 1.0, 0.87, 0.93, figures=more),
            Point(
                "gain", "grid", 9.0, 0.95, low=0.93, high=0.97,
                figures=more | unlike | {"validation": validation},
            ),
            Point("gain", "random", 3.0, 0.95, low=0.93, high=0.97, figures=more | unlike),
        ),
        complete=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("right", "wrong", "choice", "words"),
    [
        (1, 30, 0.0, "keeps a worse model: −7.2 points"),
        (10, 9, 1.0, "cannot tell from the other: +0.2 points"),
        (30, 1, 2.0, "keeps a better model: +7.2 points"),
    ],
)
def test_the_random_search_is_judged_by_the_test_rows(
    right: int, wrong: int, choice: float, words: str
) -> None:
    findings = made_up(right, wrong)
    assert EXPERIMENT.predictions[2].truth(findings) == choice
    assert words in read(EXPERIMENT, findings)


def test_a_score_chosen_among_many_is_said_to_be_lucky_only_where_it_is() -> None:
    assert "partly by luck" in read(EXPERIMENT, made_up(10, 9, validation=0.99))
    assert "partly by luck" not in read(EXPERIMENT, made_up(10, 9, validation=0.96))


def test_a_training_too_quick_for_the_clock_divides_nothing() -> None:
    assert "9 trainings to keep one" in read(EXPERIMENT, made_up(10, 9))
    assert "trainings to keep one" not in read(EXPERIMENT, made_up(10, 9, kept_seconds=0.0))


def test_no_gain_is_claimed_where_none_is_shown() -> None:
    assert "Not conclusive: whether it gained anything." in read(EXPERIMENT, made_up(10, 9))


def test_the_number_of_trainings_is_a_prediction_with_a_truth(findings: Findings) -> None:
    trainings, ratio, _choice = (each.truth(findings) for each in EXPERIMENT.predictions)
    assert trainings == 25
    assert ratio == pytest.approx(gain(findings, "grid").x)
