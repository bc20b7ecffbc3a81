"""What every command that measures does about others that measure, and about a polite end."""

import os
import signal
import sys
import threading
from dataclasses import replace

import pytest

from equilibre.commands import train
from equilibre.commands.experiment_report import as_text as experiment_text
from equilibre.commands.surveyed import neighbours, polite_ends, with_neighbours
from equilibre.commands.train_report import as_row, as_text
from equilibre.learning.experiments.catalogue import experiment
from equilibre.learning.experiments.experiment import Request
from equilibre.meter.neighbours import Neighbours
from equilibre.meter.sampler import Sampler
from equilibre.meter.selection import Sensors
from equilibre.sessions.experiment_record import ExperimentRecorder
from equilibre.sessions.recorder import Recorder
from equilibre.worker.messages import Train
from tests.sessions.records import energy, run

AT_ONCE = "Another Équilibre measured on this computer at the same time"


class Crowded(Neighbours):
    """Another process measures."""

    @property
    def met(self) -> tuple[int, ...]:
        return (12,)


def test_a_result_says_that_others_measured_at_the_same_time() -> None:
    alone, crowded = with_neighbours(run(), Neighbours()), with_neighbours(run(), Crowded())
    assert AT_ONCE not in as_text(alone)
    assert AT_ONCE in as_text(crowded)
    assert as_row(alone)["disturbed"] is False
    assert as_row(crowded)["disturbed"] is True
    assert with_neighbours(run(energy=None), Crowded()) == run(energy=None)


def test_an_experiment_says_that_others_measured_at_the_same_time() -> None:
    recorder = ExperimentRecorder("double_descent", Request({}), 0.0)
    record = recorder.record((), 1.0)
    assert with_neighbours(record, Crowded()) == record
    found = with_neighbours(replace(record, energy=energy()), Crowded())
    assert AT_ONCE in experiment_text(experiment("double_descent"), found)


def test_whoever_waits_at_a_terminal_is_told_at_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    others = neighbours()
    assert others._tell is not None  # noqa: SLF001
    others._tell("Close one of them.")  # noqa: SLF001
    assert capsys.readouterr().err == "Close one of them.\n"
    monkeypatch.setattr(sys, "stderr", None)
    others._tell("Close one of them.")  # noqa: SLF001
    assert capsys.readouterr().out == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without a word")
def test_a_polite_end_is_heard_as_ctrl_c_only_while_it_is_measured() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with polite_ends(), pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is before
    elsewhere = threading.Thread(target=lambda: polite_ends().__enter__())
    elsewhere.start()
    elsewhere.join()
    assert signal.getsignal(signal.SIGTERM) is before


def test_ctrl_c_while_the_computer_comes_to_rest_loses_no_result(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def pressed(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(train.time, "sleep", pressed)
    recorder = Recorder(Train(1, "digits", "linear"), "FRA", 0.0)
    assert train.rest_after(Sampler(Sensors((), ())), recorder, 3.0)
    assert recorder.rest_end_seconds is None
