"""What a training cost, with its interval."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.account import outside
from equilibre.meter.attribution import Shares
from equilibre.meter.energy import Idle, IdleLevels, RunEnergy, Window, run_energy
from equilibre.meter.reading import Boundary, Kind, Route, Sample, Status
from tests.meter.fakes import curve, route

IDLE = Idle(10.0, 0.5, 10.0, 10)
RAPL = route()
GUESS = route("estimate", "cpu", Kind.ESTIMATED, uncertainty=0.0, factor=2.0, refresh=0.1)
CARD = route("nvml", "gpu", refresh=0.1)
MEMORY_GUESS = replace(GUESS, key="memory", name="MEMORY", device="memory")
BATTERY = replace(
    route("battery", "computer", refresh=0.5), around=True, boundary=Boundary.COMPUTER
)


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
    shorter = energy({"powercap": curve(35.0, 3.0)}, [RAPL], [Window(0, 10)])
    assert shorter.unmetered == ("POWERCAP: 7.0 s of 10.0 s were not metered and are left out.",)


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


# -- how much was measured, and where ----------------------------------------------------------


def test_the_share_of_the_joules_that_was_measured_is_told() -> None:
    samples = {"powercap": curve(30.0, 9.0), "memory": curve(10.0, 9.0)}
    run = energy(samples, [RAPL, MEMORY_GUESS], [Window(0, 5)])
    assert run.kind is Kind.MIXED
    assert run.measured_share == pytest.approx(0.75)
    assert run.measured is not None
    assert run.measured.value == pytest.approx(150.0)
    assert run.covers == ("cpu", "memory")
    assert [part.gross.value for part in run.parts] == pytest.approx([150.0, 50.0])


@given(st.lists(st.sampled_from([RAPL, CARD, GUESS, MEMORY_GUESS]), min_size=1, unique=True))
def test_a_total_is_mixed_only_where_both_kinds_are_inside(routes: list[Route]) -> None:
    samples = {one.key: curve(10.0, 9.0) for one in routes}
    run = energy(samples, routes, [Window(1, 5)])
    kinds = {part.kind for part in run.parts}
    assert (run.kind is Kind.MIXED) == (len(kinds) == 2)
    assert run.measured_share is not None
    assert (run.measured_share == 1.0) == (kinds == {Kind.MEASURED})
    assert sum(part.gross.value for part in run.parts) == pytest.approx(run.gross.value)


def test_the_boundary_is_the_widest_that_is_filled() -> None:
    rest = replace(GUESS, key="rest", device="rest", boundary=Boundary.COMPUTER)
    samples = {"powercap": curve(30.0, 9.0), "rest": curve(10.0, 9.0)}
    assert energy(samples, [RAPL], [Window(0, 5)]).boundary is Boundary.PARTS
    whole = energy(samples, [RAPL, rest], [Window(0, 5)])
    assert whole.boundary is Boundary.COMPUTER
    plug = replace(rest, boundary=Boundary.PLUG)
    assert energy(samples, [RAPL, plug], [Window(0, 5)]).boundary is Boundary.PLUG


def test_what_is_outside_is_said_until_the_plug() -> None:
    assert "memory" in outside(Boundary.PARTS, ("cpu",))
    assert "memory" not in outside(Boundary.PARTS, ("cpu", "memory"))
    assert "screen" in outside(Boundary.PARTS, ("cpu", "memory", "gpu"))
    assert "power supply" in outside(Boundary.COMPUTER, ("cpu", "memory", "rest"))
    assert outside(Boundary.PLUG, ("cpu", "memory", "rest")) == ""


# -- the whole computer, beside its parts ------------------------------------------------------


def test_the_whole_computer_is_told_beside_its_parts_and_never_added() -> None:
    samples = {"powercap": curve(30.0, 20.0), "battery": curve(70.0, 20.0)}
    run = energy(samples, [RAPL, BATTERY], [Window(5, 15)], repeats=2)
    assert run.gross.value == pytest.approx(150.0)
    assert run.computer is not None
    assert run.computer.value == pytest.approx(350.0)
    assert run.computer.low < 350.0 < run.computer.high
    assert run.computer_source == "BATTERY"
    assert run.computer_reason == ""
    assert [part.route for part in run.parts] == ["powercap"]
    assert run.measured_share == 1.0


def test_a_run_too_short_for_the_battery_says_how_long_would_do() -> None:
    slow = replace(BATTERY, refresh_seconds=30.0)
    samples = {"powercap": curve(30.0, 20.0), "battery": curve(70.0, 20.0)}
    run = energy(samples, [RAPL, slow], [Window(5, 15)])
    assert run.computer is None
    assert "30.0" in run.computer_reason
    assert "5.0" in run.computer_reason
    assert "min" in run.computer_reason


def test_a_battery_that_says_nothing_says_why() -> None:
    waiting = replace(BATTERY, status=Status.WAITING, reason="It is on mains.")
    run = energy({"powercap": curve(30.0, 9.0)}, [RAPL, waiting], [Window(0, 5)])
    assert run.computer is None
    assert run.computer_reason == "It is on mains."


def test_of_estimated_parts_the_computer_is_what_was_measured() -> None:
    samples = {"estimate": curve(30.0, 20.0), "battery": curve(70.0, 20.0)}
    run = energy(samples, [GUESS, BATTERY], [Window(5, 15)])
    assert run.kind is Kind.ESTIMATED
    assert run.measured == run.computer
    assert run.measured is not None
    assert energy(samples, [GUESS], [Window(5, 15)]).measured is None


def test_where_no_part_is_metered_the_whole_computer_is_the_account() -> None:
    run = energy({"battery": curve(70.0, 20.0)}, [RAPL, BATTERY], [Window(5, 15)])
    assert run.gross.value == pytest.approx(700.0)
    assert run.kind is Kind.MEASURED
    assert run.boundary is Boundary.COMPUTER


# -- one device, two routes --------------------------------------------------------------------


def test_two_routes_of_one_device_are_not_counted_twice() -> None:
    samples = {"estimate": curve(50.0, 20.0), "powercap": curve(30.0, 20.0)}
    run = energy(samples, [GUESS, RAPL], [Window(5, 15)])
    assert run.gross.value == pytest.approx(300.0)
    assert run.kind is Kind.MEASURED
    assert run.metered_share == pytest.approx(1.0)
    assert run.unmetered == ()


@pytest.mark.parametrize("silence", [0.0, 3.0])
def test_a_lost_sensor_replaced_by_the_estimate_counts_each_moment_once(silence: float) -> None:
    lost = curve(30.0, 10.0)
    instead = curve(50.0, 10.0 - silence, start=10.0 + silence, key="estimate")
    samples = {"powercap": lost, "estimate": instead}
    run = energy(samples, [RAPL, GUESS], [Window(0, 20)])
    assert run.gross.value == pytest.approx(300.0 + 50.0 * (10.0 - silence))
    assert run.kind is Kind.MIXED
    assert run.metered_share == pytest.approx(1.0 - silence / 20.0)
    assert len(run.unmetered) == (1 if silence else 0)
    assert len(run.parts) == 2


def test_a_route_that_covers_two_devices_leaves_only_the_others_to_others() -> None:
    both = replace(RAPL, covers=("cpu", "memory"))
    samples = {"powercap": curve(30.0, 9.0), "memory": curve(5.0, 9.0), "nvml": curve(100.0, 9.0)}
    run = energy(samples, [both, MEMORY_GUESS, CARD], [Window(0, 5)])
    assert run.gross.value == pytest.approx(650.0)
    assert run.covers == ("cpu", "memory", "gpu")


# -- idle before and after ---------------------------------------------------------------------


def test_the_marginal_energy_uses_both_levels_and_half_the_drift_is_in_its_interval() -> None:
    before, after = Idle(10.0, 0.0, 3.0, 4), Idle(12.0, 0.0, 3.0, 4)
    found = run_energy(
        {"powercap": curve(35.0, 20.0)},
        [RAPL],
        [Window(5, 15)],
        {"powercap": IdleLevels(before, after)},
        1,
    )
    assert found is not None
    assert found.marginal is not None
    assert found.marginal.value == pytest.approx(240.0)
    assert found.drift_watts == pytest.approx(2.0)
    assert (found.idle_watts, found.idle_after_watts) == (10.0, 12.0)
    # Half the drift, 1 W over 10 s, beside the sensor's 5 %.
    half_width = math.hypot(10.0, 0.05 * 240.0, math.hypot(0.035, 0.035))
    assert found.marginal.high - found.marginal.value == pytest.approx(half_width)


def test_one_level_alone_is_used_as_it_is() -> None:
    after = IdleLevels(None, Idle(12.0, 0.5, 3.0, 4))
    assert after.power_watts == 12.0
    assert after.drift_watts is None
    assert IdleLevels().power_watts is None


# -- whose work, and how sure ------------------------------------------------------------------


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_shares_of_the_work_add_up_to_the_energy_of_the_processor(a: float, b: float) -> None:
    training, window = a, (1.0 - a) * b
    shares = Shares(training, window, max(0.0, 1.0 - training - window))
    samples = {"powercap": curve(35.0, 9.0), "nvml": curve(100.0, 9.0)}
    found = run_energy(samples, [RAPL, CARD], [Window(0, 5)], {}, 1, shares)
    assert found is not None
    work = found.work
    assert work is not None
    assert work.training + work.window + work.rest == pytest.approx(175.0, rel=1e-12)
    assert min(work.training, work.window, work.rest) >= 0.0


@given(
    st.floats(0.5, 7.0),
    st.floats(0.0, 200.0),
    st.sampled_from([RAPL, GUESS]),
)
def test_energies_add_up_over_adjacent_windows_and_lie_in_their_interval(
    middle: float, watts: float, who: Route
) -> None:
    samples = {who.key: curve(watts, 9.0)}
    whole = energy(samples, [who], [Window(0.3, 8.1)])
    parts = [
        energy(samples, [who], [window]) for window in (Window(0.3, middle), Window(middle, 8.1))
    ]
    assert sum(one.gross.value for one in parts) == pytest.approx(whole.gross.value)
    for one in (whole, *parts):
        assert 0.0 <= one.gross.low <= one.gross.value <= one.gross.high


def test_a_gap_is_counted_and_its_borders_do_not_blur_what_was_metered() -> None:
    before = curve(30.0, 5.0)
    joules = before[-1].energy_joules
    lost = Sample("powercap", "cpu", Kind.MEASURED, 15.0, joules, None, gap=True)
    after = [
        replace(one, energy_joules=one.energy_joules + joules)
        for one in curve(30.0, 5.0, start=15.0)[1:]
    ]
    run = energy({"powercap": [*before, lost, *after]}, [RAPL], [Window(0, 20)])
    assert run.gross.value == pytest.approx(300.0)
    assert run.parts[0].gaps == 1
    assert run.metered_share == pytest.approx(0.5)
    assert run.gross.high - run.gross.value < 20.0  # 5 % and little more


def test_a_sensor_without_a_counter_may_miss_what_lies_between_its_values() -> None:
    watts = [20.0, 60.0] * 50
    samples = []
    joules = 0.0
    for index, now in enumerate(watts):
        joules += now * 0.1
        samples.append(Sample("board", "cpu", Kind.MEASURED, index * 0.1, joules, now))
    polled = replace(route("board", uncertainty=0.0), unit="mW")
    counted = replace(polled, unit="µJ")
    wide = energy({"board": samples}, [polled], [Window(1, 9)]).gross
    narrow = energy({"board": samples}, [counted], [Window(1, 9)]).gross
    assert wide.value == narrow.value
    assert wide.high - wide.value > 10 * (narrow.high - narrow.value)
    # 20 W of spread, 80 values, 8 s: 2 * 20 / sqrt(80) * 8.
    assert wide.high - wide.value == pytest.approx(36.0, rel=0.05)
