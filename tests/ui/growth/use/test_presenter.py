"""What the page on use says follows from the figures and from what the reader chose."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.growth import catalogue
from equilibre.sessions.kept import KeptRuns
from equilibre.texts import use_language
from equilibre.ui.growth.surroundings import Surroundings
from equilibre.ui.growth.use import sources
from equilibre.ui.growth.use.presenter import TEXT_REQUESTS, THEOREM, UsePresenter
from equilibre.ui.growth.use.scales import LogLever, decade_steps, round_steps
from equilibre.ui.growth.use.state import UseState
from equilibre.ui.growth.use.theorem import example
from equilibre.ui.growth.use.time_scale import LONGEST, span_to
from equilibre.ui.growth.use.two_curves import DEMANDS, EFFICIENCIES

THIN = "\u202f"


class Screen:
    """Remembers what it was told to show."""

    def __init__(self) -> None:
        self.states: list[UseState] = []

    def show_state(self, state: UseState) -> None:
        self.states.append(state)


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


@pytest.fixture
def presenter(tmp_path: Path) -> UsePresenter:
    return UsePresenter(Surroundings(KeptRuns(tmp_path / "kept.equilibre")))


def text_of(value: str) -> str:
    return value.replace(THIN, " ")


def test_the_training_of_gpt_3_is_worth_as_many_prompts_as_the_sources_say(
    presenter: UsePresenter,
) -> None:
    presenter.choose_request("gemini-prompt")
    assert "5.4 billion requests" in text_of(presenter.state.break_even.verdict)
    presenter.choose_request("chatgpt-query")
    assert "3.8 billion requests" in text_of(presenter.state.break_even.verdict)


def test_the_time_until_use_overtakes_training_follows_the_users(presenter: UsePresenter) -> None:
    presenter.move("daily", LogLever(0.1, 100.0).position(10))
    presenter.move("users", LogLever(1, 1e9).position(1e8))
    assert "after 5.4 days" in text_of(presenter.state.break_even.verdict)
    presenter.move("users", 1.0)
    assert "after 13 hours" in text_of(presenter.state.break_even.verdict)


def test_use_that_never_overtakes_within_a_century_says_so(presenter: UsePresenter) -> None:
    presenter.move("users", 0.0)
    presenter.move("daily", 0.0)
    state = presenter.state.break_even
    assert "more than a century" in state.verdict
    assert state.picture.cross is None
    assert "1 person" in state.year_title


def test_every_extreme_of_the_levers_has_a_picture_inside_its_axes(
    presenter: UsePresenter,
) -> None:
    for model in presenter.state.break_even.models:
        presenter.choose_model(model.key)
        for users, daily, tokens in ((0, 0, 0), (1, 1, 1), (0, 1, 0), (1, 0, 1)):
            presenter.move("users", users)
            presenter.move("daily", daily)
            presenter.move("tokens", tokens)
            picture = presenter.state.break_even.picture
            assert 0 < picture.training.low <= picture.training.value < 1
            assert picture.training.high <= 1
            assert picture.use.value > 0
            assert picture.cross is None or 0 < picture.cross.value < 1
            assert all(0 <= tick.place <= 1.0001 for tick in picture.energy_ticks)


def test_at_the_same_joules_per_operation_use_overtakes_after_three_times_the_tokens(
    presenter: UsePresenter,
) -> None:
    presenter.choose_request(THEOREM)
    assert "1.8 billion requests" in text_of(presenter.state.break_even.verdict)
    assert "9.0 × 10¹¹ tokens" in text_of(presenter.state.break_even.theorem_example)
    assert "1.8 billion answers" in text_of(presenter.state.break_even.theorem_example)


def test_bounds_of_the_training_drop_out_of_the_theorem(presenter: UsePresenter) -> None:
    presenter.choose_model("bert")
    presenter.choose_request(THEOREM)
    cross = presenter.state.break_even.picture.cross
    assert cross is not None
    assert cross.low == cross.value == cross.high


def test_a_model_whose_tokens_are_unknown_tells_the_theorem_with_gpt_3() -> None:
    model = catalogue.model("gpt-2")
    assert example(model, 500, unverified=False).startswith("GPT-3")


def test_a_training_that_took_other_than_six_operations_says_so() -> None:
    text = example(catalogue.model("t5-11b"), 500, unverified=False)
    assert text.startswith("T5-11B (training:")


def test_the_theorem_is_not_offered_where_the_size_is_unknown(presenter: UsePresenter) -> None:
    presenter.choose_request(THEOREM)
    presenter.choose_model("gpt-4")
    state = presenter.state.break_even
    assert THEOREM not in [choice.key for choice in state.requests]
    assert state.request == TEXT_REQUESTS[0]
    presenter.choose_model("gpt-3")
    assert presenter.state.break_even.request == THEOREM


def test_requests_are_told_apart_by_their_energy_and_their_model(
    presenter: UsePresenter,
) -> None:
    texts = [choice.text for choice in presenter.state.break_even.requests]
    assert text_of(texts[0]) == "0.24 Wh · Gemini Apps, 2025"
    assert len(set(texts)) == len(texts)


def test_only_trainings_with_an_energy_are_offered(presenter: UsePresenter) -> None:
    offered = {choice.key for choice in presenter.state.break_even.models}
    assert {"bert", "gpt-3", "bloom-176b"} <= offered
    assert "gpt-2" not in offered  # never published
    assert "gpt-4-5" not in offered


def test_every_request_is_shown_by_its_own_author_and_the_phone_beside(
    presenter: UsePresenter,
) -> None:
    requests = presenter.state.requests
    assert len(requests.dots) == len(catalogue.requests()) - 1
    assert requests.reference is not None
    assert all(0 <= (dot.place or 0.5) <= 1 for dot in requests.dots)
    assert [dot.key for dot in requests.dots if dot.refuted] == ["chatgpt-2023-query"]
    images = next(dot for dot in requests.dots if dot.key == "image-range")
    assert images.place is None
    assert text_of(images.text) == "0.06 to 2.9 Wh"


def test_demand_against_koomey_makes_energy_grow_three_times_a_year(
    presenter: UsePresenter,
) -> None:
    presenter.choose_efficiency("koomey")
    presenter.choose_demand("epoch-compute")
    assert text_of(presenter.state.growth.verdict) == (
        "Demand doubles every 5.4 months, efficiency every 18.8: the energy grows ×3.0 per year."
    )


def test_a_trend_of_energy_is_not_divided_by_efficiency_again(presenter: UsePresenter) -> None:
    presenter.choose_demand("data-centres")
    curves = {curve.key: curve.factor for curve in presenter.state.growth.curves}
    assert curves["energy"] == pytest.approx(1.12)
    assert curves["demand"] == pytest.approx(1.12 * curves["efficiency"])
    assert "already in it" in presenter.state.growth.caution


def test_every_pair_of_trends_fits_its_axes(presenter: UsePresenter) -> None:
    for efficiency in EFFICIENCIES:
        presenter.choose_efficiency(efficiency)
        for demand in DEMANDS:
            presenter.choose_demand(demand)
            growth = presenter.state.growth
            low, high = growth.decades
            for curve in growth.curves:
                end = curve.factor**growth.years
                assert 10**low <= min(end, 1)
                assert max(end, 1) <= 10**high
                assert end <= growth.linear_top
            assert len(growth.logarithmic_ticks) >= 2


def test_growth_is_said_not_to_be_rebound(presenter: UsePresenter) -> None:
    assert presenter.state.growth.caution.startswith("Growth is not rebound")


def test_the_axis_is_linear_first_and_changes_by_its_key(presenter: UsePresenter) -> None:
    assert not presenter.state.growth.logarithmic
    presenter.toggle_scale()
    assert presenter.state.growth.logarithmic


def test_the_same_result_takes_ever_fewer_operations_and_moore_alone_makes_less(
    presenter: UsePresenter,
) -> None:
    assert presenter.state.result.benchmark == "alexnet"
    assert text_of(presenter.state.result.verdict) == (
        "44 times fewer operations for the same result in 7 years; Moore alone would make 11."
    )
    labels = [step.label for step in presenter.state.result.steps]
    assert labels[0] == "AlexNet"
    assert labels[1] == "GoogLeNet ÷4.3"
    assert labels[-1] == "EfficientNet (b0)\n÷44"
    assert presenter.state.result.pace.label == "Moore\n÷11"


def test_a_reduction_that_was_misprinted_is_shown_as_computed_and_said_so(
    presenter: UsePresenter,
) -> None:
    presenter.choose_benchmark("resnet-50")
    result = presenter.state.result
    assert result.steps[-1].label == "EfficientNet (b1)\n÷22.7 (printed: ÷10)"
    assert result.reading.startswith("The source prints ÷10 for EfficientNet (b1)")
    presenter.choose_benchmark("alexnet")
    assert "prints" not in presenter.state.result.reading


def test_less_than_a_year_is_told_in_months(presenter: UsePresenter) -> None:
    presenter.choose_benchmark("gnmt")
    assert "in 8.5 months" in text_of(presenter.state.result.verdict)


@pytest.mark.parametrize("benchmark", list(catalogue.benchmarks()))
def test_every_result_goes_down_inside_its_axes(presenter: UsePresenter, benchmark: str) -> None:
    presenter.choose_benchmark(benchmark)
    result = presenter.state.result
    assert [step.across for step in result.steps] == sorted(step.across for step in result.steps)
    heights = [step.up for step in result.steps]
    assert heights == sorted(heights, reverse=True)
    assert all(0 < step.across < 1 and 0 < step.up < 1 for step in (*result.steps, result.pace))
    assert result.pace.across == result.steps[-1].across
    assert result.pace.up > result.steps[-1].up
    assert len(result.decades) >= 2
    assert all(tick.words for tick in result.decades)
    assert "nothing of what was done with the saving" in result.reading


def test_the_card_of_a_milestone_says_what_was_printed_and_what_that_makes() -> None:
    card = sources.milestone_card("resnet-50", "EfficientNet (b1)")
    assert "Reduction printed: ÷10. Computed from the operations: ÷22.7." in card.paragraphs
    assert card.origin is not None
    assert "22.7" in str(card.origin.locator)
    assert sources.milestone_card("resnet-50", "moore") == sources.trend_card("moore")


@pytest.mark.parametrize("benchmark", list(catalogue.benchmarks()))
def test_the_card_of_a_result_has_a_row_for_each_training(benchmark: str) -> None:
    card = sources.benchmark_card(benchmark)
    models = [one.model for one in catalogue.efficiency() if one.benchmark == benchmark]
    for model in models:
        assert any(text.startswith(f"{model}:") for text in card.paragraphs), model
    assert any("Hernandez" in text for text in card.paragraphs)


def test_what_was_chosen_outlives_the_page_and_speaks_the_new_language(
    presenter: UsePresenter,
) -> None:
    presenter.choose_view("request")
    presenter.choose_model("bloom-176b")
    use_language("fr")
    try:
        screen = Screen()
        presenter.attach(screen)
        assert screen.states[-1].view == "request"
        assert screen.states[-1].break_even.model == "bloom-176b"
        assert screen.states[-1].requests.dots[0].name == "Classification de textes"
        assert screen.states[-1].requests.dots[0].text == f"0,002{THIN}Wh"
    finally:
        use_language("en")


def test_every_card_says_where_its_figure_comes_from() -> None:
    cards = [sources.request_card(one.key) for one in catalogue.requests()]
    cards += [sources.request_card(THEOREM), sources.lever_card("tokens")]
    cards += [sources.trend_card(key) for key in (*EFFICIENCIES, *DEMANDS)]
    for card in cards:
        assert card.origin is not None, card.title
        assert card.origin.source
        assert all(card.paragraphs)
    assert sources.lever_card("users").origin is None  # the reader's own assumption


@given(st.floats(0, 1))
def test_a_lever_comes_back_near_where_it_was_put(position: float) -> None:
    lever = LogLever(1, 1e9)
    value = lever.value(position)
    assert 1 <= value <= 1e9
    assert lever.position(value) == pytest.approx(position, abs=0.003)


@given(st.floats(1e-3, 1e12))
@settings(max_examples=50)
def test_round_steps_are_few_and_within(top: float) -> None:
    steps = round_steps(top)
    assert steps[0] == 0
    assert 2 <= len(steps) <= 9
    assert steps[-1] <= top * 1.0001


def test_decades_are_thinned_where_they_are_many() -> None:
    assert decade_steps(0, 6, 8) == (0, 1, 2, 3, 4, 5, 6)
    assert decade_steps(-0.2, 30, 8) == (0, 4, 8, 12, 16, 20, 24, 28)


@given(st.floats(1, LONGEST / 1.3))
def test_what_is_looked_for_stands_before_the_end_of_the_picture(seconds: float) -> None:
    span = span_to(seconds)
    assert seconds < span.seconds <= max(seconds * 6, 3)
    assert span.ticks[0].place == 0
