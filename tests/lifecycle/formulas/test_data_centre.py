"""The overhead of a data centre."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.lifecycle.formulas.data_centre import facility_energy_kwh, overhead_share


def test_geminis_overhead_is_reached() -> None:
    assert overhead_share(1.09) == pytest.approx(0.08, rel=0.05)


@given(st.floats(1, 3), st.floats(0.001, 1e6))
def test_the_overhead_is_what_the_building_draws_beyond_its_machines(
    pue: float, energy: float
) -> None:
    building = facility_energy_kwh(energy, pue)
    assert building * overhead_share(pue) == pytest.approx(building - energy, abs=1e-9 * building)
