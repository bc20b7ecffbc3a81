"""The choices of the user outlive the program, a crash and a full disk."""

from pathlib import Path

import pytest

from equilibre.ui.settings import Settings, SettingsStore
from equilibre.ui.theme import SCALES


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def test_choices_are_there_at_the_next_start(path: Path) -> None:
    chosen = SettingsStore(path).change(
        language="fr", theme="dark", scale_percent=125, level="complete", country="DEU",
        equivalents=False, started=True, geometry="AAAA", tab="training",
    )  # fmt: skip
    assert SettingsStore(path).settings == chosen
    assert chosen.theme == "dark"


def test_the_first_start_has_the_usual_choices_and_nothing_to_say(path: Path) -> None:
    store = SettingsStore(path)
    assert store.settings == Settings()
    assert store.problem == ""
    assert not path.exists()


def test_a_file_in_the_place_of_the_folder_hides_no_settings_and_is_told_when_some_are_saved(
    path: Path,
) -> None:
    path.parent.write_text("a home that is no folder, as /dev/null")
    store = SettingsStore(path)
    assert store.problem == ""
    store.change(theme="dark")
    assert store.settings.theme == "dark"
    assert "a file stands in the place of a folder" in store.problem


def test_what_changes_nothing_writes_nothing(path: Path) -> None:
    SettingsStore(path).change(theme="system")
    assert not path.exists()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"language": "klingon"}, ""),
        ({"theme": "pink"}, "system"),
        ({"level": "expert"}, "simple"),
        ({"country": "Atlantis"}, "FRA"),
        ({"scale_percent": 20_000}, SCALES[-1]),
        ({"scale_percent": -1}, SCALES[0]),
    ],
    ids=str,
)
def test_a_value_out_of_range_becomes_the_usual_one(
    path: Path, change: dict[str, object], expected: object
) -> None:
    store = SettingsStore(path)
    store.change(**change)
    assert getattr(store.settings, next(iter(change))) == expected


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b"[]", b'{"theme": 3}', b"[" * 100_000, b'{"scale_percent": 1e999}'],
)
def test_a_damaged_file_gives_the_usual_choices_and_a_sentence(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    store = SettingsStore(path)
    assert store.settings.theme == "system"
    (aside,) = path.parent.iterdir()
    assert aside.name in store.problem
    assert aside.read_bytes() == content
    store.change(theme="dark")
    assert SettingsStore(path).settings.theme == "dark"


def test_settings_of_a_later_version_are_read_as_far_as_they_are_known(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"theme": "dark", "mood": "good"}')
    store = SettingsStore(path)
    assert store.settings.theme == "dark"
    assert store.problem == ""


def test_settings_that_cannot_be_saved_hold_until_the_end_and_say_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    store = SettingsStore(tmp_path / "file" / "settings.json")
    store.change(theme="dark")
    assert store.settings.theme == "dark"
    assert "settings.json" in store.problem


@pytest.mark.parametrize("name", ["x" * 400 + ".json"])
def test_a_place_that_the_system_refuses_stops_no_start(tmp_path: Path, name: str) -> None:
    assert SettingsStore(tmp_path / name).settings.theme == "system"


def test_a_full_disk_is_said_and_the_older_file_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SettingsStore(path)
    store.change(theme="dark")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    store.change(theme="contrast")
    assert "the disk is full" in store.problem
    monkeypatch.undo()
    assert SettingsStore(path).settings.theme == "dark"
    store.change(level="complete")
    assert store.problem == ""
    assert SettingsStore(path).settings == store.settings


def test_without_a_place_nothing_is_written(tmp_path: Path) -> None:
    store = SettingsStore(None)
    store.change(theme="dark")
    assert store.settings.theme == "dark"
    assert store.problem == ""
