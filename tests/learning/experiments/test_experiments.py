"""Every experiment of the catalogue keeps the contract."""

import subprocess
import sys

import pytest

from equilibre.learning.errors import UnknownName
from equilibre.learning.experiments.catalogue import EXPERIMENTS, experiment
from equilibre.learning.experiments.experiment import Experiment, Findings, Request

each_experiment = pytest.mark.parametrize("each", EXPERIMENTS, ids=lambda each: each.key)


def test_each_is_found_by_its_name() -> None:
    assert [experiment(each.key) for each in EXPERIMENTS] == list(EXPERIMENTS)
    assert len({each.key for each in EXPERIMENTS}) == len(EXPERIMENTS)
    with pytest.raises(UnknownName, match="“astrology”"):
        experiment("astrology")


@each_experiment
def test_it_can_be_read_before_it_has_points(each: Experiment) -> None:
    nothing = Findings(each.defaults(), (), complete=False)
    each.read(nothing)
    assert [prediction.truth(nothing) for prediction in each.predictions] == [None] * len(
        each.predictions
    )


@each_experiment
def test_its_choices_are_whole(each: Experiment) -> None:
    for control in (*each.controls, *((each.lens,) if each.lens else ())):
        assert control.default in control.stops
    for prediction in each.predictions:
        assert bool(prediction.choices) != bool(prediction.stops)
        assert list(prediction.stops) == sorted(prediction.stops)
        assert (prediction.form == "choice") == bool(prediction.choices)
    keys = [picture.key for picture in each.pictures]
    assert len(set(keys)) == len(keys)
    assert all(picture.again in ("", *keys) for picture in each.pictures)
    for picture in each.pictures:
        series = [one.key for one in picture.series]
        assert len(set(series)) == len(series)


@each_experiment
def test_it_says_how_many_points_there_will_be(each: Experiment) -> None:
    for dataset in each.datasets or ("",):
        assert each.count(Request(each.defaults(), dataset=dataset)) > 0


def test_the_window_can_list_them_without_the_libraries_that_compute() -> None:
    """They take a second to import: only the training process does."""
    code = (
        "import sys; import equilibre.learning.experiments.catalogue;"
        "print([name for name in ('sklearn', 'scipy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
