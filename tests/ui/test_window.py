"""The window: languages, themes, keyboard, first start, files dropped, and what it leaves."""

import importlib.util
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence, QShortcut
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QMenu,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from equilibre.meter.reading import Status
from equilibre.meter.surroundings import Surroundings
from equilibre.sessions.files import write_runs
from equilibre.texts import language, use_language
from equilibre.ui.dialogs.tour import Tour
from equilibre.ui.dialogs.welcome import WelcomeDialog
from equilibre.ui.equipment import make_equipment
from equilibre.ui.footer import Footer
from equilibre.ui.plots.chart import Chart
from equilibre.ui.settings import SettingsStore
from equilibre.ui.tabs import TABS
from equilibre.ui.theme import theme
from equilibre.ui.training.comparison import RunsModel
from equilibre.ui.training.state import Phase
from equilibre.ui.training.view import TrainingView
from equilibre.ui.widgets.figure_card import FigureCard
from equilibre.ui.window import MainWindow
from equilibre.worker.messages import Died, Pause, Resume, Stop, Train
from tests.sessions.records import ESTIMATE, energy, route, run
from tests.ui.conftest import MakeRoom, Room, settle

THEMES = ["light", "dark", "contrast"]


def press(widget: QAbstractButton) -> None:
    widget.click()
    settle()


# -- languages and themes ----------------------------------------------------------------------


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_tab_is_built_in_every_language_and_theme(
    make_room: MakeRoom, language: str, name: str
) -> None:
    room = make_room(language=language, theme=name)
    room.show()
    room.complete()
    room.draw()
    assert room.view.controls.start.text()
    assert not room.window.grab().isNull()


def test_the_language_and_the_theme_change_during_a_run_and_the_run_goes_on(room: Room) -> None:
    room.train(2)
    before = room.state
    english = room.view.controls.start.text()
    room.change(language="fr")
    assert language() == "fr"
    room.change(theme="dark")
    settle()
    assert theme().name == "dark"
    assert room.view.controls.start.text() != english
    after = room.state
    assert (after.phase, after.settings, after.seed, after.dataset) == (
        before.phase,
        before.settings,
        before.seed,
        before.dataset,
    )
    assert len(room.view.charts.learning.data().rows) == 3
    room.more(1)
    room.say(room.finished())
    assert room.state.run is not None
    assert room.state.run.epochs == 3
    assert isinstance(room.sent[-1], Train)
    assert len(room.sent) == 1


def test_a_change_of_language_leaves_no_old_view_behind(room: Room) -> None:
    room.complete()
    for key in ("fr", "en", "fr", "en"):
        room.change(language=key)
    settle()
    views = [one for one in QApplication.allWidgets() if isinstance(one, TrainingView)]
    assert views == [room.view]
    footers = [one for one in QApplication.allWidgets() if isinstance(one, Footer)]
    assert len(footers) == 1


def test_what_is_said_above_the_tab_changes_its_language_too(room: Room) -> None:
    room.complete(diverged=True)
    assert room.state.notice is not None
    english = room.state.notice.text
    room.change(language="fr")
    assert room.state.notice is not None
    assert room.state.notice.text != english


def test_the_choices_of_the_user_are_kept(room: Room, tmp_path: Path) -> None:
    room.change(language="fr", theme="contrast", scale_percent=125, level="complete")
    again = SettingsStore(tmp_path / "settings.json").settings
    assert (again.language, again.theme, again.scale_percent, again.level) == (
        "fr",
        "contrast",
        125,
        "complete",
    )


def test_the_complete_level_shows_more_settings_than_the_simple_one(room: Room) -> None:
    simple = len(room.view.controls.findChildren(QSlider))
    room.change(level="complete")
    settle()
    assert len(room.view.controls.findChildren(QSlider)) > simple


# -- buttons and keys --------------------------------------------------------------------------


