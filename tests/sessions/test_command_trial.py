"""A command is measured between two rests, as often as asked, and told whole or in part."""

import signal
from collections.abc import Callable
from dataclasses import replace

import pytest

from equilibre.meter.reading import Boundary, Kind, Route, Status
from equilibre.sessions import command_trial
from equilibre.sessions.command_process import Ended
from equilibre.sessions.command_run import CommandRun, Order, not_started
from equilibre.sessions.command_trial import PATIENCE, CommandTrial
from tests.meter.fakes import Clock, route
from tests.sessions.commands import Scripted, SteadyMeter

RAPL = replace(route("powercap"), covers=("cpu", "memory"))
ESTIMATE = route("estimate", kind=Kind.ESTIMATED, uncertainty=0.0, factor=2.0, refresh=0.1)
REST = route("rest_estimate", "rest", Kind.ESTIMATED, uncertainty=0.0, factor=2.0)
BATTERY = replace(
    route("battery", "computer", refresh=0.1), around=True, boundary=Boundary.COMPUTER
)
SORT = ("sort", "table.csv")


@pytest.fixture(autouse=True)
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_trial, "told_by_terminal", lambda: False)


def meter_of(*routes: Route, watts: float = 30.0) -> SteadyMeter:
    told = [one.key for one in routes if one.status is Status.AVAILABLE]
    return SteadyMeter(Clock(), dict.fromkeys(told, watts), routes)


def measured(meter: SteadyMeter, command: Scripted | None = None, **choices: object) -> CommandRun:
    order = Order(SORT, **choices)  # type: ignore[arg-type]
    start = command or Scripted(meter)
    return CommandTrial(order, meter, start, "Linux", meter.clock, meter.rest).run()


# -- one execution -------------------------------------------------------------------------


def test_a_command_has_the_energy_of_its_own_time() -> None:
    run = measured(meter_of(RAPL))
    assert run.command == SORT
    assert (run.exit_status, run.interrupted, run.reason) == (0, 0, "")
    assert run.seconds == pytest.approx(2.0)
    assert run.gross is not None
    assert run.gross.value == pytest.approx(80.0, rel=1e-6)
    assert run.gross.low < 80.0 < run.gross.high
    assert run.power_watts == pytest.approx(40.0, rel=1e-6)
    assert run.energies_joules == pytest.approx((80.0,), rel=1e-6)
    assert run.refreshes == pytest.approx(2000.0)


def test_what_is_above_the_level_at_rest_is_due_to_the_command() -> None:
    run = measured(meter_of(RAPL))
    assert run.energy is not None
    assert run.energy.marginal is not None
    assert run.energy.marginal.value == pytest.approx(20.0, rel=1e-6)
    assert run.energy.idle_watts == pytest.approx(30.0)
    assert run.energy.idle_after_watts == pytest.approx(30.0)


def test_the_level_after_the_command_shows_what_moved_meanwhile() -> None:
    meter = meter_of(RAPL)

    class Warming(Scripted):
        def wait(self, listen: Callable[[], None]) -> Ended:
            ended = super().wait(listen)
            meter.watts = {"powercap": 34.0}
            return ended

    run = measured(meter, Warming(meter))
    assert run.energy is not None
    assert run.energy.drift_watts == pytest.approx(4.0)
    assert run.energy.marginal is not None
    assert run.energy.marginal.high - run.energy.marginal.low > 8.0


def test_without_a_rest_nothing_is_due_to_the_command() -> None:
    run = measured(meter_of(RAPL), idle_seconds=0.0)
    assert run.gross is not None
    assert run.energy is not None
    assert run.energy.marginal is None


def test_the_exit_status_is_that_of_the_command() -> None:
    meter = meter_of(RAPL)
    assert measured(meter, Scripted(meter, status=3)).exit_status == 3


def test_the_share_of_the_command_is_that_of_its_processor_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meter = meter_of(RAPL)
    busy, own = iter((100.0, 104.0)), iter((7.0, 7.5))
    monkeypatch.setattr(command_trial, "busy_seconds", lambda: next(busy))
    monkeypatch.setattr(command_trial.time, "process_time", lambda: next(own))
    run = measured(meter, Scripted(meter, processor_seconds=3.0))
    assert run.command_share == pytest.approx(0.75)
    assert run.energy is not None
    assert run.energy.work is not None
    work = run.energy.work
    assert (work.training, work.window, work.rest) == pytest.approx((60.0, 10.0, 10.0))


