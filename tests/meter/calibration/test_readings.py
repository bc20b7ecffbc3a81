"""The level of a phase."""

import pytest

from equilibre.meter.calibration.readings import phase_level
from tests.meter.fakes import curve


def test_a_phase_of_one_slice_has_no_spread() -> None:
    level = phase_level(curve(20.0, 3.0), 0.5, 1.5, 0.001)
    assert level is not None
    assert level.watts == pytest.approx(20.0)
    assert (level.spread_watts, level.slices) == (0.0, 1)