def test_buttons_can_be_pressed_when_the_state_says_so(room: Room) -> None:
    controls, keep = room.view.controls, room.view.summary.keep
    buttons = (controls.start, controls.pause, controls.step, controls.stop, keep)

    def enabled() -> list[str]:
        names = ("start", "pause", "step", "stop", "keep")
        return [name for name, one in zip(names, buttons, strict=True) if one.isEnabled()]

    assert enabled() == ["start", "step"]
    press(controls.start)
    assert enabled() == ["stop"]
    room.live(3.2)
    room.say(room.started(), room.stepped(0))
    assert enabled() == ["pause", "stop"]
    assert not controls.data.isEnabled()
    press(controls.pause)
    assert room.sent[-1] == Pause()
    room.say(room.paused())
    assert enabled() == ["start", "step", "stop"]
    press(controls.start)
    assert room.sent[-1] == Resume()
    room.say(room.resumed())
    room.more(1)
    press(controls.stop)
    assert room.sent[-1] == Stop()
    room.say(room.finished(stopped=True, repeats=0))
    assert enabled() == ["start", "step", "keep"]
    press(keep)
    assert enabled() == ["start", "step"]
    assert controls.data.isEnabled()


def test_the_controls_say_what_is_asked(room: Room) -> None:
    controls = room.view.controls
    press(controls.family_buttons["linear"])
    assert room.state.family == "linear"
    place = controls.data.list.findData("diabetes")
    controls.data.list.setCurrentIndex(place)
    controls.data.list.activated.emit(place)
    assert room.state.dataset == "diabetes"
    slider = next(one for one in controls.findChildren(QSlider) if one.isEnabled())
    before = room.state.settings
    slider.setValue(slider.minimum() if slider.value() != slider.minimum() else slider.maximum())
    assert room.state.settings != before
    press(controls.reset)
    assert room.state.family == "network"
    assert controls.family_buttons["network"].isChecked()


def test_a_card_says_where_its_figure_comes_from(room: Room, qtbot: QtBot) -> None:
    room.complete()
    for card in room.window.findChildren(FigureCard):
        qtbot.keyClick(card, Qt.Key.Key_Return)
        settle()
        dialogs = [one for one in room.window.findChildren(QDialog) if one.isVisible()]
        assert len(dialogs) == 1
        assert any(label.text() for label in dialogs[0].findChildren(QLabel))
        dialogs[0].reject()
        settle()


def focusable(window: QWidget) -> list[QWidget]:
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and one.focusProxy() is None
    ]


@pytest.mark.parametrize("comparing", [False, True])
@pytest.mark.parametrize("spoken", ["fr", "en"])
def test_everything_that_takes_the_focus_has_a_name(
    make_room: MakeRoom, spoken: str, comparing: bool
) -> None:
    room = make_room(language=spoken, level="complete")
    room.show()
    room.complete()
    room.presenter.kept.keep()
    room.presenter.kept.compare(comparing)
    settle()
    kinds = QAbstractButton | QComboBox | QAbstractSlider | QAbstractSpinBox | Chart | FigureCard
    named = [one for one in focusable(room.window) if isinstance(one, kinds)]
    assert len(named) > 10
    for one in named:
        interface = QAccessible.queryAccessibleInterface(one)
        name = interface.text(QAccessible.Text.Name) if interface else one.accessibleName()
        assert name.strip(), f"{type(one).__name__} {one.toolTip()}"


