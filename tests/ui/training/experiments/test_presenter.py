"""What the room of the experiments decides, shown without any screen."""

import json
import sys
import threading
import time
from pathlib import Path

import pytest

from equilibre.meter.reading import Kind
from equilibre.texts import use_language
from equilibre.ui.training.experiments.state import Phase
from equilibre.worker.messages import Died, Failed, Stop
from tests.learning.experiments.made_up import points
from tests.sessions.records import route
from tests.ui.training.experiments.stagehand import Stagehand


@pytest.fixture
def hand() -> Stagehand:
    return Stagehand()


def test_an_experiment_goes_from_a_prediction_by_the_rest_and_the_work_to_what_it_says(
    hand: Stagehand,
) -> None:
    assert hand.state.start_text == "Run without predicting"
    hand.presenter.predict(0, 1)
    hand.presenter.predict(1, 3)
    assert hand.state.start_text == "Run and measure"
    hand.presenter.start()
    assert hand.state.phase is Phase.IDLE
    assert hand.sent == []
    hand.live(3.2)
    assert hand.state.phase is Phase.RUNNING
    assert hand.task.key == "made_up"
    assert dict(hand.task.request.settings) == {"rows": 200, "trials": 3}
    hand.begin()
    hand.tell(*points()[:7])
    assert "7 of 14 points" in hand.state.status
    assert 0.4 < hand.state.progress < 0.6
    assert not hand.state.can_save
    hand.tell(*points()[7:])
    hand.end()
    assert hand.state.phase is Phase.READY
    assert hand.state.sentences == ("The best score is 0.90.",)
    assert hand.state.can_save


def test_the_energy_is_that_of_the_work_alone_and_is_shared_out_by_processor_time(
    hand: Stagehand,
) -> None:
    hand.complete()
    card = hand.state.energy
    assert card is not None
    assert card.value == "120\u202fJ"  # two seconds of 60 W
    assert card.kind == "measured"
    assert "60" in card.detail  # above the 30 W of the idle computer
    hand.presenter.choose_picture("cost")
    drawing = hand.state.drawing
    assert drawing is not None
    joules = [float(row[2]) for row in drawing.rows]  # type: ignore[arg-type]
    assert joules[1] == pytest.approx(10 * joules[0])
    whole = sum(point.processor_seconds for point in points())
    assert joules[1] == pytest.approx(120 * 4.0 / whole, rel=0.05)


def test_an_estimate_is_marked_wherever_its_joules_stand() -> None:
    hand = Stagehand([route(kind=Kind.ESTIMATED)])
    hand.complete()
    hand.presenter.choose_picture("cost")
    drawing = hand.state.drawing
    assert drawing is not None
    assert hand.state.energy is not None
    assert hand.state.energy.value.startswith("≈")
    assert all("≈" in reading for reading in drawing.body.readings)
    assert "estimated" in drawing.subtitle


def test_without_a_meter_the_processor_time_stands_in_the_place_of_the_energy() -> None:
    hand = Stagehand([])
    hand.complete()
    hand.presenter.choose_picture("cost")
    drawing = hand.state.drawing
    assert drawing is not None
    assert hand.state.energy is not None
    assert hand.state.energy.value == "—"
    assert "no energy was metered" in drawing.subtitle
    assert [row[2] for row in drawing.rows] == [0.4, 4.0]


def test_a_stop_keeps_the_points_so_far(hand: Stagehand) -> None:
    hand.begin()
    hand.tell(*points()[:3])
    hand.presenter.stop()
    assert isinstance(hand.sent[-1], Stop)
    hand.end(stopped=True)
    hand.live(5.0)
    assert hand.state.status == "Stopped: 3 points are kept"
    assert hand.state.sentences == ("The best score is 0.70.",)


def test_a_stop_during_the_idle_seconds_asks_nothing_of_the_training_process(
    hand: Stagehand,
) -> None:
    hand.presenter.start()
    hand.presenter.stop()
    hand.live(5.0)
    assert hand.sent == []
    assert hand.state.phase is Phase.READY


def test_what_was_found_outlives_a_run_that_is_stopped_before_its_first_point(
    hand: Stagehand,
) -> None:
    hand.complete()
    hand.begin()
    assert hand.state.sentences == ()  # those of an earlier run would mislead
    hand.presenter.stop()
    hand.end(stopped=True)
    assert hand.state.sentences == ("The best score is 0.90.",)


@pytest.mark.parametrize("reply", ["failed", "died"])
def test_an_error_is_said_in_its_sentence_and_the_points_so_far_stay(
    hand: Stagehand, reply: str
) -> None:
    hand.begin()
    hand.tell(*points()[:3])
    run = hand.order.run
    hand.say(Failed(run, "No such data.", "") if reply == "failed" else Died(run, "No such data."))
    assert hand.state.notice is not None
    assert hand.state.notice.text == "No such data."
    assert hand.state.phase is Phase.READY
    assert hand.state.sentences == ("The best score is 0.70.",)


def test_while_a_training_is_under_way_a_sentence_says_why_no_experiment_starts(
    hand: Stagehand,
) -> None:
    hand.reason = "A training is under way."
    hand.presenter.start()
    assert hand.state.notice is not None
    assert hand.state.notice.text == "A training is under way."
    assert not hand.presenter.busy


def test_the_idle_seconds_begin_anew_while_others_are_at_work(hand: Stagehand) -> None:
    hand.presenter.start()
    hand.live(2.0)
    hand.reason = "Another tab computes."
    hand.live(2.0)
    hand.reason = ""
    hand.live(2.0)
    assert hand.sent == []
    hand.live(1.5)
    assert len(hand.sent) == 1


# -- predictions -------------------------------------------------------------------------------


