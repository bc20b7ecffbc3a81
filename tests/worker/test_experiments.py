"""Experiments in the real process: a stop is obeyed, and what was found is kept."""

import pytest

from equilibre.learning.experiments.catalogue import experiment
from equilibre.learning.experiments.conduct import Conduct
from equilibre.learning.experiments.experiment import Findings, Point, Request
from equilibre.worker.messages import Do, Done, Stop, Told, new_run

from .conftest import Conversation


@pytest.mark.parametrize(("key", "count"), [("tuning", 8), ("five_ways", 8), ("frugal", 2)])
def test_a_stop_keeps_the_points_so_far(talk: Conversation, key: str, count: int) -> None:
    chosen = experiment(key)
    talk.host.send(Do(new_run(), Conduct(key, Request(chosen.defaults()))))
    talk.wait(Told, count)
    talk.host.send(Stop())
    assert talk.wait(Done).stopped
    points = [told.outcome for told in talk.all(Told)]
    assert all(isinstance(point, Point) for point in points)
    assert chosen.read(Findings(chosen.defaults(), tuple(points), complete=False))
