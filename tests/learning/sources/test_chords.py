"""What the computed chords promise: no weighted sum of notes tells them apart, and they sound."""

import numpy as np
import pytest

from equilibre.learning.sources.chords import RATE_HERTZ, chords, sound

ROWS = chords(6_000)


def _accuracy(degree: int) -> float:
    """Return the accuracy of a weighted sum of products of at most *degree* notes."""
    from sklearn.linear_model import RidgeClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import PolynomialFeatures, StandardScaler

    model = make_pipeline(PolynomialFeatures(degree), StandardScaler(), RidgeClassifier())
    model.fit(X=ROWS.columns[1_500:], y=ROWS.target[1_500:])
    return float(model.score(X=ROWS.columns[:1_500], y=ROWS.target[:1_500]))


def test_the_four_classes_are_equally_frequent() -> None:
    assert ROWS.columns.shape == (6_000, 12)
    assert np.bincount(ROWS.target) == pytest.approx(1_500, abs=10)


def test_every_note_is_as_loud_on_average_in_every_class() -> None:
    means = np.stack([ROWS.columns[ROWS.target == k].mean(axis=0) for k in range(4)])
    deviations = ROWS.columns.std(axis=0)
    assert np.all(np.abs(means - means.mean(axis=0)) < 0.1 * deviations)


def test_a_weighted_sum_of_the_notes_is_as_good_as_chance() -> None:
    assert _accuracy(1) == pytest.approx(0.25, abs=0.05)


def test_products_of_two_notes_confuse_major_and_minor_only() -> None:
    assert _accuracy(2) == pytest.approx(0.75, abs=0.04)


def test_products_of_three_notes_tell_all() -> None:
    assert _accuracy(3) > 0.98


def test_fewer_chords_are_the_first_of_many() -> None:
    few = chords(100)
    assert np.array_equal(few.columns, ROWS.columns[:100])
    assert np.array_equal(few.target, ROWS.target[:100])


def test_a_chord_sounds_for_a_second_and_a_half_without_a_click() -> None:
    samples = sound(ROWS.columns[0])
    assert samples.dtype == np.float32
    assert len(samples) == RATE_HERTZ * 3 // 2
    assert np.abs(samples).max() == pytest.approx(0.8)
    assert abs(samples[0]) < 0.001
    assert abs(samples[-1]) < 0.001
    assert np.abs(np.diff(samples)).max() < 0.25


@pytest.mark.parametrize("note", [0, 9])
def test_a_note_alone_sounds_at_its_pitch(note: int) -> None:
    samples = sound(np.eye(12)[note])
    pitch = np.argmax(np.abs(np.fft.rfft(samples))) * RATE_HERTZ / len(samples)
    assert pitch == pytest.approx(440 * 2 ** ((note - 9) / 12), abs=1)


def test_silence_is_silent() -> None:
    assert not sound(np.zeros(12)).any()
