"""What holds of every curve: energies add up, and no moment counts twice."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.meter.curve import energy_between
from equilibre.meter.energy import Window, run_energy
from equilibre.meter.reading import Kind, Sample
from tests.meter.fakes import route

RAPL = route()
GUESS = route("estimate", "cpu", Kind.ESTIMATED, uncertainty=0.0, factor=2.0, refresh=0.1)
CARD = route("nvml", "gpu", refresh=0.1)
STARTS, LENGTHS = st.floats(0.0, 5.0), st.floats(0.05, 5.0)
STEPS = st.tuples(st.floats(0.01, 0.5), st.floats(0.0, 200.0), st.sampled_from("....!?"))


def curves(key: str = "powercap", device: str = "cpu") -> st.SearchStrategy[list[Sample]]:
    """Return curves with gaps over which the counter stood still ("!") or went on ("?")."""

    def made(origin: float, steps: list[tuple[float, float, str]]) -> list[Sample]:
        time, joules = origin, 0.0
        samples = [Sample(key, device, Kind.MEASURED, time, joules, None)]
        for seconds, watts, mark in steps:
            time += seconds
            joules += 0.0 if mark == "!" else watts * seconds
            power = watts if mark == "." else None
            samples.append(Sample(key, device, Kind.MEASURED, time, joules, power, mark != "."))
        return samples

    return st.builds(made, st.floats(0.0, 3.0), st.lists(STEPS, min_size=1, max_size=40))


def told(samples: list[Sample], start: float, end: float) -> tuple[float, float]:
    metered = energy_between(samples, start, end)
    return (metered.energy_joules, metered.seconds) if metered else (0.0, 0.0)


@settings(max_examples=100, deadline=None)
@given(curves(), STARTS, LENGTHS, st.floats(0.0, 1.0))
def test_energies_and_times_add_up_over_adjacent_times_whatever_the_gaps(
    samples: list[Sample], start: float, seconds: float, share: float
) -> None:
    middle, end = start + seconds * share, start + seconds
    before, after = told(samples, start, middle), told(samples, middle, end)
    whole = told(samples, start, end)
    assert (before[0] + after[0], before[1] + after[1]) == pytest.approx(whole, abs=1e-6)


@settings(max_examples=100, deadline=None)
@given(curves(), STARTS, LENGTHS, st.lists(st.floats(0.05, 0.95), min_size=40, max_size=40))
def test_more_readings_of_the_same_power_change_nothing(
    samples: list[Sample], start: float, seconds: float, shares: list[float]
) -> None:
    finer = samples[:1]
    for (one, other), share in zip(pairwise(samples), shares, strict=False):
        if not other.gap:
            time = one.time_seconds + share * (other.time_seconds - one.time_seconds)
            joules = one.energy_joules + share * (other.energy_joules - one.energy_joules)
            finer.append(Sample(one.route, one.device, one.kind, time, joules, other.power_watts))
        finer.append(other)
    end = start + seconds
    assert told(finer, start, end) == pytest.approx(told(samples, start, end), abs=1e-6)


@settings(max_examples=100, deadline=None)
@given(curves(), curves("estimate"), curves("nvml", "gpu"), STARTS, LENGTHS)
def test_parts_add_up_and_no_moment_of_a_device_counts_twice(
    counted: list[Sample],
    guessed: list[Sample],
    card: list[Sample],
    start: float,
    seconds: float,
) -> None:
    samples = {"powercap": counted, "estimate": guessed, "nvml": card}
    run = run_energy(samples, [RAPL, GUESS, CARD], [Window(start, start + seconds)], {}, 1)
    if run is None:
        assert all(told(one, start, start + seconds)[1] <= 0.0 for one in samples.values())
        return
    assert sum(part.gross.value for part in run.parts) == pytest.approx(run.gross.value, abs=1e-6)
    processor = [part for part in run.parts if part.device == "cpu"]
    assert sum(part.metered_share for part in processor) <= 1.0 + 1e-9
    for gross in (run.gross, *(part.gross for part in run.parts)):
        assert 0.0 <= gross.low <= gross.value + 1e-9
        assert gross.value <= gross.high + 1e-9
    assert 0.0 <= run.metered_share <= 1.0
    assert run.measured_share is not None
    assert 0.0 <= run.measured_share <= 1.0
