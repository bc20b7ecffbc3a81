"""What the page of the models decides to show, without a screen."""

from collections.abc import Iterator
from datetime import date

import pytest

from equilibre.texts import use_language
from equilibre.ui.growth.models import measuring
from equilibre.ui.growth.models.state import ModelsState
from tests.sessions.records import run
from tests.ui.growth.models.desk import from_memory, make_presenter, names

GPT_3 = date(2020, 5, 28).toordinal()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


class Watcher:
    """Counts what is shown."""

    def __init__(self) -> None:
        self.states: list[ModelsState] = []

    def show_state(self, state: ModelsState) -> None:
        self.states.append(state)


def test_it_opens_linear_with_what_was_published_until_gpt_3() -> None:
    state = make_presenter().state
    assert not state.logarithmic
    assert not state.plot.y.logarithmic
    assert state.plot.twin is None
    assert {"BERT", "GPT-2", "GPT-3"} <= {point.name for point in state.plot.points}
    assert all(point.day <= GPT_3 for point in state.plot.points)
    assert "58 later models" in state.continuation.waiting


def test_the_linear_twin_stays_beside_decades() -> None:
    presenter = make_presenter()
    presenter.toggle_scale()
    assert presenter.state.plot.y.logarithmic
    assert presenter.state.plot.twin is not None
    assert not any(axis.logarithmic for axis in presenter.state.plot.twin)
    presenter.toggle_scale()
    assert not presenter.state.plot.y.logarithmic


def test_dates_stay_linear_and_other_horizontal_axes_follow_the_scale() -> None:
    presenter = make_presenter()
    presenter.toggle_scale()
    assert not presenter.state.plot.x.logarithmic
    presenter.choose_across("operations")
    assert presenter.state.plot.x.logarithmic


def test_it_says_how_many_models_have_such_figures() -> None:
    presenter = make_presenter()
    presenter.choose_across("operations")
    presenter.choose_upward("energy")
    finding = presenter.state.finding
    assert finding.startswith("87 models, 77 with operations, ")
    assert "with a published energy" in finding
    assert "with none" in finding


def test_an_axis_cannot_show_what_the_other_shows() -> None:
    presenter = make_presenter()
    presenter.choose_across("parameters")
    assert presenter.state.across == "date"
    refusals = {choice.key: choice.refusal for choice in presenter.state.choices_across}
    assert refusals["parameters"]
    assert not refusals["operations"]


def test_growth_is_told_along_time_only() -> None:
    presenter = make_presenter()
    presenter.choose_tool("fit")
    presenter.choose_across("operations")
    assert presenter.state.tool == "look"
    presenter.choose_tool("draw")
    assert presenter.state.tool == "look"
    assert [bool(choice.refusal) for choice in presenter.state.tools] == [False, True, True]


def test_unticking_a_domain_hides_its_models_but_not_the_count() -> None:
    presenter = make_presenter()
    finding = presenter.state.finding
    presenter.show_domain("vision", False)
    assert "AlexNet" not in names(presenter)
    assert "GPT-3" in names(presenter)
    assert presenter.state.finding == finding
    presenter.show_domain("vision", True)
    assert "AlexNet" in names(presenter)


def test_hiding_everything_leaves_an_empty_chart_that_stands() -> None:
    presenter = make_presenter()
    for box in presenter.state.boxes:
        presenter.show_domain(box.key, False)
    for tool in ("look", "fit", "draw"):
        presenter.choose_tool(tool)
        assert presenter.state.plot.points == ()
    presenter.step(1)
    assert presenter.state.pointed == ""


def test_figures_from_memory_are_hidden_until_asked_for() -> None:
    presenter = make_presenter()
    models = presenter.subjects.models
    models[0] = from_memory(models[0], "carbon")
    presenter.choose_upward("carbon")
    before = names(presenter)
    presenter.show_unverified(True)
    assert before < names(presenter)
    assert any(mark.unverified for mark, _text in presenter.state.legend)


# -- own runs ------------------------------------------------------------------------------------


def test_own_runs_stand_on_the_same_axes_when_asked_for() -> None:
    presenter = make_presenter(run(name="Mine"))
    assert "Mine" not in names(presenter)
    presenter.show_own(True)
    assert "Mine" in names(presenter)
    presenter.choose_upward("energy")
    assert "Mine" in names(presenter)
    presenter.step(-1)
    assert presenter.state.card is not None
    assert "your own run" in presenter.state.card.lines[0]


