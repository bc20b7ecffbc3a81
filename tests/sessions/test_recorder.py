"""A recorder puts samples and replies on one time axis and counts the energy of one training."""

from collections.abc import Sequence

import pytest

from equilibre.meter.attribution import ProcessorTimes
from equilibre.meter.reading import Route, Sample
from equilibre.sessions import heard as heard_module
from equilibre.sessions.recorder import IDLE_AFTER_SECONDS, IDLE_SECONDS, Recorder
from equilibre.sessions.run import RunEnergy
from equilibre.worker.messages import (
    Finished,
    Paused,
    Repeated,
    Reply,
    Resumed,
    Started,
    Stepped,
    Train,
)
from tests.sessions.records import ESTIMATE, route, samples, step

BEGUN = 1_000.0
FIRST = BEGUN + IDLE_SECONDS
SETTINGS = {"epochs": 5.0, "learning_rate": 0.003, "batch_size": 32.0}
REQUEST = Train(1, "digits", "linear", SETTINGS, 7, 4.0)
IDLE, BUSY = 20.0, 50.0


def started(time_seconds: float = FIRST) -> Started:
    return Started(1, time_seconds, 650, 1347, 450)


def finished(time_seconds: float, **changes: object) -> Finished:
    fields = {
        "run": 1,
        "time_seconds": time_seconds,
        "repeats": 1,
        "stopped": False,
        "diverged": False,
        "active_seconds": time_seconds - FIRST,
        "processor_seconds": 1.0,
        "evaluation_seconds": 0.1,
    }
    return Finished(**{**fields, **changes})  # type: ignore[arg-type]


def stepped(epoch: int, time_seconds: float) -> Stepped:
    return Stepped(1, step(epoch, time_seconds, 0.9))


def recorder(replies: Sequence[Reply], heard: Sequence[Sample]) -> Recorder:
    """Return a recorder that heard the computer at rest, then *replies*, and *heard* meanwhile."""
    one = Recorder(REQUEST, "FRA", BEGUN)
    one.end_idle(FIRST)
    one.hear_samples(heard)
    for reply in replies:
        one.hear(reply)
    return one


def metered(one: Recorder, now: float, routes: Sequence[Route] = (route(),)) -> RunEnergy:
    energy = one.energy(routes, now)
    assert energy is not None
    return energy


def test_a_training_takes_the_power_times_its_duration() -> None:
    heard = samples([(IDLE_SECONDS, IDLE), (5.0, BUSY), (1.0, IDLE)], BEGUN)
    one = recorder([started(), stepped(1, FIRST + 5), finished(FIRST + 5)], heard)
    energy = metered(one, FIRST + 100)
    assert energy.gross.value == pytest.approx(5 * BUSY)
    assert energy.marginal is not None
    assert energy.marginal.value == pytest.approx(5 * (BUSY - IDLE))
    assert energy.gross.low < 250 < energy.gross.high
    assert energy.metered_share == pytest.approx(1)
    assert energy.source == "POWERCAP"


def test_steps_move_with_the_start_of_the_first_epoch() -> None:
    one = recorder([stepped(1, FIRST + 5)], [])
    assert [step.time_seconds for step in one.relative_steps()] == [5.0]
    one.hear(stepped(2, FIRST + 7))
    assert [step.time_seconds for step in one.relative_steps()] == [5.0, 7.0]
    one.hear(started(FIRST + 1))
    assert [step.time_seconds for step in one.relative_steps()] == [4.0, 6.0]


def test_what_is_used_during_a_pause_is_left_out() -> None:
    heard = samples(
        [(IDLE_SECONDS, IDLE), (2.0, BUSY), (30.0, 35.0), (3.0, BUSY), (1.0, IDLE)], BEGUN
    )
    replies = [
        started(),
        stepped(1, FIRST + 2),
        Paused(1, FIRST + 2),
        Resumed(1, FIRST + 32),
        stepped(2, FIRST + 35),
        finished(FIRST + 35, active_seconds=5.0),
    ]
    one = recorder(replies, heard)
    assert one.active_seconds(FIRST + 99) == pytest.approx(5)
    assert metered(one, FIRST + 99).gross.value == pytest.approx(5 * BUSY, rel=1e-3)
    assert one.relative_windows(FIRST + 99) == ((0.0, 2.0), (32.0, 35.0))
    run = one.run("name", (route(),))
    assert run.seconds == pytest.approx(5)
    assert run.windows == ((0.0, 2.0), (32.0, 35.0))


