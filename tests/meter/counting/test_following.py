"""Several meters added up, through read errors, loss and return."""

import errno

import pytest

from equilibre.meter.counting.counter import Change, Counter
from equilibre.meter.counting.following import Following, Found
from equilibre.meter.reading import Status
from equilibre.meter.sensor import Reading
from tests.meter.fakes import Clock


class Told:
    """A counter of millijoules that says what it is told."""

    def __init__(self, watts: float = 10.0) -> None:
        self.watts = watts
        self.value = 1000
        self.problem: Exception | None = None
        self.closed = False
        self.refresh_seconds: float | None = None
        self._counter = Counter(1e-3, None)

    @property
    def energy_joules(self) -> float:
        return self._counter.energy_joules

    def follow(self, time_seconds: float) -> Change:
        if self.problem is not None:
            raise self.problem
        advance = self._counter.judge(self.value, time_seconds)
        if advance.change is not Change.STILL:
            self._counter.take(advance)
        return advance.change

    def forget(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


class Bench:
    def __init__(self, clock: Clock, *meters: Told, still_seconds: float | None = 2.0) -> None:
        self.clock = clock
        self.meters = meters
        self.found = Found(Status.AVAILABLE, meters)
        self.following = Following(lambda: self.found, clock, still_seconds)

    def after(self, seconds: float) -> Reading | None:
        self.clock.advance(seconds)
        for meter in self.meters:
            meter.value += round(meter.watts * seconds * 1000)
        return self.following.read()


def test_the_meters_add_up(clock: Clock) -> None:
    bench = Bench(clock, Told(10.0), Told(5.0))
    bench.after(0.1)
    last = bench.after(1.0)
    assert last == Reading(15.0)


def test_short_errors_are_a_gap_that_loses_no_energy(clock: Clock) -> None:
    bench = Bench(clock, Told(10.0))
    bench.after(0.1)
    bench.meters[0].problem = OSError(errno.EIO, "emulated")
    assert [bench.after(1.0) for _tick in range(3)] == [None] * 3
    bench.meters[0].problem = None
    assert bench.after(1.0) == Reading(40.0, gap=True)
    assert bench.after(1.0) == Reading(50.0)


@pytest.mark.parametrize(
    ("problem", "seconds"),
    [(OSError(errno.ENODEV, "gone"), 0.1), (ValueError("nonsense"), 6.0)],
)
def test_what_is_gone_or_fails_for_long_is_lost(
    clock: Clock, problem: Exception, seconds: float
) -> None:
    meter = Told()
    bench = Bench(clock, meter)
    bench.after(0.1)
    meter.problem = problem
    bench.after(0.1)
    bench.after(seconds)
    assert bench.following.status is Status.LOST
    assert meter.closed


def test_what_is_found_again_goes_on_after_a_gap_from_where_it_was(clock: Clock) -> None:
    first = Told()
    bench = Bench(clock, first)
    bench.after(0.1)
    bench.after(1.0)
    first.problem = OSError(errno.ENODEV, "gone")
    bench.after(0.1)
    second = Told()
    bench.meters, bench.found = (second,), Found(Status.AVAILABLE, (second,))
    assert bench.after(1.0) is None  # it is not looked for all the time
    assert bench.after(2.0) == Reading(10.0, gap=True)
    assert bench.after(1.0) == Reading(20.0)


def test_a_restart_of_one_is_a_gap_in_which_nothing_counts(clock: Clock) -> None:
    bench = Bench(clock, Told(10.0), Told(5.0))
    bench.after(0.1)
    bench.meters[1].value = 0
    assert bench.after(0.1) == Reading(0.0, gap=True)
    assert bench.after(1.0) == Reading(pytest.approx(15.0))


def test_meters_that_stop_are_lost_and_those_that_never_moved_are_none(clock: Clock) -> None:
    stopped, never = Bench(clock, Told()), Bench(clock, Told(0.0))
    stopped.after(0.1)
    stopped.after(0.1)
    stopped.meters[0].watts = 0.0
    for _tick in range(30):
        stopped.after(0.1)
        never.after(0.1)
    assert stopped.following.status is Status.LOST
    assert never.following.status is Status.ABSENT
    assert never.following.never_moved


def test_meters_that_stood_still_are_found_again_when_they_move(clock: Clock) -> None:
    bench = Bench(clock, Told())
    bench.after(0.1)
    bench.after(0.1)
    bench.meters[0].watts = 0.0
    for _tick in range(100):
        assert bench.after(0.1) is None
        if bench.following.status is Status.LOST:
            break
    for _tick in range(100):
        assert bench.after(0.1) is None
        assert bench.following.status is Status.LOST
    bench.meters[0].watts = 10.0
    found = bench.after(0.1)
    assert found is not None
    assert found.gap
    assert bench.following.status is Status.AVAILABLE


def test_a_slow_meter_may_stand_still_for_a_few_of_its_periods(clock: Clock) -> None:
    bench = Bench(clock, Told())
    bench.after(0.1)
    bench.after(0.1)
    bench.meters[0].watts, bench.meters[0].refresh_seconds = 0.0, 1.0
    for _tick in range(39):
        bench.after(0.1)
    assert bench.following.status is Status.AVAILABLE
    bench.after(0.2)
    assert bench.following.status is Status.LOST


def test_meters_that_sleep_are_not_lost(clock: Clock) -> None:
    bench = Bench(clock, Told(0.0))
    for _tick in range(60):
        clock.advance(0.1)
        bench.following.asleep()
    assert bench.after(0.1) is not None
    assert bench.following.status is Status.AVAILABLE


def test_closing_twice_closes_once(clock: Clock) -> None:
    bench = Bench(clock, Told())
    bench.following.close()
    bench.following.close()
    assert bench.meters[0].closed
