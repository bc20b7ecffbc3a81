"""The turns are looked for one lever at a time, and never while a lever is pulled."""

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.own_parameters import moved
from equilibre.ui.lifecycle.history import History, lever_series
from equilibre.ui.lifecycle.turning import Turning

FIRE = catalogue.study("forest_fire")
SIDES = ("R0", "A1")


def begun(history: History) -> Turning:
    turning = Turning(history)
    turning.begin(*SIDES)
    return turning


def looked(turning: Turning) -> Turning:
    while turning.due:
        turning.look("FRA", *SIDES)
    return turning


def test_each_beat_finds_the_turns_of_one_lever() -> None:
    turning = begun(History(FIRE))
    levers = turning.levers(*SIDES)
    assert not any(one.marks for one in levers)
    beats = 0
    while turning.due:
        turning.look("FRA", *SIDES)
        beats += 1
        assert turning.levers(*SIDES)[0].marks  # the first one at the first beat
    assert beats == len(levers)


def test_after_a_pull_some_beats_pass_before_the_next_search() -> None:
    turning = begun(History(FIRE))
    assert not turning.resting()
    turning.wait()
    beats = 0
    while turning.resting():
        beats += 1
    assert 0 < beats < 20


def test_the_ends_of_a_slider_stay_when_its_own_lever_moves_it() -> None:
    history = History(FIRE)
    turning = looked(begun(history))
    ends = [turning.value("tower_km", position) for position in (0.0, 1.0)]
    history.add(moved(FIRE, "tower_km", ends[0]), lever_series("tower_km"))
    turning.renew(*SIDES)
    looked(turning)
    assert [turning.value("tower_km", position) for position in (0.0, 1.0)] == ends


def test_while_turns_are_looked_for_again_those_known_stay() -> None:
    turning = looked(begun(History(FIRE)))
    known = turning.levers(*SIDES)
    turning.renew(*SIDES)
    assert turning.due
    assert turning.levers(*SIDES) == known


def test_other_ways_have_no_turns_yet() -> None:
    turning = looked(begun(History(FIRE)))
    turning.begin("R0", "A2")
    assert not any(one.marks for one in turning.levers("R0", "A2"))
