"""Values stand on the axis of powers of ten in their order, a decade always as wide."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from equilibre.ui.growth.energy.decades import DecadeAxis
from equilibre.ui.theme import use_theme

PLACE = QRectF(100, 0, 428, 50)


@pytest.fixture(autouse=True)
def plain_theme(qapp: QApplication) -> None:
    use_theme("light", 100)


def test_the_axis_holds_all_its_values_between_powers_of_ten() -> None:
    axis = DecadeAxis.around([1.64e20, 3.14e23], PLACE)
    assert (axis.low, axis.high) == (20, 24)
    assert axis.at(1e20) == pytest.approx(114)
    assert axis.at(1e24) == pytest.approx(514)


def test_a_decade_is_always_as_wide() -> None:
    axis = DecadeAxis.around([1e20, 1e24], PLACE)
    steps = {round(axis.at(10.0 ** (n + 1)) - axis.at(10.0**n), 6) for n in range(20, 24)}
    assert steps == {100.0}


def test_what_is_not_above_zero_makes_no_axis_longer() -> None:
    axis = DecadeAxis.around([0.0, 5.0, 50.0], PLACE)
    assert (axis.low, axis.high) == (0, 2)
    assert axis.at(0.0) == axis.at(1.0)
