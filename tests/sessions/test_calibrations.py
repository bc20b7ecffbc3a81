"""The calibration that is kept on disk."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.errors import EquilibreError
from equilibre.meter.calibration.record import Against, Calibration, MeteredPart
from equilibre.meter.reading import Boundary, Interval
from equilibre.sessions.calibrations import (
    LARGEST_BYTES,
    CalibrationUnreadable,
    load_calibration,
    read_calibration,
    remove_calibration,
    save_calibration,
)

CALIBRATION = Calibration(
    created="2026-11-23T10:00:00+01:00",
    processor="Emulated 8000U",
    logical_processors=8,
    against=Against.BATTERY,
    source="Battery",
    boundary=Boundary.COMPUTER,
    idle_watts=Interval(8.0, 7.8, 8.2),
    full_watts=Interval(32.0, 31.0, 33.0),
    idle_load=0.02,
    full_load=0.99,
    parts=(MeteredPart("powercap", ("cpu",), 2.0, 20.0, 0.05),),
    factor=1.12,
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "calibration.json"


def test_what_is_kept_is_there_again(place: Path) -> None:
    assert load_calibration(place) is None
    save_calibration(place, CALIBRATION)
    assert load_calibration(place) == CALIBRATION
    assert [file.name for file in place.parent.iterdir()] == [place.name]
    remove_calibration(place)
    assert load_calibration(place) is None
    remove_calibration(place)


def test_a_new_calibration_takes_the_place_of_the_old(place: Path) -> None:
    save_calibration(place, CALIBRATION)
    save_calibration(place, Calibration(**{**_fields(), "factor": 1.3}))
    kept = load_calibration(place)
    assert kept is not None
    assert kept.factor == 1.3


def _fields() -> dict[str, Any]:
    return {name: getattr(CALIBRATION, name) for name in CALIBRATION.__slots__}


def changed(place: Path, *path: str | int, value: object) -> None:
    save_calibration(place, CALIBRATION)
    document = json.loads(place.read_text(encoding="utf-8"))
    inner = document
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    place.write_text(json.dumps(document), encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "equilibre-runs"),
        (("version",), 2),
        (("calibration",), None),
        (("calibration", "created"), "yesterday"),
        (("calibration", "processor"), ""),
        (("calibration", "processor"), "x" * 2000),
        (("calibration", "logical_processors"), 0),
        (("calibration", "against"), "hope"),
        (("calibration", "boundary"), "parts"),
        (("calibration", "idle_watts", "value"), -1.0),
        (("calibration", "idle_watts", "value"), 1e300),
        (("calibration", "idle_watts", "value"), 40.0),
        (("calibration", "idle_watts", "low"), 8.1),
        (("calibration", "full_watts", "high"), 1e9),
        (("calibration", "full_watts", "value"), "32"),
        (("calibration", "idle_load"), 0.99),
        (("calibration", "full_load"), 1.5),
        (("calibration", "factor"), 1.0),
        (("calibration", "factor"), 1e6),
        (("calibration", "factor"), float("nan")),
        (("calibration", "factor"), float("inf")),
        (("calibration", "parts", 0, "idle_watts"), -2.0),
        (("calibration", "parts", 0, "full_watts"), None),
        (("calibration", "parts", 0, "relative_uncertainty"), 7.0),
        (("calibration", "parts", 0, "covers"), "cpu"),
    ],
)
def test_what_no_trial_can_have_found_is_not_believed(
    place: Path, path: tuple[str | int, ...], value: object
) -> None:
    changed(place, *path, value=value)
    assert load_calibration(place) is None
    with pytest.raises(CalibrationUnreadable, match="Calibrate again"):
        read_calibration(place)


@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_without_a_crash(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "calibration.json"
    file.write_bytes(content)
    assert load_calibration(file) is None


@pytest.mark.parametrize(
    "content", [b"[" * 100_000, b" " * (LARGEST_BYTES + 1), b"\xff\xfe", b"", b"null"]
)
def test_a_file_that_is_none_is_read_without_a_crash(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "calibration.json"
    file.write_bytes(content)
    assert load_calibration(file) is None


@given(cut=st.integers(1, 400))
def test_a_file_that_was_cut_short_is_not_believed(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    file = tmp_path_factory.getbasetemp() / "cut.json"
    save_calibration(file, CALIBRATION)
    whole = file.read_bytes().rstrip()
    file.write_bytes(whole[:-cut])
    assert load_calibration(file) is None


def test_a_folder_in_the_place_of_the_file_is_a_sentence(tmp_path: Path) -> None:
    assert load_calibration(tmp_path) is None
    with pytest.raises(EquilibreError, match="cannot be read"):
        read_calibration(tmp_path)
    with pytest.raises(EquilibreError):
        save_calibration(tmp_path, CALIBRATION)
    with pytest.raises(EquilibreError, match="cannot be removed"):
        remove_calibration(tmp_path)


def test_a_place_that_cannot_be_written_leaves_the_old_calibration(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(EquilibreError, match="cannot be written"):
        save_calibration(tmp_path / "file" / "calibration.json", CALIBRATION)
