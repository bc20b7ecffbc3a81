"""The answers to the rows set aside."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from equilibre.learning.looking.judged import Classified, Estimated, Judge
from equilibre.learning.looking.subject import NothingLearned, Progress
from tests.learning.looking.trained import trained


def judged(dataset: str, family: str) -> Classified | Estimated:
    *progress, last = Judge().outcomes(trained(dataset, family))
    assert all(isinstance(one, Progress) for one in progress)
    assert isinstance(last, Classified | Estimated)
    return last


def test_the_confusion_matrix_counts_every_test_row_under_its_truth() -> None:
    training, found = trained("digits", "linear"), judged("digits", "linear")
    assert isinstance(found, Classified)
    truths = np.bincount(training.dataset.test_target, minlength=10)
    assert found.confusion.sum(axis=1).tolist() == truths.tolist()
    assert found.rows == 450


def test_the_matrix_says_the_same_accuracy_as_the_last_epoch() -> None:
    training, found = trained("digits", "linear"), judged("digits", "linear")
    assert isinstance(found, Classified)
    probabilities = training.answers(training.dataset.test_columns)
    right = (probabilities.argmax(axis=1) == training.dataset.test_target).sum()
    assert found.rows - found.wrong_rows == right


def test_wrong_images_come_surest_first_and_right_ones_least_sure_first() -> None:
    found = judged("digits", "linear")
    assert isinstance(found, Classified)
    assert len(found.wrong) == found.wrong_rows
    assert all(one.answer != one.truth for one in found.wrong)
    assert all(one.answer == one.truth for one in found.right)
    sure = [one.sureness for one in found.wrong]
    assert sure == sorted(sure, reverse=True)
    doubtful = [one.sureness for one in found.right]
    assert doubtful == sorted(doubtful)


def test_an_image_is_the_test_row_it_says_it_is_from_black_to_white() -> None:
    found = judged("digits", "linear")
    assert isinstance(found, Classified)
    image, data = found.right[0], trained("digits", "linear").dataset
    own = data.test_columns[image.row] * data.column_deviations + data.column_means
    assert image.pixels.shape == (8, 8)
    assert image.pixels.ravel() == pytest.approx(own / 16, abs=1e-5)


def test_tables_have_no_images() -> None:
    found = judged("breast_cancer", "linear")
    assert isinstance(found, Classified)
    assert found.wrong == found.right == ()
    assert found.confusion.shape == (2, 2)


def test_a_regression_is_judged_in_the_unit_of_its_target() -> None:
    found = judged("diabetes", "linear")
    assert isinstance(found, Estimated)
    assert 25 <= found.truth.min() < found.truth.max() <= 346  # Efron et al.: 25 to 346
    assert 30 < found.mean_error < 70
    assert np.corrcoef(found.truth, found.answers)[0, 1] > 0.5


def test_a_model_that_is_gone_is_refused_with_a_sentence() -> None:
    with pytest.raises(NothingLearned, match="train again"):
        next(Judge().outcomes(None))


def test_an_outcome_says_which_model_it_speaks_of() -> None:
    subject = judged("digits", "linear").subject
    assert (subject.dataset, subject.family, subject.seed) == ("digits", "linear", 0)
    assert subject.settings["epochs"] == 20
    assert subject.parameters == 650


def test_rows_of_words_are_judged_too() -> None:
    from scipy.sparse import csr_array

    dense = trained("breast_cancer", "linear")
    sparse = SimpleNamespace(
        dataset=replace(dense.dataset, test_columns=csr_array(dense.dataset.test_columns)),
        model=dense.model,
        answers=lambda columns: dense.answers(columns.toarray()),
        family=dense.family,
        settings=dense.settings,
        seed=dense.seed,
        parameters=dense.parameters,
    )
    *_progress, found = Judge().outcomes(sparse)  # type: ignore[arg-type]
    assert isinstance(found, Classified)
    assert found.confusion.tolist() == judged("breast_cancer", "linear").confusion.tolist()  # type: ignore[union-attr]
