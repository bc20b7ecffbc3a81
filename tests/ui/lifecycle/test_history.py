"""What is undone, and how far a lever has been moved from where it was put."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.lifecycle.own_parameters import moved
from equilibre.lifecycle.study import Study
from equilibre.ui.lifecycle.history import History, lever_series
from tests.lifecycle.studies import factor, line, study, words


def made() -> Study:
    return study({"R0": [line("coal", "a*b")], "A1": []}, [factor("coal", GWP=1)], {"a": 2, "b": 3})


def titled(text: str) -> Study:
    return replace(made(), title=words(text))


def test_a_history_begins_with_nothing_to_undo() -> None:
    history = History(made())
    assert (history.can_undo, history.can_redo) == (False, False)
    assert (history.undo(), history.redo()) == (False, False)
    assert history.present == history.first == made()


def test_changes_are_undone_one_by_one_and_done_again() -> None:
    history = History(made())
    for text in ("one", "two"):
        history.add(titled(text))
    assert history.undo()
    assert history.present == titled("one")
    assert history.undo()
    assert history.present == made()
    assert history.redo()
    assert history.redo()
    assert history.present == titled("two")
    assert not history.can_redo


def test_a_whole_series_is_undone_at_once() -> None:
    history = History(made())
    for value in (4.0, 5.0, 6.0):
        history.add(moved(made(), "a", value), lever_series("a"))
    assert history.undo()
    assert history.present == made()
    assert history.redo()
    assert history.present.parameters["a"].range.value == 6


def test_another_series_is_another_step() -> None:
    history = History(made())
    first = moved(made(), "a", 4.0)
    history.add(first, lever_series("a"))
    history.add(moved(first, "b", 4.0), lever_series("b"))
    history.undo()
    assert history.present == first


def test_a_series_that_was_undone_begins_anew() -> None:
    history = History(made())
    history.add(moved(made(), "a", 4.0), lever_series("a"))
    history.add(moved(made(), "b", 4.0), lever_series("b"))
    history.undo()
    history.add(moved(made(), "a", 5.0), lever_series("a"))
    history.undo()
    assert history.present.parameters["a"].range.value == 4
    assert history.can_redo


def test_no_change_is_no_step_and_keeps_what_can_be_done_again() -> None:
    history = History(made())
    history.add(titled("one"))
    history.undo()
    history.add(made())
    assert not history.can_undo
    assert history.can_redo


def test_a_change_after_an_undo_forgets_what_was_undone() -> None:
    history = History(made())
    history.add(titled("one"))
    history.undo()
    history.add(titled("two"))
    assert not history.can_redo
    history.undo()
    assert history.present == made()


def test_a_long_history_forgets_its_beginning_but_not_the_study_opened() -> None:
    history = History(made())
    for number in range(1_000):
        history.add(titled(str(number)))
    steps = 0
    while history.undo():
        steps += 1
    assert 100 <= steps <= 300
    assert history.present != made()
    assert history.first == made()


@given(st.lists(st.sampled_from(["undo", "redo", "a", "b", "lever a", "lever b"]), max_size=30))
@settings(derandomize=True, deadline=None, max_examples=200)
def test_undoing_everything_leads_back_to_the_study_opened(moves: list[str]) -> None:
    history = History(made())
    for number, move in enumerate(moves):
        if move in ("undo", "redo"):
            getattr(history, move)()
        elif move.startswith("lever"):
            history.add(moved(history.present, move[-1], number + 10.0), move)
        else:
            history.add(titled(f"{move}{number}"))
    last = history.present
    steps = 0
    while history.undo():
        steps += 1
    assert history.present == made()
    for _step in range(steps):
        assert history.redo()
    assert history.present == last


# -- what levers move --------------------------------------------------------------------------


def edited(of: Study, value: float) -> Study:
    """Return what the editor makes of *of* when its parameter a gets another value."""
    return replace(of, parameters=of.parameters | {"a": moved(of, "a", value).parameters["a"]})


def test_a_parameter_that_only_its_lever_moved_is_still_the_one_opened() -> None:
    history = History(made())
    history.add(moved(made(), "a", 5.0), lever_series("a"))
    history.add(moved(history.present, "b", 5.0), lever_series("b"))
    history.add(moved(history.present, "a", 6.0), lever_series("a"))
    assert history.unmoved("a") == made().parameters["a"]


def test_a_parameter_that_was_edited_is_the_one_edited() -> None:
    history = History(made())
    history.add(moved(made(), "a", 5.0), lever_series("a"))
    history.add(edited(made(), 7.0))
    history.add(moved(history.present, "a", 6.0), lever_series("a"))
    assert history.unmoved("a").range.value == 7
    history.undo()
    history.undo()
    assert history.unmoved("a") == made().parameters["a"]


def test_a_parameter_added_since_is_the_one_added() -> None:
    bare = replace(made(), parameters={"b": made().parameters["b"]})
    history = History(bare)
    history.add(made())
    history.add(moved(made(), "a", 6.0), lever_series("a"))
    assert history.unmoved("a") == made().parameters["a"]
    history.undo()
    history.undo()
    with pytest.raises(KeyError):
        history.unmoved("a")