def test_the_account_stands_still_while_paused() -> None:
    heard = samples([(IDLE_SECONDS, IDLE), (2.0, BUSY), (30.0, 35.0)], BEGUN)
    one = recorder([started(), Paused(1, FIRST + 2)], heard)
    first, later = metered(one, FIRST + 3), metered(one, FIRST + 30)
    assert first.gross.value == later.gross.value == pytest.approx(2 * BUSY)


def test_replies_said_twice_count_once() -> None:
    heard = samples([(IDLE_SECONDS, IDLE), (10.0, BUSY)], BEGUN)
    replies = [
        started(),
        Paused(1, FIRST + 2),
        Paused(1, FIRST + 3),
        Resumed(1, FIRST + 4),
        Resumed(1, FIRST + 5),
        finished(FIRST + 6),
    ]
    assert recorder(replies, heard).active_seconds(FIRST + 10) == pytest.approx(4)


def test_repeats_divide_the_energy_and_the_time() -> None:
    heard = samples([(IDLE_SECONDS, IDLE), (4.0, BUSY), (1.0, IDLE)], BEGUN)
    replies = [
        started(),
        stepped(5, FIRST + 0.5),
        Repeated(1, FIRST + 0.5, 1),
        Repeated(1, FIRST + 2.0, 4),
        finished(FIRST + 4, repeats=8, active_seconds=4.0),
    ]
    one = recorder(replies, heard)
    assert metered(one, FIRST + 9).gross.value == pytest.approx(4 * BUSY / 8)
    run = one.run("name", (route(),))
    assert run.seconds == pytest.approx(0.5)
    assert run.repeats == 8
    assert not run.stopped
    assert one.first_training_end == FIRST + 0.5


def test_while_repeating_only_whole_trainings_are_counted() -> None:
    heard = samples([(IDLE_SECONDS, IDLE), (8.0, BUSY)], BEGUN)
    replies = [started(), stepped(5, FIRST + 3), Repeated(1, FIRST + 3, 1)]
    one = recorder(replies, heard)
    # 2.9 s of the second training have passed: they are not the first one's.
    assert metered(one, FIRST + 5.9).gross.value == pytest.approx(3 * BUSY, rel=1e-3)


def test_a_stop_during_the_repeats_leaves_the_unfinished_one_out() -> None:
    heard = samples([(IDLE_SECONDS, IDLE), (8.0, BUSY)], BEGUN)
    replies = [
        started(),
        stepped(5, FIRST + 3),
        Repeated(1, FIRST + 3, 1),
        Repeated(1, FIRST + 5.9, 1),  # said again at the stop
        finished(FIRST + 5.9, stopped=True, active_seconds=5.9),
    ]
    one = recorder(replies, heard)
    run = one.run("name", (route(),))
    assert run.energy is not None
    assert run.energy.gross.value == pytest.approx(3 * BUSY, rel=1e-3)
    assert run.seconds == pytest.approx(3)
    assert run.repeats == 1
    assert not run.stopped  # the training itself was whole


def test_a_stopped_training_is_not_divided() -> None:
    heard = samples([(IDLE_SECONDS, IDLE), (2.0, BUSY), (1.0, IDLE)], BEGUN)
    replies = [
        started(),
        stepped(1, FIRST + 1),
        finished(FIRST + 2, repeats=0, stopped=True, active_seconds=2.0),
    ]
    run = recorder(replies, heard).run("name", (route(),))
    assert run.stopped
    assert run.energy is not None
    assert run.energy.gross.value == pytest.approx(2 * BUSY)
    assert run.seconds == pytest.approx(2)


