"""The strip of signs: chosen with the arrows or the mouse, and draws that play only when seen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from equilibre.lifecycle import catalogue
from equilibre.sessions.studies import OwnStudies
from equilibre.texts import use_language
from equilibre.ui.board import NoScreen
from equilibre.ui.lifecycle.presenter import LifecyclePresenter
from equilibre.ui.lifecycle.sign_strip import SignStrip
from equilibre.ui.theme import use_theme
from tests.ui.conftest import settle

INDICATORS = list(catalogue.indicators())


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


@pytest.fixture(autouse=True, scope="module")
def light(qapp: QApplication) -> None:
    use_theme("light", 100)


@pytest.fixture
def presenter() -> LifecyclePresenter:
    return LifecyclePresenter(NoScreen(), OwnStudies(None))


@pytest.fixture
def strip(qtbot: QtBot, presenter: LifecyclePresenter) -> SignStrip:
    made = SignStrip()
    qtbot.addWidget(made)
    made.set_motion(False)
    made.show_state(presenter.state)
    made.picked.connect(presenter.choose_indicator)
    made.picked.connect(lambda _key: made.show_state(presenter.state))
    made.resize(900, 340)
    made.show()
    settle()
    return made


def test_the_arrows_go_from_one_indicator_to_the_next_and_stop_at_the_ends(
    strip: SignStrip, qtbot: QtBot
) -> None:
    seen = []
    for _press in range(5):
        qtbot.keyClick(strip, Qt.Key.Key_Down)
        seen.append(strip.strip.chosen)
    assert seen == [*INDICATORS[1:], INDICATORS[-1], INDICATORS[-1]]
    for _press in range(5):
        qtbot.keyClick(strip, Qt.Key.Key_Up)
    assert strip.strip.chosen == INDICATORS[0]


def test_a_click_chooses_the_row_under_it(strip: SignStrip, qtbot: QtBot) -> None:
    picture = strip.strip
    for index in (3, 0, 2):
        height = picture.height()
        y = round(22 + (index + 0.5) * (height - 42) / 4)
        qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(50, y))
        assert picture.chosen == INDICATORS[index]
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(50, 2))
    assert picture.chosen == INDICATORS[2]


def test_the_draws_play_only_while_asked_for_and_seen(strip: SignStrip, qtbot: QtBot) -> None:
    clock = strip._clock  # noqa: SLF001
    strip.set_motion(True)
    assert not clock.isActive()
    strip.draws.click()
    assert clock.isActive()
    strip.hide()
    assert not clock.isActive()
    strip.show()
    assert clock.isActive()
    strip.draws.click()
    assert not clock.isActive()
    assert strip.strip.draw_index is None


def test_with_less_motion_the_draws_stand_still(strip: SignStrip) -> None:
    strip.draws.click()
    assert not strip._clock.isActive()  # noqa: SLF001
    assert strip.strip.draw_index == -1
    assert not strip.picture().isNull()
    strip.hide()
    strip.show()
    assert not strip._clock.isActive()  # noqa: SLF001


def test_every_draw_can_be_painted(strip: SignStrip, presenter: LifecyclePresenter) -> None:
    strip.draws.click()
    for key in catalogue.study_keys():
        presenter.choose_study(key)
        strip.show_state(presenter.state)
        for index in (-1, 0, 57, 99, 100, 12_345):
            strip.strip.draw_index = index
            assert not strip.grab().isNull()


def test_the_table_of_the_strip_has_a_row_by_indicator_and_no_number_for_no_data(
    strip: SignStrip,
) -> None:
    data = strip.data()
    assert [row[0] for row in data.rows] == INDICATORS
    water = data.rows[INDICATORS.index("WATER")]
    assert water[1:] == ("", "", "", "absent", "yes")
    assert data.rows[0][1] == pytest.approx(-0.93, abs=0.01)


def test_the_strip_is_told_in_words(strip: SignStrip, presenter: LifecyclePresenter) -> None:
    lines = strip.summary().split("\n")
    assert lines[0] == (f"A: {presenter.state.first_title}. B: {presenter.state.second_title}.")
    for line, row in zip(lines[1:], presenter.state.rows, strict=True):
        assert line.startswith(f"{row.name}: {row.word} (")
    assert strip.accessibleDescription() == strip.summary()


def test_the_axis_reaches_every_share_up_to_its_limit(
    strip: SignStrip, presenter: LifecyclePresenter
) -> None:
    for key in catalogue.study_keys():
        presenter.choose_study(key)
        strip.show_state(presenter.state)
        for row in presenter.state.rows:
            if row.value is not None:
                assert abs(row.value) <= strip.strip.reach or strip.strip.reach == 1.5


def test_a_strip_without_rows_paints_nothing_and_fails_nothing(qtbot: QtBot) -> None:
    empty = SignStrip()
    holder = QWidget()
    qtbot.addWidget(holder)
    empty.setParent(holder)
    holder.show()
    assert not empty.picture().isNull()
    qtbot.keyClick(empty, Qt.Key.Key_Down)
    qtbot.mouseClick(empty.strip, Qt.MouseButton.LeftButton)
    assert empty.data().rows == ()
