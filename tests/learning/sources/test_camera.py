"""What the pictures of the computed fire-watch camera show."""

import numpy as np

from equilibre.learning.sources.camera import camera, fire_watch


def test_half_of_the_pictures_show_smoke() -> None:
    images, smoke = fire_watch(0)
    assert images.shape == (512, 32, 32)
    assert images.dtype == np.uint8
    assert smoke.sum() == 256


def test_fewer_pictures_are_the_first_of_many() -> None:
    many, few = camera(1_000), camera(600)
    assert many.columns.shape == (1_000, 1_024)
    assert np.array_equal(few.columns, many.columns[:600])
    assert np.array_equal(few.target, many.target[:600])


def test_another_series_shows_other_pictures() -> None:
    first, second = fire_watch(0)[0], fire_watch(1)[0]
    assert not np.array_equal(first, second)


def test_the_sky_is_brighter_than_the_woods() -> None:
    images, _smoke = fire_watch(0)
    brighter = images[:, :6].mean(axis=(1, 2)) > images[:, -6:].mean(axis=(1, 2))
    assert brighter.mean() > 0.9


def test_the_mean_brightness_tells_nothing_of_the_smoke() -> None:
    rows = camera(4_096)
    brightness = rows.columns.mean(axis=1)
    smoke = brightness[rows.target == 1].mean()
    none = brightness[rows.target == 0].mean()
    assert abs(smoke - none) < 0.2 * brightness.std()


def test_a_picture_can_be_drawn_larger() -> None:
    images, smoke = fire_watch(0, side=64)
    assert images.shape == (512, 64, 64)
    assert smoke.sum() == 256


def test_a_small_network_sees_the_smoke_and_a_linear_model_does_not() -> None:
    from sklearn.linear_model import RidgeClassifier
    from sklearn.neural_network import MLPClassifier

    rows = camera(3_500)
    columns = (rows.columns.astype(np.float32) - 128) / 64
    training, test = slice(500, None), slice(0, 500)
    linear = RidgeClassifier(alpha=1e4).fit(X=columns[training], y=rows.target[training])
    network = MLPClassifier((64,), batch_size=128, random_state=0)
    for _epoch in range(8):
        network.partial_fit(X=columns[training], y=rows.target[training], classes=[0, 1])
    assert linear.score(X=columns[test], y=rows.target[test]) < 0.65
    assert network.score(X=columns[test], y=rows.target[test]) > 0.7
