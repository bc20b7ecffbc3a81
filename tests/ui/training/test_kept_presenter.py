"""What is done with the kept runs, decided without any screen."""

from dataclasses import replace
from pathlib import Path

import pytest

from equilibre.sessions.files import read_runs, write_runs
from equilibre.sessions.kept import KeptRuns
from equilibre.sessions.run import Run
from equilibre.ui.training import running
from equilibre.ui.training.state import Phase
from tests.sessions.records import run
from tests.ui.fakes import Bench, chosen, quiet_computer


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "processor_times", quiet_computer)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def keep(bench: Bench, count: int = 1) -> list[str]:
    for _index in range(count):
        bench.complete()
        bench.presenter.kept.keep()
    return [one.key for one in bench.state.kept]


def test_runs_kept_under_the_same_name_are_told_apart(bench: Bench) -> None:
    keep(bench, 3)
    names = [one.name for one in bench.state.kept]
    assert len(set(names)) == 3
    assert names[1] == f"{names[0]} (2)"


def test_keeping_twice_keeps_once(bench: Bench) -> None:
    keep(bench)
    bench.presenter.kept.keep()
    assert len(bench.state.kept) == 1


def test_a_kept_run_is_renamed_deleted_and_taken_back(bench: Bench) -> None:
    first, second = keep(bench, 2)
    bench.presenter.kept.rename(first, "my best")
    assert bench.state.kept[0].name == "my best"
    bench.presenter.kept.delete(first)
    assert [one.key for one in bench.state.kept] == [second]
    assert bench.state.notice is not None
    assert bench.state.notice.action == "undo"
    bench.presenter.kept.undo()
    assert [one.name for one in bench.state.kept][0] == "my best"
    assert bench.state.notice is None
    assert bench.state.can_redo
    bench.presenter.kept.redo()
    assert [one.key for one in bench.state.kept] == [second]


def test_the_run_shown_can_be_kept_again_once_it_was_deleted(bench: Bench) -> None:
    (key,) = keep(bench)
    bench.presenter.kept.delete(key)
    assert bench.state.run is not None
    assert bench.state.can_keep
    bench.presenter.kept.undo()
    assert not bench.state.can_keep


def test_a_kept_run_is_shown_with_its_own_curves_settings_and_figures(bench: Bench) -> None:
    bench.presenter.choose_family("linear")
    bench.presenter.choose_setting("epochs", 10)
    bench.presenter.choose_seed(9)
    (first,) = keep(bench)
    bench.presenter.reset()
    bench.presenter.kept.show_run(first)
    assert bench.state.phase is Phase.FINISHED
    assert (bench.state.family, chosen(bench, "epochs"), bench.state.seed) == ("linear", 10, 9)
    assert bench.state.run is not None
    assert bench.state.run.key == bench.state.chosen == first
    assert len(bench.screen.curves[-1].steps) == 4
    assert bench.state.energy is not None
    assert "180" in bench.state.energy.value


def test_no_kept_run_is_shown_over_a_run_under_way(bench: Bench) -> None:
    (key,) = keep(bench)
    bench.begin()
    bench.presenter.kept.show_run(key)
    assert bench.state.phase is Phase.TRAINING
    assert bench.state.run is None
    bench.presenter.kept.show_run("unknown")
    assert bench.state.phase is Phase.TRAINING


def test_a_run_of_another_version_is_shown_with_what_is_known_here(bench: Bench) -> None:
    strange = run(
        "s",
        dataset="wine",
        family="forest",
        settings={"trees": 10.0, "epochs": 7.0},
        country="Atlantis",
        energy=None,
        power=(),
        steps=(),
        windows=(),
    )
    odd = run("o", settings={"trees": 10.0, "epochs": 7.0})
    bench = Bench(kept=kept_of(strange, odd))
    bench.presenter.kept.show_run("s")
    assert bench.state.run == strange
    bench.presenter.kept.show_run("o")
    stops = {one.control.key: one.stops for one in bench.state.settings}
    assert chosen(bench, "epochs") in stops["epochs"]
    bench.live(1.0)
    assert bench.presenter.curves().steps == odd.steps


