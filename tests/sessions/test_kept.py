"""Kept runs are there again at the next start, whatever happened to their file."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from equilibre.sessions.files import read_runs, write_runs
from equilibre.sessions.kept import KeptRuns
from tests.sessions.records import run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept-runs.equilibre"


def keys(kept: KeptRuns) -> list[str]:
    return [one.key for one in kept.runs]


def test_a_kept_run_is_there_at_the_next_start(path: Path) -> None:
    KeptRuns(path).keep(run("a"), run("b"))
    assert KeptRuns(path).runs == (run("a"), run("b"))


def test_a_file_in_the_place_of_the_folder_hides_no_runs_and_is_told_when_some_are_kept(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    home.write_text("a home that is no folder, as /dev/null")
    kept = KeptRuns(home / "kept-runs.equilibre")
    assert kept.problem == ""
    kept.keep(run("a"))
    assert keys(kept) == ["a"]
    assert "a file stands in the place of a folder" in kept.problem


def test_a_run_kept_again_takes_its_own_place(path: Path) -> None:
    kept = KeptRuns(path)
    kept.keep(run("a"), run("b"))
    kept.keep(run("a", name="again"))
    assert [(one.key, one.name) for one in kept.runs] == [("b", "Run b"), ("a", "again")]


def test_a_run_that_stands_twice_in_a_file_is_kept_once(path: Path) -> None:
    kept = KeptRuns(path)
    kept.keep(run("a"), run("a", name="twin"))
    assert keys(kept) == ["a"]


def test_renaming_takes_any_name_but_an_empty_one(path: Path) -> None:
    kept = KeptRuns(path)
    kept.keep(run("a"))
    kept.rename("a", "  =mon modèle ⚡  ")
    assert kept.runs[0].name == "=mon modèle ⚡"
    kept.rename("a", "   ")
    kept.rename("unknown", "name")
    assert KeptRuns(path).runs[0].name == "=mon modèle ⚡"


def test_half_a_character_in_a_name_does_not_stop_saving(path: Path) -> None:
    kept = KeptRuns(path)
    kept.keep(run("a"))
    kept.rename("a", "half \ud83d")
    assert kept.problem == ""
    assert KeptRuns(path).runs[0].name.startswith("half")


def test_every_change_can_be_undone_and_redone(path: Path) -> None:
    kept = KeptRuns(path)
    assert not kept.can_undo
    kept.keep(run("a"))
    kept.keep(run("b"))
    kept.rename("a", "first")
    kept.delete("a", "b")
    for expected in (["a", "b"], ["a", "b"], ["a"], []):
        kept.undo()
        assert keys(kept) == expected
        assert [one.key for one in read_runs(path)] == expected
    assert not kept.can_undo
    for expected in (["a"], ["a", "b"], ["a", "b"], []):
        kept.redo()
        assert keys(kept) == expected
    assert not kept.can_redo


def test_a_window_that_is_never_closed_remembers_a_bounded_number_of_changes() -> None:
    kept = KeptRuns(None)
    for number in range(300):
        kept.keep(run(f"{number}"))
        kept.delete(f"{number}")
    kept.keep(run("last"))
    assert not kept.can_redo
    undone = 0
    while kept.can_undo:
        kept.undo()
        undone += 1
    assert 50 <= undone < 100
    for _time in range(undone):
        kept.redo()
    assert keys(kept) == ["last"]


def test_undoing_and_redoing_at_the_ends_changes_nothing(path: Path) -> None:
    kept = KeptRuns(path)
    kept.keep(run("a"))
    kept.redo()
    assert keys(kept) == ["a"]
    kept.undo()
    kept.undo()
    assert keys(kept) == []


def test_a_new_change_after_an_undo_takes_the_place_of_what_was_undone(path: Path) -> None:
    kept = KeptRuns(path)
    kept.keep(run("a"))
    kept.undo()
    kept.keep(run("b"))
    assert not kept.can_redo
    assert keys(kept) == ["b"]


def test_what_changes_nothing_cannot_be_undone(path: Path) -> None:
    kept = KeptRuns(path)
    kept.delete("unknown")
    kept.keep()
    assert not kept.can_undo


def test_a_damaged_file_is_put_aside_and_said(path: Path) -> None:
    path.write_bytes(b'{"format": "equilibre-runs", "ver')
    kept = KeptRuns(path)
    assert kept.runs == ()
    aside = next(one for one in path.parent.iterdir() if one != path)
    assert aside.name in kept.problem
    assert aside.read_bytes().endswith(b'"ver')
    kept.keep(run("a"))
    assert keys(KeptRuns(path)) == ["a"]


def test_a_folder_in_the_place_of_the_file_is_put_aside(path: Path) -> None:
    path.mkdir()
    kept = KeptRuns(path)
    assert kept.problem
    kept.keep(run("a"))
    assert keys(KeptRuns(path)) == ["a"]


def test_a_file_that_can_be_neither_read_nor_moved_is_left_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(b"precious")

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    kept = KeptRuns(path)
    assert "kept-runs.equilibre" in kept.problem
    kept.keep(run("a"))
    assert keys(kept) == ["a"]
    assert path.read_bytes() == b"precious"


@pytest.mark.parametrize("place", ["file/kept.equilibre", "x" * 400, "nul\0.equilibre"])
def test_a_store_that_cannot_be_keeps_the_runs_in_memory_and_says_so(
    tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").write_text("not a folder")
    kept = KeptRuns(tmp_path / place)
    kept.keep(run("a"))
    assert keys(kept) == ["a"]
    assert kept.problem
    kept.undo()
    kept.redo()
    assert keys(kept) == ["a"]


def test_a_full_disk_is_said_and_forgotten_once_there_is_room(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = KeptRuns(path)
    kept.keep(run("a"))

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    kept.keep(run("b"))
    assert "memory only" in kept.problem
    assert "the disk is full" in kept.problem
    assert keys(kept) == ["a", "b"]
    assert keys(KeptRuns(path)) == ["a"]
    monkeypatch.undo()
    kept.rename("b", "second")
    assert kept.problem == ""
    assert keys(KeptRuns(path)) == ["a", "b"]


def test_without_a_place_the_runs_live_in_memory(tmp_path: Path) -> None:
    kept = KeptRuns(None)
    kept.keep(run("a"))
    assert keys(kept) == ["a"]
    assert kept.problem == ""


def test_the_runs_of_a_student_are_not_for_others_to_read(path: Path) -> None:
    KeptRuns(path).keep(run("a"))
    assert stat.S_IMODE(path.stat().st_mode) & 0o022 == 0


def test_runs_from_a_file_join_those_kept(path: Path, tmp_path: Path) -> None:
    write_runs(tmp_path / "class.equilibre", [run("b"), run("c")])
    kept = KeptRuns(path)
    kept.keep(run("a"))
    kept.keep(*read_runs(tmp_path / "class.equilibre"))
    assert keys(kept) == ["a", "b", "c"]


def test_a_kept_run_can_be_completed_without_a_step_to_undo(tmp_path: Path) -> None:
    kept = KeptRuns(tmp_path / "kept.equilibre")
    kept.keep(run("a"))
    fuller = replace(kept.runs[0], seconds=9.0)
    kept.amend(fuller)
    assert kept.runs == (fuller,)
    assert KeptRuns(tmp_path / "kept.equilibre").runs == (fuller,)
    kept.undo()
    assert kept.runs == ()


def test_what_arrives_late_is_in_every_state_and_changes_no_name() -> None:
    kept = KeptRuns(None)
    kept.last = run("a")
    kept.keep(run("a"))
    kept.rename("a", "mine")
    kept.amend(run("a", energy=None))
    assert kept.last.energy is None
    assert [(one.name, one.energy) for one in kept.runs] == [("mine", None)]
    kept.undo()
    assert [(one.name, one.energy) for one in kept.runs] == [("Run a", None)]


def test_what_arrives_late_brings_back_no_run_that_was_deleted() -> None:
    kept = KeptRuns(None)
    kept.last = run("a")
    kept.keep(run("a"))
    kept.delete("a")
    kept.amend(run("a", energy=None))
    assert kept.runs == kept.known == ()


def test_the_last_run_is_known_before_it_is_kept_and_once_only_after() -> None:
    kept = KeptRuns(None)
    kept.keep(run("a"))
    kept.last = run("b")
    assert [one.key for one in kept.known] == ["a", "b"]
    kept.keep(run("b", name="mine"))
    assert [one.name for one in kept.known] == ["Run a", "mine"]
    assert [one.key for one in kept.runs] == ["a", "b"]


def test_a_run_that_was_deleted_is_not_known_any_more() -> None:
    kept = KeptRuns(None)
    kept.last = run("a")
    kept.keep(run("a"))
    kept.delete("a")
    assert kept.known == ()
    kept.undo()
    assert [one.key for one in kept.known] == ["a"]


def test_a_name_without_end_is_cut_and_read_again_as_it_is(tmp_path: Path) -> None:
    kept = KeptRuns(tmp_path / "runs.equilibre")
    kept.keep(run("a"))
    kept.rename("a", "n" * 100_000)
    (renamed,) = kept.runs
    assert len(renamed.name) == 200
    assert KeptRuns(tmp_path / "runs.equilibre").runs == kept.runs
