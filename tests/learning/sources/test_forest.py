"""The computed forest against what is published of the real one.

The figures are those of covtype.info, sections 7 and 8 (UCI Machine Learning Repository): number of
rows of each class, mean and standard deviation of each measurement.
"""

import numpy as np
import pytest

from equilibre.learning.dataset import card, load
from equilibre.learning.rows import Rows
from equilibre.learning.sources.forest import COUNTS, forest

CLASSES = (211_840, 283_301, 35_754, 2_747, 9_493, 17_367, 20_510)
MEASUREMENTS = {
    "elevation": (2959.36, 279.98),
    "aspect": (155.65, 111.91),
    "slope": (14.10, 7.49),
    "distance to water": (269.43, 212.55),
    "height above water": (46.42, 58.30),
    "distance to roads": (2350.15, 1559.25),
    "light at 9 h": (212.15, 26.77),
    "light at noon": (223.32, 19.77),
    "light at 15 h": (142.53, 38.27),
    "distance to fires": (1980.29, 1324.19),
}
# How far our mean may be, in published standard deviations, and our deviation, as a share of it.
NEAR, ALIKE = 0.2, 0.25


@pytest.fixture(scope="module")
def whole() -> Rows:
    return forest(card("forest").rows)


def test_each_class_has_as_many_cells_as_published(whole: Rows) -> None:
    assert COUNTS == CLASSES
    assert tuple(np.bincount(whole.target)) == CLASSES
    assert len(whole.target) == card("forest").rows == 581_012


@pytest.mark.parametrize("index", range(len(MEASUREMENTS)), ids=list(MEASUREMENTS))
def test_a_measurement_has_about_the_published_mean_and_spread(whole: Rows, index: int) -> None:
    mean, deviation = list(MEASUREMENTS.values())[index]
    column = whole.columns[:, index].astype(np.float64)
    assert abs(column.mean() - mean) < NEAR * deviation
    assert column.std() == pytest.approx(deviation, rel=ALIKE)
    assert np.array_equal(column, column.round()), "the real measurements are whole numbers"


def test_each_cell_lies_in_one_wilderness_and_on_one_soil(whole: Rows) -> None:
    for first, last in ((10, 14), (14, 54)):
        indicators = whole.columns[:, first:last]
        assert set(np.unique(indicators)) == {0, 1}
        assert np.all(indicators.sum(axis=1) == 1)
        assert np.all(indicators.sum(axis=0) > 0)


def test_angles_and_lights_stay_in_their_ranges(whole: Rows) -> None:
    aspect, slope = whole.columns[:, 1], whole.columns[:, 2]
    assert 0 <= aspect.min() < aspect.max() <= 360
    assert 0 <= slope.min() < slope.max() < 90
    lights = whole.columns[:, 6:9]
    assert 0 <= lights.min() < lights.max() <= 255


def test_slopes_to_the_east_are_lit_in_the_morning_and_those_to_the_west_later(whole: Rows) -> None:
    aspect, morning, afternoon = (whole.columns[:, index] for index in (1, 6, 8))
    to_the_east, to_the_west = abs(aspect - 90) < 45, abs(aspect - 270) < 45
    assert morning[to_the_east].mean() > morning[to_the_west].mean() + 20
    assert afternoon[to_the_west].mean() > afternoon[to_the_east].mean() + 20


def test_krummholz_grows_highest_and_willows_lowest(whole: Rows) -> None:
    heights = [whole.columns[whole.target == k, 0].mean() for k in range(7)]
    assert np.argmax(heights) == 6
    assert np.argmin(heights) == 3


def test_fewer_cells_are_the_first_of_the_whole(whole: Rows) -> None:
    few = forest(300)
    assert np.array_equal(few.columns, whole.columns[:300])
    assert np.array_equal(few.target, whole.target[:300])


def test_every_share_is_judged_by_the_same_cells_and_learns_from_others() -> None:
    small, larger = load("forest", 0, 0.01), load("forest", 0, 0.02)
    assert np.array_equal(small.test_target, larger.test_target)
    assert len(small.test_target) == 20_000
    assert len(small.training_target) == 5_610
    assert len(larger.training_target) == 11_220
