"""On a small screen nothing is cut, in either language and in every state."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from equilibre.learning.catalogue import DATASETS, FAMILIES
from equilibre.meter.reading import Kind, Route
from equilibre.sessions.files import write_runs
from equilibre.ui.training.state import Phase
from tests.sessions.records import ESTIMATE, route, run
from tests.ui.conftest import MakeRoom, Room, settle
from tests.ui.fitting import SIZES, cut, faults

languages = pytest.mark.parametrize("language", ["fr", "en"])
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


def check(room: Room, state: str) -> None:
    room.draw()
    settle()
    found = faults(room.window)
    assert found == [], f"{state}: {found}"


MEASURED = (route(),)
MIXED = (route(), route("memory_estimate", device="memory", kind=Kind.ESTIMATED, factor=1.41))


@languages
@sizes
@pytest.mark.parametrize("routes", [MEASURED, MIXED], ids=["measured", "mixed"])
def test_no_text_is_cut_while_a_run_goes_from_nothing_to_kept(
    make_room: MakeRoom, language: str, size: tuple[int, int], routes: tuple[Route, ...]
) -> None:
    room = make_room(language=language, routes=list(routes))
    room.show(*size)
    check(room, "empty")
    room.presenter.start()
    room.live(1.0)
    check(room, "idle")
    room.live(3.0)
    room.say(room.started(), room.stepped(0))
    room.more(3)
    check(room, "training")
    room.say(room.paused())
    check(room, "paused")
    room.say(room.resumed(), room.repeated(12))
    room.live(1.0)
    check(room, "repeating")
    room.say(room.finished(repeats=12))
    room.live(1.0)
    check(room, "finished")
    room.presenter.kept.keep()
    check(room, "kept")


@languages
@sizes
def test_no_setting_is_cut_at_the_complete_level(
    make_room: MakeRoom, language: str, size: tuple[int, int]
) -> None:
    room = make_room(language=language, level="complete")
    room.show(*size)
    for dataset in DATASETS:
        room.presenter.choose_dataset(dataset)
        for model in FAMILIES:
            room.presenter.choose_family(model.key)
            for setting in room.state.settings:
                room.presenter.choose_setting(setting.control.key, setting.stops[-1])
            check(room, f"{dataset}, {model.key}")


@languages
@sizes
def test_no_text_is_cut_with_an_estimate_a_message_and_a_great_scale(
    make_room: MakeRoom, language: str, size: tuple[int, int]
) -> None:
    room = make_room(language=language, routes=[ESTIMATE])
    room.show(*size)
    room.complete(diverged=True)
    check(room, "diverged")
    room.presenter.choose_scale(10**9)
    check(room, "great scale")
    room.presenter.other_equivalent()
    check(room, "another comparison")


@languages
@sizes
def test_no_text_is_cut_without_any_sensor(
    make_room: MakeRoom, language: str, size: tuple[int, int]
) -> None:
    room = make_room(language=language, routes=[])
    room.show(*size)
    room.train(1)
    room.say(room.finished())
    check(room, "not metered")


@languages
@sizes
def test_no_text_is_cut_where_runs_are_compared(
    make_room: MakeRoom, tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    room = make_room(language=language)
    room.show(*size)
    room.presenter.kept.compare(True)
    check(room, "nothing to compare")
    runs = [run(key, name=f"Mon très long nom de modèle numéro {key}") for key in "abcd"]
    write_runs(tmp_path / "class.equilibre", [*runs, run("e", energy=None)])
    room.presenter.kept.open_file(tmp_path / "class.equilibre")
    room.presenter.dismiss()
    check(room, "five runs")


@languages
def test_a_message_of_several_lines_is_whole(make_room: MakeRoom, language: str) -> None:
    room = make_room(language=language)
    room.show(1093, 535)
    room.presenter.warn("Une phrase assez longue pour prendre plusieurs lignes. " * 5)
    check(room, "message")


@languages
@pytest.mark.parametrize("level", ["simple", "complete"])
def test_the_window_can_be_as_small_as_a_small_screen(
    make_room: MakeRoom, language: str, level: str
) -> None:
    room = make_room(language=language, level=level, routes=[route(), route("nvml", device="gpu")])
    for act in (lambda: None, room.complete, lambda: room.presenter.kept.compare(True)):
        act()
        room.show(1093, 535)
        least = room.window.minimumSizeHint()
        assert (room.window.width(), room.window.height()) == (1093, 535)
        assert least.width() <= 1093
        assert least.height() <= 535


@languages
def test_the_buttons_of_a_run_need_no_scrolling(make_room: MakeRoom, language: str) -> None:
    room = make_room(language=language, level="complete")
    room.show(1093, 535)
    controls = room.view.controls
    for button in (controls.start, controls.pause, controls.step, controls.stop, controls.reset):
        place = button.visibleRegion().boundingRect()
        assert place == button.rect()


@pytest.mark.parametrize(
    ("language", "scale"),
    [("fr", 90), ("en", 90), ("fr", 110), ("en", 110)],
)
def test_other_sizes_of_text_are_not_cut_either(
    make_room: MakeRoom, language: str, scale: int
) -> None:
    room = make_room(language=language, scale_percent=scale)
    room.show(1366, 689)
    room.complete()
    check(room, "finished")


def test_a_large_window_has_room_for_more(make_room: MakeRoom) -> None:
    room = make_room()
    room.show(1920, 1001)
    room.complete()
    room.presenter.kept.keep()
    assert room.state.phase is Phase.FINISHED
    check(room, "large")


@languages
def test_no_dialog_is_cut_or_larger_than_a_small_screen(make_room: MakeRoom, language: str) -> None:
    room = make_room(language=language, routes=[route(), ESTIMATE])
    room.show(1093, 535)
    room.complete()
    for open_it in (
        room.window.guide.show_welcome,
        room.window.show_sensors,
        room.tab.show_data_card,
        room.tab.show_energy_card,
        room.tab.show_carbon_card,
        room.tab.show_equivalent_card,
        room.view.charts.power.show_data,
    ):
        open_it()
        settle()
        (dialog,) = [one for one in room.window.findChildren(QDialog) if one.isVisible()]
        found = faults(dialog)
        assert found == [], f"{dialog.windowTitle()}: {found}"
        assert dialog.height() <= 535
        dialog.blockSignals(True)
        dialog.close()
        settle()


def test_what_the_program_is_can_be_read_on_a_small_screen(make_room: MakeRoom) -> None:
    room = make_room()
    room.show(1093, 535)
    room.window.show_about()
    settle()
    (dialog,) = room.window.findChildren(QDialog)
    assert cut(dialog) == []
    assert dialog.height() <= 535
