"""Building says what it does, measures what it made, and ends in a table and sentences."""

import errno
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bootstrap import alone
from building import command, packages, proof, side_by_side, tools, trees
from building.product import ROOT, product
from building.proof import Answer
from building.steps import BuildFailed, attempt, run, say
from building.target import Job, Proof
from building.targets import TARGETS
from equilibre import __version__

# -- trees -------------------------------------------------------------------------------------


def write(folder: Path, **contents: str) -> Path:
    folder.mkdir(parents=True)
    for name, text in contents.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_two_trees_differ_in_what_is_missing_or_not_the_same(tmp_path: Path) -> None:
    one = write(tmp_path / "one", same="a", changed="b", gone="c")
    other = write(tmp_path / "other", same="a", changed="B", new="d")
    assert trees.differences(one, other) == ["changed", "gone", "new"]
    assert trees.differences(one, one) == []


def test_what_an_installer_leaves_is_what_was_not_there_before(tmp_path: Path) -> None:
    before = trees.contents(write(tmp_path / "root", kept="a"))
    write(tmp_path / "root" / "tmp", noise="b")
    (tmp_path / "root" / "left").write_text("c", encoding="utf-8")
    assert trees.contents(tmp_path / "root", "tmp") - before == {"left"}


@pytest.mark.skipif(os.name == "nt", reason="permissions as Linux has them")
def test_every_file_of_a_build_carries_the_same_time_and_plain_permissions(tmp_path: Path) -> None:
    folder = write(tmp_path / "tree", data="a", program="b")
    (folder / "program").chmod(0o700)
    (folder / "data").chmod(0o600)
    (folder / "link").symlink_to("data")
    trees.set_time(folder, 1_000_000_000)
    times = {path.lstat().st_mtime for path in (folder, *folder.iterdir())}
    assert times == {1_000_000_000}
    assert (folder / "program").stat().st_mode & 0o777 == 0o755
    assert (folder / "data").stat().st_mode & 0o777 == 0o644


def test_compiled_modules_stand_in_the_place_of_their_sources(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = write(tmp_path / "packages", **{"one.py": "print('one')", "data.txt": "a"})
    write(folder / "two", **{"__init__.py": "import one", "__main__.py": "print('two')"})
    monkeypatch.setattr(packages, "installed_python", lambda _version: sys.executable)
    packages.compile_modules(tmp_path, folder, product=product())
    assert trees.contents(folder) == {
        *("one.pyc", "data.txt", "two", "two/__init__.pyc", "two/__main__.pyc")
    }
    assert run([sys.executable, "-m", "two"], folder=folder).split() == ["one", "two"]


# -- the program as it stands ------------------------------------------------------------------


def test_a_build_is_named_after_the_version_and_the_commit() -> None:
    found = product()
    assert found.version == __version__
    assert (
        found.lock == hashlib.sha256((ROOT / "packaging" / "program.lock").read_bytes()).hexdigest()
    )
    assert found.environment()["SOURCE_DATE_EPOCH"] == str(found.epoch)


def test_the_clock_of_a_build_can_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "123")
    assert product().epoch == 123


def test_a_copy_without_history_is_not_named_after_a_repository_around_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copy = tmp_path.resolve() / "copy"
    write(copy / "desktop" / "equilibre", **{"__init__.py": '__version__ = "1.2"'})
    commit = ["commit", "--allow-empty", "--message", "another", "--no-gpg-sign"]
    author = ["-c", "user.name=a", "-c", "user.email=a@b"]
    for words in (["init", "--quiet"], [*author, *commit, "--quiet"]):
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True)
    monkeypatch.setattr("building.product.ROOT", copy)
    assert (product().version, product().build) == ("1.2", "unknown")


def locked(name: str) -> dict[str, set[str]]:
    """Return the lines of a lock by package: version and marker."""
    lines = (ROOT / "packaging" / f"{name}.lock").read_text(encoding="utf-8").splitlines()
    found: dict[str, set[str]] = {}
    for line in lines:
        if "==" in line:
            package, _equals, rest = line.partition("==")
            found.setdefault(package, set()).add(rest.rstrip(" \\"))
    return found


def test_the_installers_carry_the_versions_that_the_tests_ran_with() -> None:
    carried, tested = locked("program"), locked("requirements")
    assert {name: tested.get(name) for name in carried} == carried


