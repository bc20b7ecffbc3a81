"""The account of a run in sentences, and the one that compares two runs."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.reading import Boundary, Interval, Kind
from equilibre.sessions.run import PartEnergy, RunEnergy, Spread, Work
from equilibre.texts import use_language
from equilibre.ui.training.account_words import account, comparison, work_shares
from tests.sessions.records import energy, run

THIN = "\u202f"
PART = PartEnergy(
    "cpu",
    "powercap",
    "RAPL",
    Kind.MEASURED,
    Interval(150.0, 145.0, 155.0),
    Interval(90.0, 80.0, 100.0),
    covers=("cpu",),
    idle_watts=20.0,
    idle_after_watts=21.5,
)
MEMORY = replace(
    PART,
    device="memory",
    covers=("memory",),
    source="Memory by its size",
    kind=Kind.ESTIMATED,
    gross=Interval(33.0, 16.0, 66.0),
)
FULL = replace(
    energy(kind=Kind.MIXED),
    measured_share=0.82,
    covers=("cpu", "memory"),
    parts=(PART, MEMORY),
    work=Work(120.0, 10.0, 20.0),
    spread=Spread(7, 183.0, 2.5),
    computer=Interval(400.0, 380.0, 420.0),
    computer_source="Battery",
    unmetered=("NVML: nothing was metered.",),
)


def told(one: RunEnergy) -> str:
    return "\n".join(account(one)).replace(THIN, " ")


def test_a_full_account_tells_everything_once() -> None:
    text = told(FULL)
    for words in (
        "measured in part",
        "82% of these joules were measured",
        "40.0 W before",
        "43.0 W after",
        "+3.0 W",
        "processor, memory",
        "⊂",
        "screen",
        "RAPL",
        "Memory by its size",
        "the training process 80%",
        "this window 7%",
        "everything else 13%",
        "7 groups",
        "± 2.5 J",
        "never added",
        "NVML: nothing was metered.",
    ):
        assert text.count(words) >= 1, words


def test_an_older_account_tells_what_it_has() -> None:
    text = told(energy())
    assert "175–191 J" in text
    assert "drift" not in text
    assert "Whose" not in text
    assert "0 W" not in text


def test_why_the_whole_computer_is_unknown_is_said() -> None:
    waiting = replace(energy(), computer_source="Battery", computer_reason="It is on mains.")
    assert "It is on mains." in told(waiting)


def test_what_cannot_be_told_from_idle_is_said_in_words() -> None:
    assert "wandering of idle" in told(energy(marginal=Interval(-0.4, -3.0, 2.2)))
    assert "unknown" in told(energy(marginal=None))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_language_has_its_account(language: str) -> None:
    use_language(language)
    assert all(account(FULL))
    assert comparison(run("a"), run("b"))


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0, 1e6))
def test_the_shares_shown_make_a_hundred(training: float, window: float, rest: float) -> None:
    use_language("en")
    shown = work_shares(Work(training, window, rest))
    if training + window + rest > 0:
        assert shown is not None
        assert 100 <= sum(int(share.rstrip("%")) for share in shown) <= 101
    else:
        assert shown is None


# -- two runs ----------------------------------------------------------------------------------


def of(value: float, width: float, **changes: object) -> RunEnergy:
    gross = Interval(value, value - width, value + width)
    return replace(energy(gross), **changes)  # type: ignore[arg-type]


def test_two_energies_apart_are_compared_by_their_ratio() -> None:
    large, small = run("a", energy=of(230.0, 10.0)), run("b", energy=of(100.0, 5.0))
    for pair in ((large, small), (small, large)):
        text = comparison(*pair)
        assert text.startswith("“Run a” used 2.3 times as much energy as “Run b”")
        assert "(between 2.0 and 2.6)" in text


def test_two_intervals_that_overlap_are_not_conclusive() -> None:
    text = comparison(run("a", energy=of(110.0, 10.0)), run("b", energy=of(100.0, 10.0)))
    assert text.startswith("Not conclusive")
    wide = Spread(5, 110.0, 30.0)
    apart = of(130.0, 10.0)
    assert "times" in comparison(run("a", energy=apart), run("b", energy=of(100.0, 5.0)))
    doubtful = run("a", energy=replace(apart, spread=wide))
    assert comparison(doubtful, run("b", energy=of(100.0, 5.0))).startswith("Not conclusive")


def test_energies_of_different_parts_are_not_compared() -> None:
    one = of(230.0, 10.0, covers=("cpu",))
    other = of(100.0, 5.0, covers=("cpu", "rest"), boundary=Boundary.COMPUTER)
    text = comparison(run("a", energy=one), run("b", energy=other))
    assert text.startswith("Not comparable")
    assert "whole computer" in text


def test_without_an_energy_there_is_nothing_to_compare() -> None:
    assert "cannot be compared" in comparison(run("a", energy=None), run("b"))
