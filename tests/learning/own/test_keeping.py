"""A table on the shelf: its rows as numbers, its card, and a model that learns from it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from equilibre.learning import shelf
from equilibre.learning.catalogue import family
from equilibre.learning.dataset import load
from equilibre.learning.engine import Training
from equilibre.learning.errors import DataNotKept, DataRefused
from equilibre.learning.own.plan import choice_of
from equilibre.learning.own.table import Table, read
from equilibre.learning.own.tasks import KeepTable, Kept, ReadTable, keep, kept_file
from tests.learning.own.tables import csv_of, written

ROWS = 40
TEXT = csv_of(
    {
        "length": [f"{n},5" for n in range(ROWS - 1)] + ["NA"],
        "wet": ["yes", "no"] * (ROWS // 2),
        "place": ["Aix", "Brest", "?", "Cahors"] * (ROWS // 4),
        "species": [*(["b", "a"] * (ROWS // 2 - 1)), "b", ""],
    }
)


@pytest.fixture(autouse=True)
def _shelf(tmp_path: Path) -> Iterator[None]:
    shelf.use(tmp_path / "shelf")
    yield
    shelf.use(None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path, TEXT, "Pingouins d’été.csv")


def found(path: Path) -> Table:
    *_reading, table = read(path)
    assert isinstance(table, Table)
    return table


def test_the_rows_become_numbers(path: Path) -> None:
    key = kept_file(path, "species")
    rows = shelf.rows(key)
    assert shelf.card(key).rows == ROWS - 1  # the last one has no species
    assert [name.en for name in shelf.card(key).column_names] == [
        "length",
        "length (missing)",
        "wet = yes",
        *("place = Aix", "place = Brest", "place = Cahors", "place (missing)"),
    ]
    np.testing.assert_array_equal(rows.columns[0], [0.5, 0, 1, 1, 0, 0, 0])
    np.testing.assert_array_equal(rows.columns[1], [1.5, 0, 0, 0, 1, 0, 0])
    np.testing.assert_array_equal(rows.columns[2], [2.5, 0, 1, 0, 0, 0, 1])
    np.testing.assert_array_equal(rows.target[:4], [1, 0, 1, 0])


def test_a_missing_number_stays_missing_and_a_column_tells_so(path: Path) -> None:
    table = found(path)
    (*_reading, kept) = keep(path, table, choice_of(table, "wet"))
    assert isinstance(kept, Kept)
    rows = shelf.rows(kept.key)
    np.testing.assert_array_equal(rows.columns[-1][:2], [np.nan, 1])
    assert "median of its column over the training rows" in shelf.card(kept.key).honest_for.en


def test_what_takes_the_place_of_a_missing_number_knows_nothing_of_the_test_rows(
    tmp_path: Path,
) -> None:
    # One number in two is missing; the others are 0, 1, 2…
    lengths = [str(n // 2) if n % 2 else "" for n in range(ROWS)]
    text = csv_of({"length": lengths, "wet": ["yes", "yes", "no", "no"] * (ROWS // 4)})
    key = kept_file(written(tmp_path, text), "wet")
    for seed in range(3):
        data = load(key, seed)
        lengths_of, missing = (data.training_columns[:, column] for column in (0, 1))
        known = lengths_of[missing < 0]
        for columns in (data.training_columns, data.test_columns):
            filled = columns[columns[:, 1] > 0, 0]
            assert len(filled)
            np.testing.assert_allclose(filled, np.median(known), atol=1e-6)


def test_a_quantity_keeps_its_unit_and_loses_the_rows_without_it(path: Path) -> None:
    card = shelf.card(key := kept_file(path, "length"))
    assert (card.task, card.classes) == ("regression", ())
    assert str(card.target_name) == "length"
    np.testing.assert_array_equal(shelf.rows(key).target, np.arange(ROWS - 1) + 0.5)


def test_classes_that_are_numbers_are_in_their_order(tmp_path: Path) -> None:
    text = csv_of({"x": range(ROWS), "y": ["10", "9,0", "9", "10,0"] * (ROWS // 4)})
    path = written(tmp_path, text)
    key = kept_file(path, "y")
    assert [str(name) for name in shelf.card(key).classes] == ["9", "10"]
    np.testing.assert_array_equal(shelf.rows(key).target[:4], [1, 0, 0, 1])


def test_the_card_says_whose_data_they_are_and_what_they_are_honest_for(path: Path) -> None:
    card = shelf.card(kept_file(path, "species"))
    assert card.origin == "own"
    assert str(card.name) == "Pingouins d’été"
    assert "“species”" in card.question.en
    assert "«\u202fspecies\u202f»" in card.question.fr
    assert "stays on this computer" in card.source.en
    assert "10 rows judge the model: a gap of less than 32 points may be chance" in (
        card.honest_for.en
    )
    assert "missing there: 1 row." in card.honest_for.en
    assert card.key.startswith("own_pingouins_d_t_")


def test_the_same_choice_is_kept_once_and_another_beside_it(path: Path) -> None:
    first = kept_file(path, "species")
    assert kept_file(path, "species") == first
    assert shelf.keys() == (first,)
    second = kept_file(path, "wet")
    assert {str(shelf.card(key).name) for key in (first, second)} == {
        "Pingouins d’été",
        "Pingouins d’été (2)",
    }


def test_a_long_or_empty_name_is_mended(path: Path) -> None:
    table = found(path)
    for name, expected in (("n" * 200, "n" * 59 + "…"), ("  ", table.name), (" a \n b ", "a b")):
        choice = replace(choice_of(table, "species"), name=name)
        *_reading, kept = keep(path, table, choice)
        assert isinstance(kept, Kept)
        assert str(shelf.card(kept.key).name) == expected


def test_a_file_that_changed_since_it_was_looked_at_is_refused(path: Path) -> None:
    table = found(path)
    path.write_text(TEXT + "1;yes;Aix;a\n")
    with pytest.raises(DataRefused, match="has changed since"):
        list(keep(path, table, choice_of(table, "species")))
    path.unlink()
    with pytest.raises(DataRefused, match="does not exist"):
        list(keep(path, table, choice_of(table, "species")))


def test_a_table_without_a_shelf_is_not_lost_in_silence(path: Path) -> None:
    shelf.use(None)
    with pytest.raises(DataNotKept):
        kept_file(path, "species")


def test_a_command_without_a_target_is_told_the_columns(path: Path) -> None:
    with pytest.raises(DataRefused, match="“length”, “wet”, “place”, “species”"):
        kept_file(path, "")


def test_the_tasks_tell_how_far_they_are(path: Path) -> None:
    *reading, table = ReadTable(str(path)).outcomes(None)
    assert reading
    assert isinstance(table, Table)
    *keeping, kept = KeepTable(str(path), table, choice_of(table, "species")).outcomes(None)
    assert keeping
    assert isinstance(kept, Kept)


def test_a_model_learns_from_a_table(tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    x = random.normal(size=(300, 2))
    text = csv_of(
        {
            "x": [f"{value:.3f}".replace(".", ",") for value in x[:, 0]],
            "y": [f"{value:.3f}".replace(".", ",") for value in x[:, 1]],
            "side": np.where(x.sum(axis=1) > 0, "above", "below"),
        }
    )
    dataset = load(kept_file(written(tmp_path, text), "side"), 0)
    training = Training(dataset, family("linear"), {}, 0)
    last = list(training.steps())[-1]
    assert last.test_score > 0.85  # by chance it would be 0.5
