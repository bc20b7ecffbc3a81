"""A run under way is written down, and is there again after the end of the program."""

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.errors import EquilibreError
from equilibre.meter.attribution import ProcessorTimes
from equilibre.meter.curve import energy_between
from equilibre.meter.reading import Sample
from equilibre.sessions import journal as journal_module
from equilibre.sessions.journal import SUFFIX, Journals, WrittenRecorder, row_of, sparse
from equilibre.sessions.recorder import Recorder
from equilibre.sessions.recovery import (
    JournalUnreadable,
    NothingLearned,
    Recovered,
    Recovery,
    play_back,
)
from equilibre.sessions.run import Run
from equilibre.texts import use_language
from equilibre.worker.messages import (
    Finished,
    Paused,
    Repeated,
    Reply,
    Resumed,
    Started,
    Stepped,
    Train,
)
from tests.sessions.records import ESTIMATE, route, samples, step

REQUEST = Train(5, "digits", "linear", {"epochs": 20.0, "learning_rate": 0.01}, seed=7)
BEGUN, STARTED, ENDED = 100.0, 103.5, 113.0
ROUTES = (route(), ESTIMATE)
REPLIES: Sequence[Reply] = (
    Started(5, STARTED, 650, 1347, 450),
    *(Stepped(5, step(n, STARTED + n)) for n in range(4)),
    Paused(5, 107.0),
    Resumed(5, 108.0),
    Stepped(5, step(4, 109.0)),
    Repeated(5, 110.0, 1),
    Repeated(5, 112.0, 2),
)
FINISHED = Finished(5, ENDED, 2, False, False, 8.5, 8.0, 0.5)
seeded = settings(derandomize=True, deadline=None, max_examples=80)


def tell(recorder: Recorder, end: bool) -> None:
    """Have *recorder* hear a run from its first idle second, in the order in which it happens."""
    read = [
        *samples([(3.5, 30.0), (12.0, 60.0)], start=BEGUN),
        *samples([(3.5, 9.0), (12.0, 20.0)], start=BEGUN, of=ESTIMATE),
    ]
    news: list[tuple[float, object]] = [(one.time_seconds, one) for one in read]
    for reply in (*REPLIES, *([FINISHED] if end else [])):
        time = reply.step.time_seconds if isinstance(reply, Stepped) else reply.time_seconds
        news.append((time, reply))
    recorder.hear_routes(ROUTES)
    for time, one in sorted(news, key=lambda each: each[0]):
        if recorder.idle_end_seconds is None and time >= 103.0:
            recorder.end_idle(103.0)
        if one in read:
            recorder.hear_samples([one])  # type: ignore[list-item]
        else:
            times = ProcessorTimes(time, 2 * time, time, 0.1 * time)
            recorder.hear(one, times)  # type: ignore[arg-type]
    if end:
        recorder.end_rest(116.0)