def tabbed(window: QWidget) -> list[QWidget]:
    """Return what the Tab key goes through, in its order."""
    chain, one = [], window.nextInFocusChain()
    while one is not window:
        chain.append(one)
        one = one.nextInFocusChain()
    return [
        one
        for one in chain
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


@pytest.mark.parametrize("comparing", [False, True])
def test_every_button_is_reached_by_the_tab_key(room: Room, comparing: bool) -> None:
    room.complete()
    room.presenter.kept.keep()
    room.presenter.kept.compare(comparing)
    settle()
    reached = tabbed(room.window)
    for button in room.window.findChildren(QAbstractButton):
        if not button.isVisible() or not button.isEnabled() or button.parent() is None:
            continue
        if button.group() is not None and button.group().exclusive():
            # Of buttons that exclude each other one is reached; arrows go to the others.
            assert button.group().checkedButton() in reached
        elif button.focusPolicy() != Qt.FocusPolicy.NoFocus or button.text():
            assert button in reached, button.text() or button.toolTip()


def test_tab_goes_from_the_settings_by_the_charts_to_the_figures(room: Room) -> None:
    view = room.view
    order = tabbed(room.window)
    places = [
        order.index(one)
        for one in (
            view.controls.data.list,
            view.controls.start,
            view.charts.learning,
            view.charts.power,
            view.summary.power,
            view.summary.energy,
        )
    ]
    assert places == sorted(places)


def test_arrows_go_from_one_model_to_the_next(room: Room, qtbot: QtBot) -> None:
    room.presenter.choose_family("linear")
    button = room.view.controls.family_buttons["linear"]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Right)
    assert room.state.family == "polynomial"


@pytest.mark.parametrize("index", range(len(TABS)))
def test_no_two_actions_have_the_same_keys(room: Room, index: int) -> None:
    room.window.show_tab(index)
    settle()
    # The keys of a tab behind another do nothing.
    keys = [
        one.key().toString()
        for one in room.window.findChildren(QShortcut)
        if one.isEnabled() and one.parent().isVisible()
    ]
    for action in actions(room.window):
        keys += [sequence.toString() for sequence in action.shortcuts()]
    known = sorted(key for key in keys if key and key != "Del")  # the list and the table delete
    assert len(known) > 6
    assert known == sorted(set(known))


def test_a_change_of_language_leaves_no_old_menu_behind(room: Room) -> None:
    before = len(room.window.findChildren(QMenu))
    for key in ("fr", "en", "fr", "en"):
        room.change(language=key)
    settle()
    assert len(room.window.findChildren(QMenu)) == before


def actions(window: MainWindow) -> Iterator[QAction]:
    """Return every action of the menus, those of menus inside menus too."""

    def inside(menu: QMenu) -> Iterator[QAction]:
        for action in menu.actions():
            if action.menu() is not None:
                yield from inside(action.menu())
            elif not action.isSeparator():
                yield action

    for top in window.menuBar().actions():
        yield from inside(top.menu())


@pytest.mark.parametrize("index", range(len(TABS)))
@pytest.mark.parametrize("spoken", ["fr", "en"])
def test_no_two_menus_have_the_same_letter(make_room: MakeRoom, spoken: str, index: int) -> None:
    room = make_room(language=spoken)
    room.window.show_tab(index)
    letters = [
        QKeySequence.mnemonic(action.text()).toString()
        for action in room.window.menuBar().actions()
    ]
    assert all(letters)
    assert len(letters) == len(set(letters))


def test_the_key_that_a_tooltip_promises_works(room: Room, qtbot: QtBot) -> None:
    room.train(1)
    pause = room.view.controls.pause
    assert "F7" in pause.toolTip()
    room.show()
    qtbot.keyClick(room.view.charts.power, Qt.Key.Key_F7)
    assert room.sent[-1] == Pause()


UNFINISHED = pytest.mark.skipif(
    importlib.util.find_spec("equilibre.ui.lifecycle.editor.page") is None,
    reason="the editor of studies is not built yet",
)


