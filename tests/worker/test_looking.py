"""Looking at what a real training process has learned."""

from equilibre.learning.looking.decision_map import DecisionMap, MapDecisions
from equilibre.learning.looking.judged import Classified, Judge
from equilibre.learning.looking.play import Ask, Example, TakeExample
from equilibre.learning.task import Task
from equilibre.worker.messages import (
    Do,
    Done,
    Failed,
    Finished,
    Pause,
    Paused,
    Stepped,
    Told,
    new_run,
)

from .conftest import Conversation


def look(talk: Conversation, task: Task) -> list[object]:
    """Have *task* done; return its outcomes."""
    talk.said.clear()
    talk.host.send(Do(new_run(), task))
    talk.until(lambda: bool(talk.all(Done) or talk.all(Failed)))
    return [told.outcome for told in talk.all(Told)]


def test_a_finished_model_shows_its_confusions_its_map_and_answers(talk: Conversation) -> None:
    talk.train("breast_cancer", "network", settings={"epochs": 20}, seed=3)
    talk.wait(Finished)
    score = talk.all(Stepped)[-1].step.test_score
    judged = look(talk, Judge())[-1]
    assert isinstance(judged, Classified)
    assert (judged.subject.dataset, judged.subject.seed) == ("breast_cancer", 3)
    assert 1 - judged.wrong_rows / judged.rows == score
    drawn = look(talk, MapDecisions(directions=True))[-1]
    assert isinstance(drawn, DecisionMap)
    taken = look(talk, TakeExample(0))[-2]
    assert isinstance(taken, Example)
    (said,) = look(talk, Ask(taken.values))
    assert said.outputs.sum() > 0.999  # type: ignore[attr-defined]


def test_a_paused_model_shows_what_it_has_learned_so_far(talk: Conversation) -> None:
    talk.train("breast_cancer", "network", settings={"epochs": 1000, "neurons": 64})
    talk.wait(Stepped, count=2)
    talk.host.send(Pause())
    talk.wait(Paused)
    judged = look(talk, Judge())[-1]
    assert isinstance(judged, Classified)
    assert judged.subject.family == "network"
    assert talk.host.paused
