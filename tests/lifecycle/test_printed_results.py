"""The studies of the program give the results printed with their description.

The long figures were computed apart, once, line by line in plain arithmetic from the published
factors and parameters; the short ones and the intervals are those of the printed tables.
"""

from functools import cache

import pytest

from equilibre.lifecycle.catalogue import study
from equilibre.lifecycle.comparison import Difference, break_evens, compare
from equilibre.lifecycle.inventory import impacts
from equilibre.lifecycle.uncertainty import Simulation
from equilibre.numbers import rounded

DRAWS = 10_000
FIRE = "forest_fire"


@cache
def simulated(key: str, zone: str) -> Simulation:
    return Simulation(study(key), zone, DRAWS, seed=0)


def difference(key: str, first: str, second: str, indicator: str, zone: str = "FRA") -> Difference:
    return compare(simulated(key, zone), first, second)[indicator]


@pytest.mark.parametrize(
    ("key", "zone", "variant", "computed"),
    [
        (FIRE, "FRA", "R0", (390.0, 0.005256, 5640.0, None)),
        (FIRE, "FRA", "R0b", (55.7143, 0.000750857, 805.714, None)),
        (FIRE, "FRA", "R1", (34.7635, 0.000741562, 1707.41, 509.951)),
        (FIRE, "FRA", "A1", (27.616, 0.000489973, 710.328, 131.345)),
        (FIRE, "FRA", "A2", (26.7574, 0.000439367, 679.914, 119.668)),
        (FIRE, "FRA", "A3", (36.9653, 0.000796509, 1771.98, 524.096)),
        (FIRE, "POL", "R1", (110.709, 0.000741562, 1618.57, 348.943)),
        (FIRE, "POL", "A1", (47.177, 0.000489973, 687.448, 89.8755)),
        ("class_assistant", "FRA", "A1", (112.313, 0.00396498, 1949.28, 412.529)),
        ("class_assistant", "FRA", "A1m", (171.657, 0.0125132, 1807.02, 2727.59)),
        ("camera_traps", "FRA", "A1", (609.595, 0.00877159, 9091.49, 156.451)),
        ("camera_traps", "FRA", "A2", (821.792, 0.0184112, 13919.7, 900.39)),
        ("smart_thermostat", "GBR", "A2", (2900.33, 0.000162257, 66698.5, 6935.15)),
    ],
)
def test_totals_are_those_computed_apart(
    key: str, zone: str, variant: str, computed: tuple[float | None, ...]
) -> None:
    totals = impacts(study(key), variant, zone).total()
    expected = [each if each is None else pytest.approx(each, rel=1e-5) for each in computed]
    assert list(totals.values()) == expected


PRINTED = {
    "R0": ((390, 137, 776), 5.3e-3, 5640),
    "R0b": ((55.7, 20, 111), 7.5e-4, 806),
    "R1": ((34.8, 24, 52), 7.4e-4, 1707),
    "A1": ((27.6, 18, 44), 4.9e-4, 710),
    "A2": ((26.8, 17, 43), 4.4e-4, 680),
    "A3": ((37.0, 26, 55), 8.0e-4, 1772),
}


@pytest.mark.parametrize("variant", PRINTED)
def test_totals_and_intervals_are_the_printed_ones(variant: str) -> None:
    (climate, low, high), metals, energy = PRINTED[variant]
    totals = impacts(study(FIRE), variant, "FRA").total()
    bounds = simulated(FIRE, "FRA").quantiles(variant, (0.05, 0.95))["GWP"]
    assert totals["GWP"] is not None
    assert totals["ADPe"] is not None
    assert rounded(totals["GWP"], 3) == climate
    assert rounded(totals["ADPe"], 2) == metals
    assert totals["PE"] == pytest.approx(energy, abs=0.5)
    assert bounds == pytest.approx((low, high), rel=0.03)


