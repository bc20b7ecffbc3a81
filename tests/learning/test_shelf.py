"""The user's data sets on disk: kept whole, read with suspicion, never executed."""

import os
import pickle
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from equilibre.learning import catalogue, dataset, shelf, shelf_rows
from equilibre.learning.card import DatasetCard
from equilibre.learning.errors import DataNotKept, DataUnreadable, UnknownName
from equilibre.learning.rows import Rows
from equilibre.texts import Words

CARD = DatasetCard(
    key="own_rivers_1a2b3c",
    name=Words("Rivers", "Rivières"),
    question=Words("Clean?", "Propre\u202f?"),
    task="classification",
    rows=40,
    columns=3,
    row_name=Words("rivers", "rivières"),
    source=Words("our class", "notre classe"),
    licence="",
    honest_for=Words("Trying.", "Essayer."),
    origin="own",
    classes=(Words("no", "non"), Words("yes", "oui")),
    column_names=tuple(Words(name, name) for name in ("length (km)", "depth", "city = Aix")),
)
COLUMNS = np.arange(120, dtype=np.float32).reshape(40, 3)
TARGET = np.arange(40) % 2


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    shelf.use(tmp_path / "data sets")
    yield tmp_path / "data sets"
    shelf.use(None)


def kept() -> Path:
    shelf.keep(CARD, Rows(COLUMNS, TARGET))
    found = shelf.folder()
    assert found is not None
    return found / CARD.key


def test_what_was_kept_is_read_again_unchanged() -> None:
    kept()
    assert shelf.keys() == (CARD.key,)
    assert shelf.card(CARD.key) == CARD
    found = shelf.rows(CARD.key)
    assert found.columns.dtype == np.float32
    np.testing.assert_array_equal(found.columns, COLUMNS)
    np.testing.assert_array_equal(found.target, TARGET)


def test_words_stay_a_sparse_matrix() -> None:
    from scipy.sparse import csr_matrix

    words = csr_matrix(np.where(COLUMNS % 7 == 0, COLUMNS, 0))
    card = replace(CARD, sparse=True, column_names=())
    shelf.keep(card, Rows(words, TARGET))
    found = shelf.rows(card.key).columns
    assert found.format == "csr"
    assert found.nnz == words.nnz
    np.testing.assert_array_equal(found.toarray(), words.toarray())


def test_a_kept_data_set_stands_in_the_catalogue_and_loads_as_one_of_the_program() -> None:
    kept()
    assert catalogue.datasets() == (*catalogue.DATASETS, CARD.key)
    assert dataset.card(CARD.key) == CARD
    loaded = dataset.load(CARD.key, 0)
    assert loaded.training_columns.shape == (30, 3)
    assert loaded.test_columns.shape == (10, 3)


def test_a_data_set_is_replaced_by_one_with_its_key(folder: Path) -> None:
    kept()
    shelf.keep(replace(CARD, licence="CC0"), Rows(COLUMNS + 1, TARGET))
    assert shelf.card(CARD.key).licence == "CC0"
    assert shelf.rows(CARD.key).columns[0, 0] == 1
    assert [path.name for path in folder.iterdir()] == [CARD.key]


def test_a_removed_data_set_leaves_nothing(folder: Path) -> None:
    kept()
    shelf.remove(CARD.key)
    assert shelf.keys() == ()
    assert list(folder.iterdir()) == []
    with pytest.raises(UnknownName):
        shelf.remove(CARD.key)
    with pytest.raises(UnknownName):
        shelf.rows(CARD.key)


def test_a_removed_data_set_keeps_the_card_it_had_but_is_not_offered() -> None:
    kept()
    assert dataset.card(CARD.key) == CARD
    shelf.remove(CARD.key)
    assert dataset.card(CARD.key) == CARD  # a run on it may still be shown
    assert CARD.key not in catalogue.datasets()
    with pytest.raises(UnknownName):
        dataset.card("own_never_seen")


def test_there_may_be_no_shelf(folder: Path) -> None:
    assert shelf.keys() == ()  # its folder is not made yet
    shelf.use(None)
    assert shelf.keys() == ()
    with pytest.raises(UnknownName):
        shelf.card(CARD.key)
    with pytest.raises(DataNotKept, match="no folder"):
        shelf.keep(CARD, Rows(COLUMNS, TARGET))


