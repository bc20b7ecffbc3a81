"""What cannot be the power of a computer at rest and at full load is refused by a sentence."""

import pytest

from equilibre.meter.calibration.readings import Level
from equilibre.meter.calibration.result import End, Refused, concluded
from tests.meter.fakes import DESKTOP


@pytest.mark.parametrize(
    ("idle_watts", "full_watts", "words"),
    [(0.0, 30.0, "Use a plug meter"), (6.0, 0.0, "Use a plug meter"), (30.0, 30.0, "full load")],
)
def test_no_power_and_no_more_power_at_full_load_are_refused(
    idle_watts: float, full_watts: float, words: str
) -> None:
    idle, full = End(typed_watts=idle_watts), End(typed_watts=full_watts, load=1.0)
    with pytest.raises(Refused, match=words):
        concluded(DESKTOP, None, (), (idle, full, None), "2026-11-23")


def test_what_a_plug_meter_shows_is_one_value_and_what_a_sensor_shows_as_many_as_its_slices() -> (
    None
):
    assert End(typed_watts=30.0).slices == 1
    assert End(whole=Level(30.0, 0.1, 8, 8.0, 0.0)).slices == 8
