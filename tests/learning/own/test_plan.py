"""What can be learned from a table, and why not."""

from dataclasses import replace
from pathlib import Path

import pytest

from equilibre.learning.errors import DataRefused
from equilibre.learning.own import plan as planning
from equilibre.learning.own.plan import Choice, choice_of, plan, proposal, tasks, why_not
from equilibre.learning.own.table import Table
from tests.learning.own.tables import csv_of, table_of


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return table_of(
        tmp_path,
        csv_of(
            {
                "id": range(1, 61),
                "length": [f"{n % 53},5" for n in range(60)],
                "width": [n % 9 or "" for n in range(60)],
                "sex": ["f", "m"] * 30,
                "island": ["a", "b", "c", ""] * 15,
                "comment": [f"number {n}" for n in range(60)],
                "rare": ["x"] * 57 + ["y"] * 3,
                "many": [f"{n},25" for n in range(60)],
                "two": [3, 4] * 30,
                "species": ["Adelie", "Chinstrap", "Gentoo", "Adelie"] * 15,
            }
        ),
    )


def test_the_last_column_that_can_be_predicted_is_proposed(table: Table) -> None:
    choice = proposal(table)
    assert choice is not None
    assert (choice.target, choice.task, choice.name) == ("species", "classification", "table")
    assert choice.used == {"length", "width", "sex", "island", "rare", "many", "two"}


def test_a_column_of_words_or_one_that_is_called_so_is_rather_predicted(tmp_path: Path) -> None:
    numbers, words = [n * n % 17 for n in range(30)], ["a", "b"] * 15
    for columns, target in (
        ({"x": numbers, "y": numbers, "z": words}, "y"),
        ({"species": words, "sex": words, "mass": numbers}, "species"),
        ({"mass": numbers, "sex": words, "species": words}, "species"),
        ({"mass": numbers, "sex": words, "length": numbers}, "length"),
    ):
        choice = proposal(table_of(tmp_path, csv_of(columns)))
        assert choice is not None
        assert choice.target == target


def test_each_category_becomes_a_column_and_so_does_what_is_missing(table: Table) -> None:
    found = plan(table, choice_of(table, "species"))
    assert [name.en for name in found.names] == [
        "length",
        *("width", "width (missing)"),
        "sex = m",
        *("island = a", "island = b", "island = c", "island (missing)"),
        "rare = y",
        "many",
        "two",
    ]
    assert found.names[2].fr == "width (manquant)"
    assert found.classes == ("Adelie", "Chinstrap", "Gentoo")
    assert (found.rows, found.test_rows) == (60, 15)


def test_few_numbers_are_classes_and_many_a_quantity(table: Table) -> None:
    assert choice_of(table, "many").task == "regression"
    assert choice_of(table, "two").task == "classification"
    assert plan(table, choice_of(table, "two")).classes == ("3", "4")
    assert tasks(table.column("length")) == ("regression",)
    assert tasks(table.column("width")) == ("classification", "regression")


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("rare", "“y” stands in only 3 rows of “rare”: each class needs 5"),
        ("comment", "“comment” holds text"),
        ("none", "There is no column named “none” in “table.csv”: there are “id”, “length”"),
    ],
)
def test_what_cannot_be_predicted_is_refused_with_the_reason(
    table: Table, target: str, sentence: str
) -> None:
    with pytest.raises(DataRefused) as caught:
        choice_of(table, target)
    assert sentence in str(caught.value)


def test_a_task_that_does_not_suit_is_refused_with_the_reason(table: Table) -> None:
    def reason(target: str, task: planning.Task) -> str:
        return why_not(table.column(target), task) or ""

    assert "predict a class" in reason("species", "regression")
    assert "only two different numbers" in reason("two", "regression")
    assert "predict a number" in reason("many", "classification")
    with pytest.raises(DataRefused, match="predict a number"):
        plan(table, replace(choice_of(table, "many"), task="classification"))


def test_a_table_without_anything_to_predict_proposes_nothing(tmp_path: Path) -> None:
    table = table_of(tmp_path, csv_of({"a": ["x"] * 30, "b": [f"n {n}" for n in range(30)]}))
    assert proposal(table) is None


def test_a_column_is_needed_to_predict_another_from(table: Table) -> None:
    choice = choice_of(table, "species")
    with pytest.raises(DataRefused, match="no column left"):
        plan(table, replace(choice, used=frozenset()))
    with pytest.raises(DataRefused, match="no column left"):
        plan(table, replace(choice, used=frozenset({"species"})))
    with pytest.raises(DataRefused, match="“comment” holds text"):
        plan(table, replace(choice, used=frozenset({"comment"})))
    with pytest.raises(DataRefused, match="no column named"):
        plan(table, replace(choice, used=frozenset({"other"})))


def test_rows_without_what_is_to_be_predicted_do_not_count(tmp_path: Path) -> None:
    target = [*(["a", "b"] * 9), *[""] * 12]
    table = table_of(tmp_path, csv_of({"x": [n * n % 17 for n in range(30)], "y": target}))
    with pytest.raises(DataRefused, match="known in 18 rows only: 20 are needed"):
        plan(table, choice_of(table, "y"))
    choice = proposal(table)
    assert choice is not None
    assert choice.target == "x"


def test_too_wide_a_table_is_refused(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    choice = choice_of(table, "species")
    monkeypatch.setattr(planning, "MOST_COLUMNS", 10)
    with pytest.raises(DataRefused, match="would have 11 columns"):
        plan(table, choice)
    monkeypatch.setattr(planning, "MOST_COLUMNS", 11)
    monkeypatch.setattr(planning, "MOST_VALUES", 659)
    with pytest.raises(DataRefused, match="60 rows of 11 columns are 660 numbers"):
        plan(table, choice)
    monkeypatch.setattr(planning, "MOST_VALUES", 660)
    assert len(plan(table, choice).features) == 11


def test_a_column_that_counts_the_rows_is_used_where_there_is_no_other(tmp_path: Path) -> None:
    table = table_of(tmp_path, csv_of({"day": range(30), "y": [n * n % 17 for n in range(30)]}))
    assert choice_of(table, "y").used == {"day"}


def test_a_choice_says_what_it_is_of(table: Table) -> None:
    assert choice_of(table, "species") == Choice(
        "species",
        "classification",
        frozenset({"length", "width", "sex", "island", "rare", "many", "two"}),
        "table",
    )