def test_without_samples_the_energy_is_unknown_and_not_zero() -> None:
    replies = [started(), stepped(1, FIRST + 1), finished(FIRST + 2)]
    one = recorder(replies, [])
    assert one.energy((route(),), FIRST + 2) is None
    assert one.energy((), FIRST + 2) is None
    run = one.run("name", (route(),))
    assert run.energy is None
    assert run.power == ()


def test_before_the_first_epoch_there_is_no_energy() -> None:
    one = recorder([], samples([(IDLE_SECONDS, IDLE)], BEGUN))
    assert one.energy((route(),), FIRST) is None
    assert one.relative_steps() == ()
    assert one.active_seconds(FIRST) == 0


def test_without_an_idle_level_the_part_of_the_training_is_unknown() -> None:
    heard = samples([(5.0, BUSY)], FIRST)
    energy = metered(recorder([started(), finished(FIRST + 5)], heard), FIRST + 5)
    assert energy.marginal is None
    assert energy.gross.value == pytest.approx(5 * BUSY)


def test_times_are_counted_from_the_start_of_the_first_epoch() -> None:
    late = FIRST + 0.4  # the data took a moment to load
    heard = samples([(IDLE_SECONDS + 0.4, IDLE), (2.0, BUSY)], BEGUN)
    replies = [started(late), stepped(0, late + 0.1), stepped(1, late + 1), finished(late + 2)]
    run = recorder(replies, heard).run("name", (route(),))
    assert [one.time_seconds for one in run.steps] == pytest.approx([0.1, 1.0])
    assert run.windows == ((0.0, pytest.approx(2.0)),)
    (curve,) = run.power
    assert curve.points[0].time_seconds == pytest.approx(-IDLE_SECONDS - 0.4)
    assert curve.points[-1].time_seconds == pytest.approx(2.0)
    assert curve.idle_watts == pytest.approx(IDLE)


def test_before_the_start_is_known_the_idle_seconds_already_stand_at_their_place() -> None:
    one = recorder([], samples([(1.0, IDLE)], BEGUN))
    (curve,) = one.power()
    assert curve.points[0].time_seconds == pytest.approx(-IDLE_SECONDS)


def test_samples_from_before_the_run_are_not_drawn_but_bound_its_first_second() -> None:
    heard = samples([(2.0, IDLE), (IDLE_SECONDS, IDLE), (2.0, BUSY)], BEGUN - 2)
    one = recorder([started(), finished(FIRST + 2)], heard)
    (curve,) = one.power()
    assert curve.points[0].time_seconds >= -IDLE_SECONDS
    assert metered(one, FIRST + 2).gross.value == pytest.approx(2 * BUSY)


def test_a_gap_breaks_the_curve_and_is_left_out_of_the_account() -> None:
    before = samples([(IDLE_SECONDS, IDLE), (1.0, BUSY)], BEGUN)
    joules = before[-1].energy_joules
    lost = Sample("powercap", "cpu", route().kind, FIRST + 3.0, joules, None, gap=True)
    after = samples([(2.0, BUSY)], FIRST + 3.0, joules=joules)[1:]
    one = recorder([started(), finished(FIRST + 5)], [*before, lost, *after])
    energy = metered(one, FIRST + 5)
    assert energy.gross.value == pytest.approx(3 * BUSY)
    assert energy.metered_share == pytest.approx(0.6)
    assert energy.unmetered
    (curve,) = one.power()
    assert [point.power_watts for point in curve.points].count(None) >= 1


def test_devices_add_up_and_an_estimate_among_them_is_said() -> None:
    board = route("nvml", device="gpu")
    levels = [(IDLE_SECONDS, IDLE), (4.0, BUSY)]
    heard = samples(levels, BEGUN, of=ESTIMATE) + samples(levels, BEGUN, of=board)
    one = recorder([started(), stepped(1, FIRST + 1), finished(FIRST + 4)], heard)
    energy = metered(one, FIRST + 4, (ESTIMATE, board))
    assert energy.gross.value == pytest.approx(2 * 4 * BUSY)
    assert energy.kind == "mixed"
    assert energy.gross.low <= 300
    assert energy.gross.high >= 600
    assert [curve.device for curve in one.power()] == ["cpu", "gpu"]


