"""What is found in a table: its dialect, the kind of each column, what is to be said of it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from equilibre.learning.errors import DataRefused
from equilibre.learning.own.column import Column
from equilibre.learning.own.plan import unusable
from tests.learning.own.tables import csv_of, table_of

ROWS = 30
ANY = [n % 7 for n in range(ROWS)]


def column_of(
    folder: Path, fields: Sequence[object], name: str = "a", separator: str = ";", beside: str = ""
) -> Column:
    """Return what is found in a column that holds *fields*, beside another one."""
    other = [beside] * ROWS if beside else ANY
    return table_of(folder, csv_of({name: fields, "other": other}, separator)).columns[0]


@pytest.mark.parametrize("separator", [";", "\t", ",", "|"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    table = table_of(tmp_path, csv_of({"a": ANY, "b": ANY, "c": ANY}, separator))
    assert table.separator == separator
    assert [each.name for each in table.columns] == ["a", "b", "c"]


def test_decimal_commas_separate_nothing(tmp_path: Path) -> None:
    table = table_of(tmp_path, csv_of({"a": [f"{n},5" for n in range(ROWS)], "b": ["1,25"] * ROWS}))
    assert table.separator == ";"
    assert (table.columns[0].low, table.columns[0].high, table.columns[0].mark) == (0.5, 29.5, ",")


def test_a_spreadsheet_program_may_say_the_separator(tmp_path: Path) -> None:
    table = table_of(tmp_path, "sep=|\n" + csv_of({"a;b": ANY, "c": ANY}, "|"))
    assert [each.name for each in table.columns] == ["a;b", "c"]
    with pytest.raises(DataRefused, match="Line 4 has 1 field,"):
        table_of(tmp_path, "sep=|\na|b\n1|2\n3\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    text = csv_of({"température": ANY, "qualité": ["très bonne", "mauvaise €"] * 15})
    table = table_of(tmp_path, text.encode(encoding))
    assert [each.name for each in table.columns] == ["température", "qualité"]
    assert table.columns[1].levels == (("mauvaise €", 15), ("très bonne", 15))
    assert table.encoding == ("Windows-1252" if encoding == "cp1252" else "UTF-8")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(tmp_path: Path, end: str) -> None:
    text = csv_of({"a": ANY, "b": ANY}).replace("\n", end)
    assert table_of(tmp_path, text).rows == ROWS


def test_quoted_fields_hold_separators_and_lines(tmp_path: Path) -> None:
    text = csv_of({"a": ['"x; ""y"""', '"z\nt"'] * 15, "b": ANY})
    table = table_of(tmp_path, text)
    assert [level for level, _rows in table.columns[0].levels] == ['x; "y"', "z\nt"]
    with pytest.raises(DataRefused, match="Line 47 has 3 fields"):
        table_of(tmp_path, text + "1;2;3\n")  # 30 rows, 15 of them on two lines


def test_blank_lines_and_separators_at_the_end_of_lines_are_no_data(tmp_path: Path) -> None:
    text = csv_of({"a": ANY, "b": ANY}).replace("\n", ";;\n").replace("3;3;;\n", "3;3;;\n\n;;;\n")
    table = table_of(tmp_path, text)
    assert table.rows == ROWS
    assert len(table.columns) == 2


def test_names_are_never_missing_nor_alike(tmp_path: Path) -> None:
    text = csv_of({"": ANY, "a": ANY, " a": ANY, "b": ANY, f"{'n' * 100}": ANY})
    names = [each.name for each in table_of(tmp_path, text).columns]
    assert names == ["column 1", "a", "a (2)", "b", "n" * 79 + "…"]


def test_names_hold_nothing_invisible_and_no_format(tmp_path: Path) -> None:
    text = csv_of({"a\u202eb": ANY, "<b>c": ANY, "<5 µm": ANY, "d\u202f\u00a0e": ANY})
    names = [each.name for each in table_of(tmp_path, text).columns]
    assert names == ["ab", "‹b>c", "<5 µm", "d e"]


def test_a_first_row_of_numbers_is_data(tmp_path: Path) -> None:
    text = csv_of({"a": ANY, "b": [0.5] * ROWS}).split("\n", 1)[1]
    table = table_of(tmp_path, text)
    assert not table.has_names
    assert table.rows == ROWS
    assert [each.name for each in table.columns] == ["column 1", "column 2"]
    years = csv_of({"country": ["x", "y"] * 15, "2023": ANY, "2024": ANY})
    assert table_of(tmp_path, years).has_names


# -- kinds -----------------------------------------------------------------------------------


def test_a_column_of_numbers_says_where_they_lie_and_how_many_miss(tmp_path: Path) -> None:
    column = column_of(tmp_path, ["1 234,5", "-2", "NA", "", "#DIV/0!", "7"] * 5)
    assert (column.kind, column.low, column.high, column.missing) == ("number", -2, 1234.5, 15)
    assert column.levels == (("-2", 5), ("7", 5), ("1234.5", 5))
    assert column.examples[:2] == ("1 234,5", "-2")