@pytest.mark.parametrize("name", ["program", "requirements", "tools"])
def test_every_lock_checks_what_it_installs_and_names_no_registry(name: str) -> None:
    text = (ROOT / "packaging" / f"{name}.lock").read_text(encoding="utf-8")
    assert text.count("--hash=sha256:") >= text.count("==")
    assert "http" not in text
    assert "index" not in text


# -- steps -------------------------------------------------------------------------------------


def test_a_tool_that_fails_is_told_with_what_it_wrote() -> None:
    with pytest.raises(BuildFailed, match=r"(?s)python.*\(3\).*the reason"):
        run([sys.executable, "-c", "print('the reason'); raise SystemExit(3)"])


def test_a_tool_that_is_missing_or_too_slow_is_a_sentence() -> None:
    with pytest.raises(BuildFailed, match="no-such-tool"):
        attempt(["no-such-tool"])
    with pytest.raises(BuildFailed, match="0 s"):
        attempt([sys.executable, "-c", "import time; time.sleep(9)"], timeout_seconds=0.2)


def test_missing_programs_are_asked_for_by_their_packages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(tools.system, "is_debian", lambda: True)
    monkeypatch.setattr(tools.system, "install", asked.append)
    tools.require({"sh": "dash", "no-such-program": "its-package", "nor-this": "its-package"})
    assert asked == [["its-package"]]
    tools.require({"sh": "dash"})
    assert len(asked) == 1


# -- the command -------------------------------------------------------------------------------


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Give a platform that takes no time, and the place of its installers."""

    def build(job: Job) -> list[Path]:
        (job.dist / "good").write_text("good", encoding="utf-8")
        (job.dist / "bad").write_text("bad", encoding="utf-8")
        return [job.dist / "good", job.dist / "bad"]

    def prove(_job: Job, file: Path) -> Proof:
        if file.name == "bad":
            raise BuildFailed("it leaves a file", "il laisse un fichier")
        return Proof("installed, run, removed")

    platform = SimpleNamespace(KEY="linux", TOOLS={}, PROOF_TOOLS={}, build=build, prove=prove)
    monkeypatch.setattr(command, "TARGETS", (platform,))
    monkeypatch.setattr(command, "product", lambda: product())
    monkeypatch.setattr(command, "uv", lambda: None)
    monkeypatch.setattr(command, "BUILD", tmp_path / "build")
    monkeypatch.setattr(command, "DIST", tmp_path / "dist")
    unproven = tmp_path / "build" / "unproven"
    monkeypatch.setattr(command, "Job", lambda state, release: Job(state, release, unproven))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    return platform


def test_each_file_has_its_line_and_a_failure_is_one_of_them(
    built: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["--target", "all"]) == 1
    table = capsys.readouterr().out
    assert "installed, run, removed" in table
    assert "it leaves a file" in table
    dist = tmp_path / "dist"
    assert trees.sha256(dist / "good") in table
    done = subprocess.run(
        ["sha256sum", "--check", "SHA256SUMS"], cwd=dist, capture_output=True, check=False
    )
    assert done.returncode == 0
    assert "bad" not in (dist / "SHA256SUMS").read_text(encoding="utf-8")
    assert {path.name for path in dist.iterdir()} == {"good", "bad.failed", "SHA256SUMS"}


def test_nothing_is_tried_nor_its_tools_asked_for_when_that_is_asked(
    built: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(tools.system, "is_debian", lambda: True)
    monkeypatch.setattr(tools.system, "install", asked.append)
    built.TOOLS, built.PROOF_TOOLS = {"no-such-tool": "maker"}, {"no-such-proof": "prover"}
    assert command.main(["--target", "linux", "--no-test"]) == 0
    assert "not tried" in capsys.readouterr().out
    assert asked == [["maker"]]
    command.main(["--target", "linux"])
    assert asked[1:] == [["maker", "prover"]]


def test_an_unforeseen_failure_of_one_platform_is_a_line_too(
    built: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    def build(_job: Job) -> list[Path]:
        raise RuntimeError("no one foresaw it")

    built.build = build
    assert command.main(["--target", "linux"]) == 1
    assert "no one foresaw it" in capsys.readouterr().out


@pytest.fixture
def both(built: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give two platforms, each of which builds once the other has begun."""

    def platform(key: str, other: str) -> SimpleNamespace:
        def build(job: Job) -> list[Path]:
            say(f"{key} begins", f"{key} begins")
            (job.dist / key).touch()
            end = time.monotonic() + 60
            while not (job.dist / other).exists():
                assert time.monotonic() < end, "one after the other"
                time.sleep(0.01)
            say(f"{key} ends", f"{key} ends")
            (job.dist / f"{key}.installer").touch()
            return [job.dist / f"{key}.installer"]

        return SimpleNamespace(
            KEY=key, TOOLS={}, PROOF_TOOLS={}, build=build, prove=lambda *_: Proof("proven")
        )

    two = (platform("linux", "windows"), platform("windows", "linux"))
    monkeypatch.setattr(command, "TARGETS", two)
    return two


