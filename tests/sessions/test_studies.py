"""One's own studies come back at the next start, and no file of anybody's is lost."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from equilibre.lifecycle import catalogue, editing
from equilibre.lifecycle.files import study_bytes
from equilibre.lifecycle.study import Study
from equilibre.sessions import studies as module
from equilibre.sessions.files import RunsUnwritable
from equilibre.sessions.studies import OwnStudies, StudyUnreadable, read_study_file
from equilibre.texts import Words, use_language
from tests.lifecycle.studies import factor, line, study, words


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def named(key: str, title: str = "Mine") -> Study:
    """Return a study of two lines."""
    made = study(
        {"R0": [line("coal", "2")], "A1": [line("coal", "1")]},
        [factor("coal", GWP=(1, 2, 3))],
    )
    coal = replace(made.factors["coal"], unit="kg")
    return replace(made, key=key, title=words(title), factors={"coal": coal})


def put(folder: Path, name: str, content: bytes, seconds: int = 0) -> Path:
    """Put a file into *folder*, last changed at a time of our own."""
    path = folder / name
    path.write_bytes(content)
    os.utime(path, (seconds, seconds))
    return path


def test_a_study_kept_is_there_at_the_next_start(tmp_path: Path) -> None:
    OwnStudies(tmp_path / "made" / "studies").keep(named("mine"))
    again = OwnStudies(tmp_path / "made" / "studies")
    assert again.studies == {"mine": named("mine")}
    assert again.problem == ""


def test_a_study_kept_again_takes_the_place_of_the_older_one(tmp_path: Path) -> None:
    own = OwnStudies(tmp_path)
    own.keep(named("mine"))
    own.keep(named("mine", "Another title"))
    assert [one.title.en for one in OwnStudies(tmp_path).studies.values()] == ["Another title"]
    assert [path.name for path in tmp_path.iterdir()] == ["mine.json"]


def test_every_study_of_ours_can_be_copied_kept_and_found_again(tmp_path: Path) -> None:
    own = OwnStudies(tmp_path)
    for key in catalogue.study_keys():
        shipped = catalogue.study(key)
        own.keep(editing.copy(shipped, own.free_key(key), shipped.title))
    again = OwnStudies(tmp_path)
    assert again.problem == ""
    for key in catalogue.study_keys():
        assert again.studies[f"{key}_2"] == replace(catalogue.study(key), key=f"{key}_2")


def test_the_study_changed_last_comes_last(tmp_path: Path) -> None:
    for seconds, key in enumerate(("zebra", "ant", "mouse")):
        put(tmp_path, f"{key}.json", study_bytes(named(key)), 1_000 + seconds)
    assert list(OwnStudies(tmp_path).studies) == ["zebra", "ant", "mouse"]


def test_a_study_forgotten_is_gone_for_good(tmp_path: Path) -> None:
    own = OwnStudies(tmp_path)
    own.keep(named("mine"))
    own.keep(named("other"))
    own.forget("mine")
    own.forget("never there")
    assert list(own.studies) == list(OwnStudies(tmp_path).studies) == ["other"]


def test_without_a_folder_studies_live_in_memory() -> None:
    own = OwnStudies(None)
    own.keep(named("mine"))
    assert list(own.studies) == ["mine"]
    own.forget("mine")
    assert own.studies == {}
    assert own.problem == ""


# -- what else may be in the folder ------------------------------------------------------------


def test_damaged_files_are_left_where_they_are_and_all_said(tmp_path: Path) -> None:
    put(tmp_path, "broken.json", b"{", 1)
    put(tmp_path, "empty.json", b"", 2)
    put(tmp_path, "good.json", study_bytes(named("good")), 3)
    own = OwnStudies(tmp_path)
    assert list(own.studies) == ["good"]
    assert "“broken.json” was left out" in own.problem
    assert "“empty.json” was left out" in own.problem
    assert (tmp_path / "broken.json").read_bytes() == b"{"


def test_a_link_that_leads_nowhere_hides_no_study(tmp_path: Path) -> None:
    put(tmp_path, "good.json", study_bytes(named("good")))
    (tmp_path / "lost.json").symlink_to(tmp_path / "nowhere.json")
    assert list(OwnStudies(tmp_path).studies) == ["good"]


def test_a_folder_or_a_pipe_with_the_name_of_a_study_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "good.json", study_bytes(named("good")))
    (tmp_path / "folder.json").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.json")  # reading it would wait for ever
    own = OwnStudies(tmp_path)
    assert list(own.studies) == ["good"]
    assert own.problem == ""


def test_a_file_with_the_name_of_another_study_is_said(tmp_path: Path) -> None:
    put(tmp_path, "mine (1).json", study_bytes(named("mine")))
    own = OwnStudies(tmp_path)
    assert own.studies == {}
    assert "“mine (1).json” was left out" in own.problem
    assert "Open it from the File menu" in own.problem


def test_a_file_with_the_name_of_a_study_of_ours_does_not_hide_it(tmp_path: Path) -> None:
    put(tmp_path, "forest_fire.json", study_bytes(named("forest_fire")))
    own = OwnStudies(tmp_path)
    assert own.studies == {}
    assert "“forest_fire.json” was left out" in own.problem


def test_other_files_are_nobodys_business(tmp_path: Path) -> None:
    put(tmp_path, "notes.txt", b"hello")
    put(tmp_path, "mine.json.part", b"half")
    own = OwnStudies(tmp_path)
    assert (own.studies, own.problem) == ({}, "")


# -- free names --------------------------------------------------------------------------------


def test_a_free_key_is_that_of_no_study_and_no_file(tmp_path: Path) -> None:
    put(tmp_path, "broken.json", b"{")
    own = OwnStudies(tmp_path)
    own.keep(named("mine"))
    assert own.free_key("new") == "new"
    assert own.free_key("mine") == "mine_2"
    assert own.free_key("broken") == "broken_2"
    assert own.free_key("forest_fire") == "forest_fire_2"


def test_capitals_make_no_other_name(tmp_path: Path) -> None:
    own = OwnStudies(tmp_path)
    own.keep(named("Mine"))
    assert own.free_key("MINE") == "mine_2"
    assert own.free_key("Other") == "Other"


# -- when the disk fails -----------------------------------------------------------------------


def test_on_a_full_disk_a_study_stays_in_memory_and_this_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, _content: bytes) -> None:
        raise RunsUnwritable(f"“{path.name}” cannot be written: no space left.")

    own = OwnStudies(tmp_path)
    monkeypatch.setattr(module, "write_whole", full)
    own.keep(named("mine"))
    assert list(own.studies) == ["mine"]
    assert own.problem == (
        "Your studies are kept in memory only. “mine.json” cannot be written: no space left."
    )
    monkeypatch.undo()
    own.keep(named("mine"))
    assert own.problem == ""
    assert list(OwnStudies(tmp_path).studies) == ["mine"]


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path: Path) -> None:
    put(tmp_path, "studies", b"a file in its place")
    own = OwnStudies(tmp_path / "studies")
    own.keep(named("mine"))
    assert own.problem.startswith("Your studies are kept in memory only. The folder cannot be made")
    assert "Errno" not in own.problem
    assert list(own.studies) == ["mine"]


def test_a_file_that_cannot_be_deleted_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied")

    own = OwnStudies(tmp_path)
    own.keep(named("mine"))
    monkeypatch.setattr(Path, "unlink", locked)
    own.forget("mine")
    assert "“mine.json” could not be deleted: access is not allowed." in own.problem


def test_a_folder_that_cannot_be_read_is_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_path: Path, _pattern: str) -> Iterator[Path]:
        raise PermissionError(13, "Permission denied")

    put(tmp_path, "good.json", study_bytes(named("good")))
    monkeypatch.setattr(Path, "glob", closed)
    own = OwnStudies(tmp_path)
    assert own.studies == {}
    assert own.free_key("mine") == "mine"


# -- one file ----------------------------------------------------------------------------------


def test_a_file_that_is_not_there_is_said_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(StudyUnreadable, match=r"“lost\.json” cannot be read: it does not exist"):
        read_study_file(tmp_path / "lost.json")
    with pytest.raises(StudyUnreadable, match="cannot be read"):
        read_study_file(tmp_path)
    with pytest.raises(StudyUnreadable, match="cannot be read"):
        read_study_file(Path("nul\0.json"))


def test_a_study_that_would_not_be_read_again_is_refused() -> None:
    made = named("mine")
    lines = (*made.variants[1].lines, line("coal", "1/0"))
    broken = replace(made, variants=(made.variants[0], replace(made.variants[1], lines=lines)))
    module.refuse_unreadable(made)
    with pytest.raises(module.StudyRefused, match="divides by zero"):
        module.refuse_unreadable(broken)


def test_titles_keep_both_languages(tmp_path: Path) -> None:
    own = OwnStudies(tmp_path)
    own.keep(replace(named("mine"), title=Words("Forest", "Forêt « été »")))
    assert OwnStudies(tmp_path).studies["mine"].title == Words("Forest", "Forêt « été »")


def test_a_folder_full_of_bad_files_is_said_in_a_few_lines(tmp_path: Path) -> None:
    for number in range(40):
        put(tmp_path, f"bad_{number:02}.json", b"{}")
    lines = OwnStudies(tmp_path).problem.splitlines()
    assert len(lines) == 4
    assert "“bad_00.json” was left out" in lines[0]
    assert lines[-1] == "… and 37 others."