def test_a_column_of_few_words_is_of_categories(tmp_path: Path) -> None:
    column = column_of(tmp_path, ["b", "A", ""] * 10)
    assert (column.kind, column.missing) == ("category", 10)
    assert column.levels == (("A", 10), ("b", 10))
    assert column.proposed


def test_a_column_of_many_words_is_text_and_left_out(tmp_path: Path) -> None:
    column = column_of(tmp_path, [f"word {n}" for n in range(ROWS)])
    assert column.kind == "text"
    assert not column.usable
    assert "too many different values" in (unusable(column) or "")


def test_days_are_left_out_with_an_advice(tmp_path: Path) -> None:
    column = column_of(tmp_path, [f"2024-01-{n + 1:02}" for n in range(ROWS)])
    assert column.kind == "date"
    assert "the month" in (unusable(column) or "")


@pytest.mark.parametrize("unit", ["{} €", "{},5 %", "{} km/h", "${}.00", "{}°C", "{} m²"])
def test_numbers_with_their_unit_are_left_out_with_an_advice(tmp_path: Path, unit: str) -> None:
    column = column_of(tmp_path, [unit.format(n) for n in range(ROWS)])
    assert "write the numbers alone" in (unusable(column) or "")


@pytest.mark.parametrize("field", ["-", "none", "inf"])
def test_a_column_of_dashes_is_of_no_use(tmp_path: Path, field: str) -> None:
    assert not column_of(tmp_path, [field] * ROWS).usable


def test_an_empty_and_a_constant_column_are_left_out(tmp_path: Path) -> None:
    empty = column_of(tmp_path, [""] * ROWS)
    assert (empty.kind, empty.usable) == ("empty", False)
    for fields in (["5"] * ROWS, ["yes"] * ROWS, ["5", ""] * 15, ["5", "5,0"] * 15):
        column = column_of(tmp_path, fields)
        assert "constant" in column.remarks
        assert not column.usable


def test_slips_among_numbers_are_told_with_their_line(tmp_path: Path) -> None:
    column = column_of(tmp_path, [*range(100, 122), "12 €", *range(4), "douze", "1", "2"])
    assert column.kind == "text"
    assert (column.others, column.other) == (2, (24, "12 €"))
    assert "the first “12 €” on line 24" in (unusable(column) or "")


@pytest.mark.parametrize("name", ["id", "Patient_ID", "index"])
def test_a_column_that_names_its_rows_is_not_proposed(tmp_path: Path, name: str) -> None:
    column = column_of(tmp_path, [n * 13 % 1000 for n in range(ROWS)], name)
    assert column.usable
    assert not column.proposed


def test_a_column_that_counts_its_rows_is_not_proposed(tmp_path: Path) -> None:
    assert "identifier" in column_of(tmp_path, range(7, 7 + ROWS)).remarks
    assert not column_of(tmp_path, [*range(ROWS - 1), 3]).remarks


@pytest.mark.parametrize("name", ["Nom", "e-mail", "client_name", "Date de naissance", "phone"])
def test_what_may_name_people_is_not_proposed(tmp_path: Path, name: str) -> None:
    column = column_of(tmp_path, ["Ada", "Zoé"] * 15, name)
    assert "personal" in column.remarks
    assert not column.proposed
    assert "personal" in column_of(tmp_path, ["ada@example.org", "z"] * 15).remarks


@pytest.mark.parametrize("name", ["nombre", "filename length", "network", "idle", "valid"])
def test_what_only_looks_like_it_is_proposed(tmp_path: Path, name: str) -> None:
    assert column_of(tmp_path, ANY, name).proposed


def test_one_thousand_or_one_and_a_bit_is_decided_by_the_other_columns(tmp_path: Path) -> None:
    fields = [f"{n + 1},234" for n in range(ROWS)]
    alone = column_of(tmp_path, fields)
    assert (alone.mark, alone.low) == (",", 1.234)
    assert "ambiguous_comma" in alone.remarks
    english = column_of(tmp_path, fields, beside="1.5")
    assert (english.mark, english.low, english.remarks) == (".", 1234, frozenset())
    french = column_of(tmp_path, fields, beside="1,5")
    assert (french.mark, french.low, french.remarks) == (",", 1.234, frozenset())
    quoted = column_of(tmp_path, [f'"{field}"' for field in fields], separator=",")
    assert (quoted.mark, quoted.low) == (".", 1234)


def test_a_table_of_several_blocks_is_read_as_one(tmp_path: Path) -> None:
    rows = 4500
    table = table_of(
        tmp_path,
        csv_of(
            {
                "n": range(rows),
                "x": [f"{n % 60},5" if n > 2100 else n % 60 for n in range(rows)],
                "late": ["slip" if n == 4321 else n for n in range(rows)],
                "class": ["a" if n < 4000 else "b" for n in range(rows)],
            }
        ),
    )
    number, mixed, late, classes = table.columns
    assert "identifier" in number.remarks
    assert (mixed.kind, mixed.mark, mixed.low, mixed.high) == ("number", ",", 0, 59.5)
    assert late.other == (4323, "slip")
    assert classes.levels == (("a", 4000), ("b", 500))