def written(folder: Path, end: bool = False) -> tuple[WrittenRecorder, Path]:
    """Return the recorder of a run, and its journal as the end of the program leaves it."""
    recorder = WrittenRecorder(folder, REQUEST, "FRA", BEGUN)
    tell(recorder, end)
    recorder.journal.close(remove=False)
    recorder.journal.wait()
    (path,) = folder.iterdir()
    return recorder, path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the journal of a run whose end was not heard, as it is written second by second."""
    path = written(tmp_path_factory.mktemp("whole"))[1]
    heading, *others, read = path.read_bytes().splitlines()
    kind, rows = json.loads(read)
    assert kind == "samples"
    lines = [heading]
    for second in range(16):
        lines += others[second::16]
        part = [row for row in rows if second <= row[3] - BEGUN < second + 1]
        lines.append(json.dumps([kind, part], separators=(",", ":")).encode())
    return b"\n".join([*lines, b""])


def as_told(run: Run, like: Run) -> Run:
    return replace(run, created=like.created, name=like.name)


def test_a_finished_run_comes_back_as_it_was(tmp_path: Path) -> None:
    recorder, path = written(tmp_path, end=True)
    expected = recorder.run("Linear", ROUTES)
    found = play_back(path)
    assert as_told(found, expected) == expected
    assert found.energy is not None
    assert found.energy.work is not None
    assert not found.name.endswith("(interrupted)")


def test_a_run_without_its_end_is_kept_up_to_what_was_heard_last(tmp_path: Path) -> None:
    recorder, path = written(tmp_path)
    found = play_back(path)
    assert found.name == "Linear (interrupted)"
    assert found.key == recorder.key
    assert found.repeats == 2
    assert not found.stopped  # the first training was whole
    assert found.steps == recorder.relative_steps()
    assert found.power == recorder.power()
    assert found.windows[-1][1] == pytest.approx(115.5 - STARTED)
    assert found.energy is not None
    assert found.energy.gross.value == pytest.approx(60.0 * 7.5 / 2, rel=0.02)


def test_that_another_measured_meanwhile_is_written_once_and_said_again(tmp_path: Path) -> None:
    recorder = WrittenRecorder(tmp_path, REQUEST, "FRA", BEGUN)
    tell(recorder, end=True)
    for _tick in range(3):
        recorder.hear_of_others()
    recorder.journal.close(remove=False)
    recorder.journal.wait()
    (path,) = tmp_path.iterdir()
    assert path.read_bytes().count(b"disturbed") == 1
    energy = play_back(path).energy
    assert energy is not None
    assert energy.disturbance


def found_in(path: Path) -> Run | None:
    """Return the run played back from *path*; None where a sentence says why there is none."""
    try:
        return play_back(path)
    except EquilibreError as problem:
        sentence = str(problem)
    assert sentence.endswith(".")
    return None


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cut") / f"a{SUFFIX}"


@seeded
@given(share=st.floats(0.0, 1.0))
def test_a_journal_cut_anywhere_gives_a_run_or_a_sentence(
    whole: bytes, place: Path, share: float
) -> None:
    cut = whole[: round(share * len(whole))]
    place.write_bytes(cut)
    run = found_in(place)
    lines = cut.split(b"\n")[:-1]
    heard = [line for line in lines if line.startswith(b'["heard","Stepped"')]
    assert (run is not None) == bool(heard)
    if run is not None:
        assert len(run.steps) == len(heard)


@seeded
@given(first=st.integers(0), second=st.integers(0), length=st.integers(0, 400))
def test_a_journal_damaged_anywhere_gives_a_run_or_a_sentence(
    whole: bytes, place: Path, first: int, second: int, length: int
) -> None:
    damaged = bytearray(whole)
    damaged[first % len(whole)] ^= 1 << second % 8
    start = second % len(whole)
    damaged[start : start + length] = bytes(len(damaged[start : start + length]))  # a power cut
    place.write_bytes(damaged)
    found_in(place)


@pytest.mark.parametrize(
    "replaced",
    [
        (b"103.5", b"1e308"),
        (b'"digits"', b'"nothing"'),
        (b'"linear"', b'"poetry"'),
        (b'"seed":7', b'"seed":-7'),
        (b"equilibre-journal", b"equilibre-diary"),
        (b'"count":2', b'"count":-2'),
        (b"\n", b"\n[\n" + b"[" * 10_000 + b"\n"),
        (b'"samples",[[', b'"samples",[],[['),
    ],
    ids=str,
)
def test_a_journal_that_no_run_wrote_gives_a_run_or_a_sentence(
    whole: bytes, place: Path, replaced: tuple[bytes, bytes]
) -> None:
    assert replaced[0] in whole
    place.write_bytes(whole.replace(*replaced))
    found_in(place)


def test_a_journal_of_another_format_or_of_a_newer_version_is_refused(
    whole: bytes, place: Path
) -> None:
    for before, after in (
        (b"equilibre-journal", b"equilibre-diary"),
        (b'journal",1', b'journal",9'),
    ):
        assert before in whole
        place.write_bytes(whole.replace(before, after))
        with pytest.raises(JournalUnreadable, match=f"“a{SUFFIX}”"):
            play_back(place)


def test_of_a_training_that_had_only_begun_nothing_is_kept(whole: bytes, place: Path) -> None:
    idle = whole[: whole.index(b'["heard"')]
    for content in (b"", whole[:40], idle):
        place.write_bytes(content)
        with pytest.raises(NothingLearned, match="had only begun"):
            play_back(place)


# -- the file as the run goes on -----------------------------------------------------------------


def lines_of(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines()


def test_a_run_that_is_dropped_leaves_no_file(tmp_path: Path) -> None:
    recorder = WrittenRecorder(tmp_path / "under-way", REQUEST, "FRA", BEGUN)
    tell(recorder, end=True)
    recorder.drop()
    recorder.journal.close(remove=False)  # at the end of the program
    recorder.journal.wait()
    assert list((tmp_path / "under-way").iterdir()) == []


def test_at_the_end_of_the_program_a_run_under_way_is_left_and_one_that_is_over_is_not(
    tmp_path: Path,
) -> None:
    journals = Journals(tmp_path)
    for end, left in ((False, 1), (True, 1)):
        tell(journals.recorder(REQUEST, "FRA", BEGUN), end)
        journals.end()
        assert len(list(tmp_path.iterdir())) == left


def test_without_a_folder_nothing_is_written(tmp_path: Path) -> None:
    journals = Journals(None)
    recorder = journals.recorder(REQUEST, "FRA", BEGUN)
    tell(recorder, end=True)
    assert type(recorder) is Recorder
    assert journals.news() == ""
    journals.end()


@pytest.mark.parametrize("call", ["fsync", "open", "mkdir"])
def test_a_disk_that_takes_nothing_is_said_once_and_the_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os if call == "fsync" else Path, call, full)
    journals = Journals(tmp_path / "under-way")
    recorder = journals.recorder(REQUEST, "FRA", BEGUN)
    tell(recorder, end=False)  # what is over is removed, perhaps before it was written
    journals.end()
    assert "the disk is full" in journals.news()
    assert journals.news() == ""
    monkeypatch.undo()
    tell(recorder, end=True)
    assert recorder.run("Linear", ROUTES).energy is not None


def test_a_very_long_run_is_written_once_a_second_and_has_the_same_energy() -> None:
    read = samples([(20.0, 30.0), (20.0, 60.0)])
    read[150:] = [replace(one, gap=True) if one is read[150] else one for one in read[150:]]
    rows = [(*row_of(one)[:-1], one.gap) for one in read]
    thin = [Sample(*row) for n in range(0, len(rows), 10) for row in sparse(rows[n : n + 10])]
    assert len(thin) < len(read) / 8
    assert [one.gap for one in thin].count(True) == 1
    for start, end in ((2.0, 13.0), (16.0, 38.0)):
        expected, found = (energy_between(each, start, end) for each in (read, thin))
        assert found is not None
        assert expected is not None
        assert found.energy_joules == pytest.approx(expected.energy_joules, rel=0.02)


def test_what_becomes_too_long_is_said_and_written_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "LARGEST_BYTES", 0)
    recorder, path = written(tmp_path)
    assert "too long" in recorder.journal.problem
    assert len(lines_of(path)) >= 1


# -- at the next start ---------------------------------------------------------------------------


def left_by(folder: Path, kept: Sequence[str] = ()) -> Recovered | None:
    """Return what the next start of the program finds in *folder*."""
    recovery = Recovery(folder, kept)
    found = recovery.wait()
    assert recovery.news() is None
    return found


def test_the_next_start_finds_what_was_under_way_until_it_is_kept(tmp_path: Path) -> None:
    recorder, _path = written(tmp_path)
    for _start in range(2):
        found = left_by(tmp_path)
        assert found is not None
        assert [run.key for run in found.runs] == [recorder.key]
        assert found.problems == ()
    found.forget()
    assert left_by(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_was_kept_in_the_last_moment_is_not_kept_twice(tmp_path: Path) -> None:
    recorder, _path = written(tmp_path, end=True)
    assert left_by(tmp_path, [recorder.key]) is None
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_read_is_put_aside_and_said(tmp_path: Path) -> None:
    (tmp_path / f"x{SUFFIX}").write_bytes(b"\xff\xfe\n\n")
    (tmp_path / f"y{SUFFIX}").mkdir()
    (tmp_path / f"z{SUFFIX}").write_bytes(b"")
    (tmp_path / "readme.txt").write_text("not ours")
    if os.name != "nt":
        os.mkfifo(tmp_path / f"pipe{SUFFIX}")
        (tmp_path / f"zero{SUFFIX}").symlink_to("/dev/zero")
    found = left_by(tmp_path)
    assert found is not None
    assert found.runs == ()
    assert f"“x{SUFFIX}.unreadable”" in "".join(found.problems)
    assert "had only begun" in "".join(found.problems)
    assert (tmp_path / f"x{SUFFIX}.unreadable").read_bytes() == b"\xff\xfe\n\n"
    assert (tmp_path / "readme.txt").exists()
    assert left_by(tmp_path) is None


def test_where_no_run_was_ever_made_nothing_is_found(tmp_path: Path) -> None:
    assert left_by(tmp_path / "under-way") is None
    assert Recovery(None, ()).wait() is None


def test_an_interrupted_run_is_named_in_the_language_in_use(tmp_path: Path) -> None:
    _recorder, path = written(tmp_path)
    use_language("fr")
    assert play_back(path).name.startswith("Linéaire")