def kept_of(*runs: Run) -> KeptRuns:
    kept = KeptRuns(None)
    kept.keep(*runs)
    return kept


def test_runs_of_a_file_join_those_kept(bench: Bench, tmp_path: Path) -> None:
    keep(bench)
    write_runs(tmp_path / "class.equilibre", [run("x"), run("y")])
    bench.presenter.kept.open_file(tmp_path / "class.equilibre")
    assert len(bench.state.kept) == 3
    assert bench.state.comparing
    assert bench.state.notice is not None
    assert "class.equilibre" in bench.state.notice.text
    bench.presenter.kept.undo()
    assert len(bench.state.kept) == 1


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"[" * 100_000, b'{"format": "x"}'])
def test_a_bad_file_is_refused_with_a_sentence_and_changes_nothing(
    bench: Bench, tmp_path: Path, content: bytes
) -> None:
    keep(bench)
    before = bench.state
    (tmp_path / "bad.equilibre").write_bytes(content)
    bench.presenter.kept.open_file(tmp_path / "bad.equilibre")
    assert bench.state.notice is not None
    assert "bad.equilibre" in bench.state.notice.text
    assert bench.state.notice.level == "error"
    assert replace(bench.state, notice=None) == replace(before, notice=None)


def test_kept_runs_are_saved_as_a_file_or_as_a_table(bench: Bench, tmp_path: Path) -> None:
    keep(bench)
    bench.presenter.kept.save_file(tmp_path / "mine.equilibre")
    assert read_runs(tmp_path / "mine.equilibre") == bench.state.kept
    bench.presenter.kept.save_file(tmp_path / "mine.CSV")
    table = (tmp_path / "mine.CSV").read_bytes()
    assert table.startswith("\ufeffname,".encode())
    bench.presenter.kept.save_file(tmp_path)  # a folder
    assert bench.state.notice is not None
    assert bench.state.notice.level == "error"


def test_kept_runs_that_could_not_be_read_are_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "kept.equilibre").write_bytes(b"damaged")
    bench = Bench(kept=KeptRuns(tmp_path / "kept.equilibre"))
    assert bench.state.notice is not None
    assert "put aside" in bench.state.notice.text


def unwritable(tmp_path: Path) -> KeptRuns:
    (tmp_path / "file").write_text("not a folder")
    return KeptRuns(tmp_path / "file" / "kept.equilibre")


def test_kept_runs_that_cannot_be_saved_are_said_once_kept(tmp_path: Path) -> None:
    bench = Bench(kept=unwritable(tmp_path))
    bench.presenter.dismiss()
    keep(bench)
    assert bench.state.notice is not None
    assert "kept.equilibre" in bench.state.notice.text
    assert len(bench.state.kept) == 1


def test_a_deletion_that_is_not_saved_says_so(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = Bench(kept=KeptRuns(tmp_path / "kept.equilibre"))
    (key,) = keep(bench)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    bench.presenter.kept.delete(key)
    assert bench.state.notice is not None
    assert "memory only" in bench.state.notice.text


def test_the_button_that_takes_a_deletion_back_takes_back_nothing_else(bench: Bench) -> None:
    first, _second = keep(bench, 2)
    bench.presenter.kept.delete(first)
    bench.presenter.kept.show_run(bench.state.kept[0].key)
    bench.presenter.kept.rename(bench.state.kept[0].key, "renamed after")
    assert bench.state.notice is None or bench.state.notice.action != "undo"


def test_renaming_the_run_shown_renames_it_over_its_figures(bench: Bench) -> None:
    (key,) = keep(bench)
    bench.presenter.kept.show_run(key)
    bench.presenter.kept.rename(key, "renamed")
    assert bench.state.heading.startswith("renamed")


def test_runs_opened_but_not_saved_are_said_to_be_in_memory_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_runs(tmp_path / "runs.equilibre", [run("x")])
    bench = Bench(kept=KeptRuns(tmp_path / "kept.equilibre"))

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    bench.presenter.kept.open_file(tmp_path / "runs.equilibre")
    assert len(bench.state.kept) == 1
    assert bench.state.notice is not None
    assert "memory only" in bench.state.notice.text
