"""Models to true scale."""

import pytest

from equilibre.sessions.kept import KeptRuns
from equilibre.texts import use_language
from equilibre.ui.growth.scale.presenter import ScalePresenter
from equilibre.ui.growth.scale.state import ScaleState
from equilibre.ui.growth.surroundings import Surroundings


@pytest.fixture
def presenter() -> ScalePresenter:
    use_language("en")
    return ScalePresenter(Surroundings(KeptRuns(None)))


def texts(state: ScaleState) -> dict[str, str]:
    return {row.key: row.text for row in state.rows}


def test_it_opens_linear_on_the_three_of_the_course_without_zoom(
    presenter: ScalePresenter,
) -> None:
    state = presenter.state
    assert [row.name for row in state.rows] == ["BERT", "GPT-2", "GPT-3"]
    assert [row.value for row in state.rows] == [110e6, 1.5e9, 175e9]
    assert (state.logarithmic, state.zoom, state.shape) == (False, 0, "bars")
    assert state.top == 175e9


def test_the_factors_of_the_course_are_said(presenter: ScalePresenter) -> None:
    sentence = presenter.state.sentence
    assert all(part in sentence for part in ("×13.6", "×117", "×1,591", "19.5 months"))


def test_each_press_multiplies_by_ten_until_bert_fills_the_picture(
    presenter: ScalePresenter,
) -> None:
    for _press in range(10):
        presenter.zoom(1)
    state = presenter.state
    assert state.zoom == 4
    assert not state.zoom_in
    assert "4 presses" in state.zoom_text


def test_zooming_comes_back_to_the_linear_axis(presenter: ScalePresenter) -> None:
    presenter.toggle_scale()
    assert presenter.state.logarithmic
    presenter.zoom(1)
    assert not presenter.state.logarithmic


def test_the_energy_of_gpt_2_is_a_hole_and_that_of_bert_a_range(
    presenter: ScalePresenter,
) -> None:
    presenter.choose_quantity("energy")
    rows = {row.key: row for row in presenter.state.rows}
    hole, doubtful = rows["gpt-2"], rows["bert"]
    assert hole.value is None
    assert hole.text == "never published"
    assert doubtful.low is not None
    assert doubtful.high is not None
    assert doubtful.low < doubtful.high
    assert "×850 to ×2,800" in presenter.state.sentence


def test_energies_share_one_unit(presenter: ScalePresenter) -> None:
    presenter.choose_quantity("energy")
    units = {
        text.rsplit("\u202f", 1)[1]
        for key, text in texts(presenter.state).items()
        if key != "gpt-2"
    }
    assert len(units) == 1


def test_later_models_hold_records_and_a_small_one(presenter: ScalePresenter) -> None:
    presenter.show_later(True)
    state = presenter.state
    values = {row.key: row.value for row in state.rows if row.value}
    assert list(values)[:3] == ["bert", "gpt-2", "gpt-3"]
    assert max(values.values()) == 2e12
    assert min(values.values()) < values["bert"]
    assert state.top == 2e12


def test_playing_shows_one_model_after_the_other(presenter: ScalePresenter) -> None:
    presenter.player.play()
    presenter.day_moved()
    assert [row.key for row in presenter.state.rows] == ["bert"]
    presenter.player.step(1)
    presenter.day_moved()
    assert [row.key for row in presenter.state.rows] == ["bert", "gpt-2"]
    assert presenter.state.rows[-1].grown == 0.0
    presenter.player.go(presenter.player.last)
    presenter.day_moved()
    assert [row.grown for row in presenter.state.rows] == [1.0, 1.0, 1.0]


def test_without_motion_a_model_is_there_at_once() -> None:
    presenter = ScalePresenter(Surroundings(KeptRuns(None), motion=False))
    presenter.player.play()
    presenter.player.step(1)
    presenter.day_moved()
    assert [row.grown for row in presenter.state.rows] == [1.0, 1.0]


def test_the_keyboard_walks_along_the_rows_and_stays_on_them(presenter: ScalePresenter) -> None:
    presenter.step_row(1)
    assert presenter.state.chosen == "bert"
    for _press in range(5):
        presenter.step_row(1)
    assert presenter.state.chosen == "gpt-3"
    presenter.step_row(-9)
    assert presenter.state.chosen == "bert"


def test_the_texts_follow_the_language(presenter: ScalePresenter) -> None:
    use_language("fr")
    presenter.refresh()
    assert texts(presenter.state)["gpt-3"] == "175\u202fmilliards"
    use_language("en")
    presenter.refresh()
    assert texts(presenter.state)["gpt-3"] == "175\u202fbillion"
