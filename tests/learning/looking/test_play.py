"""A row to play with, and the answers to its changes."""

import numpy as np
import pytest

from equilibre.learning.looking.play import Answer, Ask, Example, TakeExample
from equilibre.learning.looking.subject import answers, in_own_units
from tests.learning.looking.trained import trained


def example(dataset: str, family: str, row: int = 0) -> tuple[Example, Answer]:
    *_progress, taken, answer = TakeExample(row).outcomes(trained(dataset, family))
    assert isinstance(taken, Example)
    assert isinstance(answer, Answer)
    return taken, answer


def test_an_example_is_a_test_row_in_the_units_of_the_data_with_the_answer_to_it() -> None:
    taken, answer = example("breast_cancer", "linear", row=5)
    training = trained("breast_cancer", "linear")
    own = in_own_units(training, training.dataset.test_columns[5])
    assert taken.values == pytest.approx(own)
    said = answers(training, training.dataset.test_columns[5:6])[0]
    assert answer.outputs == pytest.approx(said, abs=1e-5)
    assert answer.outputs.sum() == pytest.approx(1)
    assert taken.truth == training.dataset.test_target[5]


def test_rows_come_round_and_round() -> None:
    assert example("breast_cancer", "linear", row=143 + 5)[0].row == 5


def test_a_changed_row_gets_another_answer() -> None:
    taken, answer = example("breast_cancer", "linear")
    changed = taken.values.copy()
    column = taken.influential[0]
    far = abs(taken.high[column] - changed[column]) > abs(changed[column] - taken.low[column])
    changed[column] = taken.high[column] if far else taken.low[column]
    said = next(iter(Ask(changed).outcomes(trained("breast_cancer", "linear"))))
    assert abs(said.outputs[0] - answer.outputs[0]) > 0.01


def test_pixels_all_reach_from_black_to_white() -> None:
    taken, _answer = example("digits", "linear")
    assert taken.low == pytest.approx(np.zeros(64), abs=1e-4)
    assert taken.high == pytest.approx(np.full(64, 16.0), abs=1e-4)
    assert taken.influential == ()


def test_a_regression_answers_in_the_unit_of_its_target_within_what_is_known() -> None:
    taken, answer = example("diabetes", "linear")
    low, high = taken.target_reach
    assert 25 <= low < high <= 346
    assert 0 < answer.outputs[0] < 400
    assert 25 <= taken.truth <= 346


def test_the_column_that_a_linear_model_weighs_most_is_among_the_most_influential() -> None:
    taken, _answer = example("breast_cancer", "linear")
    weights = np.abs(trained("breast_cancer", "linear").model.coefs_[0][:, 0])
    assert int(weights.argmax()) in taken.influential[:5]
    assert sorted(taken.influential) == list(range(30))


def test_an_influence_that_is_known_is_not_found_again() -> None:
    known = tuple(range(30))
    first, *_others = TakeExample(0, known).outcomes(trained("breast_cancer", "linear"))
    assert isinstance(first, Example)
    assert first.influential == known
