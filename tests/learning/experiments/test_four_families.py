"""The four families on one data set: what is trained, and what is said of it."""

import pytest

from equilibre.learning.catalogue import FAMILIES
from equilibre.learning.dataset import card
from equilibre.learning.experiments import four_families
from equilibre.learning.experiments.experiment import Findings, Point
from equilibre.learning.experiments.four_families import EXPERIMENT, plan
from equilibre.learning.experiments.repeats import mean_point
from tests.learning.experiments.conducted import conducted, read

KEYS = [family.key for family in FAMILIES]


def family(
    key: str, *scores: float, seconds: float, spread: float = 0.1, picture: str = "families"
) -> Point:
    """Return a point whose training took *seconds*, a share *spread* more or less."""
    return mean_point(
        picture,
        key,
        seconds if picture == "sizes" else 0.0,
        scores,
        processor_seconds=seconds * len(scores),
        figures={
            "parameters": 1000 * seconds,
            "seconds_low": seconds * (1 - spread),
            "seconds_high": seconds * (1 + spread),
        },
    )


def found(*points: Point) -> Findings:
    return Findings({}, points, complete=True, energy_joules=100.0)


NEAR = (0.90, 0.91, 0.89, 0.90)
FAR = (0.97, 0.98, 0.96, 0.97)


def test_a_run_trains_every_family_then_networks_of_more_and_more_neurons(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(four_families, "MOST_EPOCHS", 10)
    monkeypatch.setattr(four_families, "NEURONS_TRIED", (8, 32))
    findings = conducted(EXPERIMENT, "breast_cancer", trials=3)
    points = findings.of("families")
    assert {point.series for point in points} == set(KEYS)
    assert all(point.y > 0.85 and point.trials == 3 for point in points)
    assert all(findings.joules(point) > 0 for point in points)
    assert [point.x for point in findings.of("sizes")] == [8, 32]
    assert "\u202fJ" in read(EXPERIMENT, findings)  # what the cheapest and the dearest take


@pytest.mark.parametrize("key", EXPERIMENT.datasets)
def test_all_models_of_a_data_set_see_about_as_many_rows(key: str) -> None:
    description = card(key)
    models = plan(key)
    rows = {
        model.family.rows(description, model.settings) * model.settings["epochs"]
        for model in models
    }
    assert len(rows) == 1
    assert four_families.ROWS_SEEN / 3 < rows.pop() < four_families.ROWS_SEEN * 3 or (
        models[0].settings["epochs"] == four_families.MOST_EPOCHS
    )
    assert len({(model.picture, model.family.key, model.x) for model in models}) == len(models)


def test_a_clear_winner_is_named() -> None:
    findings = found(family("linear", *NEAR, seconds=1), family("network", *FAR, seconds=5))
    told = read(EXPERIMENT, findings)
    assert "The best here: Neural network, 97.0%" in told
    assert "5.0 times that of the cheapest, Linear" in told
    energy, score, ratio = (prediction.truth(findings) for prediction in EXPERIMENT.predictions)
    assert (energy, score, ratio) == (KEYS.index("network"), KEYS.index("network"), 5.0)


def test_families_that_differ_less_than_their_trials_have_no_winner() -> None:
    findings = found(
        family("linear", 0.90, 0.92, 0.94, seconds=1),
        family("kernel", 0.94, 0.90, 0.93, seconds=1.05),
    )
    told = read(EXPERIMENT, findings)
    assert told.count("Not conclusive") == 2  # neither the score nor the energy
    assert EXPERIMENT.predictions[0].truth(findings) is None
    assert EXPERIMENT.predictions[1].truth(findings) == len(FAMILIES)


def test_a_family_beaten_on_both_axes_is_never_the_right_choice() -> None:
    findings = found(family("linear", *FAR, seconds=1), family("polynomial", *NEAR, seconds=3))
    assert "both cheaper and better: Polynomial." in read(EXPERIMENT, findings)


def test_the_last_point_has_a_price_only_where_it_was_gained() -> None:
    small = family("network", 0.960, 0.961, 0.962, seconds=1, picture="sizes")
    usual = family("network", 0.955, 0.956, 0.957, seconds=2)
    large = family("network", 0.969, 0.970, 0.971, seconds=8, picture="sizes")
    assert "The last point costs ×8.0" in read(EXPERIMENT, found(small, usual, large))
    unsure = family("network", 0.950, 0.990, 0.965, seconds=8, picture="sizes")
    assert "do not tell this gain from none" in read(EXPERIMENT, found(small, usual, unsure))


def test_one_trial_is_called_one_trial() -> None:
    told = read(
        EXPERIMENT, found(family("linear", 0.9, seconds=1), family("kernel", 0.95, seconds=2))
    )
    assert "First in one trial: Kernel" in told
    assert EXPERIMENT.predictions[1].truth(found()) is None