def test_the_box_of_own_runs_waits_for_a_run() -> None:
    assert not make_presenter().state.own.useful
    assert make_presenter(run()).state.own.useful


# -- years ---------------------------------------------------------------------------------------


def test_only_the_day_changes_while_years_go_by() -> None:
    presenter = make_presenter()
    watcher = Watcher()
    presenter.attach(watcher)
    plot = presenter.state.plot
    presenter.player.go(date(2019, 3, 1).toordinal())
    presenter.moved()
    state = watcher.states[-1]
    assert state.plot is plot
    assert state.newest_text == "GPT-2: 1.5\u202fbillion"
    presenter.player.go(presenter.player.last)
    presenter.moved()
    assert watcher.states[-1].newest_text == ""


def test_later_models_are_not_played_before_they_are_revealed() -> None:
    presenter = make_presenter()
    assert presenter.player.last == GPT_3
    presenter.reveal()
    assert presenter.player.last > date(2025, 7, 1).toordinal()
    presenter.reveal(False)
    assert presenter.player.position == GPT_3


def test_a_point_that_is_not_there_yet_is_no_longer_looked_at() -> None:
    presenter = make_presenter()
    presenter.point("gpt-3")
    presenter.player.go(date(2015, 1, 1).toordinal())
    presenter.moved()
    assert presenter.state.pointed == ""
    assert presenter.state.card is None


# -- pointing ------------------------------------------------------------------------------------


def test_keys_walk_from_point_to_point_by_date() -> None:
    presenter = make_presenter()
    presenter.end(False)
    assert presenter.state.pointed == "alexnet"
    days = []
    for _press in range(len(presenter.state.plot.points)):
        point = presenter.state.plot.point(presenter.state.pointed)
        assert point is not None
        days.append(point.day)
        presenter.step(1)
    assert days == sorted(days)
    assert presenter.state.pointed == "gpt-3"
    presenter.step(1)
    assert presenter.state.pointed == "gpt-3"


def test_the_small_card_says_date_value_kind_and_how_it_was_checked() -> None:
    presenter = make_presenter()
    presenter.choose_upward("energy")
    presenter.point("gpt-3")
    card = presenter.state.card
    assert card is not None
    text = " | ".join(card.lines)
    assert "28/05/2020" in text
    assert "1,287\u202fMWh" in text
    assert "published; read in the source itself" in text
    presenter.point("gpt-2")
    assert presenter.state.card is not None
    assert "never published; reconstructions" in " ".join(presenter.state.card.lines)


# -- measuring -----------------------------------------------------------------------------------


def test_along_the_three_of_the_course_growth_is_times_ninety_two() -> None:
    presenter = make_presenter()
    presenter.choose_tool("fit")
    assert presenter.state.logarithmic
    fitting = presenter.state.fitting
    assert fitting.sentence == (
        "×92 per year from the first to the last, doubling in 1.8 months; 3 models."
    )
    assert "Three points are not a law" in fitting.caution
    assert "×74" in fitting.caution
    keys = {line.key: line.label for line in presenter.state.plot.lines}
    assert keys == {"fit": "×92 per year", "moore": "Moore", "koomey": "Koomey"}


def test_no_pace_is_said_on_a_linear_scale() -> None:
    presenter = make_presenter()
    presenter.choose_tool("fit")
    presenter.choose_scale(False)
    assert "×" not in presenter.state.fitting.sentence
    assert presenter.state.plot.lines[0].label == ""


def test_along_all_models_the_line_has_an_interval() -> None:
    presenter = make_presenter()
    presenter.reveal()
    presenter.choose_tool("fit")
    presenter.fit_between(presenter.player.last, presenter.player.first)
    fitting = presenter.state.fitting
    assert (fitting.first, fitting.last) == fitting.span
    assert fitting.over == "shown"
    assert "95%" in fitting.sentence
    assert "78 models" in fitting.sentence


def test_lines_start_from_one_origin_and_koomey_falls_for_energy_per_operation() -> None:
    presenter = make_presenter()
    presenter.choose_tool("fit")
    starts = {line.points[0] for line in presenter.state.plot.lines}
    assert len(starts) == 1
    presenter.choose_upward("energy_per_operation")
    lines = {line.key: line.points for line in presenter.state.plot.lines}
    assert "moore" not in lines
    assert lines["koomey"][-1][1] < lines["koomey"][0][1]


