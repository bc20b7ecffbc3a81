"""What is done with the kept runs, decided without any screen."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from equilibre.sessions.files import read_runs, write_runs
from equilibre.sessions.journal import Journals
from equilibre.sessions.kept import KeptRuns
from equilibre.sessions.recovery import Recovered, Recovery
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
    assert bench.presenter.kept.open_file(tmp_path / "class.equilibre")
    assert len(bench.state.kept) == 3
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
    assert not bench.presenter.kept.open_file(tmp_path / "bad.equilibre")
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


# -- runs under way when the program ended -------------------------------------------------------


def under_way(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def left(folder: Path) -> Recovered:
    """Return what the next start finds in *folder*."""
    found = Recovery(folder, ()).wait()
    assert found is not None
    return found


def wait_for(holds: Callable[[], bool]) -> None:
    """Wait for what a journal writes in its thread."""
    limit = time.monotonic() + 20.0
    while not holds():
        assert time.monotonic() < limit
        time.sleep(0.005)


@pytest.fixture
def journals(tmp_path: Path) -> Iterator[Journals]:
    made = Journals(tmp_path / "under-way")
    yield made
    made.end()


def test_a_run_under_way_is_kept_at_the_next_start_and_may_be_taken_back(
    tmp_path: Path, journals: Journals
) -> None:
    Bench(journals=journals).train()
    journals.end()  # closed in the middle
    bench = Bench(kept=KeptRuns(tmp_path / "kept.equilibre"))
    bench.presenter.kept.recover(left(tmp_path / "under-way"))
    (kept,) = bench.state.kept
    assert kept.name == "Neural network (interrupted)"
    assert kept.epochs == 3
    assert kept.energy is not None
    assert kept.energy.gross.value == pytest.approx(180.0, rel=0.05)
    assert under_way(tmp_path / "under-way") == []
    notice = bench.state.notice
    assert notice is not None
    assert "“Neural network (interrupted)”" in notice.text
    assert notice.action == "undo"
    bench.presenter.kept.undo()
    assert bench.state.kept == ()


@pytest.mark.parametrize("asked", ["keep", "reset", "start", "show_run"])
def test_a_finished_run_is_safe_until_it_is_kept_or_dropped(
    tmp_path: Path, journals: Journals, asked: str
) -> None:
    bench = Bench(kept=kept_of(run("other")), journals=journals)
    bench.complete()
    folder = tmp_path / "under-way"
    wait_for(lambda: bool(under_way(folder)))
    (name,) = under_way(folder)
    match asked:
        case "keep":
            bench.presenter.kept.keep()
        case "show_run":
            bench.presenter.kept.show_run("other")
        case _:
            getattr(bench.presenter, asked)()
    wait_for(lambda: name not in under_way(folder))


def test_a_run_that_could_not_be_kept_stays_safe(tmp_path: Path, journals: Journals) -> None:
    bench = Bench(kept=unwritable(tmp_path), journals=journals)
    bench.complete()
    bench.presenter.kept.keep()
    folder = tmp_path / "under-way"
    wait_for(lambda: any(b"Finished" in path.read_bytes() for path in folder.glob("*")))
    assert [one.epochs for one in left(folder).runs] == [3]


def test_runs_that_cannot_be_kept_at_the_next_start_wait_for_a_better_one(
    tmp_path: Path, journals: Journals
) -> None:
    Bench(journals=journals).train()
    journals.end()
    bench = Bench(kept=unwritable(tmp_path))
    bench.presenter.kept.recover(left(tmp_path / "under-way"))
    assert bench.state.notice is not None
    assert "cannot be written" in bench.state.notice.text
    assert len(bench.state.kept) == len(under_way(tmp_path / "under-way")) == 1


def test_a_training_that_had_only_begun_is_said_to_be_lost(
    tmp_path: Path, journals: Journals
) -> None:
    bench = Bench(journals=journals)
    bench.listen()
    bench.say(bench.started())
    journals.end()
    bench = Bench()
    bench.presenter.kept.recover(left(tmp_path / "under-way"))
    assert bench.state.notice is not None
    assert "had only begun" in bench.state.notice.text
    assert bench.state.notice.action == ""
    assert bench.state.kept == ()


def test_a_run_that_cannot_be_written_down_is_said_while_it_goes_on(tmp_path: Path) -> None:
    (tmp_path / "under-way").write_text("not a folder")
    journals = Journals(tmp_path / "under-way")
    bench = Bench(journals=journals)
    bench.begin()
    wait_for(lambda: bool(journals.problem))  # known, and not told yet
    bench.more(1)
    assert bench.state.notice is not None
    assert "would be lost" in bench.state.notice.text
    bench.presenter.dismiss()
    bench.more(2)
    bench.say(bench.finished())
    assert bench.state.notice is None
    journals.end()


def test_a_large_file_is_opened_step_by_step_and_kept_whole(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "class.equilibre"
    write_runs(path, [run(f"run {number}") for number in range(700)])
    steps = list(bench.presenter.kept.opening(path))
    assert len(steps) > 3
    assert steps == [False] * (len(steps) - 1) + [True]
    assert len(bench.state.kept) == 700
