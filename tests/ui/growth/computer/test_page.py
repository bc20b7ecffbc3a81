"""The page of this computer: it fits small screens, and the keyboard reaches everything."""

import gettext
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from equilibre import texts
from equilibre.growth import catalogue
from equilibre.texts import use_language
from equilibre.ui.growth.computer.page import ComputerPage
from equilibre.ui.growth.computer.presenter import VIEWS
from equilibre.ui.theme import use_theme
from equilibre.worker.messages import Multiply, Stop
from tests.sessions.records import route
from tests.ui.conftest import settle
from tests.ui.fitting import cut, outside, overlapping
from tests.ui.growth.computer.bench import Bench, full, trained

SMALL = (1093, 490)
LONGER = 0.25  # French is longer than English


class LongTexts(gettext.NullTranslations):
    """Stands in for the translation: every text as much longer as French is."""

    def gettext(self, message: str) -> str:
        return message + " " + "n" * round(len(message) * LONGER)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


@pytest.fixture(autouse=True, scope="module")
def light(qapp: QApplication) -> None:
    use_theme("light", 100)


def shown(qtbot: QtBot, bench: Bench, size: tuple[int, int] = (1366, 640)) -> ComputerPage:
    page = ComputerPage(bench.presenter)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    for _turn in range(2):
        settle()
    return page


def faults(page: QWidget) -> list[str]:
    settle()
    return [*cut(page), *outside(page), *overlapping(page)]


def empty() -> Bench:
    return Bench()


def no_sensor() -> Bench:
    return Bench(trained(picojoules=None))


def half_metered() -> Bench:
    bench = Bench(trained(picojoules=None), routes=[route()])
    bench.multiply(126e9)
    return bench


def unknown() -> Bench:
    bench = full()
    bench.presenter.choose_model("gpt-4-5")
    return bench


def hole() -> Bench:
    bench = full()
    bench.presenter.choose_model("gpt-2")
    return bench


def slow() -> Bench:
    bench = full(operations_per_second=50e6, picojoules=1.8e6)
    bench.presenter.choose_model("megatron-turing-nlg-530b")
    return bench


@pytest.mark.parametrize(
    ("size", "make", "language"),
    [
        *(
            (SMALL, make, "long")
            for make in (empty, full, no_sensor, half_metered, unknown, hole, slow)
        ),
        *((SMALL, make, language) for make in (empty, slow) for language in ("en", "fr")),
        *(((1366, 640), slow, language) for language in ("en", "fr")),
        ((1920, 950), slow, "fr"),
    ],
)
def test_no_text_is_cut(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    make: object,
    language: str,
) -> None:
    if language == "long":
        monkeypatch.setattr(texts, "_translations", LongTexts())
    else:
        use_language(language)
    bench = make()  # type: ignore[operator]
    page = shown(qtbot, bench, size)
    found = {}
    for view in VIEWS:
        bench.presenter.choose_view(view)
        if faulty := faults(page):
            found[view] = faulty
    assert found == {}
    least = page.minimumSizeHint()
    assert least.width() <= 1093
    assert least.height() <= 490
    assert (page.width(), page.height()) == size


def test_every_view_comes_to_the_front(qtbot: QtBot) -> None:
    bench = full()
    page = shown(qtbot, bench)
    fronts = (page.fit, page.ladder, page.budgets, page.beside)
    for key, front in zip(VIEWS, fronts, strict=True):
        page.views.button(key).click()
        assert bench.state.view == key
        assert front.isVisible()


def test_the_lists_choose(qtbot: QtBot) -> None:
    bench = Bench(trained(key="a"), trained(key="b"))
    page = shown(qtbot, bench)
    for field, key in (
        (page.controls.model, "bert"),
        (page.controls.run, "a"),
        (page.controls.country, "POL"),
    ):
        field.list.setCurrentIndex(field.list.findData(key))
        field.list.activated.emit(field.list.currentIndex())
    state = bench.state
    assert (state.model, state.paces.run, state.country) == ("bert", "a", "POL")
    assert page.controls.model.list.currentData() == "bert"


def test_the_product_is_measured_and_stopped_from_the_page(qtbot: QtBot) -> None:
    bench = Bench(routes=[route()])
    page = shown(qtbot, bench)
    page.controls.measure.setFocus()
    qtbot.keyClick(page.controls.measure, Qt.Key.Key_Space)
    assert isinstance(bench.sent[-1], Multiply)
    assert not page.controls.measure.isVisible()
    assert page.controls.stop.isVisible()
    qtbot.mouseClick(page.controls.stop, Qt.MouseButton.LeftButton)
    assert isinstance(bench.sent[-1], Stop)
    assert faults(page) == []


def test_arrow_keys_climb_the_ladder(qtbot: QtBot) -> None:
    bench = full()
    bench.presenter.choose_view("ladder")
    page = shown(qtbot, bench)
    qtbot.keyClick(page.ladder, Qt.Key.Key_Up)
    assert bench.state.ladder.decade == 24
    qtbot.keyClick(page.ladder, Qt.Key.Key_Down)
    qtbot.keyClick(page.ladder, Qt.Key.Key_Down)
    assert bench.state.ladder.decade == 22
    for _press in range(40):
        qtbot.keyClick(page.ladder, Qt.Key.Key_Down)
    assert bench.state.ladder.decade == bench.state.ladder.first


