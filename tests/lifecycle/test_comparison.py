"""A difference has a sign, a chance of being right, and says when it is not known."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.lifecycle.comparison import (
    Difference,
    break_evens,
    compare,
    contributions,
    sensitivity,
)
from equilibre.lifecycle.errors import UnknownName
from equilibre.lifecycle.inventory import impacts
from equilibre.lifecycle.study import Line, Study
from equilibre.lifecycle.uncertainty import Simulation
from tests.lifecycle.studies import factor, line, study

CAMERA = factor("camera", GWP=(20, 40, 60), ADPe=1e-3)
CAR = factor("car", GWP=(0.2, 0.3, 0.5), ADPe=(1e-6, 4e-6, 8e-6))
DIESEL = factor("diesel", GWP=2.5)  # no data on metals
PARAMETERS = {"life": (3, 5, 8), "trips": (1, 20, 40), "sure": 1.0}
COMMON = line("camera", "1/life")
DRIVE = line("car", "trips*10", "use: travel", "car")


def two(reference: Sequence[Line], other: Sequence[Line]) -> Study:
    return study({"R0": reference, "A1": other}, [CAMERA, CAR, DIESEL], PARAMETERS)


def compared(
    reference: Sequence[Line], other: Sequence[Line], indicator: str = "GWP"
) -> Difference:
    simulation = Simulation(two(reference, other), "FRA", draws=400, seed=1)
    return compare(simulation, "R0", "A1")[indicator]


def test_a_difference_is_second_less_first() -> None:
    difference = compared([COMMON, DRIVE], [COMMON, line("camera", "2")])
    assert difference.value == pytest.approx(80 - 60)
    assert difference.sign == "+"
    assert (difference.first, difference.second) == ("R0", "A1")
    assert difference.low is not None
    assert difference.high is not None
    assert difference.low < 20 < difference.high


def test_a_sign_is_settled_when_nearly_every_draw_has_it() -> None:
    less = compared([line("camera", "10")], [line("camera", "1/life")])
    assert (less.sign, less.probability_positive, less.settled) == ("-", 0.0, True)
    more = compared([line("camera", "1/life")], [line("camera", "10")])
    assert (more.sign, more.probability_positive, more.settled) == ("+", 1.0, True)
    open_ = compared([DRIVE], [line("camera", "1")])
    assert not open_.settled
    assert open_.probability_positive is not None
    assert 0.05 <= open_.probability_positive <= 0.95


def test_variants_of_the_same_lines_differ_by_nothing_and_it_is_settled() -> None:
    same = compared([COMMON, DRIVE], [DRIVE, COMMON])
    assert (same.value, same.low, same.high, same.sign) == (0.0, 0.0, 0.0, "0")
    assert same.settled
    assert not same.unknown


def test_lines_that_weigh_the_same_differ_by_nothing() -> None:
    same = compared([line("camera", "0.1+0.2")], [line("camera", "0.3")])
    assert same.sign == "0"


def test_a_line_without_data_makes_the_difference_unknown() -> None:
    travel = line("diesel", "9", "use: travel", "car")
    difference = compared([COMMON, travel], [line("camera", "2")], "ADPe")
    assert difference.unknown
    assert difference.sign == "+"  # of what is known
    assert difference.gaps == (travel,)


def test_a_gap_that_both_share_cancels() -> None:
    travel = line("diesel", "9")
    difference = compared([COMMON, travel, line("camera", "1")], [COMMON, travel], "ADPe")
    assert not difference.unknown
    assert difference.gaps == ()
    assert difference.value == pytest.approx(-1e-3)


def test_a_variant_without_any_data_has_no_difference() -> None:
    for pair in (([COMMON], [line("diesel", "9")]), ([line("diesel", "9")], [COMMON])):
        nothing = compared(*pair, "ADPe")
        assert (nothing.value, nothing.low, nothing.high) == (None, None, None)
        assert (nothing.sign, nothing.probability_positive, nothing.settled) == ("?", None, False)


def test_an_indicator_without_data_hides_no_other() -> None:
    blank = factor("blank", GWP=None, ADPe=2.0)
    chosen = study({"R0": [line("blank", "1")], "A1": [line("blank", "2")]}, [blank])
    found = compare(Simulation(chosen, "FRA", draws=10, seed=1), "R0", "A1")
    assert (found["GWP"].sign, found["ADPe"].sign) == ("?", "+")


def test_variants_told_apart_by_gaps_alone_are_not_said_to_be_equal() -> None:
    difference = compared([COMMON], [COMMON, line("diesel", "9")], "ADPe")
    assert (difference.value, difference.sign, difference.unknown) == (None, "?", True)


def test_a_name_that_does_not_exist_is_refused() -> None:
    simulation = Simulation(two([COMMON], [DRIVE]), "FRA", draws=10)
    with pytest.raises(UnknownName, match="A9"):
        compare(simulation, "R0", "A9")


any_lines = st.lists(
    st.builds(
        line,
        st.sampled_from(["camera", "car", "diesel"]),
        st.sampled_from(["1/life", "trips", "2", "-3*trips"]),
    ),
    max_size=5,
)


@given(any_lines, any_lines)
def test_a_difference_turned_round_changes_its_sign_and_nothing_else(
    one: list[Line], other: list[Line]
) -> None:
    simulation = Simulation(two(one, other), "FRA", draws=20)
    there, back = (compare(simulation, *pair) for pair in (("R0", "A1"), ("A1", "R0")))
    turned = {"+": "-", "-": "+", "0": "0", "?": "?"}
    for key, difference in there.items():
        assert back[key].sign == turned[difference.sign]
        assert back[key].unknown == difference.unknown
        assert sorted(back[key].gaps, key=repr) == sorted(difference.gaps, key=repr)
        if difference.value is None:
            assert back[key].value is None
        else:
            assert back[key].value == pytest.approx(-difference.value, rel=1e-12, abs=1e-12)
            assert back[key].low == pytest.approx(-difference.high, rel=1e-5, abs=1e-9)  # type: ignore[operator]


@given(any_lines, any_lines, any_lines)
def test_what_both_have_changes_nothing_of_a_difference_that_is_known(
    one: list[Line], other: list[Line], shared: list[Line]
) -> None:
    alone = compare(Simulation(two(one, other), "FRA", draws=20), "R0", "A1")
    both = compare(Simulation(two([*one, *shared], [*shared, *other]), "FRA", draws=20), "R0", "A1")
    for key, difference in alone.items():
        assert both[key].unknown == difference.unknown
        if difference.value is not None:
            assert both[key].value == pytest.approx(difference.value, rel=1e-12, abs=1e-15)
            assert both[key].probability_positive == difference.probability_positive


def test_a_break_even_is_where_the_difference_is_nothing() -> None:
    # 10 trips x 0.3 kg = 1 camera of 40 kg
    chosen = two([DRIVE], [line("camera", "1")])
    found = break_evens(chosen, "FRA", "R0", "A1", "GWP", "trips")
    assert found == pytest.approx((40 / 3,), rel=1e-6)
    assert break_evens(chosen, "FRA", "A1", "R0", "GWP", "trips") == pytest.approx(found)


def test_every_break_even_is_found() -> None:
    # trips + 100/trips = 25 at trips = 5 and 20
    chosen = two([line("car", "25")], [line("car", "trips + 100/trips")])
    found = break_evens(chosen, "FRA", "R0", "A1", "GWP", "trips")
    assert found == pytest.approx((5, 20), rel=1e-6)
    assert break_evens(chosen, "FRA", "R0", "A1", "GWP", "trips", low=10) == pytest.approx((20,))
    assert break_evens(chosen, "FRA", "R0", "A1", "GWP", "trips", 6, 19) == ()


def test_a_break_even_below_zero_is_found_by_equal_steps() -> None:
    chosen = study(
        {"R0": [line("camera", "1")], "A1": [line("camera", "1 + gain"), line("camera", "0.01")]},
        [CAMERA],
        {"gain": (-0.04, 0.02, 0.03)},
    )
    found = break_evens(chosen, "FRA", "R0", "A1", "GWP", "gain")
    assert found == pytest.approx((-0.01,), rel=1e-5)
    assert break_evens(chosen, "FRA", "R0", "A1", "GWP", "gain", -0.005, 0.03) == ()


def test_a_break_even_at_zero_is_found() -> None:
    chosen = study(
        {"R0": [line("camera", "1")], "A1": [line("camera", "1 + gain")]},
        [CAMERA],
        {"gain": (-0.04, 0.02, 0.03)},
    )
    found = break_evens(chosen, "FRA", "R0", "A1", "GWP", "gain")
    assert found == pytest.approx((0,), abs=1e-9)


def test_a_break_even_at_zero_is_found_where_nothing_rounds_it_off() -> None:
    chosen = study(
        {"R0": [line("camera", "0")], "A1": [line("camera", "gain")]},
        [CAMERA],
        {"gain": (-0.04, 0.02, 0.03)},
    )
    assert break_evens(chosen, "FRA", "R0", "A1", "GWP", "gain") == (0.0,)


def test_a_jump_over_zero_is_not_a_break_even() -> None:
    chosen = two([line("car", "0.001")], [line("car", "1/(trips - 7)")])
    found = break_evens(chosen, "FRA", "R0", "A1", "GWP", "trips", 1, 100)
    assert found == ()


def test_a_difference_that_touches_nothing_without_crossing_it_has_no_break_even() -> None:
    chosen = two([line("car", "1")], [line("car", "1 + (trips - 10)*(trips - 10)")])
    assert break_evens(chosen, "FRA", "R0", "A1", "GWP", "trips", 0, 20) == ()


def test_what_cannot_change_a_sign_has_no_break_even() -> None:
    chosen = two([DRIVE], [line("camera", "1")])
    assert break_evens(chosen, "FRA", "R0", "A1", "GWP", "life") == ()
    assert break_evens(chosen, "FRA", "R0", "A1", "WATER", "trips") == ()
    with pytest.raises(UnknownName, match="weeks"):
        break_evens(chosen, "FRA", "R0", "A1", "GWP", "weeks")


@given(st.floats(0.05, 5000))
def test_a_break_even_is_found_to_a_millionth(place: float) -> None:
    chosen = two([line("car", f"trips*trips/{place!r}")], [line("car", f"{place!r}")])
    found = break_evens(chosen, "FRA", "R0", "A1", "GWP", "trips")
    assert found == pytest.approx((place,), rel=2e-6)


def test_swings_go_from_the_widest_to_the_narrowest_and_say_what_moves() -> None:
    chosen = two([COMMON, DRIVE], [COMMON, line("camera", "1")])
    swings = sensitivity(chosen, "FRA", "R0", "A1", "GWP")
    assert [(swing.key, swing.kind) for swing in swings] == [
        ("trips", "parameter"),
        ("car", "factor"),
        ("camera", "factor"),
    ]
    trips, car, camera = swings
    assert (trips.at_low, trips.at_high) == pytest.approx((40 - 3, 40 - 120))
    assert (car.at_low, car.at_high) == pytest.approx((40 - 40, 40 - 100))
    assert (camera.at_low, camera.at_high) == pytest.approx((20 - 60, 60 - 60))
    assert trips.width == pytest.approx(117)


def test_what_changes_nothing_has_no_swing_even_where_there_is_no_difference() -> None:
    same = factor("van", GWP=2.0), factor("lorry", GWP=2.0)
    chosen = study({"R0": [line("van", "1")], "A1": [line("lorry", "sure")]}, same, {"sure": 1.0})
    assert sensitivity(chosen, "FRA", "R0", "A1", "GWP") == ()


def test_contributions_go_from_the_largest_and_add_up_to_the_whole() -> None:
    table = impacts(two([COMMON], [DRIVE, COMMON, line("diesel", "1")]), "A1", "FRA")
    shares = contributions(table, "GWP")
    assert [each.factor for each, _share in shares] == ["car", "camera", "diesel"]
    assert sum(share for _each, share in shares) == pytest.approx(1)
    assert [each.factor for each, _share in contributions(table, "ADPe")] == ["car", "camera"]
    assert contributions(table, "WATER") == ()


def test_contributions_of_an_avoided_impact_stay_shares() -> None:
    table = impacts(two([COMMON], [line("camera", "1"), line("camera", "-1/2")]), "A1", "FRA")
    assert [share for _each, share in contributions(table, "GWP")] == pytest.approx([2 / 3, -1 / 3])


def test_the_draws_of_a_difference_are_those_of_its_bounds() -> None:
    simulation = Simulation(two([DRIVE], [line("camera", "1")]), "FRA", draws=300, seed=3)
    difference = compare(simulation, "R0", "A1")["GWP"]
    draws = simulation.difference("R0", "A1")[0]
    assert (difference.low, difference.high) == pytest.approx(
        tuple(np.quantile(draws, (0.05, 0.95)))
    )
    assert difference.probability_positive == (draws > 0).mean()
