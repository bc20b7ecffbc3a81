"""The data files that the program carries are those that were published."""

import hashlib
from datetime import date

import numpy as np
import pytest

from equilibre.learning.catalogue import DATASETS
from equilibre.learning.dataset import card, load
from equilibre.learning.sources import SOURCES
from equilibre.learning.sources.shipped import fashion, penguins, weather
from equilibre.resources import resource


def _content(name: str) -> bytes:
    return resource("datasets", name).read_bytes()


def test_the_table_of_seattle_is_byte_for_byte_the_published_one() -> None:
    # datapackage.json of the archive has the SHA-1 that git gives a file.
    content = _content("weather.csv")
    found = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False)
    assert found.hexdigest() == "0f38b53bdc1c42c5e5d484f33b9d4d7b229e0e59"


def test_the_table_of_penguins_is_byte_for_byte_the_published_one() -> None:
    # The SHA-256 stands in RECORD of the archive.
    found = hashlib.sha256(_content("penguins.csv")).hexdigest()
    assert found == "f204db2c753b0937caac3cb35258562c14f073e4bbc76be24b4c51ce22767a93"


def test_the_photos_are_few_enough_for_the_installer_and_balanced() -> None:
    assert len(_content("fashion.npz")) < 5_500_000
    rows = fashion(0)
    assert rows.columns.shape == (12_000, 784)
    assert rows.columns.dtype == np.uint8
    assert np.all(np.bincount(rows.target[:10_000]) == 1_000)
    assert np.all(np.bincount(rows.target[10_000:]) == 200)
    # The first published photo of each part is an ankle boot.
    assert rows.target[0] == rows.target[10_000] == 9


def test_the_photos_of_the_test_stay_those_of_the_publication() -> None:
    one, other = load("fashion", 1), load("fashion", 2)
    assert np.array_equal(one.test_target, fashion(0).target[10_000:])
    assert np.array_equal(one.test_target, other.test_target)
    assert not np.array_equal(one.training_target, other.training_target)


def test_a_day_is_weather_in_metric_units_and_a_point_of_the_year() -> None:
    rows = weather(0)
    assert rows.columns.shape == (1_461, 6)
    assert (date(2015, 12, 31) - date(2012, 1, 1)).days + 1 == len(rows.target)
    # 2 January 2012, the second line: 10.9 mm, 10.6 and 2.8 °C, 4.5 m/s, rain.
    assert rows.columns[1, :4] == pytest.approx([10.9, 10.6, 2.8, 4.5])
    assert card("weather").classes[rows.target[1]].en == "rain"
    assert np.hypot(rows.columns[:, 4], rows.columns[:, 5]) == pytest.approx(1)
    assert np.linalg.norm(rows.columns[365, 4:] - rows.columns[366, 4:]) < 0.03, "New Year"
    assert np.bincount(rows.target).tolist() == [53, 641, 640, 26, 101]


def test_a_day_with_precipitation_is_noted_as_rain_or_snow() -> None:
    rows = weather(0)
    noted = {card("weather").classes[k].en for k in rows.target[rows.columns[:, 0] > 0]}
    assert noted == {"rain", "snow"}


def test_a_penguin_without_measurements_is_left_out() -> None:
    rows = penguins(0)
    assert rows.columns.shape == (342, 4)
    assert rows.columns[0] == pytest.approx([39.1, 18.7, 181, 3750])
    assert np.bincount(rows.target).tolist() == [151, 68, 123]


@pytest.mark.parametrize("key", DATASETS)
def test_the_rows_of_a_source_fit_its_card(key: str) -> None:
    description = card(key)
    rows = SOURCES[key](700)
    assert len(rows.target) == (700 if description.generated else description.rows)
    assert rows.columns.shape == (len(rows.target), description.columns)
    assert np.isfinite(rows.columns).all()
    if description.classes:
        assert set(rows.target) == set(range(len(description.classes)))
    if description.image:
        assert np.prod(description.image) == description.columns
        assert 0 <= rows.columns.min() < rows.columns.max() <= 255
    assert len(description.column_names) in (0, description.columns)
