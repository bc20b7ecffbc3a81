"""Equal trials taken together."""

import math
import statistics
from dataclasses import replace

import pytest

from equilibre.learning.experiments.costs import cost
from equilibre.learning.experiments.experiment import Findings, Point
from equilibre.learning.experiments.repeats import (
    difference,
    mean_of,
    mean_point,
    median_point,
    share_in_words,
    tells_apart,
)


def test_the_interval_is_that_of_student() -> None:
    values = [0.9, 0.95, 1.0]
    mean = mean_of(values)
    assert mean is not None
    half_width = 4.303 * statistics.stdev(values) / math.sqrt(3)
    assert (mean.low, mean.high) == pytest.approx((0.95 - half_width, 0.95 + half_width), rel=1e-3)


def test_trials_that_share_rows_have_a_wider_interval() -> None:
    values = [0.9, 0.95, 1.0, 0.93]
    alone, shared = mean_of(values), mean_of(values, overlap=1 / 4)
    assert alone is not None
    assert shared is not None
    # With as many trials as parts of the rows, the two terms of the variance are equal.
    assert shared.high - shared.value == pytest.approx(math.sqrt(2) * (alone.high - alone.value))


def test_two_trials_have_no_interval() -> None:
    assert mean_of([0.9, 1.0]) is None
    point = mean_point("one", "series", 0.0, [0.9, 1.0])
    assert (point.low, point.high, point.trials) == (None, None, 2)


def test_the_bounds_of_a_share_stay_shares() -> None:
    point = mean_point("one", "series", 0.0, [0.99, 1.0, 0.9], least=0.0, most=1.0)
    assert point.high == 1.0


def test_one_trial_among_the_others_does_not_move_the_median() -> None:
    point = median_point("one", "series", 0.0, [1.0, 2.0, 1e6])
    assert (point.low, point.y, point.high) == (1.0, 2.0, 1e6)


def test_pairs_tell_apart_what_differs_less_than_the_trials_do() -> None:
    one = mean_point("one", "series", 0.0, [0.5, 0.6, 0.7, 0.8])
    other = mean_point("one", "series", 1.0, [0.49, 0.595, 0.688, 0.79])
    assert tells_apart(one, other)
    assert one.low is not None
    assert one.low < other.y < one.y
    assert not tells_apart(one, replace(other, values=(0.8, 0.7, 0.6, 0.5)))


def test_too_few_pairs_tell_nothing() -> None:
    one = mean_point("one", "series", 0.0, [0.1, 0.1, 0.1])
    other = mean_point("one", "series", 1.0, [0.9, 0.9])
    assert difference(one, other) is None
    assert not tells_apart(one, other)


def test_a_share_is_written_with_its_bounds_where_there_are_any() -> None:
    assert share_in_words(Point("one", "series", 0.0, 0.848)) == "84.8%"
    bounded = Point("one", "series", 0.0, 0.848, low=0.801, high=0.895)
    assert share_in_words(bounded) == "84.8% (80.1% to 89.5%)"


def test_a_cost_is_energy_where_it_was_metered_and_time_elsewhere() -> None:
    one = Point("one", "series", 0.0, 0.5, processor_seconds=3.0, trials=3)
    other = Point("one", "series", 1.0, 0.5, processor_seconds=1.0)
    metered = Findings({}, (one, other), True, energy_joules=40.0)
    assert cost(metered, one.trial_seconds) == "10\u202fJ"
    assert cost(Findings({}, (one, other), True), 1.0) == "1.0\u202fs of processor time"


def test_what_was_spent_outside_the_points_is_not_laid_on_them() -> None:
    point = Point("one", "series", 0.0, 0.5, processor_seconds=3.0)
    findings = Findings({}, (point,), True, energy_joules=40.0, spent_seconds=4.0)
    assert findings.joules(point) == pytest.approx(30.0)
    assert findings.joules(replace(point, elsewhere=True)) is None


def test_a_point_that_another_one_counts_has_no_energy_rather_than_none_at_all() -> None:
    point = Point("one", "series", 0.0, 0.5, processor_seconds=3.0)
    free = Point("one", "series", 1.0, 0.5)
    assert Findings({}, (point, free), True, energy_joules=40.0).joules(free) is None


def test_a_point_with_one_more_trial_replaces_the_one_before() -> None:
    first = mean_point("one", "series", 2.0, [0.5], processor_seconds=1.0)
    second = mean_point("one", "series", 2.0, [0.5, 0.7], processor_seconds=2.5)
    elsewhere = mean_point("one", "series", 2.0, [0.1], lens=1.0, processor_seconds=1.0)
    findings = Findings({}, (first, elsewhere, second), False, energy_joules=7.0)
    assert findings.points == (second, elsewhere)
    assert findings.processor_seconds == 3.5
    assert findings.joules(second) == pytest.approx(2.5)
