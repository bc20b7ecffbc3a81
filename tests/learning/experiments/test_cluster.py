"""A search is spread over two processes of a real cluster, which do not have this program."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from subprocess import DEVNULL, PIPE, Popen

import pytest

from equilibre.learning.errors import LearningError
from equilibre.learning.experiments.cluster import Workers, connected
from equilibre.learning.experiments.experiment import Findings, Point, Request
from equilibre.learning.experiments.tuning import EXPERIMENT
from tests.learning.experiments.conducted import read

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]  # three Pythons start, and import much

# As on a computer of the lab: scikit-learn and Dask are installed there, this program is not.
WORKER = (
    "import sys; sys.path = [each for each in sys.path if not each.endswith('desktop')];"
    "import importlib.util; assert importlib.util.find_spec('equilibre') is None;"
    "from distributed.cli.dask_worker import main; main()"
)
ALONE = ("--no-dashboard", "--host", "127.0.0.1")
SETTINGS = {"values": 2.0, "folds": 3.0, "draws": 5.0}


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a scheduler with two workers."""
    folder = tmp_path_factory.mktemp("cluster")
    surroundings = os.environ | {"DASK_CONFIG": str(folder)}
    with ExitStack() as stack:

        def start(*words: str) -> Popen[str]:
            process = Popen(
                [sys.executable, *words], cwd=folder, env=surroundings, stderr=PIPE, text=True
            )
            stack.callback(_end, process)
            return process

        boss = start("-m", "distributed.cli.dask_scheduler", "--port", "0", *ALONE)
        address = _said(boss, r"Scheduler at: +(tcp://127\.0\.0\.1:\d+)")
        words = ("-c", WORKER, address, "--nthreads", "1", "--no-nanny", *ALONE)
        workers = [start(*words), start(*words)]
        for worker in workers:
            _said(worker, r"(Registered to)")
        yield address


def _said(process: Popen[str], pattern: str) -> str:
    """Wait until *process* says this; it is listened to no more, so it says little afterwards."""
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(pattern, line):
            return found[1]
    raise AssertionError(f"{process.args} ended before it said {pattern}")


def _end(process: Popen[str]) -> None:
    process.kill()
    process.communicate()


@pytest.fixture(scope="module")
def findings(scheduler: str) -> Findings:
    request = Request(SETTINGS, 42, "breast_cancer", {"scheduler": scheduler})
    return Findings(SETTINGS, tuple(EXPERIMENT.conduct(request)), complete=True)


def scores(findings: Findings) -> list[tuple[str, float]]:
    return sorted(
        (point.group, point.y)
        for series in ("grid", "random", "halving")
        for point in findings.of(series)
    )


def test_two_processes_find_what_one_finds(findings: Findings) -> None:
    alone = EXPERIMENT.conduct(Request(SETTINGS, 42, "breast_cancer"))
    assert scores(findings) == scores(Findings(SETTINGS, tuple(alone), complete=True))


def test_every_fit_says_where_it_was_computed_and_what_it_took(findings: Findings) -> None:
    fits = [point for point in findings.of("grid") if not point.kept]
    assert {point.figures["worker"] for point in fits} == {1.0, 2.0}
    assert len({point.name for point in fits}) == 2
    assert all(point.processor_seconds > 0 for point in fits)
    assert not any(point.elsewhere for point in fits)  # they are this computer's own processes
    assert "2 workers computed the fits" in read(EXPERIMENT, findings)


def test_a_search_given_up_leaves_nothing_to_compute(scheduler: str) -> None:
    points = EXPERIMENT.conduct(Request({}, 1, "breast_cancer", {"scheduler": scheduler}))
    for _point in range(5):
        next(points)
    points.close()  # type: ignore[attr-defined]
    with connected(scheduler) as client:
        deadline = time.monotonic() + 10
        while any(client.processing().values()):
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_the_energy_of_another_computer_is_not_ours() -> None:
    workers = Workers()
    assert workers.heard("tcp://127.0.0.1:4001", "here").here
    assert not workers.heard("tcp://192.0.2.7:4001", "lab-7").here
    assert workers.heard("tcp://192.0.2.7:4002", "lab-7").name == "lab-7 (2)"
    fits = (
        Point("grid", "grid", 1, 0.9, 1.0, name="here", group="a", figures={"worker": 1.0}),
        Point("grid", "grid", 2, 0.9, 3.0, name="lab-7", group="a", elsewhere=True,
              figures={"worker": 2.0}),
    )  # fmt: skip
    found = Findings(EXPERIMENT.defaults(), fits, complete=False, energy_joules=50.0)
    assert [found.joules(point) for point in fits] == [50.0, None]
    text = read(EXPERIMENT, found)
    assert "here 1.0\u202fs, lab-7 3.0\u202fs" in text
    assert "50\u202fJ here, and 3.0\u202fs of processor time on other computers" in text
    assert "The energy of other computers is theirs" in text


@pytest.mark.parametrize(
    "address", ["nowhere", "http://localhost:80", "tcp://:1", "tcp://h:99999", "tcp://a b:1\n2"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(LearningError, match="is not the address of a scheduler"):
        next(EXPERIMENT.conduct(Request({}, entries={"scheduler": address})))


def test_a_scheduler_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("equilibre.learning.experiments.cluster.CONNECT_SECONDS", 0.3)
    with pytest.raises(LearningError, match="No scheduler answers at tcp://127.0.0.1:9"):
        next(EXPERIMENT.conduct(Request({}, entries={"scheduler": "127.0.0.1:9"})))


def test_a_copy_without_the_extra_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(LearningError, match="lacks its optional part “cluster”"):
        next(EXPERIMENT.conduct(Request({}, entries={"scheduler": "127.0.0.1:9"})))


def test_the_engine_is_only_imported_where_it_is_asked_for() -> None:
    code = (
        "import sys; from equilibre.learning.experiments.tuning import EXPERIMENT;"
        "from equilibre.learning.experiments.experiment import Request;"
        "next(EXPERIMENT.conduct(Request({}, dataset='breast_cancer')));"
        "assert 'dask' not in sys.modules and 'distributed' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stdin=DEVNULL)