@pytest.mark.parametrize("index", [0, pytest.param(1, marks=UNFINISHED)])
def test_every_action_of_the_menus_can_be_chosen_at_any_time(
    make_room: MakeRoom, monkeypatch: pytest.MonkeyPatch, index: int
) -> None:
    from equilibre.ui.dialogs import ask
    from equilibre.ui.lifecycle import tab as lifecycle

    for module in (ask, lifecycle):
        monkeypatch.setattr(module, "ask_what_to_open", lambda *_: None)
        monkeypatch.setattr(module, "ask_where_to_save", lambda *_: None)
    room = make_room()
    room.show()
    room.window.show_tab(index)

    texts = [action.text() for action in actions(room.window)]
    assert len(texts) > 15
    for text in texts:
        if text != "Quit":
            next(one for one in actions(room.window) if one.text() == text).trigger()
            settle()
            for dialog in room.window.findChildren(QDialog):
                dialog.reject()
            room.window.show_tab(index)
            if language() != "en":
                room.change(language="en")
            settle()
    assert room.state.phase in (Phase.IDLE, Phase.READY)


# -- first start, tour, files dropped ----------------------------------------------------------


def test_the_first_start_asks_for_a_language_and_a_level_then_shows_around(
    make_room: MakeRoom,
) -> None:
    room = make_room(started=False, language="en")
    room.show()
    settle()
    dialog = room.window.findChild(WelcomeDialog)
    dialog.languages.button("fr").click()
    settle()
    assert language() == "fr"
    (dialog,) = [one for one in room.window.findChildren(WelcomeDialog) if one.isVisible()]
    dialog.levels.button("complete").click()
    settle()
    assert room.state.complete
    (dialog,) = [one for one in room.window.findChildren(WelcomeDialog) if one.isVisible()]
    dialog.begin.click()
    settle()
    settle()
    assert room.window.store.settings.started
    tour = room.window.findChild(Tour)
    steps = 1
    while tour.isVisible():
        tour.forward()
        steps += 1
        assert steps <= 6
    settle()


def test_the_tour_can_be_left_at_once_and_taken_again(room: Room) -> None:
    for _time in range(2):
        room.window.guide.show_tour()
        tour = room.window.findChild(Tour)
        assert tour.isVisible()
        tour.leave()
        settle()
        assert room.window.findChild(Tour) is None


def test_escape_leaves_the_tour_and_stops_no_run(room: Room, qtbot: QtBot) -> None:
    room.train(1)
    room.window.activateWindow()
    room.window.guide.show_tour()
    settle()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    settle()
    assert room.window.findChild(Tour) is None
    assert Stop() not in room.sent


def test_the_tour_follows_a_change_of_language(room: Room) -> None:
    room.window.guide.show_tour()
    room.change(language="fr")
    settle()
    room.window.guide.show_tour()
    settle()
    assert room.window.findChild(Tour) is not None


def test_files_dropped_on_the_window_are_opened_or_refused(room: Room, tmp_path: Path) -> None:
    write_runs(tmp_path / "class.equilibre", [run("a"), run("b")])
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    (tmp_path / "bad.equilibre").write_bytes(b"?")
    for name, kept in (("photo.png", 0), ("bad.equilibre", 0), ("class.equilibre", 2)):
        room.open_files(tmp_path / name)
        assert len(room.state.kept) == kept
        assert room.state.comparing == bool(kept)
        assert room.state.notice is not None
        assert name in room.state.notice.text


def damaged_settings(tmp_path: Path) -> SettingsStore:
    (tmp_path / "settings.json").write_bytes(b"{")
    return SettingsStore(tmp_path / "settings.json")


def test_settings_that_could_not_be_read_are_said(make_room: MakeRoom, tmp_path: Path) -> None:
    room = make_room(damaged_settings(tmp_path))
    settle()
    assert room.state.notice is not None
    assert "settings" in room.state.notice.text