needs_fork = pytest.mark.skipif(os.name == "nt", reason="one system is built there")


@needs_fork
def test_two_platforms_are_built_at_once_and_each_tells_its_own_whole(
    both: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["--target", "linux", "windows"]) == 0
    table, told = capsys.readouterr()
    assert table.count("proven") == 2
    lines = [line.strip() for line in told.splitlines() if line.endswith(("begins", "ends"))]
    assert sorted(zip(lines[::2], lines[1::2], strict=True)) == [
        ("linux begins", "linux ends"),
        ("windows begins", "windows ends"),
    ]


@needs_fork
def test_a_platform_whose_process_is_killed_is_a_line_beside_the_other(
    both: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    def build(job: Job) -> list[Path]:
        (job.dist / "linux").touch()
        os.kill(os.getpid(), signal.SIGKILL)
        return []

    both[0].build = build
    assert command.main(["--target", "linux", "windows"]) == 1
    table = capsys.readouterr().out
    assert "its process was killed" in table
    assert "proven" in table


@needs_fork
def test_a_build_of_two_platforms_that_is_interrupted_leaves_neither_at_work(
    both: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def build(job: Job) -> list[Path]:
        (job.dist / "numbers").mkdir(exist_ok=True)
        (job.dist / "numbers" / str(os.getpid())).touch()
        time.sleep(60)
        return []

    def interrupted(_ends: object) -> None:
        while len(list((tmp_path / "build" / "unproven").glob("numbers/*"))) < 2:
            time.sleep(0.01)
        raise KeyboardInterrupt

    both[0].build = both[1].build = build
    monkeypatch.setattr(side_by_side, "wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        command.main(["--target", "linux", "windows"])
    numbers = list((tmp_path / "build" / "unproven" / "numbers").iterdir())
    assert [number.name for number in numbers if Path("/proc", number.name).exists()] == []


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "a"), "The disk is full"),
        (shutil.Error([("a", "b", "[Errno 28] No space left on device: 'b'")]), "The disk is full"),
        (BuildFailed(*2 * ("tar: b: No space left on device",)), "The disk is full"),
        (PermissionError(errno.EACCES, "Permission denied", "a place"), "a place"),
        (BuildFailed(*2 * ("error sending request for url (a)",)), "The network does not answer"),
    ],
    ids=["a file", "many files", "a tool", "a closed folder", "no network"],
)
def test_what_the_computer_lacks_is_told_in_a_sentence(
    built: Any, capsys: pytest.CaptureFixture[str], problem: Exception, told: str
) -> None:
    def build(_job: Job) -> list[Path]:
        raise problem

    built.build = build
    assert command.main(["--target", "linux"]) == 1
    table = capsys.readouterr().out
    assert told in table
    assert "Traceback" not in table


def test_nobody_finds_among_the_installers_one_whose_proof_was_interrupted(
    built: Any, tmp_path: Path
) -> None:
    def prove(_job: Job, _file: Path) -> Proof:
        raise KeyboardInterrupt

    built.prove = prove
    with pytest.raises(KeyboardInterrupt):
        command.main(["--target", "linux"])
    assert {path.name for path in (tmp_path / "dist").iterdir()} == {"SHA256SUMS"}