def test_a_share_that_the_system_does_not_say_is_unknown() -> None:
    run = measured(meter_of(RAPL))
    assert run.command_share is None


def test_breaks_of_a_sensor_are_counted() -> None:
    meter = meter_of(RAPL)

    def break_off() -> None:
        meter.gap = True
        meter.pass_time(0.1)

    run = measured(meter, Scripted(meter, meanwhile=break_off))
    assert run.energy is not None
    assert [part.gaps for part in run.energy.parts] == [1]


# -- several executions --------------------------------------------------------------------


def test_repeats_give_the_mean_and_its_interval() -> None:
    meter = meter_of(replace(RAPL, relative_uncertainty=0.0))
    command = Scripted(meter, extra_watts=(10.0, 12.0, 14.0, 12.0))
    run = measured(meter, command, repeats=4)
    assert command.started == [SORT] * 4
    assert run.executions == 4
    assert run.seconds == pytest.approx(2.0)
    assert run.energies_joules == pytest.approx((80.0, 84.0, 88.0, 84.0), rel=1e-6)
    assert run.gross is not None
    assert run.energy is not None
    assert run.energy.spread is not None
    assert run.gross.value == pytest.approx(84.0, rel=1e-6)
    assert run.energy.spread.half_width == pytest.approx(5.2, rel=0.01)
    assert run.gross.high - run.gross.value >= run.energy.spread.half_width


def test_the_first_failure_among_repeats_is_the_exit_status() -> None:
    meter = meter_of(RAPL)
    command = Scripted(meter)

    def fail_once() -> None:
        command.status = 4 if len(command.started) == 2 else 0

    command.meanwhile = fail_once
    assert measured(meter, command, repeats=3).exit_status == 4


# -- several sensors -----------------------------------------------------------------------


def test_measured_and_estimated_parts_make_a_mixed_total() -> None:
    run = measured(meter_of(RAPL, REST))
    assert run.energy is not None
    assert run.energy.kind is Kind.MIXED
    assert run.energy.measured_share == pytest.approx(0.5)
    assert [part.route for part in run.energy.parts] == ["powercap", "rest_estimate"]


def test_a_sensor_that_says_nothing_is_named_and_takes_no_part_of_the_mean_power() -> None:
    memory = replace(ESTIMATE, key="memory_estimate", device="memory")
    silent = replace(route("nvml", "gpu"), name="CARD")
    meter = meter_of(memory)
    meter.known = (silent, memory)
    run = measured(meter)
    assert run.energy is not None
    assert run.energy.unmetered == ("CARD: nothing was metered.",)
    assert run.power_watts == pytest.approx(40.0, rel=1e-6)
    assert [one.key for one in run.routes] == ["memory_estimate"]
    assert run.energy.covers == ("memory",)


def test_the_mean_power_of_a_part_is_of_the_time_in_which_it_was_metered() -> None:
    meter = meter_of(ESTIMATE, REST)
    command = Scripted(meter)

    def lose() -> None:
        meter.joules.pop("rest_estimate")
        meter.pass_time(2.0)

    command.meanwhile = lose
    meter.watts = {"estimate": 30.0, "rest_estimate": 30.0}
    original = meter.pass_time

    def pass_time(seconds: float) -> None:
        for key in [one for one in meter.watts if one not in meter.joules]:
            meter.watts.pop(key)
        original(seconds)

    meter.pass_time = pass_time  # type: ignore[method-assign]
    run = measured(meter, command)
    assert run.energy is not None
    shares = [part.metered_share for part in run.energy.parts]
    assert shares == pytest.approx([1.0, 0.5], abs=0.01)
    assert run.power_watts == pytest.approx(80.0, rel=0.01)


def test_only_what_is_measured_counts_where_estimates_are_refused() -> None:
    run = measured(meter_of(RAPL, REST), measured_only=True)
    assert run.energy is not None
    assert run.energy.kind is Kind.MEASURED
    assert run.gross is not None
    assert run.gross.value == pytest.approx(80.0, rel=1e-6)