def test_a_click_on_the_ladder_looks_closer(qtbot: QtBot) -> None:
    bench = full()
    bench.presenter.choose_view("ladder")
    page = shown(qtbot, bench)
    picture = page.ladder.rungs
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(150, picture.height() - 14))
    assert bench.state.ladder.decade == bench.state.ladder.first
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(150, 14))
    assert bench.state.ladder.decade == bench.state.ladder.last - 1


def test_arrow_keys_go_from_dot_to_dot_and_say_what_each_is(qtbot: QtBot) -> None:
    bench = full()
    bench.presenter.choose_view("beside")
    page = shown(qtbot, bench)
    page.beside.setFocus()
    told = set()
    for _press in bench.state.beside.dots:
        qtbot.keyClick(page.beside, Qt.Key.Key_Right)
        told.add(page.beside.accessibleDescription())
    assert len(told) == len(bench.state.beside.dots)
    page.beside.clearFocus()
    assert page.beside.accessibleDescription() == page.beside.summary()


def test_the_size_of_the_class_is_typed_or_moved(qtbot: QtBot) -> None:
    bench = full()
    bench.presenter.choose_view("budgets")
    page = shown(qtbot, bench)
    field = page.budgets.computers
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "24")
    assert bench.state.budgets.computers == 24
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert bench.state.budgets.computers == 25
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert bench.state.budgets.computers == 25  # nothing typed yet
    page.budgets.hours.setFocus()
    assert field.text() == "25"


@pytest.mark.parametrize(
    ("view", "button"),
    [
        ("fit", "page.controls.model.info"),
        ("fit", "page.controls.run.info"),
        ("fit", "page.controls.country.info"),
        ("fit", "page.about"),
        ("fit", "page.fit.cards[0].info"),
        ("fit", "page.fit.cards[1].info"),
        ("fit", "page.fit.cards[2].info"),
        ("budgets", "page.budgets.info"),
        ("beside", "page.lines"),
    ],
)
def test_every_source_is_one_click_away(qtbot: QtBot, view: str, button: str) -> None:
    bench = full()
    bench.presenter.choose_view(view)
    page = shown(qtbot, bench)
    target: object = page
    for name in button.split(".")[1:]:
        name, _bracket, index = name.partition("[")
        target = getattr(target, name)
        if index:
            target = target[int(index[:-1])]  # type: ignore[index]
    target.click()  # type: ignore[attr-defined]
    dialog = _dialog(page)
    told = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert len(told) > 80
    assert cut(dialog) == []
    dialog.close()


@pytest.mark.parametrize("view", ["ladder", "beside"])
def test_enter_opens_the_card_of_what_is_looked_at(qtbot: QtBot, view: str) -> None:
    bench = full()
    bench.presenter.choose_view(view)
    page = shown(qtbot, bench)
    chart = page.ladder if view == "ladder" else page.beside
    if view == "beside":
        qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    dialog = _dialog(page)
    assert dialog.windowTitle() in ("GPT-3", "Transformer (big)")
    dialog.close()


def _dialog(page: QWidget) -> QDialog:
    settle()
    (dialog,) = [one for one in page.findChildren(QDialog) if one.isVisible()]
    return dialog


@pytest.mark.parametrize("make", [empty, full, unknown])
def test_every_picture_can_be_kept_described_and_read_as_data(qtbot: QtBot, make: object) -> None:
    page = shown(qtbot, make())  # type: ignore[operator]
    for chart in (page.fit.memory, page.ladder, page.budgets.chart, page.beside):
        data = chart.data()
        assert data.header
        assert all(len(row) == len(data.header) for row in data.rows)
        assert chart.summary()
        picture = chart.picture()
        assert isinstance(picture, QImage)
        assert not picture.isNull()


def test_the_tables_say_where_each_figure_comes_from(qtbot: QtBot) -> None:
    page = shown(qtbot, full())
    charts = (page.fit.memory, page.ladder, page.budgets.chart, page.beside)
    found: dict[tuple[str, str], tuple[object, ...]] = {}
    for chart in charts:
        data = chart.data()
        assert data.header[-3:] == ("kind", "source", "locator")
        for row in data.rows:
            kind, source, locator = row[-3:]
            assert kind in {"published", "estimated", "computed", "measured"}
            assert bool(source) == bool(locator)
            assert source or kind != "published"
            found[chart.name, str(row[0])] = row[-3:]
    gpt_3 = catalogue.models()["gpt-3"].figures["operations"].origin
    assert found["ladder", "GPT-3"] == ("published", gpt_3.source, str(gpt_3.locator))
    assert found["budgets", "GPT-3"][0] == "published"
    assert found["budgets", "One minute of this computer"] == ("computed", "", "")
    assert found["memory", "Training it"][0] == "computed"
    assert found["memory", "This computer"] == ("measured", "", "")
    energy = catalogue.models()["gpt-3"].figures["energy"].origin
    assert found["energy-per-operation", "GPT-3"] == (
        "computed",
        energy.source,
        str(energy.locator),
    )
    energies = {row[0]: row[-4] for row in page.beside.data().rows}
    assert page.beside.data().header[-4] == "energy_kind"
    assert energies["GPT-3"] == "published"
    assert energies["your training"] in {"measured", "estimated"}


def test_a_new_view_in_another_language_stands_where_the_old_one_did(qtbot: QtBot) -> None:
    bench = full()
    bench.presenter.choose_view("ladder")
    bench.presenter.choose_decade(12)
    shown(qtbot, bench)
    use_language("fr")
    use_theme("dark", 100)
    page = shown(qtbot, bench)
    use_theme("light", 100)
    assert page.ladder.isVisible()
    assert bench.state.ladder.decade == 12
    assert page.views.choice == "ladder"