def test_settings_that_cannot_be_written_are_said(make_room: MakeRoom, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    room = make_room(SettingsStore(tmp_path / "file" / "settings.json"))
    room.change(theme="dark")
    assert theme().name == "dark"
    assert room.state.notice is not None
    assert "settings.json" in room.state.notice.text


def test_a_place_on_a_screen_that_is_gone_is_not_taken(make_room: MakeRoom) -> None:
    room = make_room(geometry="not base 64!")
    room.show()
    room.window.remember_place()
    assert room.window.store.settings.geometry != "not base 64!"


# -- the footer --------------------------------------------------------------------------------


def footer_text(room: Room) -> str:
    footer = room.window.findChild(Footer)
    footer.show_meter(room.window.equipment.session, room.meter.routes())
    texts = [one.text() for one in footer.findChildren(QLabel)]
    return " | ".join([one.text() for one in footer.findChildren(QAbstractButton)] + texts).replace(
        "\u202f", " "
    )


def test_the_footer_says_the_power_and_the_energy_since_the_start(room: Room) -> None:
    samples = [room.meter.samples(room.now + n / 10)[0] for n in range(11)]
    room.window.equipment.session.hear(samples)
    text = footer_text(room)
    assert "30 W" in text
    assert "30 J" in text
    assert "≈" not in text


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (Status.LOST, "lost"),
        (Status.NO_PERMISSION, "administrator"),
        (Status.ABSENT, "no sensor"),
    ],
)
def test_the_footer_says_in_words_that_a_sensor_cannot_be_read(
    room: Room, status: Status, word: str
) -> None:
    room.meter.known = [route(status=status)]
    text = footer_text(room)
    assert word in text
    assert " W" not in text
    assert " J" not in text


def test_the_footer_marks_estimates(make_room: MakeRoom) -> None:
    room = make_room(routes=[ESTIMATE])
    samples = [room.meter.samples(room.now + n / 10)[0] for n in range(11)]
    room.window.equipment.session.hear(samples)
    text = footer_text(room)
    assert "estimated" in text
    assert text.count("≈") >= 2


def test_the_footer_shows_no_power_of_a_lost_sensor(room: Room) -> None:
    samples = [room.meter.samples(room.now + n / 10)[0] for n in range(11)]
    room.window.equipment.session.hear(samples)
    room.meter.known = [route(status=Status.LOST)]
    assert " W" not in footer_text(room)


# -- kept runs ---------------------------------------------------------------------------------


def test_the_table_of_runs_is_a_sound_model(room: Room) -> None:
    model = RunsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for runs in ([], [run("a")], [run("a"), run("b", energy=None, dataset="wine")], []):
        model.show_runs(tuple(runs), "FRA")
        assert model.rowCount() == len(runs)
    model.show_runs((run("a"), run("b", energy=None)), "FRA")
    texts = [model.data(model.index(1, column)) for column in range(model.columnCount())]
    assert texts.count("—") >= 3
    assert "0" not in texts


def test_one_unit_serves_all_rows_and_nothing_reads_as_nothing(room: Room) -> None:
    from equilibre.meter.reading import Interval

    small = run("s", energy=energy(Interval(0.05, 0.04, 0.06), None))
    large = run("l", energy=energy(Interval(5_000.0, 4_900.0, 5_100.0), None))
    model = RunsModel()
    model.show_runs((small, large), "FRA")
    for column in range(model.columnCount()):
        text = model.data(model.index(0, column))
        assert text not in ("0", "0.0", "0.00")
        assert "e-" not in text


def test_a_run_is_renamed_in_the_table(room: Room) -> None:
    room.complete()
    room.presenter.kept.keep()
    room.presenter.kept.compare(True)
    model = room.view.comparison.model
    assert model.setData(model.index(0, 0), "better name")
    assert room.state.kept[0].name == "better name"
    assert model.data(model.index(0, 0)) == "better name"


def test_a_name_being_typed_survives_the_ticks_of_the_window(room: Room, qtbot: QtBot) -> None:
    room.complete()
    room.presenter.kept.keep()
    room.presenter.kept.compare(True)
    settle()
    table = room.view.comparison.table
    table.edit(room.view.comparison.model.index(0, 0))
    editor = table.focusWidget() or QApplication.focusWidget()
    assert table.state() == table.State.EditingState
    room.live(2.0)
    assert table.state() == table.State.EditingState
    assert editor is not None


