"""The power chart tells measured, estimated and not metered apart, and reads dragged ranges."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsTextItem
from pytestqt.qtbot import QtBot

from equilibre.meter.reading import Kind
from equilibre.sessions.run import PowerCurve, PowerPoint
from equilibre.texts import use_language
from equilibre.ui.plots.area import ESTIMATE, Area
from equilibre.ui.plots.chart import LABEL_PIXELS
from equilibre.ui.plots.curves import Curves
from equilibre.ui.plots.power_chart import PowerChart
from equilibre.ui.theme import theme, use_theme
from tests.ui.conftest import MakeRoom, settle
from tests.ui.fitting import cut, outside, overlapping

pytestmark = pytest.mark.usefixtures("english")


def curve(device: str = "cpu", idle: float = 8.0, busy: float = 30.0, **more: object) -> PowerCurve:
    joules, points = 0.0, []
    for index in range(-30, 91):
        watts = busy if 0 < index <= 80 else idle
        joules += watts / 10
        points.append(PowerPoint(index / 10, watts, joules))
    fields: dict[str, object] = {"kind": Kind.MEASURED, **more}
    return PowerCurve(device, f"{device} route", idle_watts=idle, points=tuple(points), **fields)  # type: ignore[arg-type]


MEMORY = curve("memory", 4.0, 5.0, kind=Kind.ESTIMATED, factor=1.4)
REST = curve("rest", 10.0, 12.0, kind=Kind.ESTIMATED, factor=1.15)
BATTERY = curve("computer", 25.0, 50.0, around=True)


def curves(*power: PowerCurve, **more: object) -> Curves:
    fields: dict[str, object] = {"windows": ((0.0, 8.0),), "country": "FRA", **more}
    return Curves(power=power or (curve(), MEMORY), **fields)  # type: ignore[arg-type]


@pytest.fixture
def english() -> Iterator[None]:
    use_language("en")
    use_theme("light", 100)
    yield
    use_language("en")


@pytest.fixture
def chart(qtbot: QtBot) -> PowerChart:
    made = PowerChart()
    qtbot.addWidget(made)
    made.resize(790, 290)
    made.show()
    made.draw(curves())
    settle()
    return made


def texts(chart: PowerChart) -> str:
    return " | ".join(
        item.toPlainText().replace("\n", " ").replace("\u202f", " ")
        for item in chart.plot.items()
        if isinstance(item, QGraphicsTextItem) and item.isVisible()
    )


def hatched(chart: PowerChart) -> set[str]:
    return {
        area.colour.name()
        for area in chart.canvas.parts
        if isinstance(area, Area) and area.shown and area.pattern is ESTIMATE
    }


# -- layers ------------------------------------------------------------------------------------


def test_layers_are_named_and_the_subtitle_says_how_each_was_obtained(chart: PowerChart) -> None:
    for name in ("processor", "memory"):
        assert name in texts(chart)
    assert chart._subtitle.text() == "measured: processor · estimated (hatched): memory"


def test_the_summary_tells_what_is_measured_estimated_and_not_metered(chart: PowerChart) -> None:
    summary = chart.summary().replace("\u202f", " ")
    assert "Idle power: ≈ 12 W." in summary
    assert "Measured: processor. Estimated: memory. Not metered: rest of the computer." in summary
    chart.draw(curves(curve()))
    assert "Idle power: 8.00 W." in chart.summary().replace("\u202f", " ")


def test_a_battery_alone_is_drawn_once(chart: PowerChart) -> None:
    chart.draw(curves(BATTERY))
    assert texts(chart).count("whole computer") == 1


def test_a_long_name_stands_in_two_lines(chart: PowerChart) -> None:
    chart.draw(curves(curve(covers=("cpu", "memory"))))
    names = [
        item.toPlainText()
        for item in chart.plot.items()
        if isinstance(item, QGraphicsTextItem)
        and item.isVisible()
        and "processor" in item.toPlainText()
    ]
    assert [name.replace("\n", " ") for name in names] == ["processor + memory"]
    metrics = QFontMetrics(theme().font(12))
    assert max(map(metrics.horizontalAdvance, names[0].split("\n"))) <= LABEL_PIXELS


def test_what_is_not_metered_is_written_whole_in_a_narrow_chart(chart: PowerChart) -> None:
    chart.resize(320, 290)
    settle()
    chart.draw(curves(curve()))
    (missing,) = (
        item
        for item in chart.plot.items()
        if isinstance(item, QGraphicsTextItem) and item.toPlainText().startswith("?")
    )
    assert missing.toPlainText().count("\n") == 1
    plot, margin = chart.plot.getViewBox(), missing.document().documentMargin()
    middle, half = plot.mapViewToScene(missing.pos()).x(), missing.boundingRect().width() / 2
    assert middle - half > plot.sceneBoundingRect().left() - margin
    assert middle + half < plot.sceneBoundingRect().right() + margin


def test_only_estimates_are_hatched(chart: PowerChart) -> None:
    assert len(hatched(chart)) == 2  # the two tones of memory
    chart.draw(curves(curve()))
    assert hatched(chart) == set()


def test_an_estimates_whole_band_is_on_the_axis(chart: PowerChart) -> None:
    chart.draw(curves(curve(kind=Kind.ESTIMATED, factor=3.0)))
    assert chart.plot.viewRange()[1][1] > 90


def test_what_nothing_meters_is_named_and_has_no_watts(chart: PowerChart) -> None:
    assert "? not metered: screen, disks, fans, power supply" in texts(chart)
    chart.draw(curves(curve()))
    assert "? not metered: memory, screen, disks, fans, power supply" in texts(chart)
    chart.draw(curves(curve(), MEMORY, REST))
    assert "not metered" not in texts(chart)
    assert "rest of the computer" in texts(chart)


def test_the_whole_computer_stands_around_its_parts(chart: PowerChart) -> None:
    chart.draw(curves(curve(), MEMORY, BATTERY))
    assert "whole computer" in texts(chart)
    assert "not metered" not in texts(chart)
    assert chart.plot.viewRange()[1][1] > 50
    chart.draw(curves())
    assert "whole computer" not in texts(chart)


def test_a_drift_of_the_idle_level_is_told_at_both_ends(chart: PowerChart) -> None:
    chart.draw(curves(curve(idle_after_watts=9.5)))
    assert "idle: 8.0 W" in texts(chart)
    assert "idle after: 9.5 W" in texts(chart)


def test_a_time_without_a_reading_is_said(chart: PowerChart) -> None:
    whole = curve()
    points = tuple(
        replace(point, power_watts=None) if 3 < point.time_seconds < 5 else point
        for point in whole.points
    )
    chart.draw(curves(replace(whole, points=points), MEMORY))
    assert "no reading" in texts(chart)


def test_layers_that_are_gone_are_drawn_no_more(chart: PowerChart) -> None:
    chart.draw(curves(curve(), MEMORY, curve("gpu", 20.0, 90.0), REST))
    chart.draw(curves(curve()))
    assert "graphics card" not in texts(chart)
    assert hatched(chart) == set()


# -- a range -----------------------------------------------------------------------------------


def pixel(chart: PowerChart, seconds: float) -> QPoint:
    box = chart.plot.getViewBox()
    height = sum(box.viewRange()[1]) / 2
    return chart.plot.mapFromScene(box.mapViewToScene(QPointF(seconds, height)))


def drag(chart: PowerChart, start: float, end: float) -> None:
    where = chart.plot.viewport()
    QTest.mousePress(where, Qt.MouseButton.LeftButton, pos=pixel(chart, start))
    QTest.mouseMove(where, pixel(chart, (start + end) / 2))
    QTest.mouseMove(where, pixel(chart, end))
    QTest.mouseRelease(where, Qt.MouseButton.LeftButton, pos=pixel(chart, end))


def key(chart: PowerChart, key: Qt.Key, shift: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(chart, key, modifier)


def test_a_range_is_dragged_and_read(chart: PowerChart) -> None:
    drag(chart, 2.0, 6.0)
    assert chart.selection.range == pytest.approx((2.0, 6.0), abs=0.05)
    assert "35.0" not in chart.reading.text()  # an estimate is in it
    assert "≈" in chart.reading.text()
    assert "CO₂e (France)" in chart.reading.text()
    assert chart.reading.isVisible()
    assert not chart._subtitle.isVisible()
    assert chart.accessibleDescription().startswith(chart.reading.text())
    assert chart.range_button.isChecked()


def test_it_may_be_dragged_from_right_to_left_and_beyond_what_is_known(chart: PowerChart) -> None:
    drag(chart, 6.0, -50.0)
    assert chart.selection.range == pytest.approx((-3.0, 6.0), abs=0.05)


def test_a_click_alone_draws_no_range_and_gives_the_keyboard(chart: PowerChart) -> None:
    chart.activateWindow()
    chart.range_button.setFocus()
    QTest.mouseClick(chart.plot.viewport(), Qt.MouseButton.LeftButton, pos=pixel(chart, 3.0))
    assert chart.selection.range is None
    assert QApplication.focusWidget() is chart


@pytest.mark.parametrize(("handle", "left"), [(2.0, (4.0, 6.0)), (6.0, (2.0, 4.0))])
def test_each_end_is_moved_by_its_handle(
    chart: PowerChart, handle: float, left: tuple[float, float]
) -> None:
    chart.selection.choose(2.0, 6.0)
    drag(chart, handle, 4.0)
    assert chart.selection.range == pytest.approx(left, abs=0.05)


def test_escape_lets_a_range_go_that_is_being_dragged_out(chart: PowerChart) -> None:
    where = chart.plot.viewport()
    QTest.mousePress(where, Qt.MouseButton.LeftButton, pos=pixel(chart, 2.0))
    QTest.mouseMove(where, pixel(chart, 4.0))
    assert chart.selection.range is not None
    key(chart, Qt.Key.Key_Escape)
    QTest.mouseMove(where, pixel(chart, 6.0))
    assert chart.selection.range is None
    QTest.mouseRelease(where, Qt.MouseButton.LeftButton, pos=pixel(chart, 6.0))


def test_a_button_that_came_up_elsewhere_drags_no_more(chart: PowerChart) -> None:
    where = chart.plot.viewport()
    QTest.mousePress(where, Qt.MouseButton.LeftButton, pos=pixel(chart, 2.0))
    QTest.mouseMove(where, pixel(chart, 4.0))
    chosen = chart.selection.range
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(pixel(chart, 7.0)),
        where.mapToGlobal(QPointF(pixel(chart, 7.0))),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(where, event)
    assert chart.selection.range == chosen
    QTest.mouseRelease(where, Qt.MouseButton.LeftButton, pos=pixel(chart, 7.0))


def test_a_double_click_clears_the_range(chart: PowerChart) -> None:
    chart.selection.choose(2.0, 6.0)
    QTest.mouseDClick(chart.plot.viewport(), Qt.MouseButton.LeftButton, pos=pixel(chart, 4.0))
    assert chart.selection.range is None
    assert chart._subtitle.isVisible()
    assert not chart.reading.isVisible()


def test_the_keyboard_does_all_that_the_mouse_does(chart: PowerChart) -> None:
    key(chart, Qt.Key.Key_R)
    assert chart.selection.range == (0.0, 8.0)
    key(chart, Qt.Key.Key_Left)
    first, last = chart.selection.range
    assert first < 0.0
    assert last - first == pytest.approx(8.0)
    key(chart, Qt.Key.Key_Right, shift=True)
    assert chart.selection.range[1] > last
    key(chart, Qt.Key.Key_Left, shift=True)
    assert chart.selection.range == pytest.approx((first, last))
    key(chart, Qt.Key.Key_Escape)
    assert chart.selection.range is None


def test_keys_keep_the_range_within_what_is_known(chart: PowerChart) -> None:
    key(chart, Qt.Key.Key_R)
    for _turn in range(300):
        key(chart, Qt.Key.Key_Right)
    assert chart.selection.range == pytest.approx((1.0, 9.0))
    for _turn in range(300):
        key(chart, Qt.Key.Key_Left, shift=True)
    start, end = chart.selection.range
    assert 0 < end - start < 0.5


def test_the_button_puts_the_range_on_the_training_and_takes_it_away(chart: PowerChart) -> None:
    chart.range_button.click()
    assert chart.selection.range == (0.0, 8.0)
    chart.range_button.click()
    assert chart.selection.range is None


def test_escape_clears_the_range_before_it_stops_a_run(make_room: MakeRoom) -> None:
    room = make_room()
    room.show()
    room.train(2)
    room.draw()
    chart = room.view.charts.power
    chart.setFocus()
    chart.read_training()
    assert chart.selection.range is not None
    sent = list(room.sent)
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.selection.range is None
    assert room.sent == sent
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert room.sent != sent


def test_the_reading_grows_with_a_run_and_ends_with_it(chart: PowerChart) -> None:
    early = replace(curve(), points=curve().points[:60])
    chart.draw(curves(early, windows=((0.0, 2.9),), running=True))
    chart.selection.choose(1.0, 2.0)
    before = chart.reading.text()
    chart.draw(curves(curve(), running=True))
    assert chart.reading.text() == before  # what was metered does not change
    chart.draw(Curves())
    assert chart.selection.range is None
    assert not chart.range_button.isEnabled()
    key(chart, Qt.Key.Key_R)
    assert chart.selection.range is None


def test_the_data_begin_with_the_range_part_by_part(chart: PowerChart) -> None:
    assert chart.data().header == ("device", "route", "kind", "time_seconds", "power_watts")
    chart.selection.choose(2.0, 6.0)
    data = chart.data()
    rows = [dict(zip(data.header, row, strict=True)) for row in data.rows]
    assert [row["device"] for row in rows[:2]] == ["cpu", "memory"]
    assert rows[0]["time_seconds"] == 2.0
    assert rows[0]["until_seconds"] == 6.0
    assert rows[0]["energy_joules"] == pytest.approx(120.0)
    assert rows[2]["until_seconds"] == ""
    assert len(rows) == 2 + 2 * len(curve().points)


def test_the_picture_holds_the_range_and_its_reading(chart: PowerChart) -> None:
    before = chart.picture()
    chart.selection.choose(2.0, 6.0)
    settle()
    assert chart.picture() != before


def test_drawing_with_a_range_twice_changes_nothing(chart: PowerChart) -> None:
    chart.selection.choose(2.0, 6.0)
    heard: list[object] = []
    chart.selection.changed.connect(lambda: heard.append(1))
    text = chart.reading.text()
    chart.draw(curves())
    assert (chart.reading.text(), heard) == (text, [])


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [(1366, 689), (1093, 535)])
def test_no_reading_is_cut_on_a_small_screen(
    make_room: MakeRoom, language: str, size: tuple[int, int]
) -> None:
    room = make_room(language=language)
    room.show(*size)
    chart = room.view.charts.power
    low = replace(BATTERY, idle_watts=None)
    room.complete()
    settle()
    # Through both charts, which draw again what they were given once their heights are settled.
    room.view.charts.draw(curves(curve(kind=Kind.ESTIMATED), MEMORY, REST, low))
    chart.selection.choose(-1.0, 7.0)
    settle()
    assert chart.reading.isVisible()
    assert [*cut(room.window), *outside(room.window), *overlapping(room.window)] == []
    assert chart.plot.height() >= 60


def test_the_range_stays_in_another_language_and_theme(make_room: MakeRoom) -> None:
    room = make_room(language="en")
    room.show()
    room.complete()
    settle()
    room.view.charts.power.read_training()
    chosen = room.view.charts.power.selection.range
    english = room.view.charts.power.reading.text()
    assert chosen is not None
    room.change(language="fr")
    settle()
    chart = room.view.charts.power
    assert chart.selection.range == chosen
    assert chart.reading.text() not in ("", english)
    room.change(theme="dark")
    assert room.view.charts.power.selection.range == chosen
    room.change(language="en", theme="light")


def test_names_keep_apart_when_the_window_changes_its_height(
    make_room: MakeRoom, qtbot: QtBot
) -> None:
    room = make_room()
    room.show(1366, 900)
    room.complete()
    room.view.draw(curves())
    settle()
    room.show(1366, 600)
    chart = room.view.charts.power
    qtbot.waitUntil(lambda: not room.view.charts._again.isActive())
    settle()
    named = [
        item
        for item in chart.plot.items()
        if isinstance(item, QGraphicsTextItem)
        and item.isVisible()
        and item.toPlainText().replace("\n", " ") in ("processor", "memory", "idle")
    ]
    tops = sorted(item.mapRectToScene(item.boundingRect()).top() for item in named)
    assert len(tops) == 3
    line = chart.fontMetrics().height()
    assert all(below - above >= line - 0.5 for above, below in pairwise(tops))