def test_the_record_says_what_was_asked_and_learned() -> None:
    heard = samples([(IDLE_SECONDS, IDLE), (5.0, BUSY)], BEGUN)
    replies = [
        started(),
        stepped(0, FIRST + 0.1),
        stepped(5, FIRST + 5),
        finished(FIRST + 5, diverged=True),
    ]
    run = recorder(replies, heard).run("Linear, digits", (route(),))
    assert (run.name, run.dataset, run.family, run.seed) == (
        "Linear, digits",
        "digits",
        "linear",
        7,
    )
    assert (run.epochs, run.test_score, run.parameters) == (5, pytest.approx(0.89), 650)
    assert run.settings == SETTINGS
    assert run.diverged
    assert run.country == "FRA"
    other = recorder(replies, heard).run("Linear, digits", (route(),))
    assert other.key != run.key


def test_the_record_says_how_long_one_training_was_looked_at() -> None:
    heard = samples([(IDLE_SECONDS, IDLE), (8.0, BUSY)], BEGUN)

    def looked(repeats: int, seconds: float | None) -> float | None:
        end = finished(FIRST + 8, repeats=repeats, evaluation_seconds=seconds)
        replies = [started(), stepped(5, FIRST + 4), Repeated(1, FIRST + 4, 1), end]
        return recorder(replies, heard).run("Linear, digits", (route(),)).evaluation_seconds

    assert looked(1, 2.0) == pytest.approx(2.0)
    assert looked(4, 2.0) == pytest.approx(0.5)
    assert looked(1, None) is None, "a process that was killed took it along"


# -- idle after, shares, repeats, points -------------------------------------------------------


def test_the_computer_is_listened_to_at_rest_after_the_run_too() -> None:
    heard = samples([(IDLE_SECONDS, IDLE), (5.0, BUSY), (IDLE_AFTER_SECONDS, IDLE + 4.0)], BEGUN)
    end = FIRST + 5
    one = recorder([started(), stepped(1, end), finished(end)], heard)
    before = metered(one, end)
    assert before.idle_after_watts is None
    assert before.marginal is not None
    assert before.marginal.value == pytest.approx(5 * (BUSY - IDLE))
    one.end_rest(end + IDLE_AFTER_SECONDS)
    after = metered(one, end)
    assert after.gross == before.gross
    assert after.drift_watts == pytest.approx(4.0)
    assert after.marginal is not None
    assert after.marginal.value == pytest.approx(5 * (BUSY - IDLE - 2.0))
    assert after.marginal.high - after.marginal.low > before.marginal.high - before.marginal.low
    (curve,) = one.power()
    assert curve.idle_after_watts == pytest.approx(IDLE + 4.0)
    assert curve.points[-1].time_seconds == pytest.approx(5 + IDLE_AFTER_SECONDS)


def test_the_work_is_shared_by_the_processor_time_between_the_borders() -> None:
    heard = samples([(IDLE_SECONDS, IDLE), (4.0, BUSY), (2.0, IDLE), (4.0, BUSY)], BEGUN)
    one = recorder([], heard)
    one.hear(started(), ProcessorTimes(0.0, 100.0, 10.0, 50.0))
    one.hear(Paused(1, FIRST + 4), ProcessorTimes(4.0, 104.0, 13.0, 50.5))
    one.hear(Resumed(1, FIRST + 6), ProcessorTimes(6.0, 120.0, 13.0, 51.0))  # others, in the pause
    one.hear(finished(FIRST + 10), ProcessorTimes(10.0, 124.0, 16.0, 51.5))
    energy = metered(one, FIRST + 10)
    assert energy.work is not None
    gross = energy.gross.value
    assert energy.work.training == pytest.approx(gross * 6 / 8)
    assert energy.work.window == pytest.approx(gross * 1 / 8)
    assert energy.work.rest == pytest.approx(gross * 1 / 8)


def test_a_training_process_that_is_gone_leaves_the_work_unknown() -> None:
    one = recorder([], samples([(IDLE_SECONDS, IDLE), (4.0, BUSY)], BEGUN))
    one.hear(started(), ProcessorTimes(0.0, 100.0, 10.0, 50.0))
    one.hear(finished(FIRST + 4), ProcessorTimes(4.0, 104.0, None, 50.5))
    assert metered(one, FIRST + 4).work is None


