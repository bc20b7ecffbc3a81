"""What a battery has lost between two looks."""

import pytest

from equilibre.meter.platforms.supplies import Store

CHARGE = Store(None, 1000.0, 12.0)


@pytest.mark.parametrize(
    ("later", "joules"),
    [
        (Store(None, 900.0, 11.0), 100.0 * 11.5),
        (Store(None, 900.0, None), None),
        (Store(None, None, 11.0), None),
        (Store(5.0, None, None), None),
    ],
)
def test_a_charge_is_an_energy_where_both_voltages_are_known(
    later: Store, joules: float | None
) -> None:
    assert CHARGE.drained_joules(later) == joules
    assert Store(50.0, None, None).drained_joules(Store(20.0, None, None)) == 30.0