def test_a_folder_that_cannot_be_made_is_told(folder: Path) -> None:
    folder.write_text("a file in its place")
    with pytest.raises(DataNotKept, match="“Rivers” could not be kept"):
        kept()


def test_a_key_never_hides_a_data_set_of_the_program_nor_leaves_the_folder() -> None:
    for key in ("digits", "../digits", "", "Own", "own_é", "a" * 65):
        with pytest.raises(ValueError, match="no key"):
            shelf.keep(replace(CARD, key=key), Rows(COLUMNS, TARGET))


def test_no_data_set_of_the_program_has_the_key_of_a_table() -> None:
    assert not [key for key in catalogue.DATASETS if key.startswith(shelf.OWN)]


def test_the_key_of_a_table_tells_its_name_and_its_content() -> None:
    key = shelf.own_key("Qualité de l’eau 2024", b"1")
    assert key.startswith("own_qualit_de_l_eau_2024_")
    assert key == shelf.own_key("Qualité de l’eau 2024", b"1")
    assert key != shelf.own_key("Qualité de l’eau 2024", b"2")
    assert shelf.own_key("水" * 300, b"").startswith("own_")


def test_a_damaged_card_is_told_and_hides_no_other_data_set() -> None:
    path = kept()
    other = replace(CARD, key="own_other")
    shelf.keep(other, Rows(COLUMNS, TARGET))
    (path / shelf.CARD_FILE).write_bytes(b'{"format": "equilibre-data-set", "ver')
    assert shelf.keys() == (other.key,)
    (sentence,) = shelf.problems()
    assert CARD.key in sentence
    with pytest.raises(DataUnreadable, match="damaged"):
        shelf.card(CARD.key)
    shelf.remove(CARD.key)
    assert shelf.problems() == ()


@pytest.mark.parametrize(
    "change",
    [
        {"key": "own_another"},
        {"rows": 0},
        {"columns": -1},
        {"classes": []},
        {"task": "execution"},
        {"name": 3},
        {"column_names": [{"en": "length", "fr": "longueur"}]},
        {"image": [28, 28]},
        {"image": [-1, -3]},
        {"image": [3]},
        {"audible": True},
        {"origin": "synthetic"},
        {"task": "regression", "classes": []},
    ],
)
def test_a_card_that_is_none_is_refused(change: dict[str, Any]) -> None:
    path = kept() / shelf.CARD_FILE
    content = msgspec.json.decode(path.read_bytes())
    content["card"] |= change
    path.write_bytes(msgspec.json.encode(content))
    with pytest.raises(DataUnreadable):
        shelf.card(CARD.key)


def test_rows_that_changed_since_are_refused() -> None:
    path = kept() / shelf.ROWS_FILE
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(DataUnreadable, match="“Rivers” was damaged"):
        shelf.rows(CARD.key)
    path.unlink()
    with pytest.raises(DataUnreadable):
        shelf.rows(CARD.key)


def forged(**arrays: Any) -> None:
    """Put other rows on the shelf, with the right SHA-256."""
    path = kept()
    np.savez(path / shelf.ROWS_FILE, **arrays)
    _sign(path)


def _sign(path: Path) -> None:
    import hashlib

    content = msgspec.json.decode((path / shelf.CARD_FILE).read_bytes())
    content["sha256"] = hashlib.sha256((path / shelf.ROWS_FILE).read_bytes()).hexdigest()
    (path / shelf.CARD_FILE).write_bytes(msgspec.json.encode(content))


class _Harmful:
    def __reduce__(self) -> Any:
        return os._exit, (9,)


@pytest.mark.parametrize(
    "arrays",
    [
        {"columns": COLUMNS[:39], "target": TARGET[:39]},
        {"columns": COLUMNS.T, "target": TARGET},
        {"columns": np.full_like(COLUMNS, np.inf), "target": TARGET},
        {"columns": COLUMNS, "target": np.eye(40, dtype=int)[0]},  # one row of a class
        {"columns": COLUMNS.astype("U4"), "target": TARGET},
        {"columns": COLUMNS, "target": TARGET + 1},
        {"columns": COLUMNS, "target": TARGET.astype(float)},
        {"columns": COLUMNS, "target": TARGET, "more": TARGET},
        {"columns": COLUMNS},
    ],
)
def test_rows_that_are_none_of_the_card_are_refused(arrays: dict[str, Any]) -> None:
    forged(**arrays)
    with pytest.raises(DataUnreadable):
        shelf.rows(CARD.key)


