"""The exact kernel: solved whole, for more and more rows."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.learning.dataset import card, load
from equilibre.learning.engine import Training, prepared
from equilibre.learning.errors import UnusableSetting
from equilibre.learning.exact_kernel import ExactKernel, matrix_bytes, operations, sizes
from equilibre.learning.kernel import KERNEL

EXACT = {"exact": 1.0}


@given(st.integers(1, 600_000))
def test_sizes_double_and_end_with_all_rows(rows: int) -> None:
    found = sizes(rows)
    assert found[-1] == rows
    assert all(found[i + 1] <= 2 * found[i] for i in range(len(found) - 1))
    assert list(found) == sorted(set(found))
    assert found[0] == min(rows, 50)


def test_twice_the_rows_cost_up_to_eight_times_as_much() -> None:
    data = card("forest")
    assert 4 < operations(data, 400) / operations(data, 200) < 8
    assert operations(data, 200_000) / operations(data, 100_000) == pytest.approx(8, rel=0.01)


def test_the_whole_forest_would_need_terabytes() -> None:
    # learning.md, section 3: 561 012 rows, single precision, the matrix alone: 1.26 TB.
    assert matrix_bytes(561_012) / 6 == pytest.approx(1.26e12, rel=0.01)


def test_each_step_is_a_fit_to_more_rows_and_better_than_chance() -> None:
    training = prepared("digits", KERNEL, EXACT | {"rows": 400}, 0)
    steps = list(training.steps())
    assert [step.rows for step in steps] == [0, 50, 100, 200, 400]
    assert [step.epoch for step in steps] == list(range(5))
    assert steps[0].test_score < 0.2
    assert steps[1].test_score < steps[-1].test_score
    assert steps[-1].test_score > 0.93
    assert all(step.training_score > 0.95 for step in steps[1:])
    assert training.over


def test_its_solution_is_the_one_of_the_formula() -> None:
    data = load("diabetes", 0)
    kernel = ExactKernel(data.card, gamma=0.02, ridge=0.5)
    rows, target = data.training_columns[:100], data.training_target[:100]
    kernel.fit(rows, target)
    distances = ((rows[:, None].astype(float) - rows[None]) ** 2).sum(axis=2)
    likeness = np.exp(-0.02 * distances)
    theta = np.linalg.solve(likeness + 0.5 * np.eye(100), target - target.mean())
    assert kernel.predict(X=rows) == pytest.approx(likeness @ theta + target.mean(), abs=1e-6)


def test_it_has_a_weight_for_each_row_and_output() -> None:
    data = card("digits")
    settings = KERNEL.complete(data, EXACT | {"rows": 200})
    assert KERNEL.parameters(data, settings) == 200 * 10
    assert KERNEL.operations(data, settings, 3) == sum(operations(data, n) for n in (50, 100, 200))
    assert KERNEL.operations_per_step(data, settings) == operations(data, 200)
    assert KERNEL.memory_bytes(data, settings) > matrix_bytes(200)
    assert KERNEL.last_epoch(data, settings) == 3


def test_the_first_choice_above_their_number_means_all_rows() -> None:
    rows = KERNEL.control("rows")
    assert max(KERNEL.stops(rows, card("diabetes"))) == 400
    training = prepared("diabetes", KERNEL, EXACT | {"rows": 400}, 0)
    assert list(training.steps())[-1].rows == training.parameters == 331
    with pytest.raises(UnusableSetting, match="only 331"):
        KERNEL.complete(card("diabetes"), EXACT | {"rows": 800})


def test_only_as_many_rows_are_made_as_are_compared() -> None:
    training = prepared("forest", KERNEL, EXACT | {"rows": 50}, 0)
    assert len(training.dataset.training_target) == 50


def test_probabilities_are_between_0_and_1_and_whole() -> None:
    for key in ("breast_cancer", "penguins"):
        training = prepared(key, KERNEL, EXACT | {"rows": 200, "ridge": 0.0001}, 0)
        list(training.steps())
        columns = training.dataset.test_columns
        far = np.concatenate([columns, 1e3 * columns])
        answers = training.answers(far)
        assert answers.min() >= 0
        assert answers.sum(axis=1) == pytest.approx(1)
        assert answers.shape == (len(far), len(training.dataset.card.classes))


def test_a_lesson_fits_a_computer_of_four_gigabytes() -> None:
    largest = KERNEL.control("rows").stops[-1]
    data = replace(card("digits"), rows=100_000)
    settings = KERNEL.complete(data, EXACT | {"rows": largest})
    assert KERNEL.memory_bytes(data, settings) < 1e9


def test_another_training_may_be_given_more_rows_than_are_compared() -> None:
    training = Training(load("digits", 0), KERNEL, EXACT | {"rows": 100}, 0)
    assert list(training.steps())[-1].rows == 100
