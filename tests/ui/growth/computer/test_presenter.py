"""What this computer would take: memory first, intervals, and nothing where nothing is known."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from equilibre.facts.electricity import countries
from equilibre.growth.catalogue import models
from equilibre.meter.reading import Kind
from equilibre.texts import use_language
from equilibre.ui.growth.computer.presenter import VIEWS
from equilibre.worker.messages import Failed, Multiplied, Multiply, Stop, new_run
from tests.sessions.records import ESTIMATE, MACHINE, route, run
from tests.ui.growth.computer.bench import Bench, full, product, trained


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def plain(text: str) -> str:
    return text.replace("\u202f", " ")


# -- would it fit? -----------------------------------------------------------------------------


def test_memory_is_said_before_any_duration() -> None:
    fit = full().state.fit
    assert plain(fit.verdict) == (
        "It would not fit: training needs about 2.8 TB, this computer has 8.0 GB. "
        "If it did, it would take:"
    )
    assert [row.key for row in fit.memory] == ["computer", "weights", "training"]
    assert [row.fits for row in fit.memory] == [True, False, False]
    assert plain(fit.memory[1].text) == "350 GB"
    assert plain(fit.memory[2].verdict) == "does not fit: 350 times this memory"


def test_gpt_3_would_take_hundreds_of_thousands_of_years_as_published() -> None:
    duration, energy, carbon = full().state.fit.amounts
    assert plain(duration.text) == "79,000 to 470,000 years"
    assert plain(duration.published) == "the real training: 14.8 days on 10,000 chips"
    assert energy.published.endswith("published")
    assert plain(carbon.published) == "the real training: 552 t, published"
    assert carbon.title == "CO₂e, electricity: France"


def test_the_ratio_per_operation_is_an_order_of_magnitude() -> None:
    # 20 W over 126e9 operations/s are 159 pJ, the run takes 425 pJ, the data centre 14.8 pJ.
    assert full().state.fit.comparison.startswith("Per operation, 10 to 30 times less efficient")


def test_a_model_that_fits_is_said_to_fit() -> None:
    bench = full()
    bench.presenter.choose_model("bert")
    fit = bench.state.fit
    assert plain(fit.verdict).startswith("It would fit: training needs about 1.8 GB")
    assert all(row.fits for row in fit.memory)
    assert fit.verdict.endswith("It would take:")


def test_reconstructions_of_gpt_2_stay_a_hole_with_bounds() -> None:
    bench = full()
    bench.presenter.choose_model("gpt-2")
    energy = bench.state.fit.amounts[1]
    assert plain(energy.published) == (
        "the real training: never published; reconstructions: 1.7 to 4.1 MWh"
    )
    assert bench.state.fit.comparison == ""  # a hole has no joules per operation


def test_what_nobody_published_has_no_duration() -> None:
    bench = full()
    bench.presenter.choose_model("gpt-4-5")
    fit = bench.state.fit
    assert fit.amounts == ()
    assert fit.memory == ()
    assert "Nobody published how many operations" in fit.verdict
    assert "how many parameters GPT-4.5 has" in fit.missing
    assert bench.state.model_text == "size never published, operations never published"


def test_nothing_is_known_of_a_computer_that_computed_nothing() -> None:
    state = Bench().state
    assert state.fit.amounts == ()
    assert "If it did" not in state.fit.verdict
    assert "train a model" in state.fit.remedy
    assert "train a model" in state.paces.trained.remedy
    assert "measure it" in state.paces.product.remedy
    assert state.budgets.missing
    assert state.budgets.budgets == ()
    assert "missing" in state.beside.missing
    assert not any(rung.own for rung in state.ladder.rungs)


def test_without_a_sensor_there_is_a_duration_only() -> None:
    bench = Bench(trained(picojoules=None))
    fit = bench.state.fit
    assert [amount.title for amount in fit.amounts] == ["Duration"]
    assert "no sensor was read" in fit.remedy
    assert fit.comparison == ""
    assert "no sensor" in bench.state.paces.trained.text
    assert not any(dot.own for dot in bench.state.beside.dots)


def test_the_energy_of_one_pace_bounds_nothing_where_the_other_has_none() -> None:
    bench = Bench(trained(picojoules=None), routes=[route()])
    bench.multiply(126e9)
    fit = bench.state.fit
    assert [amount.title for amount in fit.amounts] == ["Duration"]
    assert fit.comparison == ""
    assert "Train a model again" in fit.remedy
    bench = Bench(trained())
    bench.multiply(126e9)
    fit = bench.state.fit
    assert [amount.title for amount in fit.amounts] == ["Duration"]
    assert "Measure the product of matrices again" in fit.remedy


def test_the_energy_of_the_only_pace_known_is_told() -> None:
    assert len(Bench(trained()).state.fit.amounts) == 3


@pytest.mark.parametrize("rate", [1e-3, 1.0, 1e18])
def test_tiny_and_huge_paces_are_written(rate: float) -> None:
    bench = Bench(trained(rate, picojoules=1e6 / rate))
    for key in ("bert", "gpt-3"):
        bench.presenter.choose_model(key)
        for view in VIEWS:
            bench.presenter.choose_view(view)
        assert len(bench.state.fit.amounts) == 3
        assert "inf" not in bench.state.fit.amounts[0].text
        assert len(bench.state.budgets.budgets) == 3


@pytest.mark.parametrize("key", sorted(models()))
def test_every_model_can_be_asked_about(key: str) -> None:
    bench = Bench(trained())
    bench.presenter.choose_model(key)
    assert models()[key].name in bench.state.fit.title


# -- which run, which machine ------------------------------------------------------------------


def test_the_models_of_the_course_come_first() -> None:
    keys = [choice.key for choice in Bench().state.models]
    assert keys[:3] == ["bert", "gpt-2", "gpt-3"]
    assert "gpt-4-5" in keys
    assert "vgg-19" not in keys  # nothing is known of its operations, not even that they are hidden


def test_the_latest_run_that_tells_a_speed_is_taken() -> None:
    bench = Bench(trained(key="a"), trained(key="b"), run("c", stopped=True))
    assert [choice.key for choice in bench.state.paces.runs] == ["b", "a"]
    assert bench.state.paces.run == "b"
    bench.presenter.choose_run("a")
    assert bench.state.paces.run == "a"


def test_a_run_of_another_computer_says_nothing_of_this_one() -> None:
    other = replace(MACHINE, processor="Another processor")
    bench = Bench(trained(machine=other))
    assert bench.state.paces.runs == ()
    assert bench.state.fit.amounts == ()


def test_a_chosen_run_that_was_deleted_gives_way_to_the_latest() -> None:
    bench = Bench(trained(key="a"), trained(key="b"))
    bench.presenter.choose_run("a")
    bench.kept.delete("a")
    bench.presenter.refresh()
    assert bench.state.paces.run == "b"


def test_an_estimated_energy_is_called_estimated() -> None:
    estimated = trained()
    assert estimated.energy is not None
    bench = Bench(replace(estimated, energy=replace(estimated.energy, kind=Kind.ESTIMATED)))
    assert bench.state.paces.trained.text.endswith("estimated")


# -- the product -------------------------------------------------------------------------------


def test_a_second_of_product_gives_the_ceiling() -> None:
    bench = Bench(routes=[route()])
    bench.multiply(34e9)
    assert isinstance(bench.sent[0], Multiply)
    assert not bench.presenter.busy()
    text = plain(bench.state.paces.product.text)
    assert text.startswith("34 billion operations/s, 590 pJ")
    assert text.endswith("measured")
    assert bench.state.fit.amounts


def test_an_estimated_meter_makes_wide_bounds() -> None:
    bench = Bench(routes=[ESTIMATE])
    bench.multiply(34e9)
    text = plain(bench.state.paces.product.text)
    assert text.endswith("estimated")
    assert " to " in text


def test_progress_is_shown_and_ends() -> None:
    bench = Bench(routes=[route()])
    assert bench.state.paces.progress is None
    bench.presenter.measure()
    assert bench.presenter.busy()
    assert bench.state.paces.progress == 0.0
    bench.live(0.5)
    first = bench.state.paces.progress
    bench.live(10.0)
    second = bench.state.paces.progress
    assert first is not None
    assert second is not None
    assert 0.0 < first < second < 1.0


def test_a_second_order_during_the_measure_is_not_sent() -> None:
    bench = Bench()
    bench.presenter.measure()
    bench.presenter.measure()
    assert len(bench.sent) == 1


def test_each_measure_has_a_number_that_no_training_has() -> None:
    bench = Bench(routes=[route()])
    bench.multiply()
    bench.multiply()
    numbers = [one.run for one in bench.sent if isinstance(one, Multiply)]
    assert len(set(numbers)) == 2
    assert new_run() not in numbers


def test_a_stopped_measure_says_so_and_keeps_what_was_known() -> None:
    bench = Bench(routes=[route()])
    bench.multiply(34e9)
    known = bench.state.paces.product.text
    bench.presenter.measure()
    bench.presenter.stop()
    assert isinstance(bench.sent[-1], Stop)
    bench.live(0.1, 20.0, Multiplied(bench.order.run, 0.0, 0.0, 0.0, 2, 0.0, stopped=True))
    assert not bench.presenter.busy()
    assert bench.state.paces.product.text == known
    assert "stopped" in bench.state.paces.product.remedy


def test_a_failed_measure_says_why() -> None:
    bench = Bench()
    bench.presenter.measure()
    bench.live(0.1, 20.0, Failed(bench.order.run, "There is no memory left.", ""))
    assert bench.state.paces.product.remedy == "There is no memory left."
    assert bench.state.paces.progress is None


def test_a_measure_that_nobody_answers_ends_by_itself() -> None:
    bench = Bench()
    bench.presenter.measure()
    bench.live(31.0)
    assert not bench.presenter.busy()
    assert isinstance(bench.sent[-1], Stop)  # else the next training would wait for it
    assert "Try again" in bench.state.paces.product.remedy


def test_a_sensor_that_no_longer_answers_does_not_hold_the_result_back() -> None:
    bench = Bench(routes=[route()])
    bench.presenter.measure()
    bench.live(0.1)
    end = bench.now + 1.0
    reply = Multiplied(bench.order.run, end - 1.0, end, 34e9, 2, 2.0)
    bench.now = end
    bench.presenter.hear((), (reply,))
    assert bench.presenter.busy()
    bench.now = end + 4.0
    bench.presenter.hear((), ())
    assert not bench.presenter.busy()
    assert bench.state.paces.product.text.startswith("34")


def test_nothing_is_measured_during_a_training() -> None:
    bench = Bench()
    bench.presenter.occupied = lambda: True
    bench.presenter.measure()
    assert bench.sent == []
    assert "A training is under way" in bench.notices[0].text


def test_replies_to_trainings_are_not_heard() -> None:
    bench = Bench()
    bench.presenter.hear((), (Failed(1, "No.", ""),))
    assert bench.state.paces.product.remedy.startswith("Not known yet")


# -- ladder, budgets, data centres -------------------------------------------------------------


def test_the_ladder_says_which_share_of_the_model_was_done() -> None:
    ladder = full().state.ladder
    assert "of GPT-3" in ladder.title
    assert ladder.decade == 23
    own = [rung.key for rung in ladder.rungs if rung.own]
    assert own == ["own-run", "own-product"]
    assert any("LED" in line for line in ladder.lens_lines)


def test_the_ladder_goes_where_one_looks_and_back_with_another_model() -> None:
    bench = full()
    bench.presenter.choose_decade(15)
    assert bench.state.ladder.decade == 15
    assert bench.state.ladder.lens_lines[0] == "Nothing of this list stands here."
    assert bench.state.ladder.told == ""
    bench.presenter.choose_model("bert")
    assert bench.state.ladder.decade == 20
    assert bench.state.ladder.told == "bert"


def test_the_ladder_stays_within_its_ends() -> None:
    bench = full()
    for power in (-5, 90):
        bench.presenter.choose_decade(power)
        ladder = bench.state.ladder
        assert ladder.first <= ladder.decade < ladder.last


def test_a_minute_trains_a_small_language_model() -> None:
    # sqrt(20e9 * 60 / 120) is 100,000 parameters, on 20 tokens each.
    minute = Bench(trained(20e9)).state.budgets.budgets[0]
    assert minute.low == pytest.approx(100_000)
    assert plain(minute.text) == "≈ 100,000 parameters, on ≈ 2 million tokens"


def test_more_computers_make_fewer_classes() -> None:
    bench = full()
    first = bench.state.budgets
    assert first.classes[0].startswith("BERT would take")
    assert first.classes[1].startswith("GPT-3 would take")
    bench.presenter.choose_class(60, 2)
    second = bench.state.budgets
    assert (second.computers, second.hours) == (60, 2)
    assert second.classes != first.classes
    high, low = second.budgets[1].high, first.budgets[1].high
    assert high is not None
    assert low is not None
    assert high == pytest.approx(2 * low)


def test_a_class_without_computers_is_not_asked_for() -> None:
    bench = full()
    bench.presenter.choose_class(0, 0)
    assert (bench.state.budgets.computers, bench.state.budgets.hours) == (1, 1)


def test_ones_own_dots_stand_beside_the_data_centres() -> None:
    beside = full().state.beside
    own = {dot.key: dot for dot in beside.dots if dot.own}
    assert own["own-run"].joules == pytest.approx(425e-12)
    assert own["own-product"].joules == pytest.approx(20 / 126e9, rel=0.01)
    gpt_3 = next(dot for dot in beside.dots if dot.key == "gpt-3")
    assert gpt_3.joules == pytest.approx(14.8e-12, rel=0.01)
    assert len(beside.slopes) == 2
    assert all(slope.joules == gpt_3.joules for slope in beside.slopes)


def test_the_quotients_beside_data_centres_are_not_called_published() -> None:
    assert "full: energy published" in full().state.beside.subtitle


@pytest.mark.parametrize("make", [full, lambda: Bench(trained(picojoules=None))])
def test_what_this_computer_would_take_is_called_a_thought_experiment(
    make: Callable[[], Bench],
) -> None:
    state = make().state
    paced = [line for line in state.ladder.lens_lines if "would take about" in line]
    assert paced
    for line in (*paced, *state.budgets.classes):
        assert "thought experiment" in line.casefold()


def test_what_is_known_within_a_factor_of_three_only_is_no_dot() -> None:
    keys = {dot.key for dot in Bench().state.beside.dots}
    assert "llama-3-1-405b" in keys
    assert "gpt-1" not in keys
    assert "gpt-2" not in keys
    assert "gpt-4-5" not in keys


# -- language and country ----------------------------------------------------------------------


def test_another_country_changes_the_carbon_only() -> None:
    bench = full()
    before = bench.state.fit.amounts
    bench.presenter.choose_country("POL")
    after = bench.state.fit.amounts
    assert after[:2] == before[:2]
    assert after[2].text != before[2].text
    assert "Poland" in after[2].title
    assert bench.surroundings.country_key == "POL"


def test_an_intensity_rounded_to_nothing_is_not_a_carbon_of_nothing() -> None:
    bench = full()
    rounded = next(one.key for one in countries().values() if not one.grams_per_kilowatt_hour)
    bench.presenter.choose_country(rounded)
    assert [amount.title for amount in bench.state.fit.amounts] == ["Duration", "Energy"]
    assert "rounded" in bench.state.fit.remedy


def test_a_country_chosen_elsewhere_is_shown() -> None:
    bench = full()
    bench.surroundings.choose_country("DEU")
    assert bench.state.country == "DEU"


def test_everything_is_said_again_in_another_language() -> None:
    bench = full()
    use_language("fr")
    bench.presenter.attach(bench.screen)
    assert "Go" in bench.state.fit.memory[0].text
    assert "470" in bench.state.fit.amounts[0].text
    assert bench.state.fit.amounts[0].text.endswith("ans")
    assert "Pologne" in [choice.text for choice in bench.state.countries]


def test_countries_are_in_the_order_of_the_alphabet() -> None:
    use_language("fr")
    names = [choice.text for choice in Bench().state.countries]
    assert names.index("Égypte") < names.index("France")


def test_a_product_without_joules_still_paces() -> None:
    bench = Bench()
    bench.multiply(34e9)
    assert "no sensor" in bench.state.paces.product.text
    assert product(picojoules=None).joules_per_operation is None
    assert [amount.title for amount in bench.state.fit.amounts] == ["Duration"]
