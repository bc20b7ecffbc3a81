"""The map of the answers over a plane."""

import numpy as np
import pytest

from equilibre.learning.catalogue import family
from equilibre.learning.engine import prepared
from equilibre.learning.looking.decision_map import FINE, DecisionMap, MapDecisions
from equilibre.learning.looking.influence import telling_columns
from tests.learning.looking.trained import trained


def maps(task: MapDecisions, dataset: str = "breast_cancer", key: str = "linear"):  # type: ignore[no-untyped-def]
    return [one for one in task.outcomes(trained(dataset, key)) if isinstance(one, DecisionMap)]


def test_a_coarse_map_comes_first_and_a_fine_one_replaces_it() -> None:
    coarse, fine = maps(MapDecisions(columns=(0, 1)))
    assert not coarse.whole
    assert fine.whole
    assert fine.answers.shape == fine.sureness.shape == FINE
    assert (coarse.left, coarse.top) == (fine.left, fine.top)


def test_a_cell_holds_the_answer_to_the_mean_row_with_two_columns_changed() -> None:
    fine = maps(MapDecisions(columns=(7, 21)))[-1]
    training = trained("breast_cancer", "linear")
    data = training.dataset
    row, column = 60, 100
    own = data.column_means.copy()
    own[7] = fine.left + (column + 0.5) * (fine.right - fine.left) / FINE[1]
    own[21] = fine.bottom + (row + 0.5) * (fine.top - fine.bottom) / FINE[0]
    standardised = ((own - data.column_means) / data.column_deviations).astype(np.float32)
    said = training.answers(standardised[np.newaxis])[0]
    assert fine.answers[row, column] == said.argmax()
    assert fine.sureness[row, column] == pytest.approx(said.max(), abs=1e-4)


def test_points_lie_where_their_own_columns_say() -> None:
    fine = maps(MapDecisions(columns=(0, 3)))[-1]
    data = trained("breast_cancer", "linear").dataset
    own = data.test_columns * data.column_deviations + data.column_means
    assert len(fine.x) + fine.points_outside == len(own)
    for x, y in list(zip(fine.x, fine.y, strict=True))[:5]:
        assert np.hypot(own[:, 0] - x, (own[:, 3] - y) / 100).min() < 1e-3
    assert fine.left <= fine.x.min()
    assert fine.x.max() <= fine.right


def test_without_a_choice_two_different_influential_columns_are_mapped() -> None:
    fine = maps(MapDecisions())[-1]
    assert fine.columns is not None
    assert fine.columns[0] != fine.columns[1]
    assert len(np.unique(fine.answers)) == 2


def test_the_plane_stays_the_same_from_epoch_to_epoch() -> None:
    training = prepared("breast_cancer", family("network"), {"epochs": 5}, seed=0)
    planes = set()
    for step, _epoch in zip(training.steps(), range(3), strict=False):
        *_coarse, fine = (
            one for one in MapDecisions().outcomes(training) if isinstance(one, DecisionMap)
        )
        assert step.epoch < 5
        planes.add(fine.columns)
    assert planes == {telling_columns(training.dataset)}


def test_the_second_column_is_not_the_first_one_in_other_words() -> None:
    data = trained("breast_cancer", "linear").dataset
    first, second = telling_columns(data)
    columns = data.training_columns
    told = [abs(np.corrcoef(each, data.training_target)[0, 1]) for each in columns.T]
    assert told[first] == max(told)
    assert abs(np.corrcoef(columns[:, first], columns[:, second])[0, 1]) < 0.87


def test_body_mass_and_blood_fats_tell_most_about_diabetes() -> None:
    # Efron et al. 2004, section 2: columns 3 (body mass index) and 9 (s5) enter first.
    assert set(telling_columns(trained("diabetes", "linear").dataset)) == {2, 8}


def test_directions_explain_falling_shares_of_the_spread() -> None:
    fine = maps(MapDecisions(directions=True), "digits")[-1]
    assert fine.columns is None
    first, second = fine.spread
    assert 0.5 > first >= second > 0.05
    assert len(np.unique(fine.answers)) > 3


def test_a_regression_is_mapped_in_the_unit_of_its_target() -> None:
    fine = maps(MapDecisions(), "diabetes")[-1]
    assert 0 < fine.answers.min() < 152 < fine.answers.max() < 400  # 152: mean of the target
    assert fine.point_truths.min() >= 25
