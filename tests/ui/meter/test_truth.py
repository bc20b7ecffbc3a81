"""The proof of the meter: what it decides, says and shows."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from equilibre.meter.reading import Interval
from equilibre.meter.truth import Step, TruthRecord, TruthUnplayable, naive_reading, truth_of
from equilibre.texts import use_language
from equilibre.ui.meter.truth import words
from equilibre.ui.meter.truth.dialog import TruthDialog
from equilibre.ui.meter.truth.presenter import TruthPresenter
from equilibre.ui.meter.truth.state import CURVES, INCIDENTS, LAYOUTS, Choices, TruthState
from equilibre.ui.theme import use_theme
from tests.ui.fitting import cut, outside, overlapping


class FakeTrial:
    """A trial that has read what it is told to have read."""

    made: list["FakeTrial"]

    def __init__(self, curve: str, layout: str, incident: str) -> None:
        self.what = (curve, layout, incident)
        self.truth = truth_of(curve, layout)
        self.started = self.stopped = 0
        self.seconds = 0.0
        self.error = 0.0
        FakeTrial.made.append(self)

    def start(self) -> None:
        self.started += 1

    def stop(self) -> None:
        self.stopped += 1

    def follow(self) -> TruthRecord:
        joules = self.truth.joules(0.0, self.seconds)
        metered = joules * (1.0 + self.error)
        finished = self.seconds >= 10.0
        return TruthRecord(
            self.seconds,
            joules,
            metered,
            Interval(metered, 0.95 * metered, 1.05 * metered) if finished else None,
            tuple(
                Step(n / 10, (n + 1) / 10, self.truth.joules(n / 10, (n + 1) / 10) * 10)
                for n in range(round(self.seconds * 10))
            ),
            finished,
        )


class Screen:
    def __init__(self) -> None:
        self.states: list[TruthState] = []

    def show_state(self, state: TruthState, /) -> None:
        self.states.append(state)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    FakeTrial.made = []
    use_language("en")
    use_theme("light", 100)
    yield
    use_language("en")
    use_theme("light", 100)


@pytest.fixture
def presenter() -> TruthPresenter:
    return TruthPresenter(Screen(), FakeTrial)  # type: ignore[arg-type]


def play(presenter: TruthPresenter, seconds: float = 10.0, error: float = 0.0) -> FakeTrial:
    presenter.play()
    trial = FakeTrial.made[-1]
    trial.seconds, trial.error = seconds, error
    presenter.tick()
    return trial


# -- the presenter -------------------------------------------------------------------------


def test_nothing_is_played_before_it_is_asked_for(presenter: TruthPresenter) -> None:
    presenter.tick()
    assert FakeTrial.made == []
    assert presenter.state.record is None
    assert presenter.state.true_finding.energy == ""
    assert "Press Play" in presenter.state.verdict


def test_the_choices_are_what_is_played(presenter: TruthPresenter) -> None:
    presenter.choose(curve="ramp")
    presenter.choose(layout="laptop")
    presenter.choose(incident="wrap")
    trial = play(presenter, 1.0)
    assert trial.what == ("ramp", "laptop", "wrap")
    assert trial.started == 1


def test_at_the_end_the_three_findings_and_the_conclusion_stand(presenter: TruthPresenter) -> None:
    trial = play(presenter)
    state = presenter.state
    assert not state.playing
    assert trial.stopped == 1
    assert state.true_finding.energy == "437.5\u202fJ"
    assert state.meter_finding.error == "error: less than 0.1%"
    assert state.meter_finding.detail == "its interval: 415–460\u202fJ"
    assert not state.meter_finding.wrong
    assert state.naive_finding.error == "error: +46%"
    assert state.naive_finding.wrong
    assert "missed nothing" in state.verdict
    assert "only the peaks: +46%" in state.verdict


def test_a_reader_that_looks_at_other_times_is_judged_without_playing_again(
    presenter: TruthPresenter,
) -> None:
    play(presenter)
    meter = presenter.state.meter_finding
    presenter.choose(period="1")
    assert len(FakeTrial.made) == 1
    assert presenter.state.meter_finding == meter
    assert "came close, and nothing says" in presenter.state.verdict


def test_both_readers_are_held_against_the_same_truth_while_it_plays(
    presenter: TruthPresenter,
) -> None:
    trial = play(presenter, 4.0)
    latest = trial.follow()
    trial.follow = lambda: replace(latest, seconds=4.09)  # type: ignore[method-assign]
    presenter.tick()
    naive = presenter.state.naive
    assert naive is not None
    assert naive.true_joules == pytest.approx(latest.true_joules)


def test_another_power_forgets_the_findings_and_ends_the_play(presenter: TruthPresenter) -> None:
    trial = play(presenter, 4.0)
    presenter.choose(curve="sleeps")
    assert trial.stopped == 1
    assert presenter.state.record is None
    assert presenter.state.truth == truth_of("sleeps", "desktop")
    assert not presenter.state.playing


def test_a_play_that_is_stopped_concludes_nothing(presenter: TruthPresenter) -> None:
    trial = play(presenter, 4.0)
    presenter.stop()
    assert trial.stopped == 1
    assert presenter.state.record is None
    assert "nothing is concluded" in presenter.state.verdict
    presenter.close()
    assert trial.stopped == 1


def test_figures_change_twice_a_second_while_the_curve_moves_on(presenter: TruthPresenter) -> None:
    trial = play(presenter, 4.1)
    before = presenter.state
    trial.seconds = 4.3
    presenter.tick()
    assert presenter.state.true_finding == before.true_finding
    assert presenter.state.record != before.record
    trial.seconds = 4.6
    presenter.tick()
    assert presenter.state.true_finding != before.true_finding


def test_a_folder_that_cannot_be_made_is_a_sentence(presenter: TruthPresenter) -> None:
    def broken(*_what: str) -> FakeTrial:
        raise TruthUnplayable("No room on the disk.")

    presenter._make_trial = broken  # type: ignore[assignment]
    presenter.play()
    assert presenter.state.problem == "No room on the disk."
    assert not presenter.state.playing


# -- the words -----------------------------------------------------------------------------


def verdict(incident: str = "none", error: float = 0.0, curve: str = "ramp") -> str:
    truth = truth_of(curve, "amd")
    joules = truth.joules(0.0, 10.0)
    record = TruthRecord(10.0, joules, joules * (1.0 + error), None, (), True)
    choices = Choices(curve=curve, incident=incident)
    return words.verdict(record, naive_reading(truth, 2.0), choices)


def test_a_meter_that_is_off_says_so() -> None:
    assert "off by −2.0%" in verdict(error=-0.02)
    assert "by a gap" in verdict("restart", error=-0.02)
    assert "missed nothing" not in verdict(error=0.02)


@pytest.mark.parametrize("incident", sorted(set(INCIDENTS) - {"none"}))
def test_each_incident_has_its_own_sentence(incident: str) -> None:
    assert verdict(incident) != verdict()


def test_a_constant_power_is_no_victory() -> None:
    assert "hides nothing" in verdict(curve="constant")


def test_a_meter_without_a_reading_has_no_figure() -> None:
    record = TruthRecord(10.0, 350.0, None, None, (), True)
    assert words.meter_finding(record).energy == ""
    text = words.verdict(record, naive_reading(truth_of("ramp", "amd"), 2.0), Choices())
    assert "read nothing" in text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.571, "+57%"), (-0.66, "−66%"), (0.0312, "+3.1%"), (-0.004, "−0.4%"), (0.0, "0.0%")],
)
def test_errors_carry_their_sign(share: float, text: str) -> None:
    assert words.signed_percent(share) == text


# -- the dialogue --------------------------------------------------------------------------


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def dialog(window: QWidget) -> TruthDialog:
    return shown(window, "en")


def shown(window: QWidget, language: str) -> TruthDialog:
    use_language(language)
    made = TruthDialog(window, FakeTrial)  # type: ignore[arg-type]
    made.resize(1093, 535)
    made.show()
    return made


def finish(dialog: TruthDialog, seconds: float = 10.0) -> FakeTrial:
    dialog.play.click()
    trial = FakeTrial.made[-1]
    trial.seconds = seconds
    dialog.presenter.tick()
    return trial


@pytest.mark.parametrize("language", ["fr", "en"])
def test_everything_fits_a_small_screen(qtbot: QtBot, window: QWidget, language: str) -> None:
    dialog = shown(window, language)
    dialog.presenter.choose(incident="errors", layout="laptop")
    for _step in range(2):
        qtbot.wait(10)
        assert dialog.width() <= 1093
        assert dialog.height() <= 535
        assert cut(dialog) == []
        assert outside(dialog) == []
        assert overlapping(dialog) == []
        finish(dialog)
    assert dialog.chart.height() > 150


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("scale", "size"), [(100, (1093, 535)), (150, (1375, 771)), (200, (1820, 1006))]
)
def test_it_takes_no_more_room_than_its_window(
    qtbot: QtBot, window: QWidget, language: str, scale: int, size: tuple[int, int]
) -> None:
    use_language(language)
    use_theme("light", scale)
    window.resize(*size)
    dialog = TruthDialog(window, FakeTrial)  # type: ignore[arg-type]
    dialog.show()
    qtbot.wait(10)
    assert dialog.width() <= size[0]
    assert dialog.height() <= size[1]
    finish(dialog)
    qtbot.wait(10)
    assert [*cut(dialog), *outside(dialog), *overlapping(dialog)] == []


def test_it_always_says_that_it_is_emulated(dialog: TruthDialog) -> None:
    texts = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert "Emulated: a made-up power, played into the meter" in texts
    finish(dialog)
    assert "Emulated, not measured" in dialog.chart.summary()
    assert all("emulated" in str(row[0]) for row in dialog.chart.data().rows)


def test_the_button_plays_and_stops(dialog: TruthDialog) -> None:
    trial = finish(dialog, 3.0)
    assert dialog.play.text() == "Stop"
    assert not dialog._curve.isEnabled()
    dialog.play.click()
    assert trial.stopped == 1
    assert dialog.play.text() == "Play"
    assert dialog._curve.isEnabled()


def test_closing_ends_the_play(dialog: TruthDialog) -> None:
    trial = finish(dialog, 3.0)
    dialog.reject()
    assert trial.stopped == 1


def test_lists_offer_every_choice_and_are_heard(dialog: TruthDialog) -> None:
    assert dialog._curve.count() == len(CURVES)
    assert dialog._layout.count() == len(LAYOUTS)
    dialog._curve.setCurrentIndex(3)
    dialog._curve.activated.emit(3)
    assert dialog.presenter.state.choices.curve == CURVES[3]
    dialog._period.button("5").click()
    assert dialog.presenter.state.choices.period == "5"


def test_the_chart_paints_every_state(dialog: TruthDialog) -> None:
    blank = dialog.chart.picture()
    finish(dialog, 5.0)
    half = dialog.chart.picture()
    state = dialog.presenter.state
    assert state.record is not None
    gap = replace(state.record.steps[20], power_watts=None, gap=True)
    bridged = replace(state.record.steps[30], gap=True)
    steps = (*state.record.steps[:20], gap, *state.record.steps[21:30], bridged)
    dialog.chart.show_state(replace(state, record=replace(state.record, steps=steps)))
    with_gaps = dialog.chart.picture()
    assert blank != half
    assert half != with_gaps
    assert [row[3] for row in dialog.chart.data().rows].count("") == 1
