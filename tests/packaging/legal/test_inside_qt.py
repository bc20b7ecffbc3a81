"""What Qt is made of, as read from its sources."""

import json
from pathlib import Path

import pytest

from legal import from_qt


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of sources of a small Qt; what is made goes beside it."""
    monkeypatch.setattr(from_qt, "HERE", tmp_path)
    monkeypatch.setattr(from_qt, "TEXTS", tmp_path / "texts" / "qt")
    root = tmp_path / "qtbase"
    (root / "LICENSES").mkdir(parents=True)
    (root / "LICENSES" / "CC0-1.0.txt").write_text("No rights reserved", encoding="utf-8")
    return root


def tell(sources: Path, folder: str, **row: object) -> None:
    place = sources / "src" / "3rdparty" / folder
    place.mkdir(parents=True)
    (place / "LICENSE").write_text(f"Licence of {folder}\r\n", encoding="utf-8")
    (place / "qt_attribution.json").write_text(json.dumps(row), encoding="utf-8")


def made(sources: Path) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(
        (sources.parent / "qt.json").read_text(encoding="utf-8")
    )
    return rows


def test_a_part_is_told_with_its_text_and_its_place(sources: Path) -> None:
    tell(sources, "zlib", Id="zlib", Name="zlib", LicenseId="Zlib", LicenseFile="LICENSE")
    assert from_qt.main([str(sources)]) == 0
    (row,) = made(sources)
    assert (row["inside"], row["systems"], row["texts"]) == ("Core", ["windows"], ["zlib.txt"])
    assert (sources.parent / "texts/qt/zlib.txt").read_text(encoding="utf-8") == "Licence of zlib\n"


def test_a_part_without_a_text_of_its_own_has_that_of_its_licence(sources: Path) -> None:
    tell(sources, "md5", Id="md5", Name="MD5", LicenseId="CC0-1.0")
    assert from_qt.main([str(sources)]) == 0
    assert made(sources)[0]["texts"] == ["CC0-1.0.txt"]


def test_the_text_of_two_parts_is_kept_once(sources: Path) -> None:
    for key in ("md4", "md5"):
        tell(sources, key, Id=key, Name=key, LicenseId="CC0-1.0")
    assert from_qt.main([str(sources)]) == 0
    assert len(list((sources.parent / "texts" / "qt").iterdir())) == 1


def test_a_part_that_only_builds_qt_is_left_out(sources: Path) -> None:
    tell(sources, "kwin", Id="kwin", Name="KWin", LicenseId="CC0-1.0")
    assert from_qt.main([str(sources)]) == 0
    assert made(sources) == []


def test_a_part_that_is_new_must_first_be_placed(
    sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tell(sources, "novelty", Id="novelty", Name="Novelty", LicenseId="CC0-1.0")
    assert from_qt.main([str(sources)]) == 1
    assert "novelty" in capsys.readouterr().err
