"""Small tables for these tests."""

from collections.abc import Sequence
from pathlib import Path

from equilibre.learning.own.table import Table, read


def written(folder: Path, content: bytes | str, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def table_of(folder: Path, content: bytes | str) -> Table:
    """Return what the program finds in a file that holds *content*."""
    *_reading, table = read(written(folder, content))
    assert isinstance(table, Table)
    return table


def csv_of(columns: dict[str, Sequence[object]], separator: str = ";") -> str:
    """Return the text of a table."""
    rows = zip(*columns.values(), strict=True)
    lines = [separator.join(columns), *(separator.join(map(str, row)) for row in rows)]
    return "\n".join(lines) + "\n"
