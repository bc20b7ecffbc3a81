"""What a training cost, with its interval."""

import math

import pytest

from equilibre.meter.energy import Idle, IdleLevels, RunEnergy, Window, run_energy
from equilibre.meter.reading import Kind, Route, Sample
from tests.meter.fakes import curve, route

IDLE = Idle(10.0, 0.5, 10.0, 10)
RAPL = route()
GUESS = route("estimate", "cpu", Kind.ESTIMATED, uncertainty=0.0, factor=2.0, refresh=0.1)
CARD = route("nvml", "gpu", refresh=0.1)


def energy(
    samples: dict[str, list[Sample]],
    routes: list[Route],
    windows: list[Window],
    repeats: int = 1,
    idle: dict[str, Idle] | None = None,
) -> RunEnergy:
    levels = {key: IdleLevels(level) for key, level in (idle or {}).items()}
    found = run_energy(samples, routes, windows, levels, repeats)
    assert found is not None
    return found


def test_gross_and_marginal_energy_are_of_one_training() -> None:
    run = energy({"powercap": curve(35.0, 20.0)}, [RAPL], [Window(5, 15)], 4, {"powercap": IDLE})
    assert run.gross.value == pytest.approx(350.0 / 4)
    assert run.marginal is not None
    assert run.marginal.value == pytest.approx(250.0 / 4)
    assert run.kind is Kind.MEASURED
    assert run.metered_share == pytest.approx(1.0)
    assert run.unmetered == ()


def test_the_interval_joins_sensor_borders_and_idle_in_quadrature() -> None:
    run = energy({"powercap": curve(35.0, 20.0)}, [RAPL], [Window(5, 15)], 1, {"powercap": IDLE})
    borders = math.hypot(0.035, 0.035)
    assert run.gross.high - run.gross.value == pytest.approx(math.hypot(17.5, borders))
    assert run.marginal is not None
    idle = IDLE.uncertainty_watts * 10.0
    assert run.marginal.value - run.marginal.low == pytest.approx(math.hypot(12.5, borders, idle))


def test_pauses_are_left_out() -> None:
    run = energy({"powercap": curve(35.0, 20.0)}, [RAPL], [Window(1, 3), Window(10, 14)])
    assert run.gross.value == pytest.approx(35.0 * 6.0)


def test_a_training_that_was_stopped_is_not_divided() -> None:
    run = energy({"powercap": curve(35.0, 20.0)}, [RAPL], [Window(0, 3)], 0)
    assert run.gross.value == pytest.approx(105.0)


def test_an_estimate_lies_between_half_and_twice_its_value() -> None:
    run = energy({"estimate": curve(20.0, 9.0)}, [GUESS], [Window(0, 5)], 1, {"estimate": IDLE})
    assert run.marginal is not None
    for interval, joules in ((run.gross, 100.0), (run.marginal, 50.0)):
        assert interval.value == pytest.approx(joules)
        # The borders of the run and the wandering of idle come on top, and weigh little here.
        assert joules / 2 * 0.9 < interval.low <= joules / 2
        assert joules * 2 <= interval.high < joules * 2 * 1.1
    assert run.kind is Kind.ESTIMATED


@pytest.mark.parametrize("watts", [0.0, 9.0, 10.0])
@pytest.mark.parametrize("who", [RAPL, GUESS])
def test_a_marginal_energy_below_zero_stays_as_measured(who: Route, watts: float) -> None:
    run = energy({who.key: curve(watts, 9.0)}, [who], [Window(0, 5)], 1, {who.key: IDLE})
    assert run.marginal is not None
    assert run.marginal.value == pytest.approx((watts - 10.0) * 5.0)
    assert run.marginal.low <= run.marginal.value <= run.marginal.high


def test_without_an_idle_level_there_is_no_marginal_energy() -> None:
    run = energy({"powercap": curve(35.0, 9.0)}, [RAPL], [Window(0, 5)])
    assert run.marginal is None
    assert run.parts[0].marginal is None


def test_devices_add_up_and_a_sum_with_an_estimate_is_measured_in_part() -> None:
    samples = {"estimate": curve(20.0, 9.0), "nvml": curve(100.0, 9.0)}
    run = energy(samples, [GUESS, CARD], [Window(0, 5)])
    assert run.gross.value == pytest.approx(600.0)
    assert run.gross.low < 600.0 - 50.0
    assert run.gross.high > 600.0 + 100.0
    assert run.kind is Kind.MIXED
    assert run.source == "ESTIMATE + NVML"


def test_what_was_not_metered_is_said_and_left_out() -> None:
    run = energy({"powercap": curve(35.0, 5.0)}, [RAPL, CARD], [Window(0, 10)])
    assert run.gross.value == pytest.approx(175.0)
    assert run.metered_share == pytest.approx(0.25)
    assert len(run.unmetered) == 2
    assert "5.0 s of 10.0 s" in run.unmetered[0]
    assert "NVML" in run.unmetered[1]


def test_a_reading_lost_at_the_border_is_filled_and_counted_as_uncertainty() -> None:
    run = energy({"powercap": curve(35.0, 9.9)}, [RAPL], [Window(0, 10)])
    assert run.gross.value == pytest.approx(350.0)
    assert run.gross.high - run.gross.value > math.hypot(17.5, 3.5)
    assert run.unmetered == ()


@pytest.mark.parametrize("windows", [[], [Window(1, 1)], [Window(50, 60)]])
def test_nothing_metered_is_none_and_not_zero(windows: list[Window]) -> None:
    samples = {"powercap": curve(35.0, 9.0)}
    assert run_energy(samples, [RAPL], windows, {}, 1) is None
    assert run_energy({}, [RAPL], [Window(0, 5)], {}, 1) is None
    assert run_energy(samples, [], [Window(0, 5)], {}, 1) is None
