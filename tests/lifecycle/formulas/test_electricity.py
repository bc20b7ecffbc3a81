"""Primary energy of electricity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.lifecycle.errors import UnknownName
from equilibre.lifecycle.formulas.electricity import (
    check_primary_energy,
    primary_energy_megajoules_per_kwh,
)
from equilibre.lifecycle.formulas.errors import FormulaRefused

# TWh of 2023: CodeCarbon 3, global_energy_mix.json (MIT; Our World in Data, CC BY 4.0).
FRANCE = {"nuclear": 335.65, "hydro": 53.19, "wind": 48.61, "solar": 23.26, "coal": 2.16}
FRANCE |= {"gas": 31.43, "oil": 9.71, "bio": 9.5, "other": 0.6}
GERMANY = {"nuclear": 8.75, "hydro": 19.48, "wind": 137.29, "solar": 61.56, "coal": 135.35}
GERMANY |= {"gas": 76.0, "oil": 20.13, "bio": 46.23}
POLAND = {"hydro": 2.38, "wind": 23.06, "solar": 12.24, "coal": 103.02}
POLAND |= {"gas": 14.75, "oil": 5.17, "bio": 8.13}


@pytest.mark.parametrize(
    ("mix", "megajoules"), [(FRANCE, 8.9169), (GERMANY, 6.9712), (POLAND, 8.2755)]
)
def test_the_tables_of_the_zones_are_reached(mix: dict[str, float], megajoules: float) -> None:
    assert primary_energy_megajoules_per_kwh(mix) == pytest.approx(megajoules, rel=1e-4)


def test_wind_alone_is_the_energy_of_the_electricity_itself() -> None:
    assert primary_energy_megajoules_per_kwh({"wind": 12}) == pytest.approx(3.6)


@given(
    st.dictionaries(
        st.sampled_from(["nuclear", "hydro", "wind", "solar", "coal", "gas", "oil", "bio"]),
        st.floats(0.01, 1e4),
        min_size=1,
    ),
    st.floats(0.1, 100),
)
def test_no_mix_takes_less_energy_than_it_gives(mix: dict[str, float], times: float) -> None:
    energy = primary_energy_megajoules_per_kwh(mix)
    check_primary_energy(energy + 1e-9)
    scaled = {source: amount * times for source, amount in mix.items()}
    assert primary_energy_megajoules_per_kwh(scaled) == pytest.approx(energy)


@pytest.mark.parametrize("megajoules", [0.1386, 2.587, 3.599, float("nan")])
def test_less_than_3_6_megajoules_is_refused(megajoules: float) -> None:
    with pytest.raises(FormulaRefused, match=r"3\.6 MJ"):
        check_primary_energy(megajoules)


def test_an_unknown_source_and_an_empty_mix_are_refused() -> None:
    with pytest.raises(UnknownName, match="nuclear"):
        primary_energy_megajoules_per_kwh({"tide": 1})
    with pytest.raises(FormulaRefused, match="empty"):
        primary_energy_megajoules_per_kwh({})