def test_only_a_table_may_have_missing_numbers() -> None:
    missing = Rows(np.where(COLUMNS == 1, np.nan, COLUMNS), TARGET)
    shelf.keep(CARD, missing)
    assert np.isnan(shelf.rows(CARD.key).columns).sum() == 1
    shelf.keep(replace(CARD, origin="real"), missing)
    with pytest.raises(DataUnreadable):
        shelf.rows(CARD.key)


def _member(header: str, begin: bytes = b"\x93NUMPY\x01\x00") -> bytes:
    """Return an array of NumPy's whose head says *header*."""
    return begin + len(header).to_bytes(2, "little") + header.encode() + b"\n"


@pytest.mark.parametrize(
    "columns",
    [
        _member("{'descr': '<f8', 'shape': ((((("),
        _member("{'descr': '<f8', 'fortran_order': False, 'shape': (" + "9" * 40 + ", 3), }"),
        _member("{'descr': '<f8', 'fortran_order': False, 'shape': (100000000000, 3), }"),
        _member("", begin=b"no array"),
    ],
)
def test_an_array_whose_head_is_forged_is_refused(columns: bytes) -> None:
    path = kept() / shelf.ROWS_FILE
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("columns.npy", columns)
        archive.writestr("target.npy", columns)
    _sign(path.parent)
    with pytest.raises(DataUnreadable):
        shelf.rows(CARD.key)


@pytest.mark.parametrize(("place", "value"), [(8, 1), (10, 99)], ids=["secret", "compression"])
def test_an_archive_that_cannot_be_unpacked_is_refused(place: int, value: int) -> None:
    path = kept() / shelf.ROWS_FILE
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + place] = value
    path.write_bytes(content)
    _sign(path.parent)
    with pytest.raises(DataUnreadable):
        shelf.rows(CARD.key)


def test_nothing_on_the_shelf_is_executed() -> None:
    path = kept() / shelf.ROWS_FILE
    harmful = np.array([_Harmful()] * 40, dtype=object)
    np.savez(path, columns=harmful, target=TARGET)
    _sign(path.parent)
    with pytest.raises(DataUnreadable):
        shelf.rows(CARD.key)
    path.write_bytes(pickle.dumps(_Harmful()))
    _sign(path.parent)
    with pytest.raises(DataUnreadable):
        shelf.rows(CARD.key)


def test_sparse_rows_that_point_outside_are_refused() -> None:
    from scipy.sparse import csr_matrix

    card = replace(CARD, sparse=True, column_names=())
    words = csr_matrix(COLUMNS)
    shelf.keep(card, Rows(words, TARGET))
    found = shelf.folder()
    assert found is not None
    path = found / card.key
    indices = words.indices.copy()
    indices[3] = 10**6
    np.savez(
        path / shelf.ROWS_FILE,
        data=words.data,
        indices=indices,
        indptr=words.indptr,
        target=TARGET,
    )
    _sign(path)
    with pytest.raises(DataUnreadable):
        shelf.rows(card.key)


def test_rows_that_would_fill_the_memory_are_refused_before_they_are_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shelf.keep(CARD, Rows(np.zeros((40, 3), np.float32), TARGET))  # much smaller in the file
    monkeypatch.setattr(shelf_rows, "LARGEST_BYTES", 480 + 320 + 256)  # and two headings
    shelf.rows(CARD.key)
    monkeypatch.setattr(shelf_rows, "LARGEST_BYTES", 480 + 320)
    monkeypatch.setattr(np, "load", None)
    with pytest.raises(DataUnreadable):
        shelf.rows(CARD.key)


def test_what_a_killed_process_left_is_removed_later(folder: Path) -> None:
    left, fresh = folder / ".own_a.1234", folder / ".own_b.5678"
    for path in (left, fresh):
        path.mkdir(parents=True)
    old = time.time() - 7200
    os.utime(left, (old, old))
    kept()
    assert not left.exists()
    assert fresh.exists()  # another process may be writing it now
    assert shelf.keys() == (CARD.key,)