def test_a_prediction_is_set_against_the_finding_as_a_ratio(hand: Stagehand) -> None:
    hand.presenter.predict(0, 0)
    hand.presenter.predict(1, 1)
    hand.complete()
    choice, number = hand.state.gaps
    assert choice.text == "You predicted “No”; it is “Yes”."
    assert number.text == "You predicted ×2 and found ×10: ×5.0 more than predicted."
    assert number.said is not None
    assert number.found is not None
    assert 0 < number.said < number.found == 1


def test_what_is_predicted_after_the_run_is_for_the_next_one(hand: Stagehand) -> None:
    hand.complete()
    hand.presenter.predict(0, 1)
    assert "without predicting" in hand.state.gaps[0].text


def test_the_next_question_is_asked_after_a_choice(hand: Stagehand) -> None:
    assert hand.state.asked == 0
    hand.presenter.predict(0, 1)
    assert hand.state.asked == 1
    hand.presenter.predict(1, 2)
    hand.presenter.ask(0)
    assert hand.state.asked == 0
    hand.presenter.predict(0, 0)
    assert hand.state.asked == 0  # the other one is answered


# -- choices -----------------------------------------------------------------------------------


def test_every_experiment_keeps_its_choices_and_results(hand: Stagehand) -> None:
    hand.presenter.move("rows", 2)
    hand.presenter.choose_dataset("breast_cancer")
    hand.presenter.type("scheduler", " tcp://here:1 ")
    hand.complete()
    assert hand.task.request.settings["rows"] == 400
    assert hand.task.request.dataset == "breast_cancer"
    assert hand.task.request.entries == {"scheduler": "tcp://here:1"}
    hand.presenter.choose("other")
    assert hand.state.sentences == ()
    assert hand.state.drawing is not None
    assert hand.state.drawing.empty
    hand.presenter.choose("made_up")
    assert hand.state.sentences == ("The best score is 0.90.",)
    assert hand.state.dataset == "breast_cancer"
    assert hand.state.knobs[0].index == 2


def test_another_experiment_can_be_looked_at_meanwhile(hand: Stagehand) -> None:
    hand.begin()
    hand.presenter.choose("other")
    hand.tell(*points())
    assert hand.state.sentences == ()
    hand.live(0.5)
    assert "A made-up experiment" in hand.state.status
    hand.end()
    hand.presenter.choose("made_up")
    assert hand.state.sentences == ("The best score is 0.90.",)


def test_a_lens_shows_other_points_of_the_same_run(hand: Stagehand) -> None:
    hand.complete()
    sent = len(hand.sent)
    before = hand.state.drawing
    hand.presenter.look_through(1)
    assert hand.state.drawing != before
    assert len(hand.sent) == sent


def test_the_simple_level_leaves_out_what_few_need(hand: Stagehand) -> None:
    assert [knob.key for knob in hand.state.knobs] == ["rows"]
    assert hand.state.seed is None
    hand.presenter.choose_level(complete=True)
    assert [knob.key for knob in hand.state.knobs] == ["rows", "trials"]
    assert hand.state.seed == 42


def test_results_are_read_again_in_another_language(hand: Stagehand) -> None:
    hand.complete()
    use_language("fr")
    hand.presenter.refresh()
    assert hand.state.drawing is not None
    assert any("\u202f%" in tick.text for tick in hand.state.drawing.body.y_ticks)  # type: ignore[union-attr]
    assert hand.state.sentences


# -- files -------------------------------------------------------------------------------------


def test_results_are_saved_with_what_was_predicted_and_the_energy_of_each_point(
    hand: Stagehand, tmp_path: Path
) -> None:
    hand.presenter.predict(1, 1)
    hand.complete()
    hand.presenter.save(tmp_path / "found.json")
    content = json.loads((tmp_path / "found.json").read_text())
    assert content["experiment"] == "made_up"
    assert content["complete"] is True
    assert content["predicted"] == [None, 2]
    assert content["found"] == [1.0, 10.0]
    assert content["energy_joules"] == pytest.approx(120, rel=0.05)
    of_points = sum((one["energy_joules"] or 0.0) * one["trials"] for one in content["points"])
    assert of_points == pytest.approx(content["energy_joules"])
    hand.presenter.save(tmp_path / "found.csv")
    lines = (tmp_path / "found.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + len(points())
    assert lines[0].startswith("experiment,picture,series")


def test_results_that_cannot_be_written_are_said_to_be(hand: Stagehand, tmp_path: Path) -> None:
    hand.complete()
    (tmp_path / "file").write_text("")
    hand.presenter.save(tmp_path / "file" / "found.json")
    assert hand.state.notice is not None
    assert "found.json" in hand.state.notice.text


# -- a command of one's own --------------------------------------------------------------------


def test_a_command_of_ones_own_is_measured_by_itself_and_told_beside(hand: Stagehand) -> None:
    hand.presenter.type("command", f"{sys.executable} -c pass")
    hand.presenter.measure_command("command")
    assert hand.presenter.busy
    hand.presenter.start()
    assert hand.sent == []  # one thing at a time
    limit = time.monotonic() + 20
    pause = threading.Event()
    while hand.presenter.busy:
        assert time.monotonic() < limit
        hand.presenter.hear(hand.meter.samples(time.monotonic()), ())
        pause.wait(0.02)
    assert " used " in hand.state.command[0]


def test_a_command_that_does_not_exist_is_refused_in_a_sentence(hand: Stagehand) -> None:
    hand.presenter.type("command", "no-such-program")
    hand.presenter.measure_command("command")
    assert hand.state.notice is not None
    assert "no such program" in hand.state.notice.text
    assert not hand.presenter.busy
