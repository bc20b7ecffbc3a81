"""The impacts of a variant: nothing is lost between its margins, and no data is never zero."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.lifecycle.allocation import (
    IDLE_FACTOR,
    share_of_use,
    training_per_unit,
    use_energy_kwh,
    water_in_use_litres,
)
from equilibre.lifecycle.errors import ExpressionRefused, StudyRefused, UnknownName
from equilibre.lifecycle.factor import Range
from equilibre.lifecycle.inventory import (
    blocks,
    central,
    factor_of,
    impacts,
    impacts_of,
    parameter_of,
    uncancelled,
)
from equilibre.lifecycle.study import Line, Study
from tests.lifecycle.studies import factor, line, study

CAMERA = factor("camera", GWP=(20, 40, 60), ADPe=1e-3, PE=600.0)
POWER = factor("elec_FRA", GWP=0.05, ADPe=None, PE=9.0, WATER=4.0)
DUSTY = factor("elec_POL", GWP=0.6, PE=8.0)


def watch() -> Study:
    return study(
        {
            "R0": [line("camera", "1/life"), line("elec_{z}", "days*0.2", "use: sensing")],
            "A1": [line("elec_{z}", "days*0.1", "use: inference", "computer")],
            "none": [],
        },
        [CAMERA, POWER, DUSTY],
        {"life": (3, 5, 8), "days": 100.0},
    )


def test_a_line_weighs_its_amount_times_the_factor() -> None:
    table = impacts(watch(), "R0", "FRA")
    assert table.indicators == ("GWP", "ADPe", "PE", "WATER")
    assert table.known[0].tolist() == pytest.approx([8, 2e-4, 120, 0])
    assert table.known[1].tolist() == pytest.approx([1, 0, 180, 80])
    assert table.missing.tolist() == [[False, False, False, True], [False, True, False, False]]


def test_a_total_is_the_sum_of_what_is_known_and_nothing_where_nothing_is() -> None:
    assert impacts(watch(), "R0", "FRA").total() == pytest.approx(
        {"GWP": 9, "ADPe": 2e-4, "PE": 300, "WATER": 80}
    )
    assert impacts(watch(), "A1", "FRA").total()["ADPe"] is None
    assert set(impacts(watch(), "none", "FRA").total().values()) == {None}


def test_a_gap_is_listed_with_its_line() -> None:
    table = impacts(watch(), "R0", "FRA")
    assert [gap.device for gap in table.gaps("WATER")] == ["camera"]
    assert [gap.phase for gap in table.gaps("ADPe")] == ["use: sensing"]
    assert table.gaps("GWP") == ()


def test_a_cell_of_phases_and_devices_that_holds_only_gaps_has_no_figure() -> None:
    table = impacts(watch(), "R0", "FRA").table("WATER")
    assert table == {("production", "camera"): None, ("use: sensing", "camera"): 80.0}


def test_the_electricity_is_that_of_the_zone() -> None:
    assert impacts(watch(), "A1", "POL").total() == pytest.approx(
        {"GWP": 6, "ADPe": None, "PE": 80, "WATER": None}
    )
    assert factor_of(watch(), "elec_{z}", "POL") is DUSTY


def test_a_factor_of_the_study_comes_before_that_of_the_tables() -> None:
    assert factor_of(watch(), "elec_{z}", "FRA") is POWER
    assert factor_of(replace(watch(), factors={}), "elec_{z}", "FRA").unit == "kWh"


def test_other_values_than_the_central_ones_can_be_tried() -> None:
    values = central(watch()) | {"life": 8.0}
    assert impacts(watch(), "R0", "FRA", values).known[0, 0] == pytest.approx(5)


@pytest.mark.parametrize(
    ("variant", "zone", "named"), [("A9", "FRA", "R0, A1, none"), ("R0", "MOON", "FRA")]
)
def test_a_name_that_does_not_exist_is_refused_with_those_that_do(
    variant: str, zone: str, named: str
) -> None:
    with pytest.raises(UnknownName, match=named):
        impacts(watch(), variant, zone)
    with pytest.raises(UnknownName, match="life, days"):
        parameter_of(watch(), "weeks")


def test_a_factor_that_does_not_exist_is_refused() -> None:
    with pytest.raises(StudyRefused, match="unicorn"):
        factor_of(watch(), "unicorn", "FRA")


def test_an_amount_that_divides_by_zero_is_refused_with_its_line() -> None:
    with pytest.raises(StudyRefused, match=r"1/life.*camera.*production"):
        impacts(watch(), "R0", "FRA", {"life": 0.0, "days": 1.0})


def test_an_amount_of_an_unknown_parameter_is_refused() -> None:
    with pytest.raises(ExpressionRefused, match="weeks"):
        impacts_of(watch(), [line("camera", "weeks")], "FRA")


amounts = st.sampled_from(["1/life", "days*0.2", "days", "3", "-2", "days/life"])
lines = st.lists(
    st.builds(
        Line,
        phase=st.sampled_from(["production", "use: sensing", "end of life"]),
        device=st.sampled_from(["camera", "computer"]),
        factor=st.sampled_from(["camera", "elec_{z}", "elec_POL"]),
        amount=amounts,
    ),
    max_size=8,
)


@given(lines)
def test_phases_and_devices_and_their_table_all_add_up_to_the_total(own: list[Line]) -> None:
    table = impacts_of(watch(), own, "FRA")
    for key, total in table.total().items():
        margins = (
            [vector[key] for vector in table.by_phase().values()],
            [vector[key] for vector in table.by_device().values()],
            list(table.table(key).values()),
        )
        for margin in margins:
            known = [value for value in margin if value is not None]
            assert (total is None) == (not known)
            assert sum(known) == pytest.approx(total or 0.0, rel=1e-12, abs=1e-9)


@given(lines, st.floats(0.01, 100))
def test_impacts_are_proportional_to_the_amounts(own: list[Line], times: float) -> None:
    more = [replace(each, amount=f"({each.amount})*{times!r}") for each in own]
    one, other = (impacts_of(watch(), each, "FRA") for each in (own, more))
    assert other.known == pytest.approx(one.known * times, rel=1e-12)
    assert (other.missing == one.missing).all()


@given(lines, lines)
def test_what_two_variants_share_is_found_line_by_line(one: list[Line], two: list[Line]) -> None:
    both = study({"R0": one, "A1": two}, [CAMERA, POWER, DUSTY], {"life": 5, "days": 100})
    only_one, only_two = uncancelled(both, "R0", "A1")
    assert not set(only_one) & set(only_two)
    shared = blocks(both).get(frozenset({"R0", "A1"}), ())
    assert sorted((*only_one, *shared), key=repr) == sorted(one, key=repr)
    assert sorted((*only_two, *shared), key=repr) == sorted(two, key=repr)


@given(st.floats(0, 1e6), st.floats(0.1, 1e5), st.floats(0.01, 1), st.floats(1, 100))
def test_a_device_never_serves_more_than_its_whole_life(
    used: float, lifetime: float, occupancy: float, shared_by: float
) -> None:
    share = share_of_use(used, lifetime, occupancy, shared_by)
    assert 0 <= share <= 1 / shared_by
    if used < lifetime * occupancy:
        assert share == pytest.approx(used / lifetime / occupancy / shared_by)


@pytest.mark.parametrize(
    "arguments", [(-1, 5, 1, 1), (1, 0, 1, 1), (1, 5, 0, 1), (1, 5, 2, 1), (1, 5, 1, 0.5)]
)
def test_a_device_that_cannot_be_shared_out_is_refused(arguments: tuple[float, ...]) -> None:
    with pytest.raises(StudyRefused):
        share_of_use(*arguments)


def test_a_computer_room_adds_idle_machines_and_cooling() -> None:
    assert use_energy_kwh(109, idle_factor=IDLE_FACTOR) == pytest.approx(200)
    assert use_energy_kwh(10, pue=1.2, idle_factor=1.5) == pytest.approx(18)
    assert use_energy_kwh(10) == 10
    assert water_in_use_litres(10, site=0.5, pue=1.2, mix=4) == pytest.approx(53)


def test_a_training_is_shared_out_between_those_that_it_serves() -> None:
    assert training_per_unit(20, served_per_year=48, years=2) == pytest.approx(20 / 96)
    assert training_per_unit(20, served_per_year=40) == pytest.approx(0.5)
    with pytest.raises(StudyRefused):
        training_per_unit(20, served_per_year=0)


def test_ranges_of_one_figure_are_fixed() -> None:
    assert Range(1, 1, 1).fixed
    assert not CAMERA.impacts["GWP"].fixed  # type: ignore[union-attr]
