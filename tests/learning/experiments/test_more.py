"""More data, more parameters: what is trained, and what is said of it."""

import pytest

from equilibre.learning.dataset import card
from equilibre.learning.experiments import more
from equilibre.learning.experiments.experiment import Findings, Point
from equilibre.learning.experiments.more import EXPERIMENT, plan
from equilibre.learning.experiments.repeats import mean_point
from tests.learning.experiments.conducted import conducted, read


def network(picture: str, x: float, *errors: float, seconds: float, neurons: int = 64) -> Point:
    return mean_point(
        picture,
        "network",
        x,
        errors,
        processor_seconds=seconds * len(errors),
        figures={"parameters": x, "rows": x, "neurons": neurons, "epochs": 30},
    )


def around(error: float) -> tuple[float, ...]:
    return (error * 0.98, error, error * 1.02)


def found(*points: Point) -> Findings:
    return Findings({}, points, complete=True, energy_joules=100.0)


def test_more_rows_and_more_neurons_make_fewer_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(more, "NEURONS", (2, 32))
    monkeypatch.setattr(more, "HALVINGS", (4, 2, 0))
    monkeypatch.setattr(more, "EPOCHS", 10)
    monkeypatch.setattr(more, "LEAST_STEPS", 100)
    findings = conducted(EXPERIMENT, "digits", trials=3)
    rows = findings.of("rows")
    assert [point.x for point in rows] == [84, 337, 1347]
    assert rows[0].y > rows[1].y > rows[2].y
    few, many = findings.of("parameters")
    assert (few.x, many.x) == (160, 2410)
    assert few.y > 0.3 > 0.15 > many.y
    assert "Each doubling of the rows divides the wrong answers by" in read(EXPERIMENT, findings)


@pytest.mark.parametrize("key", EXPERIMENT.datasets)
def test_no_training_takes_more_than_some_seconds(key: str) -> None:
    sizes = plan(card(key))
    assert {size.picture for size in sizes} == {"rows", "parameters"}
    assert all(6 * size.parameters * size.rows * size.epochs < 5e10 for size in sizes)
    assert len({(size.picture, size.x) for size in sizes}) == len(sizes)
    neurons = {size.neurons for size in sizes if size.picture == "parameters"}
    assert more.MIDDLE in neurons
    assert max(neurons) > more.MIDDLE  # else there is nothing to compare it with


def test_a_law_of_powers_is_found_again() -> None:
    points = [
        network("rows", 50 * 2**step, *around(0.4 / 1.5**step), seconds=2**step)
        for step in range(6)
    ]
    assert EXPERIMENT.predictions[0].truth(found(*points)) == pytest.approx(1.5)
    told = read(EXPERIMENT, found(*points))
    assert "divides the wrong answers by 1.50 (1.50 to 1.50)" in told
    assert "for ×2.0 the energy" in told


def test_rows_that_change_nothing_are_not_conclusive() -> None:
    points = [
        network("rows", x, 0.5 + shift, 0.5 - shift, 0.5, seconds=1)
        for x, shift in ((50, 0.05), (100, -0.04), (200, 0.06))
    ]
    told = read(EXPERIMENT, found(*points))
    assert told.count("ot conclusive") == 2  # the law, and the last doubling


def test_one_trial_is_not_conclusive_of_anything() -> None:
    points = [
        *(network("rows", 50 * 2**step, 0.4 / 1.5**step, seconds=1) for step in range(4)),
        *(network("parameters", x, 10 / x, seconds=x, neurons=x) for x in (300, 600, 2400)),
    ]
    told = read(EXPERIMENT, found(*points))
    assert told.count("Not conclusive: whether more rows help.") == 1
    assert "divides" not in told
    assert "parameters" not in told


def test_a_model_without_errors_does_not_break_the_law() -> None:
    points = [
        network("rows", x, y, y, y, seconds=1) for x, y in ((50, 0.1), (100, 0.0), (200, 0.0))
    ]
    assert EXPERIMENT.predictions[0].truth(found(*points)) is None
    assert "divides" not in read(EXPERIMENT, found(*points))


def test_parameters_for_nothing_are_called_so() -> None:
    points = [
        network("parameters", 300, *around(0.2), seconds=1, neurons=4),
        network("parameters", 600, *around(0.06), seconds=1.2, neurons=8),
        network("parameters", 2400, *around(0.02), seconds=2, neurons=32),
        network("parameters", 150_000, 0.021, 0.019, 0.0205, seconds=20, neurons=2048),
    ]
    told = read(EXPERIMENT, found(*points))
    assert "From 2,400 parameters on, the trials show no gain" in told
    assert "62 times the parameters and 10 times the energy" in told
    assert "from 600 to 2,400, the last step" in told
    _rows, parameters, energy = (each.truth(found(*points)) for each in EXPERIMENT.predictions)
    assert parameters == 1  # no difference that these trials can show
    assert energy == pytest.approx(10)


def test_without_points_nothing_is_said() -> None:
    assert read(EXPERIMENT, found()) == ""