@pytest.mark.parametrize(
    ("zone", "first", "second", "indicator", "sign", "unknown", "probability"),
    [
        ("FRA", "R0", "A1", "GWP", "-", False, 0.00),
        ("FRA", "R0", "A1", "ADPe", "-", True, 0.00),
        ("FRA", "R0", "A1", "PE", "-", False, 0.00),
        ("FRA", "R0", "A1", "WATER", "?", True, None),
        ("FRA", "R0b", "A1", "GWP", "-", False, 0.15),
        ("FRA", "R0b", "A1", "ADPe", "-", True, 0.30),
        ("FRA", "R0b", "A1", "PE", "-", False, 0.50),
        ("FRA", "R1", "A1", "GWP", "-", False, 0.00),
        ("FRA", "R1", "A1", "ADPe", "-", True, 0.00),
        ("FRA", "R1", "A1", "PE", "-", False, 0.00),
        ("FRA", "R1", "A3", "GWP", "+", False, 1.00),
        ("FRA", "R1", "A3", "ADPe", "+", True, 1.00),
        ("FRA", "R1", "A3", "PE", "+", False, 1.00),
        ("POL", "R0b", "A1", "GWP", "-", False, 0.49),
    ],
)
def test_signs_and_their_probabilities_are_the_printed_ones(
    zone: str,
    first: str,
    second: str,
    indicator: str,
    sign: str,
    unknown: bool,
    probability: float | None,
) -> None:
    found = difference(FIRE, first, second, indicator, zone)
    assert (found.sign, found.unknown) == (sign, unknown)
    if probability is None:
        assert found.probability_positive is None
    else:
        assert found.probability_positive == pytest.approx(probability, abs=0.03)
        assert found.settled == (not 0.05 <= probability <= 0.95)


@pytest.mark.parametrize(
    ("indicator", "printed", "computed"),
    [("GWP", 2.8, 2.83241), ("ADPe", 3.7, 3.72887), ("PE", 5.0, 5.03779)],
)
def test_the_drive_at_which_each_sign_turns_is_the_printed_one(
    indicator: str, printed: float, computed: float
) -> None:
    # Only R0 holds the drive, in proportion: by a rule of three, 40 km x A1 / R0.
    (found,) = break_evens(study(FIRE), "FRA", "R0", "A1", indicator, "tower_km")
    assert found == pytest.approx(computed, rel=1e-5)
    assert rounded(found, 2) == printed


def test_another_electricity_changes_the_size_and_may_turn_a_sign() -> None:
    assert difference(FIRE, "R1", "A1", "GWP").value == pytest.approx(-7.1475, rel=1e-4)
    assert difference(FIRE, "R1", "A1", "GWP", "POL").value == pytest.approx(-63.532, rel=1e-4)
    assert difference(FIRE, "R0b", "A3", "GWP").sign == "-"
    assert difference(FIRE, "R0b", "A3", "GWP", "POL").sign == "+"


@pytest.mark.parametrize(
    ("variant", "climate", "metals"),
    [("A1", 2.2, 9.2e-5), ("A1m", 61.6, 8.6e-3), ("A2", 20.3, 1.0e-3)],
)
def test_a_class_assistant_adds_what_is_printed(
    variant: str, climate: float, metals: float
) -> None:
    for indicator, printed in (("GWP", climate), ("ADPe", metals)):
        found = difference("class_assistant", "R0", variant, indicator)
        assert found.value == pytest.approx(printed, rel=0.02)
        assert (found.sign, found.settled) == ("+", True)


def test_a_published_answer_without_primary_energy_leaves_that_difference_unknown() -> None:
    found = difference("class_assistant", "R0", "A1m", "PE")
    assert (found.value, found.sign, found.unknown) == (None, "?", True)


def test_sorting_images_in_the_lab_saves_and_in_every_trap_is_not_settled() -> None:
    for indicator in ("GWP", "ADPe", "PE"):
        assert difference("camera_traps", "R0", "A1", indicator).sign == "-"
    for indicator, probability in (("GWP", 0.61), ("ADPe", 0.75), ("PE", 0.71)):
        found = difference("camera_traps", "R0", "A2", indicator)
        assert (found.sign, found.settled) == ("+", False)
        assert found.probability_positive == pytest.approx(probability, abs=0.03)
        assert found.unknown == (indicator == "ADPe")


def test_a_thermostat_saves_climate_for_metals_or_saves_nothing() -> None:
    trial = [difference("smart_thermostat", "R0", "A1", key, "GBR") for key in ("GWP", "ADPe")]
    assert [each.sign for each in trial] == ["-", "+"]
    assert trial[0].value == pytest.approx(-98, rel=0.005)
    assert trial[1].value == pytest.approx(4.7e-5, rel=0.02)
    experiments = difference("smart_thermostat", "R0", "A2", "GWP", "GBR")
    assert experiments.value == pytest.approx(110, rel=0.005)
    assert experiments.probability_positive == pytest.approx(0.82, abs=0.03)
    assert not experiments.settled