def test_without_a_sensor_and_an_estimate_there_is_a_reason_and_no_figure() -> None:
    closed = replace(
        route("powercap", status=Status.NO_PERMISSION), reason="Closed.", remedy="Ask."
    )
    absent = replace(route("nvml", "gpu", status=Status.ABSENT), reason="No card.")
    run = measured(meter_of(absent, closed, ESTIMATE), measured_only=True)
    assert run.energy is run.gross is run.power_watts is None
    assert run.seconds == pytest.approx(2.0)
    assert run.reason.endswith("refused with --measured-only. Closed. Ask.")
    assert run.closed == "Closed."


def test_a_sensor_of_another_system_is_no_obstacle() -> None:
    foreign = replace(
        route("emi", status=Status.NO_PERMISSION), reason="Windows only.", system="Windows"
    )
    absent = replace(route("nvml", "gpu", status=Status.ABSENT), reason="No card.")
    run = measured(meter_of(foreign, absent), measured_only=True)
    assert run.reason.endswith("No card.")


def test_the_whole_computer_stands_beside_its_parts() -> None:
    run = measured(meter_of(RAPL, BATTERY))
    assert run.slowest_seconds == RAPL.refresh_seconds
    assert run.gross is not None
    assert run.gross.value == pytest.approx(80.0, rel=1e-6)
    assert run.energy is not None
    assert run.energy.computer is not None


def test_the_whole_computer_counts_where_nothing_else_is_measured() -> None:
    run = measured(meter_of(BATTERY, ESTIMATE), measured_only=True)
    assert run.energy is not None
    assert run.energy.boundary is Boundary.COMPUTER
    assert run.gross is not None
    assert run.gross.value == pytest.approx(80.0, rel=1e-6)


# -- interrupted ---------------------------------------------------------------------------


def interrupted(order: Order, execution: int = 1, times: int = 1) -> tuple[CommandRun, Scripted]:
    """Return what is told where Ctrl-C is pressed at the end of that execution."""
    meter = meter_of(RAPL)
    command = Scripted(meter)
    trial = CommandTrial(order, meter, command, "Linux", meter.clock, meter.rest)

    def press() -> None:
        if len(command.started) == execution:
            for _time in range(times):
                trial.interrupt(signal.SIGINT)

    command.meanwhile = press
    return trial.run(), command


def test_an_interrupted_command_hears_it_and_is_told_until_then() -> None:
    run, command = interrupted(Order(SORT))
    assert command.heard == [signal.SIGINT]
    assert run.interrupted == signal.SIGINT
    assert run.seconds == pytest.approx(2.0)
    assert run.gross is not None
    assert run.gross.value == pytest.approx(80.0, rel=1e-6)
    assert run.energy is not None
    assert run.energy.idle_after_watts is None  # who is impatient does not wait for the rest


def test_an_interrupted_repeat_is_left_out_of_those_that_were_whole() -> None:
    run, command = interrupted(Order(SORT, repeats=5), execution=3)
    assert len(command.started) == 3
    assert run.executions == len(run.energies_joules) == 2


def test_what_the_terminal_tells_the_command_is_not_said_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(command_trial, "told_by_terminal", lambda: True)
    _run, command = interrupted(Order(SORT))
    assert command.heard == []


def test_a_command_that_hears_nothing_is_ended() -> None:
    _run, command = interrupted(Order(SORT), times=PATIENCE)
    assert command.heard[-1] == getattr(signal, "SIGKILL", signal.SIGTERM)


def test_a_command_interrupted_before_its_start_is_not_started() -> None:
    meter = meter_of(RAPL)
    command = Scripted(meter)
    trial = CommandTrial(Order(SORT), meter, command, "Linux", meter.clock, meter.rest)
    trial.interrupt(signal.SIGINT)
    run = trial.run()
    assert command.started == []
    assert run.seconds is run.energy is None
    assert run.reason
    assert run.exit_status == 130


def test_the_rest_after_an_interruption_is_short() -> None:
    meter = meter_of(RAPL)
    trial = CommandTrial(Order(SORT), meter, Scripted(meter), "Linux", meter.clock)
    trial.interrupt(signal.SIGINT)
    assert trial.run().interrupted == signal.SIGINT  # by the true clock: at once


def test_a_command_that_could_not_be_started_has_nothing_but_its_reason() -> None:
    run = not_started(Order(SORT), "No such program.", 127)
    assert (run.exit_status, run.reason, run.executions) == (127, "No such program.", 0)
    assert run.gross is run.power_watts is run.refreshes is None
