"""Draws follow their ranges, and are the same whatever else the study holds."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from equilibre.lifecycle.errors import StudyRefused, UnknownName
from equilibre.lifecycle.factor import Range
from equilibre.lifecycle.inventory import impacts
from equilibre.lifecycle.study import Study
from equilibre.lifecycle.uncertainty import Simulation, inverse
from tests.lifecycle.studies import factor, line, study

CAMERA = factor("camera", GWP=(20, 40, 60), PE=(500, 600, 900))
CAR = factor("car", GWP=(0.2, 0.3, 0.5), ADPe=(1e-6, 4e-6, 8e-6))
DRAWS = 500


def watch(**parameters: float) -> Study:
    shared = [line("camera", "1/life"), line("camera", "3", "end of life")]
    return study(
        {
            "R0": [*shared, line("car", "trips*80", "use: travel", "car")],
            "A1": [*shared, line("car", "trips*20", "use: travel", "car"), line("camera", "gain")],
        },
        [CAMERA, CAR],
        {"life": (3, 5, 8), "trips": (1, 2, 4), "gain": (-0.5, 0.1, 0.3), **parameters},
    )


def simulated(chosen: Study, seed: int = 1, zone: str = "FRA") -> Simulation:
    return Simulation(chosen, zone, DRAWS, seed)


positive = st.lists(st.floats(1e-6, 1e6), min_size=3, max_size=3).map(sorted)
any_sign = st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3).map(sorted)


@given(st.one_of(positive, any_sign))
@example([-8.334145333210156e-160, -8.334145333210156e-160, 0.0])
def test_draws_stay_in_their_range_and_rise_with_the_uniform_number(bounds: list[float]) -> None:
    drawn = inverse(Range(*bounds), np.linspace(0, 1, 101))
    slack = 1e-9 * max(abs(bound) for bound in bounds)
    assert drawn.min() >= bounds[0] - slack
    assert drawn.max() <= bounds[2] + slack
    assert np.all(np.diff(drawn) >= -slack)


def test_a_positive_range_is_drawn_by_ratios_and_its_central_value_is_the_likeliest() -> None:
    drawn = inverse(Range(2, 20, 200), np.linspace(0, 1, 100_001))
    # Symmetric by ratios: half of the draws lie below, three quarters of them within x3.16.
    assert np.median(drawn) == pytest.approx(20, rel=1e-3)
    within = np.abs(np.log10(drawn / 20)) < 0.5
    assert within.mean() == pytest.approx(0.75, abs=1e-3)


def test_a_range_that_reaches_zero_is_drawn_as_a_triangle() -> None:
    drawn = inverse(Range(-1, 0, 3), np.linspace(0, 1, 100_001))
    assert drawn.mean() == pytest.approx((-1 + 0 + 3) / 3, abs=1e-4)
    assert (drawn < 0).mean() == pytest.approx(0.25, abs=1e-4)


def test_a_range_of_one_figure_is_that_figure() -> None:
    assert set(inverse(Range(7, 7, 7), np.linspace(0, 1, 5))) == {7.0}


def test_the_same_seed_gives_the_same_draws_and_another_seed_others() -> None:
    one, same, other = (simulated(watch(), seed).total("A1") for seed in (1, 1, 2))
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)


def test_a_new_parameter_changes_no_other_draw() -> None:
    assert np.array_equal(simulated(watch()).total("A1"), simulated(watch(another=3.0)).total("A1"))


def test_the_order_of_the_parameters_changes_no_draw() -> None:
    chosen = watch()
    turned = replace(chosen, parameters=dict(reversed(chosen.parameters.items())))
    assert np.array_equal(simulated(chosen).total("R0"), simulated(turned).total("R0"))


def test_a_study_without_doubt_gives_its_central_figures() -> None:
    sure = study({"R0": [line("camera", "n/3")]}, [factor("camera", GWP=12.0)], {"n": 2.0})
    simulation = simulated(sure)
    assert simulation.total("R0")[0] == pytest.approx(8.0)
    assert simulation.quantiles("R0")["GWP"] == pytest.approx((8.0, 8.0, 8.0))


def test_quantiles_are_those_of_the_draws_and_none_where_there_is_no_data() -> None:
    simulation = simulated(watch())
    quantiles = simulation.quantiles("R0", (0.05, 0.5, 0.95))
    expected = np.quantile(simulation.total("R0")[0], (0.05, 0.5, 0.95))
    assert quantiles["GWP"] == pytest.approx(tuple(expected))
    assert quantiles["WATER"] is None
    assert simulation.known("R0") == {"GWP", "ADPe", "PE"}


def test_the_phases_of_every_draw_add_up_to_its_total() -> None:
    simulation = simulated(watch())
    phases = simulation.by_phase("A1")
    assert list(phases) == ["production", "end of life", "use: travel"]
    assert sum(phases.values()) == pytest.approx(simulation.total("A1"), rel=1e-5)


def test_the_difference_of_every_draw_is_that_of_the_totals() -> None:
    simulation = simulated(watch())
    expected = simulation.total("A1") - simulation.total("R0")
    assert simulation.difference("R0", "A1") == pytest.approx(expected, rel=1e-4, abs=1e-4)
    assert np.array_equal(simulation.difference("A1", "R0"), -simulation.difference("R0", "A1"))


def test_what_two_variants_share_cancels_exactly_in_every_draw() -> None:
    shared = [line("camera", "1/life"), line("car", "trips/3"), line("car", "trips/3")]
    ranges = {"life": (3, 5, 8), "trips": (1, 2, 9)}
    twins = study({"R0": shared, "A1": shared[::-1]}, [CAMERA, CAR], ranges)
    assert not simulated(twins).difference("R0", "A1").any()


def test_a_line_that_one_variant_repeats_cancels_once() -> None:
    once = [line("camera", "1")]
    twice = study({"R0": once, "A1": once * 2}, [CAMERA])
    simulation = simulated(twice)
    assert np.array_equal(simulation.difference("R0", "A1"), simulation.total("R0"))


def test_both_variants_see_the_same_draws_of_what_they_share() -> None:
    drives = {"R0": [line("car", "trips*2")], "A1": [line("car", "trips*6")]}
    simulation = simulated(study(drives, [CAR], {"trips": (1, 2, 9)}))
    assert simulation.total("A1") == pytest.approx(3 * simulation.total("R0"), rel=1e-5)


@pytest.mark.parametrize(
    "change",
    [
        lambda s: replace(
            s,
            parameters=s.parameters
            | {"trips": replace(s.parameters["trips"], range=Range(9, 9, 9))},
        ),
        lambda s: replace(s, factors=s.factors | {"car": factor("car", GWP=5.0)}),
        lambda s: replace(s, variants=s.variants[:1] + (replace(s.variants[1], lines=()),)),
        lambda s: s,
    ],
    ids=["parameter", "factor", "lines", "nothing"],
)
def test_a_change_gives_what_drawing_everything_again_gives(change) -> None:  # type: ignore[no-untyped-def]
    before = simulated(watch())
    for variant in ("R0", "A1"):
        before.total(variant)
    after, again = before.with_change(change(watch())), simulated(change(watch()))
    for variant in ("R0", "A1"):
        assert np.array_equal(after.total(variant), again.total(variant))
    assert np.array_equal(after.difference("R0", "A1"), again.difference("R0", "A1"))


def test_a_change_of_zone_changes_the_electricity() -> None:
    powered = study({"R0": [line("elec_{z}", "100")]}, [])
    here = simulated(powered)
    there = here.with_change(powered, "POL")
    assert np.median(there.total("R0")[0]) > 5 * np.median(here.total("R0")[0])
    assert np.array_equal(there.total("R0"), simulated(powered, zone="POL").total("R0"))


def test_an_unchanged_amount_is_not_computed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from equilibre.lifecycle import uncertainty

    before = simulated(watch())
    before.total("R0")
    drawn: list[Range] = []

    def counted(range_: Range, uniform: np.ndarray) -> np.ndarray:
        drawn.append(range_)
        return inverse(range_, uniform)

    monkeypatch.setattr(uncertainty, "inverse", counted)

    def trips(range_: Range) -> Study:
        moved = replace(watch().parameters["trips"], range=range_)
        return replace(watch(), parameters=watch().parameters | {"trips": moved})

    before.with_change(trips(Range(2, 3, 5))).total("R0")
    assert drawn == [Range(2, 3, 5)]
    before.with_change(trips(Range(3, 3, 3))).total("R0")
    assert len(drawn) == 1  # one figure: nothing to draw


def test_central_values_lie_within_the_draws() -> None:
    simulation = simulated(watch())
    quantiles = simulation.quantiles("R0", (0.01, 0.99))["GWP"]
    central = impacts(watch(), "R0", "FRA").total()["GWP"]
    assert quantiles is not None
    assert central is not None
    assert quantiles[0] < central < quantiles[1]


def test_an_amount_that_may_divide_by_zero_is_refused_with_its_line() -> None:
    with pytest.raises(StudyRefused, match="1/life"):
        simulated(study({"R0": [line("camera", "1/life")]}, [CAMERA], {"life": 0.0})).total("R0")


def test_names_and_numbers_of_draws_that_cannot_be_are_refused() -> None:
    with pytest.raises(UnknownName, match="MOON"):
        simulated(watch(), zone="MOON")
    with pytest.raises(UnknownName, match="A9"):
        simulated(watch()).total("A9")
    with pytest.raises(UnknownName, match="A9"):
        simulated(watch()).difference("A1", "A9")
    with pytest.raises(UnknownName, match="A9"):
        simulated(watch()).difference("A9", "A1")
    for draws, seed in ((0, 0), (1_000_001, 0), (10, -1)):
        with pytest.raises(ValueError, match="draws"):
            Simulation(watch(), "FRA", draws, seed)


def test_one_draw_is_enough() -> None:
    simulation = Simulation(watch(), "FRA", draws=1)
    quantiles = simulation.quantiles("R0")["GWP"]
    assert quantiles is not None
    assert quantiles[0] == quantiles[2]


@pytest.mark.parametrize("amount", ["1e300", "1e30*1e30", "huge*huge*huge", "1e38"])
def test_an_impact_beyond_all_numbers_is_refused(amount: str) -> None:
    vast = study({"R0": [line("camera", amount)]}, [CAMERA], {"huge": 1e15})
    with pytest.raises(StudyRefused, match="too large"):
        simulated(vast).total("R0")
