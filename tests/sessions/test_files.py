"""A file of runs comes back whole, and nothing that is not one does any harm."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.sessions import files
from equilibre.sessions.files import (
    RunsUnreadable,
    RunsUnwritable,
    decode_runs,
    read_in_parts,
    read_runs,
    write_runs,
    write_whole,
)
from equilibre.sessions.run import Run
from equilibre.texts import use_language
from tests.sessions.records import any_run, run

seeded = settings(derandomize=True, deadline=None, max_examples=60)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("runs")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@seeded
@given(runs=st.lists(any_run, max_size=2))
def test_every_run_comes_back_as_it_was(folder: Path, runs: list[Run]) -> None:
    write_runs(folder / "any.equilibre", runs)
    assert read_runs(folder / "any.equilibre") == tuple(runs)


def test_a_missing_folder_is_made_and_nothing_else_is_left_in_it(tmp_path: Path) -> None:
    path = tmp_path / "class" / "group" / "runs.equilibre"
    write_runs(path, [run()])
    assert names(path.parent) == ["runs.equilibre"]


def test_files_hold_points_and_si_units_in_every_language(tmp_path: Path) -> None:
    use_language("fr")
    write_runs(tmp_path / "runs.equilibre", [run()])
    written = json.loads((tmp_path / "runs.equilibre").read_text(encoding="utf-8"))
    assert written["format"] == "equilibre-runs"
    assert written["runs"][0]["energy"]["gross"]["value"] == 183.0


# -- reading with suspicion --------------------------------------------------------------------


def document(**changes: Any) -> dict[str, Any]:
    """Return what a file of one run holds, with *changes* in the run."""
    content: dict[str, Any] = json.loads(encoded(run()))
    content["runs"][0].update(changes)
    return content


def encoded(*runs: Run) -> bytes:
    import msgspec

    return bytes(msgspec.json.encode({"format": files.FORMAT, "version": 1, "runs": runs}))


def refuse(content: bytes | str | dict[str, Any]) -> str:
    """Return the sentence with which *content* is refused."""
    if isinstance(content, dict):
        content = json.dumps(content)
    if isinstance(content, str):
        content = content.encode()
    with pytest.raises(RunsUnreadable) as refusal:
        decode_runs(content, "class 3B.equilibre")
    sentence = str(refusal.value)
    assert "“class 3B.equilibre”" in sentence
    assert "Traceback" not in sentence
    return sentence


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 100,
        b"\xff\xfe\x00",
        b"\x89PNG\r\n\x1a\n",
        b"PK\x03\x04",
        b"null",
        b"[]",
        b"3",
        b'"equilibre-runs"',
        b"{}",
        b'{"format": "equilibre-runs"}',
        b'{"format": "equilibre-runs", "version": 1, "runs": 3}',
        b'{"format": "equilibre-runs", "version": "1", "runs": []}',
        b'{"format": "\xff", "version": 1, "runs": []}',
        b'{"format": "equilibre-lesson", "version": 1, "runs": []}',
        b"\xef\xbb\xbf",
    ],
)
def test_what_is_not_a_file_of_runs_is_refused_with_its_name(content: bytes) -> None:
    refuse(content)


@pytest.mark.parametrize("depth", [500, 100_000])
@pytest.mark.parametrize("begin", ["[", '{"runs":', '{"format": "equilibre-runs", "x": ['])
def test_a_file_nested_very_deep_is_refused(begin: str, depth: int) -> None:
    refuse(begin + "[" * depth + "]" * depth)
    refuse(begin * depth)


def test_a_file_cut_anywhere_is_refused() -> None:
    whole = encoded(run())
    assert decode_runs(whole, "whole") == (run(),)
    for length in range(0, len(whole), 37):
        refuse(whole[:length])


@seeded
@given(place=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_a_damaged_byte_is_refused_or_harmless(place: int, byte: int) -> None:
    damaged = bytearray(encoded(run()))
    damaged[place % len(damaged)] = byte
    try:
        read = decode_runs(bytes(damaged), "damaged")
    except RunsUnreadable:
        return
    assert all(isinstance(one, Run) for one in read)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "null", '"3"', "true"])
def test_what_is_no_number_is_refused_where_a_number_belongs(number: str) -> None:
    text = encoded(run()).decode().replace("183.0", number)
    assert number in text
    refuse(text)


@pytest.mark.parametrize(
    "changes",
    [
        {"key": 3},
        {"settings": {"epochs": "many"}},
        {"settings": ["epochs"]},
        {"steps": [{"epoch": 1}]},
        {"windows": [[1.0]]},
        {"power": {"cpu": []}},
        {"energy": {"gross": 5}},
        {"seed": 1.5},
        {"machine": None},
    ],
)
def test_a_wrong_type_anywhere_is_refused(changes: dict[str, Any]) -> None:
    refuse(document(**changes))


def energy_of(gross: tuple[float, float, float]) -> dict[str, Any]:
    content = document()["runs"][0]["energy"]
    content["gross"] = dict(zip(("value", "low", "high"), gross, strict=True))
    return {"energy": content}


def step_of(**changes: float) -> dict[str, Any]:
    content = document()["runs"][0]["steps"]
    content[1].update(changes)
    return {"steps": content}


@pytest.mark.parametrize(
    "changes",
    [
        {"seed": 10**30},
        {"seed": -1},
        {"parameters": 10**400},
        {"epochs": -5},
        {"repeats": -1},
        {"seconds": -2.0},
        {"evaluation_seconds": -0.1},
        {"evaluation_seconds": 2.5},
        {"task": "poetry"},
        {"computed_on": "abacus"},
        {"settings": {"epochs": 1e300}},
        {"windows": [[0.0, 1e300]]},
        step_of(epoch=-1),
        step_of(rows=10**18),
        step_of(kept_epoch=-1),
        step_of(time_seconds=1e300),
        step_of(test_loss=1e300),
        step_of(training_score=-1e300),
        step_of(learning_seconds=-1.0),
        energy_of((5.0, 0.0, 0.0)),
        energy_of((-5.0, -6.0, -4.0)),
        energy_of((5.0, 6.0, 7.0)),
    ],
    ids=str,
)
def test_a_run_that_cannot_have_been_is_refused(changes: dict[str, Any]) -> None:
    refuse(document(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"key": "k" * 3000},
        {"dataset": "d" * 3000},
        {"settings": {"s" * 3000: 1.0}},
        {"machine": {**document()["runs"][0]["machine"], "processor": "p" * 3000}},
        {"energy": {**document()["runs"][0]["energy"], "source": "s" * 3000}},
        {"energy": {**document()["runs"][0]["energy"], "unmetered": ["u" * 3000]}},
    ],
    ids=["key", "data", "setting", "processor", "source", "unmetered"],
)
def test_a_text_that_would_hold_the_window_up_is_refused(changes: dict[str, Any]) -> None:
    refuse(document(**changes))


def test_a_name_too_long_for_any_window_is_cut() -> None:
    (read,) = decode_runs(json.dumps(document(name="n" * 100_000)).encode(), "long")
    assert read.name == "n" * files.LONGEST_NAME


def test_power_of_an_unknown_device_is_refused() -> None:
    content = document()
    content["runs"][0]["power"][0]["device"] = "toaster"
    refuse(content)


OLD_ENERGY = {"gross", "marginal", "kind", "source", "metered_share", "unmetered"}
OLD_CURVE = {"device", "route", "kind", "idle_watts", "points"}
OLD_STEP = {
    *("epoch", "time_seconds", "training_loss", "test_loss", "training_score", "test_score"),
}


def test_a_file_of_the_first_version_still_opens() -> None:
    content = document()
    (old,) = content["runs"]
    old["energy"] = {key: old["energy"][key] for key in OLD_ENERGY}
    (curve,) = old["power"]
    points = [{k: p[k] for k in ("time_seconds", "power_watts")} for p in curve["points"]]
    old["power"] = [{**{key: curve[key] for key in OLD_CURVE}, "points": points}]
    old["steps"] = [{key: step[key] for key in OLD_STEP} for step in old["steps"]]
    del old["evaluation_seconds"], old["computed_on"]
    (opened,) = decode_runs(json.dumps(content).encode(), "old")
    assert opened == run()
    assert (opened.evaluation_seconds, opened.computed_on) == (None, "cpu")
    assert opened.energy is not None
    assert opened.energy.measured_share is None
    assert opened.energy.outside == ""
    assert opened.energy.idle_watts is None


@pytest.mark.parametrize(
    "changes",
    [
        {"measured_share": 1.5},
        {"covers": ["toaster"]},
        {"computer": {"value": -1.0, "low": -2.0, "high": 0.0}},
        {"work": {"training": -1.0, "window": 0.0, "rest": 0.0}},
        {"spread": {"groups": -3, "mean": 1.0, "half_width": 0.1}},
        {"spread": {"groups": 3, "mean": 1e40, "half_width": 0.1}},
        {"boundary": "moon"},
    ],
    ids=str,
)
def test_an_account_that_cannot_have_been_is_refused(changes: dict[str, Any]) -> None:
    content = document()["runs"][0]["energy"]
    refuse(document(energy={**content, **changes}))


@pytest.mark.parametrize(
    "changes",
    [
        {"factor": 0.5},
        {"relative_uncertainty": -1.0},
        {"idle_after_watts": -3.0},
        {"covers": ["x"]},
    ],
    ids=str,
)
def test_a_curve_that_cannot_have_been_is_refused(changes: dict[str, Any]) -> None:
    curve = document()["runs"][0]["power"][0]
    refuse(document(power=[{**curve, **changes}]))


def test_what_a_later_version_adds_is_ignored() -> None:
    content = document(mood="good")
    assert decode_runs(json.dumps(content).encode(), "later") == (run(),)


def test_a_newer_version_of_the_format_asks_for_an_update() -> None:
    content = document()
    content["version"] = 2
    assert "newer version" in refuse(content)
    content["version"] = 10**30
    refuse(content)


def test_a_newer_version_asks_for_an_update_even_if_its_runs_are_written_otherwise() -> None:
    assert "newer version" in refuse({"format": files.FORMAT, "version": 2, "runs": {"a": 1}})


def test_a_huge_file_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "huge.equilibre"
    with path.open("wb") as file:
        file.truncate(files.LARGEST_BYTES + 1)  # takes no room on the disk
    with pytest.raises(RunsUnreadable, match="huge.equilibre"):
        read_runs(path)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(RunsUnreadable, match="gone.equilibre"):
        read_runs(tmp_path / "gone.equilibre")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    (tmp_path / "runs.equilibre").mkdir()
    with pytest.raises(RunsUnreadable, match="runs.equilibre"):
        read_runs(tmp_path / "runs.equilibre")


def test_a_name_that_the_system_refuses_is_said(tmp_path: Path) -> None:
    for name in ("x" * 400, "runs\0.equilibre"):
        with pytest.raises(RunsUnreadable):
            read_runs(tmp_path / name)
        with pytest.raises(RunsUnwritable):
            write_runs(tmp_path / name, [run()])


# -- writing -----------------------------------------------------------------------------------


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    place = tmp_path / "runs.equilibre"
    place.mkdir()
    with pytest.raises(RunsUnwritable, match="runs.equilibre"):
        write_runs(place, [run()])
    assert names(tmp_path) == ["runs.equilibre"]


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file, not a folder")
    with pytest.raises(RunsUnwritable, match="runs.equilibre"):
        write_runs(tmp_path / "file" / "runs.equilibre", [run()])


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator writes anywhere"
)
def test_a_closed_folder_is_said_and_the_older_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "runs.equilibre"
    write_runs(path, [run("old")])
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(RunsUnwritable, match="runs.equilibre"):
            write_runs(path, [run("new")])
    finally:
        tmp_path.chmod(0o700)
    assert read_runs(path) == (run("old"),)


def full_disk(*_arguments: object) -> None:
    raise OSError(28, "No space left on device")


def power_cut(*_arguments: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("place", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("trouble", "seen"), [(full_disk, RunsUnwritable), (power_cut, KeyboardInterrupt)]
)
def test_a_write_that_ends_half_way_leaves_the_older_file_and_no_litter(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    trouble: Callable[..., None],
    seen: type[BaseException],
) -> None:
    path = tmp_path / "runs.equilibre"
    write_runs(path, [run("old")])
    monkeypatch.setattr(*{"fsync": (os, "fsync"), "replace": (Path, "replace")}[place], trouble)
    with pytest.raises(seen):
        write_runs(path, [run("new")])
    monkeypatch.undo()
    assert read_runs(path) == (run("old"),)
    assert names(tmp_path) == ["runs.equilibre"]


def test_half_a_character_in_a_name_is_refused_as_unwritable(tmp_path: Path) -> None:
    with pytest.raises(RunsUnwritable):
        write_runs(tmp_path / "runs.equilibre", [run(name="half a \ud83d")])


def test_other_files_are_written_whole_too(tmp_path: Path) -> None:
    write_whole(tmp_path / "table.csv", b"name\n")
    assert (tmp_path / "table.csv").read_bytes() == b"name\n"


def test_the_sentences_speak_the_language_in_use(tmp_path: Path) -> None:
    with pytest.raises(RunsUnreadable) as english:
        read_runs(tmp_path / "gone.equilibre")
    assert str(english.value).startswith("“gone.equilibre” cannot be read")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_file_may_be_read_by_those_who_may_read_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "any").write_bytes(b"")
    write_whole(tmp_path / "table.csv", b"name\n")
    assert (tmp_path / "table.csv").stat().st_mode == (tmp_path / "any").stat().st_mode


@pytest.mark.skipif(sys.platform == "win32", reason="its folders hold no pipes")
def test_a_pipe_is_refused_at_once_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.equilibre")
    with pytest.raises(RunsUnreadable, match="a pipe"):
        read_runs(tmp_path / "a.equilibre")


@pytest.mark.skipif(sys.platform == "win32", reason="its folders hold no pipes")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "report.json"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, b"found")
    assert os.read(reader, 9) == b"found"
    os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.skipif(sys.platform == "win32", reason="only administrators make links there")
def test_a_link_stays_one_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "link.equilibre"
    link.symlink_to("there/runs.equilibre")
    for content in (b"first", b"second"):
        write_whole(link, content)
        assert link.is_symlink()
        assert (tmp_path / "there" / "runs.equilibre").read_bytes() == content
    assert names(tmp_path / "there") == ["runs.equilibre"]


def test_a_large_file_is_read_in_parts_that_are_the_whole(tmp_path: Path) -> None:
    runs = tuple(run(f"run {number}") for number in range(700))
    write_runs(tmp_path / "class.equilibre", runs)
    parts = list(read_in_parts(tmp_path / "class.equilibre"))
    assert len(parts) > 2
    assert max(map(len, parts)) < len(runs)
    assert (
        tuple(one for part in parts for one in part)
        == runs
        == read_runs(tmp_path / "class.equilibre")
    )


def test_a_damaged_run_in_a_later_part_is_said_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "class.equilibre"
    write_runs(path, [run(f"run {number}") for number in range(700)])
    content = json.loads(path.read_bytes())
    content["runs"][650]["machine"]["system"] = 3
    path.write_text(json.dumps(content))
    with pytest.raises(RunsUnreadable, match=r"\$\.runs\[650\]\.machine\.system"):
        list(read_in_parts(path))


def test_more_runs_than_a_school_makes_are_refused_at_once_with_their_number(
    tmp_path: Path,
) -> None:
    path = tmp_path / "all.equilibre"
    path.write_text(json.dumps({"format": "equilibre-runs", "version": 1, "runs": [{}] * 2001}))
    with pytest.raises(RunsUnreadable, match=r"2\D001 runs: at most 2\D000"):
        next(read_in_parts(path))
