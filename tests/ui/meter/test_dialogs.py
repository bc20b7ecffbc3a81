"""The dialogues of the meter on the screen: whole, steady, and within reach of a keyboard."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from equilibre.meter.calibration.trial import Lengths, Phase
from equilibre.meter.neighbours import Neighbours
from equilibre.meter.reading import Status
from equilibre.texts import use_language
from equilibre.ui.meter.calibration.dialog import CalibrationDialog
from equilibre.ui.meter.sensors.card_view import SensorCardView
from equilibre.ui.meter.sensors.dialog import SensorsDialog
from equilibre.ui.meter.sensors.presenter import SensorsPresenter
from equilibre.ui.theme import use_theme
from tests.sessions.records import ESTIMATE, route
from tests.ui.conftest import MakeRoom, Room, settle
from tests.ui.fitting import SIZES, cut, faults
from tests.ui.meter.laboratory import LAPTOP, FakeLaboratory, battery, estimate
from tests.ui.meter.test_sensors import FakeMeter, sensor

REMEDY = "An administrator types:\nsudo chmod something\nthen logs in again."
languages = pytest.mark.parametrize("language", ["fr", "en"])
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """Return a window for dialogues to stand over."""
    use_language("en")
    use_theme("light", 100)
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 689)
    made.show()
    yield made
    made.close()
    settle()


class Cards:
    """A dialogue of sensors, and the meter that it shows."""

    def __init__(self, parent: QWidget) -> None:
        used, whole = sensor(covers=("cpu", "memory")), battery()
        refused = sensor("perf", status=Status.NO_PERMISSION, remedy=REMEDY, reason="Closed.")
        absent = sensor("nvml", device="gpu", status=Status.ABSENT, system="")
        other = sensor("emi", system="Windows", status=Status.ABSENT)
        self.meter = FakeMeter([used, refused, estimate(), absent, other, whole], [used], [whole])
        self.watts = 20.0
        presenter = SensorsPresenter(self.meter, lambda key: self.watts, "Linux")
        self.dialog = SensorsDialog(presenter.sheet, parent)
        self.dialog.open()
        self.seen_first = len(self.views)
        self.dialog.show_all()
        for _turn in range(2):  # the last cards are shown, then laid out
            settle()

    @property
    def views(self) -> list[SensorCardView]:
        return self.dialog.findChildren(SensorCardView)

    def button(self, text: str) -> QPushButton:
        return next(
            one
            for one in self.dialog.findChildren(QPushButton)
            if one.text() == text and one.isVisible()
        )


@languages
@sizes
def test_no_text_of_the_cards_is_cut(window: QWidget, language: str, size: tuple[int, int]) -> None:
    use_language(language)
    window.resize(*size)
    cards = Cards(window)
    assert faults(cards.dialog) == []
    assert cards.dialog.height() <= size[1]
    cards.dialog.close()


def test_the_first_cards_are_there_at_once_and_the_others_in_a_moment(
    window: QWidget, qtbot: QtBot
) -> None:
    cards = Cards(window)
    every = len(cards.views)
    assert 0 < cards.seen_first < every
    again = SensorsDialog(cards.dialog._sheet, window)
    again.open()
    qtbot.waitUntil(lambda: len(again.findChildren(SensorCardView)) == every)
    again.close()
    cards.dialog.close()


def test_a_second_later_the_power_is_another_and_nothing_has_moved(window: QWidget) -> None:
    cards = Cards(window)
    area = cards.dialog.findChild(QScrollArea)
    assert area is not None
    area.verticalScrollBar().setValue(60)
    before = cards.views
    places = [view.geometry() for view in before]
    assert "20\u202fW" in before[0].accessibleName()
    cards.watts = 31.0
    cards.dialog.renew()
    settle()
    assert cards.views == before
    assert [view.geometry() for view in before] == places
    assert area.verticalScrollBar().value() == 60
    assert "31\u202fW" in before[0].accessibleName()
    cards.dialog.close()


def test_a_card_that_changes_its_place_is_not_made_anew(window: QWidget) -> None:
    cards = Cards(window)
    before = {view.accessibleName().partition(".")[0]: view for view in cards.views}
    cards.meter.active = [estimate()]
    cards.dialog.renew()
    settle()
    after = {view.accessibleName().partition(".")[0]: view for view in cards.views}
    assert after == before
    tops = {name: view.y() for name, view in after.items()}
    assert tops["Estimate"] < tops["POWERCAP"]
    cards.dialog.close()


def test_the_commands_are_copied_and_the_button_says_so(window: QWidget) -> None:
    cards = Cards(window)
    button = cards.button("Copy the commands")
    width = button.width()
    button.click()
    assert QApplication.clipboard().text() == "sudo chmod something"
    assert button.text() == "Copied"
    settle()
    assert button.width() == width
    cards.dialog.close()


def test_routes_of_other_systems_unfold(window: QWidget) -> None:
    cards = Cards(window)
    fold = cards.button("▸ 1 route exists on Windows only")
    fold.click()
    assert fold.text().startswith("▾")
    settle()
    assert cut(cards.dialog) == []
    cards.dialog.close()


def test_every_card_is_reached_by_the_keyboard_and_read_aloud(window: QWidget) -> None:
    cards = Cards(window)
    assert all(view.focusPolicy() & Qt.FocusPolicy.TabFocus for view in cards.views)
    assert all(view.accessibleName() for view in cards.views)
    cards.dialog.close()


def test_open_cards_are_read_in_the_theme_that_the_system_changes_to(window: QWidget) -> None:
    cards = Cards(window)
    settle()
    use_theme("dark", 100)
    settle()
    card = cards.views[0]
    middle = card.grab().toImage().pixelColor(card.width() // 2, 6)
    ink = card.palette().color(QPalette.ColorRole.WindowText)
    assert middle.lightness() < 60
    assert ink.lightness() > 180
    use_theme("light", 100)
    settle()
    assert card.grab().toImage().pixelColor(card.width() // 2, 6).lightness() > 240
    cards.dialog.close()


# -- the calibration ---------------------------------------------------------------------------


class Calibration:
    """The dialogue of a calibration in a laboratory made up."""

    def __init__(self, parent: QWidget, *, on_mains: bool = False) -> None:
        self.laboratory = FakeLaboratory(on_mains=on_mains)
        self.dialog = CalibrationDialog(self.laboratory.made(Lengths(20.0, 20.0)), parent)
        self.dialog.open()
        settle()

    def until(self, phase: Phase) -> None:
        self.laboratory.until(self.dialog.presenter, phase)
        settle()

    def faults(self) -> list[str]:
        settle()
        return faults(self.dialog)


@languages
@sizes
def test_no_text_of_the_calibration_is_cut(
    window: QWidget, language: str, size: tuple[int, int]
) -> None:
    use_language(language)
    window.resize(*size)
    made = Calibration(window)
    dialog = made.dialog
    assert made.faults() == []
    size_first = dialog.size()
    dialog.start.click()
    assert made.faults() == []
    for phase in (Phase.IDLE, Phase.LOADING, Phase.CHECKING, Phase.DONE):
        made.until(phase)
        assert made.faults() == [], phase
    dialog.keep.click()
    assert made.faults() == []
    assert dialog.size() == size_first  # no page makes it jump
    assert dialog.height() <= size[1]
    dialog.close()


@languages
@sizes
def test_no_text_is_cut_while_readings_are_typed(
    window: QWidget, language: str, size: tuple[int, int]
) -> None:
    use_language(language)
    window.resize(*size)
    made = Calibration(window, on_mains=True)
    assert made.faults() == []
    made.dialog.start.click()
    made.until(Phase.IDLE_READING)
    place = made.dialog.course.field.geometry()
    made.dialog.course.field.setText("douze")
    made.dialog.course.take.click()
    assert made.faults() == []
    assert made.dialog.course.field.geometry() == place  # the sentence moves nothing
    made.dialog.close()


def test_escape_cancels_what_is_under_way_and_then_closes(window: QWidget) -> None:
    made = Calibration(window)
    made.dialog.start.click()
    made.until(Phase.LOADING)
    QTest.keyClick(made.dialog, Qt.Key.Key_Escape)
    assert made.dialog.isVisible()
    assert not made.laboratory.loaded
    QTest.keyClick(made.dialog, Qt.Key.Key_Escape)
    assert not made.dialog.isVisible()


def test_closing_the_window_ends_the_load(window: QWidget) -> None:
    made = Calibration(window)
    made.dialog.start.click()
    made.until(Phase.LOADING)
    made.dialog.close()
    assert not made.laboratory.loaded
    assert made.laboratory.shelf.kept is None


def test_the_field_has_the_keyboard_when_a_reading_is_waited_for(window: QWidget) -> None:
    made = Calibration(window, on_mains=True)
    made.dialog.start.click()
    made.until(Phase.IDLE)
    assert not made.dialog.course.field.isEnabled()
    made.until(Phase.IDLE_READING)
    assert made.dialog.course.field.isEnabled()
    QTest.keyClicks(made.dialog.course.field, "12,5")
    QTest.keyClick(made.dialog.course.field, Qt.Key.Key_Return)
    assert made.dialog.presenter.phase is Phase.LOADING
    assert made.dialog.course.field.text() == ""
    made.dialog.close()


@languages
@pytest.mark.parametrize(("scale", "size"), [(150, (1375, 771)), (200, (1820, 1006))])
def test_large_texts_fit_the_window_that_they_need(
    window: QWidget, language: str, scale: int, size: tuple[int, int]
) -> None:
    use_language(language)
    use_theme("light", scale)
    window.resize(*size)
    cards, made = Cards(window), Calibration(window)
    assert faults(cards.dialog) == []
    assert made.faults() == []
    made.dialog.start.click()
    for phase in (Phase.LOADING, Phase.DONE):
        made.until(phase)
        assert made.faults() == [], phase
    for dialog in (cards.dialog, made.dialog):
        assert dialog.width() <= size[0]
        assert dialog.height() <= size[1]
        dialog.close()


# -- over the window ---------------------------------------------------------------------------


def dialogs(window: QWidget) -> list[QDialog]:
    return [one for one in window.findChildren(QDialog) if one.isVisible()]


def test_the_doors_open_one_over_the_other_and_hear_the_meter(make_room: MakeRoom) -> None:
    room = make_room(routes=[route(), ESTIMATE])
    room.show()
    room.window.show_sensors()
    settle()
    (cards,) = dialogs(room.window)
    assert isinstance(cards, SensorsDialog)
    cards.calibrate_asked.emit()
    settle()
    calibration = next(one for one in dialogs(room.window) if isinstance(one, CalibrationDialog))
    assert calibration.parent() is cards
    room.window.instruments.hear(room.meter.samples(1.0), [])
    calibration.reject()
    settle()
    assert dialogs(room.window) == [cards]
    cards.reject()
    settle()
    assert dialogs(room.window) == []
    room.window.instruments.hear(room.meter.samples(1.1), [])


def calibration_by_plug(room: Room) -> CalibrationDialog:
    """Open the calibration of a laptop, whatever computer this is."""
    equipment = room.window.equipment
    equipment.surroundings = replace(equipment.surroundings, computer=LAPTOP)
    room.window.instruments.calibrate()
    settle()
    (dialog,) = dialogs(room.window)
    assert isinstance(dialog, CalibrationDialog)
    dialog.presenter.choose("plug")
    return dialog


def test_a_calibration_tells_other_programs_that_this_one_measures(make_room: MakeRoom) -> None:
    room = make_room()
    room.show()
    room.window.equipment.neighbours = others = Alone()
    dialog = calibration_by_plug(room)
    room.window._tick()
    dialog.presenter.start()
    room.window._tick()
    dialog.presenter.cancel()
    room.window._tick()
    assert others.measuring == [False, True, False]
    dialog.reject()
    settle()


class Alone(Neighbours):
    """Remembers what it was told; no other process measures."""

    def __init__(self) -> None:
        super().__init__()
        self.measuring: list[bool] = []  # each change

    def measure(self, measuring: bool) -> None:
        if self.measuring[-1:] != [measuring]:
            self.measuring.append(measuring)


def test_a_calibration_is_refused_while_a_tab_measures(make_room: MakeRoom) -> None:
    room = make_room()
    room.show()
    room.begin()
    dialog = calibration_by_plug(room)
    dialog.presenter.start()
    assert not dialog.presenter.under_way
    assert "training is under way" in dialog.presenter.state.problem
    dialog.reject()
    settle()
