"""What the training tab decides, shown without any screen."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from equilibre.meter.attribution import ProcessorTimes
from equilibre.meter.reading import Status
from equilibre.sessions.files import write_runs
from equilibre.sessions.kept import KeptRuns
from equilibre.sessions.recorder import IDLE_AFTER_SECONDS
from equilibre.texts import use_language
from equilibre.ui.training import presenter as module
from equilibre.ui.training import running
from equilibre.ui.training.board import NoScreen
from equilibre.ui.training.choices import LARGEST_SEED
from equilibre.ui.training.state import Card, Phase, TrainingState
from equilibre.worker.messages import (
    Died,
    Failed,
    Multiplied,
    OneStep,
    Pause,
    Ready,
    Resume,
    Stop,
    Train,
    new_run,
)
from tests.sessions.records import ESTIMATE, energy, route, run
from tests.ui.fakes import Bench, FakeScreen, chosen, quiet_computer


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "processor_times", quiet_computer)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def text(card: Card | None) -> str:
    assert card is not None
    return " ".join((card.title, card.value, card.interval, card.detail))


# -- a run from beginning to end ---------------------------------------------------------------


def test_a_run_goes_from_ready_by_idle_training_and_repeating_to_finished_and_kept(
    bench: Bench,
) -> None:
    assert bench.state.phase is Phase.READY
    bench.presenter.start()
    assert bench.state.phase is Phase.IDLE
    assert bench.sent == []
    bench.live(3.2, 30.0)
    assert bench.state.phase is Phase.TRAINING
    bench.say(bench.started(), bench.stepped(0))
    bench.more(2, 0.5)
    assert bench.state.phase is Phase.TRAINING
    bench.say(bench.repeated(1))
    bench.live(1.0)
    bench.say(bench.repeated(2))
    assert bench.state.phase is Phase.REPEATING
    bench.live(2.0)
    bench.say(bench.finished(repeats=4, active_seconds=4.0))
    assert bench.state.phase is Phase.FINISHED
    assert bench.state.can_keep
    bench.presenter.kept.keep()
    assert bench.state.run_kept
    assert not bench.state.can_keep
    assert [one.repeats for one in bench.state.kept] == [4]


def test_the_order_says_what_was_chosen(bench: Bench) -> None:
    bench.presenter.choose_dataset("diabetes")
    bench.presenter.choose_family("linear")
    bench.presenter.choose_setting("epochs", 20)
    bench.presenter.choose_seed(77)
    bench.listen()
    assert (bench.order.dataset, bench.order.family, bench.order.seed) == ("diabetes", "linear", 77)
    assert bench.order.settings["epochs"] == 20
    assert bench.order.minimum_seconds >= 4
    assert not bench.order.paused


def test_the_idle_seconds_begin_when_the_training_process_is_loaded(bench: Bench) -> None:
    bench.loading = True
    bench.presenter.start()
    bench.live(10)
    assert bench.state.phase is Phase.IDLE
    assert bench.sent == []
    bench.loading = False
    bench.live(2.8)
    assert bench.sent == []
    bench.live(0.5)
    assert isinstance(bench.sent[-1], Train)


def test_the_sensors_are_read_at_the_borders_of_the_idle_seconds_and_of_the_run(
    bench: Bench,
) -> None:
    bench.complete()
    assert bench.meter.readings == 3


def test_the_energy_of_a_run_is_that_of_its_training(bench: Bench) -> None:
    bench.complete()
    result = bench.state.run
    assert result is not None
    assert result.energy is not None
    assert result.energy.gross.value == pytest.approx(180, rel=0.01)
    assert result.energy.marginal is not None
    assert result.energy.marginal.value == pytest.approx(90, rel=0.03)
    assert result.seconds == pytest.approx(3.0)
    assert bench.state.energy is not None
    assert bench.state.energy.kind == "measured"
    assert "≈" not in text(bench.state.energy)


def test_progress_rises_from_nothing_to_all(bench: Bench) -> None:
    bench.presenter.choose_setting("epochs", 5)
    bench.complete()
    seen = [state.progress for state in bench.screen.states]
    assert all(0 <= value <= 1 for value in seen)
    assert bench.state.progress == 1


def test_a_short_training_is_drawn_by_epochs_and_a_long_one_by_time(bench: Bench) -> None:
    bench.begin()
    bench.more(2, 0.1)
    bench.say(bench.repeated(1))
    bench.live(4.0)
    bench.say(bench.finished(repeats=20, active_seconds=4.2))
    assert bench.screen.epochs[-1] is True
    bench.complete()
    assert bench.screen.epochs[-1] is False


def test_the_figures_move_twice_a_second_at_most(bench: Bench) -> None:
    bench.begin()
    before = len({text(state.energy) for state in bench.screen.states if state.energy})
    bench.live(2.0, 60.0)
    after = len({text(state.energy) for state in bench.screen.states if state.energy})
    assert after - before <= 5


# -- buttons -----------------------------------------------------------------------------------


def test_starting_twice_asks_for_one_training(bench: Bench) -> None:
    bench.presenter.start()
    bench.presenter.start()
    bench.presenter.step()
    bench.live(3.2)
    bench.presenter.start()
    bench.say(bench.started())
    bench.presenter.start()
    assert [type(one) for one in bench.sent] == [Train]


def test_a_pause_and_its_end_are_the_training_processs_to_say(bench: Bench) -> None:
    bench.train(1)
    bench.presenter.pause()
    assert bench.sent[-1] == Pause()
    assert bench.state.phase is Phase.TRAINING
    bench.say(bench.paused())
    assert bench.state.phase is Phase.PAUSED
    assert not bench.state.can_pause
    bench.presenter.start()
    assert bench.sent[-1] == Resume()
    bench.say(bench.resumed())
    assert bench.state.phase is Phase.TRAINING


def test_the_account_waits_during_a_pause(bench: Bench) -> None:
    bench.train(2)
    bench.say(bench.paused())
    bench.live(10.0, 60.0)
    bench.say(bench.resumed())
    bench.more(1)
    bench.say(bench.finished())
    assert bench.state.run is not None
    assert bench.state.run.energy is not None
    assert bench.state.run.energy.gross.value == pytest.approx(180, rel=0.02)


def test_one_step_from_the_beginning_waits_after_each_epoch_and_repeats_nothing(
    bench: Bench,
) -> None:
    bench.presenter.step()
    bench.live(3.2)
    assert bench.order.paused
    assert bench.order.minimum_seconds == 0
    bench.say(bench.started())
    assert bench.state.phase is Phase.PAUSED
    bench.presenter.step()
    assert bench.sent[-1] == OneStep()
    bench.say(bench.resumed(), bench.stepped(1), bench.paused())
    assert bench.state.phase is Phase.PAUSED
    assert "1" in bench.state.status


def test_stopping_while_listening_asks_for_nothing(bench: Bench) -> None:
    bench.presenter.start()
    bench.live(1.0)
    bench.presenter.stop()
    assert bench.state.phase is Phase.READY
    bench.live(5.0)
    assert bench.sent == []


@pytest.mark.parametrize("phase", [Phase.TRAINING, Phase.PAUSED, Phase.REPEATING])
def test_stopping_a_training_keeps_what_it_has(bench: Bench, phase: Phase) -> None:
    bench.train(2)
    if phase is Phase.PAUSED:
        bench.say(bench.paused())
    if phase is Phase.REPEATING:
        bench.say(bench.repeated(1))
        bench.live(1.0)
    assert bench.state.phase is phase
    bench.presenter.stop()
    assert bench.sent[-1] == Stop()
    assert bench.state.phase is phase  # until the process says so
    repeats = 1 if phase is Phase.REPEATING else 0
    bench.say(bench.finished(stopped=True, repeats=repeats))
    assert bench.state.phase is Phase.FINISHED
    assert bench.state.run is not None
    assert bench.state.run.epochs == 2
    assert bench.state.run.stopped is (repeats == 0)


def test_a_training_stopped_before_its_first_epoch_leaves_the_tab_ready(bench: Bench) -> None:
    bench.listen()
    bench.say(bench.started(), bench.finished(stopped=True, repeats=0))
    assert bench.state.phase is Phase.READY
    assert bench.state.run is None
    assert bench.state.heading == ""


@pytest.mark.parametrize("act", ["pause", "stop", "keep", "undo", "redo", "reset", "dismiss"])
def test_no_button_does_harm_before_anything_was_run(bench: Bench, act: str) -> None:
    before = bench.state
    owner = bench.presenter.kept if act in ("keep", "undo", "redo") else bench.presenter
    getattr(owner, act)()
    assert bench.sent == []
    assert bench.state.phase is Phase.READY
    assert bench.state.settings == before.settings


def test_settings_stand_still_while_a_run_is_under_way(bench: Bench) -> None:
    bench.begin()
    before = bench.state
    bench.presenter.choose_dataset("diabetes")
    bench.presenter.choose_family("linear")
    bench.presenter.choose_setting("epochs", 1000)
    bench.presenter.choose_seed(1)
    after = bench.state
    assert (after.dataset, after.family, after.settings, after.seed) == (
        before.dataset,
        before.family,
        before.settings,
        before.seed,
    )


def test_each_model_remembers_its_own_settings(bench: Bench) -> None:
    bench.presenter.choose_setting("epochs", 50)
    bench.presenter.choose_family("linear")
    bench.presenter.choose_setting("epochs", 10)
    bench.presenter.choose_family("network")
    assert chosen(bench, "epochs") == 50
    bench.presenter.choose_family("linear")
    assert chosen(bench, "epochs") == 10


def test_the_number_of_parameters_moves_with_the_settings(bench: Bench) -> None:
    seen = set()
    setting = next(one for one in bench.state.settings if one.control.key not in ("epochs",))
    for one in bench.state.settings:
        for stop in one.stops:
            bench.presenter.choose_setting(one.control.key, stop)
            seen.add(bench.state.parameters)
    assert setting
    assert len(seen) > 3
    bench.presenter.choose_family("linear")
    assert bench.state.parameters == 65 * 10


def test_a_new_seed_is_one_that_the_seed_field_can_show(bench: Bench) -> None:
    random.seed(3)
    for _index in range(50):
        bench.presenter.new_seed()
        assert 0 <= bench.state.seed <= LARGEST_SEED


# -- reset -------------------------------------------------------------------------------------


def test_a_reset_puts_everything_back_and_leaves_the_kept_runs(bench: Bench) -> None:
    first = bench.state
    bench.presenter.choose_family("linear")
    bench.presenter.choose_setting("epochs", 10)
    bench.presenter.choose_seed(5)
    bench.presenter.choose_scale(1000)
    bench.complete()
    bench.presenter.kept.keep()
    bench.presenter.reset()
    assert bench.state.phase is Phase.READY
    assert (bench.state.family, bench.state.settings) == (first.family, first.settings)
    assert (bench.state.seed, bench.state.scale, bench.state.run) == (first.seed, 1, None)
    assert len(bench.state.kept) == 1
    assert bench.screen.curves[-1].empty


@pytest.mark.parametrize("phase", [Phase.IDLE, Phase.TRAINING, Phase.PAUSED, Phase.REPEATING])
def test_a_reset_during_a_run_ends_it_and_shows_nothing_of_it(bench: Bench, phase: Phase) -> None:
    if phase is Phase.IDLE:
        bench.presenter.start()
        bench.live(1.0)
    else:
        bench.train(2)
    if phase is Phase.PAUSED:
        bench.say(bench.paused())
    if phase is Phase.REPEATING:
        bench.say(bench.repeated(1))
    bench.presenter.reset()
    if phase is not Phase.IDLE:
        assert bench.sent[-1] == Stop()
        bench.say(bench.stepped(3), bench.finished(stopped=True, repeats=0))
    assert bench.state.phase is Phase.READY
    assert bench.state.run is None
    assert bench.screen.curves[-1].empty
    bench.complete()  # and the next run shows itself
    assert bench.state.run is not None


# -- what goes wrong ---------------------------------------------------------------------------


@pytest.mark.parametrize("phase", [Phase.IDLE, Phase.TRAINING, Phase.PAUSED, Phase.REPEATING])
def test_the_death_of_the_training_process_is_said_and_what_it_learned_is_shown(
    bench: Bench, phase: Phase
) -> None:
    bench.presenter.start()
    if phase is not Phase.IDLE:
        bench.live(3.2)
        bench.say(bench.started(), bench.stepped(0), bench.stepped(1))
    if phase is Phase.PAUSED:
        bench.say(bench.paused())
    if phase is Phase.REPEATING:
        bench.say(bench.repeated(1))
    assert bench.state.phase is phase
    bench.say(Died(None if phase is Phase.IDLE else bench.order.run, "The process ended."))
    assert bench.state.notice is not None
    assert bench.state.notice.text == "The process ended."
    assert bench.state.notice.level == "error"
    if phase is Phase.IDLE:
        assert bench.state.phase is Phase.READY
        assert bench.screen.curves[-1].empty
    else:
        assert bench.state.phase is Phase.FINISHED
        assert bench.state.run is not None
        assert bench.state.run.name == "Neural network (interrupted)"
        assert bench.state.run.stopped is (phase is not Phase.REPEATING)
        assert bench.state.can_keep
    bench.complete()
    assert bench.state.phase is Phase.FINISHED


def test_a_death_after_the_run_leaves_its_result(bench: Bench) -> None:
    bench.complete()
    bench.say(Died(None, "The process ended."))
    assert bench.state.phase is Phase.FINISHED
    assert bench.state.run is not None
    assert bench.state.notice is not None


def test_what_becomes_of_another_tabs_run_changes_nothing(bench: Bench) -> None:
    other = new_run()
    replies = (
        Multiplied(other, 1.0, 2.0, 1e11, 2, 2.0),
        Multiplied(other, 2.0, 2.0, 0.0, 0, 0.0, stopped=True),
        Failed(other, "other", ""),
        Died(other, "other"),
    )
    for reach in (lambda: None, bench.presenter.start, bench.begin, bench.complete):
        reach()
        before = bench.state
        bench.say(*replies)
        assert bench.state == before


def test_two_runs_never_have_the_same_number(bench: Bench) -> None:
    bench.complete()
    first = bench.order.run
    between = new_run()
    bench.complete()
    assert len({first, between, bench.order.run}) == 3


def test_a_failed_training_says_why_and_shows_no_details(bench: Bench) -> None:
    bench.begin()
    bench.say(Failed(bench.order.run, "The data cannot be read.", "Traceback (most recent…"))
    assert bench.state.phase is Phase.READY
    assert bench.state.notice is not None
    assert bench.state.notice.text == "The data cannot be read."


def test_replies_to_an_older_run_are_ignored(bench: Bench) -> None:
    bench.train(1)
    old = [bench.stepped(2), bench.repeated(3), bench.paused(), bench.finished()]
    old += [Failed(bench.order.run, "old", ""), bench.started()]
    bench.say(Died(bench.order.run, "gone"))
    bench.begin()
    before = bench.state
    bench.say(*old, Ready(2))
    assert bench.state == before


def test_replies_without_a_run_are_ignored(bench: Bench) -> None:
    other = Bench()
    other.begin()
    bench.say(
        Ready(1), other.started(), other.stepped(1), other.paused(), other.finished(),
        Failed(1, "", ""),
    )  # fmt: skip
    assert bench.state.phase is Phase.READY
    assert bench.state.notice is None


def test_a_divergence_offers_to_reduce_the_learning_rate(bench: Bench) -> None:
    bench.presenter.choose_setting("learning_rate", 0.1)
    bench.complete(diverged=True)
    assert bench.state.run is not None
    assert bench.state.run.diverged
    notice = bench.state.notice
    assert notice is not None
    assert (notice.action, notice.level) == ("reduce_rate", "warning")
    assert notice.action_text
    bench.presenter.answer(notice.action)
    assert chosen(bench, "learning_rate") == 0.03
    assert bench.state.notice is None


def test_the_lowest_learning_rate_stays_the_lowest(bench: Bench) -> None:
    bench.presenter.choose_setting("learning_rate", 0.0001)
    bench.complete(diverged=True)
    bench.presenter.answer("reduce_rate")
    assert chosen(bench, "learning_rate") == 0.0001


def test_a_notice_goes_away_when_it_is_closed_and_when_a_run_begins(bench: Bench) -> None:
    bench.presenter.warn("Something.")
    bench.presenter.dismiss()
    assert bench.state.notice is None
    bench.presenter.warn("Something.")
    bench.presenter.start()
    assert bench.state.notice is None


def test_other_programs_at_work_are_said_with_their_share(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = iter(range(100))

    def times(process: int | None = None) -> ProcessorTimes:
        seconds = float(next(busy))
        return ProcessorTimes(seconds, 1000 * seconds, None, 0.0)

    monkeypatch.setattr(running, "processor_times", times)
    bench.listen()
    assert bench.state.notice is not None
    assert "%" in bench.state.notice.text


# -- what is known, and how --------------------------------------------------------------------


def test_estimates_carry_their_sign_and_their_interval() -> None:
    bench = Bench([ESTIMATE])
    bench.complete()
    for card in (bench.state.power, bench.state.energy, bench.state.carbon):
        assert card is not None
        assert card.value.startswith("≈")
        assert "–" in card.interval
    assert bench.state.energy is not None
    assert bench.state.energy.kind == "estimated"
    assert bench.state.scale_text.count("≈") == 1


@pytest.mark.parametrize(
    "routes",
    [
        [],
        [route(status=Status.ABSENT)],
        [route(status=Status.NO_PERMISSION)],
    ],
    ids=["none", "absent", "closed"],
)
def test_without_a_sensor_there_is_a_dash_and_never_a_zero(
    routes: list[module.Route],
) -> None:
    bench = Bench(routes)
    bench.presenter.start()
    bench.live(3.2)
    bench.say(bench.started(), bench.stepped(0))
    bench.live(1.0)
    for state in (*bench.screen.states, bench.state):
        for card in (state.power, state.energy, state.carbon):
            assert card is None or card.value == "—"
            assert card is None or card.kind == ""
    bench.say(bench.stepped(1), bench.finished())
    assert bench.state.run is not None
    assert bench.state.run.energy is None
    assert bench.state.equivalent == ""
    assert bench.state.notice is not None
    assert bench.state.notice.action == "sensors"


def test_a_sensor_lost_on_the_way_is_said_in_the_result(bench: Bench) -> None:
    bench.train(2)
    bench.meter.known = [route(status=Status.LOST, reason="It stopped answering.")]
    bench.more(2)
    bench.say(bench.finished(active_seconds=4.0))
    result = bench.state.run
    assert result is not None
    assert result.energy is not None
    assert result.energy.metered_share == pytest.approx(0.5, abs=0.1)
    assert result.energy.unmetered


def test_a_sensor_that_answers_again_is_no_longer_said_to_be_lost(bench: Bench) -> None:
    bench.train(2)
    bench.meter.known = [route(status=Status.LOST, reason="It stopped answering.")]
    bench.more(2)
    assert bench.state.notice is not None
    assert bench.state.notice.text == "It stopped answering."
    bench.meter.known = [route()]
    bench.more(2)
    assert bench.state.notice is None


def test_the_power_of_a_lost_sensor_is_not_shown_as_the_power_now(bench: Bench) -> None:
    bench.live(1.0, 42.0)
    bench.meter.known = [route(status=Status.LOST, reason="It stopped answering.")]
    bench.live(5.0)
    assert bench.state.power is not None
    assert "42" not in bench.state.power.value


def test_co2_follows_the_country(bench: Bench) -> None:
    bench.complete()
    assert bench.state.carbon is not None
    france = bench.state.carbon
    assert france.kind == "computed"
    bench.presenter.choose_country("World")
    assert bench.state.carbon != france
    assert "473" in text(bench.state.carbon)
    bench.presenter.choose_country("Atlantis")
    assert bench.state.country == "World"


def test_the_scale_multiplies_the_energy_and_its_comparison(bench: Bench) -> None:
    bench.complete()
    once = (bench.state.scale_text, bench.state.equivalent)
    bench.presenter.choose_scale(1_000_000)
    assert "1,000,000" in bench.state.scale_text
    assert bench.state.scale_text != once[0]
    assert bench.state.equivalent != once[1]


def test_there_is_one_comparison_at_a_time_or_none(bench: Bench) -> None:
    bench.complete()
    first = bench.state.equivalent
    bench.presenter.other_equivalent()
    assert bench.state.equivalent not in ("", first)
    bench.presenter.other_equivalent()
    assert bench.state.equivalent == first
    bench.presenter.choose_level(True, False)
    bench.presenter.choose_scale(30)
    assert bench.state.equivalent == ""
    assert bench.state.complete


# -- languages and views -----------------------------------------------------------------------


def test_a_new_view_is_shown_everything_at_once(bench: Bench) -> None:
    bench.train(2)
    screen = FakeScreen()
    bench.presenter.attach(screen)
    assert screen.states[-1] == bench.state
    assert len(screen.curves[-1].steps) == 3
    bench.presenter.attach(NoScreen())
    bench.live(1.0)


def test_the_language_changes_in_the_middle_of_a_run_and_nothing_else(bench: Bench) -> None:
    bench.train(2)
    before = bench.state
    use_language("fr")
    bench.presenter.attach(FakeScreen())
    after = bench.state
    words = {"status", "power", "energy", "carbon", "scale_text", "equivalent", "notice"}
    words |= {"heading", "run_energy"}
    for name in TrainingState.__dataclass_fields__:
        if name not in words:
            assert getattr(after, name) == getattr(before, name), name
    assert after.status != before.status
    bench.more(1)
    bench.say(bench.finished())
    assert bench.state.run is not None
    assert bench.state.run.energy is not None


# -- anything in any order ---------------------------------------------------------------------


def anything(bench: Bench, chance: random.Random, folder: Path) -> dict[str, Callable[[], None]]:
    """Return every act of a user, a sensor or the training process, by its name."""
    presenter, state = bench.presenter, bench.state
    keys = [one.key for one in state.kept] + ["unknown"]
    setting = chance.choice(state.settings)
    acts: dict[str, Callable[[], None]] = {
        name: getattr(presenter, name)
        for name in (
            "start", "pause", "step", "stop", "reset", "dismiss", "new_seed",
            "other_equivalent", "tick", "curves", "active_routes",
        )
    }  # fmt: skip
    acts |= {name: getattr(presenter.kept, name) for name in ("keep", "undo", "redo")}
    acts |= {
        "live": lambda: bench.live(chance.choice([0.1, 1.0, 4.0]), chance.choice([0.0, 5.0, 90.0])),
        "dataset": lambda: presenter.choose_dataset(
            chance.choice(["digits", "diabetes", "breast_cancer"])
        ),
        "family": lambda: presenter.choose_family(
            chance.choice(["linear", "polynomial", "kernel", "network"])
        ),
        "setting": lambda: presenter.choose_setting(
            setting.control.key, chance.choice(setting.stops)
        ),
        "seed": lambda: presenter.choose_seed(chance.randrange(10_000)),
        "country": lambda: presenter.choose_country(chance.choice(["FRA", "World", "nowhere"])),
        "scale": lambda: presenter.choose_scale(chance.choice([1, 30, 10**9])),
        "compare": lambda: presenter.kept.compare(chance.random() < 0.5),
        "level": lambda: presenter.choose_level(chance.random() < 0.5, chance.random() < 0.5),
        "show": lambda: presenter.kept.show_run(chance.choice(keys)),
        "rename": lambda: presenter.kept.rename(chance.choice(keys), chance.choice(["", "x", "é"])),
        "delete": lambda: presenter.kept.delete(chance.choice(keys)),
        "answer": lambda: presenter.answer(chance.choice(["reduce_rate", "sensors", ""])),
        "open": lambda: presenter.kept.open_file(
            folder / chance.choice(["runs.equilibre", "none"])
        ),
        "save": lambda: presenter.kept.save_file(folder / chance.choice(["a.csv", "b.equilibre"])),
        "attach": lambda: presenter.attach(FakeScreen()),
        "language": lambda: use_language(chance.choice(["fr", "en"])),
        "loading": lambda: setattr(bench, "loading", not bench.loading),
        "sensors": lambda: setattr(
            bench.meter,
            "known",
            chance.choice([[], [route()], [ESTIMATE], [route(status=Status.LOST, reason="gone")]]),
        ),
        "ready": lambda: bench.say(Ready(1)),
        "died": lambda: bench.say(Died(None, "gone")),
    }
    if any(isinstance(one, Train) for one in bench.sent):
        for name, say in {
            "started": bench.started,
            "stepped": lambda: bench.stepped(chance.randrange(9)),
            "paused": bench.paused,
            "resumed": bench.resumed,
            "repeated": lambda: bench.repeated(chance.randrange(1, 9)),
            "finished": lambda: bench.finished(
                repeats=chance.randrange(3),
                stopped=chance.random() < 0.5,
                diverged=chance.random() < 0.2,
            ),
            "failed": lambda: Failed(bench.order.run, "failed", ""),
        }.items():
            acts[name] = lambda say=say: bench.say(say())  # type: ignore[misc]
    return acts


@pytest.mark.parametrize("seed", range(12))
def test_nothing_that_comes_in_any_order_breaks_the_tab(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    write_runs(tmp_path / "runs.equilibre", [run("x"), run("y", energy=energy(marginal=None))])
    bench = Bench(kept=KeptRuns(tmp_path / "kept.equilibre"))
    done = []
    for _index in range(250):
        acts = anything(bench, chance, tmp_path)
        name = chance.choice([*acts, "start", "live", "live"])
        done.append(name)
        acts[name]()
        state = bench.state
        assert 0 <= state.progress <= 1, done
        assert state.notice is None or state.notice.text, done
        assert not (state.can_keep and state.phase.busy), done
        assert state.status or state.phase is Phase.FINISHED, done
        for one in state.settings:
            assert one.value in one.stops, done


def test_a_country_whose_electricity_makes_no_co2_is_a_country_too(bench: Bench) -> None:
    bench.complete()
    bench.presenter.choose_country("CAF")
    assert bench.state.country == "CAF"
    assert bench.state.equivalent == ""


# -- found while reading -----------------------------------------------------------------------


def test_the_energy_counts_what_the_meter_says_after_the_last_epoch(bench: Bench) -> None:
    bench.train(3, seconds=1.0, watts=60.0)
    # The training goes on between two readings, and its end arrives before the next one.
    bench.now += 0.08
    before = sum(end - start for start, end in bench.presenter.curves().windows)
    bench.say(bench.finished())
    assert bench.state.phase is Phase.FINISHED
    bench.live(0.5)
    assert bench.state.run is not None
    energy = bench.state.run.energy
    assert energy is not None
    assert energy.metered_share == pytest.approx(1.0)
    # The reading that spans the first moment belongs to rest in part.
    assert energy.gross.value == pytest.approx(60.0 * before, rel=0.015)
    assert bench.state.run_energy == energy


def test_what_the_meter_says_later_changes_no_finished_run(bench: Bench) -> None:
    bench.complete()
    finished = bench.state.run
    bench.live(2.0, watts=200.0)
    assert bench.state.run == finished


def test_a_reset_takes_the_message_away(bench: Bench) -> None:
    bench.complete(diverged=True)
    assert bench.state.notice is not None
    bench.presenter.reset()
    assert bench.state.notice is None


# -- at rest after the run ---------------------------------------------------------------------


def test_the_account_is_amended_when_the_idle_level_after_is_known(bench: Bench) -> None:
    bench.complete()
    bench.presenter.kept.keep()
    first = bench.state.run
    assert first is not None
    assert first.energy is not None
    assert first.energy.idle_after_watts is None
    bench.live(IDLE_AFTER_SECONDS, 34.0)
    second = bench.state.run
    assert second is not None
    assert second.energy is not None
    assert second.energy.gross == first.energy.gross
    assert second.energy.drift_watts == pytest.approx(4.0, abs=0.3)
    assert bench.state.kept == (second,)
    assert bench.state.run_energy == second.energy
    assert bench.screen.curves[-1].power[0].idle_after_watts is not None
    assert bench.meter.readings == 4
    bench.live(5.0, 200.0)
    assert bench.state.run == second


def test_a_new_run_begun_at_once_leaves_the_first_as_it_was(bench: Bench) -> None:
    bench.complete()
    bench.presenter.kept.keep()
    (first,) = bench.state.kept
    bench.begin()
    bench.live(5.0, 90.0)
    assert bench.state.kept == (first,)
    assert first.energy is not None
    assert first.energy.idle_after_watts is None


def test_a_computer_that_is_not_at_rest_after_a_run_is_not_listened_to(bench: Bench) -> None:
    bench.complete()
    bench.loading = True
    bench.live(5.0, 90.0)
    assert bench.state.run is not None
    assert bench.state.run.energy is not None
    assert bench.state.run.energy.idle_after_watts is None


def test_a_run_that_was_deleted_meanwhile_is_not_kept_again(bench: Bench) -> None:
    bench.complete()
    bench.presenter.kept.keep()
    (kept,) = bench.state.kept
    bench.presenter.kept.delete(kept.key)
    bench.live(5.0, 30.0)
    assert bench.state.kept == ()


def test_whose_work_it_was_is_told_of_the_process_that_trained(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int | None] = []

    def times(process: int | None) -> ProcessorTimes:
        asked.append(process)
        training = None if process is None else 0.8 * bench.now
        return ProcessorTimes(bench.now, bench.now, training, 0.1 * bench.now)

    monkeypatch.setattr(running, "processor_times", times)
    other = Bench()
    other.presenter = module.TrainingPresenter(
        other.screen,
        other.sent.append,
        other.meter,
        KeptRuns(None),
        clock=other.clock,
        training_process=lambda: 4321,
    )
    bench = other
    bench.complete()
    assert bench.state.run is not None
    assert bench.state.run.energy is not None
    work = bench.state.run.energy.work
    assert work is not None
    gross = bench.state.run.energy.gross.value
    assert work.training == pytest.approx(0.8 * gross, rel=1e-6)
    assert work.training + work.window + work.rest == pytest.approx(gross)
    assert asked[-1] == 4321
    assert bench.state.energy is not None
    assert "80%" in bench.state.energy.note


def test_the_power_now_is_that_of_all_parts() -> None:
    memory = route("memory", device="memory", kind=ESTIMATE.kind, factor=2.0)
    bench = Bench([route(), memory])
    bench.live(1.0, 30.0)
    assert bench.state.power is not None
    assert bench.state.power.kind == "mixed"
    assert "60" in bench.state.power.value
    assert bench.state.power.value.startswith("≈")


def test_a_battery_beside_the_parts_is_not_in_their_power() -> None:
    battery = route("battery", device="computer", around=True, refresh_seconds=0.1)
    bench = Bench([route(), battery])
    bench.complete()
    assert bench.state.run is not None
    energy = bench.state.run.energy
    assert energy is not None
    assert energy.gross.value == pytest.approx(180, rel=0.01)
    assert energy.computer is not None
    assert energy.computer.value == pytest.approx(180, rel=0.01)
    assert bench.state.power is not None
    assert "60" in bench.state.power.value


def test_a_damaged_data_set_on_the_shelf_is_told_at_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module.shelf, "problems", lambda: ("“own_wind” is damaged.",))
    notice = Bench().state.notice
    assert notice is not None
    assert (notice.text, notice.level) == ("“own_wind” is damaged.", "warning")
