"""The footer says what the sensors of the parts say, and what reading them costs."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from equilibre.meter.reading import Kind, Route, Status
from equilibre.meter.session import SessionMeter
from equilibre.ui.footer import Footer
from equilibre.ui.meter_line import route_text
from equilibre.ui.theme import use_theme
from equilibre.ui.widgets.elided import SteadyLabel
from tests.sessions.records import ESTIMATE, route, samples
from tests.ui.conftest import settle
from tests.ui.fitting import faults

BATTERY = route("battery", device="computer", around=True)


def footer(qtbot: QtBot, routes: Sequence[Route], cost: float | None = None) -> Footer:
    meter = SessionMeter()
    for one in routes:
        meter.hear(samples([(10.0, 20.0)], of=one))
    shown = Footer()
    qtbot.addWidget(shown)
    shown.show_meter(meter, routes, cost)
    shown.show_meter(meter, routes, cost)
    return shown


def text(shown: Footer) -> str:
    return " | ".join(one.text() for one in shown.findChildren(QLabel)).replace("\u202f", " ")


def test_the_whole_computer_is_not_added_to_its_parts(qtbot: QtBot) -> None:
    said = text(footer(qtbot, [route(), BATTERY]))
    assert "Now: 20 W" in said
    assert "Since the start: 200 J" in said


def test_a_session_measured_in_part_carries_the_sign_of_an_estimate(qtbot: QtBot) -> None:
    memory = route("memory", device="memory", kind=Kind.ESTIMATED)
    said = text(footer(qtbot, [route(), memory]))
    assert "Since the start: ≈ 400 J" in said


@pytest.mark.parametrize("one", [route(), ESTIMATE])
def test_each_state_has_its_words(one: Route) -> None:
    said = {
        route_text(Route(one.key, one.name, one.device, one.kind, status, one.scope))
        for status in Status
    }
    assert len(said) == len(Status)


def test_the_cost_of_reading_the_sensors_is_in_a_tooltip(qtbot: QtBot) -> None:
    shown = footer(qtbot, [route()], 0.002)
    assert any("0.2%" in one.toolTip() for one in shown.findChildren(QLabel))
    without = footer(qtbot, [route()])
    assert not any("sensors takes" in one.toolTip() for one in without.findChildren(QLabel))


def test_the_footer_keeps_its_height_when_the_first_figures_come(qtbot: QtBot) -> None:
    shown = Footer()
    qtbot.addWidget(shown)
    shown.ensurePolished()
    before = shown.sizeHint().height()
    shown.show_meter(SessionMeter(), [route()])
    assert shown.sizeHint().height() == before


@pytest.mark.parametrize("width", [1366, 700, 500, 420])
def test_in_a_narrow_window_the_last_figures_give_way_and_nothing_is_cut(
    qtbot: QtBot, width: int
) -> None:
    use_theme("light", 100)
    shown = footer(qtbot, [route(), ESTIMATE])
    shown.resize(width, 30)
    # The frame of the focus would take some of its room.
    shown.findChildren(QPushButton)[0].setFocusPolicy(Qt.FocusPolicy.NoFocus)
    shown.show()
    settle()
    assert shown.width() == width
    assert faults(shown) == []
    figures = [one for one in shown.findChildren(SteadyLabel) if one.text()]
    seen = [one.isVisible() for one in figures]
    assert seen == sorted(seen, reverse=True)
    assert all(seen) == (width >= 700)


def test_figures_that_gave_way_come_back_in_a_wide_window(qtbot: QtBot) -> None:
    use_theme("light", 100)
    shown = footer(qtbot, [route()])
    shown.show()
    power = shown.findChildren(SteadyLabel)[0]
    for width, expected in ((330, False), (1366, True)):
        shown.resize(width, 30)
        settle()
        assert power.isVisible() is expected