def test_a_second_build_in_the_same_folder_waits_for_the_first(
    built: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with ThreadPoolExecutor(1) as pool:
        with alone(tmp_path / "build", "build_waiting"):
            second = pool.submit(command.main, ["--target", "linux", "--no-test"])
            with pytest.raises(TimeoutError):
                second.result(timeout=0.5)
        assert second.result(timeout=60) == 0
    assert "Another build is at work" in capsys.readouterr().err


def test_a_clock_that_is_no_number_is_refused_with_a_sentence(
    built: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert command.main(["--target", "linux"]) == 1
    assert "not “yesterday”" in capsys.readouterr().err


def test_what_it_says_can_go_into_a_file_that_knows_few_signs() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "packaging", "--help"],
        env={**os.environ, "LC_ALL": "fr_FR.UTF-8", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals as Linux has them")
def test_a_build_that_is_stopped_by_another_program_says_so(tmp_path: Path) -> None:
    script = tmp_path / "stopped.py"
    script.write_text(
        f"import sys; sys.path[:0] = [{str(ROOT / 'packaging')!r}]; sys.argv = ['packaging']\n"
        "import building.command, building.steps, runpy\n"
        "slow = [sys.executable, '-c', 'import time; time.sleep(60)']\n"
        "building.command.main = lambda words: print('on', flush=1) or building.steps.run(slow)\n"
        f"runpy.run_path({str(ROOT / 'packaging' / '__main__.py')!r}, run_name='__main__')\n",
        encoding="utf-8",
    )
    with subprocess.Popen(
        [sys.executable, script],
        env={**os.environ, "LC_ALL": "en_GB.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as build:
        assert build.stdout is not None
        assert build.stdout.readline() == "on\n"
        build.terminate()
        _output, errors = build.communicate(timeout=60)
    assert (build.returncode, errors.startswith("Interrupted")) == (130, True)


@pytest.mark.parametrize("target", TARGETS, ids=lambda each: each.KEY)
def test_each_platform_says_what_it_needs_and_can_be_built_and_proven(target: Any) -> None:
    needed = {**target.TOOLS, **target.PROOF_TOOLS}
    assert all(isinstance(package, str) and package for package in needed.values())
    assert callable(target.build)
    assert callable(target.prove)


# -- proof -------------------------------------------------------------------------------------


class Told:
    """An installed program that answers as it should, but for one command."""

    program, inside = "equilibre", ""

    def __init__(self, folder: Path, wrong: str) -> None:
        self.folder = folder
        self._wrong = wrong

    def run(self, *words: str, display: str | None = None) -> Answer:
        said: dict[str, Any] = {
            "train": {"accuracy": 0.9, "energy_joules": 1.0},
            "experiment": {"points": [{}, {}], "energy_joules": 1.0},
            "sensors": [{"used": True}],
            "lifecycle": {"units": {"GWP": "kg CO2e"}, "vectors": {"A": {}, "B": {}}},
            "growth": {"name": "BERT", "training_flop": 1e20},
            "measure": {"exit_status": 0, "energy_joules": 1.0},
        }
        if self._wrong == words[0]:
            return Answer(1, "", "it does not work")
        if "nothing" in words:
            return Answer(2, "", "invalid choice")
        if words[0] == "--version":
            return Answer(0, f"Équilibre {product().version}", "")
        return Answer(0, json.dumps(said[words[0]]), "")


def test_a_program_whose_commands_all_answer_passes(tmp_path: Path) -> None:
    proof.prove_commands(Told(tmp_path, ""), product())


@pytest.mark.parametrize(
    "wrong",
    ["--version", "train", "experiment", "sensors", "lifecycle", "growth", "measure", "self-test"],
)
def test_a_command_that_does_not_work_is_named(tmp_path: Path, wrong: str) -> None:
    prove: Any = proof.self_test if wrong == "self-test" else proof.prove_commands
    with pytest.raises(BuildFailed, match=f"(?s){wrong}.*it does not work"):
        prove(Told(tmp_path, wrong), product())


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"ok": False, "checks": [{"key": "themes", "ok": False}]}, "themes"),
        ({"version": "0.0.1"}, "self-test"),
        ({"build": "another"}, "another"),
    ],
)
def test_a_report_of_another_program_or_of_a_failure_is_refused(
    tmp_path: Path, changes: dict[str, Any], reason: str
) -> None:
    state = product()
    report = {"ok": True, "version": state.version, "build": state.build, "checks": []}

    class Reports(Told):
        def run(self, *words: str, display: str | None = None) -> Answer:
            text = json.dumps(report | changes)
            (self.folder / "report.json").write_text(text, encoding="utf-8")
            return Answer(0, "", "")

    with pytest.raises(BuildFailed, match=reason):
        proof.self_test(Reports(tmp_path, ""), state)