def test_bounds_of_the_ends_are_said_with_the_pace() -> None:
    presenter = make_presenter()
    presenter.choose_upward("energy")
    presenter.choose_tool("fit")
    sentence = presenter.state.fitting.sentence
    assert "2 models" in sentence  # GPT-2 never published any
    assert "×63 to ×130" in sentence


def test_no_growth_is_told_where_there_is_no_model() -> None:
    presenter = make_presenter()
    presenter.choose_tool("fit")
    first = presenter.player.first
    presenter.fit_between(first, first + 1)
    assert "not two models" in presenter.state.fitting.sentence
    assert presenter.state.plot.lines == ()


def test_a_factor_is_written_with_two_digits() -> None:
    assert [measuring.times(value) for value in (92.3, 0.755, 372_816.0)] == [
        "×92",
        "×0.76",
        "×370,000",
    ]


# -- predicting ----------------------------------------------------------------------------------


def test_drawing_has_room_for_the_pace_of_the_course() -> None:
    presenter = make_presenter()
    presenter.choose_tool("draw")
    assert presenter.state.logarithmic
    assert presenter.state.plot.y.high > 1e20
    assert presenter.state.plot.x.high >= date(2026, 1, 1).toordinal()


def test_the_drawn_curve_is_kept_and_compared_once_later_models_are_shown() -> None:
    presenter = make_presenter()
    presenter.choose_tool("draw")
    presenter.nudge(10)
    presenter.nudge(10)
    assert presenter.state.continuation.sentence.startswith("You drew ×2.3 per year")
    presenter.reveal()
    state = presenter.state
    assert [line.key for line in state.plot.lines] == ["drawn"]
    assert state.continuation.sentence == (
        "You drew ×2.3 per year. From GPT-3 to the largest since, Llama 4 Behemoth: "
        "×1.7 per year. The median of the 51 later models is 70\u202fbillion: 2.5 times less "
        "than GPT-3."
    )
    drawn = state.plot.lines[0].points
    presenter.nudge(10)
    presenter.draw([(GPT_3 + 400, 1e9)])
    presenter.rub_out()
    assert presenter.state.plot.lines[0].points == drawn


def test_each_quantity_has_a_curve_of_its_own() -> None:
    presenter = make_presenter()
    presenter.choose_tool("draw")
    presenter.nudge(10)
    presenter.choose_upward("operations")
    assert not presenter.state.continuation.drawn
    presenter.choose_upward("parameters")
    assert presenter.state.continuation.drawn


def test_nothing_can_be_drawn_while_looking() -> None:
    presenter = make_presenter()
    presenter.nudge(5)
    presenter.draw([(GPT_3 + 100, 1e12)])
    assert not presenter.state.continuation.drawn


# -- texts and table -----------------------------------------------------------------------------


def test_every_model_is_in_the_table_those_without_a_figure_too() -> None:
    presenter = make_presenter()
    presenter.reveal()
    presenter.choose_upward("energy")
    header, rows = presenter.table()
    assert len(rows) == 87
    assert all(len(row) == len(header) for row in rows)
    by_name = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    assert by_name["GPT-3"]["energy_joules"] == pytest.approx(1287 * 3.6e9)
    assert by_name["GPT-3"]["source"]
    assert by_name["GPT-2"]["energy_joules"] == ""
    assert by_name["GPT-2"]["kind"] == "undisclosed"
    assert by_name["ALBERT (large)"]["kind"] == "absent"


def test_the_table_does_not_betray_what_is_not_revealed() -> None:
    _header, rows = make_presenter().table()
    assert all(str(row[1]) <= "2020-05-28" for row in rows)


def test_the_summary_tells_the_course_and_the_scale() -> None:
    presenter = make_presenter()
    presenter.choose_upward("energy")
    summary = presenter.state.summary
    assert "GPT-2: never published." in summary
    assert "The scale is linear." in summary


def test_texts_follow_the_language() -> None:
    presenter = make_presenter()
    presenter.toggle_scale()
    use_language("fr")
    presenter.refresh()
    texts = [tick.text for tick in presenter.state.plot.y.ticks]
    assert "10⁹ = 1\u202fmilliard" in texts