def test_repeats_say_how_much_they_differ() -> None:
    heard = samples([(IDLE_SECONDS, IDLE), (2.0, BUSY), (2.0, BUSY + 10)], BEGUN)
    repeated = [Repeated(1, FIRST + n / 10, n) for n in range(1, 40)]
    one = recorder([started(), *repeated, finished(FIRST + 4, repeats=40)], heard)
    energy = metered(one, FIRST + 4)
    assert energy.spread is not None
    assert energy.spread.groups == 8
    assert energy.spread.mean == pytest.approx(energy.gross.value)
    assert energy.spread.half_width > 0.1


def test_points_hold_the_energy_and_the_gaps_and_who_the_route_is() -> None:
    board = route("nvml", device="gpu", relative_uncertainty=0.02)
    whole = route("battery", device="computer", around=True, covers=("computer",))
    levels = [(IDLE_SECONDS, IDLE), (2.0, BUSY)]
    heard = [one for of in (board, whole, ESTIMATE) for one in samples(levels, BEGUN, of=of)]
    one = recorder([started(), finished(FIRST + 2)], heard)
    one.hear_routes([board, whole, ESTIMATE])
    curves = {curve.route: curve for curve in one.power()}
    assert curves["nvml"].relative_uncertainty == 0.02
    assert curves["estimate"].factor == 2.0
    assert curves["battery"].around
    assert curves["battery"].covers == ("computer",)
    points = curves["nvml"].points
    joules = points[-1].energy_joules - points[-11].energy_joules  # type: ignore[operator]
    assert joules == pytest.approx(BUSY)
    assert all(len(repr(one.energy_joules)) < 10 for one in points)


def test_points_follow_when_the_beginning_is_known_and_when_more_is_heard() -> None:
    one = recorder([], samples([(IDLE_SECONDS, IDLE)], BEGUN))
    (early,) = one.power()
    late = FIRST + 0.5
    one.hear(started(late))
    one.hear_samples(samples([(1.0, BUSY)], FIRST, joules=60.0)[1:])
    (curve,) = one.power()
    assert len(curve.points) == len(early.points) + 10
    assert curve.points[0].time_seconds == pytest.approx(early.points[0].time_seconds - 0.5)
    assert curve == one.power()[0]


def test_the_whole_computer_is_kept_beside_the_parts() -> None:
    whole = route("battery", device="computer", around=True, refresh_seconds=0.2)
    levels = [(IDLE_SECONDS, IDLE), (4.0, BUSY)]
    heard = samples(levels, BEGUN) + samples([(6.9, 90.0)], BEGUN, of=whole)
    one = recorder([started(), finished(FIRST + 4)], heard)
    energy = metered(one, FIRST + 4, (route(), whole))
    assert energy.gross.value == pytest.approx(4 * BUSY)
    assert energy.computer is None  # the last tenth of a second is missing: more than a little
    one.hear_samples(samples([(0.2, 90.0)], BEGUN + 6.9, of=whole, joules=621.0)[1:])
    energy = metered(one, FIRST + 4, (route(), whole))
    assert energy.computer is not None
    assert energy.computer.value == pytest.approx(360.0)


def test_a_run_of_hours_is_held_in_the_memory_of_minutes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(heard_module, "MOST_SAMPLES", 600)
    long = 400.0
    heard = samples([(IDLE_SECONDS, IDLE), (long, BUSY), (1.0, IDLE)], BEGUN)
    one = recorder([started(), stepped(1, FIRST + long), finished(FIRST + long)], [])
    for sample in heard:
        one.hear_samples([sample])
    points = one.power()[0].points
    assert len(points) <= 600
    assert metered(one, FIRST + 999).gross.value == pytest.approx(long * BUSY)
    assert points[0].time_seconds == -IDLE_SECONDS
    assert points[-1].time_seconds == pytest.approx(long + 1.0, abs=0.11)
    assert {round(point.power_watts or 0.0) for point in points[60:-60]} == {round(BUSY)}