def test_the_delete_key_deletes_the_chosen_runs_and_undo_brings_them_back(
    room: Room, qtbot: QtBot
) -> None:
    for _index in range(2):
        room.complete()
        room.presenter.kept.keep()
    room.presenter.kept.compare(True)
    settle()
    table = room.view.comparison.table
    table.selectAll()
    table.setFocus()
    room.view.comparison.delete_asked.emit([one.key for one in room.state.kept])
    assert room.state.kept == ()
    next(one for one in actions(room.window) if one.text() == "Undo").trigger()
    assert len(room.state.kept) == 2


# -- an end without remains --------------------------------------------------------------------


def test_the_death_of_the_process_is_shown_and_the_window_goes_on(room: Room) -> None:
    room.train(1)
    room.say(Died(room.order.run, "The process that trains ended."))
    settle()
    assert room.view.messages.isVisible()
    assert any("ended" in one.text() for one in room.view.messages.findChildren(QLabel))
    assert room.view.controls.start.isEnabled()


def test_closing_the_window_ends_what_it_began(room: Room) -> None:
    room.begin()
    room.window.close()
    assert room.host.ended
    assert not room.window.isVisible()


def test_a_window_closed_before_its_tabs_are_there_makes_none(
    make_room: MakeRoom, qtbot: QtBot
) -> None:
    room = make_room(filled=False)
    room.show()
    room.window.load()
    room.window.turns.finish()  # the thread has begun
    room.window.close()
    assert room.host.ended
    qtbot.wait(200)
    made = room.window.complete
    room.show()  # so that closing it ends what it began
    room.window.close()
    assert not made


def test_closing_leaves_no_thread_and_no_process(
    qtbot: QtBot, tmp_path: Path, qapp: QApplication
) -> None:
    store = SettingsStore(None)
    store.change(started=True, language="en")
    use_language("en")
    equipment = make_equipment(store, None, Surroundings(powercap=tmp_path / "powercap"))
    window = MainWindow(store, lambda: equipment)
    qtbot.addWidget(window)
    window.show()
    window.fill()
    equipment.start()
    qtbot.waitUntil(lambda: equipment.host.process is not None and bool(names_of_threads()))
    qtbot.waitUntil(lambda: equipment.host.ready, timeout=20_000)
    children = psutil.Process().children(recursive=True)
    assert children
    window.close()
    settle()
    assert "sampler" not in names_of_threads()
    _gone, alive = psutil.wait_procs(children, timeout=60)
    assert [one for one in alive if "resource_tracker" not in " ".join(one.cmdline())] == []


def names_of_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "sampler"]


def test_the_window_opens_without_what_only_training_needs() -> None:
    code = """
import sys
from equilibre.meter.session import SessionMeter
from equilibre.sessions.kept import KeptRuns
from equilibre.texts import use_language
from equilibre.ui.application import make_application
from equilibre.ui.equipment import Equipment
from equilibre.ui.settings import SettingsStore
from equilibre.ui.theme import use_theme
from equilibre.ui.window import MainWindow
from tests.ui.fakes import FakeHost, FakeSampler
application = make_application()
use_language("fr")
use_theme("light", 100)
store = SettingsStore(None)
equipment = Equipment(FakeHost(), FakeSampler([]), SessionMeter(), KeptRuns(None), store, None)
window = MainWindow(store, lambda: equipment)
window.show()
window.fill()
application.processEvents()
window.close()
print(sorted({"sklearn", "scipy", "pandas", "matplotlib"} & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_a_click_outside_a_card_asks_nothing(room: Room, qtbot: QtBot) -> None:
    qtbot.mouseClick(room.view.charts, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert [one for one in room.window.findChildren(QDialog) if one.isVisible()] == []
    QApplication.sendEvent(room.window, QEvent(QEvent.Type.LanguageChange))
