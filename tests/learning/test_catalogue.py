"""What the window reads of data sets and families without training anything."""

import subprocess
import sys
from datetime import date

import pytest

from equilibre.learning.catalogue import DATASETS, FAMILIES, family
from equilibre.learning.dataset import card
from equilibre.learning.errors import UnknownName, UnusableSetting
from equilibre.learning.kernel import KERNEL
from equilibre.learning.linear import LINEAR
from equilibre.learning.network import NETWORK
from equilibre.learning.polynomial import POLYNOMIAL


@pytest.mark.parametrize("key", DATASETS)
def test_a_card_says_the_same_things_in_both_languages(key: str) -> None:
    one = card(key)
    texts = [one.name, one.question, one.row_name, one.source, one.honest_for, *one.classes]
    assert all(words.en.strip() and words.fr.strip() for words in texts)
    assert one.question.en.endswith("?")
    assert one.licence
    assert one.question.fr.endswith("\N{NARROW NO-BREAK SPACE}?")


@pytest.mark.parametrize("key", DATASETS)
def test_rows_are_either_for_training_or_for_the_test(key: str) -> None:
    one = card(key)
    assert one.training_rows + one.test_rows == one.rows


def test_what_is_computed_says_so_in_its_name_and_on_its_card() -> None:
    computed = [card(key) for key in DATASETS if card(key).generated]
    assert [each.key for each in computed] == ["forest", "camera", "chords"]
    for one in computed:
        for words in (one.name, one.source):
            assert "(synthetic)" in words.en
            assert "(synthétique)" in words.fr
        assert "Synthetic:" in one.honest_for.en
        assert "Synthétique" in one.honest_for.fr


def test_a_table_names_its_columns_and_their_units() -> None:
    for key in ("breast_cancer", "diabetes", "penguins", "weather", "forest", "chords"):
        one = card(key)
        assert len({words.en for words in one.column_names}) == one.columns
        assert len({words.fr for words in one.column_names}) == one.columns


@pytest.mark.parametrize("key", ["fashion", "weather", "penguins"])
def test_a_file_that_we_carry_says_which_archive_it_was_taken_from(key: str) -> None:
    provenance = card(key).provenance
    assert provenance is not None
    assert len(provenance.sha256) == 64
    assert provenance.transform == "packaging/datasets.py"
    assert date.fromisoformat(provenance.date)


def test_a_model_has_one_output_for_two_classes_or_for_a_number() -> None:
    assert [card(key).outputs for key in ("digits", "breast_cancer", "diabetes")] == [10, 1, 1]


def test_an_unknown_name_is_answered_by_a_sentence() -> None:
    for name in ("moon", "../digits", "", "m" * 5000):
        with pytest.raises(UnknownName, match="no data set"):
            card(name)
    with pytest.raises(UnknownName, match="no family"):
        family("moon")


@pytest.mark.parametrize("key", DATASETS)
@pytest.mark.parametrize("one", FAMILIES, ids=lambda one: one.key)
def test_defaults_are_stops_that_the_data_allow(one, key) -> None:  # type: ignore[no-untyped-def]
    data = card(key)
    for control in one.controls:
        assert one.default(control, data) in one.stops(control, data)
        assert control.default in control.stops
        assert list(control.stops) == sorted(control.stops)
        for stop in control.stops:
            refusal = one.why_not(control, stop, data)
            assert (refusal is None) == (stop in one.stops(control, data))
            assert refusal is None or refusal.endswith(".")
    assert set(data.defaults) <= {each.key for each in FAMILIES}
    wished = data.defaults.get(one.key, {})
    assert all(one.defaults(data)[name] == value for name, value in wished.items())


def test_degree_three_of_the_digits_is_refused_with_its_size() -> None:
    degree = POLYNOMIAL.control("degree")
    assert POLYNOMIAL.stops(degree, card("digits")) == (2,)
    assert "47,904" in str(POLYNOMIAL.why_not(degree, 3, card("digits")))
    assert POLYNOMIAL.stops(degree, card("diabetes")) == (2, 3)


def test_no_more_landmarks_than_training_rows_are_offered() -> None:
    landmarks = KERNEL.control("landmarks")
    assert max(KERNEL.stops(landmarks, card("diabetes"))) == 300
    assert max(KERNEL.stops(landmarks, card("digits"))) == 1000
    tenth = {"share": 0.1}
    assert max(KERNEL.stops(landmarks, card("digits"), tenth)) == 100
    with pytest.raises(UnusableSetting, match="only 135"):
        KERNEL.complete(card("digits"), {"share": 0.1, "landmarks": 300})
    assert KERNEL.nearest(card("digits"), {"share": 0.1, "landmarks": 300})["landmarks"] == 100


def test_the_linear_model_of_the_digits_has_650_parameters() -> None:
    data = card("digits")
    settings = LINEAR.defaults(data)
    assert LINEAR.parameters(data, settings) == (64 + 1) * 10
    assert LINEAR.operations_per_epoch(data, settings) == 6 * 64 * 10 * 1347


def test_a_setting_that_does_not_exist_is_answered_by_a_sentence() -> None:
    data = card("digits")
    with pytest.raises(UnusableSetting, match="no setting named “depth”"):
        NETWORK.complete(data, {"depth": 3})
    with pytest.raises(UnusableSetting, match="cannot be 7"):
        NETWORK.complete(data, {"neurons": 7})
    with pytest.raises(UnusableSetting, match="too many"):
        POLYNOMIAL.complete(data, {"degree": 3})


def test_reading_the_catalogue_and_the_host_loads_no_scikit_learn() -> None:
    code = (
        "import sys, equilibre.learning.catalogue as c, equilibre.learning.engine,"
        "equilibre.worker.host; from equilibre.learning.dataset import card;"
        "[f.parameters(card(d), f.defaults(card(d))) for d in c.DATASETS for f in c.FAMILIES];"
        "sys.exit(' '.join(m for m in ('sklearn', 'scipy', 'PySide6') if m in sys.modules) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_training_process_is_light_before_it_limits_itself() -> None:
    code = "import sys, equilibre.worker.child; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
