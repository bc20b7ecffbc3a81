"""The table of the formulas' figures."""

from equilibre.lifecycle.formulas.figures import tables


def test_every_table_says_where_it_was_published_and_under_which_licence() -> None:
    for table in tables().values():
        assert all((table.source, table.locator, table.licence, table.year)), table.key


def test_every_figure_has_a_unit() -> None:
    for table in tables().values():
        assert set(table.units) == set(table.values)
        assert all(table.units.values()), table.key


def test_a_table_holds_figures() -> None:
    for table in tables().values():
        assert table.values or table.impacts or table.rows, table.key
